package papers

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

func newProject(t *testing.T) *app.Project {
	t.Helper()
	r, err := app.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	p, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "lillerup.feltbog"),
		app.Founding{Project: "Lillerup", Member: "Ida", Device: "Bærbar 1", Passphrase: "fire gule bier i haven", Recovery: r},
		app.Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// table is a desk that remembers what was looked at.
type table struct {
	dir    string
	viewed []string
}

func (d *table) desk() Desk {
	return Desk{Paper: func(name string, write func(io.Writer) error) (string, error) {
		path := filepath.Join(d.dir, name)
		return path, app.WritePaper(path, write)
	}, View: func(path string) error {
		d.viewed = append(d.viewed, filepath.Base(path))
		return nil
	}}
}

func open(t *testing.T) (*screentest.Host, *app.Project, *table) {
	t.Helper()
	h, p, d := screentest.New(t), newProject(t), &table{dir: t.TempDir()}
	Show(h, p, d.desk())
	h.Drain()
	return h, p, d
}

func button(t *testing.T, name string) *widgets.Button {
	t.Helper()
	b, ok := uikit.Find(name).(*widgets.Button)
	if !ok {
		t.Fatalf("no button %s", name)
	}
	return b
}

func entry(t *testing.T, name string) *widgets.Entry {
	t.Helper()
	e, ok := uikit.Find("papers." + name).(*widgets.Entry)
	if !ok {
		t.Fatalf("no field %s", name)
	}
	return e
}

// words are what stands in the dialog.
func words(h *screentest.Host) string {
	var all []string
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		switch x := o.(type) {
		case *widgets.Text:
			if x.Visible() {
				all = append(all, x.Text)
			}
		case *widgets.Marked:
			all = append(all, x.Text)
		case *widgets.Message:
			all = append(all, x.Text)
		}
		for _, c := range children(o) {
			walk(c)
		}
	}
	walk(h.Dialogs[len(h.Dialogs)-1].Content)
	return strings.Join(all, "\n")
}

// write comes to a field, writes and leaves it.
func write(e *widgets.Entry, text string) {
	e.FocusGained()
	for _, r := range text {
		e.TypedRune(r)
	}
	e.FocusLost()
}

// fill writes every field that the letter needs.
func fill(t *testing.T, h *screentest.Host) {
	t.Helper()
	for _, s := range specs {
		switch {
		case s.free:
		case s.rows == 0 && !s.date:
			uikit.Find("papers." + s.name).(*widgets.Select).TypedRune('o')
		case s.date:
			write(entry(t, s.name), "31. december 2026")
		default:
			write(entry(t, s.name), "Lillerup")
		}
	}
	h.Drain()
	if len(h.Failed) > 0 {
		t.Fatal(h.Failed)
	}
}

func TestWhatIsMissingIsNamedAndNothingCanBePrinted(t *testing.T) {
	h, _, _ := open(t)
	text := words(h)
	for _, name := range []string{"letter_topic", "dpo_contact", "names_deleted"} {
		if !strings.Contains(text, i18n.FieldName(name)) {
			t.Errorf("%s is not named in %s", name, text)
		}
	}
	if !strings.Contains(text, "13 felter mangler") || !strings.Contains(text, "["+i18n.FieldName("letter_topic")+"]") {
		t.Error(text)
	}
	for _, name := range []string{"papers.letter", "papers.form", "papers.card"} {
		if button(t, name).Enabled() {
			t.Errorf("%s can be tapped", name)
		}
	}
}

func TestAFieldThatIsLeftIsKeptAndStandsInTheLetter(t *testing.T) {
	h, p, _ := open(t)
	write(entry(t, "letter_topic"), "din hverdag")
	h.Drain()
	if o, err := p.Overview(t.Context()); err != nil || o.Project.LetterTopic != "din hverdag" {
		t.Errorf("%q, %v", o.Project.LetterTopic, err)
	}
	if text := words(h); !strings.Contains(text, "tale med dig om din hverdag.") || !strings.Contains(text, "12 felter") {
		t.Error(text)
	}
}

func TestPapersArePrintedWhenEverythingIsThere(t *testing.T) {
	h, p, d := open(t)
	fill(t, h)
	if !button(t, "papers.letter").Enabled() {
		t.Fatal(words(h))
	}
	for _, name := range []string{"papers.letter", "papers.form", "papers.card"} {
		button(t, name).Tapped(nil)
		h.Drain()
	}
	if len(h.Failed) > 0 || len(d.viewed) != 3 || d.viewed[0] != "oplysningsbrev-v1.pdf" || len(h.Said) != 3 {
		t.Fatalf("%v, %v, %v", h.Failed, d.viewed, h.Said)
	}
	if page, err := p.Disclosures(t.Context(), app.DisclosureQuery{}); err != nil || page.Total != 3 {
		t.Errorf("%+v, %v", page, err)
	}
	if !strings.Contains(words(h), "Version 1") {
		t.Error(words(h))
	}
	h.CloseDialog()
	h.Drain()
	if len(h.Failed) > 0 {
		t.Error(h.Failed)
	}
}

func TestWhatIsStillBeingWrittenStandsOnThePaper(t *testing.T) {
	h, p, d := open(t)
	fill(t, h)
	e := entry(t, "controller_phone")
	e.SetText("88 88 88 88") // and not left
	button(t, "papers.letter").Tapped(nil)
	h.Drain()
	all, err := p.Letters(t.Context())
	if err != nil || len(all) != 1 || !strings.Contains(all[0].Text, "88 88 88 88") {
		t.Errorf("%+v, %v", all, err)
	}
	if b, err := os.ReadFile(filepath.Join(d.dir, d.viewed[0])); err != nil || len(b) == 0 {
		t.Error(err)
	}
}

func TestClosingKeepsWhatWasWritten(t *testing.T) {
	h, p, _ := open(t)
	entry(t, "controller").SetText("Lillerup Kommune")
	h.CloseDialog()
	h.Drain()
	if o, err := p.Overview(t.Context()); err != nil || o.Project.Controller != "Lillerup Kommune" || len(h.Failed) > 0 {
		t.Errorf("%q, %v, %v", o.Project.Controller, err, h.Failed)
	}
}

func TestTheLetterInPlainerWordsIsShown(t *testing.T) {
	h, _, _ := open(t)
	uikit.Find("papers.kind").(*widgets.Segment).TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	h.Drain()
	if text := words(h); !strings.Contains(text, "Du bestemmer") {
		t.Error(text)
	}
}

func TestAGuideIsPrintedFromItsButton(t *testing.T) {
	h, p, d := screentest.New(t), newProject(t), &table{dir: t.TempDir()}
	r, err := p.Put(t.Context(), app.Edit{Kind: feltbog.KindGuide, Texts: []app.Setting{{Field: "name", Text: "Borgere"}}})
	if err != nil {
		t.Fatal(err)
	}
	Guide(h, p, d.desk(), r.ID)
	h.Drain()
	if len(h.Failed) > 0 || len(d.viewed) != 1 || !strings.HasPrefix(d.viewed[0], "spoergeguide-udkast-") {
		t.Errorf("%v, %v", h.Failed, d.viewed)
	}
}

// children are the objects that an object is drawn with.
func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch x := o.(type) {
	case *fyne.Container:
		return x.Objects
	case *container.Scroll:
		return []fyne.CanvasObject{x.Content}
	case fyne.Widget:
		return test.WidgetRenderer(x).Objects()
	}
	return nil
}
