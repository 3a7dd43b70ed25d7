package photos

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// toSeries puts these pictures into a series, or begins one with them.
func (s *Screen) toSeries() {
	these := s.these()
	if len(these) == 0 {
		return
	}
	var all []app.SeriesLine
	s.host.Act(func(ctx context.Context) (err error) {
		all, err = s.deps.SeriesList(ctx)
		return err
	}, func() { s.askSeries(these, all) })
}

func (s *Screen) askSeries(these []feltbog.ID, all []app.SeriesLine) {
	options := []widgets.Option{{Value: "", Text: i18n.T("photos.series.new")}}
	for _, o := range all {
		name := o.Title
		if o.Who != "" {
			name += " · " + o.Who
		}
		options = append(options, widgets.Option{Value: o.ID.String(), Text: name})
	}
	title := uikit.Name(widgets.NewEntry(i18n.T("photos.series.title.prompt")), "photos.series.title")
	named := widgets.Field(i18n.T("photos.series.title"), widgets.Tall(title), "")
	box := widgets.Column(theme.Gap12)
	which := uikit.Name(widgets.NewSelect(options, "", func(v string) {
		named.Hidden = v != ""
		box.Refresh()
	}), "photos.series.which")
	box.Objects = []fyne.CanvasObject{widgets.Field(i18n.T("photos.series.which"), which, ""), named}
	do := uikit.Name(widgets.NewPrimary(i18n.N("photos.series.do", len(these)), "plus", nil), "photos.series.do")
	do.Tap = func() {
		set, err := feltbog.ParseID(which.Selected())
		name := strings.TrimSpace(title.Text)
		fresh := err != nil
		if fresh && name == "" {
			s.host.Window().Canvas().Focus(title)
			return
		}
		s.host.CloseDialog()
		n := len(these)
		s.keep.Then(func(ctx context.Context) (err error) {
			if fresh {
				set, err = s.deps.MakeSeries(ctx, feltbog.PhotoSet{Title: name}, these)
				return err
			}
			n, err = s.deps.AddToSeries(ctx, set, these)
			return err
		}, func() {
			trace.Event("series", "id", set.String(), "n", n)
			if fresh {
				s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindPhotoSet, ID: set})
				return
			}
			s.host.Say(i18n.N("photos.series.done", n))
		})
	}
	title.Enter = do.Tap
	s.host.Show(screen.Dialog{Name: "photos.series", Title: i18n.N("photos.series.ask", len(these)), Content: box, First: title,
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("photos.series.stop"), "", s.host.CloseDialog), do}})
}

// rights shows what is settled about the picture in front.
func (s *Screen) rights() {
	if id := s.frontID(); s.Rights != nil && !id.IsZero() {
		s.Rights(id)
	}
}

// lay puts these pictures into a joint interpretation.
func (s *Screen) lay() {
	if s.Lay == nil {
		return
	}
	var items []app.GateItem
	for _, id := range s.these() {
		items = append(items, app.GateItem{Kind: feltbog.KindPhoto, ID: id})
	}
	back := screen.Route{Place: screen.Photos}
	if s.single.on {
		back.Kind, back.ID = feltbog.KindPhoto, s.single.id
	}
	s.Lay(items, back)
}
