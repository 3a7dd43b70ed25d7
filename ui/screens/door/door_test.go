package door

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

const phrase = "fire gule bier i haven"

// house is a door on a machine of its own, with a clock that a test moves and files that a test chooses.
type house struct {
	*screentest.Host
	t       *testing.T
	door    *Door
	machine *app.Machine
	base    string
	at      time.Time
	later   []func()
	opened  *app.Project
	chosen  string // what the next file dialog answers
	viewed  []string
	drawn   app.Recovery
	quitted int
}

func (h *house) Save(_ string, chosen func(string))             { chosen(h.chosen) }
func (h *house) Folder(_ string, chosen func(string))           { chosen(h.chosen) }
func (h *house) Open(_ string, _ []string, chosen func(string)) { chosen(h.chosen) }

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{Host: screentest.New(t), t: t, base: t.TempDir(), at: time.Date(2025, 3, 27, 15, 0, 0, 0, time.UTC)}
	t.Setenv("HOME", h.base)
	t.Setenv("USERPROFILE", h.base)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(h.base, ".config"))
	var err error
	h.machine, err = app.OpenMachine(app.Options{Config: filepath.Join(h.base, "config"), CheapKeys: true, Anywhere: true,
		Now: func() time.Time { return h.at }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if h.opened != nil {
			h.opened.Close()
		}
	})
	h.enter(1280, 900)
	return h
}

// enter builds the door and shows it, as at the start of the program.
func (h *house) enter(width, height float32) {
	draws := []int{3, 8}
	h.door = New(h, Config{Machine: h.machine, Files: h, Device: "Bærbar 1", Version: "1.0",
		View:   func(path string) error { h.viewed = append(h.viewed, path); return nil },
		Opened: func(p *app.Project) { h.opened = p },
		Quit:   func() { h.quitted++ },
		Recovery: func() (app.Recovery, error) {
			r, err := app.NewRecovery()
			h.drawn = r
			return r, err
		},
		Draw: func(n int) int {
			d := draws[0]
			draws = append(draws[1:], d)
			return d % n
		},
		Fill: func(ctx context.Context, p *app.Project, progress *app.Progress) error {
			return p.FillSample(ctx, progress)
		},
		Sample: func(dir, passphrase string, made **app.Project) app.Job {
			return h.machine.Sample(dir, app.SampleWish{Passphrase: passphrase}, made)
		},
		After: func(_ time.Duration, f func()) { h.later = append(h.later, f) },
	})
	h.Window().SetContent(h.door.Content())
	h.Window().Resize(fyne.NewSize(width, height))
	h.door.Shown(h.t.Context())
	h.Drain()
}

// pass lets time go by and rings what waited for it.
func (h *house) pass(d time.Duration) {
	h.at = h.at.Add(d)
	later := h.later
	h.later = nil
	for _, f := range later {
		f()
	}
	h.Drain()
}

func (h *house) find(name string) fyne.CanvasObject {
	h.t.Helper()
	o := uikit.Find(name)
	if o == nil {
		h.t.Fatalf("there is no %s", name)
	}
	return o
}

// focused reports whether a named widget has the focus.
func (h *house) focused(name string) bool {
	f, ok := h.Window().Canvas().Focused().(fyne.CanvasObject)
	return ok && f == h.find(name)
}

// write types into a named field.
func (h *house) write(name, text string) {
	h.t.Helper()
	e := h.find(name).(*widgets.Entry)
	h.Window().Canvas().Focus(e)
	e.SetText("")
	test.Type(e, text)
	h.Drain()
}

// tap taps a named button.
func (h *house) tap(name string) {
	h.t.Helper()
	b := h.find(name).(fyne.Tappable)
	b.Tapped(&fyne.PointEvent{})
	h.Drain()
}

// says reports whether a text can be read in the window.
func (h *house) says(part string) bool {
	return slices.ContainsFunc(texts(h.Window().Content()), func(s string) bool { return strings.Contains(s, part) })
}

func texts(o fyne.CanvasObject) []string {
	if !o.Visible() {
		return nil
	}
	switch o := o.(type) {
	case *widgets.Text:
		return []string{o.Text}
	case *widgets.Message:
		return []string{o.Text}
	case *widgets.Button:
		return []string{o.Text}
	case *fyne.Container:
		var all []string
		for _, c := range o.Objects {
			all = append(all, texts(c)...)
		}
		return all
	case fyne.Widget:
		var all []string
		for _, c := range test.WidgetRenderer(o).Objects() {
			all = append(all, texts(c)...)
		}
		return all
	}
	return nil
}

