package widgets

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/ui/theme"
)

func must() []Option {
	return []Option{{Value: "must", Text: "skal"}, {Value: "should", Text: "bør"}, {Value: "can", Text: "kan"}}
}

func TestArrowsMoveTheChoiceOfASegmentAndStopAtItsEnds(t *testing.T) {
	var told []string
	s := NewSegment(must(), "must", func(v string) { told = append(told, v) })
	w := shown(t, s, 300, 60)
	w.Canvas().Focus(s)
	press(t, w, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft, fyne.KeyHome, fyne.KeyHome)
	if got := strings.Join(told, " "); got != "should can should must" {
		t.Errorf("told %q", got)
	}
	if !text(t, s, "skal").TextStyle.Bold || text(t, s, "kan").TextStyle.Bold {
		t.Error("the choice is not the only bold one")
	}
	if rings(s) != 1 {
		t.Error("no focus ring")
	}
}

func TestATapOnASegmentChoosesWhatLiesThere(t *testing.T) {
	s := NewSegment(must(), "must", nil)
	w := shown(t, s, 300, 60)
	test.TapAt(s, fyne.NewPos(s.widths()[0]+s.widths()[1]+4, 20))
	if s.Selected() != "can" || w.Canvas().Focused() != fyne.Focusable(s) {
		t.Errorf("selected %q, focus %v", s.Selected(), w.Canvas().Focused())
	}
	test.TapAt(s, fyne.NewPos(295, 20)) // beside it
	if s.Selected() != "can" {
		t.Error("a tap beside it chose something")
	}
	s.SetEnabled(false)
	test.TapAt(s, fyne.NewPos(4, 20))
	if s.Selected() != "can" {
		t.Error("it works while it is off")
	}
}

func TestTheWholeRowOfACheckIsItsTarget(t *testing.T) {
	var told []bool
	c := NewCheck("Borgere", false, func(on bool) { told = append(told, on) })
	c.Trail = "31"
	w := shown(t, c, 300, 60)
	test.TapAt(c, fyne.NewPos(290, 20))
	w.Canvas().Focus(c)
	press(t, w, fyne.KeySpace, fyne.KeyReturn)
	if !slices.Equal(told, []bool{true, false, true}) || !c.On() {
		t.Errorf("told %v", told)
	}
	if !slices.Contains(words(c), "31") || len(icons(c)) != 1 {
		t.Errorf("shows %v %v", words(c), icons(c))
	}
	if h := c.MinSize().Height; h < theme.Target {
		t.Errorf("only %v high", h)
	}
}

func TestAChosenCardSaysSoWithoutColour(t *testing.T) {
	tapped := 0
	c := NewChoice("Behold begge dele", "B-07 lægger brevene i en skål.", false, func() { tapped++ })
	w := shown(t, c, 300, 100)
	if text(t, c, "Behold begge dele").TextStyle.Bold {
		t.Error("it is bold before it is chosen")
	}
	c.SetOn(true)
	if !text(t, c, "Behold begge dele").TextStyle.Bold {
		t.Error("it is not bold")
	}
	w.Canvas().Focus(c)
	press(t, w, fyne.KeyReturn)
	test.Tap(c)
	if tapped != 2 {
		t.Errorf("tapped %d times", tapped)
	}
}

func TestAQuickTagShowsItsStateBySign(t *testing.T) {
	q := NewQuickTag("breve og sprog", "3", nil)
	shown(t, q, 300, 60)
	for state, want := range map[TagState]string{TagOff: "", TagOn: "check", TagSome: "minus"} {
		q.SetState(state)
		if got := strings.Join(icons(q), " "); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("state %d shows %q", state, got)
		}
	}
	if !slices.Contains(words(q), "3") {
		t.Error("its key is not shown")
	}
}

func order() []Option {
	return []Option{{Value: "new", Text: "Nyeste først"}, {Value: "old", Text: "Ældste først"}, {Value: "name", Text: "Navn"}}
}

