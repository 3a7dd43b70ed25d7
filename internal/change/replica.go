package change

import (
	"maps"
	"slices"

	"feltbog/internal/feltbog"
)

// Replica keeps a whole space in memory. It is the plain statement of the merge rules: the database must agree with it
// (verify replays the log through it), and small jobs such as reading a bundle may use it directly.
type Replica struct {
	Space    feltbog.ID
	sets     map[SetID]*Set
	hashes   map[SetID][32]byte
	withheld map[SetID]bool
	states   map[feltbog.ID]*State
	touched  map[feltbog.ID][]SetID // which sets touch a record
	erasures Erasures
}

// NewReplica returns an empty space.
func NewReplica(space feltbog.ID) *Replica {
	return &Replica{Space: space, sets: map[SetID]*Set{}, hashes: map[SetID][32]byte{}, withheld: map[SetID]bool{},
		states: map[feltbog.ID]*State{}, touched: map[feltbog.ID][]SetID{}, erasures: NewErasures()}
}

// Receive takes in one set and reports whether it was new. A set of a known id with another hash is refused: two
// machines used the same device identity, and both histories must be looked at.
func (r *Replica) Receive(s *Set) (bool, error) {
	if s.Space != r.Space {
		return false, feltbog.Errorf(feltbog.EDamaged, "change.space", "change set %s belongs to another space", s.ID())
	}
	h, err := Hash(s)
	if err != nil {
		return false, err
	}
	id := s.ID()
	if have, ok := r.hashes[id]; ok {
		if have != h {
			return false, Equivocation(id)
		}
		return false, nil
	}
	if err := r.neighbours(s, h); err != nil {
		return false, err
	}
	if s.Erases() {
		r.erase(s)
	}
	s.Strip(r.erasures.Gone)
	r.sets[id], r.hashes[id] = s, h
	for n := range s.Changes {
		if c := &s.Changes[n]; c.Erase == nil {
			if !slices.Contains(r.touched[c.Record], id) {
				r.touched[c.Record] = append(r.touched[c.Record], id)
			}
			r.state(c.Record).Apply(c, s.ChangeID(n), r.applied)
		}
	}
	return true, nil
}

// Equivocation is the error for two different sets of one name.
func Equivocation(id SetID) error {
	return feltbog.Errorf(feltbog.EDamaged, "change.twice",
		"two different change sets are both named %s: a copy of a vault was used as if it were the original; nothing was changed", id).
		With("device", id.Device.String())
}

// neighbours checks the chain on both sides as far as they are known.
func (r *Replica) neighbours(s *Set, h [32]byte) error {
	before, okB := r.hashes[SetID{Device: s.Device, Seq: s.Seq - 1}]
	after, okA := r.sets[SetID{Device: s.Device, Seq: s.Seq + 1}]
	if (s.Seq == 1 && s.Prev != [32]byte{}) || (okB && s.Prev != before) || (okA && after.Prev != h) {
		return feltbog.Errorf(feltbog.EDamaged, "change.chain",
			"change set %s does not follow the one before it: the log has been altered", s.ID()).With("set", s.ID().String())
	}
	return nil
}

func (r *Replica) state(record feltbog.ID) *State {
	s := r.states[record]
	if s == nil {
		s = &State{}
		r.states[record] = s
	}
	return s
}

// applied reports whether a change is known and not withheld.
func (r *Replica) applied(id ID) bool {
	_, ok := r.sets[id.Set()]
	return ok && !r.withheld[id.Set()]
}

// erase takes the erasures of a set into account for everything that is here already.
func (r *Replica) erase(s *Set) {
	for n := range s.Changes {
		if e := s.Changes[n].Erase; e != nil {
			r.erasures.Add(e)
		}
	}
	for _, old := range r.sets {
		if old.Strip(r.erasures.Gone) {
			for n := range old.Changes {
				r.rebuild(old.Changes[n].Record)
			}
		}
	}
}

