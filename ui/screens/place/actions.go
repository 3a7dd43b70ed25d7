package place

import (
	"context"

	"fyne.io/fyne/v2"

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
	return []fyne.CanvasObject{uikit.Name(b, "place.begin")}
}

// begin is what one begins with at this place, nil where nothing can be begun yet.
func (s *Screen) begin() *widgets.Button {
	if s.place != screen.Material {
		return nil
	}
	return widgets.NewPrimary(i18n.T("place.tag"), "plus", func() {
		s.make(app.Edit{Kind: feltbog.KindTag, Texts: []app.Setting{{Field: "name", Text: i18n.T("place.tag.name")}}})
	})
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
