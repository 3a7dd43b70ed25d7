package store

import (
	"bytes"
	"path/filepath"
	"slices"
	"testing"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// newerWire is a set as a newer version may write it: an unknown kind, and unknown fields of a known one.
func newerWire(t testing.TB, chain *change.Chain, note feltbog.ID, text string) []byte {
	t.Helper()
	d := &change.Draft{Action: "future.act", ActionID: feltbog.NewID()}
	c := change.Clock(chain.Seq+1) << 30
	d.Put(feltbog.NewID(), "future_thing", "shine", change.Scalar("glans"), nil, c)
	d.Put(note, "note_block", "newer_field", change.Scalar(int64(7)), nil, c)
	d.Put(note, "note_block", "text", change.Scalar(text), nil, c)
	d.Add(note, "note_block", "newer_set", change.Scalar("x"), c)
	set, err := chain.Seal(d, c)
	if err != nil {
		t.Fatal(err)
	}
	wire, err := change.Encode(set)
	if err != nil {
		t.Fatal(err)
	}
	return wire
}

func feed(wires ...[]byte) func() ([]byte, error) {
	return func() ([]byte, error) {
		if len(wires) == 0 {
			return nil, nil
		}
		w := wires[0]
		wires = wires[1:]
		return w, nil
	}
}

func TestWhatANewerVersionWroteIsKeptAndPassedOnByteForByte(t *testing.T) {
	a, b := openTest(t), openTest(t)
	chain := &change.Chain{Space: testSpace, Device: feltbog.NewID()}
	note := feltbog.NewID()
	wires := [][]byte{newerWire(t, chain, note, "første"), newerWire(t, chain, note, "anden")}
	if _, err := a.Receive(ctx, "newer", feed(wires...), nil); err != nil {
		t.Fatal(err)
	}
	put(t, a, &feltbog.NoteBlock{Base: feltbog.Base{ID: note}, Type: feltbog.SeenHeard, Layer: feltbog.Jotting, Text: "rettet her"})
	sound(t, a)
	if err := a.Rebuild(ctx, nil); err != nil {
		t.Fatal(err)
	}
	sound(t, a)
	snap := filepath.Join(t.TempDir(), "kopi.log")
	if err := a.Snapshot(ctx, a.vfs, snap, nil); err != nil {
		t.Fatal(err)
	}
	keys := map[feltbog.ID][]byte{}
	if err := a.RecordKeys(ctx, func(id feltbog.ID, key []byte) error { keys[id] = bytes.Clone(key); return nil }); err != nil {
		t.Fatal(err)
	}
	c, err := Open(ctx, a.vfs, filepath.Join(t.TempDir(), "team.db"), Options{Space: testSpace, Kind: feltbog.TeamSpace, Create: true})
	if err == nil {
		t.Cleanup(func() { c.Close() })
		if err = c.Refill(ctx, a.vfs, snap, keys, nil); err == nil {
			err = c.Begin(ctx, feltbog.NewID(), nil)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	hand(t, a, b)
	for name, s := range map[string]*Store{"the one that received": a, "the one it was passed to": b, "a restored backup": c} {
		var have [][]byte
		if err := s.Sets(ctx, nil, func(id change.SetID, body []byte) error {
			if id.Device == chain.Device {
				have = append(have, slices.Clone(body))
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(have, wires, bytes.Equal) {
			t.Errorf("%s does not hold the sets byte for byte", name)
		}
		same(t, a, s)
		sound(t, s)
	}
}

func TestAWithheldImportIsOutOfSightAndComesBackWhole(t *testing.T) {
	a, b := openTest(t), openTest(t)
	put(t, a, about(feltbog.ID{}, keptWord), about(feltbog.ID{}, earlierWord))
	n := about(feltbog.ID{}, "eget notat")
	put(t, b, n)
	before, err := b.Digest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	got := hand(t, a, b)
	full, err := b.Digest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, withhold := range []bool{true, false, true, false} {
		if err := b.Withhold(ctx, got.Import, withhold); err != nil {
			t.Fatal(err)
		}
		want, hits := full, 1
		if withhold {
			want, hits = before, 0
		}
		if d, _ := b.Digest(ctx); d != want {
			t.Errorf("withheld %v: another digest", withhold)
		}
		if len(find(t, b, keptWord)) != hits {
			t.Errorf("withheld %v: search finds it %d times", withhold, len(find(t, b, keptWord)))
		}
		if again := hand(t, a, b); again.Sets != 0 {
			t.Error("withheld sets do not count as received")
		}
		sound(t, b)
		if err := b.Rebuild(ctx, nil); err != nil {
			t.Fatal(err)
		}
		if d, _ := b.Digest(ctx); d != want {
			t.Errorf("withheld %v: rebuilt, another digest", withhold)
		}
		sound(t, b)
	}
}
