package keys

import (
	"feltbog/internal/feltbog"
)

// The register's own passphrase. Its slots wrap the register's key and lie in the contents, under K: opening the
// register takes a way into the vault and then a way into the register. While it is locked the Ring does not have the
// key at all.
//
// Setting one later does not reach back: an old copy of the key file still holds the register's key under K alone.
// A project that wants the second passphrase sets it when the register is made, or moves the register to a new key.

// SetRegisterPassphrase gives the register a passphrase and recovery words of its own. The register stays open in this
// Ring. Using the vault's own passphrase is refused (EInvalid "vault.register.same"): it would protect against nobody.
func (r *Ring) SetRegisterPassphrase(passphrase string, recovery [16]byte) error {
	return r.changeRegister(func(f *form, s *space) error {
		if s.key == nil {
			return registerLocked()
		}
		if key, _, same := openPassphrase(r.opt, f.vault, purposeVault, f.slots, passphrase); same {
			clear(key)
			return feltbog.Errorf(feltbog.EInvalid, "vault.register.same", "the register needs another passphrase than the vault's")
		}
		purpose := s.purpose()
		p, err := passphraseSlot(r.opt, f.vault, purpose, passphrase, s.key)
		if err != nil {
			return err
		}
		w, err := recoverySlot(f.vault, purpose, recovery, s.key)
		if err != nil {
			return err
		}
		s.slots = replaceKind(replaceKind(s.slots, p), w)
		return nil
	})
}

// RemoveRegisterPassphrase puts an open register back under the vault's key alone.
func (r *Ring) RemoveRegisterPassphrase() error {
	return r.changeRegister(func(_ *form, s *space) error {
		if s.key == nil {
			return registerLocked()
		}
		s.slots = nil
		return nil
	})
}

// UnlockRegister opens the register with its own passphrase until LockRegister or Close. A wrong one is EKey
// "vault.register.passphrase". A register without a passphrase of its own is open already.
func (r *Ring) UnlockRegister(passphrase string) error {
	return r.openRegister(func(vault feltbog.ID, s *space) ([]byte, error) {
		key, _, ok := openPassphrase(r.opt, vault, s.purpose(), s.slots, passphrase)
		if !ok {
			return nil, wrongRegisterPassphrase()
		}
		return key, nil
	})
}

// UnlockRegisterRecovery opens the register with its own recovery words. Wrong ones are EKey "vault.register.recovery".
func (r *Ring) UnlockRegisterRecovery(secret [16]byte) error {
	return r.openRegister(func(vault feltbog.ID, s *space) ([]byte, error) {
		key, ok := openRecovery(vault, s.purpose(), s.slots, secret)
		if !ok {
			return nil, feltbog.Errorf(feltbog.EKey, "vault.register.recovery", "those are not the recovery words of the register")
		}
		return key, nil
	})
}

// RegisterLocked reports whether there is a register whose key is not at hand.
func (r *Ring) RegisterLocked() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.key == nil {
		return true
	}
	s, err := r.contents.register()
	return err == nil && s.key == nil
}

// RegisterOwn reports whether the register has a passphrase of its own.
func (r *Ring) RegisterOwn() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.key == nil {
		return false
	}
	s, err := r.contents.register()
	return err == nil && len(s.slots) > 0
}

// LockRegister forgets the key of a register that has a passphrase of its own.
func (r *Ring) LockRegister() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.key == nil {
		return
	}
	if s, err := r.contents.register(); err == nil && len(s.slots) > 0 {
		clear(s.key)
		s.key = nil
	}
}

// ChangeRegisterPassphrase puts new in the place of old, whether the register is open or not.
func (r *Ring) ChangeRegisterPassphrase(old, new string) error {
	return r.changeRegister(func(f *form, s *space) error {
		if err := acceptable(new); err != nil {
			return err
		}
		key, at, ok := openPassphrase(r.opt, f.vault, s.purpose(), s.slots, old)
		if !ok {
			return wrongRegisterPassphrase()
		}
		defer clear(key)
		p, err := passphraseSlot(r.opt, f.vault, s.purpose(), new, key)
		if err == nil {
			s.slots[at] = p
		}
		return err
	})
}

// ResetRegisterPassphrase sets a new passphrase on a register that was opened with its recovery words.
func (r *Ring) ResetRegisterPassphrase(new string) error {
	return r.changeRegister(func(f *form, s *space) error {
		if s.key == nil || len(s.slots) == 0 {
			return registerLocked()
		}
		p, err := passphraseSlot(r.opt, f.vault, s.purpose(), new, s.key)
		if err == nil {
			s.slots = replaceKind(s.slots, p)
		}
		return err
	})
}

// NewRegisterRecovery sets new recovery words on an open register that has a passphrase of its own.
func (r *Ring) NewRegisterRecovery(secret [16]byte) error {
	return r.changeRegister(func(f *form, s *space) error {
		if s.key == nil || len(s.slots) == 0 {
			return registerLocked()
		}
		w, err := recoverySlot(f.vault, s.purpose(), secret, s.key)
		if err == nil {
			s.slots = replaceKind(s.slots, w)
		}
		return err
	})
}

func (r *Ring) changeRegister(edit func(*form, *space) error) error {
	return r.change(func(f *form, c *contents) error {
		s, err := c.register()
		if err != nil {
			return err
		}
		return edit(f, s)
	})
}

func (r *Ring) openRegister(open func(feltbog.ID, *space) ([]byte, error)) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.key == nil {
		return locked()
	}
	s, err := r.contents.register()
	if err != nil {
		return err
	}
	if len(s.slots) == 0 {
		return nil
	}
	key, err := open(r.form.vault, s)
	if err != nil {
		return err
	}
	clear(s.key)
	s.key = key
	return nil
}

func (c *contents) register() (*space, error) {
	for i := range c.spaces {
		if c.spaces[i].kind == feltbog.RegisterSpace {
			return &c.spaces[i], nil
		}
	}
	return nil, feltbog.Errorf(feltbog.ENotFound, "space.register.none", "the vault has no register")
}

// purpose ties a slot to its space.
func (s *space) purpose() string { return "space/" + s.id.String() }

func wrongRegisterPassphrase() error {
	return feltbog.Errorf(feltbog.EKey, "vault.register.passphrase", "that is not the passphrase of the register")
}