// fill writes what a new vault needs and goes on to the sheet.
func (h *house) fill() {
	h.t.Helper()
	h.write("door.name", "Hverdag og helbred i Lillerup")
	h.write("door.passphrase", phrase)
	h.write("door.repeat", phrase)
	h.tap("door.next")
	if h.door.page.name() != "sheet" {
		h.t.Fatalf("the page is %q", h.door.page.name())
	}
}

// made makes a vault, closes it and comes back to the door.
func (h *house) made() (dir string) {
	h.t.Helper()
	h.fill()
	h.write("door.word1", h.drawn.Words[3])
	h.write("door.word2", h.drawn.Words[8])
	h.tap("door.create")
	if h.opened == nil {
		h.t.Fatal("no vault was made")
	}
	dir = h.opened.Dir()
	h.lock()
	h.enter(1280, 900)
	return dir
}

func (h *house) lock() {
	h.t.Helper()
	if err := h.opened.Close(); err != nil {
		h.t.Fatal(err)
	}
	h.opened = nil
}

func TestAVaultIsMadeWhenTwoWordsOfTheSheetWereTyped(t *testing.T) {
	h := newHouse(t)
	if !h.focused("door.name") {
		t.Error("the first field has no focus at the start")
	}
	h.fill()
	dir := h.find("door.folder").(*widgets.Entry).Text
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("something was made before the words were confirmed: %v", err)
	}
	h.write("door.word1", h.drawn.Words[3])
	h.write("door.word2", strings.ToUpper(h.drawn.Words[8]))
	test.Type(h.find("door.word2").(*widgets.Entry), "")
	h.find("door.word2").(*widgets.Entry).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // Enter goes on
	h.Drain()
	if h.opened == nil || h.opened.Dir() != dir {
		t.Fatalf("no vault was made; it says %v", texts(h.Window().Content()))
	}
	if f, err := h.opened.Facts(t.Context()); err != nil || f.Title != "Hverdag og helbred i Lillerup" {
		t.Errorf("%+v, %v", f, err)
	}
	words := strings.Join(h.drawn.Words, " ")
	h.lock()
	p, err := h.machine.Open(t.Context(), dir, app.Unlock{Words: words})
	if err != nil {
		t.Fatalf("the sheet does not open the vault: %v", err)
	}
	h.opened = p
}

func TestWrongWordsOfTheSheetDoNotGoOn(t *testing.T) {
	h := newHouse(t)
	h.fill()
	for _, c := range []struct{ one, two, says string }{
		{"", "", "Skriv ord nr. 4 fra arket."},
		{h.drawn.Words[3], "", "Skriv ord nr. 9 fra arket."},
		{"xyzzy", h.drawn.Words[8], "»xyzzy« er ikke et ord på arket."},
		{h.drawn.Words[8], h.drawn.Words[3], "Det er ikke ord nr. 4."},
	} {
		if h.drawn.Words[3] == h.drawn.Words[8] {
			t.Skip("the same word was drawn twice")
		}
		h.write("door.word1", c.one)
		h.write("door.word2", c.two)
		h.tap("door.create")
		if h.opened != nil {
			t.Fatalf("%q and %q made a vault", c.one, c.two)
		}
		if !h.says(c.says) {
			t.Errorf("%q and %q: it says %v", c.one, c.two, texts(h.Window().Content()))
		}
	}
}

func TestTheWordsAreCoveredWhileTheyAreTypedFromTheSheet(t *testing.T) {
	h := newHouse(t)
	h.fill()
	shown := func() (n int) { // one of the words may stand in a sentence of the door as well
		for _, word := range h.drawn.Words {
			if h.says(word) {
				n++
			}
		}
		return n
	}
	if shown() != 12 {
		t.Fatal("the sheet does not show its words")
	}
	h.Window().Canvas().Focus(h.find("door.word1").(*widgets.Entry))
	if shown() > 4 {
		t.Error("the words can be read while they are typed")
	}
	h.tap("door.show")
	if shown() != 12 {
		t.Error("the words do not come back")
	}
}

