package app

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feltbog/assets"
	"feltbog/internal/testkit/paper"
)

// printed returns what a PDF made here says.
func printed(t *testing.T, pdf []byte) string {
	t.Helper()
	text, err := paper.Text(pdf)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestTheRecoverySheetSaysItsWordsInBothLanguages(t *testing.T) {
	s := Sheet{Project: "Hverdag på Ærø, Łódź", Vault: "hverdag-ærø", Date: "27. marts 2025",
		Words:    strings.Fields("havn lærke brød sti kande vinter bænk rug fjord lampe egern måge"),
		Register: strings.Fields("æble øre å")}
	for _, lang := range assets.Languages() {
		say := func(key string, args ...string) string {
			text, ok := assets.Sentence(lang, key, nil)
			if !ok {
				t.Errorf("%s has no sentence %q", lang, key)
			}
			return text
		}
		var b bytes.Buffer
		if err := RecoverySheetPDF(&b, s, say); err != nil {
			t.Fatal(err)
		}
		if pages := bytes.Count(b.Bytes(), []byte("/Type /Page\n")); pages != 1 {
			t.Errorf("%s: %d pages", lang, pages)
		}
		text := printed(t, b.Bytes())
		for _, want := range append(append([]string{s.Project, s.Vault, s.Date, say("sheet.title"), "12"}, s.Words...), s.Register...) {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the sheet does not say %q:\n%s", lang, want, text)
			}
		}
		if file := os.Getenv("FELTBOG_SHEET"); file != "" {
			if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestAPrintedPaperIsTakenAway(t *testing.T) {
	m := newMachine(t, newClock(), t.TempDir())
	path, err := m.Paper("ark.pdf", func(w io.Writer) error { _, err := io.WriteString(w, "havn lærke"); return err })
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Size() == 0 {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "samme ark") // the same blocks under another name
	if err := os.Link(path, other); err != nil {
		t.Skip(err)
	}
	if err := m.WipePapers(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the paper is still there: %v", err)
	}
	if b, err := os.ReadFile(other); err != nil || strings.Contains(string(b), "lærke") {
		t.Errorf("%v: %q", err, b)
	}
}

func TestAPaperThatCannotBeWrittenLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ark.pdf")
	err := WritePaper(path, func(io.Writer) error { return io.ErrShortWrite })
	if key(err) != "paper.unwritten" {
		t.Error(err)
	}
	if found, _ := os.ReadDir(filepath.Dir(path)); len(found) != 0 {
		t.Errorf("%v", found)
	}
}

func TestTheTableOfKeysIsPrintedAsWritten(t *testing.T) {
	var b bytes.Buffer
	err := KeyPage(&b, "da", "Taster <1>", []KeyLine{{"Næste spørgsmål", []string{"Ctrl+↓"}, "Felt"}, {"Forrige", []string{"Ctrl+↑", "F1"}, "Felt"}, {"Søg", []string{"Ctrl+K"}, "Overalt"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Taster &lt;1&gt;", "Næste spørgsmål", "<kbd>Ctrl&#43;↑</kbd><kbd>F1</kbd>", `lang="da"`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in %s", want, b.String())
		}
	}
	if n := strings.Count(b.String(), "<h2>"); n != 2 {
		t.Errorf("%d groups", n)
	}
}
