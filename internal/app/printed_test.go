package app

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"feltbog/assets"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// danish words keys as the window does in Danish.
func danish(key string, args ...string) string {
	named := map[string]string{}
	for i := 0; i+1 < len(args); i += 2 {
		named[args[i]] = args[i+1]
	}
	text, ok := assets.Sentence("da", key, named)
	if !ok {
		return key
	}
	return text
}

// desk puts papers into a folder, and keeps a copy where somebody wants to look at them.
type desk struct{ dir string }

func (d desk) Paper(name string, write func(io.Writer) error) (string, error) {
	path := filepath.Join(d.dir, name)
	if err := WritePaper(path, write); err != nil {
		return "", err
	}
	if keep := os.Getenv("FELTBOG_PAPERS"); keep != "" {
		b, _ := os.ReadFile(path)
		_ = os.WriteFile(filepath.Join(keep, name), b, 0o600)
	}
	return path, nil
}

// fullProject has every field that the letter asks for.
func fullProject(t *testing.T) (*Project, desk) {
	t.Helper()
	p := newProject(t)
	fillLetter(t, p)
	return p, desk{t.TempDir()}
}

func fillLetter(t *testing.T, p *Project) {
	t.Helper()
	date := func(s string) feltbog.FuzzyDate {
		d, err := feltbog.ParseFuzzyDate(s, 0)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	if err := p.EditProject(t.Context(), func(r *feltbog.Project) {
		r.LetterTopic = "din hverdag, og hvad der gør det nemt eller svært at få hjælp"
		r.Controller, r.ControllerAddress, r.ControllerContact = "Lillerup Kommune, Sundhed", "Torvet 1\n9999 Lillerup", "tovholderen i Sundhed"
		r.ControllerPhone, r.ControllerEmail, r.DPOContact = "99 99 99 99", "hverdag@lillerup.example", "dpo@lillerup.example"
		r.Purpose = "at forstå, hvad der hjælper ældre i Lillerup, så kommunen og hospitalet kan gøre det bedre sammen."
		r.LegalBasis, r.LegalBasisText = feltbog.PublicTask, "opgaver i samfundets interesse, databeskyttelsesforordningens artikel 6, stk. 1, litra e"
		r.StoredData = "noter, citater og billeder"
		r.NamesDeleted, r.MaterialDeleted = date("31. december 2026"), date("senest 2030")
	}); err != nil {
		t.Fatal(err)
	}
}

func pages(pdf []byte) int { return bytes.Count(pdf, []byte("/Type /Page\n")) }

func readPaper(t *testing.T, path string) (text string, n int) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(printed(t, b)), " "), pages(b)
}

