package settings

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

const phrase = "fire gule bier i haven"

// desk is the settings of a real vault with cheap keys, on a machine of its own.
type desk struct {
	*screentest.Host
	t       *testing.T
	s       *Screen
	machine *app.Machine
	project *app.Project
	sheet   app.Recovery
	drawn   app.Recovery
	at      time.Time
	chosen  string
	viewed  []string
	applied []app.Settings
	quitted int
}

func (d *desk) Save(_ string, chosen func(string))   { chosen(d.chosen) }
func (d *desk) Folder(_ string, chosen func(string)) { chosen(d.chosen) }

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{Host: screentest.New(t), t: t, at: time.Date(2025, 3, 27, 15, 0, 0, 0, time.UTC)}
	base := t.TempDir()
	var err error
	d.machine, err = app.OpenMachine(app.Options{Config: filepath.Join(base, "config"), CheapKeys: true, Anywhere: true, Now: func() time.Time { return d.at }})
	if err != nil {
		t.Fatal(err)
	}
	if d.sheet, err = app.NewRecovery(); err != nil {
		t.Fatal(err)
	}
	d.project, err = d.machine.Create(t.Context(), filepath.Join(base, "lillerup.feltbog"),
		app.Founding{Project: "Lillerup", Device: "Bærbar 1", Passphrase: phrase, Recovery: d.sheet})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.project.Close() })
	next := []int{0, 5}
	d.s = New(d, Config{Machine: d.machine, Project: d.project, Files: d, Version: "1.0",
		View:  func(path string) error { d.viewed = append(d.viewed, path); return nil },
		Apply: func(s app.Settings) { d.applied = append(d.applied, s) },
		Quit:  func() { d.quitted++ },
		Recovery: func() (app.Recovery, error) {
			r, err := app.NewRecovery()
			d.drawn = r
			return r, err
		},
		Draw: func(n int) int { x := next[0]; next = append(next[1:], x); return x % n },
	})
	return d
}

// open shows a part.
func (d *desk) open(part string) {
	d.t.Helper()
	d.Put(d.s, screen.Route{Place: screen.Settings, Part: part}, 1200, 900)
}

func (d *desk) find(name string) fyne.CanvasObject {
	d.t.Helper()
	o := uikit.Find(name)
	if o == nil {
		d.t.Fatalf("there is no %s", name)
	}
	return o
}

func (d *desk) write(name, text string) {
	d.t.Helper()
	e := d.find(name).(*widgets.Entry)
	d.Window().Canvas().Focus(e)
	e.SetText("")
	test.Type(e, text)
	d.Drain()
}

func (d *desk) tap(name string) {
	d.t.Helper()
	d.find(name).(fyne.Tappable).Tapped(&fyne.PointEvent{})
	d.Drain()
}

// pick presses Right or Left in a segment so many times.
func (d *desk) pick(name string, key fyne.KeyName, times int) {
	d.t.Helper()
	for range times {
		d.find(name).(fyne.Focusable).TypedKey(&fyne.KeyEvent{Name: key})
		d.Drain()
	}
}

func (d *desk) settings() app.Settings {
	d.t.Helper()
	s, err := d.machine.Settings()
	if err != nil {
		d.t.Fatal(err)
	}
	return s
}

func (d *desk) says(part string) bool {
	return slices.ContainsFunc(texts(d.Window().Content()), func(s string) bool { return strings.Contains(s, part) })
}

