package elicit

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// picture is the left side: the picture with the spots that were pointed at, its title and its place in the row, what may
// happen to it.
type picture struct {
	s    *Screen
	box  *fyne.Container
	both fyne.CanvasObject // with what stands beside it
	load uikit.Loader[image.Image]

	view       *widgets.PictureView
	shown      feltbog.ID
	said       *widgets.Text // why there is no picture
	open       *widgets.Chip // what is not settled about it
	whose      *widgets.Text
	called     *widgets.Entry
	count      *widgets.Text
	prev, next *widgets.Button
	mark, rank *widgets.Button
	wishes     *widgets.Text
	wish       *widgets.Segment
	barred     *widgets.Button
	filling    bool
	kept       string
}

func newPicture(s *Screen) *picture {
	p := &picture{s: s, view: uikit.Name(widgets.NewPictureView(s.host), "elicit.picture"), said: widgets.Quiet(""), open: widgets.NewChip("", widgets.Amber, "warn"),
		whose: widgets.Label(""), count: widgets.Plain("").Bold().Line(), wishes: widgets.Label("").Line()}
	p.load.Run = s.host
	p.view.Step = s.step
	p.view.Drawn = p.drawn
	p.view.Changed = p.moved
	p.view.Remove = p.remove
	p.called = uikit.Name(widgets.NewEntry(i18n.T("elicit.called.prompt")), "elicit.called")
	p.called.OnChanged = p.typed
	p.called.Enter = s.notes0
	p.prev = uikit.Name(widgets.NewButton("", "left", func() { s.step(-1) }), "elicit.previous")
	p.next = uikit.Name(widgets.NewButton(i18n.T("elicit.next"), "right", func() { s.step(1) }), "elicit.next")
	p.next.After = true
	p.mark = uikit.Name(widgets.NewButton(i18n.T("elicit.point"), "pin", p.point), "elicit.point")
	p.rank = uikit.Name(widgets.NewButton("", "rank", p.ranks), "elicit.rank")
	var options []widgets.Option
	for _, w := range feltbog.PhotoWishes() {
		options = append(options, widgets.Option{Value: string(w), Text: i18n.T("elicit.wish." + string(w))})
	}
	p.wish = uikit.Name(widgets.NewSegment(options, "", p.wished), "elicit.wish")
	p.barred = uikit.Name(widgets.NewDanger(i18n.T("elicit.bar"), "ban", s.bar), "elicit.bar")
	p.barred.Key = chord("elicit.bar")
	steps := widgets.Row(theme.Gap8, p.prev, container.NewCenter(p.count), p.next)
	below := widgets.Column(theme.Gap8, p.open, p.whose, container.NewBorder(nil, nil, nil, widgets.Pad(steps, 0, 0, 0, theme.Gap12), widgets.Tall(p.called)),
		widgets.Flow(theme.Gap8, p.mark, p.rank, widgets.Row(theme.Gap8, p.wishes, p.wish)), p.barred)
	p.said.Hide()
	p.box = container.NewBorder(nil, widgets.Pad(below, theme.Gap12, 0, 0, 0), nil, nil, container.NewStack(p.view, container.NewCenter(p.said)))
	return p
}

// clear forgets another series' picture.
func (p *picture) clear() {
	p.load.Stop()
	p.shown = feltbog.ID{}
	p.view.SetPicture(nil, image.Point{})
}

func (p *picture) show() {
	s := p.s
	o := s.now()
	if o == nil {
		p.clear()
		p.said.SetText(i18n.T("elicit.table.empty"))
		p.said.Show()
		for _, b := range []*widgets.Button{p.prev, p.next, p.mark, p.rank, p.barred} {
			b.Enable(false)
		}
		p.open.Hide()
		p.box.Refresh()
		return
	}
	at, of := s.console.Count()
	p.count.SetText(i18n.T("elicit.count", "n", i18n.Number(at), "of", i18n.Number(of)))
	p.prev.Enable(at > 1)
	p.next.Enable(at < of)
	p.mark.Enable(s.talking())
	p.rank.Enable(true)
	p.barred.Enable(true)
	p.whose.SetText(i18n.T("elicit.called", "who", s.who()))
	p.wishes.SetText(i18n.T("elicit.says", "who", s.who()))
	p.filling = true
	if another := p.shown != o.Photo.ID; another || p.called.Text == p.kept {
		p.called.SetText(o.Photo.ParticipantTitle)
		p.kept = o.Photo.ParticipantTitle
	}
	p.wish.SetSelected(string(o.Photo.Wish))
	p.filling = false
	if o.Place.Rank > 0 {
		p.rank.SetText(i18n.T("elicit.rank.at", "n", i18n.Number(o.Place.Rank)))
	} else {
		p.rank.SetText(i18n.T("elicit.rank"))
	}
	p.open.Hidden = len(o.Open) == 0
	if !p.open.Hidden {
		p.open.Set(i18n.T("elicit.gap."+string(o.Open[0])), widgets.Amber, "warn")
	}
	if p.shown != o.Photo.ID {
		p.shown = o.Photo.ID
		p.read(o)
	}
	p.marks()
	p.box.Refresh()
}

