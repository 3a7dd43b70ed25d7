package app

import (
	"bytes"
	"crypto/sha256"
	"os"
	"strings"
	"testing"

	"feltbog/internal/bundle"
	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/testkit"
	"feltbog/internal/vault"
)

// refuses checks that a pakke is refused with its reason, and that nothing has changed.
func (m *machines) refuses(p *Project, file, key string) {
	m.t.Helper()
	before := m.digest(p)
	var done TakenIn
	if err := p.TakeIn(file, BundleKey{Words: sixWords}, &done).Run(m.t.Context(), nil); keyOf(err) != key {
		m.t.Errorf("%v, want %s", err, key)
	}
	var v Preview
	if err := p.Preview(file, BundleKey{Words: sixWords}, &v).Run(m.t.Context(), nil); keyOf(err) != key {
		m.t.Errorf("%v, want %s", err, key)
	}
	if m.digest(p) != before {
		m.t.Error("something changed")
	}
	if left, err := p.v.Team().Locals(m.t.Context(), "staging:"); err != nil || len(left) > 0 {
		m.t.Error("files are still being waited for", err)
	}
}

func TestAPakkeSignedBySomebodyElseIsRefused(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	b := m.joins("Bo")
	m.note(a, "ægte")
	if _, err := a.v.Keys().RotateSigningKey(); err != nil { // as if another machine wrote in A's name
		t.Fatal(err)
	}
	m.refuses(b, m.packs(a, PackOrder{Words: sixWords}).File, "bundle.sender")
}

