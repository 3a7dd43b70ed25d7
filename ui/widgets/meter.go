package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
)

// Meter shows how far something is.
type Meter struct {
	widget.BaseWidget
	part        float32
	track, fill *Box
}

// NewMeter returns an empty meter.
func NewMeter() *Meter {
	m := &Meter{track: NewBox(theme.Sunk, theme.Edge, 4), fill: NewBox(theme.Accent, "", 4)}
	m.ExtendBaseWidget(m)
	return m
}

// Set shows a part between 0 and 1.
func (m *Meter) Set(part float32) {
	if part = min(max(part, 0), 1); part != m.part {
		m.part = part
		m.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (m *Meter) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	return &meterRenderer{m}
}

type meterRenderer struct{ m *Meter }

func (r *meterRenderer) Layout(s fyne.Size) {
	h := min(s.Height, 8)
	y := (s.Height - h) / 2
	for _, b := range []*Box{r.m.track, r.m.fill} {
		b.Move(fyne.NewPos(0, y))
	}
	r.m.track.Resize(fyne.NewSize(s.Width, h))
	r.m.fill.Resize(fyne.NewSize(s.Width*r.m.part, h))
}

func (r *meterRenderer) MinSize() fyne.Size { return fyne.NewSize(80, 8) }
func (r *meterRenderer) Refresh() {
	r.Layout(r.m.Size())
	r.m.track.Refresh()
	r.m.fill.Refresh()
}
func (r *meterRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.m.track, r.m.fill}
}
func (r *meterRenderer) Destroy() {}