func TestASelectOpensAListAndGivesTheFocusBack(t *testing.T) {
	told := ""
	s := NewSelect(order(), "new", func(v string) { told = v })
	w := shown(t, s, 300, 300)
	w.Canvas().Focus(s)
	press(t, w, fyne.KeyDown) // opens
	if s.menu == nil || !s.menu.Open() {
		t.Fatal("it did not open")
	}
	press(t, w, fyne.KeyDown, fyne.KeyReturn)
	if told != "old" || s.Shown() != "Ældste først" || s.menu.Open() {
		t.Errorf("told %q, shows %q", told, s.Shown())
	}
	if w.Canvas().Focused() != fyne.Focusable(s) {
		t.Error("the focus did not come back")
	}
	press(t, w, fyne.KeySpace, fyne.KeyUp, fyne.KeyReturn) // one up from the one that is chosen
	if told != "new" {
		t.Errorf("up from the second told %q", told)
	}
	press(t, w, fyne.KeySpace, fyne.KeyEscape)
	if told != "new" || len(w.Canvas().Overlays().List()) != 0 {
		t.Error("escape chose or left the list open")
	}
}

func TestLettersGoToTheOptionThatBeginsWithThem(t *testing.T) {
	s := NewSelect(order(), "new", nil)
	w := shown(t, s, 300, 300)
	w.Canvas().Focus(s)
	s.TypedRune('n')
	if s.Selected() != "name" {
		t.Errorf("closed: %q", s.Selected())
	}
	press(t, w, fyne.KeyReturn)
	s.menu.TypedRune('æ')
	press(t, w, fyne.KeyReturn)
	if s.Selected() != "old" {
		t.Errorf("open: %q", s.Selected())
	}
}

func TestAMenuGoesPastWhatCannotBeChosen(t *testing.T) {
	var did []string
	tap := func(s string) func() { return func() { did = append(did, s) } }
	m := NewMenu(MenuItem{Text: "Flyt til", Quiet: true}, MenuItem{Text: "Uge 12", Tap: tap("12")}, MenuItem{Text: "Uge 13", Off: true, Tap: tap("13")},
		MenuItem{Text: "Slet", Danger: true, Rule: true, Tap: tap("delete")})
	w := shown(t, NewBox(theme.Paper, "", 0), 400, 400)
	m.ShowAt(w.Canvas(), fyne.NewPos(300, 300))
	press(t, w, fyne.KeyDown, fyne.KeyReturn)
	m.ShowAt(w.Canvas(), fyne.NewPos(10, 10))
	test.Tap(m.rows[2])
	if !m.Open() {
		t.Error("a tap on what cannot be chosen closed it")
	}
	test.Tap(m.rows[1])
	if strings.Join(did, " ") != "delete 12" {
		t.Errorf("did %v", did)
	}
}

func TestAMenuStaysInsideTheWindow(t *testing.T) {
	var items []MenuItem
	for range 30 {
		items = append(items, MenuItem{Text: "Et punkt i en lang menu"})
	}
	w := shown(t, NewBox(theme.Paper, "", 0), 400, 400)
	m := NewMenu(items...)
	m.ShowAt(w.Canvas(), fyne.NewPos(380, 350))
	at, size := m.Position(), m.Size()
	if at.X < 0 || at.Y < 0 || at.X+size.Width > 400 || at.Y+size.Height > 400 {
		t.Errorf("it is at %v with %v", at, size)
	}
	press(t, w, fyne.KeyEnd)
	last := m.rows[29]
	if y := last.Position().Y + last.Size().Height - m.scroll.Offset.Y; y > m.scroll.Size().Height+1 {
		t.Errorf("the last item ends at %v of %v", y, m.scroll.Size().Height)
	}
}

func TestAMenuOpensAboveWhatItBelongsToWhereThereIsNoRoomBelow(t *testing.T) {
	s := NewSelect(order(), "new", nil)
	w := shown(t, Column(0, Spacer(), s), 300, 400)
	w.Canvas().Focus(s)
	press(t, w, fyne.KeyDown)
	if m := s.menu; m.Position().Y+m.Size().Height > s.Position().Y || len(words(m)) != 3 {
		t.Errorf("the menu is at %v with %v, the field at %v", m.Position(), m.Size(), s.Position())
	}
}

func TestATapBesideAMenuClosesIt(t *testing.T) {
	closed := 0
	m := NewMenu(MenuItem{Text: "Rediger"})
	m.Closed = func() { closed++ }
	w := shown(t, NewBox(theme.Paper, "", 0), 400, 400)
	m.ShowAt(w.Canvas(), fyne.NewPos(10, 10))
	test.TapCanvas(w.Canvas(), fyne.NewPos(390, 390))
	if m.Open() || closed != 1 {
		t.Errorf("open %v, closed %d times", m.Open(), closed)
	}
}
