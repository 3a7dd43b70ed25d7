package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
)

// TableColumn is one column of a Table.
type TableColumn[T any] struct {
	Title  string
	Weight float32 // its share of the width that is left
	Least  float32 // Fyne units, at a text scale of 1
	Make   func() fyne.CanvasObject
	Show   func(cell fyne.CanvasObject, item T)
}

// TextColumn returns a column of words that wrap.
func TextColumn[T any](title string, weight, least float32, text func(T) string) TableColumn[T] {
	return TableColumn[T]{Title: title, Weight: weight, Least: least,
		Make: func() fyne.CanvasObject { return NewText("", theme.Small, theme.Ink) },
		Show: func(cell fyne.CanvasObject, item T) { cell.(*Text).SetText(text(item)) }}
}

// Table is a List whose rows have columns, under a header that stays. It fills its card.
type Table[T any] struct {
	widget.BaseWidget
	List    *List[T]
	columns []TableColumn[T]
}

// NewTable returns an empty table. Its rows are as high as their content needs; rowHeight is the least, in Fyne units
// at a text scale of 1. What a list can do is set on List.
func NewTable[T any](columns []TableColumn[T], rowHeight float32) *Table[T] {
	t := &Table[T]{columns: columns}
	t.List = NewList(rowHeight, t.row, t.fill)
	t.List.Grow, t.List.Rules = true, true
	t.ExtendBaseWidget(t)
	return t
}

// SetRows changes what is shown.
func (t *Table[T]) SetRows(rows []T) { t.List.SetRows(rows) }

// widths returns the width of each column.
func (t *Table[T]) widths(width float32) []float32 {
	w := make([]float32, len(t.columns))
	left, weights := width, float32(0)
	for i, c := range t.columns {
		w[i] = c.Least * textScale()
		left -= w[i]
		weights += c.Weight
	}
	for i, c := range t.columns {
		if left > 0 && weights > 0 {
			w[i] += left * c.Weight / weights
		} else if left < 0 { // too narrow: all give the same part
			w[i] *= width / (width - left)
		}
	}
	return w
}

func (t *Table[T]) row() fyne.CanvasObject {
	cells := container.New(&cellLayout[T]{t: t})
	for _, c := range t.columns {
		cells.Add(c.Make())
	}
	return cells
}

func (t *Table[T]) fill(row fyne.CanvasObject, item T, _ int) {
	for i, cell := range row.(*fyne.Container).Objects {
		t.columns[i].Show(cell, item)
	}
	row.(*fyne.Container).Refresh()
}

// CreateRenderer implements fyne.Widget.
func (t *Table[T]) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	head := container.New(&cellLayout[T]{t: t, head: true})
	for _, c := range t.columns {
		head.Add(Label(c.Title))
	}
	top := Column(0, AtLeast(head, 0, 40), Rule())
	root := container.NewStack(NewBox(theme.Card, theme.Line, theme.RadiusCard), container.NewBorder(top, Gap(theme.Gap8), nil, nil, t.List))
	return draw(t, root, func() {})
}

// cellLayout lays the cells of a row beside each other, each in the middle of the height.
type cellLayout[T any] struct {
	t    *Table[T]
	head bool // leaves room where the rows have their "⋯"
}

const cellGap = theme.Gap16

func (l *cellLayout[T]) each(o []fyne.CanvasObject, width float32, f func(x fyne.CanvasObject, left, width float32)) {
	if l.head && l.t.List.Menu != nil {
		width -= theme.Target
	}
	left := float32(0)
	for i, w := range l.t.widths(width) {
		if i < len(o) {
			f(o[i], left+cellGap, max(w-cellGap, 0))
		}
		left += w
	}
}

func (l *cellLayout[T]) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.each(o, s.Width, func(x fyne.CanvasObject, left, width float32) {
		h := fitted(x, width)
		x.Move(fyne.NewPos(left, (s.Height-h)/2))
		x.Resize(fyne.NewSize(width, h))
	})
}

func (l *cellLayout[T]) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, x := range o {
		h = max(h, x.MinSize().Height)
	}
	return fyne.NewSize(120, h+2*theme.Gap8)
}
