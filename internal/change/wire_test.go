package change

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"feltbog/internal/feltbog"
)

var (
	testSpace  = feltbog.ID{1}
	testDevice = feltbog.ID{2}
	testRecord = feltbog.ID{3}
)

// text returns the CBOR of a string.
func text(s string) []byte { return Scalar(s) }

// sealed seals a draft as the next set of a chain.
func sealed(t testing.TB, c *Chain, fill func(d *Draft)) *Set {
	t.Helper()
	d := &Draft{Action: "test", ActionID: feltbog.NewID()}
	fill(d)
	s, err := c.Seal(d, At(time.UnixMilli(1_760_000_000_000))+Clock(c.Seq))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func testChain(device byte) *Chain { return &Chain{Space: testSpace, Device: feltbog.ID{device}} }

// rich is a set with one of everything.
func rich(t testing.TB) *Set {
	c := testChain(2)
	return sealed(t, c, func(d *Draft) {
		d.Reason = "fordi"
		d.Undoes = &SetID{Device: feltbog.ID{9}, Seq: 3}
		over := []ID{{Device: feltbog.ID{9}, Seq: 1}}
		d.Put(testRecord, "note_block", "text", text("Bussen kom ikke"), over, 7)
		d.Put(testRecord, "note_block", "future_field", []byte{0x83, 1, 2, 3}, nil, 7)
		d.Add(testRecord, "note_block", "tags", text("bus"), 7)
		d.Remove(testRecord, "note_block", "photos", []ElemID{{ID: over[0], K: 2}}, 7)
		d.Put(feltbog.ID{4}, "future_thing", "x", text("y"), nil, 8)
		d.Delete(feltbog.ID{5}, &State{Kind: "note_block"}, 8)
		d.Erase(Erasure{Records: []feltbog.ID{{6}}, Subjects: []feltbog.ID{{7}}, Values: []ValueRef{{ID: over[0], Field: "text"}}}, 8)
		d.About(testRecord, []feltbog.ID{{7}})
	})
}

func wire(t testing.TB, s *Set) []byte {
	t.Helper()
	b, err := Encode(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func keyOf(err error) string {
	var e *feltbog.Error
	if errors.As(err, &e) {
		return e.Key
	}
	return ""
}

func TestWhatANewerVersionWroteIsPassedOnByteForByte(t *testing.T) {
	b := wire(t, rich(t))
	s, err := Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(wire(t, s), b) {
		t.Error("a set with unknown kinds and fields changed on its way through")
	}
}

func TestIdsTravelAsByteStringsNotAsLists(t *testing.T) {
	b := wire(t, rich(t))
	if !bytes.Contains(b, append([]byte{0x50}, testDevice[:]...)) {
		t.Error("an id does not stand on the wire as a byte string of 16")
	}
}

func TestAnyOtherFormOfASetIsRefused(t *testing.T) {
	good := wire(t, rich(t))
	for name, bad := range map[string][]byte{
		"nothing":         {},
		"not a list":      {0xa0},
		"bytes behind":    append(bytes.Clone(good), 0),
		"cut short":       good[:len(good)-1],
		"a long number":   append([]byte{good[0], 0x18}, good[1:]...),
		"indefinite list": append(append([]byte{0x9f}, good[1:]...), 0xff),
	} {
		if _, err := Decode(bad); feltbog.ErrorCode(err) != feltbog.EDamaged {
			t.Errorf("%s: %v", name, err)
		}
	}
	s := rich(t)
	s.Changes[0].Edits[0], s.Changes[0].Edits[1] = s.Changes[0].Edits[1], s.Changes[0].Edits[0]
	if _, err := Decode(wire(t, s)); feltbog.ErrorCode(err) != feltbog.EDamaged {
		t.Errorf("fields out of order: %v", err)
	}
	newer := bytes.Clone(good)
	newer[1] = Format + 1
	if _, err := Decode(newer); keyOf(err) != "change.newer" {
		t.Errorf("a newer format: %v", err)
	}
}

func TestErasingAValueLeavesTheHashAndTheSignatureAsTheyWere(t *testing.T) {
	s := rich(t)
	before, err := Hash(s)
	if err != nil {
		t.Fatal(err)
	}
	if !s.Strip(func(*Change, ID, string) bool { return true }) {
		t.Fatal("nothing was erased")
	}
	again, err := Decode(wire(t, s))
	if err != nil {
		t.Fatal(err)
	}
	after, err := Hash(again)
	if err != nil || after != before {
		t.Errorf("the hash changed with the erasure: %v", err)
	}
	if bytes.Contains(wire(t, s), []byte("Bussen")) {
		t.Error("the erased text is still on the wire")
	}
}

func TestAChainShowsEveryAlteredByte(t *testing.T) {
	c := testChain(2)
	first := sealed(t, c, func(d *Draft) { d.Put(testRecord, "tag", "name", text("Bus"), nil, 1) })
	second := sealed(t, c, func(d *Draft) { d.Put(testRecord, "tag", "name", text("Tog"), nil, 2) })
	follow := func(sets ...*Set) error {
		c := testChain(2)
		for _, s := range sets {
			if err := c.Follow(s); err != nil {
				return err
			}
		}
		return nil
	}
	if err := follow(first, second); err != nil {
		t.Fatal(err)
	}
	b := wire(t, first)
	accepted := 0
	for i := range b {
		flipped := bytes.Clone(b)
		flipped[i] ^= 1
		if s, err := Decode(flipped); err == nil && follow(s, second) == nil {
			accepted++
			t.Errorf("byte %d of %d can be altered unseen", i, len(b))
		}
	}
	if follow(second) == nil || follow(first, first) == nil {
		t.Error("a gap or a repetition passes for a chain")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(wire(f, rich(f)))
	f.Add(wire(f, sealed(f, testChain(2), func(d *Draft) { d.Put(testRecord, "tag", "name", text("Bus"), nil, 1) })))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := Decode(b)
		if err != nil {
			return
		}
		again, err := Encode(s)
		if err != nil || !bytes.Equal(again, b) {
			t.Fatalf("accepted in a form that is not its own: %v", err)
		}
		if _, err := Hash(s); err != nil {
			t.Fatal(err)
		}
		r := NewReplica(s.Space)
		if isNew, err := r.Receive(s); err == nil && isNew {
			digest := r.Digest()
			for _, record := range r.Records() {
				r.rebuild(record)
			}
			if r.Digest() != digest {
				t.Fatal("folded anew, the set says something else")
			}
			if d, _, err := Inverse(s, r, 1); err == nil {
				_, _ = testChain(3).Seal(d, 1)
			}
		}
	})
}
