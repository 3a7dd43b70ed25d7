package keys

// The ways in that people carry with them: passphrase and recovery words. Each method rewrites the slots of its own
// kind and leaves every other way in as it is.

// ChangePassphrase puts new in the place of old, in the one slot that old opens. A wrong old passphrase is EKey
// "vault.passphrase"; a new one that is too short is EInvalid "passphrase.short".
func (r *Ring) ChangePassphrase(old, new string) error {
	return r.change(func(f *form, _ *contents) error {
		if err := acceptable(new); err != nil {
			return err
		}
		key, at, ok := openPassphrase(r.opt, f.vault, purposeVault, f.slots, old)
		if !ok {
			return wrongPassphrase()
		}
		clear(key)
		s, err := passphraseSlot(r.opt, f.vault, purposeVault, new, r.key)
		if err == nil {
			f.slots[at] = s
		}
		return err
	})
}

// ResetPassphrase sets a passphrase without knowing the old one, for somebody who came in by the recovery words or a
// custodian. Whatever passphrases there were open nothing any more.
func (r *Ring) ResetPassphrase(new string) error {
	return r.change(func(f *form, _ *contents) error {
		s, err := passphraseSlot(r.opt, f.vault, purposeVault, new, r.key)
		if err == nil {
			f.slots = replaceKind(f.slots, s)
		}
		return err
	})
}

// NewRecovery sets the secret of a new recovery sheet. The old sheet opens nothing any more.
func (r *Ring) NewRecovery(secret [16]byte) error {
	return r.change(func(f *form, _ *contents) error {
		s, err := recoverySlot(f.vault, purposeVault, secret, r.key)
		if err == nil {
			f.slots = replaceKind(f.slots, s)
		}
		return err
	})
}
