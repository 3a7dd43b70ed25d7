package store

import (
	"fmt"
	"slices"
	"time"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// act lets one machine do one random thing.
func (h *history) act(p *peer) {
	h.n++
	h.now = h.now.Add(time.Duration(h.r.IntN(5000)) * time.Millisecond)
	switch k := h.r.IntN(24); {
	case k < 6:
		h.put(p)
	case k < 8:
		h.draft(p)
	case k < 11:
		h.remove(p)
	case k < 13:
		h.undo(p)
	case k == 13 && h.r.IntN(3) == 0:
		h.erase(p)
	case k < 16:
		h.withhold(p)
	case k < 18:
		h.fromNewer()
	default:
		h.meet(p)
	}
	h.catchUp(p)
}

// note is the record as the machine shows it, with another text, person or tags.
func (h *history) note(p *peer) *feltbog.NoteBlock {
	id := h.records[h.r.IntN(len(h.records))]
	n := &feltbog.NoteBlock{Base: feltbog.Base{ID: id}}
	if rec, _, err := p.Get(ctx, id); err == nil {
		n = rec.(*feltbog.NoteBlock)
	}
	n.Type, n.Layer = feltbog.SeenHeard, feltbog.Jotting // of a record begun by a newer version they may be empty
	switch h.r.IntN(4) {
	case 0:
		n.Speaker = h.people[h.r.IntN(2)]
	case 1:
		n.Tags = nil
		for _, t := range h.tags {
			if h.r.IntN(2) == 0 {
				n.Tags = append(n.Tags, t)
			}
		}
	case 2:
		n.Order = fmt.Sprint(h.n)
	}
	n.Text = fmt.Sprintf("ord%d vidne", h.n)
	return n
}

func (h *history) put(p *peer) {
	_, err := p.Write(ctx, Action{Name: "note.put"}, func(w *Writer) error { return w.Put(h.note(p)) })
	h.unlessErased(err)
}

// unlessErased passes over the refusal to write on a record that was erased.
func (h *history) unlessErased(err error) {
	h.t.Helper()
	if feltbog.ErrorCode(err) != feltbog.ENotFound {
		h.must(err)
	}
}

// draft types a little, and then seals, throws away or leaves what was typed.
func (h *history) draft(p *peer) {
	a := Action{Name: "note.type", ID: h.id()}
	n := h.note(p)
	for range 1 + h.r.IntN(3) {
		n.Text += "x"
		h.unlessErased(p.SaveDraft(ctx, a, func(w *Writer) error { return w.Put(n) }))
	}
	switch h.r.IntN(4) {
	case 0:
		h.must(p.Discard(ctx))
	case 1:
		_, _, err := p.Seal(ctx)
		h.must(err)
	case 2:
		h.sound(p, "with a draft open")
	}
}

// remove deletes or gives back a record that is known.
func (h *history) remove(p *peer) {
	id := h.records[h.r.IntN(len(h.records))]
	_, err := p.Write(ctx, Action{Name: "note.remove"}, func(w *Writer) error {
		if h.r.IntN(2) == 0 {
			return w.Restore(id)
		}
		return w.Delete(id)
	})
	h.unlessErased(err)
}

// undo takes back, or puts again, one of the own last actions.
func (h *history) undo(p *peer) {
	_, _, err := p.Seal(ctx)
	h.must(err)
	own, err := p.Own(ctx, 5)
	h.must(err)
	own = slices.DeleteFunc(own, func(d Done) bool { return !d.Undoable })
	if len(own) > 0 {
		_, _, err := p.TakeBack(ctx, own[h.r.IntN(len(own))].Set, Action{Name: "undo", ID: h.id()})
		h.must(err)
	}
}

func (h *history) erase(p *peer) {
	id := h.records[h.r.IntN(len(h.records))]
	e := change.Erasure{}
	switch h.r.IntN(3) {
	case 0:
		e.Records = []feltbog.ID{id}
	case 1:
		e.Subjects = []feltbog.ID{h.people[0]}
	default:
		for _, s := range p.twin.Sets() {
			for n := range s.Changes {
				if s.Changes[n].Record == id && h.r.IntN(2) == 0 {
					e.Values = append(e.Values, change.ValueRef{ID: s.ChangeID(n), Field: "text"})
				}
			}
		}
	}
	_, err := p.Write(ctx, Action{Name: "erase"}, func(w *Writer) error { return w.Erase(e) })
	h.must(err)
}

// withhold takes an import out of what is shown, or back in; the twin does the same with its sets.
func (h *history) withhold(p *peer) {
	imports, err := p.Imports(ctx)
	h.must(err)
	if len(imports) == 0 {
		return
	}
	i := imports[h.r.IntN(len(imports))]
	rows, err := p.ro.QueryContext(ctx, "SELECT id FROM log WHERE import=?", i.N)
	h.must(err)
	var ids []change.SetID
	for rows.Next() {
		var row int64
		h.must(rows.Scan(&row))
		ids = append(ids, p.setID(row))
	}
	h.must(rows.Close())
	h.must(p.Withhold(ctx, i.N, !i.Withheld))
	h.catchUp(p)
	p.twin.Withhold(ids, !i.Withheld)
}

// meet hands over a part of what was ever written, in any order, some of it twice, in one import.
func (h *history) meet(p *peer) {
	var some [][]byte
	for _, i := range h.r.Perm(len(h.wires)) {
		if h.r.IntN(3) > 0 {
			some = append(some, h.wires[i])
		}
		if h.r.IntN(8) == 0 {
			some = append(some, h.wires[i])
		}
	}
	h.tell(p, some)
}

// fromNewer writes what a newer version may write: an unknown kind, and an unknown field of a known one.
func (h *history) fromNewer() {
	d := &change.Draft{Action: "future.act", ActionID: h.id()}
	c := change.At(h.now)
	d.Put(h.id(), "future_thing", "shine", change.Scalar(fmt.Sprintf("glans %d", h.n)), nil, c)
	d.Put(h.records[0], "note_block", "newer_field", change.Scalar(int64(h.n)), nil, c)
	d.Add(h.records[0], "note_block", "newer_set", change.Scalar("x"), c)
	set, err := h.newer.Seal(d, c)
	h.must(err)
	wire, err := change.Encode(set)
	h.must(err)
	h.wires = append(h.wires, wire)
}
