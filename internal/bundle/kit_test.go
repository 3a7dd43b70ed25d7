package bundle

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
	"testing"
	"time"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m, nil) }

var ctx = context.Background()

// keyOf returns the key of the error's sentence.
func keyOf(err error) string {
	var e *feltbog.Error
	if errors.As(err, &e) {
		return e.Key
	}
	if err != nil {
		return "no sentence: " + err.Error()
	}
	return ""
}

// team is a space with machines in it that write.
type team struct {
	t       testing.TB
	project feltbog.ID
	space   feltbog.ID
	order   []feltbog.ID // of machines
	chains  map[feltbog.ID]*change.Chain
	sets    map[feltbog.ID][][]byte
	hashes  map[feltbog.ID][][32]byte
	files   map[[32]byte][]byte
	blobs   []Blob
	sign    ed25519.PrivateKey
	key     Key
	public  string
	clock   change.Clock
}

func newTeam(t testing.TB) *team {
	t.Helper()
	m := &team{t: t, project: feltbog.NewID(), space: feltbog.NewID(), chains: map[feltbog.ID]*change.Chain{},
		sets: map[feltbog.ID][][]byte{}, hashes: map[feltbog.ID][][32]byte{}, files: map[[32]byte][]byte{}, clock: 1 << 40}
	_, m.sign, _ = ed25519.GenerateKey(nil)
	var err error
	if m.key, m.public, err = SeedKey(bytes.Repeat([]byte{7}, 32)); err != nil {
		t.Fatal(err)
	}
	return m
}

func (m *team) machine() feltbog.ID {
	id := feltbog.NewID()
	m.order = append(m.order, id)
	m.chains[id] = &change.Chain{Space: m.space, Device: id}
	return id
}

// writes is one action with one note.
func (m *team) writes(id feltbog.ID, text string) {
	m.t.Helper()
	m.clock++
	d := &change.Draft{Action: "note_block.add", ActionID: feltbog.NewID()}
	d.Put(feltbog.NewID(), "note_block", "text", change.Scalar(text), nil, m.clock)
	s, err := m.chains[id].Seal(d, m.clock)
	if err != nil {
		m.t.Fatal(err)
	}
	b, err := change.Encode(s)
	if err != nil {
		m.t.Fatal(err)
	}
	m.sets[id], m.hashes[id] = append(m.sets[id], b), append(m.hashes[id], m.chains[id].Hash)
}

func (m *team) file(contents []byte) [32]byte {
	h := sha256.Sum256(contents)
	m.files[h] = contents
	m.blobs = append(m.blobs, Blob{h, int64(len(contents))})
	return h
}