func TestTheWayBackKeepsWhatWasWrittenAndTheSameWords(t *testing.T) {
	h := newHouse(t)
	h.fill()
	words := slices.Clone(h.drawn.Words)
	h.tap("door.back")
	if name := h.find("door.name").(*widgets.Entry); name.Text != "Hverdag og helbred i Lillerup" || h.door.page.name() != "new" {
		t.Errorf("%q on the page %q", name.Text, h.door.page.name())
	}
	h.tap("door.next")
	if !h.says(words[0]) || !slices.Equal(words, h.drawn.Words) {
		t.Error("a printed sheet is no longer true")
	}
}

func TestTheSheetIsSavedAndPrintedAsPDF(t *testing.T) {
	h := newHouse(t)
	h.fill()
	h.chosen = filepath.Join(h.base, "ark.pdf")
	h.tap("door.save")
	h.tap("door.print")
	if len(h.viewed) != 1 {
		t.Fatalf("shown: %v", h.viewed)
	}
	for _, path := range []string{h.chosen, h.viewed[0]} {
		b, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(b), "%PDF-") {
			t.Errorf("%s: %v", path, err)
		}
	}
	if err := h.machine.WipePapers(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(h.viewed[0]); !os.IsNotExist(err) {
		t.Error("what was printed is still there")
	}
}

func TestTheFormSaysAtTheFieldWhatIsMissing(t *testing.T) {
	h := newHouse(t)
	step := func(says, focus string) {
		t.Helper()
		h.tap("door.next")
		if h.door.page.name() != "new" {
			t.Fatalf("it goes on to %q", h.door.page.name())
		}
		if !h.says(says) {
			t.Errorf("it does not say %q but %v", says, texts(h.Window().Content()))
		}
		if !h.focused(focus) {
			t.Errorf("%s has no focus", focus)
		}
	}
	step("Giv projektet et navn", "door.name")
	h.write("door.name", "Lillerup")
	step("mindst 8 tegn", "door.passphrase")
	h.write("door.passphrase", "passwordpassword")
	if !h.says("Meget svag") {
		t.Errorf("a common password is not remarked on: %v", texts(h.Window().Content()))
	}
	h.write("door.repeat", "noget andet")
	step("De to er ikke ens", "door.repeat")
	h.write("door.repeat", "passwordpassword") // remarked on, but the person decides
	h.write("door.folder", h.base)             // has something in it
	step("er ikke tom", "door.folder")
}

func TestTheFolderFollowsTheNameUntilSomebodyChooses(t *testing.T) {
	h := newHouse(t)
	folder := h.find("door.folder").(*widgets.Entry)
	h.write("door.name", "Ærø")
	if filepath.Base(folder.Text) != "Ærø.feltbog" {
		t.Errorf("%q", folder.Text)
	}
	if !h.says("Mappen ligger på maskinen selv") {
		t.Errorf("%v", texts(h.Window().Content()))
	}
	h.chosen = filepath.Join(h.base, "andet")
	h.tap("door.folder.change")
	h.tap("door.folder.choose")
	if folder.Text != filepath.Join(h.chosen, "Ærø.feltbog") {
		t.Errorf("%q", folder.Text)
	}
	h.write("door.folder", filepath.Join(h.base, "mit eget"))
	h.write("door.name", "Fur")
	if folder.Text != filepath.Join(h.base, "mit eget") {
		t.Errorf("a folder that somebody wrote is gone: %q", folder.Text)
	}
}

func TestAProposedPassphraseIsShownAndTypedOnce(t *testing.T) {
	h := newHouse(t)
	h.write("door.name", "Lillerup")
	h.tap("door.propose")
	first, again := h.find("door.passphrase").(*widgets.Entry), h.find("door.repeat").(*widgets.Entry)
	if n := len(strings.Fields(first.Text)); n != 6 || first.Password || again.Text != "" {
		t.Errorf("%d words, hidden %v, repeated %q", n, first.Password, again.Text)
	}
	if !h.says("Meget stærk") {
		t.Errorf("%v", texts(h.Window().Content()))
	}
	if !h.focused("door.repeat") {
		t.Error("the second field has no focus")
	}
}

