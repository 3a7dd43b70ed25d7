package photos

import (
	"context"
	"image"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// single is one picture as large as one likes, with the spots that were pointed at.
type single struct {
	s    *Screen
	on   bool
	id   feltbog.ID
	box  fyne.CanvasObject
	hold *fyne.Container // of the view
	load uikit.Loader[image.Image]
	full uikit.Loader[image.Image]
	low  image.Image

	view       *widgets.PictureView
	title      *widgets.Text
	percent    *widgets.Text
	said       *widgets.Text
	gaps       *fyne.Container // what keeps it inside the team
	why        *widgets.Text
	prev, next *widgets.Button
	tags       *fyne.Container
	want       feltbog.ID // the spot that was just drawn
}

func newSingle(s *Screen) *single {
	o := &single{s: s, view: widgets.NewPictureView(s.host), title: widgets.Headed("").Line(), percent: widgets.Quiet("").Line(), said: widgets.Quiet(""), tags: widgets.Flow(theme.Gap8)}
	o.load.Run, o.full.Run = s.host, s.host
	uikit.Name(o.view, "photos.picture")
	o.view.Zoomed = o.zoomed
	o.view.Wants = o.wants
	o.view.Step = o.step
	o.view.Chosen = func(i int) {
		if s.redact.on {
			s.redact.chosen(i)
		} else {
			o.chosen(i)
		}
	}
	o.view.Drawn = func(m widgets.Mark) {
		if s.redact.on {
			s.redact.drawn(m)
		} else {
			o.drawn(m)
		}
	}
	o.view.Changed = func(i int, m widgets.Mark) {
		if s.redact.on {
			s.redact.moved(i, m)
		} else {
			o.moved(i, m)
		}
	}
	o.view.Remove = func(int) {
		if s.redact.on {
			s.redact.remove()
		} else {
			s.inspect.spot.remove()
		}
	}
	button := func(name, text, icon string, tap func()) *widgets.Button {
		return uikit.Name(widgets.NewButton(text, icon, tap), "photos.picture."+name)
	}
	back := button("back", i18n.T("photos.back"), "left", s.back)
	o.prev, o.next = button("previous", "", "left", func() { o.step(-1) }), button("next", "", "right", func() { o.step(1) })
	var mark *widgets.Button
	mark = button("mark", i18n.T("photos.mark"), "point", func() {
		widgets.NewMenu(widgets.MenuItem{Text: i18n.T("photos.mark.box"), Icon: "rect", Key: chord("photos.region"), Tap: func() { o.mark(widgets.BoxMark) }},
			widgets.MenuItem{Text: i18n.T("photos.mark.round"), Icon: "ring", Tap: func() { o.mark(widgets.RoundMark) }},
			widgets.MenuItem{Text: i18n.T("photos.mark.path"), Icon: "crop", Tap: func() { o.mark(widgets.PathMark) }}).ShowBelow(mark)
	})
	var more *widgets.Button
	more = button("more", "", "more", func() { widgets.NewMenu(s.menu()...).ShowBelow(more) })
	zoom := widgets.Row(theme.Gap4, button("smaller", "", "minus", o.view.ZoomOut), widgets.AtLeast(container.NewCenter(o.percent), 56, 0),
		button("larger", "", "plus", o.view.ZoomIn), button("fit", i18n.T("photos.fit"), "expand", o.view.Fit))
	cover := button("redact", i18n.T("redact"), "mask", s.redactOpen)
	settle := uikit.Name(widgets.NewButton(i18n.T("photos.gaps.do"), "shield", s.rights), "photos.gaps.rights")
	o.why = widgets.NewText("", theme.Small, theme.AmberText)
	o.gaps = container.NewStack(widgets.NewBox(theme.AmberGround, "", theme.RadiusField), widgets.Pad(container.NewBorder(nil, nil, container.NewCenter(widgets.Icon("warn", theme.AmberText, 20)), container.NewCenter(settle),
		widgets.Pad(o.why, theme.Gap12, theme.Gap12, theme.Gap12, theme.Gap12)), theme.Gap4, theme.Gap8, theme.Gap4, theme.Gap12))
	o.gaps.Hide()
	head := widgets.Flow(theme.Gap8, back, widgets.AtLeast(container.NewCenter(o.title), 0, theme.Target), widgets.Row(theme.Gap4, o.prev, o.next), zoom, mark, cover, more)
	o.said.Hide()
	o.hold = container.NewStack(o.view)
	o.box = container.NewBorder(widgets.Pad(widgets.Column(theme.Gap8, head, o.gaps, o.said), theme.Gap12, theme.Gap16, theme.Gap12, theme.Gap16),
		widgets.Pad(o.tags, theme.Gap12, theme.Gap16, theme.Gap12, theme.Gap16), nil, nil, o.hold)
	return o
}

// show puts one picture in the place of the grid.
func (o *single) show(id feltbog.ID) {
	s := o.s
	was := o.id
	o.on, o.id = true, id
	s.redact.leave()
	if s.front.Objects[0] != o.box {
		s.front.Objects = []fyne.CanvasObject{o.box}
		s.front.Refresh()
	}
	for i := range s.grid.Len() {
		if s.grid.Key(i) == id {
			s.grid.GoTo(i)
			break
		}
	}
	s.inFront()
	s.inspect.marks()
	s.inspect.showSpots()
	s.inspect.several()
	o.arranged()
	if was != id || !o.view.Has() {
		o.read()
	}
	s.host.Window().Canvas().Focus(o.view)
	s.host.Act(func(ctx context.Context) error { return s.deps.Visit(ctx, feltbog.KindPhoto, id) }, nil)
}

// hide brings the grid back.
func (o *single) hide() {
	if !o.on {
		return
	}
	s := o.s
	s.redact.leave()
	o.on = false
	o.load.Stop()
	o.full.Stop()
	o.view.SetPicture(nil, image.Point{}) // its pixels are many
	o.low = nil
	s.front.Objects = []fyne.CanvasObject{s.middle}
	s.front.Refresh()
	s.inspect.leave()
	s.inspect.marks()
	s.inspect.showSpots()
	s.inspect.several()
	s.inFront()
	if s.grid.Len() > 0 {
		s.host.Window().Canvas().Focus(s.grid)
	}
}

// read gets the copy for the screen.
func (o *single) read() {
	s, id := o.s, o.id
	o.view.SetPicture(nil, image.Point{})
	o.low = nil
	o.s.redact.sketched = ""
	o.full.Stop()
	o.said.Hide()
	o.load.Load(s.ctx, func(ctx context.Context) (image.Image, error) { return s.deps.PhotoImage(ctx, id, false) }, func(img image.Image, err error) {
		if err != nil {
			o.said.SetText(i18n.Error(err))
			o.said.Show()
			o.box.Refresh()
			return
		}
		o.low = img
		o.give()
		trace.Event("picture", "id", id.String())
	})
}

// give shows the copy once it is known how large the picture itself is.
func (o *single) give() {
	page := &o.s.inspect.now
	if o.low == nil || page.Photo.ID != o.id || o.view.Has() {
		return
	}
	o.view.SetPicture(o.low, image.Pt(page.Photo.Width, page.Photo.Height))
	if o.s.redact.on {
		o.s.redact.page()
		return
	}
	o.spots()
}

// wants gets the picture in full size.
func (o *single) wants() {
	s, id := o.s, o.id
	if s.redact.on && (s.redact.sketched != "" || s.redact.look == lookCopy) {
		return // what is covered would be seen
	}
	o.full.Load(s.ctx, func(ctx context.Context) (image.Image, error) { return s.deps.PhotoImage(ctx, id, true) }, func(img image.Image, err error) {
		if err != nil { // the copy stays
			o.said.SetText(i18n.Error(err))
			o.said.Show()
			o.box.Refresh()
			return
		}
		o.view.SetFull(img)
		trace.Event("picture", "id", id.String(), "full", true)
	})
}

// page is called when the panel knows the picture.
func (o *single) page() {
	if !o.on || o.s.inspect.now.Photo.ID != o.id {
		return
	}
	o.title.SetText(o.s.inspect.title.Text)
	o.give()
	o.showGaps()
	if o.s.redact.on {
		o.s.redact.page()
		return
	}
	o.spots()
	o.tags.Objects = o.s.tags.quick([]feltbog.ID{o.id}, "photos.picture.tag.")
	find := widgets.NewButton(i18n.T("photos.tag.find"), "search", o.s.findTag)
	find.Key = "T"
	o.tags.Add(uikit.Name(find, "photos.picture.tag.find"))
	o.tags.Refresh()
	o.box.Refresh()
}

// arranged says whether there is a picture before and after this one.
func (o *single) arranged() {
	if o.on {
		o.prev.Enable(!o.near(-1).IsZero())
		o.next.Enable(!o.near(1).IsZero())
	}
}

// near is the picture so many places on in the grid; zero where there is none.
func (o *single) near(by int) feltbog.ID {
	g := o.s.grid
	at := g.At()
	if at < 0 || at >= g.Len() || g.Key(at) != o.id || at+by < 0 || at+by >= g.Len() {
		return feltbog.ID{}
	}
	return g.Key(at + by)
}

// beside is the picture to go to when this one goes away.
func (o *single) beside() feltbog.ID {
	if next := o.near(1); !next.IsZero() {
		return next
	}
	return o.near(-1)
}

// step goes to the next picture, or the one before.
func (o *single) step(by int) {
	at := o.s.grid.At()
	if id := o.near(by); !id.IsZero() {
		o.s.grid.GoTo(at + by)
		if o.s.redact.on {
			o.s.host.Open(screen.Route{Place: screen.Photos, Kind: feltbog.KindPhoto, ID: id, Part: redactPart})
			return
		}
		o.show(id)
	}
}

func (o *single) zoomed() {
	if o.s.redact != nil {
		o.s.redact.bar.zoomed()
	}
	o.percent.SetText("")
	if o.view.Has() {
		o.percent.SetText(i18n.T("photos.percent", "n", i18n.Number(o.view.Percent())))
	}
	o.percent.Refresh()
}

// showGaps says over the picture what keeps it inside the team, and why.
func (o *single) showGaps() {
	now := &o.s.inspect.now
	words := gapWords(now.Open)
	if now.Photo.DoNotUse {
		words = []string{strings.TrimSpace(i18n.T("rights.barred", "why", now.Photo.DoNotUseReason))}
	}
	o.gaps.Hidden = len(words) == 0
	if !o.gaps.Hidden {
		o.why.SetText(strings.Join(words, " · "))
	}
	o.gaps.Refresh()
}

// gapWords say what is open about a picture.
func gapWords(open []app.RightsGap) (words []string) {
	for _, g := range open {
		words = append(words, i18n.T("elicit.gap."+string(g)))
	}
	return words
}
