package vault

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"filippo.io/age"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/store/media"
	"feltbog/internal/vault/identity"
	"feltbog/internal/vault/keys"
	"feltbog/internal/vault/place"
)

// Options are the same for making and opening a vault. The zero value is right for everything but tests.
type Options struct {
	Keys   keys.Options
	Now    func() time.Time // nil: time.Now
	Config string           // folder of the device's own records; "": the system's
	// Anywhere skips the refusal of synced and network folders. Only for tests of other things.
	Anywhere bool
	// Layer options for fault injection in tests.
	Layer []cryptvfs.Option
	// VolumeBytes is the size at which a media volume is sealed; 0: about 2 GB.
	VolumeBytes int64
}

// Unlock is one way into a vault; exactly one field is set.
type Unlock struct {
	Passphrase string
	Recovery   *[16]byte
	Keyring    bool
	Identity   age.Identity
}

// Vault is an open vault. Its methods may be called from any goroutine.
type Vault struct {
	dir     string
	opt     Options
	hold    *place.Hold
	ring    *keys.Ring
	session *identity.Session

	upTo time.Time // see UpTo

	mu      sync.Mutex // guards spaces and the order of actions that reach over several
	spaces  []*Space
	onSpace []func(*Space)

	passer *passer
}

// Space is one open space of a vault.
type Space struct {
	*store.Store
	Media *media.Store
	vfs   *cryptvfs.VFS
	dir   string
	name  string // stem of its files

	thumbsMu sync.Mutex
	thumbs   *media.Thumbs // opened when they are first asked for
}

// Created is what a new vault tells once.
type Created struct {
	Project feltbog.ID
	Member  feltbog.ID
}

// Founding describes a new vault.
type Founding struct {
	Project    string   // name of the new project
	Member     string   // what the person at this machine is called in the team; a role will do
	Device     string   // name of this machine
	Passphrase string   // see keys.Strength
	Recovery   [16]byte // the secret of the twelve words, which the caller shows before this is forgotten
}

// Create makes a vault with a new project in a folder that does not exist yet or is empty. When it fails nothing is
// left of it.
func Create(ctx context.Context, dir string, f Founding, opt Options) (*Vault, error) {
	dir, err := prepare(dir, opt)
	if err != nil {
		return nil, err
	}
	made, err := makeFolder(dir)
	if err != nil {
		return nil, err
	}
	v, err := create(ctx, dir, f, opt)
	if err != nil {
		removeMade(dir, made)
		return nil, err
	}
	return v, nil
}

func create(ctx context.Context, dir string, f Founding, opt Options) (*Vault, error) {
	hold, err := place.Lock(dir)
	if err != nil {
		return nil, err
	}
	v := &Vault{dir: dir, opt: opt, hold: hold}
	if v.ring, err = keys.Create(dir, f.Passphrase, f.Recovery, opt.Keys); err != nil {
		return nil, errors.Join(err, v.abandon())
	}
	for _, kind := range []feltbog.SpaceKind{feltbog.RegisterSpace, feltbog.TeamSpace} {
		if _, err = v.ring.AddSpace(feltbog.ID{}, kind); err != nil {
			return nil, errors.Join(err, v.abandon())
		}
	}
	if err = v.openSpaces(ctx, true); err == nil {
		if err = v.begin(ctx, false); err == nil {
			err = v.found(ctx, f)
		}
	}
	if err != nil {
		return nil, errors.Join(err, v.abandon())
	}
	return v, nil
}

