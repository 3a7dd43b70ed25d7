package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Without Reveal the focus goes where nobody sees it.
func TestWhoGoesByKeysSeesWhereTheFocusIs(t *testing.T) {
	col := Column(12)
	var all []fyne.Focusable
	for i := range 30 {
		e := NewEntry("")
		b := NewButton(fmt.Sprint("Knap ", i), "", nil)
		col.Add(Field(fmt.Sprint("Felt ", i), e, ""))
		col.Add(b)
		all = append(all, e, b)
	}
	inner := container.NewVScroll(Pad(AtMost(col, 300), 8, 8, 8, 8))
	other := container.NewVScroll(Column(0, AtLeast(Quiet("ved siden af"), 100, 3000)))
	w := shown(t, container.NewGridWithColumns(2, inner, other), 800, 400)
	d := fyne.CurrentApp().Driver()
	for round := range 2 {
		for i := range all {
			if round == 1 {
				i = len(all) - 1 - i
			}
			w.Canvas().Focus(all[i])
			o := all[i].(fyne.CanvasObject)
			y, high := d.AbsolutePositionForObject(o).Y, o.Size().Height
			if min(y+high, 400)-max(y, 0) < high/3 {
				t.Fatalf("round %d: number %d has the focus at %v, out of view in a window of 400", round, i, y)
			}
		}
	}
	if inner.Offset.Y < 0 || inner.Offset.Y > 60 || other.Offset.Y != 0 {
		t.Errorf("back at the first, %v and %v are scrolled away", inner.Offset.Y, other.Offset.Y)
	}

	// What is half in view is being pressed, perhaps, and stays.
	o := all[20].(fyne.CanvasObject)
	inner.ScrollToOffset(fyne.NewPos(0, inner.Offset.Y+d.AbsolutePositionForObject(o).Y-400+o.Size().Height/2))
	before := inner.Offset
	w.Canvas().Focus(all[20])
	if inner.Offset != before {
		t.Errorf("what was half in view jumped from %v to %v", before, inner.Offset)
	}
}
