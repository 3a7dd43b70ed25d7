package widgets

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
	"feltbog/ui/uikit"
)

// The size of a picture in a strip, in Fyne units, and of the words below it.
const (
	stripWidth  = 104
	stripHeight = 68
	stripWords  = 20
)

// PhotoTile is one picture in a strip, with a few words below it. A tap chooses it, a second one opens it.
type PhotoTile struct {
	widget.BaseWidget
	Image  image.Image // nil: grey, until there is one
	Icon   string      // in the middle, for what has no picture
	Text   string
	Chosen bool
	Loose  bool // it is not taken in yet: a dashed frame
	Tap    func()
	Open   func()
	Menu   func(at fyne.Position)
	hover  bool
}

// NewPhotoTile returns an empty tile.
func NewPhotoTile() *PhotoTile {
	t := &PhotoTile{}
	t.ExtendBaseWidget(t)
	return t
}

// StripBox is the box of pixels that the picture of a tile fills on a screen with so many pixels in a Fyne unit.
func StripBox(scale float32) (w, h int) {
	return int(stripWidth * theme.Scale() * scale), int(stripHeight * theme.Scale() * scale)
}

// Tapped implements fyne.Tappable.
func (t *PhotoTile) Tapped(*fyne.PointEvent) {
	uikit.Touch()
	if t.Tap != nil {
		t.Tap()
	}
}

// DoubleTapped implements fyne.DoubleTappable.
func (t *PhotoTile) DoubleTapped(*fyne.PointEvent) {
	if t.Open != nil {
		t.Open()
	}
}

// TappedSecondary shows the menu.
func (t *PhotoTile) TappedSecondary(e *fyne.PointEvent) {
	if t.Menu != nil {
		t.Menu(e.AbsolutePosition)
	}
}

// MouseIn implements desktop.Hoverable.
func (t *PhotoTile) MouseIn(*desktop.MouseEvent) { t.hover = true; t.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (t *PhotoTile) MouseMoved(*desktop.MouseEvent) { uikit.Touch() }

// MouseOut implements desktop.Hoverable.
func (t *PhotoTile) MouseOut() { t.hover = false; t.Refresh() }

// Cursor implements desktop.Cursorable.
func (t *PhotoTile) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (t *PhotoTile) CreateRenderer() fyne.WidgetRenderer {
	r := &photoTileRenderer{t: t, ground: NewBox(theme.Sunk, "", theme.RadiusPhoto), ring: NewBox("", "", theme.RadiusPhoto+3), dashed: NewDashed(theme.Edge),
		img:   &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest, CornerRadius: theme.RadiusPhoto},
		words: NewText("", theme.Small, theme.Ink2).Ellipsis()}
	r.dashed.Radius = theme.RadiusPhoto
	if t.Icon != "" {
		r.icon = container.NewCenter(Icon(t.Icon, theme.Ink2, 28))
	}
	r.Refresh()
	return r
}

type photoTileRenderer struct {
	t            *PhotoTile
	ground, ring *Box
	dashed       *Dashed
	img          *canvas.Image
	icon         *fyne.Container // nil without one
	words        *Text
}

func (r *photoTileRenderer) MinSize() fyne.Size {
	k := theme.Scale()
	return fyne.NewSize((stripWidth+6)*k, (stripHeight+stripWords+6)*k)
}

func (r *photoTileRenderer) Layout(fyne.Size) {
	k := theme.Scale()
	size := fyne.NewSize(stripWidth*k, stripHeight*k)
	at := fyne.NewPos(3*k, 3*k)
	for _, o := range r.Objects() {
		o.Move(at)
		o.Resize(size)
	}
	r.ring.Move(fyne.NewPos(0, 0))
	r.ring.Resize(size.AddWidthHeight(6*k, 6*k))
	r.words.Move(fyne.NewPos(3*k, (stripHeight+6)*k))
	r.words.Resize(fyne.NewSize(stripWidth*k, stripWords*k))
}

func (r *photoTileRenderer) Refresh() {
	r.img.Image = r.t.Image
	r.img.Hidden = r.t.Image == nil
	r.ring.Fill = ""
	switch {
	case r.t.Chosen:
		r.ring.Fill = theme.Accent
	case r.t.hover:
		r.ring.Fill = theme.Edge
	}
	r.dashed.Hidden = !r.t.Loose
	r.words.SetText(r.t.Text)
	r.ring.Refresh()
	r.img.Refresh()
	r.dashed.Refresh()
}

func (r *photoTileRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.ring, r.ground, r.img, r.dashed, r.words}
	if r.icon != nil {
		all = append(all, r.icon)
	}
	return all
}

func (r *photoTileRenderer) Destroy() {}
