package app

import (
	"context"
	"strings"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
)

// Dispute is a field with two versions as one settles it: both texts with who and when, what both were written from, and
// what they come to together where they do not touch the same sentences.
type Dispute struct {
	Conflict
	Title    string   `json:"title,omitempty"` // of the record
	Text     bool     `json:"text"`            // a text that can be written anew and merged
	Ancestor *Version `json:"ancestor"`        // nil: they have none, or it was erased
	Merged   *string  `json:"merged"`          // the proposal; nil: there is none
	Both     *string  `json:"both"`            // one after the other; nil: the field holds one value only
	Place    Place    `json:"place,omitempty"` // where the record is at home in the window
	// Worded are the versions as the window shows them, in their order, and Before the ancestor.
	Worded []OneVersion `json:"-"`
	Before *OneVersion  `json:"-"`
}

// NewPassages returns where a text says something that an earlier one does not, by sentences, in characters from and up to.
func NewPassages(earlier, text string) [][2]int { return change.Written(earlier, text) }

// Dispute reads one field with two versions.
func (p *Project) Dispute(ctx context.Context, kind feltbog.Kind, id feltbog.ID, field string) (Dispute, error) {
	schema, err := schemaOf(kind)
	if err != nil {
		return Dispute{}, err
	}
	s, _, _, err := p.find(ctx, kind, id)
	if err != nil {
		return Dispute{}, cancelled(ctx, err)
	}
	now, err := s.Versions(ctx, id, field)
	if err != nil {
		return Dispute{}, cancelled(ctx, err)
	}
	if len(now.Versions) < 2 && field != Deleted || len(now.Versions) == 0 {
		return Dispute{}, settled(id, field)
	}
	names, worder := p.names(ctx), p.namer()
	d := Dispute{Conflict: Conflict{Kind: kind, ID: id, Field: field}}
	if h, err := p.Heading(ctx, kind, id); err == nil {
		d.Title, d.Place = h.Title, h.Place
	}
	for _, v := range now.Versions {
		d.Versions = append(d.Versions, p.version(names, kind, field, v))
		w, err := worder.version(ctx, names, schema, field, v)
		if err != nil {
			return Dispute{}, cancelled(ctx, err)
		}
		d.Worded = append(d.Worded, w)
	}
	if field == Deleted {
		return d, nil
	}
	history, err := s.History(ctx, id)
	if err != nil {
		return Dispute{}, cancelled(ctx, err)
	}
	old, known := ancestor(history, field, now.Versions)
	if known {
		v := p.version(names, kind, field, old)
		d.Ancestor = &v
		w, err := worder.version(ctx, names, schema, field, old)
		if err != nil {
			return Dispute{}, cancelled(ctx, err)
		}
		d.Before = &w
	}
	f, _ := schema.Field(field)
	if d.Text = f.Type == feltbog.TypeText && (f.Long || f.Search); !d.Text {
		return d, nil
	}
	if f.Long || kind == feltbog.KindNoteBlock {
		both := bothTexts(now.Versions)
		d.Both = &both
	}
	if merged, ok := propose(old, known, now.Versions); ok {
		d.Merged = &merged
	}
	return d, nil
}

func (p *Project) version(names func(feltbog.ID) string, kind feltbog.Kind, field string, v store.Version) Version {
	return Version{Change: v.ID.String(), At: v.Clock.Time(), By: v.Actor, Name: names(v.Actor), Value: valueJSON(kind, field, v.Data)}
}

// ancestor finds the newest value that all versions were written over, one after another. It is not known when there is
// none, or when it was erased.
func ancestor(history []store.Entry, field string, versions []store.Version) (store.Version, bool) {
	type written struct {
		entry store.Entry
		edit  change.Edit
	}
	all := map[change.ID]written{}
	for _, e := range history {
		for _, edit := range e.Edits {
			if edit.Field == field && edit.Value != nil {
				all[e.ID] = written{e, edit}
			}
		}
	}
	count := map[change.ID]int{}
	for _, v := range versions {
		seen := map[change.ID]bool{}
		next := append([]change.ID{}, all[v.ID].edit.Over...)
		for len(next) > 0 {
			id := next[0]
			next = next[1:]
			if w, known := all[id]; known && !seen[id] {
				seen[id] = true
				count[id]++
				next = append(next, w.edit.Over...)
			}
		}
	}
	var best *written
	for id, n := range count {
		if w := all[id]; n == len(versions) && (best == nil || w.entry.Clock > best.entry.Clock || w.entry.Clock == best.entry.Clock && id.Compare(best.entry.ID) > 0) {
			best = &w
		}
	}
	if best == nil || best.edit.Value.Erased() {
		return store.Version{}, false
	}
	return store.Version{ID: best.entry.ID, Clock: best.entry.Clock, Actor: best.entry.Actor, Data: best.edit.Value.Data()}, true
}

// textOf reads the text of a value; null is the empty text.
func textOf(data []byte) string {
	plain, _ := change.Plain(data)
	text, _ := plain.(string)
	return text
}

// propose merges all versions into one. Without an ancestor there is nothing to measure them by.
func propose(old store.Version, known bool, versions []store.Version) (string, bool) {
	if !known || len(versions) < 2 {
		return "", false
	}
	merged := textOf(versions[0].Data)
	for _, v := range versions[1:] {
		var clean bool
		if merged, clean = change.Propose(textOf(old.Data), merged, textOf(v.Data)); !clean {
			return "", false
		}
	}
	return merged, true
}

// bothTexts puts the versions one after the other, the oldest first, and each only once.
func bothTexts(versions []store.Version) string {
	var texts []string
	for i := len(versions) - 1; i >= 0; i-- {
		text := strings.TrimSpace(textOf(versions[i].Data))
		if text != "" && !strings.Contains(strings.Join(texts, "\n\n"), text) {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, "\n\n")
}

// proposal returns what a choice of the merge, or of both texts, stands for.
func (p *Project) proposal(ctx context.Context, kind feltbog.Kind, id feltbog.ID, field string, c Choice) (Choice, error) {
	if !c.Merge && !c.Both {
		return c, nil
	}
	d, err := p.Dispute(ctx, kind, id, field)
	if err != nil {
		return c, err
	}
	text := d.Merged
	if c.Both {
		text = d.Both
	}
	if text == nil {
		return c, feltbog.Errorf(feltbog.EUsage, "conflict.nomerge", "these two versions of %q cannot be put together; choose one, or write a third", field).
			With("field", field)
	}
	return Choice{Text: *text}, nil
}