func TestAWrongPassphraseWaitsLongerEachTimeAndSaysSo(t *testing.T) {
	h := newHouse(t)
	h.made()
	if h.door.page.name() != "unlock" || !h.focused("door.passphrase") {
		t.Fatalf("the page is %q", h.door.page.name())
	}
	for _, wait := range []int{1, 2, 4} {
		h.write("door.passphrase", "forkert kodesætning")
		h.tap("door.unlock")
		want := "Vent " + strconv.Itoa(wait) + " sekund"
		if !h.says(want) || h.find("door.unlock").(*widgets.Button).Enabled() {
			t.Fatalf("it does not say %q but %v", want, texts(h.Window().Content()))
		}
		h.write("door.passphrase", phrase)
		h.find("door.passphrase").(*widgets.Entry).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		h.Drain()
		if h.opened != nil {
			t.Fatal("the passphrase was tried too early")
		}
		for range wait {
			h.pass(time.Second)
		}
		if !h.says("Du kan prøve igen nu") {
			t.Fatalf("%v", texts(h.Window().Content()))
		}
	}
	h.write("door.passphrase", phrase)
	h.tap("door.unlock")
	if h.opened == nil {
		t.Fatalf("the right passphrase does not open: %v", texts(h.Window().Content()))
	}
}

func TestAForgottenPassphraseIsReplacedWithTheWordsOfTheSheet(t *testing.T) {
	h := newHouse(t)
	h.made()
	h.tap("door.forgot")
	words := slices.Clone(h.drawn.Words)
	h.write("door.recover1", "xyzzyq")
	h.find("door.recover1").(*widgets.Entry).FocusLost()
	if !h.says("Ord nr. 1, »xyzzyq«, findes ikke på listen") {
		t.Errorf("%v", texts(h.Window().Content()))
	}
	h.write("door.recover1", words[0][:len(words[0])-1]) // the beginning and Enter take the word
	h.tap("door.suggest1")
	if got := h.find("door.recover1").(*widgets.Entry).Text; !slices.Contains(app.SuggestWords(words[0][:len(words[0])-1], 4), got) {
		t.Errorf("the suggestion became %q", got)
	}
	h.find("door.recover1").(*widgets.Entry).SetText(strings.Join(words, " ")) // pasted
	h.Drain()
	for i, w := range words {
		if got := h.find("door.recover" + strconv.Itoa(i+1)).(*widgets.Entry).Text; got != w {
			t.Errorf("word %d became %q, not %q", i+1, got, w)
		}
	}
	h.write("door.passphrase", "nye ord til den gamle bog")
	h.write("door.repeat", "nye ord til den gamle bog")
	h.tap("door.recover")
	if h.opened == nil {
		t.Fatalf("%v", texts(h.Window().Content()))
	}
	h.lock()
	h.enter(1280, 900)
	h.write("door.passphrase", "nye ord til den gamle bog")
	h.tap("door.unlock")
	if h.opened == nil {
		t.Error("the new passphrase does not open")
	}
}

func TestWordsOfAnotherSheetAreRefused(t *testing.T) {
	h := newHouse(t)
	h.made()
	other, err := app.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	h.tap("door.forgot")
	h.find("door.recover1").(*widgets.Entry).SetText(strings.Join(other.Words, " "))
	h.Drain()
	h.write("door.passphrase", "nye ord til den gamle bog")
	h.write("door.repeat", "nye ord til den gamle bog")
	h.tap("door.recover")
	if h.opened != nil || !h.says("Ordene passer ikke til feltbogen") {
		t.Errorf("%v", texts(h.Window().Content()))
	}
}

