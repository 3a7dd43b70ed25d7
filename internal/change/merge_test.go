package change

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"feltbog/internal/feltbog"
)

// histories returns how many random histories to run: 2 000 in make test, 20 000 in make torture, or FELTBOG_HISTORIES.
func histories(t *testing.T) int {
	if n, err := strconv.Atoi(os.Getenv("FELTBOG_HISTORIES")); err == nil {
		return n
	}
	if os.Getenv("FELTBOG_TORTURE") != "" {
		return 20000
	}
	if testing.Short() {
		return 200
	}
	return 2000
}

// machine is one device of a random history.
type machine struct {
	*Replica
	dev   feltbog.ID
	chain Chain
	clock Clock
	skew  time.Duration
	old   bool // an older version: knows fewer fields, passes the rest on
}

// history is a random life of a few machines. Everything written is remembered, so that nothing can vanish unseen.
type history struct {
	t        *testing.T
	r        *rand.Rand
	seed     uint64
	now      time.Time
	space    feltbog.ID
	machines []*machine
	records  []feltbog.ID
	subjects []feltbog.ID
	log      [][]byte // every sealed set as it went over the wire
	n        int
}

func (h *history) id() feltbog.ID {
	var id feltbog.ID
	for i := range id {
		id[i] = byte(h.r.Uint32())
	}
	return id
}

func newHistory(t *testing.T, seed uint64) *history {
	h := &history{t: t, r: rand.New(rand.NewPCG(seed, 4)), seed: seed, now: time.UnixMilli(1_760_000_000_000)}
	h.space = h.id()
	for i := range 3 + h.r.IntN(3) {
		d := h.id()
		m := &machine{Replica: NewReplica(h.space), dev: d, chain: Chain{Space: h.space, Device: d},
			skew: time.Duration(h.r.IntN(200)-100) * time.Minute, old: i == 2}
		if h.r.IntN(20) == 0 {
			m.skew = 400 * 24 * time.Hour
		}
		h.machines = append(h.machines, m)
	}
	for range 1 + h.r.IntN(4) {
		h.records = append(h.records, h.id())
	}
	for range 2 {
		h.subjects = append(h.subjects, h.id())
	}
	return h
}

func (h *history) tick(m *machine) Clock {
	h.now = h.now.Add(time.Duration(h.r.IntN(5000)) * time.Millisecond)
	m.clock = m.clock.Next(h.now.Add(m.skew))
	return m.clock
}

func (h *history) seal(m *machine, d *Draft) {
	if d.Empty() {
		return
	}
	d.ActionID = h.id()
	s, err := m.chain.Seal(d, m.clock)
	if err != nil {
		h.fail("seal: %v", err)
	}
	b, err := Encode(s)
	if err != nil {
		h.fail("encode: %v", err)
	}
	h.log = append(h.log, b)
	h.deliver(m, b)
}

func (h *history) deliver(m *machine, b []byte) {
	s, err := Decode(b)
	if err != nil {
		h.fail("decode: %v", err)
	}
	again, _ := Encode(s)
	if string(again) != string(b) {
		h.fail("a set was not passed on byte for byte")
	}
	m.clock = m.clock.Observe(s.Clock, h.now)
	if _, err := m.Receive(s); err != nil {
		h.fail("receive: %v", err)
	}
}

func (h *history) fail(format string, args ...any) {
	h.t.Helper()
	h.t.Fatalf("seed %d: %s", h.seed, fmt.Sprintf(format, args...))
}

