package photos

import (
	"context"
	"image"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// looks are how the states of a picture are shown: a sign, never alone where there is room for words.
var looks = map[app.PhotoState]struct {
	icon string
	tone widgets.Tone
}{
	app.PhotoFree: {"check", widgets.Green}, app.PhotoCovered: {"mask", widgets.Neutral}, app.PhotoInside: {"half", widgets.Neutral},
	app.PhotoMissing: {"warn", widgets.Amber}, app.PhotoNot: {"ban", widgets.Red},
}

// fill says what is shown of a picture in the grid.
func (s *Screen) fill(i int, box image.Point) widgets.Tile {
	id := s.grid.Key(i)
	t := widgets.Tile{Picture: s.pics.get(id, box)}
	if l := s.line(id); l != nil {
		look := looks[l.State]
		t.Sign, t.Tone, t.Flag = look.icon, look.tone, l.Important
		if n := len(l.Tags); n > 0 {
			t.Count = i18n.Number(n)
		}
	}
	return t
}

// number is what a picture is called: its number as it is printed.
func (s *Screen) number(id feltbog.ID) string {
	l := s.line(id)
	if l == nil || l.Number == 0 {
		return i18n.T("photos.unnumbered")
	}
	return i18n.Padded(l.Number)
}

// menu is what can be done with the pictures that are selected, or the one in front.
func (s *Screen) menu() []widgets.MenuItem {
	these := s.these()
	important, barred := s.all(these)
	items := []widgets.MenuItem{}
	if !s.single.on {
		items = append(items, widgets.MenuItem{Text: i18n.T("photos.open"), Icon: "zoom", Key: i18n.T("photos.key.enter"), Tap: func() { s.open(s.frontID()) }})
	}
	items = append(items, widgets.MenuItem{Text: i18n.T("photos.tag.find.long"), Icon: "tag", Key: chord("photos.tag.find"), Tap: s.findTag})
	items = append(items, widgets.MenuItem{Text: i18n.T("photos.turn"), Icon: "turn", Key: chord("photos.turn"), Tap: func() { s.turn(1) }})
	mark, bar := "photos.important.on", "photos.bar.on"
	if important {
		mark = "photos.important.off"
	}
	if barred {
		bar = "photos.bar.off"
	}
	items = append(items, widgets.MenuItem{Text: i18n.T(mark), Icon: "flag", Key: chord("photos.important"), Tap: s.important}, widgets.MenuItem{Text: i18n.T(bar), Icon: "ban", Key: chord("photos.bar"), Tap: s.barThem})
	items = append(items, widgets.MenuItem{Text: i18n.T("photos.series"), Icon: "grid", Key: chord("photos.series"), Tap: s.toSeries})
	if s.Lay != nil {
		items = append(items, widgets.MenuItem{Text: i18n.T("board.lay"), Icon: "tolkning", Key: chord("cards.lay"), Tap: s.lay})
	}
	items = append(items, widgets.MenuItem{Text: i18n.T("redact"), Icon: "mask", Key: chord("redact"), Tap: s.redact.open})
	if s.Rights != nil {
		items = append(items, widgets.MenuItem{Text: i18n.T("photos.rights"), Icon: "shield", Key: chord("photos.rights"), Tap: s.rights})
	}
	items = append(items, widgets.MenuItem{Text: i18n.T("photos.export"), Icon: "open", Key: chord("photos.export"), Tap: s.export})
	if l := s.line(s.frontID()); l != nil && !l.Session.IsZero() {
		items = append(items, widgets.MenuItem{Text: i18n.T("photos.session"), Icon: "bubble", Rule: true, Tap: func() {
			s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: l.Session})
		}})
	}
	return append(items, widgets.MenuItem{Text: i18n.N("photos.delete", len(these)), Icon: "trash", Danger: true, Rule: true, Tap: s.remove})
}

// all tells whether all of these pictures are important, and whether all are out of use.
func (s *Screen) all(these []feltbog.ID) (important, barred bool) {
	important, barred = len(these) > 0, len(these) > 0
	for _, id := range these {
		if l := s.line(id); l != nil {
			important, barred = important && l.Important, barred && l.State == app.PhotoNot
		}
	}
	return important, barred
}

// important marks these pictures as important, or takes the mark off when all of them bear it.
func (s *Screen) important() {
	these := s.these()
	if len(these) == 0 {
		return
	}
	on, _ := s.all(these)
	on = !on
	s.change(these, func(l *app.PhotoLine) { l.Important = on },
		func(ctx context.Context) error { return s.deps.MarkPhotos(ctx, these, on) },
		func() { trace.Event("marked", "n", len(these), "on", on) })
}

