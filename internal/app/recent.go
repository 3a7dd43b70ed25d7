package app

import (
	"context"
	"encoding/json"
	"slices"
	"sync"

	"feltbog/internal/feltbog"
)

// recentKept is the name under which a vault keeps what this machine's window opened last.
const (
	recentKept = "window.recent"
	recentMost = 12
)

// visits keeps two visits from overwriting each other.
var visits sync.Mutex

// visit is one record that was opened.
type visit struct {
	Kind feltbog.Kind
	ID   feltbog.ID
}

// Visit notes that a record was opened. It never travels.
func (p *Project) Visit(ctx context.Context, kind feltbog.Kind, id feltbog.ID) error {
	visits.Lock()
	defer visits.Unlock()
	all, err := p.visited(ctx)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(v visit) bool { return v.ID == id })
	all = slices.Insert(all, 0, visit{kind, id})
	b, err := json.Marshal(all[:min(len(all), recentMost)])
	if err != nil {
		return err
	}
	return p.Keep(ctx, recentKept, string(b))
}

func (p *Project) visited(ctx context.Context) ([]visit, error) {
	kept, err := p.Kept(ctx, recentKept)
	var all []visit
	if err != nil || kept == "" {
		return nil, err
	}
	if json.Unmarshal([]byte(kept), &all) != nil {
		return nil, nil // written by another version: begin anew
	}
	return all, nil
}

// Recent returns the records that were opened last and are still there, the last one first.
func (p *Project) Recent(ctx context.Context) ([]Heading, error) {
	all, err := p.visited(ctx)
	if err != nil {
		return nil, err
	}
	n, out := p.namer(), []Heading{}
	for _, v := range all {
		h, err := n.name(ctx, v.Kind, v.ID, aboveMost)
		if err != nil {
			return nil, err
		}
		if h.Status == Present || h.Status == Contested {
			out = append(out, h)
		}
	}
	return out, nil
}
