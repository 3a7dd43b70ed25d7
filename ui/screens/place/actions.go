package place

import (
	"bytes"
	"context"

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

// open shows a record.
func (s *Screen) open(h app.Heading) {
	s.host.Open(screen.Route{Place: s.place, Kind: h.Kind, ID: h.ID})
}

// actions are the buttons beside the place's name.
func (s *Screen) actions() []fyne.CanvasObject {
	b := s.begin()
	if b == nil {
		return nil
	}
	uikit.Name(b, "place.begin")
	if s.fresh == nil {
		return []fyne.CanvasObject{b}
	}
	b.Style = widgets.PlainStyle
	begin := uikit.Name(widgets.NewPrimary(i18n.T("session.new"), "plus", s.fresh), "place.session")
	begin.Key = i18n.Chords([]string{"Ctrl+I"})[0]
	guide := uikit.Name(widgets.NewButton(i18n.T("place.guide"), "list", nil), "place.guide")
	guide.Tap = func() { widgets.NewMenu(s.guides()...).ShowBelow(guide) }
	return []fyne.CanvasObject{b, guide, begin}
}

// begin is what one begins with at this place, nil where nothing can be begun yet.
func (s *Screen) begin() *widgets.Button {
	switch s.place {
	case screen.Field:
		b := widgets.NewPrimary(i18n.T("place.jot"), "felt", s.jot)
		b.Key = i18n.Chords([]string{"F8"})[0]
		return b
	case screen.Material:
		return widgets.NewPrimary(i18n.T("place.tag"), "plus", func() {
			s.make(app.Edit{Kind: feltbog.KindTag, Texts: []app.Setting{{Field: "name", Text: i18n.T("place.tag.name")}}})
		})
	}
	return nil
}

// guides are the guides one can begin with.
func (s *Screen) guides() []widgets.MenuItem {
	var items []widgets.MenuItem
	for _, key := range assets.Guides() {
		items = append(items, widgets.MenuItem{Text: i18n.T("place.guide." + key), Icon: "list", Tap: func() { s.guide(key) }})
	}
	return items
}

// guide makes the project's own copy of one.
func (s *Screen) guide(key string) {
	var text feltbog.GuideText
	s.host.Act(func(ctx context.Context) error {
		b, _ := assets.Guide(key)
		var err error
		if text, err = app.ReadGuide(bytes.NewReader(b)); err != nil {
			return err
		}
		_, err = s.p.AddGuide(ctx, text)
		return err
	}, func() {
		s.host.Say(i18n.T("place.guide.made", "name", text.Name))
		trace.Event("saved", "kind", string(feltbog.KindGuide))
		s.kind = feltbog.KindGuide
		s.reload()
	})
}

// jot makes a note that belongs to nothing yet, and opens it.
func (s *Screen) jot() {
	s.make(app.Edit{Kind: feltbog.KindNoteBlock, Texts: []app.Setting{
		{Field: "type", Text: string(feltbog.SeenHeard)}, {Field: "layer", Text: string(feltbog.Jotting)}}})
}

// make writes a new record and opens it.
func (s *Screen) make(e app.Edit) {
	var made app.Record
	s.host.Act(func(ctx context.Context) (err error) {
		made, err = s.p.Put(ctx, e)
		return err
	}, func() {
		trace.Event("saved", "kind", string(made.Kind), "id", made.ID.String())
		s.host.Open(screen.Route{Place: s.place, Kind: made.Kind, ID: made.ID, Begin: true})
	})
}
