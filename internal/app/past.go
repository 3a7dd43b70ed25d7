package app

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Deed is one action in the project's history.
type Deed struct {
	ID     feltbog.ID `json:"id"`
	Action string     `json:"action"` // its name, as "plan_action.edit"
	At     time.Time  `json:"at"`
	By     feltbog.ID `json:"by"`
	Name   string     `json:"name,omitempty"` // of the member, when known
	Own    bool       `json:"own"`            // by whoever sits here
	Reason string     `json:"reason,omitempty"`
	// About is the record that the action was about, and Others how many more it wrote in.
	About  Heading `json:"about"`
	Others int     `json:"others,omitempty"`
	// Turn tells an undo and a redo from what people write; the action is then the one that was taken back or put again.
	Turn     Turn `json:"turn,omitempty"`
	Undone   bool `json:"undone,omitempty"`   // taken back, and not put again since
	Withheld bool `json:"withheld,omitempty"` // part of an import that was undone here
	// Steps is how many undos take it back now: 1 for the own last action; 0 when undo does not reach it.
	Steps int `json:"steps,omitempty"`
}

// Turn says whether an action takes another one back, or puts it again.
type Turn string

// The turns.
const (
	Undid Turn = "undid"
	Redid Turn = "redid"
)

// Past is a piece of the project's history, newest first.
type Past struct {
	Deeds []Deed `json:"deeds"`
	// Next goes on where this piece ends; "" at the beginning of the history.
	Next string `json:"next,omitempty"`
}

// PastQuery asks for a piece of the history.
type PastQuery struct {
	By    feltbog.ID // only what this member did; zero: everybody
	Next  string     // of the piece before; "": from now
	Limit int        // 0: 50
}

// Past tells what everybody did in the whole project, newest first.
func (p *Project) Past(ctx context.Context, q PastQuery) (Past, error) {
	if q.Limit <= 0 {
		q.Limit = 50
	}
	var before uint64
	if q.Next != "" {
		var err error
		if before, err = strconv.ParseUint(q.Next, 10, 64); err != nil {
			return Past{}, feltbog.Errorf(feltbog.EUsage, "past.next", "%q is not where a piece of history ended", q.Next).With("next", q.Next)
		}
	}
	var all []logged
	full := false
	for _, s := range p.v.Spaces() {
		some, more, err := journal(ctx, s, change.Clock(before), q)
		if err != nil {
			return Past{}, cancelled(ctx, err)
		}
		all, full = append(all, some...), full || more
	}
	slices.SortStableFunc(all, func(a, b logged) int { return cmp.Compare(b.Set.Clock, a.Set.Clock) })
	out := Past{Deeds: []Deed{}}
	groups, last := gather(all, q.Limit)
	if full || len(groups) == q.Limit && last < len(all) {
		out.Next = strconv.FormatUint(uint64(all[last-1].Set.Clock), 10)
	}
	steps, err := p.reach(ctx)
	if err != nil {
		return Past{}, cancelled(ctx, err)
	}
	me, names, n := p.v.Actor(ctx), p.names(ctx), p.namer()
	for _, g := range groups {
		d, err := g.deed(ctx, n)
		if err != nil {
			return Past{}, err
		}
		d.Name, d.Own, d.Steps = names(d.By), d.By == me, steps[d.ID]
		out.Deeds = append(out.Deeds, d)
	}
	return out, nil
}

// logged is a set with the space it stands in.
type logged struct {
	store.Logged
	space *vault.Space
}

// journal reads a piece of one space's log: as many sets as are asked for, and all that share the last one's time, so
// that none falls between two pieces.
func journal(ctx context.Context, s *vault.Space, before change.Clock, q PastQuery) (all []logged, more bool, err error) {
	err = s.Journal(ctx, before, func(l store.Logged) (bool, error) {
		if !q.By.IsZero() && l.Set.Actor != q.By {
			return true, ctx.Err()
		}
		if len(all) >= q.Limit && l.Set.Clock != all[len(all)-1].Set.Clock {
			more = true
			return false, nil
		}
		all = append(all, logged{l, s})
		return true, ctx.Err()
	})
	return all, more, err
}

// group is the sets of one action, which may reach over several spaces.
type group []logged

// gather puts the sets of each action together, for the first actions up to the limit, and returns how many sets that
// were.
func gather(all []logged, limit int) (groups []group, sets int) {
	at := map[feltbog.ID]int{}
	for i, l := range all {
		n, ok := at[l.Set.ActionID]
		if !ok && len(groups) == limit && l.Set.Clock != all[i-1].Set.Clock {
			return groups, i
		}
		if !ok {
			n = len(groups)
			at[l.Set.ActionID], groups = n, append(groups, nil)
		}
		groups[n] = append(groups[n], l)
	}
	return groups, len(all)
}

// deed tells what an action was.
func (g group) deed(ctx context.Context, n *namer) (Deed, error) {
	first := g[0].Set
	d := Deed{ID: first.ActionID, Action: first.Action, At: first.Clock.Time(), By: first.Actor, Reason: first.ReasonText(), Undone: true}
	var records []vault.Touched
	for _, l := range g {
		d.Undone, d.Withheld = d.Undone && l.Undone, d.Withheld || l.Withheld
		for i := range l.Set.Changes {
			c := &l.Set.Changes[i]
			t := vault.Touched{ID: c.Record, Kind: c.Kind}
			if c.Erase == nil && !slices.Contains(records, t) {
				records = append(records, t)
			}
		}
	}
	if first.Undoes != nil {
		d.Turn = Undid
		was, err := g[0].space.SetOf(ctx, *first.Undoes)
		if err != nil {
			return d, cancelled(ctx, err)
		}
		if was != nil && was.Undoes != nil {
			d.Turn = Redid
		}
	}
	about, ok := subject(d.Action, records)
	if !ok {
		return d, nil
	}
	d.Others = len(records) - 1
	var err error
	d.About, err = n.name(ctx, about.Kind, about.ID, aboveMost)
	return d, err
}

// reach counts for each own action that can be taken back how many undos that takes.
func (p *Project) reach(ctx context.Context) (map[feltbog.ID]int, error) {
	done, err := p.v.History(ctx)
	steps := map[feltbog.ID]int{}
	for _, d := range slices.Backward(done) {
		if d.Undo {
			steps[d.Action] = len(steps) + 1
		}
	}
	return steps, err
}
