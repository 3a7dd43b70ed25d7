package app

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate/scan"
	"feltbog/internal/testkit"
	"feltbog/internal/testkit/meet"
)

// secretName begins like nothing else that a vault holds, so that a scan finds also what an index leaves of it.
const secretName = "Qvæstrupsen"

// onDisk returns how often the name lies in the files of the team space, decrypted: in pages and free pages, in the log,
// in the index and its old segments, and in the write-ahead log.
func onDisk(t *testing.T, p *Project) bool {
	t.Helper()
	team := p.v.Team()
	key, err := p.v.Keys().SpaceKey(team.Space())
	if err != nil {
		t.Fatal(err)
	}
	return len(testkit.Found(testkit.Database(t, key, team.Path()), testkit.Tails(secretName))) > 0
}

// inSnapshot tells whether a backup gives the name back.
func inSnapshot(t *testing.T, p *Project, snapshot string) bool {
	t.Helper()
	opt := Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true}
	again, err := Restore(t.Context(), snapshot, filepath.Join(t.TempDir(), "igen.feltbog"), Unlock{Passphrase: passphrase}, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	return onDisk(t, again)
}

func TestAReplacedNameLiesNowhereInTheTeamSpaceAnyMore(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	person(t, p, NewPerson{Identity: feltbog.Identity{Name: "Karen " + secretName}})
	noted(t, p, "en anden note")
	// It was typed over several pauses, in two actions, with another edit between, and stands in an open draft at the end.
	id := noted(t, p, "Fru "+secretName[:4], "Fru "+secretName, "Fru "+secretName+" kom")
	if err := p.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	if err := p.EditNote(ctx, id, func(n *feltbog.NoteBlock) { n.Type = feltbog.Wonder }); err != nil {
		t.Fatal(err)
	}
	backup, err := p.v.Backup(ctx, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.TypeNote(ctx, Written{ID: id, Text: "Fru " + secretName + " kom igen"}); err != nil {
		t.Fatal(err)
	}
	if !onDisk(t, p) || !inSnapshot(t, p, backup) {
		t.Fatal("the scan is blind: it does not find what is there")
	}
	found, err := p.NamesIn(ctx, id, "Fru "+secretName+" kom igen")
	if err != nil || len(found.All) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
	if err := p.ReplaceTelling(ctx, feltbog.KindNoteBlock, id, "text", found.All[0].Text, found.All[0].Instead[0]); err != nil {
		t.Fatal(err)
	}
	if onDisk(t, p) {
		t.Error("the name is still on the disk")
	}
	if inSnapshot(t, p, backup) {
		t.Error("an older backup gives the name back")
	}
	testkit.ScanTree(t, testkit.Markers(secretName), p.Dir())
	rec, _, err := p.v.Team().Get(ctx, id)
	if err != nil || rec.(*feltbog.NoteBlock).Text != "Fru B-01 kom igen" || rec.(*feltbog.NoteBlock).Type != feltbog.Wonder {
		t.Errorf("%+v, %v", rec, err)
	}
	if undo, _, err := p.Undoable(ctx); err != nil || undo == "names.replace" {
		t.Errorf("%q can be undone, %v", undo, err)
	}
	if findings, err := p.v.Verify(ctx, true, nil); err != nil || len(findings) > 0 {
		t.Errorf("%v, %v", findings, err)
	}
}

func TestWhatWasEditedOutByHandIsFoundInTheHistoryAndErased(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	id := noted(t, p, "Hun siger sit nummer: 010140-1234")
	must(t, p.Settle(ctx))
	must(t, p.EditNote(ctx, id, func(n *feltbog.NoteBlock) { n.Text = "Hun siger sit nummer" }))
	pack := func() (Packed, error) {
		var done Packed
		words, err := ProposePassphrase()
		must(t, err)
		return done, p.Pack(PackOrder{File: filepath.Join(t.TempDir(), "a.feltbundle"), Words: words, Recipient: "Bo", Reason: "ny"}, &done).Start(ctx, &Progress{})
	}
	done, err := pack()
	if feltbog.ErrorCode(err) != feltbog.ERefused || len(done.Names) != 1 || !done.Names[0].Past || done.Names[0].What[0] != "010140-1234" {
		t.Fatalf("%+v, %v", done.Names, err)
	}
	must(t, p.ReplaceTelling(ctx, feltbog.KindNoteBlock, id, "text", "010140-1234", ""))
	if done, err = pack(); err != nil || len(done.Names) != 0 {
		t.Errorf("%+v, %v", done.Names, err)
	}
	rec, _, err := p.v.Team().Get(ctx, id)
	if err != nil || rec.(*feltbog.NoteBlock).Text != "Hun siger sit nummer" {
		t.Errorf("%+v, %v", rec, err)
	}
}

func TestANameIsNotReplacedInsideOfOtherWords(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	person(t, p, NewPerson{Identity: feltbog.Identity{Name: "Bo Li", Nicknames: []string{"Kal"}}})
	for text, want := range map[string]string{
		"Kal bor i Kalundborg hos Kal.": "B-01 bor i Kalundborg hos B-01.",
		"Kals Kal, kal og Ækal":         "Kals B-01, kal og Ækal",
	} {
		id := noted(t, p, text)
		if err := p.ReplaceTelling(ctx, feltbog.KindNoteBlock, id, "text", "Kal", "B-01"); err != nil {
			t.Fatal(err)
		}
		if rec, _, err := p.v.Team().Get(ctx, id); err != nil || rec.(*feltbog.NoteBlock).Text != want {
			t.Errorf("%+v, %v", rec, err)
		}
		if got := masked(scan.New(nil), text, "Kal", "B-01"); got != want {
			t.Errorf("with no names at hand: %q", got)
		}
	}
}

func TestOfTwoVersionsNoneIsTakenAlongUnseen(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	person(t, p, NewPerson{Identity: feltbog.Identity{Name: "Karen " + secretName}})
	id := noted(t, p, secretName+" kom")
	must(t, p.Settle(ctx))
	other := apart(t, p)
	must(t, p.EditNote(ctx, id, func(n *feltbog.NoteBlock) { n.Text = secretName + " gik" }))
	must(t, other.EditNote(ctx, id, func(n *feltbog.NoteBlock) { n.Text = secretName + " sad" }))
	must(t, meet.Vaults(ctx, p.v, other.v))
	var said *feltbog.Error
	if err := p.ReplaceTelling(ctx, feltbog.KindNoteBlock, id, "text", secretName, "B-01"); !errors.As(err, &said) || said.Key != "names.versions" {
		t.Errorf("%v", err)
	}
	if c, err := p.v.Team().Versions(ctx, id, "text"); err != nil || len(c.Versions) != 2 {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestAnotherMachineThatHearsOfItLosesTheNameToo(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	person(t, p, NewPerson{Identity: feltbog.Identity{Name: "Karen " + secretName}})
	id := noted(t, p, "Fru "+secretName[:4], "Fru "+secretName)
	must(t, p.Settle(ctx))
	other := apart(t, p)
	if !onDisk(t, other) {
		t.Fatal("the scan is blind")
	}
	must(t, other.EditNote(ctx, id, func(n *feltbog.NoteBlock) { n.Type = feltbog.Wonder }))
	must(t, p.ReplaceTelling(ctx, feltbog.KindNoteBlock, id, "text", secretName, "B-01"))
	must(t, meet.Vaults(ctx, p.v, other.v))
	for _, m := range []*Project{p, other} {
		if onDisk(t, m) {
			t.Error("the name is still on the disk")
		}
		if rec, _, err := m.v.Team().Get(ctx, id); err != nil || rec.(*feltbog.NoteBlock).Text != "Fru B-01" || rec.(*feltbog.NoteBlock).Type != feltbog.Wonder {
			t.Errorf("%+v, %v", rec, err)
		}
		if findings, err := m.v.Verify(ctx, true, nil); err != nil || len(findings) > 0 {
			t.Errorf("%v, %v", findings, err)
		}
	}
}

func TestTwoPeopleOfOneNameAreBothOfferedAndWhoStandsNearIsNotTakenForThem(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	a := person(t, p, NewPerson{Identity: feltbog.Identity{Name: "Karen Holm", Guardian: "Hanne Toft", GiveAways: []string{"Brugsen"}}})
	person(t, p, NewPerson{Identity: feltbog.Identity{Name: "Karen Lund"}})
	got, err := p.NamesIn(ctx, feltbog.NewID(), "Karens nabo og Hanne i Brugsen")
	if err != nil || len(got.All) != 3 {
		t.Fatalf("%+v, %v", got, err)
	}
	if both := got.All[0].Instead; strings.Join(both, " ") != "B-01s B-02s" {
		t.Errorf("%v", both)
	}
	for i, kind := range []any{TellingName, TellingNear, TellingGiveAway} {
		if f := got.All[i]; f.Kind != kind || i > 0 && (f.Instead != nil || f.Participant != a || f.Pseudonym != "B-01") {
			t.Errorf("%+v", f)
		}
	}
	if err := p.EditParticipant(ctx, a, func(r *feltbog.Participant) { r.Pseudonym = "Ask" }); err != nil {
		t.Fatal(err)
	}
	if got, err := p.NamesIn(ctx, feltbog.NewID(), "Karen Holm"); err != nil || !slices.Equal(got.All[0].Instead, []string{"Ask"}) {
		t.Errorf("%+v, %v", got, err)
	}
}
