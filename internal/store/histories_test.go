package store

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/testkit"
)

// peer is one machine of a random history: a database, and the plain statement of the merge rules fed with the same.
type peer struct {
	*Store
	twin *change.Replica
	dev  feltbog.ID
	skew time.Duration
}

// history is a random life of three machines with databases and one of a newer version that only sends.
type history struct {
	t       *testing.T
	r       *rand.Rand
	seed    uint64
	now     time.Time
	peers   []*peer
	newer   change.Chain
	records []feltbog.ID
	people  []feltbog.ID
	tags    []feltbog.ID
	wires   [][]byte // every set as it was first sealed
	n       int
}

func (h *history) fail(format string, args ...any) {
	h.t.Helper()
	h.t.Fatalf("FELTBOG_SEED=%d: %s", h.seed, fmt.Sprintf(format, args...))
}

func (h *history) must(err error) {
	h.t.Helper()
	if err != nil {
		h.fail("%v", err)
	}
}

func (h *history) id() (id feltbog.ID) {
	for i := range id {
		id[i] = byte(h.r.Uint32())
	}
	return id
}

func newHistory(t *testing.T, v *cryptvfs.VFS, seed uint64) *history {
	h := &history{t: t, r: testkit.Rand(seed), seed: seed, now: time.UnixMilli(1_760_000_000_000)}
	dir := t.TempDir()
	for n := range 3 {
		p := &peer{twin: change.NewReplica(testSpace), dev: h.id(), skew: time.Duration(h.r.IntN(200)-100) * time.Minute}
		if h.r.IntN(15) == 0 {
			p.skew = 400 * 24 * time.Hour
		}
		var err error
		p.Store, err = Open(ctx, v, filepath.Join(dir, fmt.Sprintf("%d.db", n)), Options{Space: testSpace, Kind: feltbog.TeamSpace,
			Create: true, Now: func() time.Time { return h.now.Add(p.skew) }})
		h.must(err)
		h.must(p.Begin(ctx, p.dev, nil))
		h.peers = append(h.peers, p)
	}
	h.newer = change.Chain{Space: testSpace, Device: h.id()}
	for range 1 + h.r.IntN(4) {
		h.records = append(h.records, h.id())
	}
	for range 2 {
		h.people, h.tags = append(h.people, h.id()), append(h.tags, h.id())
	}
	return h
}

func (h *history) close() {
	for _, p := range h.peers {
		h.must(p.Close())
	}
}

// tell hands wires to a machine's database in one import, and to its twin.
func (h *history) tell(p *peer, wires [][]byte) {
	left := wires
	_, err := p.Receive(ctx, "test", func() ([]byte, error) {
		if len(left) == 0 {
			return nil, nil
		}
		b := left[0]
		left = left[1:]
		return b, nil
	}, nil)
	h.must(err)
	h.catchUp(p) // an open draft was sealed first
	for _, b := range wires {
		h.twin(p, b)
	}
}

func (h *history) twin(p *peer, wire []byte) {
	set, err := change.Decode(wire)
	h.must(err)
	_, err = p.twin.Receive(set)
	h.must(err)
}

// catchUp gives the machine's newly sealed own sets to its twin and to the pool.
func (h *history) catchUp(p *peer) {
	have := uint64(0)
	for _, s := range p.twin.Sets() {
		if s.Device == p.dev {
			have = max(have, s.Seq)
		}
	}
	since := p.Vector()
	since[p.dev] = have
	var fresh [][]byte
	h.must(p.Sets(ctx, since, func(id change.SetID, body []byte) error {
		if id.Device == p.dev {
			fresh = append(fresh, slices.Clone(body))
		}
		return nil
	}))
	for _, b := range fresh {
		h.twin(p, b)
		h.wires = append(h.wires, b)
	}
}

// agree fails when the database and its twin differ.
func (h *history) agree(p *peer, when string) {
	h.t.Helper()
	got, err := p.Digest(ctx)
	h.must(err)
	if got != p.twin.Digest() {
		h.fail("%s: the database is not what the merge rules say", when)
	}
}

func (h *history) sound(p *peer, when string) {
	h.t.Helper()
	found, err := p.Verify(ctx, nil)
	h.must(err)
	if len(found) > 0 {
		h.fail("%s: verify: %s", when, found[0].What)
	}
}

// noneErased fails when the log of a machine still holds a value that anybody erased.
func (h *history) noneErased(p *peer) {
	h.t.Helper()
	h.must(p.Sets(ctx, nil, func(id change.SetID, body []byte) error {
		set, err := change.DecodeTrusted(body)
		if err == nil && set.Strip(p.erasures.Gone) {
			h.fail("set %s still holds what was erased", id)
		}
		return err
	}))
}

// settle lets everybody know everything and takes in what was withheld.
func (h *history) settle() {
	for _, p := range h.peers {
		_, _, err := p.Seal(ctx)
		h.must(err)
		h.catchUp(p)
	}
	for _, p := range h.peers {
		var all [][]byte
		for _, i := range h.r.Perm(len(h.wires)) {
			all = append(all, h.wires[i])
		}
		h.tell(p, all)
		imports, err := p.Imports(ctx)
		h.must(err)
		for _, i := range imports {
			if i.Withheld {
				h.must(p.Withhold(ctx, i.N, false))
			}
		}
		for _, s := range p.twin.Sets() {
			p.twin.Withhold([]change.SetID{s.ID()}, false)
		}
	}
}

// run plays one history to its end.
func (h *history) run() {
	for range 12 + h.r.IntN(25) {
		h.act(h.peers[h.r.IntN(len(h.peers))])
	}
	for _, p := range h.peers {
		h.agree(p, "before the exchange")
	}
	h.settle()
	want, err := h.peers[0].Digest(ctx)
	h.must(err)
	for n, p := range h.peers {
		if got, err := p.Digest(ctx); err != nil || got != want {
			h.fail("machines 0 and %d know the same and do not agree: %v", n, err)
		}
		h.agree(p, "after the exchange")
		h.sound(p, "after the exchange")
		h.noneErased(p)
	}
	p := h.peers[h.r.IntN(len(h.peers))]
	h.must(p.Rebuild(ctx, nil))
	if got, _ := p.Digest(ctx); got != want {
		h.fail("rebuilt, the space has another digest")
	}
	h.sound(p, "rebuilt")
}

func TestMachinesWithDatabasesAgreeAndAreWhatTheMergeRulesSay(t *testing.T) {
	first := testkit.Seed(t)
	v := testVFS(t)
	count, sets := testkit.Rounds(30, 1000), 0
	for n := range count {
		h := newHistory(t, v, first+uint64(n))
		h.run()
		sets += len(h.wires)
		h.close()
	}
	t.Logf("%d histories, %d change sets", count, sets)
}
