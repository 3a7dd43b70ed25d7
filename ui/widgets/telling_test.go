package widgets

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
)

func TestAChipWrapsWhatIsTooLong(t *testing.T) {
	c := NewChip("Materialet må bruges af hele forskergruppen og kommunens projektleder til og med juni", Amber, "warn")
	shown(t, Flow(8, c), 800, 200)
	if n := len(words(c)); n < 2 {
		t.Errorf("%d lines", n)
	}
	if c.Size().Width > widest+60 {
		t.Errorf("%v wide", c.Size().Width)
	}
	if len(icons(c)) != 1 {
		t.Error("its icon is not shown")
	}
}

func TestAMessageShowsItsWordsItsActionAndHowToCloseIt(t *testing.T) {
	did, closed := 0, 0
	m := NewMessage(Amber, "warn", "Prøv at begynde med »Fortæl om«.", NewButton("Brug forslaget", "", func() { did++ }))
	m.Lead, m.Close = "Kan besvares med ja eller nej.", func() { closed++ }
	shown(t, m, 360, 200)
	if !text(t, m, "Kan besvares med ja eller nej.").TextStyle.Bold {
		t.Error("what it leads with is not bold")
	}
	each(m, func(o fyne.CanvasObject) {
		if b, ok := o.(*Button); ok {
			test.Tap(b)
		}
	})
	if did != 1 || closed != 1 {
		t.Errorf("did %d, closed %d", did, closed)
	}
}

func TestMarkedTextPutsAGroundBehindExactlyTheMarkedWords(t *testing.T) {
	m := NewMarked("»Min datter læser brevene for mig.«", []Span{{From: 18, To: 25, Kind: HitSpan}})
	shown(t, m, 600, 60)
	if got := words(m); !slices.Equal(got, []string{"»Min datter læser ", "brevene", " for mig.«"}) {
		t.Errorf("runs %q", got)
	}
	grounds := 0
	each(m, func(o fyne.CanvasObject) {
		if r, ok := o.(*canvas.Rectangle); ok && r.FillColor == theme.Color(theme.Highlight) {
			grounds++
			if r.Position().X > text(t, m, "brevene").Position().X {
				t.Error("the ground does not lie behind the word")
			}
		}
	})
	if grounds != 1 {
		t.Errorf("%d grounds", grounds)
	}
}

func TestMarkedTextLosesNoLetterWhenItWraps(t *testing.T) {
	const whole = "B-07 lægger brevene i en skål på køkkenbordet. Hun åbner dem om søndagen.\nAndet afsnit"
	m := NewMarked(whole, []Span{{From: 1, To: 60, Kind: WarningSpan}})
	for _, width := range []float32{40, 90, 200, 2000} {
		m := NewMarked(m.Text, m.Spans)
		shown(t, m, width, 900)
		got := strings.Join(words(m), "")
		squeeze := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
		if squeeze(got) != squeeze(whole) {
			t.Errorf("at %v: %q", width, got)
		}
		if width == 2000 && words(m)[0] != "B" {
			t.Errorf("the first run is %q", words(m)[0])
		}
		if width == 2000 && test.WidgetRenderer(m).(*markedRenderer).lines != 2 {
			t.Error("two paragraphs are not two lines")
		}
	}
}

func TestMarkedTextEndsInAnEllipsisWhereItIsCut(t *testing.T) {
	m := NewMarked("Jeg siger ikke til dem derinde, at jeg ikke selv kan læse de breve, der kommer.", nil)
	m.Lines = 2
	shown(t, m, 150, 200)
	got := words(m)
	if got[len(got)-1] != "…" || test.WidgetRenderer(m).(*markedRenderer).lines != 2 {
		t.Errorf("shows %q", got)
	}
}

func dates() *DateField {
	return NewDateField(feltbogDate, i18n.Fuzzy, nil)
}

func feltbogDate(s string) (feltbog.FuzzyDate, error) {
	if s == "x" {
		return feltbog.FuzzyDate{}, feltbog.Errorf(feltbog.EInvalid, "error.internal", "no date").With("reason", "x")
	}
	return feltbog.ParseFuzzyDate(s, 2025)
}

