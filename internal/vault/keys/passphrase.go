package keys

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"feltbog/internal/feltbog"

	"golang.org/x/text/unicode/norm"
)

// MinPassphrase is the least number of characters a new passphrase must have.
const MinPassphrase = 8

const maxPassphrase = 1024 // bytes; enough for a poem, too little to be a file that was given by mistake

// normalise writes a passphrase the one way it is hashed: composed (NFC), because macOS types å as two characters and
// Windows as one, and without the line end that an editor puts into a passphrase file. Blanks stay.
func normalise(passphrase string) []byte {
	return norm.NFC.Bytes([]byte(strings.TrimRight(passphrase, "\r\n")))
}

// acceptable refuses a passphrase that must not be set.
func acceptable(passphrase string) error {
	p := normalise(passphrase)
	defer clear(p)
	switch {
	case !utf8.Valid(p):
		return feltbog.Errorf(feltbog.EInvalid, "passphrase.encoding", "the passphrase is not UTF-8 text")
	case utf8.RuneCount(p) < MinPassphrase:
		return feltbog.Errorf(feltbog.EInvalid, "passphrase.short", "a passphrase needs at least %d characters", MinPassphrase).
			With("least", strconv.Itoa(MinPassphrase))
	case len(p) > maxPassphrase:
		return feltbog.Errorf(feltbog.EInvalid, "passphrase.long", "a passphrase may have at most %d bytes", maxPassphrase).
			With("most", strconv.Itoa(maxPassphrase))
	}
	return nil
}

// passphraseSlot wraps key under a passphrase.
func passphraseSlot(opt Options, vault feltbog.ID, purpose, passphrase string, key []byte) (slot, error) {
	if err := acceptable(passphrase); err != nil {
		return slot{}, err
	}
	if err := opt.Cost.check(opt.Weak); err != nil {
		return slot{}, feltbog.Errorf(feltbog.EInternal, "passphrase.cost", "write a passphrase slot: %w", err)
	}
	p := normalise(passphrase)
	defer clear(p)
	return newSlot(kindPassphrase, vault, purpose, opt.Cost, nil, key,
		func(salt []byte) []byte { return opt.derive(p, salt, opt.Cost) }), nil
}

// openPassphrase tries a passphrase on the slots and returns the key and the index of the slot that it opened. What
// could not have been set is wrong without a second of work.
func openPassphrase(opt Options, vault feltbog.ID, purpose string, slots []slot, passphrase string) (key []byte, at int, ok bool) {
	if acceptable(passphrase) != nil {
		return nil, 0, false
	}
	p := normalise(passphrase)
	defer clear(p)
	for i, s := range slots {
		if s.kind != kindPassphrase {
			continue
		}
		if key, ok := s.open(vault, purpose, opt.derive(p, s.salt, s.cost)); ok {
			return key, i, true
		}
	}
	return nil, 0, false
}

// recoverySlot wraps key under the secret of the recovery words. The secret is random, so no slow derivation is needed.
func recoverySlot(vault feltbog.ID, purpose string, secret [16]byte, key []byte) (slot, error) {
	if secret == ([16]byte{}) {
		return slot{}, feltbog.Errorf(feltbog.EInvalid, "recovery.empty", "the recovery secret is empty")
	}
	defer clear(secret[:])
	return newSlot(kindRecovery, vault, purpose, Cost{}, nil, key,
		func([]byte) []byte { return append([]byte(nil), secret[:]...) }), nil
}

func openRecovery(vault feltbog.ID, purpose string, slots []slot, secret [16]byte) (key []byte, ok bool) {
	defer clear(secret[:])
	for _, s := range slots {
		if s.kind == kindRecovery {
			if key, ok := s.open(vault, purpose, append([]byte(nil), secret[:]...)); ok {
				return key, true
			}
		}
	}
	return nil, false
}

// replaceKind puts s in the place of the first slot of its kind and takes away the others of that kind.
func replaceKind(slots []slot, s slot) []slot {
	var out []slot
	placed := false
	for _, old := range slots {
		switch {
		case old.kind != s.kind:
			out = append(out, old)
		case !placed:
			out, placed = append(out, s), true
		}
	}
	if !placed {
		out = append(out, s)
	}
	return out
}
