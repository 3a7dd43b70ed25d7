package outgo

import (
	"context"
	"errors"
	"image"
	"slices"
	"strings"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// entry is what is known about one item.
type entry struct {
	item    app.GateItem
	head    app.Heading
	looked  bool
	found   []app.ScanFinding
	words   []string     // of the copy that goes out
	refused *app.Refusal // nil: it goes out
}

// goes reports whether it may leave.
func (e *entry) goes() bool { return e.looked && e.refused == nil }

// stays reports whether it stays in for another reason than that somebody has to decide.
func (e *entry) stays() bool { return e.looked && e.refused != nil && len(e.reasons()) > 0 }

// reasons why it stays in, without those that are decided about here.
func (e *entry) reasons() []app.GateReason {
	if e.refused == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(e.refused.Reasons), func(r app.GateReason) bool { return strings.HasPrefix(r.Key, "gate.finding.") })
}

// counts is the whole in numbers.
type counts struct{ goes, open, settled, stays, waits int }

func count(all []*entry) (n counts) {
	for _, e := range all {
		switch {
		case !e.looked:
			n.waits++
		case e.stays():
			n.stays++
		case e.goes():
			n.goes++
		}
		for _, f := range e.found {
			if f.Open() {
				n.open++
			} else {
				n.settled++
			}
		}
	}
	return n
}

// piece is how many items are looked at between two looks at the window; a picture is made anew from its pixels each time, so
// that they come one by one.
const piece = 20

// next takes the beginning of what waits to be looked at.
func next(todo []app.GateItem) (now, later []app.GateItem) {
	n := 0
	for n < len(todo) && n < piece && (todo[n].Kind != feltbog.KindPhoto || n == 0) {
		n++
		if todo[n-1].Kind == feltbog.KindPhoto {
			break
		}
	}
	return todo[:n], todo[n:]
}

// look asks about some items.
func (s *Screen) look(ctx context.Context, use feltbog.Use, items []app.GateItem) (map[feltbog.ID]*entry, error) {
	made, found, refused, err := s.deps.Cover(ctx, use, items)
	if err != nil {
		return nil, err
	}
	out := map[feltbog.ID]*entry{}
	for _, it := range items {
		e := &entry{item: it, looked: true}
		if e.head, err = s.deps.Heading(ctx, it.Kind, it.ID); err != nil {
			return nil, err
		}
		out[it.ID] = e
	}
	for _, m := range made.Made {
		out[m.Item.ID].words = m.Words(use)
	}
	for _, f := range found {
		if e := out[f.Record]; e != nil {
			e.found = append(e.found, f)
		}
	}
	for _, r := range refused {
		out[r.Item.ID].refused = &r
	}
	return out, nil
}

// picture decodes the copy of a picture that would leave; nil where none may.
func (s *Screen) picture(ctx context.Context, use feltbog.Use, it app.GateItem) (image.Image, error) {
	made, _, _, err := s.deps.Cover(ctx, use, []app.GateItem{it})
	if err != nil || len(made.Made) == 0 {
		return nil, err
	}
	return made.Made[0].Picture()
}

// keyOf is the key of a coded error.
func keyOf(err error) string {
	var known *feltbog.Error
	if errors.As(err, &known) {
		return known.Key
	}
	return ""
}

// blind returns why no names can be looked for, nil where they can: it is the same for all.
func blind(all []*entry) error {
	for _, e := range all {
		for _, r := range e.reasons() {
			if k := keyOf(r.Why); k == "gate.blind" || k == "gate.blind.none" {
				return r.Why
			}
		}
	}
	return nil
}