func TestTheLetterNamesWhatIsMissingAndIsNotPrinted(t *testing.T) {
	p := newProject(t)
	l, err := p.Letter(t.Context(), false)
	if err != nil || len(l.Missing) != 13 || !slices.Contains(l.Missing, "dpo_contact") || !strings.Contains(l.Text, "[dpo_contact]") {
		t.Fatalf("%+v, %v", l, err)
	}
	d := desk{t.TempDir()}
	for name, print := range map[string]func() (Printed, error){
		"letter": func() (Printed, error) { return p.PrintLetter(t.Context(), d, false) },
		"form":   func() (Printed, error) { return p.PrintConsentForm(t.Context(), d, true) },
		"cards":  func() (Printed, error) { return p.PrintCards(t.Context(), d, 1) },
	} {
		if _, err := print(); key(err) != "letter.missing" || feltbog.ErrorCode(err) != feltbog.EMissing {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left, _ := os.ReadDir(d.dir); len(left) > 0 {
		t.Errorf("%v", left)
	}
	if page, err := p.Disclosures(t.Context(), DisclosureQuery{}); err != nil || page.Total != 0 {
		t.Errorf("%+v, %v", page, err)
	}
	if all, err := p.Letters(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("a letter with holes became a version: %v, %v", all, err)
	}
}

func TestTheLetterIsPrintedWithEveryBracketFilled(t *testing.T) {
	p, d := fullProject(t)
	ctx := t.Context()
	done, err := p.PrintLetter(ctx, d, false)
	if err != nil {
		t.Fatal(err)
	}
	text, n := readPaper(t, done.Path)
	for _, want := range []string{"Torvet 1 9999 Lillerup", "99 99 99 99", "dpo@lillerup.example", "slettet: 31. december 2026", "Datatilsynet", "Det er frivilligt", "version 1"} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q:\n%s", want, text)
		}
	}
	if n < 1 || n > 2 || strings.ContainsAny(text, "[]{}") || filepath.Base(done.Path) != "oplysningsbrev-v1.pdf" || done.Version != 1 {
		t.Errorf("%d pages, %+v:\n%s", n, done, text)
	}
	again, err := p.PrintLetter(ctx, d, false)
	if err != nil || again.Letter != done.Letter {
		t.Errorf("the same text became another version: %+v, %v", again, err)
	}
	if err := p.EditProject(ctx, func(r *feltbog.Project) { r.ControllerPhone = "88 88 88 88" }); err != nil {
		t.Fatal(err)
	}
	changed, err := p.PrintConsentForm(ctx, d, false)
	if err != nil || changed.Letter == done.Letter || changed.Version <= done.Version {
		t.Fatalf("a new text is the old version: %+v, %v", changed, err)
	}
	all, err := p.Letters(ctx)
	if err != nil || len(all) != 2 || all[1].ID != done.Letter || !strings.Contains(all[1].Text, "99 99 99 99") || strings.Contains(all[1].Text, "88 88") {
		t.Errorf("the version that people were given was changed: %+v, %v", all, err)
	}
	if _, err := p.Put(ctx, Edit{Kind: feltbog.KindInformationLetter, ID: done.Letter, Texts: []Setting{{"text", "andet"}}}); key(err) != "record.verb" {
		t.Errorf("a version can be written over: %v", err)
	}
}

func TestAParticipantWhoWantsPlainerWordsHasALetterToo(t *testing.T) {
	p, d := fullProject(t)
	done, err := p.PrintLetter(t.Context(), d, true)
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := readPaper(t, done.Path); !strings.Contains(text, "Du bestemmer") || strings.ContainsAny(text, "[]") {
		t.Error(text)
	}
	if l, err := p.Letter(t.Context(), false); err != nil || !l.Newest.ID.IsZero() {
		t.Errorf("the two are taken for versions of each other: %+v, %v", l.Newest, err)
	}
}

func TestTheConsentFormAsksEachThingByItself(t *testing.T) {
	p, d := fullProject(t)
	done, err := p.PrintConsentForm(t.Context(), d, false)
	if err != nil {
		t.Fatal(err)
	}
	text, n := readPaper(t, done.Path)
	if yes, no := strings.Count(text, "Ja "), strings.Count(text, "Nej "); yes != len(feltbog.Scopes()) || no != yes || n > 2 {
		t.Errorf("%d times yes, %d times no, %d pages:\n%s", yes, no, n, text)
	}
	if !strings.Contains(text, "version 1") || strings.ContainsAny(text, "[]{}") {
		t.Error(text)
	}
}

func TestCardsAreNumberedOnceForEver(t *testing.T) {
	p, d := fullProject(t)
	done, err := p.PrintCards(t.Context(), d, 2)
	if err != nil {
		t.Fatal(err)
	}
	text, n := readPaper(t, done.Path)
	if n != 2 || len(done.Numbers) != 8 || done.Numbers[0] != "S-001" {
		t.Errorf("%d pages, %v", n, done.Numbers)
	}
	for _, number := range done.Numbers {
		if strings.Count(text, number) != 1 {
			t.Errorf("%s stands there %d times", number, strings.Count(text, number))
		}
	}
	more, err := p.PrintCards(t.Context(), d, 1)
	if err != nil || more.Numbers[0] != "S-009" {
		t.Errorf("%v, %v", more.Numbers, err)
	}
	if _, err := p.PrintCards(t.Context(), d, 26); key(err) != "print.sheets" {
		t.Error(err)
	}
}