// barThem takes these pictures out of every use at once, or asks why they may be used again when all of them are out.
func (s *Screen) barThem() {
	these := s.these()
	if len(these) == 0 {
		return
	}
	if _, out := s.all(these); out {
		s.useAgain(these)
		return
	}
	s.change(these, func(l *app.PhotoLine) { l.State = app.PhotoNot },
		func(ctx context.Context) error { return s.deps.DoNotUse(ctx, these, "") }, func() {
			s.host.Say(i18n.N("photos.barred", len(these)))
			trace.Event("barred", "n", len(these), "on", true)
		})
}

// useAgain asks why, and then lets the pictures be used again.
func (s *Screen) useAgain(these []feltbog.ID) {
	why := uikit.Name(widgets.NewTextArea(i18n.T("photos.unbar.why"), 3), "photos.unbar.why")
	do := uikit.Name(widgets.NewPrimary(i18n.N("photos.unbar.do", len(these)), "check", func() {
		text := why.Text
		if strings.TrimSpace(text) == "" {
			s.host.Window().Canvas().Focus(why)
			return
		}
		s.host.CloseDialog()
		s.keep.Then(func(ctx context.Context) error { return s.deps.UseAgain(ctx, these, text) }, func() {
			s.host.Say(i18n.N("photos.unbarred", len(these)))
			trace.Event("barred", "n", len(these), "on", false)
		})
	}), "photos.unbar.do")
	why.OnChanged = func(text string) { do.Enable(strings.TrimSpace(text) != "") }
	do.Enable(false)
	s.host.Show(screen.Dialog{Name: "photos.unbar", Title: i18n.N("photos.unbar.title", len(these)),
		Content: widgets.Field(i18n.T("photos.unbar.why"), why, i18n.T("photos.unbar.help")), First: why,
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("photos.unbar.stop"), "", s.host.CloseDialog), do}})
}

// remove puts these pictures into the trash.
func (s *Screen) remove() {
	these := s.these()
	if len(these) == 0 {
		return
	}
	next := feltbog.ID{}
	if s.single.on {
		next = s.single.beside()
	}
	s.keep.Then(func(ctx context.Context) error { return s.deps.DeletePhotos(ctx, these) }, func() {
		s.host.Say(i18n.N("photos.deleted", len(these)))
		trace.Event("deleted", "n", len(these))
		switch {
		case s.single.on && next.IsZero():
			s.back()
		case s.single.on:
			s.single.show(next)
		}
	})
}

// open shows one picture large.
func (s *Screen) open(id feltbog.ID) {
	if !id.IsZero() {
		s.host.Open(screen.Route{Place: screen.Photos, Kind: feltbog.KindPhoto, ID: id})
	}
}

// back goes to the grid.
func (s *Screen) back() { s.host.Open(screen.Route{Place: screen.Photos}) }

// set changes how the pictures are looked at, and remembers it on this machine.
func (s *Screen) set(f func(*view)) {
	v := s.view
	f(&v)
	if v == s.view {
		return
	}
	s.use(v)
	s.keep.Then(func(ctx context.Context) error { return s.deps.Keep(ctx, keptView, v.String()) }, nil)
}

func (s *Screen) use(v view) {
	regroup := v.By != s.view.By || v.Oldest != s.view.Oldest
	s.view = v
	s.grid.SetSide(sides[v.Size])
	if regroup && s.there {
		s.regroup()
	}
}

// resize goes to the next size of tiles.
func (s *Screen) resize(by int) {
	for i, size := range sizes {
		if to := i + by; size == s.view.Size && to >= 0 && to < len(sizes) {
			s.set(func(v *view) { v.Size = sizes[to] })
			return
		}
	}
}

// turn turns the pictures these actions are about by quarters, clockwise.
func (s *Screen) turn(quarters int) {
	these := s.these()
	if len(these) == 0 {
		return
	}
	s.host.Act(func(ctx context.Context) error { return s.deps.TurnPhotos(ctx, these, quarters) }, func() {
		trace.Event("turned", "n", len(these))
		s.pics.drop(these)
		s.grid.Redraw()
		s.inspect.again()
		if s.single.on {
			s.single.read()
		}
	})
}

// madeBy says of these pictures who took them.
func (s *Screen) madeBy(m app.PhotoMaker) {
	these := s.these()
	s.keep.Then(func(ctx context.Context) error { return s.deps.SetPhotoMaker(ctx, these, m) }, func() { trace.Event("maker", "n", len(these)) })
}

// chord is the first way to press a key of the program, as it is shown beside what it does.
func chord(id string) string {
	for _, k := range assets.Shortcuts() {
		if k.ID == id {
			return i18n.Chords(k.Keys)[0]
		}
	}
	return ""
}
