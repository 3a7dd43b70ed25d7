package photos

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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

// inspector is the panel: what is known of the picture in front. The participant's words and the team's have fields of
// their own, which never mix.
type inspector struct {
	s       *Screen
	box     *fyne.Container
	load    uikit.Loader[app.PhotoPage]
	look    uikit.Loader[image.Image]
	id      feltbog.ID
	now     app.PhotoPage    // of id, once it was read
	pointed []feltbog.Region // its spots that cover nothing
	seen    image.Image      // the copy for the screen
	drawnIn image.Point      // in which it was drawn

	none      *widgets.Text
	all       *fyne.Container
	scroll    *container.Scroll
	chosen    *widgets.Text
	image     *canvas.Image
	frame     *fyne.Container
	why       *widgets.Text
	title     *widgets.Text
	maker     *widgets.Select
	links     *fyne.Container
	spotIs    *widgets.Button // where it was taken
	when      *widgets.Text
	badge     *widgets.Badge
	by        *widgets.Text
	fields    []*words
	tags      *fyne.Container
	spots     *fyne.Container
	spot      *spotFields
	said      *fyne.Container
	state     *widgets.Chip
	may       *fyne.Container
	people    *fyne.Container // who is seen in it
	facts     *fyne.Container // what is open, and whose it is
	children  *widgets.Segment
	session   *widgets.Button
	large     *widgets.Button
	mark, bar *widgets.Button
}

// previewHeight is how high the picture is in the panel, in Fyne units.
const previewHeight = 200

func newInspector(s *Screen) *inspector {
	p := &inspector{s: s, none: widgets.Quiet(i18n.T("photos.inspect.none")), chosen: widgets.Quiet(""), why: widgets.NewText("", theme.Small, theme.AmberText),
		title: widgets.Headed("").Line(), when: widgets.Quiet(""), by: widgets.NewText("", theme.Small, theme.Ink), badge: widgets.NewBadge(widgets.RoleOf(""), widgets.Heard, 22),
		tags: widgets.Flow(theme.Gap4), spots: widgets.Column(theme.Gap4), said: widgets.Column(theme.Gap8), state: widgets.NewChip("", widgets.Neutral, ""), may: widgets.Column(theme.Gap4),
		people: widgets.Column(theme.Gap8), facts: widgets.Column(theme.Gap4)}
	p.load.Run, p.look.Run = s.host, s.host
	p.image = &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleFastest, CornerRadius: theme.RadiusPhoto}
	p.image.Hide()
	p.frame = widgets.AtLeast(container.NewStack(widgets.NewBox(theme.Sunk, "", theme.RadiusPhoto), p.image), 0, previewHeight)
	p.session = uikit.Name(widgets.NewLink("", func() {
		s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: p.now.Photo.Session})
	}), "photos.inspect.session")
	p.children = uikit.Name(widgets.NewSegment([]widgets.Option{{Value: string(feltbog.Yes), Text: i18n.T("people.answer.yes")}, {Value: string(feltbog.No), Text: i18n.T("people.answer.no")},
		{Text: i18n.T("photos.children.open")}}, "", func(v string) {
		id := p.id
		s.keep.Then(func(ctx context.Context) error {
			return s.deps.EditPhoto(ctx, id, func(o *feltbog.Photo) { o.Children = feltbog.YesNo(v) })
		}, func() { trace.Event("saved", "kind", string(feltbog.KindPhoto), "id", id.String()) })
	}), "photos.inspect.children")
	p.large = uikit.Name(widgets.NewButton(i18n.T("photos.large"), "zoom", func() { s.open(p.id) }), "photos.inspect.large")
	p.mark = uikit.Name(widgets.NewButton("", "flag", s.important), "photos.inspect.important")
	p.bar = uikit.Name(widgets.NewButton("", "ban", s.barThem), "photos.inspect.bar")
	p.spot = newSpotFields(p)
	p.maker = uikit.Name(widgets.NewSelect(nil, "", p.setMaker), "photos.inspect.maker")
	p.links = widgets.Flow(theme.Gap8)
	p.spotIs = uikit.Name(widgets.NewLink(i18n.T("photos.where"), p.where), "photos.inspect.where")
	p.build()
	return p
}

