package app

import (
	"context"
	"encoding/json"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault"
)

// Saved says in numbers what the window says in words: what is saved here, and how much of it nobody else has.
type Saved struct {
	// Unshared is how many of this machine's actions in the team space have not left it.
	Unshared int
	// TwoVersions is how many fields wait with two versions. Work goes on while there are some.
	TwoVersions int
}

// Saved looks it up.
func (p *Project) Saved(ctx context.Context) (Saved, error) {
	team := p.v.Team()
	if team == nil {
		return Saved{}, nil
	}
	own := p.v.Identity().Stamp.Device
	left, err := p.left(ctx, team)
	out := Saved{Unshared: int(team.Vector()[own] - min(left[own], team.Vector()[own]))}
	for _, s := range p.v.Spaces() {
		if err != nil {
			break
		}
		var n int
		n, err = s.ConflictCount(ctx)
		out.TwoVersions += n
	}
	return out, cancelled(ctx, err)
}

// leftKey is where it is noted how far this machine's work was handed over in any pakke.
const leftKey = "left"

// left returns how far each machine's work has left this one, or is known to be with somebody else.
func (p *Project) left(ctx context.Context, s *vault.Space) (map[feltbog.ID]uint64, error) {
	notes, err := s.Locals(ctx, peerPrefix)
	if err != nil {
		return nil, err
	}
	notes[leftKey], err = s.Local(ctx, leftKey)
	out := map[feltbog.ID]uint64{}
	for _, b := range notes {
		var known sent
		if json.Unmarshal(b, &known) != nil {
			continue
		}
		for id, n := range known.vector() {
			out[id] = max(out[id], n)
		}
	}
	return out, err
}

// leaves notes what was handed over.
func (p *Project) leaves(ctx context.Context, s *vault.Space, until map[feltbog.ID]uint64) error {
	now := sent{Vector: map[string]uint64{}}
	for id, n := range until {
		now.Vector[id.String()] = n
	}
	b, err := json.Marshal(now)
	if err != nil {
		return err
	}
	return s.SetLocal(ctx, leftKey, b)
}

// Keep remembers something about how this machine's window was left, such as the place in front. It lies in the vault,
// under its lock, and never travels.
func (p *Project) Keep(ctx context.Context, name, value string) error {
	s := p.own()
	if s == nil {
		return nil
	}
	return cancelled(ctx, s.SetLocal(ctx, name, []byte(value)))
}

// Kept returns what Keep was given last, "" when there is nothing.
func (p *Project) Kept(ctx context.Context, name string) (string, error) {
	s := p.own()
	if s == nil {
		return "", nil
	}
	b, err := s.Local(ctx, name)
	return string(b), cancelled(ctx, err)
}

// own is the space that is always open: the team's, or in a guest's vault the workshop's.
func (p *Project) own() *vault.Space {
	if team := p.v.Team(); team != nil {
		return team
	}
	if all := p.v.Spaces(); len(all) > 0 {
		return all[len(all)-1]
	}
	return nil
}