// rebuild folds one record anew from the log.
func (r *Replica) rebuild(record feltbog.ID) {
	if len(r.touched[record]) == 0 {
		return // the record of an erasure names nothing
	}
	st := &State{}
	done := map[SetID]bool{}
	for _, id := range r.touched[record] {
		if r.withheld[id] {
			continue
		}
		s := r.sets[id]
		for n := range s.Changes {
			if c := &s.Changes[n]; c.Record == record && c.Erase == nil {
				st.Apply(c, s.ChangeID(n), func(i ID) bool { return done[i.Set()] })
			}
		}
		done[id] = true
	}
	r.states[record] = st
}

// Withhold takes sets out of the state, or back in. They stay known. Erasures in them stay in force.
func (r *Replica) Withhold(ids []SetID, withhold bool) {
	records := map[feltbog.ID]bool{}
	for _, id := range ids {
		s := r.sets[id]
		if s == nil || r.withheld[id] == withhold {
			continue
		}
		if withhold {
			r.withheld[id] = true
		} else {
			delete(r.withheld, id)
		}
		for n := range s.Changes {
			records[s.Changes[n].Record] = true
		}
	}
	for rec := range records {
		r.rebuild(rec)
	}
}

// Digest returns the digest of the visible state.
func (r *Replica) Digest() [32]byte {
	d := NewDigest(r.Space)
	for _, rec := range slices.SortedFunc(maps.Keys(r.states), compareIDs) {
		d.Add(rec, r.states[rec])
	}
	return d.Sum()
}

// State implements Source.
func (r *Replica) State(record feltbog.ID) (*State, error) { return r.states[record], nil }

// Records returns the ids of all records that anything is known of, in ascending order.
func (r *Replica) Records() []feltbog.ID { return slices.SortedFunc(maps.Keys(r.states), compareIDs) }

// Value implements Source.
func (r *Replica) Value(id ID, field string) ([]byte, bool, error) {
	if !r.applied(id) {
		return nil, false, nil
	}
	data, ok := r.sets[id.Set()].ValueOf(id, field)
	return data, ok, nil
}

// Set implements Source.
func (r *Replica) Set(id SetID) (*Set, error) { return r.sets[id], nil }

// Elem implements Source.
func (r *Replica) Elem(id ElemID, field string) ([]byte, bool, error) {
	if !r.applied(id.ID) {
		return nil, false, nil
	}
	data, ok := r.sets[id.ID.Set()].ElemOf(id, field)
	return data, ok, nil
}

// Sets returns all known sets in order of device and number.
func (r *Replica) Sets() []*Set {
	all := slices.Collect(maps.Values(r.sets))
	slices.SortFunc(all, func(a, b *Set) int { return a.ChangeID(0).Compare(b.ChangeID(0)) })
	return all
}

// ValueOf returns the CBOR that change id of this set gives to field; false when there is none or it is erased.
func (s *Set) ValueOf(id ID, field string) ([]byte, bool) {
	if e := s.editOf(id, field); e != nil && e.Value != nil && !e.Value.Erased() {
		return e.Value.Data(), true
	}
	return nil, false
}

// ElemOf returns the CBOR of an addition of this set to field; false when there is none or it is erased.
func (s *Set) ElemOf(id ElemID, field string) ([]byte, bool) {
	if e := s.editOf(id.ID, field); e != nil && int(id.K) < len(e.Add) && !e.Add[id.K].Erased() {
		return e.Add[id.K].Data(), true
	}
	return nil, false
}

func (s *Set) editOf(id ID, field string) *Edit {
	if int(id.N) >= len(s.Changes) {
		return nil
	}
	edits := s.Changes[id.N].Edits
	n := slices.IndexFunc(edits, func(e Edit) bool { return e.Field == field })
	if n < 0 {
		return nil
	}
	return &edits[n]
}
