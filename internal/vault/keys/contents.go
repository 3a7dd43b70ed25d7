package keys

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"

	"feltbog/internal/feltbog"

	"github.com/fxamacker/cbor/v2"
)

// contents is what lies sealed under K: the keys of the spaces, the device's signing key, who the custodians are.
type contents struct {
	spaces     []space
	seed       []byte // Ed25519
	custodians []Custodian
	rest       fields // fields of a newer version
}

// space is one space with its key. With slots, the key is not in the file but in the slots, and nil until they are
// opened.
type space struct {
	id    feltbog.ID
	kind  feltbog.SpaceKind
	key   []byte
	slots []slot
	rest  fields
}

// Fields of the contents, of a space in them, and of a custodian.
const (
	contentsSpaces     = 1
	contentsSeed       = 2
	contentsCustodians = 3

	spaceID    = 1
	spaceKind  = 2
	spaceKey   = 3
	spaceSlots = 4

	custodianSlot      = 1
	custodianName      = 2
	custodianRecipient = 3
	custodianAdded     = 4
)

func parseContents(plain []byte, weak bool) (*contents, error) {
	var all fields
	if err := decoding.Unmarshal(plain, &all); err != nil {
		return nil, err
	}
	defer all.wipe()
	c := &contents{}
	var spaces, custodians []fields
	if err := errors.Join(all.get(contentsSpaces, &spaces), all.get(contentsSeed, &c.seed),
		all.get(contentsCustodians, &custodians)); err != nil {
		return nil, err
	}
	if len(c.seed) != ed25519.SeedSize {
		return nil, errors.New("no signing key")
	}
	c.rest = all.without(contentsSpaces, contentsSeed, contentsCustodians)
	for _, f := range spaces {
		s, err := parseSpace(f, weak)
		f.wipe()
		if err != nil {
			return nil, err
		}
		c.spaces = append(c.spaces, s)
	}
	for _, f := range custodians {
		k, err := parseCustodian(f)
		if err != nil {
			return nil, err
		}
		c.custodians = append(c.custodians, k)
	}
	return c, nil
}

func parseSpace(f fields, weak bool) (space, error) {
	var s space
	var id []byte
	var raws []cbor.RawMessage
	if err := errors.Join(f.get(spaceID, &id), f.get(spaceKind, &s.kind), f.get(spaceKey, &s.key), f.get(spaceSlots, &raws)); err != nil {
		return s, err
	}
	var err error
	if s.slots, err = parseSlots(raws, weak); err != nil {
		return s, err
	}
	if copy(s.id[:], id) != len(id) || len(id) != len(s.id) || (len(s.slots) == 0) != (len(s.key) == keySize) {
		return s, fmt.Errorf("a %s space of the wrong shape", s.kind)
	}
	s.rest = f.without(spaceID, spaceKind, spaceKey, spaceSlots)
	return s, nil
}

func (c *contents) bytes() ([]byte, error) {
	spaces := make([]fields, 0, len(c.spaces))
	for _, s := range c.spaces {
		f := s.rest.without()
		f.set(spaceID, s.id[:])
		f.set(spaceKind, string(s.kind))
		if len(s.slots) > 0 {
			f.set(spaceSlots, rawSlots(s.slots))
		} else {
			f.set(spaceKey, s.key)
		}
		spaces = append(spaces, f)
		defer f.wipe()
	}
	custodians := make([]fields, 0, len(c.custodians))
	for _, k := range c.custodians {
		custodians = append(custodians, k.fields())
	}
	all := c.rest.without()
	defer all.wipe()
	all.set(contentsSpaces, spaces)
	all.set(contentsSeed, c.seed)
	all.set(contentsCustodians, custodians)
	return encoding.Marshal(all)
}

// clone copies everything that wipe would clear, so that a change that fails leaves the original as it was.
func (c *contents) clone() *contents {
	d := &contents{seed: bytes.Clone(c.seed), custodians: slices.Clone(c.custodians), rest: c.rest.without()}
	for _, s := range c.spaces {
		s.key, s.slots, s.rest = bytes.Clone(s.key), slices.Clone(s.slots), s.rest.without()
		d.spaces = append(d.spaces, s)
	}
	return d
}

func (c *contents) wipe() {
	clear(c.seed)
	c.rest.wipe()
	for _, s := range c.spaces {
		clear(s.key)
		s.rest.wipe()
	}
}

// find returns the space with the id.
func (c *contents) find(id feltbog.ID) (*space, error) {
	for i := range c.spaces {
		if c.spaces[i].id == id {
			return &c.spaces[i], nil
		}
	}
	return nil, feltbog.Errorf(feltbog.ENotFound, "space.unknown", "the vault has no space %s, or its key was dropped", id).With("space", id.String())
}
