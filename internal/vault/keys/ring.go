package keys

import (
	"bytes"
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault/place"
)

// Ring is an opened key file. Its methods may be called from several goroutines; a change holds up the others for as
// long as a key derivation takes. Each change is on the disk when its method returns, and a change that fails changes
// nothing.
//
// The caller holds the vault's lock (place.Lock) for as long as it changes keys.
type Ring struct {
	mu       sync.Mutex
	form     *form
	dir      string
	digest   [sha256.Size]byte // of the file on the disk
	opt      Options
	key      []byte // K; nil when closed
	contents *contents
}

// Create makes the key file of a new vault in the existing folder dir, with a passphrase and the secret of the
// recovery words, and a signing key for this device. It has no spaces yet. A folder that already has a key file is
// refused (EUsage "vault.keys.exists"): writing over it would end that vault.
func Create(dir, passphrase string, recovery [16]byte, opt Options) (*Ring, error) {
	path := filepath.Join(dir, FileName)
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		if err != nil {
			return nil, fmt.Errorf("make the key file: %w", err)
		}
		return nil, feltbog.Errorf(feltbog.EUsage, "vault.keys.exists", "%s is a vault already; choose another folder", dir).With("folder", dir)
	}
	r := &Ring{
		form:     &form{minReader: version, writer: version, vault: feltbog.NewID(), rest: fields{}},
		dir:      dir,
		opt:      opt.filled(),
		key:      random(keySize),
		contents: &contents{seed: random(keySize), rest: fields{}},
	}
	p, err := passphraseSlot(r.opt, r.form.vault, purposeVault, passphrase, r.key)
	if err != nil {
		return nil, err
	}
	w, err := recoverySlot(r.form.vault, purposeVault, recovery, r.key)
	if err != nil {
		return nil, err
	}
	err = r.change(func(f *form, _ *contents) error {
		f.slots = []slot{p, w}
		return nil
	})
	if err != nil {
		r.Close()
		return nil, err
	}
	return r, nil
}

// Close wipes the keys that the Ring holds. Copies that were handed out are their holders' to wipe, and Go may have
// left copies of its own in memory that nobody can reach. Closing twice does nothing.
func (r *Ring) Close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.key == nil {
		return
	}
	clear(r.key)
	r.key = nil
	r.contents.wipe()
	r.contents = nil
}

// Vault returns the vault's id.
func (r *Ring) Vault() feltbog.ID {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.form.vault
}

// Generation counts the writes of the key file. A caller that keeps the largest number it has seen elsewhere notices
// that an old key file was put back.
func (r *Ring) Generation() uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.form.generation
}

// Subkey derives a 32-byte key from the vault's for one purpose, named by a fixed label. The same label gives the
// same key for the life of the vault.
func (r *Ring) Subkey(label string) ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.key == nil {
		return nil, locked()
	}
	return must(hkdf.Key(sha256.New, r.key, nil, "feltbog/subkey/"+label, keySize)), nil
}

// change is the only way the file is written. edit gets copies; they become the Ring's when they are on the disk.
func (r *Ring) change(edit func(*form, *contents) error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.key == nil {
		return locked()
	}
	next, c := *r.form, r.contents.clone()
	next.slots = slices.Clone(next.slots)
	next.generation++
	next.writer = max(next.writer, version) // what a newer version added is still in it
	if err := edit(&next, c); err != nil {
		c.wipe()
		return err
	}
	b, err := r.encode(&next, c)
	if err != nil {
		c.wipe()
		return fmt.Errorf("write the key file: %w", err)
	}
	written, err := r.write(b)
	if !written {
		c.wipe()
		return err
	}
	r.contents.wipe()
	r.form, r.contents, r.digest = &next, c, sha256.Sum256(b)
	return err
}

// HasKeyring reports whether the vault can be tried with the operating system's keyring.
func (r *Ring) HasKeyring() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.ContainsFunc(r.form.slots, func(s slot) bool { return s.kind == kindKeyring })
}

// encode makes the bytes of the file and reads them back: a file that this very program cannot open is never written.
func (r *Ring) encode(next *form, c *contents) ([]byte, error) {
	if !slices.ContainsFunc(next.slots, func(s slot) bool { return s.kind == kindPassphrase || s.kind == kindRecovery }) {
		return nil, errors.New("neither a passphrase nor recovery words would be left to open the vault")
	}
	plain, err := c.bytes()
	if err != nil {
		return nil, err
	}
	defer clear(plain)
	sub := internalKey(r.key, "contents")
	defer clear(sub)
	next.sealed = seal(sub, plain, next.boundSealed())
	b, err := next.bytes(r.key)
	if err != nil {
		return nil, err
	}
	back, err := parse(b, r.opt.Weak)
	if err != nil {
		return nil, fmt.Errorf("read back: %w", err)
	}
	if err := back.verify(r.key); err != nil {
		return nil, fmt.Errorf("read back: %w", err)
	}
	again, err := back.openContents(r.key, r.opt.Weak)
	if err != nil {
		return nil, fmt.Errorf("read back: %w", err)
	}
	again.wipe()
	next.signed, next.mac = back.signed, back.mac
	return b, nil
}

// write replaces the file, unless somebody else has changed it since it was read: their change would be lost. A file
// that has gone missing is written anew, because that is what saves the vault. An error after the new file came into
// place (the disk would not say that it is durable) is returned with written set, for the Ring must follow the disk.
func (r *Ring) write(b []byte) (written bool, err error) {
	path := filepath.Join(r.dir, FileName)
	there, err := readFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return false, fmt.Errorf("write the key file: %w", err)
	case sha256.Sum256(there) != r.digest:
		return false, feltbog.Errorf(feltbog.EBusy, "vault.keys.changed",
			"the key file %s was changed by another program; close the vault and open it again", path).With("file", path)
	}
	if err = place.AtomicWrite(path, b); err == nil {
		return true, nil
	}
	now, rerr := readFile(path)
	return rerr == nil && bytes.Equal(now, b), fmt.Errorf("write the key file: %w", err)
}