// found writes the first records: the project, the person, this machine and its numbers.
func (v *Vault) found(ctx context.Context, f Founding) error {
	member := &feltbog.Member{Name: f.Member, Role: feltbog.Coordinator}
	if strings.TrimSpace(member.Name) == "" {
		member.Name = f.Device
	}
	project := &feltbog.Project{Title: f.Project}
	_, err := v.Team().Write(ctx, store.Action{Name: "vault.create"}, func(w *store.Writer) error {
		for _, r := range []feltbog.Record{project, member} {
			if err := w.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := v.Team().SetLocal(ctx, "member", member.ID[:]); err != nil {
		return err
	}
	return v.announce(ctx, f.Device)
}

// Open opens a vault.
func Open(ctx context.Context, dir string, u Unlock, opt Options) (*Vault, error) {
	return open(ctx, dir, u, opt, false)
}

func open(ctx context.Context, dir string, u Unlock, opt Options, restored bool) (*Vault, error) {
	dir, err := prepare(dir, opt)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(dir, keys.FileName)); errors.Is(err, os.ErrNotExist) {
		return nil, feltbog.Errorf(feltbog.ENotFound, "vault.keys.missing", "%s is not a vault: it has no file %s", dir, keys.FileName).
			With("folder", dir).With("file", keys.FileName)
	}
	hold, err := place.Lock(dir)
	if err != nil {
		return nil, err
	}
	v := &Vault{dir: dir, opt: opt, hold: hold}
	var file *keys.File
	if file, err = keys.Open(dir, opt.Keys); err == nil {
		if v.ring, err = unlock(file, u); err == nil {
			if err = v.openSpaces(ctx, false); err == nil {
				err = v.begin(ctx, restored)
			}
			if err == nil {
				err = v.sweepWork(ctx)
			}
			if err == nil {
				err = v.sweepStaging(ctx)
			}
		}
	}
	if err != nil {
		return nil, errors.Join(err, v.abandon())
	}
	return v, nil
}

func unlock(f *keys.File, u Unlock) (*keys.Ring, error) {
	switch {
	case u.Recovery != nil:
		return f.UnlockRecovery(*u.Recovery)
	case u.Keyring:
		return f.UnlockKeyring()
	case u.Identity != nil:
		return f.UnlockIdentity(u.Identity)
	}
	return f.UnlockPassphrase(u.Passphrase)
}

// prepare checks that a vault may live in the folder and that the encrypting layer does what it promises here.
func prepare(dir string, opt Options) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("open vault %s: %w", dir, err)
	}
	if !opt.Anywhere {
		if err := place.Check(abs); err != nil {
			return "", err
		}
	}
	return abs, selfTest()
}

// makeFolder makes the vault's folder and reports whether it was not there before.
func makeFolder(dir string) (bool, error) {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return false, cryptvfs.Classify(err, dir)
		}
		return true, nil
	case err != nil:
		return false, fmt.Errorf("make vault %s: %w", dir, err)
	case len(entries) > 0:
		return false, feltbog.Errorf(feltbog.EUsage, "vault.folder", "%s is not empty; choose a new folder for the vault", dir).With("folder", dir)
	}
	return false, nil
}

// removeMade takes away what a failed Create left.
func removeMade(dir string, made bool) {
	if made {
		_ = place.RemoveAll(dir)
		return
	}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		_ = place.RemoveAll(filepath.Join(dir, e.Name()))
	}
}

// Close seals what is being typed, rotates the device's nonce and gives the vault free. It wipes the keys. Closing
// twice is harmless.
func (v *Vault) Close() error {
	if v.hold == nil {
		return nil
	}
	ctx := context.Background()
	var errs []error
	for _, s := range v.spaces {
		_, _, err := s.Seal(ctx)
		errs = append(errs, err)
	}
	if v.passer != nil {
		errs = append(errs, v.passer.stop())
	}
	if v.session != nil {
		errs = append(errs, v.session.End(v.saveStamp))
	}
	return errors.Join(append(errs, v.abandon())...)
}

// abandon closes everything without writing.
func (v *Vault) abandon() error {
	var errs []error
	if v.passer != nil {
		errs = append(errs, v.passer.stop())
	}
	for _, s := range v.spaces {
		errs = append(errs, s.close())
	}
	v.spaces = nil
	if v.ring != nil {
		v.ring.Close()
	}
	if v.hold != nil {
		errs = append(errs, v.hold.Release())
		v.hold = nil
	}
	return errors.Join(errs...)
}

// Dir returns the vault's folder.
func (v *Vault) Dir() string { return v.dir }

// UpTo returns until when everything is there, as it was found when the vault was opened and before anything was
// written: what a user is told after a crash or a power cut ("alt til og med 14.36 er her").
func (v *Vault) UpTo() time.Time { return v.upTo }

// Keys returns the opened key file, for changing passphrase, recovery words and custodians.
func (v *Vault) Keys() *keys.Ring { return v.ring }

// Identity says which device this vault is and why, if it became a new one when it was opened.
func (v *Vault) Identity() *identity.Session { return v.session }

// Now is the time by the clock that the vault was opened with.
func (v *Vault) Now() time.Time { return v.now() }

func (v *Vault) now() time.Time {
	if v.opt.Now != nil {
		return v.opt.Now()
	}
	return time.Now()
}