func TestAMachineThatWasShutOutIsNotHeard(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	b := m.joins("Bo")
	err := b.act(t.Context(), "device.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(t.Context(), s, w, a.v.Identity().Stamp.Device, func(d *feltbog.Device) { d.Revoked = feltbog.NewInstant(b.v.Now()) })
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	m.note(a, "for sent")
	m.refuses(b, m.packs(a, PackOrder{Words: sixWords}).File, "bundle.revoked")
}

// A copy of a vault that both went on with as one machine: two different change sets have one name.
func TestACloneIsToldByItsFork(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	b := m.joins("Bo")
	clone := change.Chain{Space: a.v.Team().Space(), Device: feltbog.NewID()}
	for i, p := range []*Project{a, b} {
		c := clone
		d := &change.Draft{Action: "note_block.add", ActionID: feltbog.NewID()}
		d.Put(feltbog.NewID(), feltbog.KindNoteBlock, "text", change.Scalar([]string{"her", "der"}[i]), nil, 1<<50)
		set, err := c.Seal(d, 1<<50)
		if err != nil {
			t.Fatal(err)
		}
		body, err := change.Encode(set)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.v.Team().ReceiveSets(t.Context(), "x", func(take func(*change.Set, []byte) error) error { return take(set, body) }, nil); err != nil {
			t.Fatal(err)
		}
	}
	m.refuses(b, m.packs(a, PackOrder{Words: sixWords}).File, "change.twice")
	// Also when the pakke does not hold the set itself, only what comes after it.
	m.refuses(b, m.packs(a, PackOrder{Words: sixWords, Since: map[feltbog.ID]uint64{clone.Device: 1}}).File, "change.twice")
}

func TestADamagedPakkeChangesNothingInTheVault(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	b := m.joins("Bo")
	m.note(a, "ny")
	big := bytes.Repeat([]byte("billede "), 30_000)
	m.photo(a, "IMG.jpg", big, []byte("o"))
	key, err := b.KeyCard(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(m.packs(a, PackOrder{Keys: []string{key.Key}}).File)
	if err != nil {
		t.Fatal(err)
	}
	before := m.digest(b)
	r := testkit.Rand(testkit.Seed(t))
	for range testkit.Rounds(15, 500) {
		c := bytes.Clone(whole)
		if at := r.IntN(len(c)); r.IntN(2) == 0 {
			c[at] ^= byte(1 + r.IntN(255))
		} else {
			c = c[:at]
		}
		file := m.file()
		if err := os.WriteFile(file, c, 0o600); err != nil {
			t.Fatal(err)
		}
		var done TakenIn
		err := b.TakeIn(file, BundleKey{}, &done).Run(t.Context(), nil)
		if code := feltbog.ErrorCode(err); code != feltbog.EDamaged && code != feltbog.EKey {
			t.Fatal(err)
		}
		left, err := b.v.Team().Locals(t.Context(), "staging:")
		if err != nil || len(left) > 0 || m.holds(b, big) || m.digest(b) != before {
			t.Fatal("something is left of a damaged pakke", err)
		}
	}
}

func TestFilesThatAKilledImportLeftGoAtTheNextOpening(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	named, unnamed := []byte("et billede, der er nævnt"), bytes.Repeat([]byte("et, der ikke er "), 400_000) // small, and large
	m.photo(a, "IMG.jpg", named, []byte("o"))
	s := a.v.Team()
	if err := s.Media.Erase(t.Context(), sha256.Sum256(named)); err != nil { // it is to come again
		t.Fatal(err)
	}
	st, err := s.Stage(t.Context(), [][32]byte{sha256.Sum256(named), sha256.Sum256(unnamed)})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range [][]byte{named, unnamed} {
		if err := st.Put(t.Context(), sha256.Sum256(b), int64(len(b)), bytes.NewReader(b)); err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Settle(t.Context()); err != nil || !m.holds(a, unnamed) {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil { // nobody says whether the import came to its end
		t.Fatal(err)
	}
	a = m.add(Open(t.Context(), a.Dir(), Unlock{Passphrase: passphrase}, m.opt))
	if m.holds(a, unnamed) || !m.holds(a, named) {
		t.Error("what nothing names goes, and what is named stays")
	}
	if left, err := a.v.Team().Locals(t.Context(), "staging:"); err != nil || len(left) > 0 {
		t.Error(left, err)
	}
}

func TestAFileThatIsNotWhatItWasCalledIsNotKept(t *testing.T) {
	m := newMachines(t)
	s := m.all[0].v.Team()
	for _, b := range [][]byte{[]byte("lille"), bytes.Repeat([]byte("stor "), 1<<20)} {
		st, err := s.Stage(t.Context(), [][32]byte{{1}})
		if err != nil {
			t.Fatal(err)
		}
		err = st.Put(t.Context(), [32]byte{1}, int64(len(b)), bytes.NewReader(b))
		if err == nil {
			err = st.Settle(t.Context())
		}
		if keyOf(err) != "staging.hash" {
			t.Error(err)
		}
		if err := st.Drop(); err != nil || m.holds(m.all[0], b) {
			t.Error("it is kept", err)
		}
	}
}

func TestAReplacedNameIsNowhereInAPakke(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	id, code, err := a.AddParticipant(t.Context(), NewPerson{Identity: feltbog.Identity{Name: "Gerda Vestergaard"}})
	if err != nil || id.IsZero() {
		t.Fatal(err)
	}
	n := m.note(a, "Gerda Vestergaard sagde nej")
	m.edits(a, n, "I går sagde Gerda Vestergaard nej")
	told, err := a.NamesIn(t.Context(), n, m.text(a, n))
	if err != nil || len(told.All) == 0 {
		t.Fatal(told, err)
	}
	for _, x := range told.All {
		if err := a.ReplaceTelling(t.Context(), feltbog.KindNoteBlock, n, "text", x.Text, code); err != nil {
			t.Fatal(err)
		}
	}
	file := m.packs(a, PackOrder{Words: sixWords}).File // it is not held back any more
	key, err := bundle.PhraseKey(sixWords)
	if err != nil {
		t.Fatal(err)
	}
	f, r, err := openBundle(file, []bundle.Key{key})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sets := 0
	err = r.Sets(t.Context(), func(_ *change.Set, body []byte) error {
		sets++
		if low := strings.ToLower(string(body)); strings.Contains(low, "gerda") || strings.Contains(low, "vestergaard") {
			t.Error("the name is in the pakke")
		}
		return nil
	})
	if err != nil || sets == 0 {
		t.Error(sets, err)
	}
}

func TestWhatWasHandedOverCountsAsShared(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	m.packs(a, PackOrder{Words: sixWords})
	before, err := a.Saved(t.Context())
	if err != nil || before.Unshared > 1 { // the line in the register came after
		t.Error(before, err)
	}
	id := m.note(a, "ny")
	if after, err := a.Saved(t.Context()); err != nil || after.Unshared != before.Unshared+1 {
		t.Error(after, err)
	}
	// What making a pakke writes is no step of undo.
	m.packs(a, PackOrder{Words: sixWords})
	if _, err := a.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r, err := a.Get(t.Context(), feltbog.KindNoteBlock, id); err != nil || r.Status != Trashed && m.text(a, id) != "" {
		t.Errorf("%+v %v", r, err)
	}
}
