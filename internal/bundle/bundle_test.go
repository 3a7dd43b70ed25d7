package bundle

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
)

func TestWhatGoesIntoAPakkeComesOutOfIt(t *testing.T) {
	m := small(t)
	b := m.pack(nil)
	f, got, err := read(b, m.key)
	if err != nil {
		t.Fatal(err)
	}
	var all [][]byte
	for _, id := range m.order {
		all = append(all, m.sets[id]...)
	}
	if !reflect.DeepEqual(got.sets, all) {
		t.Errorf("%d change sets came out, %d went in", len(got.sets), len(all))
	}
	if !reflect.DeepEqual(got.files, m.files) {
		t.Error("the files are not the same")
	}
	if f.Name != "Uge 27" || f.Title != "Lillerup" || f.Sender.Machine != "Bærbar 1" || !f.Whole() || f.Sets != 60 ||
		f.Sender.Device != m.order[0] || f.Space != m.space || f.Project != m.project || len(f.For) != 1 {
		t.Errorf("%+v", f)
	}
	if len(b) < 15_000 || len(b) > 30_000 {
		t.Errorf("the pakke of the damage tests has %d bytes", len(b))
	}
}

func TestAPakkeSaysWhatItBuildsOn(t *testing.T) {
	m := small(t)
	base := map[feltbog.ID]uint64{m.order[0]: 25, m.order[1]: 30}
	f, got, err := read(m.pack(base), m.key)
	if err != nil || len(got.sets) != 5 {
		t.Fatal(len(got.sets), err)
	}
	if f.Whole() || len(f.Lacks(base)) != 0 {
		t.Errorf("%+v", f.Base)
	}
	if l := f.Lacks(map[feltbog.ID]uint64{m.order[0]: 24, m.order[1]: 31}); !slices.Equal(l, m.order[:1]) {
		t.Error(l)
	}
	if v := f.Vector(); v[m.order[0]] != 30 || v[m.order[1]] != 30 {
		t.Error(v)
	}
}

func TestAPakkeWithNothingNewIsStillAPakke(t *testing.T) {
	m := newTeam(t)
	a := m.machine()
	m.writes(a, "x")
	if f, got, err := read(m.pack(map[feltbog.ID]uint64{a: 1}), m.key); err != nil || len(got.sets) != 0 || f.Sets != 0 {
		t.Fatal(f, err)
	}
}

func TestLargeSetsAndManySegments(t *testing.T) {
	m := newTeam(t)
	a := m.machine()
	for i := range 40 {
		var long strings.Builder
		for k := range 4000 {
			fmt.Fprintf(&long, "Der var %d mennesker på torvet. ", k*(i+3))
		}
		m.writes(a, long.String()) // some 130 KB each: several segments
	}
	m.writes(a, strings.Repeat("a", 8<<20)) // grows more than a segment may, so it stands there as it is
	b := m.pack(nil)
	f, got, err := read(b, m.key)
	if err != nil || len(got.sets) != 41 || len(f.Segments) < 5 {
		t.Fatal(len(got.sets), err)
	}
	if len(b) < 8<<20 || len(b) > 10<<20 {
		t.Errorf("%d bytes", len(b))
	}
}

func TestAPakkeOpensWithItsWordsOnly(t *testing.T) {
	m := small(t)
	to, err := PhraseRecipient("hest ko gris hane and gås", true)
	if err != nil {
		t.Fatal(err)
	}
	b := m.pack(nil, to)
	right, _ := PhraseKey("hest ko gris hane and gås")
	wrong, _ := PhraseKey("hest ko gris hane and gas")
	if f, _, err := read(b, right); err != nil || len(f.For) != 0 {
		t.Fatal(err)
	}
	for want, keys := range map[string][]Key{"bundle.key.wrong": {wrong, m.key}, "bundle.key.phrase": {m.key}, "bundle.key.none": {}} {
		if _, _, err := read(b, keys...); keyOf(err) != want || feltbog.ErrorCode(err) != feltbog.EKey {
			t.Errorf("%s: %v", want, err)
		}
	}
	if _, _, err := read(m.pack(nil), right); keyOf(err) != "bundle.key.other" {
		t.Error(err)
	}
	if _, err := PhraseKey(""); keyOf(err) != "bundle.key.phrase" {
		t.Error(err)
	}
}

