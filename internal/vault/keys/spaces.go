package keys

import (
	"bytes"
	"crypto/ed25519"
	"slices"

	"feltbog/internal/feltbog"
)

// Space is a space whose key the vault has.
type Space struct {
	ID     feltbog.ID
	Kind   feltbog.SpaceKind
	Locked bool // its key needs the register's own passphrase first
	Own    bool // it has a passphrase of its own, open or not
}

// Spaces lists the spaces in the order they were added.
func (r *Ring) Spaces() ([]Space, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.key == nil {
		return nil, locked()
	}
	out := make([]Space, 0, len(r.contents.spaces))
	for _, s := range r.contents.spaces {
		out = append(out, Space{ID: s.id, Kind: s.kind, Locked: s.key == nil, Own: len(s.slots) > 0})
	}
	return out, nil
}

// AddSpace makes a random key for a new space. The zero id gets a new one, which is returned. A vault has one register.
func (r *Ring) AddSpace(id feltbog.ID, kind feltbog.SpaceKind) (feltbog.ID, error) {
	if id.IsZero() {
		id = feltbog.NewID()
	}
	return id, r.change(func(_ *form, c *contents) error {
		switch kind {
		case feltbog.RegisterSpace, feltbog.TeamSpace, feltbog.WorkshopSpace:
		default:
			return feltbog.Errorf(feltbog.EInvalid, "space.kind", "%q is not a kind of space", kind).With("kind", string(kind))
		}
		for _, s := range c.spaces {
			if s.id == id || kind == feltbog.RegisterSpace && s.kind == kind {
				return feltbog.Errorf(feltbog.EInvalid, "space.twice", "the vault has this space already").With("space", s.id.String())
			}
		}
		c.spaces = append(c.spaces, space{id: id, kind: kind, key: random(keySize), rest: fields{}})
		return nil
	})
}

// SpaceKey returns a copy of the 32-byte key of a space, for the caller to wipe. A register that is locked is EKey
// "vault.register.locked".
func (r *Ring) SpaceKey(id feltbog.ID) ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.key == nil {
		return nil, locked()
	}
	s, err := r.contents.find(id)
	if err != nil {
		return nil, err
	}
	if s.key == nil {
		return nil, registerLocked()
	}
	return bytes.Clone(s.key), nil
}

// DropSpace takes the key of a space out of the file for good; what it encrypts can never be read again with this
// file. A locked register can be dropped as well: erasing must not depend on remembering.
func (r *Ring) DropSpace(id feltbog.ID) error {
	return r.change(func(_ *form, c *contents) error {
		s, err := c.find(id)
		if err != nil {
			return err
		}
		clear(s.key)
		c.spaces = slices.DeleteFunc(c.spaces, func(s space) bool { return s.id == id })
		return nil
	})
}

// SigningKey returns a copy of the key that signs what this device writes.
func (r *Ring) SigningKey() (ed25519.PrivateKey, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.key == nil {
		return nil, locked()
	}
	return ed25519.NewKeyFromSeed(r.contents.seed), nil
}

// RotateSigningKey makes a new signing key and returns its public half. It belongs to every new device id: two
// devices that signed with one key could not be told apart. The old key is gone, the old signatures stay good.
func (r *Ring) RotateSigningKey() (ed25519.PublicKey, error) {
	seed := random(ed25519.SeedSize)
	public := ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey)
	err := r.change(func(_ *form, c *contents) error {
		clear(c.seed)
		c.seed = seed
		return nil
	})
	if err != nil {
		return nil, err
	}
	return public, nil
}
