package keys

import (
	"encoding/base64"
	"errors"
	"slices"
	"time"

	"feltbog/internal/feltbog"

	"github.com/zalando/go-keyring"
)

// Keyring is the operating system's store of passwords: Credential Manager, Keychain, Secret Service.
type Keyring interface {
	Set(service, user, secret string) error
	Get(service, user string) (string, error)
	Delete(service, user string) error
}

// keyringService is the name under which people find the entry in their system's own window.
const keyringService = "dk.feltbog.app"

// keyringPatience bounds a call to the system's keyring: it may ask the user for a password, and some never answer.
const keyringPatience = time.Minute

type systemKeyring struct{}

func (systemKeyring) Set(service, user, secret string) error {
	return keyring.Set(service, user, secret)
}
func (systemKeyring) Get(service, user string) (string, error) {
	return keyring.Get(service, user)
}
func (systemKeyring) Delete(service, user string) error { return keyring.Delete(service, user) }

// keyringUser names an entry. The slot's id is in it, so that a copy of the vault does not overwrite the original's.
func keyringUser(vault, slot feltbog.ID) string { return vault.String() + "/" + slot.String() }

// UnlockKeyring opens the vault with what the operating system's keyring holds. Any failure is EKey "vault.keyring",
// and the answer to it is to ask for the passphrase.
func (f *File) UnlockKeyring() (*Ring, error) {
	failed := errors.New("it is not switched on for this vault")
	for _, s := range f.slots {
		if s.kind != kindKeyring {
			continue
		}
		text, err := patient(func() (string, error) { return f.opt.Keyring.Get(keyringService, keyringUser(f.vault, s.id)) })
		if err != nil {
			failed = err
			continue
		}
		secret, err := base64.StdEncoding.DecodeString(text)
		if err != nil || len(secret) != keySize {
			failed = errors.New("its entry is not ours")
			continue
		}
		key, ok := s.open(f.vault, purposeVault, secret)
		if !ok {
			failed = errors.New("its entry does not fit")
			continue
		}
		return f.ring(key)
	}
	return nil, keyringFailed(failed)
}

// EnableKeyring lets this machine's keyring open the vault. A machine without a working keyring answers with EKey
// "vault.keyring" and nothing has changed. The entry is made before the slot: the other way round a failure would
// leave a slot that nothing opens.
func (r *Ring) EnableKeyring() error {
	var stale, fresh string
	err := r.change(func(f *form, _ *contents) error {
		secret := random(keySize)
		text := base64.StdEncoding.EncodeToString(secret)
		s := newSlot(kindKeyring, f.vault, purposeVault, Cost{}, nil, r.key, func([]byte) []byte { return secret })
		clear(secret)
		for _, old := range f.slots {
			if old.kind == kindKeyring {
				stale = keyringUser(f.vault, old.id)
			}
		}
		f.slots = replaceKind(f.slots, s)
		fresh = keyringUser(f.vault, s.id)
		_, err := patient(func() (string, error) { return "", r.opt.Keyring.Set(keyringService, fresh, text) })
		if err != nil {
			return keyringFailed(err)
		}
		return nil
	})
	leftover := stale
	if err != nil {
		leftover = fresh
	}
	r.forget(leftover)
	return err
}

// DisableKeyring takes the slot away and then the entry. Only the first matters: an entry without a slot opens
// nothing, so a keyring that fails here is no error.
func (r *Ring) DisableKeyring() error {
	var stale []string
	err := r.change(func(f *form, _ *contents) error {
		for _, s := range f.slots {
			if s.kind == kindKeyring {
				stale = append(stale, keyringUser(f.vault, s.id))
			}
		}
		f.slots = slices.DeleteFunc(f.slots, func(s slot) bool { return s.kind == kindKeyring })
		return nil
	})
	if err != nil {
		return err
	}
	for _, user := range stale {
		r.forget(user)
	}
	return nil
}

func (r *Ring) forget(user string) {
	if user != "" {
		_, _ = patient(func() (string, error) { return "", r.opt.Keyring.Delete(keyringService, user) })
	}
}

func keyringFailed(err error) error {
	return feltbog.Errorf(feltbog.EKey, "vault.keyring", "this machine's keyring did not open the vault; use the passphrase: %w", err)
}

// patient gives up waiting for f after keyringPatience. The abandoned call ends on its own, or with the program.
func patient(f func() (string, error)) (string, error) {
	type answer struct {
		text string
		err  error
	}
	done := make(chan answer, 1)
	go func() {
		text, err := f()
		done <- answer{text, err}
	}()
	select {
	case a := <-done:
		return a.text, a.err
	case <-time.After(keyringPatience):
		return "", errors.New("it did not answer")
	}
}
