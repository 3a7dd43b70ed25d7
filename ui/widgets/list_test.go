package widgets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"feltbog/ui/theme"
)

func many(n int) []string {
	rows := make([]string, n)
	for i := range rows {
		rows[i] = fmt.Sprintf("Note %d", i)
	}
	return rows
}

func notes(n int) (*List[string], *int) {
	made := 0
	l := NewList(44, func() fyne.CanvasObject { made++; return NewText("", theme.Body, theme.Ink) },
		func(row fyne.CanvasObject, s string, _ int) { row.(*Text).SetText(s) })
	l.SetRows(many(n))
	return l, &made
}

func TestAListOfAHundredThousandMakesOnlyTheRowsInView(t *testing.T) {
	l, made := notes(100_000)
	w := shown(t, l, 300, 440)
	if *made > 12 {
		t.Errorf("%d rows were made", *made)
	}
	w.Canvas().Focus(l)
	press(t, w, fyne.KeyEnd)
	if l.At() != 99_999 || !slices.Contains(words(l), "Note 99999") || slices.Contains(words(l), "Note 0") {
		t.Errorf("at %d, shows %v", l.At(), words(l))
	}
	press(t, w, fyne.KeyPageUp, fyne.KeyUp)
	if l.At() != 99_989 {
		t.Errorf("a page and one up is at %d", l.At())
	}
	press(t, w, fyne.KeyHome)
	if *made > 13 || words(l)[0] != "Note 0" {
		t.Errorf("%d rows were made, shows %v", *made, words(l))
	}
}

func TestAListIsOneStopWithARingOnTheRowInFront(t *testing.T) {
	l, _ := notes(5)
	var chosen, opened []int
	l.Chosen = func(i int) { chosen = append(chosen, i) }
	l.Opened = func(i int) { opened = append(opened, i) }
	w := shown(t, l, 300, 440)
	w.Canvas().Focus(l)
	if l.At() != 0 || rings(l) != 1 {
		t.Fatalf("at %d with %d rings", l.At(), rings(l))
	}
	press(t, w, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	if !slices.Equal(chosen, []int{1, 2, 1}) || !slices.Equal(opened, []int{1}) {
		t.Errorf("chosen %v, opened %v", chosen, opened)
	}
	w.Canvas().Unfocus()
	if rings(l) != 0 {
		t.Error("the ring stayed")
	}
}

func TestATapChoosesARowAndAnotherOpensIt(t *testing.T) {
	l, _ := notes(5)
	var did []string
	l.Chosen = func(i int) { did = append(did, fmt.Sprint("choose ", i)) }
	l.Opened = func(i int) { did = append(did, fmt.Sprint("open ", i)) }
	shown(t, l, 300, 440)
	test.Tap(l.body.row(3))
	test.Tap(l.body.row(3))
	if strings.Join(did, ", ") != "choose 3, open 3" {
		t.Errorf("did %v", did)
	}
}

func TestTheRowInFrontStaysInFrontWhenTheListIsLoadedAgain(t *testing.T) {
	l, _ := notes(5)
	l.Key = func(s string) string { return s }
	shown(t, l, 300, 440)
	l.GoTo(3)
	l.toggle(4)
	l.SetRows([]string{"Ny", "Note 3", "Note 4"})
	if l.At() != 1 || !slices.Equal(l.Selected(), []int{2}) {
		t.Errorf("at %d, selected %v", l.At(), l.Selected())
	}
	l.SetRows([]string{"Ny"})
	if l.At() != -1 {
		t.Errorf("at %d when the row is gone", l.At())
	}
}

func TestSelectingInAList(t *testing.T) {
	l, _ := notes(6)
	var told []int
	l.Picked = func(rows []int) { told = rows }
	l.Heading = func(s string) bool { return s == "Note 3" }
	w := shown(t, l, 300, 440)
	w.Canvas().Focus(l)
	press(t, w, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace)
	if !slices.Equal(told, []int{0, 1}) {
		t.Errorf("space: %v", told)
	}
	l.TypedShortcut(&fyne.ShortcutSelectAll{})
	if !slices.Equal(told, []int{0, 1, 2, 4, 5}) {
		t.Errorf("all: %v", told)
	}
	press(t, w, fyne.KeyEscape)
	if len(told) != 0 {
		t.Errorf("escape: %v", told)
	}
	press(t, w, fyne.KeyDown, fyne.KeyDown)
	if l.At() != 4 {
		t.Errorf("down over a heading is at %d", l.At())
	}
}

func TestWhatCanBeDoneWithARowIsReachedByKeyFingerAndPointer(t *testing.T) {
	l, _ := notes(5)
	var did []int
	l.Menu = func(i int) []MenuItem {
		return []MenuItem{{Text: "Slet", Tap: func() { did = append(did, i) }}}
	}
	w := shown(t, l, 300, 440)
	w.Canvas().Focus(l)
	press(t, w, fyne.KeyDown, desktop.KeyMenu, fyne.KeyReturn)
	test.TapSecondary(l.body.row(2))
	press(t, w, fyne.KeyReturn)
	var more *rowMore
	each(l.body.row(2), func(o fyne.CanvasObject) {
		if m, ok := o.(*rowMore); ok {
			more = m
		}
	})
	if more == nil {
		t.Fatal("no \"more\" on the row in front")
	}
	test.Tap(more)
	press(t, w, fyne.KeyReturn)
	if !slices.Equal(did, []int{1, 2, 2}) {
		t.Errorf("did %v", did)
	}
}

func TestRowsGrowWithTheirTextAndTheSizeOfTheText(t *testing.T) {
	l := NewList(44, func() fyne.CanvasObject { return Column(0, NewText("", theme.Body, theme.Ink)) },
		func(row fyne.CanvasObject, s string, _ int) { row.(*fyne.Container).Objects[0].(*Text).SetText(s) })
	l.Grow = true
	long := strings.Repeat("Sundhed, som du ser det. ", 12)
	l.SetRows([]string{"Kort", long, "Slut"})
	shown(t, l, 300, 700)
	before := l.body.row(1).Size().Height
	if l.body.row(0).Size().Height != 44 || before < 100 {
		t.Errorf("heights %v and %v", l.body.row(0).Size().Height, before)
	}
	if got := l.body.row(2).Position().Y; got != 44+before {
		t.Errorf("the third row begins at %v", got)
	}
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Day, 1.5))
	l.Refresh()
	if after := l.body.row(1).Size().Height; after < before*1.4 {
		t.Errorf("from %v to %v", before, after)
	}
}

