package app

import (
	"context"
	"encoding/json"
	"time"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
)

// Change is one line in the history of a record.
type Change struct {
	ID       string      `json:"change"`
	At       time.Time   `json:"at"`
	Action   string      `json:"action"`
	By       feltbog.ID  `json:"by"`
	Name     string      `json:"name,omitempty"` // of the member, when known
	Reason   string      `json:"reason,omitempty"`
	Undoes   string      `json:"undoes,omitempty"`   // the change set that this one took back
	Withheld bool        `json:"withheld,omitempty"` // part of an import that was undone here
	Fields   []FieldEdit `json:"fields"`
}

// FieldEdit is what a change did to one field.
type FieldEdit struct {
	Field  string            `json:"field"`
	Value  json.RawMessage   `json:"value,omitempty"`
	Erased bool              `json:"erased,omitempty"`
	Added  []json.RawMessage `json:"added,omitempty"`   // members of a set
	Taken  int               `json:"removed,omitempty"` // how many additions to a set were taken back
}

// History returns every change of a record, oldest first. Erased values are there as erased.
func (p *Project) History(ctx context.Context, kind feltbog.Kind, id feltbog.ID) ([]Change, error) {
	s, _, _, err := p.find(ctx, kind, id)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	entries, err := s.History(ctx, id)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	names := p.names(ctx)
	out := make([]Change, len(entries))
	for i, e := range entries {
		out[i] = changeView(kind, e)
		out[i].Name = names(e.Actor)
	}
	return out, nil
}

func changeView(kind feltbog.Kind, e store.Entry) Change {
	c := Change{ID: e.ID.String(), At: e.Clock.Time(), Action: e.Action, By: e.Actor, Reason: e.Reason, Withheld: e.Withheld,
		Fields: []FieldEdit{}}
	if e.Undoes != nil {
		c.Undoes = e.Undoes.String()
	}
	for _, edit := range e.Edits {
		f := FieldEdit{Field: edit.Field, Taken: len(edit.Remove)}
		if v := edit.Value; v != nil {
			if f.Erased = v.Erased(); !f.Erased {
				f.Value = valueJSON(kind, edit.Field, v.Data())
			}
		}
		for _, v := range edit.Add {
			if v.Erased() {
				f.Erased = true
			} else {
				f.Added = append(f.Added, valueJSON(kind, edit.Field, v.Data()))
			}
		}
		c.Fields = append(c.Fields, f)
	}
	return c
}

// names returns a look-up of what members are called.
func (p *Project) names(ctx context.Context) func(feltbog.ID) string {
	known := map[feltbog.ID]string{}
	return func(id feltbog.ID) string {
		if name, ok := known[id]; ok || id.IsZero() || p.v.Team() == nil {
			return name
		}
		rec, _, err := p.v.Team().Get(ctx, id)
		if m, ok := rec.(*feltbog.Member); err == nil && ok {
			known[id] = m.Name
		} else {
			known[id] = ""
		}
		return known[id]
	}
}

// status tells whether a record is there.
func status(i *store.Info) Status {
	switch i.Status {
	case change.Trashed:
		return Trashed
	case change.Revived:
		return Contested
	}
	return Present
}