func TestAVaultThatIsOpenElsewhereSaysSinceWhen(t *testing.T) {
	h := newHouse(t)
	dir := h.made()
	p, err := app.Open(t.Context(), dir, app.Unlock{Passphrase: phrase}, h.machine.Options())
	if err != nil {
		t.Fatal(err)
	}
	h.enter(1280, 900)
	if !h.says("er åben i et andet program på") {
		t.Errorf("%v", texts(h.Window().Content()))
	}
	h.write("door.passphrase", phrase)
	h.tap("door.unlock")
	if h.opened != nil || !h.says("er åben i et andet program på") {
		t.Errorf("%v", texts(h.Window().Content()))
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	h.tap("door.again")
	if h.says("er åben i et andet program på") {
		t.Error("it still says so")
	}
	h.tap("door.unlock")
	if h.opened == nil {
		t.Error("it does not open")
	}
}

func TestAVaultInAnotherFolderIsOpenedAndThenKnown(t *testing.T) {
	h := newHouse(t)
	first := h.made()
	h.door.show(newCreate(h.door))
	h.Drain()
	h.write("door.name", "Den anden")
	h.write("door.passphrase", phrase)
	h.write("door.repeat", phrase)
	h.tap("door.next")
	h.write("door.word1", h.drawn.Words[3])
	h.write("door.word2", h.drawn.Words[8])
	h.tap("door.create")
	second := h.opened.Dir()
	h.lock()
	if err := h.machine.ForgetVault(first); err != nil {
		t.Fatal(err)
	}
	h.enter(1280, 900)
	if !h.says("Den anden") || h.says(first) {
		t.Fatalf("%v", texts(h.Window().Content()))
	}
	h.chosen = t.TempDir()
	h.tap("door.open")
	if !h.says("er ikke en feltbog") {
		t.Errorf("%v", texts(h.Window().Content()))
	}
	h.chosen = first
	h.tap("door.open")
	h.write("door.passphrase", phrase)
	h.tap("door.unlock")
	if h.opened == nil || h.opened.Dir() != first {
		t.Fatalf("%v", texts(h.Window().Content()))
	}
	h.lock()
	h.enter(1280, 900)
	h.tap("door.vault1")
	if u, ok := h.door.page.(*unlock); !ok || u.dir != second {
		t.Errorf("the other vault is not on the list: %v", texts(h.Window().Content()))
	}
}

func TestAVaultIsBroughtBackFromABackup(t *testing.T) {
	h := newHouse(t)
	dir := h.made()
	h.write("door.passphrase", phrase)
	h.tap("door.unlock")
	var file string
	if err := h.opened.BackupPlanned(app.BackupPlan{Folder: filepath.Join(h.base, "stick"), Keep: 1}, &file).Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	h.lock()
	h.enter(1280, 900)
	h.tap("door.restore")
	h.write("door.passphrase", phrase)
	h.tap("door.restore.start")
	if !h.says("Vælg sikkerhedskopien") {
		t.Errorf("%v", texts(h.Window().Content()))
	}
	h.chosen = file
	h.tap("door.backup.file")
	h.write("door.passphrase", "forkert kodesætning")
	h.tap("door.restore.start")
	if h.opened != nil || !h.says("Kodesætningen passer ikke") {
		t.Errorf("%v", texts(h.Window().Content()))
	}
	h.write("door.passphrase", phrase)
	h.tap("door.restore.start")
	if h.opened == nil || h.opened.Dir() == dir {
		t.Fatalf("%v", texts(h.Window().Content()))
	}
	if f, err := h.opened.Facts(t.Context()); err != nil || f.Title != "Hverdag og helbred i Lillerup" {
		t.Errorf("%+v, %v", f, err)
	}
}

func TestANewVaultBeginsEmptyOrWithTheSample(t *testing.T) {
	for choice, sample := range map[string]bool{"": false, "door.empty": false, "door.sample": true} {
		h := newHouse(t)
		if choice != "" {
			h.tap("door.sample")
			h.tap(choice)
		}
		h.fill()
		h.write("door.word1", h.drawn.Words[3])
		h.write("door.word2", h.drawn.Words[8])
		h.tap("door.create")
		if h.opened == nil {
			t.Fatalf("%v", texts(h.Window().Content()))
		}
		is, err := h.opened.IsSample(t.Context())
		facts, _ := h.opened.Facts(t.Context())
		if is != sample || err != nil || facts.Title != "Hverdag og helbred i Lillerup" {
			t.Errorf("%q: the sample %v, %q, %v", choice, is, facts.Title, err)
		}
	}
}

func TestStoppingWhileTheSampleIsPutInLeavesNothing(t *testing.T) {
	h := newHouse(t)
	h.door.Fill = func(ctx context.Context, p *app.Project, progress *app.Progress) error {
		h.door.page.(*sheet).foot.stop()
		return p.FillSample(ctx, progress)
	}
	h.tap("door.sample")
	h.fill()
	dir := h.find("door.folder").(*widgets.Entry).Text
	h.write("door.word1", h.drawn.Words[3])
	h.write("door.word2", h.drawn.Words[8])
	h.tap("door.create")
	if _, err := os.Stat(dir); !os.IsNotExist(err) || h.opened != nil {
		t.Errorf("something is left: %v", err)
	}
	if all, err := h.machine.Vaults(); len(all) != 0 || err != nil {
		t.Errorf("it is remembered: %v, %v", all, err)
	}
}

func TestTheSampleIsLookedAtInTwoSteps(t *testing.T) {
	h := newHouse(t)
	h.tap("door.look")
	h.tap("door.sample.make")
	if h.opened == nil {
		t.Fatalf("%v", texts(h.Window().Content()))
	}
	h.lock()
	h.enter(1280, 900)
	h.write("door.passphrase", "lillerup er opdigtet")
	h.tap("door.unlock")
	if h.opened == nil {
		t.Fatal("the passphrase that was told does not open the sample")
	}
	if is, err := h.opened.IsSample(t.Context()); !is || err != nil {
		t.Errorf("it is not the sample: %v", err)
	}
}

func TestWhatIsStoppedWhileAVaultIsMadeLeavesNothing(t *testing.T) {
	h := newHouse(t)
	h.fill()
	dir := h.find("door.folder").(*widgets.Entry).Text
	s := h.door.page.(*sheet)
	s.foot.opening("job.create", func(ctx context.Context, progress *app.Progress) (*app.Project, error) {
		s.foot.stop()
		return s.of.from.(*create).make(ctx, progress)
	}, func(err error) { t.Errorf("stopping is told as an error: %v", err) })
	h.Drain()
	if h.opened != nil || len(h.Said) != 1 {
		t.Errorf("opened %v, said %v", h.opened, h.Said)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("something is left: %v", err)
	}
	if !s.foot.buttons.Visible() {
		t.Error("the buttons do not come back")
	}
}

func TestNothingIsCutOffInASmallWindowWithLargeText(t *testing.T) {
	h := newHouse(t)
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Day, 1.5))
	h.enter(1024, 700)
	scroll := h.door.right
	if least := scroll.MinSize().Width; least > 1024 {
		t.Errorf("the page needs a width of %v", least)
	}
	if inner := h.door.page.content(); inner.MinSize().Width > 1024-2*theme.Gap28 {
		t.Errorf("the fields need a width of %v", inner.MinSize().Width)
	}
}

