package change

import (
	"bytes"
	"runtime"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
)

// headOf returns the head of a list of n elements in five bytes.
func headOf(n int) []byte { return []byte{0x9a, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)} }

// upToChanges returns the wire form of a set up to the head of its list of changes.
func upToChanges(t testing.TB) []byte {
	s := sealed(t, testChain(2), func(*Draft) {})
	b := wire(t, s)
	if b[len(b)-1] != 0x80 {
		t.Fatal("an empty set does not end with an empty list")
	}
	return b[:len(b)-1]
}

func TestAHostileSetCostsLittleToRefuse(t *testing.T) {
	start := upToChanges(t)
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	changeStart := join([]byte{0x86, 0x50}, testRecord[:], []byte{0x61, 'x', 1, 0x80})
	hole := []byte{null}
	for name, b := range map[string][]byte{
		"a list that claims a million changes": join(start, headOf(1<<20)),
		"a million holes for changes":          join(start, headOf(1<<20), bytes.Repeat(hole, 1<<20)),
		"as many empty changes":                join(start, headOf(1<<20), bytes.Repeat([]byte{0x80}, 1<<20)),
		"holes for edits":                      join(start, []byte{0x81}, changeStart, headOf(1<<20), bytes.Repeat(hole, 1<<20), hole),
		"a text that claims four gigabytes":    join(start[:2], []byte{0x5a, 0xff, 0xff, 0xff, 0xff}),
		"more than a text can be long":         join(start[:2], []byte{0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}),
		"lists in lists in lists":              join(start, bytes.Repeat([]byte{0x81}, 1<<20), hole),
		"tags in tags":                         join(start, bytes.Repeat([]byte{0xc1}, 1<<20), hole),
		"maps":                                 join(start, bytes.Repeat([]byte{0xa1}, 1<<20), hole),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Decode(b)
		runtime.ReadMemStats(&after)
		if keyOf(err) != "change.wire" {
			t.Errorf("%s: %v", name, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 64<<10 {
			t.Errorf("%s: refusing it took %d KB", name, used>>10)
		}
	}
	if _, err := Decode(make([]byte, MaxSetBytes+1)); keyOf(err) != "change.wire" {
		t.Errorf("a set beyond the largest: %v", err)
	}
}

func TestANewerFormatIsNamedHoweverItIsWritten(t *testing.T) {
	for name, c := range map[string]struct {
		b      []byte
		number string
	}{
		"the next one":     {[]byte{0x8d, Format + 1}, "format 2,"},
		"the hundredth":    {[]byte{0x8d, 0x18, 100, 0xff}, "format 100,"},
		"one of far away":  {[]byte{0x8e, 0x19, 0x03, 0xe8}, "format 1000,"},
		"one of 40 parts":  {[]byte{0x98, 40, Format + 1, 0xa0}, "format 2,"},
		"one of 300 parts": {[]byte{0x99, 1, 44, Format + 1}, "format 2,"},
	} {
		if _, err := Decode(c.b); keyOf(err) != "change.newer" || !strings.Contains(err.Error(), c.number) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, b := range map[string][]byte{
		"format 0": {0x8d, 0}, "a long 2": {0x8d, 0x18, 2}, "half a number": {0x8d, 0x19, 1}, "no number": {0x8d}, "a text": {0x8d, 0x62, 'n', 'y'},
	} {
		if _, err := Decode(b); keyOf(err) != "change.wire" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestASetThatContradictsItselfIsRefused(t *testing.T) {
	own := func(n uint32) ID { return ID{Device: testDevice, Seq: 1, N: n} }
	edits := func(e ...Edit) func(*Set) {
		return func(s *Set) { s.Changes = []Change{{Record: testRecord, Kind: "tag", Edits: e}} }
	}
	v, gone := NewValue(text("x")), NewValue(text("x")).Erase()
	for name, alter := range map[string]func(*Set){
		"no number":                 func(s *Set) { s.Seq = 0 },
		"a number beyond all":       func(s *Set) { s.Seq = 1 << 40 },
		"no device":                 func(s *Set) { s.Device = feltbog.ID{} },
		"no space":                  func(s *Set) { s.Space = feltbog.ID{} },
		"a name without end":        func(s *Set) { s.Action = strings.Repeat("x", maxName+1) },
		"a change of nothing":       func(s *Set) { s.Changes = []Change{{Kind: "tag"}} },
		"a change of no kind":       func(s *Set) { s.Changes = []Change{{Record: testRecord}} },
		"an erasure without a list": func(s *Set) { s.Changes = []Change{{Record: testRecord, Kind: KindErase}} },
		"a list without an erasure": func(s *Set) { s.Changes = []Change{{Record: testRecord, Kind: "tag", Erase: &Erasure{}}} },
		"an erasure that edits": func(s *Set) {
			s.Changes = []Change{{Record: testRecord, Kind: KindErase, Erase: &Erasure{}, Edits: []Edit{{Field: "x", Value: &v}}}}
		},
		"a field without name":           edits(Edit{Value: &v}),
		"a field twice":                  edits(Edit{Field: "x", Value: &v}, Edit{Field: "x", Value: &v}),
		"an edit that does nothing":      edits(Edit{Field: "x"}),
		"a value and a set":              edits(Edit{Field: "x", Value: &v, Add: []Value{v}}),
		"a list of what was seen":        edits(Edit{Field: "x", Value: &v, Seen: []ID{ref(9, 1)}}),
		"what it covers, unsorted":       edits(Edit{Field: "x", Value: &v, Over: []ID{ref(9, 2), ref(9, 1)}}),
		"what it takes out, unsorted":    edits(Edit{Field: "x", Remove: []ElemID{{ID: ref(9, 2)}, {ID: ref(9, 1)}}}),
		"a deletion by tags":             edits(Edit{Field: Deleted, Add: []Value{v}}),
		"an erased deletion":             edits(Edit{Field: Deleted, Value: &gone}),
		"a value over itself":            edits(Edit{Field: "x", Value: &v, Over: []ID{own(0)}}),
		"a value over the next":          edits(Edit{Field: "x", Value: &v, Over: []ID{own(1)}}),
		"a value over a later set":       edits(Edit{Field: "x", Value: &v, Over: []ID{{Device: testDevice, Seq: 2}}}),
		"a removal of what it adds":      edits(Edit{Field: "x", Remove: []ElemID{{ID: own(1)}}}),
		"a deletion that saw the next":   edits(Edit{Field: Deleted, Value: &v, Seen: []ID{own(1)}}),
		"a name that is not a text":      func(s *Set) { s.Action = "\xff" },
		"a kind that is not a text":      func(s *Set) { s.Changes = []Change{{Record: testRecord, Kind: "\xff"}} },
		"a field that is not a text":     edits(Edit{Field: "\xff", Value: &v}),
		"a million changes and one more": func(s *Set) { s.Changes = make([]Change, maxElements+1) },
	} {
		s := sealed(t, testChain(2), func(*Draft) {})
		alter(s)
		if _, err := Decode(wire(t, s)); keyOf(err) != "change.wire" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNothingIsSealedThatNoMachineCouldRead(t *testing.T) {
	for name, d := range map[string]*Draft{
		"no data":        {Changes: []Change{{Record: testRecord, Kind: "tag", Edits: []Edit{{Field: "x", Value: ptr(NewValue(nil))}}}}},
		"empty data":     {Changes: []Change{{Record: testRecord, Kind: "tag", Edits: []Edit{{Field: "x", Add: []Value{NewValue([]byte{})}}}}}},
		"no CBOR":        {Changes: []Change{{Record: testRecord, Kind: "tag", Edits: []Edit{{Field: "x", Value: ptr(NewValue([]byte{0x61}))}}}}},
		"an erased one":  {Changes: []Change{{Record: testRecord, Kind: "tag", Edits: []Edit{{Field: "x", Value: ptr(NullValue().Erase())}}}}},
		"no record":      {Changes: []Change{{Kind: "tag"}}},
		"a broken name":  {Action: "\xff"},
		"an unread kind": {Changes: []Change{{Record: testRecord, Kind: "\xff"}}},
	} {
		c := testChain(2)
		if _, err := c.Seal(d, 1); err == nil || *c != *testChain(2) {
			t.Errorf("%s: %v; the chain is at %d", name, err, c.Seq)
		}
	}
}

func ptr[T any](v T) *T { return &v }

func TestWordsFromAnOldFileSystemAreStoredReadably(t *testing.T) {
	s := sealed(t, testChain(2), func(d *Draft) { d.Reason = "l\xe6st" })
	if s, err := Decode(wire(t, s)); err != nil || s.ReasonText() != "l\uFFFDst" {
		t.Errorf("%v, %q", err, s.ReasonText())
	}
	rec, back := &feltbog.Tag{Name: "\xc5se.jpg"}, &feltbog.Tag{}
	f, _ := feltbog.SchemaOf(feltbog.KindTag).Field("name")
	data, err := EncodeField(rec, f)
	if err != nil {
		t.Fatal(err)
	}
	if err := DecodeField(back, f, data); err != nil || back.Name != "\uFFFDse.jpg" {
		t.Errorf("%v, %q", err, back.Name)
	}
}
