package app

import (
	"context"
	"encoding/json"
	"time"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Conflict is a field with two versions ("to udgaver"), because two people wrote it without having seen each other's
// text. Both are kept until somebody settles it.
type Conflict struct {
	Kind     feltbog.Kind `json:"kind"`
	ID       feltbog.ID   `json:"id"`
	Field    string       `json:"field"`    // Deleted for a record that one deleted and another edited
	Versions []Version    `json:"versions"` // the one that is shown stands first; of Deleted only the deletion
}

// Version is one of them.
type Version struct {
	Change string          `json:"change"` // to take it, see Resolve
	At     time.Time       `json:"at"`
	By     feltbog.ID      `json:"by"`
	Name   string          `json:"name,omitempty"`
	Value  json.RawMessage `json:"value"`
}

// Deleted is the name under which Conflicts lists whether a record is deleted. Its values are true and false.
const Deleted = change.Deleted

// Conflicts lists every field with two versions, newest record first.
func (p *Project) Conflicts(ctx context.Context) ([]Conflict, error) {
	names := p.names(ctx)
	out := []Conflict{}
	for _, s := range p.v.Spaces() {
		all, err := s.Conflicts(ctx)
		if err != nil {
			return nil, cancelled(ctx, err)
		}
		for _, c := range all {
			v := Conflict{Kind: c.Kind, ID: c.Record, Field: c.Field}
			for _, x := range c.Versions {
				v.Versions = append(v.Versions, Version{Change: x.ID.String(), At: x.Clock.Time(), By: x.Actor,
					Name: names(x.Actor), Value: valueJSON(c.Kind, c.Field, x.Data)})
			}
			out = append(out, v)
		}
	}
	return out, nil
}

// Choice settles a conflict: Take names the change whose version is to stand, Merge takes the proposal of Dispute, Both
// keeps both texts, one after the other, and otherwise Text is what a person wrote instead.
type Choice struct {
	Take  string
	Merge bool
	Both  bool
	Text  string
}

// Resolve settles a field with two versions.
func (p *Project) Resolve(ctx context.Context, kind feltbog.Kind, id feltbog.ID, field string, c Choice) error {
	schema, err := schemaOf(kind)
	if err != nil {
		return err
	}
	s, _, _, err := p.find(ctx, kind, id)
	if err != nil {
		return cancelled(ctx, err)
	}
	if field == Deleted {
		return cancelled(ctx, p.settleDeletion(ctx, s, id, c))
	}
	if c, err = p.proposal(ctx, kind, id, field, c); err != nil {
		return cancelled(ctx, err)
	}
	year := p.runningYear(ctx)
	_, err = p.v.Do(ctx, store.Action{Name: "conflict.resolve"}, vault.Work{s: func(w *store.Writer) error {
		now, err := s.Versions(ctx, id, field)
		if err != nil {
			return err
		}
		if len(now.Versions) < 2 {
			return settled(id, field)
		}
		var data []byte
		if c.Take != "" {
			data, err = taken(now, c.Take)
		} else {
			data, err = written(ctx, s, schema, id, Setting{field, c.Text}, year)
		}
		if err != nil {
			return err
		}
		return w.Resolve(id, field, data)
	}})
	return cancelled(ctx, err)
}

func settled(id feltbog.ID, field string) error {
	return feltbog.Errorf(feltbog.EUsage, "conflict.none", "the field %q of %s has only one version; there is nothing to settle", field, id).
		With("field", field).With("id", id.String())
}

// settleDeletion deletes, or keeps, a record that one deleted and another edited. Only the deletion is a version that
// can be taken; the edits stand in the record.
func (p *Project) settleDeletion(ctx context.Context, s *vault.Space, id feltbog.ID, c Choice) error {
	_, err := p.v.Do(ctx, store.Action{Name: "conflict.resolve"}, vault.Work{s: func(w *store.Writer) error {
		_, info, err := s.Get(ctx, id)
		if err != nil {
			return err
		}
		if status(info) != Contested {
			return settled(id, Deleted)
		}
		var data []byte
		if c.Take == "" {
			data, err = yesNo(c.Text)
		} else {
			var now store.Conflict
			if now, err = s.Versions(ctx, id, Deleted); err == nil {
				data, err = taken(now, c.Take)
			}
		}
		if err != nil {
			return err
		}
		if string(data) == string(change.Scalar(true)) {
			return w.Delete(id)
		}
		return w.Restore(id)
	}})
	return err
}

// taken returns the value of the version that a change made.
func taken(c store.Conflict, ref string) ([]byte, error) {
	id, err := change.ParseRef(ref)
	if err != nil {
		return nil, err
	}
	for _, v := range c.Versions {
		if v.ID == id {
			return v.Data, nil
		}
	}
	return nil, feltbog.Errorf(feltbog.EUsage, "conflict.other", "%s is not one of the versions of the field %q", ref, c.Field).
		With("change", ref).With("field", c.Field)
}

// written reads a new value and checks that the record keeps its rules with it.
func written(ctx context.Context, s *vault.Space, schema *feltbog.Schema, id feltbog.ID, set Setting, year int) ([]byte, error) {
	rec, _, err := s.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := setText(rec, schema, set, year); err != nil {
		return nil, err
	}
	if err := feltbog.Check(rec); err != nil {
		return nil, err
	}
	f, _ := schema.Field(set.Field)
	return change.EncodeField(rec, f)
}

// yesNo reads whether a record is to be deleted.
func yesNo(text string) ([]byte, error) {
	switch text {
	case "true", "ja", "yes":
		return change.Scalar(true), nil
	case "false", "nej", "no":
		return change.Scalar(false), nil
	}
	return nil, feltbog.Errorf(feltbog.EUsage, "conflict.deleted", "say true to delete the record, false to keep it")
}
