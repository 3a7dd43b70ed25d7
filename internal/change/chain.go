package change

import (
	"crypto/ed25519"
	"encoding/binary"

	"github.com/fxamacker/cbor/v2"

	"feltbog/internal/feltbog"
)

// Chain is the end of one device's chain in one space: the number and hash of its last sealed set. The zero hash and
// number are those of an empty chain.
type Chain struct {
	Space  feltbog.ID
	Device feltbog.ID
	Seq    uint64
	Hash   [32]byte
}

// Seal gives a draft its number, clock and place in the chain, and moves the chain on. The draft's changes must carry
// their own clocks; clock is the moment of sealing. Seal a copy of the chain and keep the copy once the set is written:
// a set that is too large or meets a full disk must leave the chain where it was.
func (c *Chain) Seal(d *Draft, clock Clock) (*Set, error) {
	s := &Set{
		Format: Format, Space: c.Space, Device: c.Device, Seq: c.Seq + 1, Prev: c.Hash, Clock: clock,
		Action: d.Action, ActionID: d.ActionID, Actor: d.Actor, Undoes: d.Undoes, Changes: d.Changes,
	}
	if d.Reason != "" {
		v := NewValue(must(encMode.Marshal(valid(d.Reason))))
		s.Reason = &v
	}
	err := check(s)
	if err == nil {
		err = whole(s)
	}
	if err != nil {
		return nil, feltbog.Errorf(feltbog.EInternal, "change.encode", "seal %s: %w", d.Action, err)
	}
	h, err := Hash(s)
	if err != nil {
		return nil, err
	}
	c.Seq, c.Hash = s.Seq, h
	return s, nil
}

// whole refuses to seal what no machine could read: a value without data, or with data that is not CBOR.
func whole(s *Set) error {
	for n := range s.Changes {
		err := s.Changes[n].Values(func(field string, _ int, v *Value) error {
			if len(v.data) == 0 || cbor.Wellformed(v.data) != nil {
				return errWire("the value of " + field + " is missing or not well-formed CBOR")
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Follow checks that s comes next in the chain and moves the chain on. The error names the set.
func (c *Chain) Follow(s *Set) error {
	if s.Space != c.Space || s.Device != c.Device || s.Seq != c.Seq+1 || s.Prev != c.Hash {
		return feltbog.Errorf(feltbog.EDamaged, "change.chain",
			"change set %s does not follow the one before it: the log has been altered", s.ID()).With("set", s.ID().String())
	}
	h, err := Hash(s)
	if err != nil {
		return err
	}
	c.Seq, c.Hash = s.Seq, h
	return nil
}

// signed returns the bytes that a chain's signature covers: a label, the space, the device, the number and the hash.
func (c *Chain) signed() []byte {
	b := append([]byte("feltbog chain 1\n"), c.Space[:]...)
	b = append(b, c.Device[:]...)
	b = binary.BigEndian.AppendUint64(b, c.Seq)
	return append(b, c.Hash[:]...)
}

// Sign signs the end of the chain with the device's key. One signature covers every set before it.
func (c *Chain) Sign(key ed25519.PrivateKey) []byte { return ed25519.Sign(key, c.signed()) }

// Verify checks a signature over the end of the chain.
func (c *Chain) Verify(key ed25519.PublicKey, sig []byte) error {
	if len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, c.signed(), sig) {
		return feltbog.Errorf(feltbog.EDamaged, "change.signature",
			"the signature of device %s does not fit its changes", c.Device).With("device", c.Device.String())
	}
	return nil
}
