package guide

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// plate is the ground of a card: a tap on it beside everything else brings the card to the front.
type plate struct {
	widget.BaseWidget
	box     *widgets.Box
	content fyne.CanvasObject
	tap     func()
	menu    func() []widgets.MenuItem
}

func newPlate(content fyne.CanvasObject, tap func(), menu func() []widgets.MenuItem) *plate {
	p := &plate{box: widgets.NewBox(theme.Card, theme.Line, theme.RadiusCard), content: content, tap: tap, menu: menu}
	p.ExtendBaseWidget(p)
	return p
}

func (p *plate) front(on bool) {
	if on {
		p.box.Set(theme.Card, theme.Accent, theme.StrokeSelected)
	} else {
		p.box.Set(theme.Card, theme.Line, theme.StrokeRule)
	}
}

// Tapped implements fyne.Tappable.
func (p *plate) Tapped(*fyne.PointEvent) {
	uikit.Touch()
	p.tap()
}

// TappedSecondary shows what can be done with it.
func (p *plate) TappedSecondary(e *fyne.PointEvent) {
	p.tap()
	if items := p.menu(); len(items) > 0 {
		widgets.NewMenu(items...).ShowAt(uikit.CanvasOf(p), e.AbsolutePosition)
	}
}

// CreateRenderer implements fyne.Widget.
func (p *plate) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(p.box, p.content))
}

// grip is what a thing is dragged by: whatever it holds, or six dots.
type grip struct {
	widget.BaseWidget
	content fyne.CanvasObject
	drag    func(at fyne.Position) // while it is dragged, in the window's units
	drop    func()
}

func newGrip(content fyne.CanvasObject, drag func(fyne.Position), drop func()) *grip {
	if content == nil {
		content = container.NewCenter(widgets.Icon("grip", theme.Ink3, theme.Gap20))
	}
	g := &grip{content: content, drag: drag, drop: drop}
	g.ExtendBaseWidget(g)
	return g
}

// Dragged implements fyne.Draggable.
func (g *grip) Dragged(e *fyne.DragEvent) {
	uikit.Touch()
	if g.drag != nil {
		g.drag(e.AbsolutePosition)
	}
}

// DragEnd implements fyne.Draggable.
func (g *grip) DragEnd() {
	if g.drop != nil {
		g.drop()
	}
}

// Cursor implements desktop.Cursorable.
func (g *grip) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (g *grip) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.content) }