func (p *inspector) build() {
	theirs := p.wordsOf("participant", theme.Citizen, func(o *feltbog.Photo) (*string, *string) { return &o.ParticipantTitle, &o.ParticipantCaption })
	ours := p.wordsOf("researcher", theme.Edge, func(o *feltbog.Photo) (*string, *string) { return &o.ResearcherTitle, &o.ResearcherCaption })
	head := widgets.Column(theme.Gap4, widgets.Row(theme.Gap8, p.title, widgets.Spacer()), p.when, container.NewBorder(nil, nil, container.NewCenter(p.badge), nil, widgets.Pad(p.by, 2, 0, 2, theme.Gap8)))
	use := widgets.Column(theme.Gap8, widgets.Rule(), widgets.Label(i18n.T("photos.may")), widgets.Row(0, p.state, widgets.Spacer()), p.may,
		widgets.Field(i18n.T("photos.children"), widgets.Row(0, p.children, widgets.Spacer()), ""), p.people)
	p.all = widgets.Column(theme.Gap12, p.chosen, p.frame, p.why, head, p.facts, widgets.Field(i18n.T("photos.maker"), p.maker, ""), p.links, theirs, ours, p.tags, p.spots, p.spot.box, p.said, use,
		widgets.Row(0, p.session, widgets.Spacer()), widgets.Row(0, p.spotIs, widgets.Spacer()), widgets.Flow(theme.Gap8, p.large, p.mark, p.bar))
	p.scroll = container.NewVScroll(widgets.Pad(p.all, 2, theme.Gap8, theme.Gap16, 4))
	p.box = container.NewStack(widgets.Column(0, p.none), p.scroll)
	p.scroll.Hide()
	p.chosen.Hide()
	p.why.Hide()
}

// wordsOf are the title and the caption of one side, with a line of its own colour beside them.
func (p *inspector) wordsOf(whose string, line fyne.ThemeColorName, of func(*feltbog.Photo) (title, caption *string)) fyne.CanvasObject {
	title := newWords(p, whose+".title", 1, func(o *feltbog.Photo) *string { t, _ := of(o); return t })
	caption := newWords(p, whose+".caption", 3, func(o *feltbog.Photo) *string { _, c := of(o); return c })
	p.fields = append(p.fields, title, caption)
	bar := widgets.AtLeast(widgets.NewBox(line, "", 1), 3, 0)
	return container.NewBorder(nil, nil, widgets.Pad(bar, 0, theme.Gap12, 0, 0), nil,
		widgets.Column(theme.Gap4, widgets.Label(i18n.T("photos.words."+whose)), widgets.Tall(title.entry), caption.entry))
}

// open shows another picture; the zero ID none.
func (p *inspector) open(id feltbog.ID) {
	if id == p.id {
		return
	}
	p.leave()
	p.id, p.seen = id, nil
	p.image.Hide()
	p.why.Hide()
	p.spot.show(feltbog.ID{})
	p.none.Hidden = !id.IsZero()
	if id.IsZero() {
		p.scroll.Hide()
	} else {
		p.scroll.Show()
	}
	if id.IsZero() {
		p.load.Stop()
		p.look.Stop()
		p.box.Refresh()
		return
	}
	p.scroll.ScrollToTop()
	p.several()
	p.reload()
	s := p.s
	p.look.Load(s.ctx, func(ctx context.Context) (image.Image, error) { return s.deps.PhotoImage(ctx, id, false) }, func(img image.Image, err error) {
		if err != nil {
			p.why.SetText(i18n.Error(err))
			p.why.Show()
			p.all.Refresh()
			return
		}
		p.seen, p.drawnIn = img, image.Point{}
		p.picture()
	})
}

// reload reads it again.
func (p *inspector) reload() {
	id := p.id
	if id.IsZero() || p.s.ctx.Err() != nil {
		return
	}
	p.load.Load(p.s.ctx, func(ctx context.Context) (app.PhotoPage, error) { return p.s.deps.Photo(ctx, id) }, func(page app.PhotoPage, err error) {
		switch {
		case feltbog.ErrorCode(err) == feltbog.ENotFound: // in the trash meanwhile
		case err != nil:
			p.s.host.Fail(err)
		default:
			p.show(page)
		}
	})
}

func (p *inspector) show(page app.PhotoPage) {
	another := p.now.Photo.ID != page.Photo.ID
	p.now, p.pointed = page, nil
	for _, g := range page.Regions {
		if g.Type != feltbog.RegionRedaction {
			p.pointed = append(p.pointed, g)
		}
	}
	o := page.Photo
	name := i18n.T("photos.unnumbered")
	if o.Number > 0 {
		name = i18n.Padded(o.Number)
	}
	p.title.SetText(i18n.T("photos.one", "number", name))
	p.when.SetText(whenWords(&o))
	p.badge.Hidden = page.Maker == nil
	if page.Maker != nil {
		p.badge.Set(widgets.RoleOf(string(page.Maker.Perspective)), widgets.Heard)
	}
	p.by.SetText(byWords(page))
	p.showMaker(page)
	p.showLinks(page)
	for _, f := range p.fields {
		f.set(another)
	}
	p.tags.Objects = nil
	for _, t := range page.Tags {
		p.tags.Add(widgets.NewChip(t.Name, widgets.Neutral, "tag"))
	}
	p.tags.Hidden = len(page.Tags) == 0
	p.showSpots()
	p.showSaid()
	p.showUse()
	p.showOpen()
	p.showPeople()
	p.session.Hidden = page.Session == nil
	if page.Session != nil {
		p.session.SetText(i18n.T("photos.inspect.session", "name", sessionName(*page.Session, "x")))
	}
	p.marks()
	p.picture()
	p.s.single.page()
	p.all.Refresh()
	p.box.Refresh()
	trace.Event("shown", "name", "photo", "id", o.ID.String())
}

