package app

import (
	"context"

	"feltbog/internal/vault"
)

// Saved says in numbers what the window says in words: what is saved here, and how much of it nobody else has.
type Saved struct {
	// Unshared is how many of this machine's actions in the team space have not left it.
	Unshared int
}

// Saved looks it up.
func (p *Project) Saved(context.Context) (Saved, error) {
	team := p.v.Team()
	if team == nil {
		return Saved{}, nil
	}
	return Saved{Unshared: int(team.Vector()[p.v.Identity().Stamp.Device])}, nil
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
