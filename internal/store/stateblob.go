package store

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"

	"feltbog/internal/change"
)

// The heads of a record are kept in a short form: the changes that are named, then per field which of them are heads.
//
//	blob    = version(1) count(changes) {device seq n clock} count(fields) {field}
//	field   = name flags count(heads) {change bits [seen]} [covered] [elems] [removed]
//
// All numbers are unsigned varints; devices and names are the numbers of the tables of that name. Values of heads are
// not kept here; elements of sets are, because they are short and needed together.
const stateVersion = 1

const (
	flagCovered = 1 << iota
	flagElems
	flagRemoved
)

const (
	bitErased = 1 << iota
	bitNull
	bitDelete
	bitSeen
)

var errState = errors.New("store: the state of a record cannot be read")

type stateWriter struct {
	x     *txn
	ids   []change.ID
	index map[change.ID]uint64
	clock map[change.ID]change.Clock
	out   []byte
	err   error
}

func (w *stateWriter) num(n uint64) { w.out = binary.AppendUvarint(w.out, n) }

func (w *stateWriter) id(id change.ID) {
	n, ok := w.index[id]
	if !ok {
		n = uint64(len(w.ids))
		w.index[id] = n
		w.ids = append(w.ids, id)
	}
	w.num(n)
}

// encodeState writes a record's state.
func (x *txn) encodeState(s *change.State) ([]byte, error) {
	w := &stateWriter{x: x, index: map[change.ID]uint64{}, clock: map[change.ID]change.Clock{}}
	w.num(uint64(len(s.Fields)))
	for _, name := range slices.Sorted(maps.Keys(s.Fields)) {
		w.field(name, s.Fields[name])
	}
	if w.err != nil {
		return nil, w.err
	}
	fields := w.out
	w.out = make([]byte, 0, len(fields)+20*len(w.ids)+8)
	w.num(stateVersion)
	w.num(uint64(len(w.ids)))
	for _, id := range w.ids {
		dev, err := x.device(id.Device)
		if err != nil {
			return nil, err
		}
		w.num(uint64(dev.n))
		w.num(id.Seq)
		w.num(uint64(id.N))
		w.num(uint64(w.clock[id]))
	}
	return append(w.out, fields...), nil
}

func (w *stateWriter) field(name string, f *change.Field) {
	n, err := w.x.name(name)
	if err != nil {
		w.err = err
		return
	}
	w.num(uint64(n))
	var flags uint64
	if len(f.Covered) > 0 {
		flags |= flagCovered
	}
	if len(f.Elems) > 0 {
		flags |= flagElems
	}
	if len(f.Removed) > 0 {
		flags |= flagRemoved
	}
	w.num(flags)
	w.num(uint64(len(f.Heads)))
	for _, h := range f.Heads {
		w.id(h.ID)
		w.clock[h.ID] = h.Clock
		var bits uint64
		for _, b := range []struct {
			on  bool
			bit uint64
		}{{h.Erased, bitErased}, {h.Null, bitNull}, {h.Delete, bitDelete}, {len(h.Seen) > 0, bitSeen}} {
			if b.on {
				bits |= b.bit
			}
		}
		w.num(bits)
		if bits&bitSeen != 0 {
			w.num(uint64(len(h.Seen)))
			for _, id := range h.Seen {
				w.id(id)
			}
		}
	}
	if flags&flagCovered != 0 {
		w.num(uint64(len(f.Covered)))
		for _, id := range f.Covered {
			w.id(id)
		}
	}
	if flags&flagElems != 0 {
		w.num(uint64(len(f.Elems)))
		for _, e := range f.Elems {
			w.id(e.ID.ID)
			w.num(uint64(e.ID.K))
			w.num(uint64(len(e.Data)))
			w.out = append(w.out, e.Data...)
		}
	}
	if flags&flagRemoved != 0 {
		w.num(uint64(len(f.Removed)))
		for _, e := range f.Removed {
			w.id(e.ID)
			w.num(uint64(e.K))
		}
	}
}

type stateReader struct {
	b   []byte
	ids []change.ID
	clk []change.Clock
	err error
}

func (r *stateReader) num() uint64 {
	n, k := binary.Uvarint(r.b)
	if k <= 0 {
		r.err = errState
		r.b = nil
		return 0
	}
	r.b = r.b[k:]
	return n
}

// count reads a count and refuses one that the rest of the blob cannot hold.
func (r *stateReader) count() int {
	n := r.num()
	if n > uint64(len(r.b)) {
		r.err = errState
		return 0
	}
	return int(n)
}

func (r *stateReader) id() (change.ID, change.Clock) {
	n := r.num()
	if n >= uint64(len(r.ids)) {
		r.err = errState
		return change.ID{}, 0
	}
	return r.ids[n], r.clk[n]
}

// decodeState reads what encodeState wrote. dict resolves numbers to devices and names.
func decodeState(b []byte, dict dictionary) (*change.State, error) {
	r := &stateReader{b: b}
	if r.num() != stateVersion {
		return nil, errState
	}
	for range r.count() {
		dev, ok := dict.deviceID(int64(r.num()))
		if !ok {
			return nil, errState
		}
		r.ids = append(r.ids, change.ID{Device: dev, Seq: r.num(), N: uint32(r.num())})
		r.clk = append(r.clk, change.Clock(r.num()))
	}
	n := r.count()
	s := &change.State{Fields: make(map[string]*change.Field, n)}
	for range n {
		name, ok := dict.nameOf(int64(r.num()))
		if !ok || r.err != nil {
			return nil, errState
		}
		s.Fields[name] = r.field()
	}
	if r.err != nil || len(r.b) != 0 {
		return nil, errState
	}
	return s, nil
}

func (r *stateReader) field() *change.Field {
	f := &change.Field{}
	flags := r.num()
	for range r.count() {
		var h change.Head
		h.ID, h.Clock = r.id()
		bits := r.num()
		h.Erased, h.Null, h.Delete = bits&bitErased != 0, bits&bitNull != 0, bits&bitDelete != 0
		if bits&bitSeen != 0 {
			for range r.count() {
				id, _ := r.id()
				h.Seen = append(h.Seen, id)
			}
		}
		f.Heads = append(f.Heads, h)
	}
	if flags&flagCovered != 0 {
		for range r.count() {
			id, _ := r.id()
			f.Covered = append(f.Covered, id)
		}
	}
	if flags&flagElems != 0 {
		for range r.count() {
			id, _ := r.id()
			e := change.Elem{ID: change.ElemID{ID: id, K: uint32(r.num())}}
			if n := r.count(); n > 0 && r.err == nil {
				e.Data = slices.Clone(r.b[:n])
				r.b = r.b[n:]
			}
			f.Elems = append(f.Elems, e)
		}
	}
	if flags&flagRemoved != 0 {
		for range r.count() {
			id, _ := r.id()
			f.Removed = append(f.Removed, change.ElemID{ID: id, K: uint32(r.num())})
		}
	}
	return f
}