// since yields what comes after base.
func (m *team) since(base map[feltbog.ID]uint64) Sets {
	return func(yield func([]byte) error) error {
		for _, id := range m.order {
			for _, b := range m.sets[id][base[id]:] {
				if err := yield(b); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

// manifest is filled as the caller of Write does.
func (m *team) manifest(base map[feltbog.ID]uint64) Manifest {
	f := Manifest{ID: feltbog.NewID(), Name: "Uge 27", Created: feltbog.NewInstant(time.Unix(1_750_000_000, 0)), Project: m.project, Title: "Lillerup",
		Kind: feltbog.TeamSpace, Space: m.space, Blobs: m.blobs, Sender: Sender{Device: m.order[0], Machine: "Bærbar 1", Name: "Anna"}}
	ids := slices.Clone(m.order)
	slices.SortFunc(ids, func(a, b feltbog.ID) int { return slices.Compare(a[:], b[:]) })
	for _, id := range ids {
		n := uint64(len(m.sets[id]))
		if base[id] > 0 {
			f.Base = append(f.Base, End{Device: id, Seq: base[id]})
		}
		if n > 0 {
			f.Heads = append(f.Heads, End{id, n, m.hashes[id][n-1]})
			f.Sets += n - base[id]
		}
	}
	f.Changes = f.Sets
	return f
}

func (m *team) open(h [32]byte) (io.ReadCloser, error) {
	b, ok := m.files[h]
	if !ok {
		return nil, errors.New("no such file")
	}
	return io.NopCloser(bytes.NewReader(b)), nil
}

// to is the key that pakker are made for.
func (m *team) to() Recipient {
	r, err := ParseRecipient(m.public)
	if err != nil {
		m.t.Fatal(err)
	}
	return r
}

// pack writes a pakke through the gate.
func (m *team) pack(base map[feltbog.ID]uint64, to ...Recipient) []byte {
	m.t.Helper()
	b, err := m.tries(m.manifest(base), Contents{m.since(base), m.open}, to...)
	if err != nil {
		m.t.Fatal(err)
	}
	return b
}

func (m *team) tries(f Manifest, c Contents, to ...Recipient) ([]byte, error) {
	m.t.Helper()
	if len(to) == 0 {
		to = []Recipient{m.to()}
	}
	segments, err := Measure(c.Sets)
	if err != nil {
		return nil, err
	}
	f.Segments = segments
	var out bytes.Buffer
	err = m.released(feltbog.TeamSpace, func(w io.Writer, r gate.Release) error { return Write(ctx, w, r, to, f, c, m.sign, nil) }, &out)
	return out.Bytes(), err
}

// released asks the gate.
func (m *team) released(kind feltbog.SpaceKind, render func(io.Writer, gate.Release) error, to io.Writer) error {
	p := &feltbog.Project{Title: "Lillerup"}
	p.ID = m.project
	g, err := gate.Open(ctx, &book{project: p}, nil)
	if err != nil {
		m.t.Fatal(err)
	}
	_, err = g.LetWhole(ctx, gate.Order{Title: "Uge 27", Format: "feltbundle", At: time.Unix(1_750_000_000, 0)}, kind, render, &book{}, to)
	return err
}

// book is a project without people, and a register that takes everything.
type book struct {
	gate.Reader
	project *feltbog.Project
}

func (b *book) Project(context.Context) (*feltbog.Project, error)            { return b.project, nil }
func (*book) Participants(context.Context) ([]*feltbog.Participant, error)   { return nil, nil }
func (*book) Consents(context.Context) ([]*feltbog.Consent, error)           { return nil, nil }
func (*book) Withdrawals(context.Context) ([]*feltbog.WithdrawalCase, error) { return nil, nil }
func (*book) Register(context.Context, *feltbog.Disclosure, func(context.Context) error) error {
	return nil
}

// taken is what a reader got out of a pakke.
type taken struct {
	sets  [][]byte
	files map[[32]byte][]byte
}

// read takes everything out of a pakke.
func read(b []byte, keys ...Key) (*Manifest, taken, error) {
	got := taken{files: map[[32]byte][]byte{}}
	r, err := Open(bytes.NewReader(b), keys...)
	if err != nil {
		return nil, got, err
	}
	err = r.Sets(ctx, func(s *change.Set, body []byte) error {
		if again, err := change.Encode(s); err != nil || !bytes.Equal(again, body) {
			return fmt.Errorf("a set and its bytes differ: %v", err)
		}
		got.sets = append(got.sets, bytes.Clone(body))
		return nil
	})
	if err == nil {
		err = r.Blobs(ctx, func(b Blob, in io.Reader) error {
			c, err := io.ReadAll(in)
			got.files[b.Hash] = c
			return err
		})
	}
	return r.Manifest(), got, err
}

// small is a team whose pakke has everything in it and some 20 KB.
func small(t testing.TB) *team {
	m := newTeam(t)
	a, b := m.machine(), m.machine()
	for i := range 30 {
		m.writes(a, fmt.Sprintf("Bussen kom ikke, og nummer %d ventede i %d minutter", i, i*i))
		m.writes(b, fmt.Sprintf("Hun åbnede brev nummer %d og lagde det igen", i))
	}
	r := testkit.Rand(1)
	for _, n := range []int{0, 1, 5000, 6000} {
		c := make([]byte, n)
		for i := range c {
			c[i] = byte(r.Uint32())
		}
		m.file(c)
	}
	return m
}
