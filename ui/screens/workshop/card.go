package workshop

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// signs say by an icon what a card shows.
var signs = map[feltbog.CardType]string{
	feltbog.QuoteCard: "quote", feltbog.RetoldCard: "recall", feltbog.ObservationCard: "eye", feltbog.PhotoCard: "camera", feltbog.FigureCard: "rank",
}

// pictureHigh is how high a picture stands on a card, pictureSide how large it is read.
const (
	pictureHigh = 76
	pictureSide = 300
)

// cardView is a card on the wall. It is tapped, dragged and right clicked; the keys are the wall's.
type cardView struct {
	widget.BaseWidget
	w    *wall
	card feltbog.Card

	box     *widgets.Box
	badge   *widgets.Badge
	held    *widgets.Chip
	text    *widgets.Text
	img     *canvas.Image
	root    *fyne.Container
	hover   bool
	lifted  bool
	dressed bool // its picture is there
	asked   bool // for its picture
}

func newCardView(w *wall, c feltbog.Card) *cardView {
	v := &cardView{w: w, card: c}
	v.root = container.New(&guessed{v})
	v.ExtendBaseWidget(v)
	return v
}

// made reports whether the card has its look.
func (v *cardView) made() bool { return v.box != nil }

// make gives the card its look. Until somebody can see it, it only has about the height that it will have.
func (v *cardView) make() {
	c := v.card
	v.box, v.badge = widgets.NewBox(theme.Card, theme.Line, theme.RadiusField), widgets.NewBadge(widgets.RoleOf(string(c.Perspective)), widgets.Heard, 21)
	v.held, v.text = widgets.NewChip(i18n.T("board.held.chip"), widgets.Amber, "withdrawn"), widgets.NewText("", theme.Small, theme.Ink)
	name := widgets.NewText(app.CardName(c.Number), theme.Meta, theme.Ink2).Bold().Line()
	name.Style.Monospace = true
	head := widgets.Row(theme.Gap8, v.badge, name, widgets.Spacer(), widgets.Icon(signs[c.Type], theme.Ink2, 17))
	v.held.Hide()
	col := widgets.Column(6, head)
	if !c.Image.IsZero() {
		v.img = canvas.NewImageFromImage(nil)
		v.img.FillMode, v.img.ScaleMode, v.img.CornerRadius = canvas.ImageFillCover, canvas.ImageScaleSmooth, theme.RadiusTag
		col.Add(widgets.AtLeast(container.NewStack(widgets.NewBox(theme.Sunk, "", theme.RadiusTag), v.img), 0, pictureHigh))
	}
	v.text.SetText(words(c))
	v.text.Hidden = v.text.Text == ""
	col.Add(v.text)
	col.Add(v.held)
	v.root.Objects = []fyne.CanvasObject{v.box, widgets.Pad(col, 9, 10, 9, 10)}
	v.dress()
}

// guessed lays the look over the whole card, and guesses the height of a card that has none yet.
type guessed struct{ v *cardView }

func (l *guessed) Layout(o []fyne.CanvasObject, s fyne.Size) {
	for _, x := range o {
		x.Resize(s)
	}
}

func (l *guessed) MinSize(o []fyne.CanvasObject) (s fyne.Size) {
	if len(o) > 0 {
		return o[0].MinSize().Max(o[1].MinSize())
	}
	c := l.v.card
	room := max(l.v.Size().Width-20, 60)
	line := theme.LineHeight(theme.Small)
	h := 18 + 22*theme.Scale()
	if n := len([]rune(words(c))); n > 0 {
		h += 6 + line*float32(1+int(float32(n)*7.4*theme.Scale()/room))
	}
	if !c.Image.IsZero() {
		h += 6 + pictureHigh
	}
	return fyne.NewSize(60, h)
}

// words are what is read on a card: quotes in »…«.
func words(c feltbog.Card) string {
	switch {
	case c.Text == "":
		return c.Caption
	case c.Type == feltbog.QuoteCard:
		return "»" + c.Text + "«"
	}
	return c.Text
}

// dress shows whether the card is chosen, picked, lifted, or may not be used any more.
func (v *cardView) dress() {
	if !v.made() {
		return
	}
	fill, edge, stroke := theme.Card, theme.Line, theme.StrokeRule
	chosen := v.w.at.card == v.card.ID
	switch {
	case v.lifted:
		fill, edge, stroke = theme.AccentSoft, theme.Accent, theme.StrokeSelected
	case chosen && v.w.focus:
		edge, stroke = theme.Accent, theme.StrokeFocus
	case chosen:
		edge, stroke = theme.Accent, theme.StrokeSelected
	case v.hover:
		edge = theme.Edge
	}
	if v.w.picked[v.card.ID] {
		fill = theme.AccentSoft
	}
	held := v.w.held[v.card.ID]
	if held && !chosen {
		edge = theme.AmberLine
	}
	if v.held.Hidden == held {
		v.held.Hidden = !held
		v.root.Refresh()
	}
	v.box.Set(fill, edge, stroke)
}

// picture shows the picture of the card.
func (v *cardView) picture(img image.Image) {
	if v.img != nil && img != nil && !v.dressed {
		v.dressed = true
		v.img.Image = img
		v.img.Refresh()
	}
}

// Tapped chooses the card; with Ctrl it is added to what is moved together.
func (v *cardView) Tapped(*fyne.PointEvent) {
	uikit.Touch()
	v.w.takeFocus()
	if widgets.Held()&fyne.KeyModifierShortcutDefault != 0 {
		v.w.pick(v.card.ID)
	}
	v.w.choose(target{card: v.card.ID, cluster: v.w.clusterOf(v.card.ID)})
}

// TappedSecondary shows what can be done with the card.
func (v *cardView) TappedSecondary(e *fyne.PointEvent) {
	v.w.takeFocus()
	v.w.choose(target{card: v.card.ID, cluster: v.w.clusterOf(v.card.ID)})
	widgets.NewMenu(v.w.s.cardMenu()...).ShowAt(uikit.CanvasOf(v), e.AbsolutePosition)
}

// Dragged shows where the card would come to lie.
func (v *cardView) Dragged(e *fyne.DragEvent) {
	uikit.Touch()
	if !v.lifted {
		v.w.takeFocus()
		v.w.choose(target{card: v.card.ID, cluster: v.w.clusterOf(v.card.ID)})
		v.lifted = true
		v.dress()
	}
	v.w.dragOver(e.AbsolutePosition)
}

// DragEnd puts it there.
func (v *cardView) DragEnd() {
	v.lifted = false
	v.dress()
	v.w.dropped(v.card.ID)
}

// MouseIn implements desktop.Hoverable.
func (v *cardView) MouseIn(*desktop.MouseEvent) { v.hover = true; v.dress() }

// MouseMoved implements desktop.Hoverable.
func (v *cardView) MouseMoved(*desktop.MouseEvent) { uikit.Touch() }

// MouseOut implements desktop.Hoverable.
func (v *cardView) MouseOut() { v.hover = false; v.dress() }

// Cursor implements desktop.Cursorable.
func (v *cardView) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (v *cardView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.root) }
