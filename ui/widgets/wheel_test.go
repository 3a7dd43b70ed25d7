package widgets

import (
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/ui/theme"
)

func round() []WheelSegment {
	return []WheelSegment{{"Borgeren", RoleOf("citizen"), Heard}, {"Pårørende", RoleOf("relative"), Missing},
		{"Naboer", RoleOf("civil_society"), Told}, {"Hospitalet", RoleOf("professional"), Guessed}}
}

func TestTheWheelNamesEverySegmentAndAsksWhereOneIsMissing(t *testing.T) {
	w := NewWheel(round(), "1 af 4\nhørt direkte", nil)
	shown(t, w, 400, 300)
	got := words(w)
	for _, want := range []string{"Borgeren", "Pårørende", "Naboer", "Hospitalet", "B", "?", "C", "F", "1 af 4", "hørt direkte"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is missing in %q", want, got)
		}
	}
	if slices.Contains(got, "Å") {
		t.Error("who is missing stands there like one who was heard")
	}
	if !text(t, w, "Pårørende").TextStyle.Bold || text(t, w, "Borgeren").TextStyle.Bold {
		t.Error("the missing one is not the only bold name")
	}
}

func TestArrowsGoRoundTheWheelAndEnterTaps(t *testing.T) {
	var tapped []int
	w := NewWheel(round(), "", func(i int) { tapped = append(tapped, i) })
	win := shown(t, w, 400, 300)
	win.Canvas().Focus(w)
	press(t, win, fyne.KeyLeft, fyne.KeyReturn, fyne.KeyRight, fyne.KeyRight, fyne.KeySpace, fyne.KeyEnd, fyne.KeyHome, fyne.KeyEnter)
	if !slices.Equal(tapped, []int{3, 1, 0}) {
		t.Errorf("tapped %v", tapped)
	}
	if rings(w) != 1 {
		t.Error("no focus ring")
	}
}

func TestATapOnTheWheelHitsTheSegmentInThatDirection(t *testing.T) {
	var tapped []int
	w := NewWheel(round(), "", func(i int) { tapped = append(tapped, i) })
	shown(t, w, 400, 300)
	middle, radius, named := w.circle()
	if !named {
		t.Fatal("no room for names")
	}
	for i := range 4 { // the middle of each, clockwise from the top
		a := (float64(i) + 0.5) / 4 * 2 * math.Pi
		test.TapAt(w, middle.Add(fyne.NewPos(radius*0.8*float32(math.Sin(a)), -radius*0.8*float32(math.Cos(a)))))
	}
	test.TapAt(w, middle)
	if !slices.Equal(tapped, []int{0, 1, 2, 3}) {
		t.Errorf("tapped %v", tapped)
	}
}

func TestASmallWheelShowsOnlyTheNameInFront(t *testing.T) {
	w := NewWheel(round(), "", nil)
	win := shown(t, w, 180, 220)
	if slices.Contains(words(w), "Borgeren") {
		t.Error("names where there is no room")
	}
	win.Canvas().Focus(w)
	if !slices.Contains(words(w), "Borgeren") || slices.Contains(words(w), "Naboer") {
		t.Errorf("shows %q", words(w))
	}
}

func TestNamesOfTheWheelStayInsideIt(t *testing.T) {
	for _, scale := range []float32{1, 1.5} {
		w := NewWheel(append(round(), WheelSegment{"Kommunens medarbejdere", RoleOf("administrator"), Heard}), "", nil)
		shown(t, w, 360, 300)
		fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Day, scale))
		w.Refresh()
		each(w, func(o fyne.CanvasObject) {
			if n, ok := o.(*Text); ok {
				for _, c := range test.WidgetRenderer(n).Objects() {
					if x := n.Position().X; c.MinSize().Width > n.Size().Width+1 || x < 0 || x+n.Size().Width > 361 {
						t.Errorf("%q is %v wide in %v at %v", n.Text, c.MinSize().Width, n.Size().Width, x)
					}
				}
			}
		})
	}
}

