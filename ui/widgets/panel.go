package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
)

// Panel is a screen with a side panel at its right. Where there is room they stand beside each other; where it is
// narrow the panel is folded, and slides over the screen when it is opened.
type Panel struct {
	widget.BaseWidget
	Main, Side fyne.CanvasObject
	Toggled    func(open bool) // after a person opened or folded it
	Width      float32         // of the panel, in Fyne units; 0: 320, and more where there is much room

	open bool // beside the screen
	over bool // in front of it, where it is narrow
}

// narrowPanel is the width of the whole below which the panel is folded.
const narrowPanel = float32(1000)

// NewPanel returns a screen with a side panel; open is for where there is room.
func NewPanel(main, side fyne.CanvasObject, open bool) *Panel {
	p := &Panel{Main: main, Side: side, open: open}
	p.ExtendBaseWidget(p)
	return p
}

// Narrow reports whether there is no room for both.
func (p *Panel) Narrow() bool { return p.Size().Width < narrowPanel }

// Open reports whether the panel can be seen.
func (p *Panel) Open() bool {
	if p.Narrow() {
		return p.over
	}
	return p.open
}

// SetOpen opens or folds the panel without telling anybody.
func (p *Panel) SetOpen(on bool) {
	if p.Narrow() {
		p.over = on
	} else {
		p.open = on
	}
	p.Refresh()
}

// Toggle opens or folds the panel.
func (p *Panel) Toggle() {
	p.SetOpen(!p.Open())
	if p.Toggled != nil {
		p.Toggled(p.Open())
	}
}

// side is how wide the panel is in a whole of a width.
func (p *Panel) side(whole float32) float32 {
	w := p.Width
	if w == 0 {
		w = min(max(theme.Panel, whole*0.24), 440)
	}
	return min(max(w, p.Side.MinSize().Width+2*theme.Gap20), max(whole-theme.Target, 0))
}

// CreateRenderer implements fyne.Widget.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	r := &panelRenderer{p: p, veil: newPanelVeil(p), ground: NewBlocker(theme.Card), rule: NewBox(theme.Line, "", 0)}
	r.side = Pad(p.Side, theme.Gap16, theme.Gap20, theme.Gap16, theme.Gap20)
	r.main = container.NewStack(p.Main)
	return r
}

type panelRenderer struct {
	p          *Panel
	main, side *fyne.Container
	veil       *panelVeil
	ground     *Blocker
	rule       *Box
}

func (r *panelRenderer) Layout(s fyne.Size) {
	p := r.p
	open, narrow := p.Open(), p.Narrow()
	if !narrow {
		p.over = false
	}
	w := p.side(s.Width)
	r.veil.Hidden = !(open && narrow)
	r.ground.Hidden, r.side.Hidden, r.rule.Hidden = !open, !open, !open
	main := s.Width
	if open && !narrow {
		main -= w
	}
	r.main.Resize(fyne.NewSize(main, s.Height))
	r.veil.Resize(s)
	for _, o := range []fyne.CanvasObject{r.ground, r.side} {
		o.Move(fyne.NewPos(s.Width-w, 0))
		o.Resize(fyne.NewSize(w, s.Height))
	}
	edge := theme.Line
	if narrow {
		edge = theme.Edge
	}
	r.rule.Set(edge, "", 0)
	r.rule.Move(fyne.NewPos(s.Width-w, 0))
	r.rule.Resize(fyne.NewSize(1, s.Height))
}

func (r *panelRenderer) MinSize() fyne.Size {
	m, s := r.main.MinSize(), r.side.MinSize()
	return fyne.NewSize(m.Width, max(m.Height, s.Height))
}

func (r *panelRenderer) Refresh() {
	r.Layout(r.p.Size())
	r.main.Refresh()
	r.side.Refresh()
	r.rule.Refresh()
	r.ground.Refresh()
	canvas.Refresh(r.p)
}

func (r *panelRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.main, r.veil, r.ground, r.side, r.rule}
}

func (r *panelRenderer) Destroy() {}

// panelVeil lies between the screen and the panel that slid over it; a tap folds the panel.
type panelVeil struct {
	Blocker
	p *Panel
}

func newPanelVeil(p *Panel) *panelVeil {
	v := &panelVeil{p: p}
	v.Fill = theme.Veil
	v.rect = canvas.NewRectangle(theme.Color(theme.Veil))
	v.ExtendBaseWidget(v)
	return v
}

// Tapped folds the panel.
func (v *panelVeil) Tapped(*fyne.PointEvent) { v.p.Toggle() }
