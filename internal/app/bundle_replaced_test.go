package app

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"feltbog/internal/bundle"
	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// inside is everything that whoever holds a key finds in a pakke: what it says of itself, every change, every file.
func inside(t *testing.T, file string, key bundle.Key) string {
	t.Helper()
	f, r, err := openBundle(file, []bundle.Key{key})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all bytes.Buffer
	must(t, json.NewEncoder(&all).Encode(r.Manifest()))
	sets := 0
	must(t, r.Sets(t.Context(), func(_ *change.Set, body []byte) error {
		sets++
		all.Write(body)
		return nil
	}))
	must(t, r.RawBlobs(t.Context(), func(_ bundle.Blob, in io.Reader) error {
		_, err := io.Copy(&all, in)
		return err
	}))
	if sets == 0 {
		t.Fatal("the pakke is empty")
	}
	return strings.ToLower(all.String())
}

func TestAfterANameWasReplacedAReceiverFindsItNowhereInTheTeamsPakkeHistoryIncluded(t *testing.T) {
	m := newMachines(t)
	a, ctx := m.all[0], t.Context()
	_, code, err := a.AddParticipant(ctx, NewPerson{Identity: feltbog.Identity{Name: "Gerda Qvistbjerg", Nicknames: []string{"Gedde"}}})
	must(t, err)
	ids := []feltbog.ID{m.note(a, "Gerda Qvistbjergs have er stor"), m.note(a, "Så kom Gedde forbi")}
	m.edits(a, ids[0], "I går var GERDA QVISTBJERG i haven") // the first wording stands in the history
	seed := bytes.Repeat([]byte{7}, 32)
	key, public, err := bundle.SeedKey(seed)
	must(t, err)
	packs := func(ctx context.Context) string {
		return inside(t, m.packs(a, PackOrder{Keys: []string{public}, Recipient: "Bo", NamesSeen: true}).File, key)
	}
	names := []string{"qvistbjerg", "gerda", "gedde"}
	before := packs(ctx)
	for _, name := range names {
		if !strings.Contains(before, name) {
			t.Fatalf("the scan is blind: it does not find %s", name)
		}
	}
	for _, id := range ids {
		told, err := a.NamesIn(ctx, id, m.text(a, id))
		must(t, err)
		for _, x := range told.All {
			must(t, a.ReplaceTelling(ctx, feltbog.KindNoteBlock, id, "text", x.Text, code))
		}
	}
	after := packs(ctx)
	for _, name := range names {
		if strings.Contains(after, name) {
			t.Errorf("%s is in the pakke", name)
		}
	}
	if !strings.Contains(after, strings.ToLower(code)) {
		t.Error("the pseudonym is not there either")
	}
}
