package vault

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault/keys"
	"feltbog/internal/vault/place"
)

// joinWork is the folder in which a vault is made that takes its project from a colleague.
const joinWork = ".feltbog-join-"

// Joining describes a new vault of a project that others have.
type Joining struct {
	Space    feltbog.ID        // the team's, or for a guest a workshop's
	Kind     feltbog.SpaceKind // which of them
	Register feltbog.ID        // the register's, so that a register taken in later is this one; zero: a new one
	Founding                   // Project is not used
}

// Join makes a vault of a project that others have. fill takes in what a colleague gave; when it returns the person and
// this machine enter themselves. The vault comes into its place only when all of that is done: a process that is killed
// before leaves a folder that the next opening nearby takes away.
func Join(ctx context.Context, dir string, j Joining, opt Options, fill func(*Vault) error) (*Vault, error) {
	dir, err := prepare(dir, opt)
	if err != nil {
		return nil, err
	}
	made, err := makeFolder(dir)
	if err != nil {
		return nil, err
	}
	near := filepath.Dir(dir)
	place.SweepWork(near, joinWork)
	work, err := place.MakeWork(near, joinWork)
	if err != nil {
		removeMade(dir, made)
		return nil, err
	}
	v, err := join(ctx, work, dir, j, opt, fill)
	if err = errors.Join(err, work.Remove()); err != nil {
		if v != nil {
			err = errors.Join(err, v.Close())
		}
		removeMade(dir, made)
		return nil, err
	}
	return v, nil
}

func join(ctx context.Context, work *place.Work, dir string, j Joining, opt Options, fill func(*Vault) error) (*Vault, error) {
	tree, err := work.Make("vault")
	if err != nil {
		return nil, err
	}
	if err := joinIn(ctx, tree, j, opt, fill); err != nil {
		return nil, err
	}
	if err := place.RemoveAll(dir); err != nil { // it is empty; Windows renames over nothing
		return nil, err
	}
	if err := place.Replace(tree, dir); err != nil {
		return nil, err
	}
	return open(ctx, dir, Unlock{Passphrase: j.Passphrase}, opt, false)
}

// joinIn makes the vault, fills it and closes it.
func joinIn(ctx context.Context, tree string, j Joining, opt Options, fill func(*Vault) error) error {
	hold, err := place.Lock(tree)
	if err != nil {
		return err
	}
	v := &Vault{dir: tree, opt: opt, hold: hold}
	if v.ring, err = keys.Create(tree, j.Passphrase, j.Recovery, opt.Keys); err == nil {
		if j.Kind != feltbog.WorkshopSpace { // a guest keeps no names
			_, err = v.ring.AddSpace(j.Register, feltbog.RegisterSpace)
		}
		if err == nil {
			_, err = v.ring.AddSpace(j.Space, j.Kind)
		}
	}
	if err == nil {
		if err = v.openSpaces(ctx, true); err == nil {
			err = v.begin(ctx, false)
		}
	}
	if err == nil {
		err = fill(v)
	}
	if err == nil {
		err = v.enter(ctx, j.Founding)
	}
	if err != nil {
		return errors.Join(err, v.forget(), v.abandon())
	}
	return v.Close()
}

// forget takes a vault that does not come to be out of this machine's own records.
func (v *Vault) forget() error {
	if v.session == nil {
		return nil
	}
	cfg, err := v.config()
	if err != nil {
		return err
	}
	return cfg.Forget(v.ring.Vault())
}

// enter writes who sits here and which machine this is. Somebody whom the team has under that name already is that
// member, at another machine.
func (v *Vault) enter(ctx context.Context, f Founding) error {
	if v.Team() == nil { // a guest is a role, and their machine has no name
		return nil
	}
	name := strings.TrimSpace(f.Member)
	if name == "" {
		name = f.Device
	}
	recs, err := v.Team().List(ctx, feltbog.KindMember, nil, 0)
	if err != nil {
		return err
	}
	var member *feltbog.Member
	for _, r := range recs {
		if m := r.(*feltbog.Member); member == nil && strings.EqualFold(m.Name, name) && m.Ended.IsZero() {
			member = m
		}
	}
	if member == nil {
		member = &feltbog.Member{Name: name, Role: feltbog.Fieldworker}
		member.ID = feltbog.NewID()
		_, err := v.Team().Write(ctx, store.Action{Name: "member.add", Actor: member.ID}, func(w *store.Writer) error { return w.Put(member) })
		if err != nil {
			return err
		}
	}
	if err := v.Team().SetLocal(ctx, "member", member.ID[:]); err != nil {
		return err
	}
	return v.announce(ctx, f.Device)
}

// TakeIn takes change sets in, and finishes what erasures among them ask for.
func (v *Vault) TakeIn(ctx context.Context, s *Space, source string, all store.Incoming, progress func(sets int)) (store.Received, error) {
	got, err := s.ReceiveSets(ctx, source, all, progress)
	if err == nil {
		err = v.sweepErased(context.WithoutCancel(ctx))
	}
	return got, err
}

// Leaving seals what is being typed and notes how far this machine's numbers have come. It must have returned before
// change sets leave the machine: a number that left is never given again, also not by a folder that was put back.
func (v *Vault) Leaving(ctx context.Context) error {
	for _, s := range v.Spaces() {
		if _, _, err := s.Seal(ctx); err != nil {
			return err
		}
	}
	return v.pass()
}
