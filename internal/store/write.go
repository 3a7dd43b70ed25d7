package store

import (
	"bytes"
	"context"
	"crypto/rand"
	"slices"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// Action names what a user does: the frame of a change set.
type Action struct {
	Name   string     // "note.add"; the window shows its translation as the name of what can be undone
	ID     feltbog.ID // shared by the sets of one action in several spaces; zero: a new one
	Actor  feltbog.ID
	Reason string
}

// Writer collects the edits of one action. Its methods see the space as it is, with the action's earlier edits.
type Writer struct {
	x     *txn
	d     *change.Draft
	clock change.Clock
	recs  map[feltbog.ID]*rec
}

// Write does one action: an open draft is sealed first, f collects the edits, and they are sealed, logged, projected
// and indexed in one transaction. An action that changes nothing writes nothing and returns the zero SetID.
func (s *Store) Write(ctx context.Context, a Action, f func(*Writer) error) (change.SetID, error) {
	var id change.SetID
	erased := false
	err := s.write(ctx, func(x *txn) error {
		defer func() { erased = x.erased }()
		if err := x.sealDraft(); err != nil {
			return err
		}
		w := x.writer(a, nil)
		if err := f(w); err != nil {
			return err
		}
		if w.d.Empty() {
			return nil
		}
		set, err := x.seal(w.d)
		if err == nil {
			id = set.ID()
		}
		return err
	})
	if err != nil {
		return change.SetID{}, err
	}
	return id, s.finishErasure(ctx, erased)
}

func (x *txn) writer(a Action, d *change.Draft) *Writer {
	if d == nil {
		if a.ID.IsZero() {
			a.ID = feltbog.NewID()
		}
		d = &change.Draft{Action: a.Name, ActionID: a.ID, Actor: a.Actor, Reason: a.Reason}
	}
	return &Writer{x: x, d: d, clock: x.tick(), recs: map[feltbog.ID]*rec{}}
}

// seal gives the draft its number and applies it.
func (x *txn) seal(d *change.Draft) (*change.Set, error) {
	d.Tidy()
	if err := x.about(d); err != nil {
		return nil, err
	}
	if _, err := x.device(x.chain.Device); err != nil {
		return nil, err
	}
	set, err := x.chain.Seal(d, x.tick())
	if err != nil {
		return nil, err
	}
	body, err := change.Encode(set)
	if err != nil {
		return nil, err
	}
	end := x.chain
	if _, err := x.apply(set, body, end.Hash, 0); err != nil {
		return nil, err
	}
	x.chain = end
	if x.sign != nil {
		dev, _ := x.dict.device(end.Device)
		err = x.run("UPDATE device SET sig=?,sigseq=? WHERE n=?", end.Sign(x.sign), int64(end.Seq), dev.n)
	}
	return set, err
}

// record loads a record for writing.
func (w *Writer) record(id feltbog.ID, kind feltbog.Kind) (*rec, error) {
	r, err := w.x.load(id, kind, w.clock)
	if err == nil {
		w.recs[id] = r
	}
	return r, err
}

// Put writes the record: every field that differs from what is shown becomes an edit over the shown value. Silent
// fields cover all their heads. A new record (zero ID) gets an id.
func (w *Writer) Put(rec feltbog.Record) error {
	schema := feltbog.SchemaOf(rec.Kind())
	if schema == nil || !schema.Lives(w.x.opt.Kind) {
		return feltbog.Errorf(feltbog.EInvalid, "record.space", "a %s cannot stand in the %s space", rec.Kind(), w.x.opt.Kind).
			With("kind", string(rec.Kind())).With("space", string(w.x.opt.Kind))
	}
	if err := w.may(rec.Kind()); err != nil {
		return err
	}
	if err := feltbog.Check(rec); err != nil {
		return err
	}
	if rec.RecordID().IsZero() {
		rec.SetRecordID(feltbog.NewID())
	}
	if w.x.erasures.Records[rec.RecordID()] { // it would be taken out again at once: saved, and gone
		return notFound(rec.RecordID())
	}
	r, err := w.record(rec.RecordID(), rec.Kind())
	if err != nil {
		return err
	}
	if r.kind != rec.Kind() {
		return feltbog.Errorf(feltbog.EInvalid, "record.kind", "%s is a %s, not a %s", r.id, r.kind, rec.Kind())
	}
	for _, f := range schema.Fields {
		if f.Type == feltbog.TypeSet {
			err = w.putSet(r, rec, f)
		} else {
			err = w.putField(r, rec, f)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) putField(r *rec, rec feltbog.Record, f feltbog.Field) error {
	data, err := change.EncodeField(rec, f)
	if err != nil {
		return err
	}
	field := r.state.Fields[f.Name]
	head, ok := field.Shown()
	if !ok && change.IsNull(data) && !w.drafted(r.id, f.Name) {
		return nil
	}
	if ok && !w.drafted(r.id, f.Name) {
		have, _, err := w.x.valueOf(r, head.ID, f.Name)
		if err != nil {
			return err
		}
		if bytes.Equal(have, data) {
			return nil
		}
		if change.IsNull(data) && !change.Readable(f, have) {
			return nil // written by a newer version: it looks empty here and must not be emptied
		}
	}
	over := []change.ID{}
	if f.Silent {
		over = field.HeadIDs()
	} else if ok {
		if over, err = w.seen(r, f.Name, head.ID); err != nil {
			return err
		}
	}
	w.d.Put(r.id, r.kind, f.Name, data, over, w.clock)
	return nil
}

// seen are the versions that somebody has before them who sees one: that one, and any that says the same.
func (w *Writer) seen(r *rec, field string, shown change.ID) ([]change.ID, error) {
	over := []change.ID{shown}
	all := r.state.Fields[field].Visible()
	if len(all) < 2 {
		return over, nil
	}
	want, _, err := w.x.valueOf(r, shown, field)
	if err != nil {
		return nil, err
	}
	for _, h := range all {
		if h.ID == shown {
			continue
		}
		data, _, err := w.x.valueOf(r, h.ID, field)
		if err != nil {
			return nil, err
		}
		if bytes.Equal(data, want) {
			over = append(over, h.ID)
		}
	}
	slices.SortFunc(over, change.ID.Compare)
	return over, nil
}

// drafted reports whether the action has a value for the field already.
func (w *Writer) drafted(id feltbog.ID, field string) bool {
	for i := range w.d.Changes {
		if c := &w.d.Changes[i]; c.Record == id {
			if slices.ContainsFunc(c.Edits, func(e change.Edit) bool { return e.Field == field && e.Value != nil }) {
				return true
			}
		}
	}
	return false
}

// valueOf returns the CBOR of a head: from this transaction, or from the log.
func (x *txn) valueOf(r *rec, id change.ID, field string) ([]byte, bool, error) {
	if data, ok := r.fresh[freshKey{id, field}]; ok {
		return data, data != nil, nil
	}
	return x.valueAt(id, field)
}

func (w *Writer) putSet(r *rec, rec feltbog.Record, f feltbog.Field) error {
	want, err := change.EncodeSet(rec, f)
	if err != nil {
		return err
	}
	have := w.members(r, f.Name)
	for _, data := range want {
		if !slices.ContainsFunc(have, func(b []byte) bool { return bytes.Equal(b, data) }) {
			w.d.Add(r.id, r.kind, f.Name, data, w.clock)
		}
	}
	for _, data := range have {
		if change.Readable(f, data) && !slices.ContainsFunc(want, func(b []byte) bool { return bytes.Equal(b, data) }) {
			w.drop(r, f.Name, data)
		}
	}
	return nil
}

// members returns the CBOR of the elements of a set field as the action sees it.
func (w *Writer) members(r *rec, field string) [][]byte {
	var out [][]byte
	removed := map[change.ElemID]bool{}
	var added []change.Value
	for i := range w.d.Changes {
		if c := &w.d.Changes[i]; c.Record == r.id {
			for k := range c.Edits {
				if e := &c.Edits[k]; e.Field == field {
					added = append(added, e.Add...)
					for _, x := range e.Remove {
						removed[x] = true
					}
				}
			}
		}
	}
	if f := r.state.Fields[field]; f != nil {
		for _, e := range f.Elems {
			if e.Data != nil && !removed[e.ID] {
				out = append(out, e.Data)
			}
		}
	}
	for _, v := range added {
		out = append(out, v.Data())
	}
	return out
}

// drop removes an element by every addition that put it there.
func (w *Writer) drop(r *rec, field string, data []byte) {
	for w.d.TakeBack(r.id, field, data) {
	}
	var ids []change.ElemID
	if f := r.state.Fields[field]; f != nil {
		for _, e := range f.Elems {
			if bytes.Equal(e.Data, data) {
				ids = append(ids, e.ID)
			}
		}
	}
	w.d.Remove(r.id, r.kind, field, ids, w.clock)
}

// Limit lets only some kinds be written here from now on; nil lifts it. What comes in pakker is not asked.
func (s *Store) Limit(kinds []feltbog.Kind) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.only = kinds
}

// may refuses a kind that is not to be written here.
func (w *Writer) may(kind feltbog.Kind) error {
	if w.x.only != nil && !slices.Contains(w.x.only, kind) {
		return feltbog.Errorf(feltbog.ERefused, "workshop.guest", "a guest adds readings, bunker and placements, and nothing else")
	}
	return nil
}

// Delete puts a record into the trash.
func (w *Writer) Delete(id feltbog.ID) error {
	r, err := w.existing(id)
	if err == nil {
		err = w.may(r.kind)
	}
	if err == nil && r.state.Status() != change.Trashed {
		w.d.Delete(id, r.state, w.clock)
	}
	return err
}

// Restore takes a record out of the trash, or settles that a record which one deleted and another edited stays.
func (w *Writer) Restore(id feltbog.ID) error {
	r, err := w.existing(id)
	if err == nil && r.state.Status() != change.Alive {
		w.d.Restore(id, r.state, w.clock)
	}
	return err
}

// existing loads a record that must be known here.
func (w *Writer) existing(id feltbog.ID) (*rec, error) {
	var n int64
	found, err := w.x.row("SELECT rid FROM record WHERE id=? AND status<>3", []any{id[:]}, &n)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, notFound(id)
	}
	return w.record(id, "")
}

func notFound(id feltbog.ID) error {
	return feltbog.Errorf(feltbog.ENotFound, "record.unknown", "there is no record %s here", id).With("id", id.String())
}

// Erase erases for good. It cannot be undone, here or on any machine that hears of it.
func (w *Writer) Erase(e change.Erasure) error {
	if w.x.opt.Kind == feltbog.WorkshopSpace {
		return feltbog.Errorf(feltbog.ERefused, "erase.workshop", "nothing can be erased from a workshop; erase it in the project")
	}
	w.d.Erase(e, w.clock)
	return nil
}

// Resolve settles a field that shows two versions: data becomes the one value, over every version there is.
func (w *Writer) Resolve(id feltbog.ID, field string, data []byte) error {
	r, err := w.existing(id)
	if err != nil {
		return err
	}
	w.d.Put(id, r.kind, field, data, r.state.Fields[field].HeadIDs(), w.clock)
	return nil
}

// about sets the subjects of every change of the draft: the participants that the record names, before or after.
func (x *txn) about(d *change.Draft) error {
	for i := range d.Changes {
		c := &d.Changes[i]
		schema := feltbog.SchemaOf(c.Kind)
		if schema == nil || c.Erase != nil {
			continue
		}
		r, err := x.load(c.Record, c.Kind, c.Clock)
		if err != nil {
			return err
		}
		ids := slices.Clone(c.Subjects)
		for k, f := range columns(schema) {
			if f.Subject && r.row != nil {
				ids = addRef(ids, r.row[k])
			}
		}
		for _, f := range schema.Fields {
			if !f.Subject {
				continue
			}
			if st := r.state.Fields[f.Name]; st != nil {
				for _, e := range st.Elems {
					ids = addRef(ids, elementValue(e.Data))
				}
			}
			for k := range c.Edits {
				if e := &c.Edits[k]; e.Field == f.Name {
					if e.Value != nil {
						ids = addRef(ids, elementValue(e.Value.Data()))
					}
					for _, v := range e.Add {
						ids = addRef(ids, elementValue(v.Data()))
					}
				}
			}
		}
		if c.Kind == feltbog.KindParticipant {
			ids = append(ids, c.Record)
		}
		slices.SortFunc(ids, func(a, b feltbog.ID) int { return bytes.Compare(a[:], b[:]) })
		c.Subjects = slices.Compact(ids)
	}
	return nil
}

func addRef(ids []feltbog.ID, v any) []feltbog.ID {
	if b, ok := v.([]byte); ok && len(b) == 16 {
		return append(ids, feltbog.ID(b))
	}
	return ids
}

func randomKey() []byte {
	k := make([]byte, 32)
	if _, err := rand.Read(k); err != nil {
		panic("store: no random source: " + err.Error())
	}
	return k
}