func TestAPakkeMayBeForSeveralAndOlderKeys(t *testing.T) {
	m := small(t)
	k2, public2, err := SeedKey(bytes.Repeat([]byte{9}, 32))
	if err != nil {
		t.Fatal(err)
	}
	r2, err := ParseRecipient("  " + strings.ToUpper(public2) + "\n")
	if err != nil {
		t.Fatal(err)
	}
	b := m.pack(nil, m.to(), r2, r2)
	for _, k := range []Key{m.key, k2} {
		if f, _, err := read(b, k); err != nil || len(f.For) != 2 {
			t.Error(err)
		}
	}
	id, _ := age.GenerateX25519Identity()
	old, err := ParseRecipient(id.Recipient().String())
	if err != nil {
		t.Fatal(err)
	}
	ok, err := ParseKey(id.String())
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := read(m.pack(nil, old), ok); err != nil {
		t.Error(err)
	}
	if _, err := m.tries(m.manifest(nil), Contents{m.since(nil), m.open}, old, m.to()); keyOf(err) != "bundle.mixed" {
		t.Error(err)
	}
	phrase, _ := PhraseRecipient("x", true)
	if _, err := m.tries(m.manifest(nil), Contents{m.since(nil), m.open}, phrase, m.to()); keyOf(err) != "bundle.recipients" {
		t.Error(err)
	}
	for _, bad := range []string{"", "age1", "age1pq1qqqq", "AGE-SECRET-KEY-1", "ssh-ed25519 AAAA"} {
		if _, err := ParseRecipient(bad); keyOf(err) != "bundle.recipient" {
			t.Errorf("%q: %v", bad, err)
		}
		if _, err := ParseKey(bad); keyOf(err) != "bundle.key.format" {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestTheKeyOfASeedIsTheSameEverywhere(t *testing.T) {
	_, a, err := SeedKey(bytes.Repeat([]byte{1}, 32))
	if err != nil {
		t.Fatal(err)
	}
	_, b, _ := SeedKey(bytes.Repeat([]byte{1}, 32))
	if a != b || !strings.HasPrefix(a, "age1pq1") {
		t.Error(a, b)
	}
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	k, err := ParseKey(id.String())
	if r, e := ParseRecipient(id.Recipient().String()); err != nil || e != nil || r.Fingerprint() != k.print {
		t.Error("the two halves of a key have two fingerprints")
	}
}

func TestNothingLeavesWithoutTheGate(t *testing.T) {
	m := small(t)
	var out bytes.Buffer
	c := Contents{m.since(nil), m.open}
	if err := Write(ctx, &out, gate.Release{}, []Recipient{m.to()}, m.manifest(nil), c, m.sign, nil); err == nil || out.Len() > 0 {
		t.Error("a pakke was written without a release", err)
	}
	var kept gate.Release
	err := m.released(feltbog.RegisterSpace, func(w io.Writer, r gate.Release) error {
		kept = r
		return Write(ctx, w, r, []Recipient{m.to()}, m.manifest(nil), c, m.sign, nil)
	}, &out)
	if keyOf(err) != "bundle.space" || out.Len() > 0 {
		t.Error("the register's release let the team out", err)
	}
	if err := Write(ctx, &out, kept, []Recipient{m.to()}, m.manifest(nil), c, m.sign, nil); err == nil || out.Len() > 0 {
		t.Error("a release was used after its time", err)
	}
}

func TestAPakkeIsNotFinishedWhenTheProjectMovesUnderIt(t *testing.T) {
	m := small(t)
	f, c := m.manifest(nil), Contents{m.since(nil), m.open}
	n := 0
	moving := func(yield func([]byte) error) error {
		n++
		for i, b := range m.sets[m.order[0]] {
			if n == 2 && i == 7 {
				continue
			}
			if err := yield(b); err != nil {
				return err
			}
		}
		return nil
	}
	for name, c := range map[string]Contents{
		"a set is gone":     {moving, m.open},
		"a file is longer":  {c.Sets, func([32]byte) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("for langt")), nil }},
		"a file is shorter": {c.Sets, func([32]byte) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("")), nil }},
	} {
		if _, err := m.tries(f, c); keyOf(err) != "bundle.moved" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := m.tries(f, Contents{c.Sets, func([32]byte) (io.ReadCloser, error) { return nil, io.ErrClosedPipe }}); !errors.Is(err, io.ErrClosedPipe) {
		t.Error(err)
	}
}

func TestReadingCanBeStopped(t *testing.T) {
	m := small(t)
	b := m.pack(nil)
	stop := errors.New("stop")
	r, _ := Open(bytes.NewReader(b), m.key)
	if err := r.Sets(ctx, func(*change.Set, []byte) error { return stop }); err != stop {
		t.Error(err)
	}
	if err := r.Sets(ctx, nil); keyOf(err) != "bundle.twice" {
		t.Error(err)
	}
	r, _ = Open(bytes.NewReader(b), m.key)
	if err := r.Blobs(ctx, func(Blob, io.Reader) error { return stop }); err != stop {
		t.Error(err)
	}
	r, _ = Open(bytes.NewReader(b), m.key)
	if err := r.Blobs(ctx, nil); err != nil { // reads and checks what nobody asked for
		t.Error(err)
	}
}

func TestAFileThatCannotBeReadIsNotCalledDamaged(t *testing.T) {
	m := small(t)
	b := m.pack(nil)
	for _, n := range []int{0, 10, 3000, len(b) - 10} {
		pulled := io.MultiReader(bytes.NewReader(b[:n]), failing{})
		r, err := Open(pulled, m.key)
		if err == nil {
			err = r.Blobs(ctx, nil)
		}
		if keyOf(err) != "bundle.read" || !errors.Is(err, errPulled) {
			t.Errorf("at %d: %v", n, err)
		}
	}
}

var errPulled = errors.New("the stick was pulled")

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errPulled }
