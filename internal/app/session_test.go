package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// raid begins an etnoraid with one person in it.
func raid(t *testing.T, p *Project) (session, person feltbog.ID) {
	t.Helper()
	session, err := p.StartSession(t.Context(), NewSession{Type: feltbog.EthnoRaid, PlaceName: "Torvet i Lillerup", Questions: []string{"Hvad bringer dig her?", " "}})
	must(t, err)
	person, _, err = p.NextPerson(t.Context(), session, feltbog.Citizen)
	must(t, err)
	return session, person
}

// note writes a note and moves on.
func note(t *testing.T, p *Project, text string, after feltbog.ID, fill feltbog.NoteBlock) feltbog.ID {
	t.Helper()
	id := feltbog.NewID()
	letters := []rune(text)
	for i := range letters { // as it is typed
		must(t, p.TypeNote(t.Context(), Written{ID: id, After: after, Fill: fill, Text: string(letters[:i+1])}))
	}
	must(t, p.Settle(t.Context()))
	return id
}

func sessionPage(t *testing.T, p *Project, id feltbog.ID) SessionPage {
	t.Helper()
	page, err := p.SessionPage(t.Context(), id)
	must(t, err)
	return page
}

func texts(page SessionPage) string {
	var all []string
	for _, n := range page.Notes {
		all = append(all, n.Text)
	}
	return strings.Join(all, " | ")
}

// guideOf makes a guide with one question and returns both.
func guideOf(t *testing.T, p *Project, question string) (guide, q feltbog.ID) {
	t.Helper()
	g := &feltbog.Guide{Name: "Korte spørgsmål"}
	theme := &feltbog.GuideTheme{Title: "Stedet"}
	one := &feltbog.Question{Type: feltbog.MainQuestion, Priority: feltbog.Must, Text: question}
	g.ID, theme.ID, one.ID = feltbog.NewID(), feltbog.NewID(), feltbog.NewID()
	theme.Guide, one.Guide, one.Theme = g.ID, g.ID, theme.ID
	must(t, p.act(t.Context(), "guide.add", func(_ *vault.Space, w *store.Writer) error {
		for _, r := range []feltbog.Record{g, theme, one} {
			if err := w.Put(r); err != nil {
				return err
			}
		}
		return nil
	}))
	return g.ID, one.ID
}

func TestASessionBringsItsPlaceAndKeepsTheGuideItWasBegunWith(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	guide, question := guideOf(t, p, "Hvad gør det svært?")
	begin := NewSession{Type: feltbog.Interview, PlaceName: "Køkkenet", Guide: guide}
	first, err := p.StartSession(ctx, begin)
	must(t, err)
	must(t, p.act(ctx, "question.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, question, func(q *feltbog.Question) { q.Text = "Hvad gør det let?" })
		return err
	}))
	begin.PlaceName = "KØKKENET"
	second, err := p.StartSession(ctx, begin)
	must(t, err)
	a, b := sessionPage(t, p, first), sessionPage(t, p, second)
	if a.Guide.Themes[0].Questions[0].Text != "Hvad gør det svært?" || b.Guide.Themes[0].Questions[0].Text != "Hvad gør det let?" {
		t.Errorf("the first asks %q, the second %q", a.Guide.Themes[0].Questions[0].Text, b.Guide.Themes[0].Questions[0].Text)
	}
	if a.Guide.Number != 1 || b.Guide.Number != 2 || a.Guide.State != feltbog.GuideInUse {
		t.Errorf("versions %d (%s) and %d", a.Guide.Number, a.Guide.State, b.Guide.Number)
	}
	if a.Place != "Køkkenet" || a.Session.Place != b.Session.Place {
		t.Errorf("places %q and %q", a.Place, b.Place)
	}
	like, err := p.SessionLikeLast(ctx)
	if err != nil || like.Type != feltbog.Interview || like.Version != b.Guide.ID || like.Place != a.Session.Place || len(like.Participants) > 0 {
		t.Errorf("%+v, %v", like, err)
	}
	if step, err := p.Undo(ctx); err != nil || step.Action != "session.add" {
		t.Error(step, err)
	}
	if all, err := list[*feltbog.Session](ctx, p, feltbog.KindSession); err != nil || len(all) != 1 || all[0].ID != first {
		t.Errorf("undo left %d sessions, %v", len(all), err)
	}
}