func TestAVaultBeginsWithAColleaguesPakke(t *testing.T) {
	h := newHouse(t)
	h.fill()
	s := h.door.page.(*sheet)
	s.foot.opening("job.create", s.of.make, func(err error) { t.Error(err) })
	h.Drain()
	first := h.opened
	file, words := filepath.Join(h.base, "Til Bo"+app.BundleEnding), "gule bier haven fire gule bier"
	var done app.Packed
	if err := first.Pack(app.PackOrder{File: file, Words: words}, &done).Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	h.opened = nil
	h.enter(1280, 900)
	h.door.Begin(file)
	h.Drain()
	if !h.focused("door.bundle.words") {
		t.Error("the words are not asked for first")
	}
	h.tap("door.join.next")
	if h.door.page.name() != "join" {
		t.Fatal("it went on with empty fields")
	}
	dir := h.find("door.folder").(*widgets.Entry).Text
	h.write("door.bundle.words", "helt andre ord end dem der passer")
	h.write("door.member", "Bo")
	h.write("door.passphrase", phrase)
	h.write("door.repeat", phrase)
	h.tap("door.join.next")
	if j, ok := h.door.page.(*join); !ok || j.wrong.Hidden {
		t.Fatal("wrong words opened it")
	}
	h.write("door.bundle.words", words)
	h.tap("door.join.next")
	s, ok := h.door.page.(*sheet)
	if !ok {
		t.Fatal("the sheet does not come")
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Error("something was made before the words of the sheet were typed")
	}
	for i, n := range s.card.Confirm.Numbers {
		h.write("door.word"+strconv.Itoa(i+1), h.drawn.Words[n])
	}
	h.tap("door.create")
	if h.opened == nil {
		t.Fatalf("no vault: %v", h.Failed)
	}
	team, err := h.opened.Team(t.Context())
	if err != nil || len(team.Members) != 2 || !slices.ContainsFunc(team.Members, func(m feltbog.Member) bool { return m.Name == "Bo" && m.ID == team.Own }) {
		t.Errorf("%+v %v", team.Members, err)
	}
}
