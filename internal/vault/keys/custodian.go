package keys

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"feltbog/internal/feltbog"

	"filippo.io/age"
)

// Custodian is a person who can open the vault with an age key of their own, usually the project's leader (Danish:
// nøgleansvarlig). Who they are lies sealed in the file; from outside one sees only that there is one.
type Custodian struct {
	ID        feltbog.ID // the custodian's slot
	Name      string     // for people
	Recipient string     // the age public key
	Added     feltbog.Instant
}

// Hybrid reports whether the custodian's key also withstands a quantum computer (ML-KEM-768 with X25519).
func (c Custodian) Hybrid() bool { return strings.HasPrefix(c.Recipient, hybridPrefix) }

const hybridPrefix = "age1pq1"

func (c Custodian) fields() fields {
	f := fields{}
	f.set(custodianSlot, c.ID[:])
	f.set(custodianName, c.Name)
	f.set(custodianRecipient, c.Recipient)
	f.set(custodianAdded, int64(c.Added))
	return f
}

func parseCustodian(f fields) (Custodian, error) {
	var c Custodian
	var id []byte
	err := errors.Join(f.get(custodianSlot, &id), f.get(custodianName, &c.Name),
		f.get(custodianRecipient, &c.Recipient), f.get(custodianAdded, (*int64)(&c.Added)))
	if err == nil && copy(c.ID[:], id) != len(c.ID) {
		err = errors.New("a custodian without a slot")
	}
	return c, err
}

// AddCustodian lets the holder of the age key open the vault. The recipient is what age-keygen or
// `feltbogctl identity export` prints: a hybrid key (age1pq1..., recommended) or an X25519 key (age1...). Adding a
// recipient again renews their slot.
//
// A custodian sees everything but a register that has a passphrase of its own.
func (r *Ring) AddCustodian(name, recipient string, added feltbog.Instant) (Custodian, error) {
	recipient = strings.TrimSpace(recipient)
	to, err := parseRecipient(recipient)
	if err != nil {
		return Custodian{}, err
	}
	c := Custodian{Name: name, Recipient: recipient, Added: added}
	err = r.change(func(f *form, all *contents) error {
		for _, old := range all.custodians {
			if old.Recipient == recipient {
				removeCustodian(f, all, old.ID)
				break
			}
		}
		s, err := ageSlot(f.vault, to, r.key)
		if err != nil {
			return err
		}
		c.ID = s.id
		f.slots = append(f.slots, s)
		all.custodians = append(all.custodians, c)
		return nil
	})
	return c, err
}

// RemoveCustodian takes a custodian's slot away. A custodian who opened this vault or kept a copy of its key file
// before still has the keys of then; what they were handed cannot be taken back.
func (r *Ring) RemoveCustodian(id feltbog.ID) error {
	return r.change(func(f *form, all *contents) error {
		if !removeCustodian(f, all, id) {
			return feltbog.Errorf(feltbog.ENotFound, "vault.custodian.unknown", "the vault has no such custodian").With("id", id.String())
		}
		return nil
	})
}

func removeCustodian(f *form, all *contents, id feltbog.ID) bool {
	before := len(all.custodians)
	all.custodians = slices.DeleteFunc(all.custodians, func(c Custodian) bool { return c.ID == id })
	f.slots = slices.DeleteFunc(f.slots, func(s slot) bool { return s.kind == kindAge && s.id == id })
	return len(all.custodians) < before
}

// Custodians lists who can open the vault with an age key.
func (r *Ring) Custodians() ([]Custodian, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.key == nil {
		return nil, locked()
	}
	return slices.Clone(r.contents.custodians), nil
}

func parseRecipient(s string) (age.Recipient, error) {
	var to age.Recipient
	var err error
	if strings.HasPrefix(s, hybridPrefix) {
		to, err = age.ParseHybridRecipient(s)
	} else {
		to, err = age.ParseX25519Recipient(s)
	}
	if err != nil {
		return nil, feltbog.Errorf(feltbog.EInvalid, "vault.custodian.key", "that is not a custodian's public key (age1...): %w", err)
	}
	return to, nil
}

// ageSlot encrypts a random secret to the recipient and wraps key under it. age alone would not bind the key to this
// vault; the wrap does.
func ageSlot(vault feltbog.ID, to age.Recipient, key []byte) (slot, error) {
	secret := random(keySize)
	var file bytes.Buffer
	w, err := age.Encrypt(&file, to)
	if err == nil {
		_, err = w.Write(secret)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return slot{}, feltbog.Errorf(feltbog.EInternal, "vault.custodian.wrap", "encrypt to the custodian: %w", err)
	}
	return newSlot(kindAge, vault, purposeVault, Cost{}, file.Bytes(), key, func([]byte) []byte { return secret }), nil
}

func openAge(vault feltbog.ID, slots []slot, identity age.Identity) ([]byte, error) {
	failed := errors.New("the vault has no custodian")
	for _, s := range slots {
		if s.kind != kindAge {
			continue
		}
		r, err := age.Decrypt(bytes.NewReader(s.age), identity)
		if err != nil {
			failed = err
			continue
		}
		secret, err := io.ReadAll(io.LimitReader(r, keySize+1))
		if err != nil || len(secret) != keySize {
			failed = errors.New("the custodian's slot is damaged")
			continue
		}
		if key, ok := s.open(vault, purposeVault, secret); ok {
			return key, nil
		}
		failed = errors.New("the custodian's slot belongs to another vault")
	}
	return nil, failed
}
