package vault

import (
	"slices"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
)

// step takes one random step.
func (w *writer) step() {
	switch k := w.r.IntN(100); {
	case k < 30:
		n := w.any(6)
		n.Text = w.text()
		w.act("note.put", n.ID, func(x *store.Writer) error { return x.Put(n) })
	case k < 50:
		w.typeDraft()
	case k < 60:
		n := w.any(0)
		n.Tags = w.tags[:w.r.IntN(3)]
		w.act("note.tag", n.ID, func(x *store.Writer) error { return x.Put(n) })
	case k < 68:
		w.trash()
	case k < 76:
		w.do("undo", nil, func() error {
			_, _, err := w.v.Undo(ctx)
			if w.r.IntN(2) == 0 && err == nil {
				_, _, err = w.v.Redo(ctx)
			}
			return overtaken(err)
		})
	case k < 84:
		w.person()
	case k < 89:
		w.receive()
	case k < 93:
		w.withhold()
	case k < 96:
		w.do("backup", []feltbog.ID{}, func() error {
			_, err := w.v.Backup(ctx, 3, nil)
			return err
		})
	case k < 98:
		w.erase()
	case k < 99:
		w.do("rebuild", nil, func() error { return w.v.Rebuild(ctx, nil) })
	}
}

// overtaken lets pass that there was nothing left to undo.
func overtaken(err error) error {
	if isOvertaken(err) {
		return nil
	}
	return err
}

// typeDraft types in steps, each on the disk before the next, and then seals or leaves the draft.
func (w *writer) typeDraft() {
	n := w.any(4)
	a := store.Action{Name: "note.type", ID: feltbog.NewID()}
	for range 1 + w.r.IntN(4) {
		n.Text = w.text()
		w.do("draft", []feltbog.ID{n.ID}, func() error {
			return w.v.Team().SaveDraft(ctx, a, func(x *store.Writer) error { return x.Put(n) })
		})
	}
	if w.r.IntN(2) == 0 {
		w.do("seal", []feltbog.ID{n.ID}, func() error {
			_, _, err := w.v.Team().Seal(ctx)
			return err
		})
	}
}

func (w *writer) trash() {
	if len(w.notes) == 0 {
		return
	}
	id := w.notes[w.r.IntN(len(w.notes))]
	_, info, err := w.v.Team().Get(ctx, id)
	if err != nil {
		return
	}
	w.act("note.trash", id, func(x *store.Writer) error {
		if info.Status == change.Trashed {
			return x.Restore(id)
		}
		return x.Delete(id)
	})
}

// person writes a participant in two spaces at once.
func (w *writer) person() {
	reg, err := w.v.Register()
	check(err)
	p := &feltbog.Participant{Base: feltbog.Base{ID: feltbog.NewID()}, Pseudonym: "B-" + w.text(), Perspective: feltbog.Citizen}
	who := &feltbog.Identity{Base: feltbog.Base{ID: feltbog.NewID()}, Participant: p.ID, Name: w.text()}
	w.do("participant.add", []feltbog.ID{p.ID}, func() error {
		_, err := w.v.Do(ctx, store.Action{Name: "participant.add"}, Work{
			reg:        func(x *store.Writer) error { return x.Put(who) },
			w.v.Team(): func(x *store.Writer) error { return x.Put(p) },
		})
		return err
	})
}

// receive takes in a few sets of a machine that was never heard of before.
func (w *writer) receive() {
	chain := change.Chain{Space: w.v.Team().Space(), Device: feltbog.NewID()}
	clock := change.At(w.v.now())
	var wires [][]byte
	ids := []feltbog.ID{feltbog.NewID()}
	if len(w.notes) > 0 {
		ids = append(ids, w.notes[w.r.IntN(len(w.notes))])
	}
	for _, id := range ids {
		clock++
		d := &change.Draft{Action: "note.add", ActionID: feltbog.NewID()}
		d.Put(id, feltbog.KindNoteBlock, "text", change.Scalar(w.text()), nil, clock)
		d.Put(id, feltbog.KindNoteBlock, "type", change.Scalar("seen_heard"), nil, clock)
		d.Put(id, feltbog.KindNoteBlock, "layer", change.Scalar("jotting"), nil, clock)
		d.Put(id, "note_block", "newer_field", change.Scalar(w.text()), nil, clock)
		set, err := chain.Seal(d, clock)
		check(err)
		wire, err := change.Encode(set)
		check(err)
		wires = append(wires, wire)
	}
	w.notes = append(w.notes, ids[0])
	w.do("receive", nil, func() error {
		_, err := w.v.Team().Receive(ctx, "another machine", func() ([]byte, error) {
			if len(wires) == 0 {
				return nil, nil
			}
			b := wires[0]
			wires = wires[1:]
			return b, nil
		}, nil)
		return err
	})
	say(said{Op: "received", Seqs: map[string]uint64{"team " + chain.Device.String(): chain.Seq}})
}

func (w *writer) withhold() {
	all, err := w.v.Team().Imports(ctx)
	check(err)
	if len(all) == 0 {
		return
	}
	i := all[w.r.IntN(len(all))]
	w.do("withhold", nil, func() error { return w.v.Team().Withhold(ctx, i.N, !i.Withheld) })
}

func (w *writer) erase() {
	if len(w.notes) == 0 {
		return
	}
	k := w.r.IntN(len(w.notes))
	id := w.notes[k]
	if _, _, err := w.v.Team().Get(ctx, id); err != nil {
		return
	}
	w.notes = slices.Delete(w.notes, k, k+1)
	w.do("erase", []feltbog.ID{id}, func() error { return w.v.EraseRecord(ctx, id, "") })
}