func TestADateFieldSaysWhatItUnderstoodAndTellsItWhenItIsLeft(t *testing.T) {
	var told []feltbog.FuzzyDate
	d := dates()
	d.changed = func(v feltbog.FuzzyDate) { told = append(told, v) }
	w := shown(t, d, 300, 120)
	w.Canvas().Focus(d.Entry)
	test.Type(d.Entry, "marts 2025")
	if d.Below() != "marts 2025" || len(told) != 0 {
		t.Fatalf("below %q, told %v", d.Below(), told)
	}
	press(t, w, fyne.KeyReturn)
	w.Canvas().Unfocus()
	if len(told) != 1 || i18n.Fuzzy(told[0]) != "marts 2025" {
		t.Errorf("told %v", told)
	}
	d.Entry.SetText("")
	d.Commit()
	if len(told) != 2 || !told[1].IsZero() {
		t.Errorf("an emptied field told %v", told)
	}
}

func TestADateFieldSaysInWordsWhatItCannotRead(t *testing.T) {
	told := 0
	d := dates()
	d.changed = func(feltbog.FuzzyDate) { told++ }
	shown(t, d, 300, 120)
	d.Entry.SetText("marts 2025")
	d.Entry.SetText("x")
	d.Commit()
	if _, err := d.Value(); err == nil || told != 0 {
		t.Errorf("told %d, err %v", told, err)
	}
	if got := strings.Join(words(d), " "); !strings.Contains(got, "Noget gik galt") || d.Entry.Text != "x" {
		t.Errorf("shows %q", got)
	}
}

func TestStrengthIsSaidInAWord(t *testing.T) {
	s := NewStrength()
	shown(t, s, 300, 40)
	s.Set(9, "Stærk")
	if level, word := s.Level(); level != 4 || word != "Stærk" || !slices.Contains(words(s), "Stærk") {
		t.Errorf("level %d, shows %v", level, words(s))
	}
}

func TestEmptySaysWhyAndWhatToBeginWith(t *testing.T) {
	e := NewEmpty("felt", "Ingen samtaler endnu.", NewButton("Begynd i felten", "felt", nil))
	shown(t, e, 500, 400)
	if got := words(e); !slices.Contains(got, "Ingen samtaler endnu.") || !slices.Contains(got, "Begynd i felten") {
		t.Errorf("shows %v", got)
	}
}

func TestEveryPerspectiveHasAShapeAndALetterOfItsOwn(t *testing.T) {
	shapes, letters := map[Shape]bool{}, map[string]bool{}
	for _, p := range feltbog.Perspectives() {
		r := RoleOf(string(p))
		if shapes[r.Shape] || letters[r.Letter] {
			t.Errorf("%s looks like another one: %v", p, r)
		}
		if r.Letter == "A" || r.Letter == "K" {
			t.Errorf("%s has the letter of recommendations or cards", p)
		}
		shapes[r.Shape], letters[r.Letter] = true, true
	}
	if RoleOf("unheard of") != RoleOf("other") {
		t.Error("what is not known does not look like other")
	}
}

func TestABadgeDrawsEachStateDifferentlyAndAMissingOneAsks(t *testing.T) {
	for _, p := range feltbog.Perspectives() {
		b := NewBadge(RoleOf(string(p)), Heard, 22)
		shown(t, b, 40, 40)
		drawn := map[string]bool{}
		for _, s := range []Hearing{Heard, Told, Guessed, Missing} {
			b.Set(b.Role, s)
			drawn[icons(b)[0]] = true
			want := b.Role.Letter
			if s == Missing {
				want = "?"
			}
			if words(b)[0] != want {
				t.Errorf("%s in state %d says %q", p, s, words(b)[0])
			}
		}
		if len(drawn) != 4 {
			t.Errorf("%s has %d drawings", p, len(drawn))
		}
		b.Outline = true
		b.Refresh()
		if words(b)[0] != b.Role.Letter {
			t.Errorf("%s missing in a running list says %q", p, words(b)[0])
		}
	}
}

func TestABadgeIsDrawnAgainInAnotherLook(t *testing.T) {
	b := NewBadge(RoleOf("citizen"), Heard, 22)
	shown(t, b, 40, 40)
	day := icons(b)[0]
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Evening, 1.5))
	b.Refresh()
	if icons(b)[0] == day {
		t.Error("it kept the colour of the day")
	}
	if b.MinSize().Width != 33 {
		t.Errorf("it is %v wide where text is half as large again", b.MinSize().Width)
	}
}
