package app

import (
	"context"
	"errors"
	"strconv"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault/keys"
	"feltbog/internal/vault/place"
)

// The ways into a vault from the window. They do what the functions of the same name do, remember which vaults were
// opened here, and make a wrong passphrase wait.

// waitform is how often a vault's passphrase was wrong in a row, and when it may be tried again.
type waitform struct {
	Wrong int       `json:"wrong"`
	Until time.Time `json:"until"`
}

// longestWait bounds how long a wrong passphrase waits.
const longestWait = time.Minute

// pause is how long to wait after a passphrase was wrong so many times in a row: 1, 2, 4 ... 60 seconds.
func pause(wrong int) time.Duration {
	if wrong < 1 {
		return 0
	}
	return min(time.Second<<min(wrong-1, 10), longestWait)
}

// Wait returns how long the passphrase of a vault cannot be tried because it was wrong before, 0 when it can. It does
// not keep anybody with a copy of the vault from guessing; the cost of the key does that.
func (m *Machine) Wait(dir string) (time.Duration, error) {
	f, err := keys.Open(dir, m.opt.vault().Keys)
	if err != nil {
		return 0, nil // opening it will tell why
	}
	is, err := m.recall()
	return m.left(is.Waits[f.Vault()]), err
}

// left is never longer than the longest wait: the clock may have been set back.
func (m *Machine) left(w waitform) time.Duration {
	return min(max(w.Until.Sub(m.now()), 0), pause(w.Wrong))
}

// Open opens a vault. A passphrase that is tried too early is not looked at: the error has the key vault.wait and says
// how many seconds are left.
func (m *Machine) Open(ctx context.Context, dir string, u Unlock) (*Project, error) {
	if u.Passphrase != "" {
		left, err := m.Wait(dir)
		if err != nil {
			return nil, err
		}
		if left > 0 {
			return nil, tooEarly(left)
		}
	}
	p, err := Open(ctx, dir, u, m.opt)
	if err != nil {
		return nil, errors.Join(err, m.wrong(dir, u, err))
	}
	return m.opened(ctx, p)
}

func tooEarly(left time.Duration) error {
	seconds := int((left + time.Second - 1) / time.Second)
	return feltbog.Errorf(feltbog.EKey, "vault.wait", "the passphrase was wrong; it can be tried again in %d seconds", seconds).
		With("seconds", strconv.Itoa(seconds))
}

// wrong notes a wrong passphrase.
func (m *Machine) wrong(dir string, u Unlock, err error) error {
	var coded *feltbog.Error
	if u.Passphrase == "" || !errors.As(err, &coded) || coded.Key != "vault.passphrase" {
		return nil
	}
	f, err := keys.Open(dir, m.opt.vault().Keys)
	if err != nil {
		return err
	}
	return m.change(func(is *memory) {
		if is.Waits == nil {
			is.Waits = map[feltbog.ID]waitform{}
		}
		w := is.Waits[f.Vault()]
		w.Wrong = min(w.Wrong+1, 100)
		w.Until = m.now().Add(pause(w.Wrong))
		is.Waits[f.Vault()] = w
	})
}

// opened remembers a vault that is open. A machine that cannot remember is no reason not to work, so a failure there
// does not close the vault; a person who stopped the opening meanwhile does.
func (m *Machine) opened(ctx context.Context, p *Project) (*Project, error) {
	if ctx.Err() != nil {
		return nil, errors.Join(cancelled(ctx, ctx.Err()), p.Close())
	}
	_ = m.change(func(is *memory) {
		is.remember(p.Dir())
		delete(is.Waits, p.v.Keys().Vault())
	})
	return p, nil
}

// Create makes a vault. When it is stopped, or fails, nothing is left of it.
func (m *Machine) Create(ctx context.Context, dir string, f Founding) (*Project, error) {
	if err := m.CheckPlace(dir); err != nil {
		return nil, err
	}
	p, err := Create(ctx, dir, f, m.opt)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	return m.kept(ctx, p)
}

// Join makes a vault that begins with a colleague's pakke. When it is stopped, or fails, nothing is left of it.
func (m *Machine) Join(ctx context.Context, dir, file string, key BundleKey, f Founding, progress *Progress) (*Project, error) {
	if err := m.CheckPlace(dir); err != nil {
		return nil, err
	}
	p, err := JoinBundle(ctx, dir, file, key, f, m.opt, progress)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	return m.kept(ctx, p)
}

// kept is opened for a vault that was made just now: one that nobody wants any more is taken away.
func (m *Machine) kept(ctx context.Context, p *Project) (*Project, error) {
	dir := p.Dir()
	q, err := m.opened(ctx, p)
	if err != nil {
		return nil, errors.Join(err, place.RemoveAll(dir))
	}
	return q, nil
}

// Recover opens a vault with the words of its recovery sheet and gives it a new passphrase.
func (m *Machine) Recover(ctx context.Context, dir, sheet, passphrase string) (*Project, error) {
	p, err := Recover(ctx, dir, sheet, passphrase, m.opt)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	return m.opened(ctx, p)
}

// Restore is the job that makes a vault in dir from a backup. made gets the open project.
func (m *Machine) Restore(backup, dir string, u Unlock, made **Project) Job {
	return Job{Title: "job.restore", Start: func(ctx context.Context, progress *Progress) error {
		if err := m.CheckPlace(dir); err != nil {
			return err
		}
		p, err := Restore(ctx, backup, dir, u, m.opt, progress)
		if err == nil {
			*made, err = m.kept(ctx, p)
		}
		return err
	}}
}

// Discard takes away a vault that was made just now, because somebody changed their mind before anything was written in
// it: it is closed, forgotten and removed.
func (m *Machine) Discard(p *Project) error {
	dir := p.Dir()
	return errors.Join(p.Close(), m.ForgetVault(dir), place.RemoveAll(dir))
}