// kitchen is a guide as long as the one for citizens.
func kitchen(t *testing.T, p *Project, themes, perTheme int) feltbog.ID {
	t.Helper()
	g := &feltbog.Guide{Name: "Køkkenbordssamtale med borgere", Perspective: feltbog.Citizen, Minutes: 90,
		Before: []string{"Aftal sted, tid og hvem der er til stede", "Oplysningsbrevet er sendt eller læst op", "Spørg om behov for tolk, pauser eller ledsager",
			"Tag papir, samtykke og fotokort med", "Aftal, hvad vi gør, hvis det bliver svært", "Kend din egen underretningspligt"},
		After: []string{"Hvad overraskede mig?", "Hvad så jeg, som ikke blev sagt?", "Hvordan påvirkede min tilstedeværelse samtalen?", "Tre citater, ordret", "Hvad skal guiden ændres til?", "Er der noget, der kræver handling?"}}
	g.ID = feltbog.NewID()
	err := p.act(t.Context(), "guide.add", func(_ *vault.Space, w *store.Writer) error {
		if err := w.Put(g); err != nil {
			return err
		}
		for i := range themes {
			th := &feltbog.GuideTheme{Guide: g.ID, Title: "Mødet med systemet", Purpose: "Forstå, hvad der skete, og hvad det betød.", Minutes: 15, Order: string(rune('a' + i))}
			th.ID = feltbog.NewID()
			if err := w.Put(th); err != nil {
				return err
			}
			for j := range perTheme {
				q := &feltbog.Question{Guide: g.ID, Theme: th.ID, Type: feltbog.MainQuestion, Priority: feltbog.Priorities()[j%3], Order: string(rune('a' + j)),
					Text: "Fortæl om sidste gang, du havde kontakt med læge, kommune eller hospital. Hvad skete der?"}
				q.ID = feltbog.NewID()
				if err := w.Put(q); err != nil {
					return err
				}
				if j > 0 {
					continue
				}
				for k, text := range []string{"Hvad gik godt?", "Hvad undrede dig?", "Hvad blev der sagt, og hvilke ord blev brugt?"} {
					f := &feltbog.Question{Guide: g.ID, Theme: th.ID, Parent: q.ID, Type: []feltbog.QuestionType{feltbog.FollowUp, feltbog.FollowUp, feltbog.Probe}[k],
						Text: text, Order: string(rune('a' + k))}
					if err := w.Put(f); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return g.ID
}

func TestAGuideIsPrintedOnTwoPagesWithRoomForNotes(t *testing.T) {
	p, d := fullProject(t)
	for _, size := range [][2]int{{7, 3}, {3, 2}} {
		done, err := p.PrintGuide(t.Context(), d, kitchen(t, p, size[0], size[1]), danish)
		if err != nil {
			t.Fatal(err)
		}
		text, n := readPaper(t, done.Path)
		if n != 2 && size != [2]int{3, 2} || n > 2 {
			t.Errorf("%v: %d pages", size, n)
		}
		for _, want := range []string{"SKAL", "BØR", "Opfølgning: Hvad gik godt? · Hvad undrede dig?", "Uddyb: Hvad blev der sagt", "15 min", "Udkast", "Før samtalen", "Tre citater, ordret"} {
			if !strings.Contains(text, want) {
				t.Errorf("%v: it does not say %q:\n%s", size, want, text)
			}
		}
	}
	long, err := p.PrintGuide(t.Context(), d, kitchen(t, p, 12, 9), danish)
	if err != nil {
		t.Fatal(err)
	}
	if text, n := readPaper(t, long.Path); n < 3 || strings.Count(text, "Fortæl om sidste gang") != 108 {
		t.Errorf("a guide that is too long for two pages lost something: %d pages", n)
	}
}

func TestAFrozenGuideIsPrintedAsItWasUsed(t *testing.T) {
	p, d := fullProject(t)
	id := kitchen(t, p, 2, 2)
	var v *feltbog.GuideVersion
	if err := p.act(t.Context(), "guide.use", func(s *vault.Space, w *store.Writer) (err error) {
		v, err = p.freezeForUse(t.Context(), s, w, id)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	done, err := p.PrintGuide(t.Context(), d, v.ID, danish)
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := readPaper(t, done.Path); !strings.Contains(text, "Version 1") {
		t.Error(text)
	}
	if !regexp.MustCompile(`^spoergeguide-v1-[0-9a-f]{6}\.pdf$`).MatchString(filepath.Base(done.Path)) {
		t.Error(done.Path)
	}
}

func TestEveryPaperStandsInTheRegisterUnderItsHash(t *testing.T) {
	p, d := fullProject(t)
	ctx := t.Context()
	guide := kitchen(t, p, 1, 1)
	for _, print := range []func() (Printed, error){
		func() (Printed, error) { return p.PrintLetter(ctx, d, false) },
		func() (Printed, error) { return p.PrintConsentForm(ctx, d, false) },
		func() (Printed, error) { return p.PrintCards(ctx, d, 1) },
		func() (Printed, error) { return p.PrintGuide(ctx, d, guide, danish) },
	} {
		done, err := print()
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(done.Path)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(b)
		page, err := p.Disclosures(ctx, DisclosureQuery{Text: hex.EncodeToString(sum[:])})
		if err != nil || page.Found != 1 || page.Lines[0].ID != done.Disclosure || len(page.Lines[0].Items) == 0 || page.Lines[0].By == "" || len(page.Lines[0].People) != 0 {
			t.Errorf("%s: %+v, %v", done.Path, page, err)
		}
	}
	if page, err := p.Disclosures(ctx, DisclosureQuery{Limit: 2}); err != nil || len(page.Lines) != 2 || page.Found != 4 || page.Total != 4 {
		t.Errorf("%+v, %v", page, err)
	}
	if page, err := p.Disclosures(ctx, DisclosureQuery{Text: "KORT billeder"}); err != nil || page.Found != 1 {
		t.Errorf("%+v, %v", page, err)
	}
	if page, err := p.Disclosures(ctx, DisclosureQuery{Use: feltbog.UseReport}); err != nil || page.Found != 0 || page.Total != 4 {
		t.Errorf("%+v, %v", page, err)
	}
	if undo, _, err := p.Undoable(ctx); err != nil || undo == "disclosure.add" {
		t.Errorf("a line of the register can be undone: %q, %v", undo, err)
	}
}

func TestAPaperThatCannotBePutDownIsNowhere(t *testing.T) {
	p, _ := fullProject(t)
	if _, err := p.PrintLetter(t.Context(), desk{filepath.Join(t.TempDir(), "not there")}, false); key(err) != "paper.unwritten" {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	d := desk{t.TempDir()}
	if _, err := p.PrintLetter(ctx, d, false); feltbog.ErrorCode(err) != feltbog.ECancelled {
		t.Error(err)
	}
	if left, _ := os.ReadDir(d.dir); len(left) > 0 {
		t.Errorf("%v", left)
	}
}

// A data protection officer reads file names.
func TestNobodysNameIsInAFileName(t *testing.T) {
	p, d := fullProject(t)
	ctx := t.Context()
	if err := p.EditProject(ctx, func(r *feltbog.Project) { r.Title, r.ControllerContact = "Om Karla Kvist", "Karla Kvist" }); err != nil {
		t.Fatal(err)
	}
	id := kitchen(t, p, 1, 1)
	if err := p.act(ctx, "guide.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, id, func(g *feltbog.Guide) { g.Name = "Samtale med Karla Kvist" })
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, print := range []func() (Printed, error){
		func() (Printed, error) { return p.PrintLetter(ctx, d, false) },
		func() (Printed, error) { return p.PrintConsentForm(ctx, d, false) },
		func() (Printed, error) { return p.PrintCards(ctx, d, 1) },
		func() (Printed, error) { return p.PrintGuide(ctx, d, id, danish) },
	} {
		done, err := print()
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(done.Path)
		if !regexp.MustCompile(`^[a-zA-Z0-9.-]+\.pdf$`).MatchString(name) || strings.Contains(strings.ToLower(name), "k"+"vist") {
			t.Error(name)
		}
		b, _ := os.ReadFile(done.Path)
		if info := regexp.MustCompile(`(?s)/Title.*?endobj`).Find(b); bytes.Contains(info, []byte("K\x00v")) || len(info) == 0 {
			t.Errorf("%s: its properties name somebody: %q", name, info)
		}
	}
	page, err := p.Disclosures(ctx, DisclosureQuery{Text: "kvist"})
	if err != nil || page.Found != 0 {
		t.Errorf("the register names somebody: %+v, %v", page, err)
	}
}