func TestAStripMayChangeItsNumberOfParts(t *testing.T) {
	s := NewStrip(StripPart{Weight: 5, Text: "5", State: StripFull}, StripPart{Weight: 20, Text: "20", State: StripNow})
	shown(t, s, 300, 40)
	r := test.WidgetRenderer(s).(*stripRenderer)
	if a, b := r.boxes[0].Size().Width, r.boxes[1].Size().Width; math.Abs(float64(b/a-4)) > 0.01 {
		t.Errorf("5 minutes are %v and 20 are %v wide", a, b)
	}
	if got := words(s); !slices.Equal(got, []string{"5", "20"}) {
		t.Errorf("shows %v", got)
	}
	s.Set(StripPart{State: StripFull}, StripPart{State: StripNow}, StripPart{}, StripPart{})
	if len(r.boxes) != 4 || r.boxes[1].Border != theme.Accent || r.boxes[2].Fill != theme.Sunk || len(words(s)) != 0 {
		t.Errorf("%d boxes, texts %v", len(r.boxes), words(s))
	}
}

func TestADashedFrameGoesAllTheWayRound(t *testing.T) {
	d := NewDashed(theme.AmberLine)
	shown(t, d, 200, 100)
	size := fyne.NewSize(200, 100)
	all := 2*(200+100) - 8*10 + 2*math.Pi*10
	for way, want := range map[float64]fyne.Position{0: {X: 10, Y: 0}, 180: {X: 190, Y: 0}, 180 + 5*math.Pi: {X: 200, Y: 10},
		260 + 5*math.Pi: {X: 200, Y: 90}, 260 + 10*math.Pi: {X: 190, Y: 100}, 440 + 10*math.Pi: {X: 10, Y: 100}, 440 + 15*math.Pi: {X: 0, Y: 90},
		180 + 2.5*math.Pi: {X: 197.071, Y: 2.929}, 260 + 7.5*math.Pi: {X: 197.071, Y: 97.071}, all: {X: 10, Y: 0}} {
		if got := edgePoint(size, 10, way); math.Abs(float64(got.X-want.X)) > 0.01 || math.Abs(float64(got.Y-want.Y)) > 0.01 {
			t.Errorf("%.1f along it lies %v, not %v", way, got, want)
		}
	}
	if n := len(test.WidgetRenderer(d).Objects()); n < 40 || n > 70 {
		t.Errorf("%d dashes", n)
	}
}

func TestThePanelStandsBesideTheScreenWhereThereIsRoom(t *testing.T) {
	var told []bool
	main, side := NewBox(theme.Paper, "", 0), NewText("Register", theme.Body, "")
	p := NewPanel(main, side, true)
	p.Toggled = func(open bool) { told = append(told, open) }
	win := shown(t, p, 1400, 600)
	if !p.Open() || main.Size().Width > 1400-theme.Panel || !slices.Contains(words(p), "Register") {
		t.Errorf("open %v, main %v", p.Open(), main.Size().Width)
	}
	p.Toggle()
	if p.Open() || main.Size().Width != 1400 || slices.Contains(words(p), "Register") {
		t.Errorf("open %v, main %v", p.Open(), main.Size().Width)
	}
	p.Toggle()
	win.Resize(fyne.NewSize(900, 600))
	if p.Open() || main.Size().Width != 900 {
		t.Errorf("narrow: open %v, main %v", p.Open(), main.Size().Width)
	}
	if !slices.Equal(told, []bool{false, true}) {
		t.Errorf("told %v", told)
	}
}

func TestWhereItIsNarrowThePanelSlidesOverAndATapBesideItFoldsIt(t *testing.T) {
	main := NewBox(theme.Paper, "", 0)
	p := NewPanel(main, NewText("Register", theme.Body, ""), true)
	win := shown(t, p, 900, 600)
	p.Toggle()
	if !p.Open() || main.Size().Width != 900 {
		t.Fatalf("open %v, main %v", p.Open(), main.Size().Width)
	}
	test.TapCanvas(win.Canvas(), fyne.NewPos(880, 500)) // on the panel
	if !p.Open() {
		t.Error("a tap on the panel folded it")
	}
	test.TapCanvas(win.Canvas(), fyne.NewPos(100, 500))
	if p.Open() {
		t.Error("a tap beside it did not fold it")
	}
	p.Toggle()
	win.Resize(fyne.NewSize(1400, 600))
	win.Resize(fyne.NewSize(900, 600))
	if p.Open() {
		t.Error("it lies over the screen again after the window was wide")
	}
}