func TestTwentyPeopleInARowHaveACodeEachAndNoName(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	session, _ := raid(t, p)
	for range 19 {
		if _, _, err := p.NextPerson(ctx, session, feltbog.Relative); err != nil {
			t.Fatal(err)
		}
	}
	page := sessionPage(t, p, session)
	seen := map[string]bool{}
	for _, one := range page.People {
		seen[one.Pseudonym] = true
	}
	if len(page.People) != 20 || len(seen) != 20 || page.People[0].Pseudonym != "B-01" || page.People[19].Pseudonym != "Å-20" {
		t.Errorf("%d people, %d codes, from %s to %s", len(page.People), len(seen), page.People[0].Pseudonym, page.People[19].Pseudonym)
	}
	if !slices.Equal(page.Session.Questions, []string{"Hvad bringer dig her?"}) {
		t.Error(page.Session.Questions)
	}
}

func TestANoteStandsWhereItWasBegunAndIsOneStepForUndo(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	session, person := raid(t, p)
	fill := feltbog.NoteBlock{Session: session, Type: feltbog.QuoteVerbatim, Speaker: person}
	first := note(t, p, "Bussen kommer ikke", feltbog.ID{}, fill)
	note(t, p, "Jeg går", feltbog.ID{}, fill)
	note(t, p, "Så venter jeg", first, fill)
	page := sessionPage(t, p, session)
	if got := texts(page); got != "Bussen kommer ikke | Så venter jeg | Jeg går" {
		t.Fatal(got)
	}
	n := page.Notes[0]
	if n.Type != feltbog.QuoteVerbatim || n.Layer != feltbog.Jotting || n.Speaker != person || n.Noted.IsZero() || n.Happened != n.Noted {
		t.Errorf("%+v", n)
	}
	if _, err := p.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := texts(sessionPage(t, p, session)); got != "Bussen kommer ikke | Jeg går" {
		t.Error(got)
	}
}

func TestWhatWasWrittenOutIsNoNoteOfTheDay(t *testing.T) {
	p := newProject(t)
	session, _ := raid(t, p)
	jot := note(t, p, "bus", feltbog.ID{}, feltbog.NoteBlock{Session: session})
	note(t, p, "Bussen kom ikke.", jot, feltbog.NoteBlock{Session: session, Layer: feltbog.FieldNote, DerivedFrom: jot})
	if got := texts(sessionPage(t, p, session)); got != "bus" {
		t.Error(got)
	}
}

