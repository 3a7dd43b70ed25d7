package identity

import (
	"fmt"
	"path/filepath"

	"feltbog/internal/feltbog"
)

// Session is one opening of a vault by the device that it turned out to be.
type Session struct {
	Stamp  Stamp
	Reason Reason // Same, or why there is a new device

	config *Config
	vault  feltbog.ID
}

// Minted reports whether the device is new. The vault then needs a new signing key and starts its numbers anew.
func (s *Session) Minted() bool { return s.Reason != Same }

// Begin decides which device the claim's folder is and rotates its nonce. save has to make the stamp durable in the
// vault before it returns. The caller holds the vault's lock and has written nothing in the vault since it was opened.
// After an error the vault must not be written; opening it again goes on where this one broke off.
func (c *Config) Begin(claim Claim, save func(Stamp) error) (*Session, error) {
	unlock, err := c.lock(claim.Vault.String())
	if err != nil {
		return nil, err
	}
	defer unlock()
	if claim.Path, err = filepath.Abs(claim.Path); err != nil {
		return nil, fmt.Errorf("name the vault's folder: %w", err)
	}
	l := c.load(claim.Vault)
	entry := l.Devices[claim.Stamp.Device.String()]
	s := &Session{
		Stamp:  claim.Stamp,
		Reason: Check(claim, entry, c.install, sameFolder),
		config: c,
		vault:  claim.Vault,
	}
	if s.Minted() {
		// The old device's entry stays: it may be the original's, who will come back for it.
		s.Stamp = Stamp{Device: feltbog.NewID(), Install: c.install}
		entry = &Entry{}
		l.Devices[s.Stamp.Device.String()] = entry
	}
	entry.Path = claim.Path
	if err := s.rotate(l, entry, save); err != nil {
		return nil, err
	}
	return s, nil
}

// rotate runs the three steps that the package comment argues.
func (s *Session) rotate(l *ledger, entry *Entry, save func(Stamp) error) error {
	next := s.Stamp
	next.Nonce = NewNonce()
	entry.Nonce, entry.Next = s.Stamp.Nonce, next.Nonce // the nonce that the vault really holds, not the other of a broken-off rotation
	if err := s.config.store(l); err != nil {
		return err
	}
	if err := save(next); err != nil {
		return fmt.Errorf("write the device's nonce into the vault: %w", err)
	}
	entry.Nonce, entry.Next = next.Nonce, Nonce{}
	if err := s.config.store(l); err != nil {
		return err
	}
	s.Stamp = next
	return nil
}

// Passed notes that this device's change sets up to seq exist for good. It must have returned before they leave the
// machine, in a bundle or to a remote, and is best called after every sealing as well, off the user's path: a number
// that it has noted can never be given again, also not by a folder put back to the middle of a session that crashed.
// Call it after the change sets are durable in the vault, never before, or a crash would make a needless device.
func (s *Session) Passed(space feltbog.ID, seq uint64) error {
	unlock, err := s.config.lock(s.vault.String())
	if err != nil {
		return err
	}
	defer unlock()
	l, entry, err := s.entry()
	if err != nil {
		return err
	}
	if entry.Passed[space.String()] >= seq {
		return nil
	}
	if entry.Passed == nil {
		entry.Passed = map[string]uint64{}
	}
	entry.Passed[space.String()] = seq
	return s.config.store(l)
}

// End rotates the nonce once more, so that a copy made during the session is told from the vault as it is now. It is
// the last write in the vault. After an error nothing is lost: closing then was a crash, which Begin copes with.
func (s *Session) End(save func(Stamp) error) error {
	unlock, err := s.config.lock(s.vault.String())
	if err != nil {
		return err
	}
	defer unlock()
	l, entry, err := s.entry()
	if err != nil {
		return err
	}
	return s.rotate(l, entry, save)
}

// entry finds this session's entry. It is missing or another's when somebody meddled with the configuration meanwhile.
func (s *Session) entry() (*ledger, *Entry, error) {
	l := s.config.load(s.vault)
	entry := l.Devices[s.Stamp.Device.String()]
	if entry == nil || entry.Nonce != s.Stamp.Nonce {
		return nil, nil, feltbog.Errorf(feltbog.EBusy, "vault.identity.changed",
			"this machine's record of the vault was changed by another program; close the vault and open it again")
	}
	return l, entry, nil
}