func texts(o fyne.CanvasObject) []string {
	if !o.Visible() {
		return nil
	}
	switch o := o.(type) {
	case *widgets.Text:
		return []string{o.Text}
	case *widgets.Message:
		if o.Action != nil {
			return []string{o.Text, o.Action.Text}
		}
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

func TestLookAndSizeOfTextHoldAtOnceAndAreSaved(t *testing.T) {
	d := newDesk(t)
	d.open(PartLook)
	d.pick("settings.look.choice", fyne.KeyRight, 1) // from day to evening
	d.pick("settings.scale", fyne.KeyRight, 2)
	if n := len(d.applied); n != 3 || d.applied[2].Look != "aften" || d.applied[2].Scale != 130 {
		t.Errorf("%+v", d.applied)
	}
	if s := d.settings(); s.Look != "aften" || s.Scale != 130 {
		t.Errorf("%+v", s)
	}
}

func TestAnotherLanguageAsksForARestart(t *testing.T) {
	d := newDesk(t)
	d.open(PartLanguage)
	if d.says("startes igen") {
		t.Error("it asks for a restart before anything was chosen")
	}
	d.pick("settings.language.choice", fyne.KeyRight, 1)
	if !d.says("Engelsk begynder, når Feltbog startes igen") || d.settings().Language != "en" {
		t.Errorf("%v", texts(d.Window().Content()))
	}
	d.tap("settings.language.quit")
	if d.quitted != 1 {
		t.Error("the button does not close the program")
	}
	d.pick("settings.language.choice", fyne.KeyLeft, 1)
	if d.says("startes igen") {
		t.Error("it still asks for a restart")
	}
}

func TestTheTimeUntilTheLockIsChosen(t *testing.T) {
	d := newDesk(t)
	if _, err := d.machine.Choose(func(s *app.Settings) { s.IdleMinutes = 7 }); err != nil {
		t.Fatal(err)
	}
	d.open(PartLock)
	sel := d.find("settings.idle").(*widgets.Select)
	if sel.Shown() != "7 minutter" {
		t.Errorf("%q", sel.Shown())
	}
}

func TestABackupIsMadeListedAndTried(t *testing.T) {
	d := newDesk(t)
	d.open(PartBackups)
	if !d.says("Ingen sikkerhedskopier endnu") || !d.says("Går disken i stykker") {
		t.Errorf("%v", texts(d.Window().Content()))
	}
	stick := t.TempDir()
	d.chosen = stick
	d.tap("settings.backups.other")
	if d.settings().Backup.Folder != stick || !d.find("settings.backups.other").(*widgets.Choice).On() {
		t.Errorf("%+v", d.settings().Backup)
	}
	d.tap("settings.backups.now")
	files, err := os.ReadDir(stick)
	if err != nil || len(files) != 1 || len(d.Said) != 1 {
		t.Fatalf("%v, %v, said %v", files, err, d.Said)
	}
	for _, c := range []struct{ typed, says string }{
		{"forkert kodesætning", "Kodesætningen passer ikke"},
		{phrase, "»Lillerup« kan åbnes med kodesætningen"},
	} {
		d.tap("settings.try1")
		if len(d.Dialogs) != 1 {
			t.Fatal("nobody asks for the passphrase")
		}
		d.write("settings.try.passphrase", c.typed)
		d.tap("settings.try.go")
		if !d.says(c.says) || len(d.Dialogs) != 0 {
			t.Errorf("it does not say %q: %v", c.says, texts(d.Window().Content()))
		}
	}
	if err := os.Truncate(filepath.Join(stick, files[0].Name()), 4000); err != nil {
		t.Fatal(err)
	}
	d.tap("settings.try1")
	d.write("settings.try.passphrase", phrase)
	d.tap("settings.try.go")
	if !d.says("kunne ikke prøves") {
		t.Errorf("a backup that was cut off passes: %v", texts(d.Window().Content()))
	}
	d.tap("settings.backups.own")
	if d.settings().Backup.Folder != "" {
		t.Error("it does not go back to the vault's own folder")
	}
}

func TestTheVaultIsLookedAt(t *testing.T) {
	d := newDesk(t)
	d.open(PartBackups)
	d.tap("settings.verify.deep")
	if !d.says("Feltbogen er hel") {
		t.Errorf("%v", texts(d.Window().Content()))
	}
}

func TestThePassphraseIsChanged(t *testing.T) {
	d := newDesk(t)
	d.open(PartKeys)
	d.write("settings.passphrase", "nye ord til den gamle bog")
	d.write("settings.repeat", "nye ord til den gamle bog")
	d.tap("settings.passphrase.set")
	if !d.says("Skriv den kodesætning, der gælder nu") {
		t.Errorf("%v", texts(d.Window().Content()))
	}
	d.write("settings.old", "forkert kodesætning")
	d.tap("settings.passphrase.set")
	if !d.says("Det er ikke den kodesætning") {
		t.Errorf("%v", texts(d.Window().Content()))
	}
	d.write("settings.old", phrase)
	d.tap("settings.passphrase.set")
	if len(d.Said) != 1 || d.find("settings.old").(*widgets.Entry).Text != "" || d.find("settings.passphrase").(*widgets.Entry).Text != "" {
		t.Errorf("said %v", d.Said)
	}
	d.reopen(app.Unlock{Passphrase: phrase}, false)
	d.reopen(app.Unlock{Passphrase: "nye ord til den gamle bog"}, true)
}

// reopen closes the vault and tries a way in.
func (d *desk) reopen(u app.Unlock, opens bool) {
	d.t.Helper()
	dir := d.project.Dir()
	if err := d.project.Close(); err != nil {
		d.t.Fatal(err)
	}
	p, err := app.Open(d.t.Context(), dir, u, d.machine.Options())
	if (err == nil) != opens {
		d.t.Errorf("opens %v: %v", opens, err)
	}
	if err == nil {
		d.project = p
	}
}

func TestANewSheetHoldsWhenTwoOfItsWordsWereTyped(t *testing.T) {
	d := newDesk(t)
	d.open(PartKeys)
	d.tap("settings.sheet.draw")
	d.write("settings.word1", d.drawn.Words[0])
	d.tap("settings.sheet.use")
	if len(d.Said) != 0 || !d.says("Skriv ord nr. 6") {
		t.Fatalf("one word is enough: %v", texts(d.Window().Content()))
	}
	d.write("settings.word2", d.drawn.Words[5])
	d.tap("settings.sheet.use")
	if len(d.Said) != 1 || d.says(d.drawn.Words[0]) {
		t.Errorf("said %v; the words can still be read", d.Said)
	}
	d.reopen(app.Unlock{Words: strings.Join(d.sheet.Words, " ")}, false)
	d.reopen(app.Unlock{Words: strings.Join(d.drawn.Words, " ")}, true)
}

func TestNothingSecretWaitsOnTheScreen(t *testing.T) {
	d := newDesk(t)
	d.open(PartKeys)
	d.write("settings.old", phrase)
	d.tap("settings.sheet.draw")
	words := d.drawn.Words
	d.open(PartLook)
	d.open(PartKeys)
	there := 0
	for _, w := range words {
		if d.says(w) { // one or two may be words that stand there anyway
			there++
		}
	}
	if d.find("settings.old").(*widgets.Entry).Text != "" || there == len(words) {
		t.Error("what was typed or drawn is still there")
	}
}

func TestTheTableOfKeysIsSearchedAndPrinted(t *testing.T) {
	d := newDesk(t)
	d.open(PartShortcuts)
	if !d.says("Søg i alt") || !d.says("Luk Feltbog") {
		t.Errorf("%v", texts(d.Window().Content()))
	}
	d.write("settings.shortcuts.find", "luk")
	if d.says("Søg i alt") || !d.says("Luk Feltbog") {
		t.Errorf("%v", texts(d.Window().Content()))
	}
	d.write("settings.shortcuts.find", "zzz")
	if d.says("Luk Feltbog") || !d.says("zzz") {
		t.Errorf("%v", texts(d.Window().Content()))
	}
	d.tap("settings.shortcuts.print")
	if len(d.viewed) != 1 || len(d.Failed) != 0 {
		t.Fatalf("%v, %v", d.viewed, d.Failed)
	}
	b, err := os.ReadFile(d.viewed[0])
	if err != nil || !strings.Contains(string(b), "Luk Feltbog") || !strings.Contains(string(b), "Søg i alt") {
		t.Errorf("%v: %s", err, b)
	}
}

func TestAboutSaysWhereDataLieAndWhatItIsMadeOf(t *testing.T) {
	d := newDesk(t)
	d.open(PartAbout)
	for _, want := range []string{"1.0", app.Trail(d.project.Dir()), app.Trail(d.machine.Folder()), "fyne.io/fyne/v2"} {
		if !d.says(want) {
			t.Errorf("it does not say %q", want)
		}
	}
}

func TestEveryPartIsWordedInBothLanguages(t *testing.T) {
	for _, lang := range assets.Languages() {
		d := newDesk(t)
		if err := i18n.Use(lang); err != nil {
			t.Fatal(err)
		}
		for _, e := range entries() {
			d.open(e.name)
			for _, text := range texts(d.Window().Content()) {
				if strings.HasPrefix(text, "settings.") || strings.HasPrefix(text, "secret.") {
					t.Errorf("%s: %s shows the key %q", lang, e.name, text)
				}
			}
		}
	}
}

func TestACustodianIsLetInAndShutOut(t *testing.T) {
	d := newDesk(t)
	d.open(PartKeys)
	d.write("settings.custodian.name", "Projektlederen")
	d.write("settings.custodian.key", "det er ingen nøgle")
	d.tap("settings.custodian.add")
	if len(d.Failed) != 1 {
		t.Fatalf("a key that is none was taken: %v", d.Failed)
	}
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	d.write("settings.custodian.key", key.Recipient().String())
	d.tap("settings.custodian.add")
	if !d.says("Projektlederen") {
		t.Fatalf("not listed: %v, %v", d.Failed, texts(d.Window().Content()))
	}
	d.tap("settings.custodian.remove")
	w, err := d.project.Ways(t.Context())
	if err != nil || len(w.Custodians) != 0 {
		t.Errorf("%+v, %v", w, err)
	}
}

func TestTheRegisterGetsAPassphraseOfItsOwnWhenTwoWordsOfItsSheetWereTyped(t *testing.T) {
	d := newDesk(t)
	d.open(PartKeys)
	const word = "seks hvide heste om natten"
	d.write("settings.register.new.passphrase", word)
	d.write("settings.register.new.repeat", word)
	d.tap("settings.register.set")
	d.tap("settings.register.use")
	if w, err := d.project.Ways(t.Context()); err != nil || w.RegisterOwn {
		t.Fatalf("it holds before any word was typed: %+v, %v", w, err)
	}
	for i, e := range d.s.parts[PartKeys].(*keys).ways.sheet.Confirm.Numbers {
		d.write("settings.register.word"+string(rune('1'+i)), d.drawn.Words[e])
	}
	d.tap("settings.register.use")
	if w, err := d.project.Ways(t.Context()); err != nil || !w.RegisterOwn {
		t.Fatalf("%+v, %v, failed %v", w, err, d.Failed)
	}
	d.reopen(app.Unlock{Passphrase: phrase}, true)
	if w, err := d.project.Ways(t.Context()); err != nil || w.RegisterOpen {
		t.Errorf("the vault's passphrase alone opens the register: %+v, %v", w, err)
	}
	if err := d.project.UnlockRegister(t.Context(), word); err != nil {
		t.Error(err)
	}
}