func TestTheLastNotesGoToTheOtherPersonWithTheirPicturesAndTheRestStays(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	session, wrong := raid(t, p)
	right, _, err := p.NextPerson(ctx, session, feltbog.Citizen)
	must(t, err)
	fill := feltbog.NoteBlock{Session: session, Participants: []feltbog.ID{wrong}}
	note(t, p, "den første", feltbog.ID{}, fill)
	note(t, p, "den anden", feltbog.ID{}, fill)
	fill.Type, fill.Speaker = feltbog.QuoteVerbatim, wrong
	last := note(t, p, "den tredje", feltbog.ID{}, fill)
	path := filepath.Join(t.TempDir(), "skitse.pdf")
	must(t, os.WriteFile(path, []byte("%PDF-1.4 en skitse"), 0o600))
	file, err := p.Attach(ctx, last, path, []feltbog.ID{wrong})
	must(t, err)

	moved, err := p.MoveLast(ctx, session, 2, Whither{Person: &right})
	if err != nil || moved != 2 {
		t.Fatal(moved, err)
	}
	page := sessionPage(t, p, session)
	for i, want := range []feltbog.ID{wrong, right, right} {
		if n := page.Notes[i]; !slices.Equal(n.Participants, []feltbog.ID{want}) {
			t.Errorf("note %d is about %v", i, n.Participants)
		}
	}
	if !page.Notes[0].Speaker.IsZero() || page.Notes[2].Speaker != right {
		t.Error("the quote is not the other person's")
	}
	if len(page.Files) != 1 || page.Files[0].ID != file || !slices.Equal(page.Files[0].Participants, []feltbog.ID{right}) {
		t.Errorf("%+v", page.Files)
	}
	if step, err := p.Undo(ctx); err != nil || step.Action != "session.move_last" {
		t.Error(step, err)
	}
	if n := sessionPage(t, p, session).Notes[2]; n.Speaker != wrong {
		t.Error("undo did not take it back")
	}
	question := feltbog.NewID()
	if _, err := p.MoveLast(ctx, session, 1, Whither{Question: &question}); err != nil {
		t.Fatal(err)
	}
	if page := sessionPage(t, p, session); page.Notes[2].Question != question || !page.Notes[1].Question.IsZero() || page.Notes[2].Speaker != wrong {
		t.Errorf("%+v", page.Notes[2])
	}
}

func TestAQuestionIsTickedForThePersonWhoWasAskedAndTheTickIsTakenBack(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	session, person := raid(t, p)
	question := feltbog.NewID()
	must(t, p.AnswerQuestion(ctx, session, question, person, feltbog.Asked))
	must(t, p.AnswerQuestion(ctx, session, question, feltbog.ID{}, feltbog.Skipped))
	must(t, p.AnswerQuestion(ctx, session, question, person, feltbog.Declined))
	if page := sessionPage(t, p, session); len(page.Answers) != 2 {
		t.Fatalf("%d answers", len(page.Answers))
	}
	must(t, p.AnswerQuestion(ctx, session, question, feltbog.ID{}, ""))
	page := sessionPage(t, p, session)
	if len(page.Answers) != 1 || page.Answers[0].Coverage != feltbog.Declined || page.Answers[0].Participant != person {
		t.Errorf("%+v", page.Answers)
	}
}

func TestNineTagsHaveAKeyOnThisMachineOnly(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	var tags []feltbog.ID
	for _, name := range strings.Fields("bus tid penge sprog hjem nabo læge kø mad ro") {
		id, err := p.TagNamed(ctx, "#"+name)
		must(t, err)
		tags = append(tags, id)
	}
	if id, err := p.TagNamed(ctx, "BUS "); err != nil || id != tags[0] {
		t.Error("a second tag of that name was made", err)
	}
	pins, err := p.PinnedTags(ctx)
	if err != nil || !slices.Equal(pins, tags[:9]) {
		t.Fatalf("%v, %v", pins, err)
	}
	must(t, p.PinTag(ctx, tags[9], true))
	must(t, p.PinTag(ctx, tags[0], false))
	pins, err = p.PinnedTags(ctx)
	if want := append(slices.Clone(tags[1:8]), tags[9]); err != nil || !slices.Equal(pins, want) {
		t.Errorf("%v, %v", pins, err)
	}
	for _, id := range pins {
		must(t, p.PinTag(ctx, id, false))
	}
	if pins, err := p.PinnedTags(ctx); err != nil || len(pins) != 0 {
		t.Errorf("none was chosen, and there are %d, %v", len(pins), err)
	}
}

func TestATagGoesOnANoteAndOffAgain(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	session, _ := raid(t, p)
	n := note(t, p, "kø", feltbog.ID{}, feltbog.NoteBlock{Session: session})
	tag, err := p.TagNamed(ctx, "ventetid")
	must(t, err)
	for _, want := range []bool{true, false} {
		if on, err := p.MarkNote(ctx, n, tag); err != nil || on != want || len(sessionPage(t, p, session).Notes[0].Tags) > 0 != want {
			t.Errorf("on %v, %v", on, err)
		}
	}
}