// setMaker says who took the picture.
func (p *inspector) setMaker(v string) {
	m := app.PhotoMaker{By: feltbog.MadeBy(v)}
	if id, err := feltbog.ParseID(v); err == nil && v != "" {
		m = app.PhotoMaker{By: feltbog.MadeByParticipant, Participant: id}
	}
	p.s.madeBy(m)
}

// showMaker lists who can have taken it.
func (p *inspector) showMaker(page app.PhotoPage) {
	var options, people []widgets.Option
	for _, m := range feltbog.MadeBys() {
		options = append(options, widgets.Option{Value: string(m), Text: i18n.Upper(i18n.Choice("made_by", string(m)))})
	}
	for id, o := range p.s.shelf.People {
		people = append(people, widgets.Option{Value: id.String(), Text: o.Pseudonym})
	}
	now := string(page.Photo.MadeBy)
	if !page.Photo.Photographer.IsZero() {
		now = page.Photo.Photographer.String()
	}
	p.maker.SetOptions(append(options, byText(people)...))
	p.maker.SetSelected(now)
}

// showLinks are the ways to those the picture has to do with.
func (p *inspector) showLinks(page app.PhotoPage) {
	p.links.Objects = nil
	add := func(key string, who app.PhotoPerson) {
		p.links.Add(uikit.Name(widgets.NewLink(i18n.T(key, "name", who.Pseudonym), func() {
			p.s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindParticipant, ID: who.ID})
		}), key+"."+who.Pseudonym))
	}
	if page.Maker != nil {
		add("photos.link.maker", *page.Maker)
	}
	for _, who := range page.ChosenBy {
		add("photos.link.chosen", who)
	}
	for _, who := range page.Depicted {
		add("photos.link.depicted", who)
	}
	p.links.Hidden = len(p.links.Objects) == 0
	p.links.Refresh()
}

// where shows the exact place, which nobody sees who did not ask for it.
func (p *inspector) where() {
	id := p.id
	var at *feltbog.PhotoLocation
	p.s.host.Act(func(ctx context.Context) (err error) {
		at, err = p.s.deps.PhotoSpot(ctx, id)
		return err
	}, func() {
		text := i18n.T("photos.where.none")
		if at != nil {
			text = i18n.T("photos.where.is", "lat", i18n.Degrees(at.Latitude), "long", i18n.Degrees(at.Longitude))
		}
		shut := uikit.Name(widgets.NewButton(i18n.T("photos.unread.close"), "", p.s.host.CloseDialog), "photos.where.close")
		p.s.host.Show(screen.Dialog{Name: "photos.where", Title: i18n.T("photos.where.title"), Width: 480, Buttons: []fyne.CanvasObject{shut},
			Content: widgets.Column(theme.Gap12, widgets.Plain(text), widgets.Quiet(i18n.T("photos.where.promise")))})
	})
}

// again reads the picture itself again: it was turned.
func (p *inspector) again() {
	id := p.id
	p.id = feltbog.ID{}
	p.open(id)
}

// marks says what the buttons do now, and what a picture looks like that was just changed.
func (p *inspector) marks() {
	l := p.s.line(p.id)
	important, barred := p.now.Photo.Important, p.now.Photo.DoNotUse
	if l != nil {
		important, barred = l.Important, l.State == app.PhotoNot
	}
	set := func(b *widgets.Button, on bool, key string) {
		if on {
			key += ".off"
		} else {
			key += ".on"
		}
		b.SetText(i18n.T(key))
	}
	set(p.mark, important, "photos.important")
	set(p.bar, barred, "photos.bar")
	p.large.Hidden = p.s.single.on
	p.frame.Hidden = p.s.single.on
	p.all.Refresh()
}

// picture draws the copy for the screen as large as it is shown.
func (p *inspector) picture() {
	if p.seen == nil || p.frame.Hidden {
		return
	}
	scale := float32(1)
	if c := uikit.CanvasOf(p.box); c != nil {
		scale = c.Scale()
	}
	size := p.frame.Size()
	box := image.Pt(int(size.Width*scale), int(size.Height*scale))
	if box == p.drawnIn || box.X <= 0 || box.Y <= 0 {
		return
	}
	p.drawnIn = box
	img, id := p.seen, p.id
	p.s.host.Go(func() {
		fit := widgets.FitPicture(img, box)
		p.s.host.Do(func() {
			if id == p.id && box == p.drawnIn {
				p.image.Image = fit
				p.image.Show()
				p.image.Refresh()
			}
		})
	})
}

// several says that the panel is about one of those that are selected.
func (p *inspector) several() {
	n := p.s.grid.CountSelected()
	hidden := n < 2 || p.s.single.on
	p.chosen.SetText(i18n.T("photos.inspect.several", "n", i18n.Number(n)))
	if p.chosen.Hidden != hidden {
		p.chosen.Hidden = hidden
		p.all.Refresh()
	}
}

// leave forgets nothing: what was typed is on its way.
func (p *inspector) leave() { p.spot.leave() }