func TestAWholeListIsAsHighAsItsRows(t *testing.T) {
	l, _ := notes(20)
	l.Whole = true
	shown(t, Column(0, l), 300, 200)
	l.Refresh()
	if l.MinSize().Height != 20*44 || !slices.Contains(words(l), "Note 19") {
		t.Errorf("height %v", l.MinSize().Height)
	}
}

type step struct{ when, what string }

func TestATableLaysItsCellsUnderTheirTitles(t *testing.T) {
	tab := NewTable([]TableColumn[step]{
		TextColumn("Tid", 1, 80, func(s step) string { return s.when }),
		TextColumn("Handling", 3, 160, func(s step) string { return s.what }),
	}, 58)
	tab.SetRows([]step{{"Januar", "Indledende møde"}, {"Marts", strings.Repeat("Gå rundt i problemet. ", 10)}})
	w := shown(t, tab, 500, 400)
	d := fyne.CurrentApp().Driver()
	if a, b := d.AbsolutePositionForObject(text(t, tab, "Handling")), d.AbsolutePositionForObject(text(t, tab, "Indledende møde")); a.X != b.X {
		t.Errorf("title at %v, cell at %v", a, b)
	}
	if h := tab.List.body.row(1).Size().Height; h < 80 {
		t.Errorf("the long row is only %v high", h)
	}
	w.Canvas().Focus(tab.List)
	press(t, w, fyne.KeyDown)
	if tab.List.At() != 1 {
		t.Errorf("at %d", tab.List.At())
	}
	if w := tab.widths(180); w[0]+w[1] > 180.1 || w[1] < w[0] { // narrower than the columns want
		t.Errorf("columns of %v in 180", w)
	}
}

func TestTheFirstRowIsReachedThoughAHeadingStandsOverIt(t *testing.T) {
	test.NewTempApp(t)
	l := NewList(40, func() fyne.CanvasObject { return NewText("", "", "") }, func(fyne.CanvasObject, string, int) {})
	l.Heading = func(s string) bool { return s == "head" }
	l.SetRows([]string{"head", "a", "b", "c"})
	l.GoTo(3)
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if l.At() != 1 {
		t.Errorf("Home leads to %d", l.At())
	}
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if l.At() != 1 {
		t.Errorf("over the first row lies %d", l.At())
	}
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if l.At() != 3 {
		t.Errorf("End leads to %d", l.At())
	}
}
