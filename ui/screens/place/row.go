package place

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

// icons of the places, for where there is nothing yet.
var icons = map[screen.Place]string{
	screen.Field: "felt", screen.Photos: "billeder", screen.Material: "materiale", screen.Workshop: "tolkning", screen.Share: "del",
}

// row is one record: its title over when it was and what state it is in.
type row struct {
	title, meta *widgets.Text
}

func newRow() fyne.CanvasObject {
	r := &row{title: widgets.NewText("", theme.Body, theme.Ink).Ellipsis(), meta: widgets.NewText("", theme.Meta, theme.Ink3).Ellipsis()}
	return container.New(&lines{r}, r.title, r.meta)
}

// lines puts the two lines of a row under each other, in the middle of its height.
type lines struct{ *row }

func (l *lines) Layout(o []fyne.CanvasObject, size fyne.Size) {
	a, b := o[0].MinSize().Height, o[1].MinSize().Height
	y := (size.Height - a - b) / 2
	o[0].Move(fyne.NewPos(theme.Gap12, y))
	o[0].Resize(fyne.NewSize(size.Width-2*theme.Gap12, a))
	o[1].Move(fyne.NewPos(theme.Gap12, y+a))
	o[1].Resize(fyne.NewSize(size.Width-2*theme.Gap12, b))
}

func (l *lines) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, o[0].MinSize().Height+o[1].MinSize().Height+theme.Gap8)
}

// fill shows a record in a row.
func (s *Screen) fill(o fyne.CanvasObject, h app.Heading, _ int) {
	r := o.(*fyne.Container).Layout.(*lines).row
	title := h.Title
	if title == "" {
		title = i18n.T("record.untitled", "kind", i18n.Kind(h.Kind))
	}
	r.title.SetText(title)
	meta := []string{i18n.Upper(i18n.Kind(h.Kind))}
	if !h.When.IsZero() {
		meta[0] = i18n.Fuzzy(h.When)
	}
	if h.Status == app.Contested {
		meta = append(meta, i18n.T("record.contested"))
	}
	r.meta.SetText(strings.Join(meta, " · "))
}