func (p *picture) read(o *app.SeriesPicture) {
	id, size := o.Photo.ID, image.Pt(o.Photo.Width, o.Photo.Height)
	p.view.SetPicture(nil, image.Point{})
	p.said.Hide()
	p.load.Load(p.s.ctx, func(ctx context.Context) (image.Image, error) { return p.s.deps.PhotoImage(ctx, id, false) }, func(img image.Image, err error) {
		if err != nil {
			p.said.SetText(i18n.Error(err))
			p.said.Show()
			p.box.Refresh()
			return
		}
		if size.X == 0 {
			size = img.Bounds().Size()
		}
		p.view.SetPicture(img, size)
		p.marks()
	})
}

// marks shows the spots that were pointed at.
func (p *picture) marks() {
	var marks []widgets.Mark
	for i, r := range p.regions() {
		m := widgets.Mark{X: r.X, Y: r.Y, W: r.W, H: r.H, Label: i18n.Number(i + 1)}
		if r.Shape == feltbog.Ellipse {
			m.Shape = widgets.RoundMark
		}
		if r.Shape == feltbog.Polygon {
			m.Shape = widgets.PathMark
			for _, at := range r.Points {
				m.Path = append(m.Path, [2]float64{at.X, at.Y})
			}
		}
		marks = append(marks, m)
	}
	at := p.view.Front()
	if at >= len(marks) {
		at = -1
	}
	p.view.SetMarks(marks, at)
}

// regions are the spots of the picture that somebody pointed at; faces and what is covered are no part of the talk.
func (p *picture) regions() []feltbog.Region {
	var out []feltbog.Region
	for _, r := range p.s.page.Regions[p.shown] {
		if r.Type == feltbog.RegionContent {
			out = append(out, r)
		}
	}
	return out
}

// point begins to draw a spot: a drag, or Enter and the arrows.
func (p *picture) point() {
	if p.s.mode != talk || !p.s.talking() || !p.view.Has() {
		return
	}
	p.view.Draw(widgets.BoxMark)
	p.s.host.Window().Canvas().Focus(p.view)
	p.s.host.Say(i18n.T("elicit.point.help"))
}

func (p *picture) drawn(m widgets.Mark) {
	s := p.s
	at := app.Pointed{Session: s.page.Session.ID, Set: s.id, Note: s.notes.written(), Region: feltbog.Region{Photo: p.shown, X: m.X, Y: m.Y, W: m.W, H: m.H}}
	at.Region.ID = feltbog.NewID()
	s.notes.pointed(at.Region.ID)
	s.keep.Then(func(ctx context.Context) error {
		_, err := s.deps.PointAt(ctx, at)
		return err
	}, func() {
		trace.Event("saved", "kind", string(feltbog.KindRegion), "id", at.Region.ID.String())
		s.reload()
	})
	s.notes.write()
}

func (p *picture) moved(i int, m widgets.Mark) {
	all := p.regions()
	if i < 0 || i >= len(all) || m.Shape == widgets.PathMark {
		return
	}
	id := all[i].ID
	p.s.keep.Later(id, func(ctx context.Context) error {
		return p.s.deps.EditRegion(ctx, id, func(r *feltbog.Region) { r.X, r.Y, r.W, r.H = m.X, m.Y, m.W, m.H })
	}, nil)
}

func (p *picture) remove(i int) {
	if all := p.regions(); i >= 0 && i < len(all) {
		id := all[i].ID
		p.s.keep.Then(func(ctx context.Context) error { return p.s.deps.DeleteRegion(ctx, id) }, func() {
			p.s.host.Say(i18n.T("elicit.point.gone"))
			p.s.reload()
		})
	}
}

// typed keeps the participant's own title.
func (p *picture) typed(text string) {
	if p.filling || p.shown.IsZero() {
		return
	}
	id := p.shown
	p.s.keep.Later([2]any{"title", id}, func(ctx context.Context) error { return p.s.deps.TitlePhoto(ctx, id, text) }, func() {
		if p.shown == id {
			p.kept = text
		}
		trace.Event("saved", "kind", string(feltbog.KindPhoto), "id", id.String())
	})
}

// nameIt goes to the title.
func (p *picture) nameIt() {
	if p.s.mode == talk && p.s.now() != nil {
		p.s.host.Window().Canvas().Focus(p.called)
	}
}

func (p *picture) wished(v string) {
	if p.filling || p.shown.IsZero() {
		return
	}
	id := p.shown
	p.s.keep.Then(func(ctx context.Context) error { return p.s.deps.WishForPhoto(ctx, id, feltbog.PhotoWish(v)) }, p.s.reload)
}

// ranks offers the places in the row of importance.
func (p *picture) ranks() {
	o := p.s.now()
	if o == nil {
		return
	}
	var items []widgets.MenuItem
	_, of := p.s.console.Count()
	for n := 1; n <= of; n++ {
		key := ""
		if n < 10 {
			key = i18n.Number(n)
		}
		items = append(items, widgets.MenuItem{Text: i18n.T("elicit.rank.at", "n", i18n.Number(n)), Key: key, On: o.Place.Rank == n, Tap: func() { p.s.rank(n) }})
	}
	items = append(items, widgets.MenuItem{Text: i18n.T("elicit.rank.none"), Key: i18n.Number(0), Rule: true, Tap: func() { p.s.rank(0) }})
	widgets.NewMenu(items...).ShowBelow(p.rank)
}