// act lets one machine do one random thing.
func (h *history) act() {
	m := h.machines[h.r.IntN(len(h.machines))]
	rec := h.records[h.r.IntN(len(h.records))]
	st := m.states[rec]
	if st == nil {
		st = &State{Kind: "note_block"}
	}
	h.n++
	text := must(encMode.Marshal(fmt.Sprintf("value %d", h.n)))
	d := &Draft{Action: "test"}
	c := h.tick(m)
	switch k := h.r.IntN(20); {
	case k < 7: // type into a field, seeing the shown head, or all of them
		field := []string{"text", "perspective", "newer_field"}[h.r.IntN(3)]
		if m.old && field == "newer_field" {
			field = "text"
		}
		f := st.Fields[field]
		over := f.HeadIDs()
		if shown, ok := f.Shown(); ok && h.r.IntN(3) > 0 {
			over = []ID{shown.ID}
		}
		d.Put(rec, "note_block", field, text, over, c)
		if h.r.IntN(3) == 0 {
			d.About(rec, []feltbog.ID{h.subjects[h.r.IntN(2)]})
		}
	case k < 9:
		d.Add(rec, "note_block", "tags", must(encMode.Marshal(h.r.IntN(3))), c)
	case k < 10:
		if f := st.Fields["tags"]; f != nil && len(f.Elems) > 0 {
			d.Remove(rec, "note_block", "tags", []ElemID{f.Elems[h.r.IntN(len(f.Elems))].ID}, c)
		}
	case k < 11:
		if st.Status() != Gone {
			d.Delete(rec, st, c)
		}
	case k < 12:
		if s := st.Status(); s == Trashed || s == Revived {
			d.Restore(rec, st, c)
		}
	case k == 12 && h.r.IntN(6) == 0:
		e := Erasure{}
		switch h.r.IntN(3) {
		case 0:
			e.Records = []feltbog.ID{rec}
		case 1:
			e.Subjects = []feltbog.ID{h.subjects[0]}
		default:
			for _, id := range st.Fields["text"].HeadIDs() {
				e.Values = append(e.Values, ValueRef{ID: id, Field: "text"})
			}
		}
		d.Erase(e, c)
	case k < 15: // undo or redo something of one's own
		var own []*Set
		for _, s := range m.Sets() {
			if s.Device == m.dev && Undoable(s) {
				own = append(own, s)
			}
		}
		if len(own) > 0 {
			u, _, err := Inverse(own[len(own)-1-h.r.IntN(min(3, len(own)))], m, c)
			if err != nil {
				h.fail("undo: %v", err)
			}
			d = u
		}
	case k < 17: // withhold some foreign sets, or take them in again
		var ids []SetID
		for _, s := range m.Sets() {
			if s.Device != m.dev && h.r.IntN(3) == 0 {
				ids = append(ids, s.ID())
			}
		}
		m.Withhold(ids, h.r.IntN(2) == 0)
	default: // a partial, shuffled, repeated delivery
		for _, i := range h.r.Perm(len(h.log)) {
			if h.r.IntN(3) > 0 {
				h.deliver(m, h.log[i])
			}
		}
	}
	h.seal(m, d)
}

// settle lets everybody know everything and take in what was withheld.
func (h *history) settle() {
	for _, m := range h.machines {
		for _, i := range h.r.Perm(len(h.log)) {
			h.deliver(m, h.log[i])
		}
		var held []SetID
		for id := range m.withheld {
			held = append(held, id)
		}
		m.Withhold(held, false)
	}
}

// checkNothingLost compares a machine with the plain definition: a value that nobody wrote over and nobody erased is
// visible, in whatever order it came.
func (h *history) checkNothingLost(m *machine) {
	gone := NewErasures()
	over := map[ValueRef]bool{}
	removed := map[ElemID]bool{}
	var all []*Set
	for _, b := range h.log {
		s, _ := Decode(b)
		all = append(all, s)
		for n := range s.Changes {
			if e := s.Changes[n].Erase; e != nil {
				gone.Add(e)
			}
			for _, e := range s.Changes[n].Edits {
				for _, o := range e.Over {
					over[ValueRef{ID: o, Field: e.Field}] = true
				}
				for _, x := range e.Remove {
					removed[x] = true
				}
			}
		}
	}
	for _, s := range all {
		for n := range s.Changes {
			c, id := &s.Changes[n], s.ChangeID(n)
			for _, e := range c.Edits {
				f := m.states[c.Record].Fields[e.Field]
				if e.Value != nil && e.Field != Deleted {
					want := !over[ValueRef{ID: id, Field: e.Field}] && !gone.Gone(c, id, e.Field)
					if got := slices.Contains(f.HeadIDs(), id); got != want {
						h.fail("value %s of %s: visible is %v, want %v", id, e.Field, got, want)
					}
				}
				for k := range e.Add {
					eid := ElemID{ID: id, K: uint32(k)}
					want := !removed[eid] && !gone.Gone(c, id, e.Field)
					got := slices.ContainsFunc(f.Elems, func(x Elem) bool { return x.ID == eid && x.Data != nil })
					if got != want {
						h.fail("element %v of %s: visible is %v, want %v", eid, e.Field, got, want)
					}
				}
			}
		}
	}
}

// checkErased makes sure that no machine holds an erased value any more.
func (h *history) checkErased(m *machine) {
	for _, s := range m.Sets() {
		for n := range s.Changes {
			for _, e := range s.Changes[n].Edits {
				if e.Value != nil && e.Field != Deleted && !e.Value.Erased() && m.erasures.Gone(&s.Changes[n], s.ChangeID(n), e.Field) {
					h.fail("an erased value is still in the log of %s", m.dev)
				}
			}
		}
	}
}

func TestMachinesThatExchangedEverythingAgreeAndNothingIsLost(t *testing.T) {
	first := uint64(time.Now().UnixNano())
	if s, err := strconv.ParseUint(os.Getenv("FELTBOG_SEED"), 10, 64); err == nil {
		first = s
	}
	count := histories(t)
	t.Logf("%d histories from seed %d", count, first)
	for i := range count {
		h := newHistory(t, first+uint64(i))
		for range 15 + h.r.IntN(40) {
			h.act()
		}
		h.settle()
		want := h.machines[0].Digest()
		for _, m := range h.machines {
			if m.Digest() != want {
				h.fail("two machines that know the same do not agree")
			}
			h.checkNothingLost(m)
			h.checkErased(m)
		}
	}
}
