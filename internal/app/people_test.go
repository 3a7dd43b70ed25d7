package app

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/search"
)

func person(t *testing.T, p *Project, n NewPerson) feltbog.ID {
	t.Helper()
	id, _, err := p.AddParticipant(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestANewPersonHasACodeInTheTeamAndANameInTheRegister(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	id, code, err := p.AddParticipant(ctx, NewPerson{Perspective: feltbog.Relative, Descriptor: "med rollator", Identity: feltbog.Identity{Name: "Åse Bjørnsdóttir", Phone: "20 30 40 50"}})
	if err != nil || !strings.HasPrefix(code, "Å-") {
		t.Fatalf("%q, %v", code, err)
	}
	page, err := p.Person(ctx, id)
	if err != nil || page.Register != RegisterOpen || page.Identity == nil || page.Identity.Name != "Åse Bjørnsdóttir" || page.Person.Pseudonym != code {
		t.Fatalf("%+v, %v", page, err)
	}
	if _, err := p.Undo(ctx); err != nil { // one action over both
		t.Fatal(err)
	}
	if all, err := p.People(ctx, ""); err != nil || len(all) != 0 {
		t.Errorf("after undo: %v, %v", all, err)
	}
	if who, err := p.identity(ctx, id); err != nil || who != nil {
		t.Errorf("the name stays after undo: %v, %v", who, err)
	}
}

func TestWhatTheTeamReadsAboutSomebodyNeverHoldsTheName(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	named := feltbog.Identity{Name: "Karen Østergård", Nicknames: []string{"Kalle"}}
	for _, n := range []NewPerson{{Pseudonym: "karen", Identity: named}, {Descriptor: "Østergårds nabo", Identity: named}, {Pseudonym: "Kalle", Identity: named}} {
		if _, _, err := p.AddParticipant(ctx, n); feltbog.ErrorCode(err) != feltbog.EInvalid {
			t.Errorf("%+v: %v", n, err)
		}
	}
	id := person(t, p, NewPerson{Identity: named})
	if err := p.EditParticipant(ctx, id, func(r *feltbog.Participant) { r.Descriptor = "Karens veninde" }); feltbog.ErrorCode(err) != feltbog.EInvalid {
		t.Error(err)
	}
	other := person(t, p, NewPerson{Pseudonym: "Solsort", Descriptor: "hende fra Brugsen"})
	if err := p.EditIdentity(ctx, other, func(who *feltbog.Identity) { who.Name = "Ida Brugsen" }); feltbog.ErrorCode(err) != feltbog.EInvalid {
		t.Error(err)
	}
	if err := p.EditIdentity(ctx, other, func(who *feltbog.Identity) { who.Name = "Ida Holm" }); err != nil {
		t.Error(err)
	}
	if _, _, err := p.AddParticipant(ctx, NewPerson{Pseudonym: "solsort"}); feltbog.ErrorCode(err) != feltbog.EInvalid {
		t.Errorf("two people have one pseudonym: %v", err)
	}
}

// TestANameNeverLeavesTheRegister writes people with odd names, does what a day does with them, and looks for the names in
// everything that is not the register: the team's log, tables and search, history, what waits, and the names of files.
func TestANameNeverLeavesTheRegister(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		ctx := t.Context()
		p := newProject(t)
		name := rapid.SampledFrom([]string{"Åse", "Jørn", "Bodil", "Zübeyde", "Anne-Grethe"}).Draw(r, "first") + " " +
			rapid.SampledFrom([]string{"Ærøskjold", "Strømgård", "Kjærsgaard", "Ólafsdóttir", "van der Vliet"}).Draw(r, "last") + rapid.StringMatching("[a-zæøå]{4}").Draw(r, "end")
		id := person(t, p, NewPerson{Identity: feltbog.Identity{Name: name, Guardian: name, GiveAways: []string{name}}})
		scan := filepath.Join(t.TempDir(), "samtykke.txt")
		if err := os.WriteFile(scan, []byte("underskrevet "+name), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := p.RecordConsent(ctx, ConsentEntry{Participant: id, Form: feltbog.Written, Paper: scan,
			Answers: map[feltbog.Scope]feltbog.ConsentState{feltbog.ScopeParticipation: feltbog.ConsentGiven}}); err != nil {
			t.Fatal(err)
		}
		session, err := p.StartSession(ctx, NewSession{Type: feltbog.Interview, PlaceName: "Køkkenet", Participants: []feltbog.ID{id}})
		if err != nil {
			t.Fatal(err)
		}
		if err := p.EditIdentity(ctx, id, func(who *feltbog.Identity) { who.Note = "ring til " + name }); err != nil {
			t.Fatal(err)
		}
		last := nameParts(name)[len(nameParts(name))-1]
		leaks := func(what, text string) {
			if strings.Contains(strings.ToLower(text), last) {
				r.Errorf("%s holds the name: %s", what, text)
			}
		}
		for _, schema := range feltbog.Schemas() {
			if !schema.Lives(feltbog.TeamSpace) {
				continue
			}
			err := p.v.Team().Each(ctx, schema.Kind, nil, 0, func(rec feltbog.Record) error {
				fields, err := feltbog.FieldsJSON(rec)
				for name, value := range fields {
					leaks(string(schema.Kind)+"."+name, string(value))
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if hits, _, err := p.v.Team().Search(ctx, search.Query{Text: last}); err != nil || len(hits) > 0 {
			r.Errorf("the team's search finds the name: %v, %v", hits, err)
		}
		history, err := p.v.History(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range history {
			leaks("history", h.Name)
		}
		page, err := p.SessionPage(ctx, session)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range page.People {
			leaks("the session", one.Pseudonym+one.Descriptor+one.Note)
		}
		_ = filepath.WalkDir(p.Dir(), func(path string, _ os.DirEntry, _ error) error {
			leaks("a file's name", filepath.Base(path))
			return nil
		})
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestConsentIsKeptAnswerByAnswerAndNeverUndone(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	id := person(t, p, NewPerson{})
	yes := map[feltbog.Scope]feltbog.ConsentState{feltbog.ScopeParticipation: feltbog.ConsentGiven, feltbog.ScopeNotes: feltbog.ConsentGiven, feltbog.ScopeAudio: feltbog.ConsentRefused}
	if err := p.RecordConsent(ctx, ConsentEntry{Participant: id, Form: feltbog.OralWitness, Answers: yes}); err != nil {
		t.Fatal(err)
	}
	state := func() (states map[feltbog.Scope]ConsentSum, sum ConsentSum, takes feltbog.TakesPart) {
		t.Helper()
		page, err := p.Person(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		states = map[feltbog.Scope]ConsentSum{}
		for _, l := range page.Scopes {
			states[l.Scope] = l.State
		}
		return states, page.Line.Consent, page.Person.TakesPart
	}
	states, sum, takes := state()
	if states[feltbog.ScopeNotes] != TakingPart || states[feltbog.ScopeAudio] != SaidNo || states[feltbog.ScopeImageWeb] != NotAsked || sum != TakingPart || takes != feltbog.TakesPartYes {
		t.Fatalf("%v %v %v", states, sum, takes)
	}
	if taken, err := p.Undo(ctx); err == nil { // nothing that an answer rests on is taken from under it either
		t.Errorf("undone: %+v", taken)
	}
	if states, _, _ := state(); states[feltbog.ScopeNotes] != TakingPart {
		t.Error("a consent was undone")
	}
	if n, err := p.WithdrawConsent(ctx, id, []feltbog.Scope{feltbog.ScopeNotes}, "ringede"); err != nil || n != 1 {
		t.Fatalf("%d, %v", n, err)
	}
	if states, sum, _ := state(); states[feltbog.ScopeNotes] != TakenBack || sum != TakingPart {
		t.Errorf("%v %v", states, sum)
	}
	if n, err := p.WithdrawConsent(ctx, id, nil, ""); err != nil || n != 1 {
		t.Fatalf("%d, %v", n, err)
	}
	states, sum, takes = state()
	if states[feltbog.ScopeParticipation] != TakenBack || sum != TakenBack || takes != feltbog.TakesPartWithdrawn {
		t.Errorf("%v %v %v", states, sum, takes)
	}
	page, _ := p.Person(ctx, id)
	for _, l := range page.Scopes {
		if l.Scope == feltbog.ScopeNotes && len(l.History) != 2 {
			t.Errorf("the history of an answer holds %d", len(l.History))
		}
	}
	if err := p.RecordConsent(ctx, ConsentEntry{Participant: id, Form: feltbog.OralWitness, Answers: yes}); err != nil { // changed the mind again
		t.Fatal(err)
	}
	if states, _, takes := state(); states[feltbog.ScopeNotes] != TakingPart || takes != feltbog.TakesPartYes {
		t.Errorf("%v %v", states, takes)
	}
}

func TestUnderFifteenNeedsTheGuardianAndTheChild(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	id := person(t, p, NewPerson{AgeGroup: feltbog.Under15})
	say := func(form feltbog.ConsentForm, by feltbog.ConsentGiver) ConsentSum {
		t.Helper()
		if err := p.RecordConsent(ctx, ConsentEntry{Participant: id, Form: form, GivenBy: by,
			Answers: map[feltbog.Scope]feltbog.ConsentState{feltbog.ScopeParticipation: feltbog.ConsentGiven}}); err != nil {
			t.Fatal(err)
		}
		all, err := p.People(ctx, "")
		if err != nil || len(all) != 1 {
			t.Fatalf("%v, %v", all, err)
		}
		return all[0].Consent
	}
	if s := say(feltbog.ByGuardian, ""); s != HalfAllowed {
		t.Errorf("the guardian alone: %s", s)
	}
	if s := say(feltbog.OralWitness, feltbog.Self); s != TakingPart {
		t.Errorf("both: %s", s)
	}
}

// paperDesk holds the one paper that was laid on it.
type paperDesk struct{ bytes.Buffer }

func (d *paperDesk) Paper(name string, write func(io.Writer) error) (string, error) {
	return name, write(d)
}

func TestASignedPaperLiesInTheRegisterAndNotWithTheTeam(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	id := person(t, p, NewPerson{})
	file := filepath.Join(t.TempDir(), "Karen Holm samtykke.pdf")
	if err := os.WriteFile(file, []byte("%PDF-1.4 underskrevet"), 0o600); err != nil {
		t.Fatal(err)
	}
	entry := ConsentEntry{Participant: id, Form: feltbog.Written, Paper: file, Answers: map[feltbog.Scope]feltbog.ConsentState{feltbog.ScopeNotes: feltbog.ConsentGiven}}
	if err := p.RecordConsent(ctx, entry); err != nil {
		t.Fatal(err)
	}
	page, err := p.Person(ctx, id)
	if err != nil || len(page.Papers) != 1 {
		t.Fatalf("%v, %v", page.Papers, err)
	}
	desk := &paperDesk{}
	path, err := p.OpenPaper(ctx, desk, page.Papers[0].File)
	if err != nil || desk.String() != "%PDF-1.4 underskrevet" || strings.Contains(path, "Karen") || filepath.Ext(path) != ".pdf" {
		t.Errorf("%q %q, %v", path, desk.String(), err)
	}
	if _, err := p.ReadFile(ctx, page.Papers[0].File, 1<<20); err == nil {
		t.Error("the signed paper lies with the team")
	}
	entry.Paper = filepath.Join(t.TempDir(), "findes ikke.pdf")
	before := len(page.Scopes[1].History)
	if err := p.RecordConsent(ctx, entry); feltbog.ErrorCode(err) != feltbog.EUsage {
		t.Error(err)
	}
	if page, _ := p.Person(ctx, id); len(page.Scopes[1].History) != before {
		t.Error("half of a form is kept")
	}
}

func TestALockedRegisterHidesNamesAndTheTeamWorksOn(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	id := person(t, p, NewPerson{Identity: feltbog.Identity{Name: "Karen Holm"}})
	r, err := NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.ProtectRegister(registerPassphrase, r); err != nil {
		t.Fatal(err)
	}
	if err := p.LockRegister(ctx); err != nil {
		t.Fatal(err)
	}
	page, err := p.Person(ctx, id)
	if err != nil || page.Register != RegisterLocked || page.Identity != nil {
		t.Fatalf("%+v, %v", page, err)
	}
	if _, _, err := p.AddParticipant(ctx, NewPerson{Identity: feltbog.Identity{Name: "Ida Holm"}}); feltbog.ErrorCode(err) != feltbog.EKey {
		t.Errorf("a name is written into a locked register: %v", err)
	}
	if all, _ := p.People(ctx, ""); len(all) != 1 {
		t.Error("half of a person is kept")
	}
	person(t, p, NewPerson{Descriptor: "ved indgangen"})
	if err := p.EditParticipant(ctx, id, func(r *feltbog.Participant) { r.Descriptor = "i det grønne hus" }); err != nil {
		t.Error(err)
	}
}

func TestPeopleStandWithThoseMetLastFirst(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	ten, two := person(t, p, NewPerson{Pseudonym: "B-10"}), person(t, p, NewPerson{Pseudonym: "B-2"})
	met := person(t, p, NewPerson{Pseudonym: "Solsort", Descriptor: "med hund"})
	if _, err := p.StartSession(ctx, NewSession{Type: feltbog.Interview, PlaceName: "Torvet", Participants: []feltbog.ID{met}}); err != nil {
		t.Fatal(err)
	}
	all, err := p.People(ctx, "")
	if err != nil || len(all) != 3 || all[0].ID != met || all[1].ID != two || all[2].ID != ten || all[0].Sessions != 1 {
		t.Errorf("%+v, %v", all, err)
	}
	if some, _ := p.People(ctx, "HUND"); len(some) != 1 || some[0].ID != met {
		t.Errorf("%+v", some)
	}
	if names, err := p.FreePseudonyms(ctx, []string{"Isfugl", "solsort"}); err != nil || strings.Join(names, " ") != "Isfugl" {
		t.Errorf("%v, %v", names, err)
	}
	if id, err := p.FindParticipant(ctx, "b-10"); err != nil || id != ten {
		t.Errorf("%v, %v", id, err)
	}
}

func BenchmarkPeople(b *testing.B) {
	p := newProject(b)
	for range 2_000 {
		_, _, err := p.AddParticipant(b.Context(), NewPerson{})
		if err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if _, err := p.People(b.Context(), ""); err != nil {
			b.Fatal(err)
		}
	}
}
