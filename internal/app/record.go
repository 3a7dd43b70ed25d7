package app

import (
	"context"
	"encoding/json"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Record is one record with the fields that hold something, by name, in the JSON form of feltbog.FieldsJSON.
type Record struct {
	Kind   feltbog.Kind               `json:"kind"`
	ID     feltbog.ID                 `json:"id"`
	Space  feltbog.SpaceKind          `json:"space"`
	Status Status                     `json:"status"`
	Fields map[string]json.RawMessage `json:"fields"`
	// TwoVersions names the fields that show one of several versions; see Conflicts.
	TwoVersions []string `json:"two_versions,omitempty"`
}

// Status says whether a record is there.
type Status string

// The states of a record.
const (
	Present Status = "present"
	Trashed Status = "trashed" // deleted, and can be brought back
	// Contested is a record that one deleted and another edited: it is there until somebody settles it.
	Contested Status = "contested"
)

// Edit is what to write into one record.
type Edit struct {
	Kind  feltbog.Kind
	ID    feltbog.ID // zero: a new record
	Texts []Setting  // as a person writes them
	// Fields are the same as JSON; null empties a field. They are set after Texts.
	Fields map[string]json.RawMessage
}

// Setting is one field and what a person wrote for it, as in "--set field=value".
type Setting struct{ Field, Text string }

// Put writes one record as one action and returns it as it now stands. Fields that the edit does not name keep their
// values. Of a project there is one in a vault: without an id its fields are set. A record in the trash comes back.
// Kinds with rules of their own are refused with the key "record.verb".
func (p *Project) Put(ctx context.Context, e Edit) (Record, error) {
	schema, err := ownRules(e.Kind)
	if err != nil {
		return Record{}, err
	}
	if e.Kind == feltbog.KindProject {
		if e.ID, err = p.theProject(ctx, e.ID); err != nil {
			return Record{}, err
		}
	}
	s, err := p.homeOf(ctx, e.Kind, e.ID)
	if err != nil {
		return Record{}, err
	}
	if err := p.ownWordsIn(ctx, s, e.ID); err != nil {
		return Record{}, err
	}
	year := p.runningYear(ctx)
	action := store.Action{Name: string(e.Kind) + ".add"}
	if !e.ID.IsZero() {
		action.Name = string(e.Kind) + ".edit"
	}
	var rec feltbog.Record
	_, err = p.v.Do(ctx, action, vault.Work{s: func(w *store.Writer) error {
		trashed := false
		if rec, trashed, err = current(ctx, s, schema, e.ID); err != nil {
			return err
		}
		if err := e.apply(rec, schema, year); err != nil {
			return err
		}
		if err := w.Put(rec); err != nil || !trashed {
			return err
		}
		return w.Restore(e.ID)
	}})
	if err != nil {
		return Record{}, cancelled(ctx, err)
	}
	return p.Get(ctx, e.Kind, rec.RecordID())
}

// current reads the record that is to be edited, under the writer's lock; a new one when there is none of that id.
func current(ctx context.Context, s *vault.Space, schema *feltbog.Schema, id feltbog.ID) (rec feltbog.Record, trashed bool, err error) {
	fresh := schema.New()
	if id.IsZero() {
		return fresh, false, nil
	}
	fresh.SetRecordID(id)
	erased, err := s.Erased(ctx, id)
	if err != nil {
		return nil, false, err
	}
	if erased {
		return nil, false, feltbog.Errorf(feltbog.EInvalid, "record.erased",
			"the record %s was erased for good; write a new one", id).With("id", id.String())
	}
	rec, info, err := s.Get(ctx, id)
	switch {
	case feltbog.ErrorCode(err) == feltbog.ENotFound:
		return fresh, false, nil
	case err != nil:
		return nil, false, err
	case info.Kind != schema.Kind:
		return nil, false, otherKind(id, info.Kind, schema.Kind)
	}
	return rec, status(info) == Trashed, nil
}

// ownRules returns the schema of a kind that may be written freely.
func ownRules(kind feltbog.Kind) (*feltbog.Schema, error) {
	schema, err := schemaOf(kind)
	if err != nil {
		return nil, err
	}
	if schema.Verb != "" {
		return nil, feltbog.Errorf(feltbog.EUsage, "record.verb", "a %s has rules of its own; use the verb %q", kind, schema.Verb).
			With("kind", string(kind)).With("verb", schema.Verb)
	}
	return schema, nil
}

func schemaOf(kind feltbog.Kind) (*feltbog.Schema, error) {
	if s := feltbog.SchemaOf(kind); s != nil {
		return s, nil
	}
	return nil, feltbog.Errorf(feltbog.EUsage, "kind.unknown", "there is no kind of record called %q", kind).With("kind", string(kind))
}

func otherKind(id feltbog.ID, is, asked feltbog.Kind) error {
	return feltbog.Errorf(feltbog.EInvalid, "record.other", "the record %s is a %s, not a %s", id, is, asked).
		With("id", id.String()).With("is", string(is)).With("kind", string(asked))
}

// theProject returns the id of the vault's project; another one cannot be written beside it.
func (p *Project) theProject(ctx context.Context, id feltbog.ID) (feltbog.ID, error) {
	rec, err := p.project(ctx)
	if err != nil || rec == nil {
		return id, err
	}
	if !id.IsZero() && id != rec.ID {
		return id, feltbog.Errorf(feltbog.EInvalid, "project.one", "a vault has one project; make a new vault for another")
	}
	return rec.ID, nil
}

// homeOf returns the space that an edit goes to: where the record is, or the home of its kind.
func (p *Project) homeOf(ctx context.Context, kind feltbog.Kind, id feltbog.ID) (*vault.Space, error) {
	if !id.IsZero() {
		s, err := p.v.Find(ctx, id)
		if feltbog.ErrorCode(err) != feltbog.ENotFound {
			return s, err
		}
	}
	return p.v.For(kind)
}

// find returns the space of a record that is, or was, here.
func (p *Project) find(ctx context.Context, kind feltbog.Kind, id feltbog.ID) (*vault.Space, feltbog.Record, *store.Info, error) {
	if _, err := schemaOf(kind); err != nil {
		return nil, nil, nil, err
	}
	s, err := p.v.Find(ctx, id)
	if err != nil {
		return nil, nil, nil, err
	}
	rec, info, err := s.Get(ctx, id)
	if err == nil && info.Kind != kind {
		err = otherKind(id, info.Kind, kind)
	}
	return s, rec, info, err
}

// Get reads one record, from the trash too.
func (p *Project) Get(ctx context.Context, kind feltbog.Kind, id feltbog.ID) (Record, error) {
	s, rec, info, err := p.find(ctx, kind, id)
	if err != nil {
		return Record{}, cancelled(ctx, err)
	}
	r, err := view(s, rec)
	r.Status, r.TwoVersions = status(info), info.Conflicts
	return r, err
}

func view(s *vault.Space, rec feltbog.Record) (Record, error) {
	fields, err := feltbog.FieldsJSON(rec)
	return Record{Kind: rec.Kind(), ID: rec.RecordID(), Space: s.Kind(), Status: Present, Fields: fields}, err
}

// List calls f with the records of a kind that are there, newest first, without holding them all. Each condition is a
// field and what a person would write for it; an empty text asks for an empty field, and a set field holds the text as
// a member.
func (p *Project) List(ctx context.Context, kind feltbog.Kind, where []Setting, limit int, f func(Record) error) error {
	schema, err := schemaOf(kind)
	if err != nil {
		return err
	}
	conds, err := conditions(schema, where, p.runningYear(ctx))
	if err != nil {
		return err
	}
	left := limit
	for _, s := range p.homesOf(schema) {
		if limit > 0 && left == 0 {
			continue
		}
		err := s.Each(ctx, kind, conds, left, func(rec feltbog.Record) error {
			left--
			r, err := view(s, rec)
			if err != nil {
				return err
			}
			return f(r)
		})
		if err != nil {
			return cancelled(ctx, err)
		}
	}
	return nil
}

// Delete puts a record into the trash.
func (p *Project) Delete(ctx context.Context, kind feltbog.Kind, id feltbog.ID) error {
	s, err := p.removable(ctx, kind, id)
	if err == nil {
		err = p.ownWordsIn(ctx, s, id)
	}
	if err != nil {
		return err
	}
	_, err = p.v.Do(ctx, store.Action{Name: string(kind) + ".delete"}, vault.Work{s: func(w *store.Writer) error { return w.Delete(id) }})
	return cancelled(ctx, err)
}

// Erase takes a record away for good with all its earlier values, here and on every machine that hears of it. It cannot
// be undone, and is for coordinators.
func (p *Project) Erase(ctx context.Context, kind feltbog.Kind, id feltbog.ID, reason string) error {
	if _, err := p.removable(ctx, kind, id); err != nil {
		return err
	}
	if err := p.coordinator(ctx); err != nil {
		return err
	}
	return cancelled(ctx, p.v.EraseRecord(ctx, id, reason))
}

func (p *Project) removable(ctx context.Context, kind feltbog.Kind, id feltbog.ID) (*vault.Space, error) {
	if _, err := ownRules(kind); err != nil {
		return nil, err
	}
	if kind == feltbog.KindProject {
		return nil, feltbog.Errorf(feltbog.EInvalid, "project.needed", "the project of a vault cannot be deleted")
	}
	s, _, _, err := p.find(ctx, kind, id)
	return s, err
}

// coordinator refuses what only coordinators may do.
func (p *Project) coordinator(ctx context.Context) error {
	if team := p.v.Team(); team != nil {
		rec, _, err := team.Get(ctx, p.v.Actor(ctx))
		if m, ok := rec.(*feltbog.Member); err == nil && ok && m.Role == feltbog.Coordinator {
			return nil
		}
	}
	return feltbog.Errorf(feltbog.ERefused, "erase.coordinator", "only a coordinator of the project may erase for good")
}
