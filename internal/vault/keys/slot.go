package keys

import (
	"bytes"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"fmt"

	"feltbog/internal/feltbog"

	"github.com/fxamacker/cbor/v2"
	"golang.org/x/crypto/chacha20poly1305"
)

const (
	keySize  = 32
	saltSize = 32
	wrapSize = chacha20poly1305.NonceSizeX + keySize + chacha20poly1305.Overhead
	label    = "feltbog.keys"
)

// The kinds of slot. Any other kind is a newer version's, kept and not touched.
const (
	kindPassphrase = "passphrase"
	kindRecovery   = "recovery"
	kindKeyring    = "keyring"
	kindAge        = "age"
)

// most is how many slots of one kind a file may have; each passphrase slot costs a second at unlocking.
var most = map[string]int{kindPassphrase: 4, kindRecovery: 4, kindKeyring: 4, kindAge: 32}

// slot holds one key wrapped for one way in. raw is the slot as it stands in the file and what is written back.
type slot struct {
	raw  cbor.RawMessage
	kind string
	id   feltbog.ID
	salt []byte
	wrap []byte
	cost Cost   // passphrase only
	age  []byte // age only: an age file that holds the slot's secret
}

// Fields of a slot in the file.
const (
	slotKind = 1
	slotID   = 2
	slotSalt = 3
	slotWrap = 4
	slotCost = 5
	slotAge  = 6
)

// parseSlot reads a slot and checks that its numbers may be used. Of an unknown kind only the kind is read.
func parseSlot(raw cbor.RawMessage, weak bool) (slot, error) {
	s := slot{raw: bytes.Clone(raw)}
	var f fields
	if err := decoding.Unmarshal(raw, &f); err != nil {
		return s, err
	}
	var id []byte
	if err := f.get(slotKind, &s.kind); err != nil {
		return s, err
	}
	if s.kind == "" {
		return s, fmt.Errorf("a slot without a kind")
	}
	if _, known := most[s.kind]; !known {
		return s, nil
	}
	for key, v := range map[uint64]any{slotID: &id, slotSalt: &s.salt, slotWrap: &s.wrap, slotCost: &s.cost, slotAge: &s.age} {
		if err := f.get(key, v); err != nil {
			return s, err
		}
	}
	if copy(s.id[:], id) != len(s.id) || len(id) != len(s.id) || len(s.salt) != saltSize || len(s.wrap) != wrapSize {
		return s, fmt.Errorf("a %s slot of the wrong shape", s.kind)
	}
	if s.kind == kindPassphrase {
		if err := s.cost.check(weak); err != nil {
			return s, err
		}
	}
	return s, nil
}

// newSlot wraps key under secret, which it wipes. purpose says what the key is for, so that a slot of the register cannot stand in for
// one of the vault.
func newSlot(kind string, vault feltbog.ID, purpose string, cost Cost, ageFile []byte, key []byte, secret func(salt []byte) []byte) slot {
	s := slot{kind: kind, id: feltbog.NewID(), salt: random(saltSize), cost: cost, age: ageFile}
	raw := secret(s.salt)
	kek := s.kek(raw)
	s.wrap = seal(kek, key, s.bound(vault, purpose))
	clear(raw)
	clear(kek)
	f := fields{}
	f.set(slotKind, s.kind)
	f.set(slotID, s.id[:])
	f.set(slotSalt, s.salt)
	f.set(slotWrap, s.wrap)
	if kind == kindPassphrase {
		f.set(slotCost, s.cost)
	}
	if kind == kindAge {
		f.set(slotAge, s.age)
	}
	s.raw = must(encoding.Marshal(f))
	return s
}

// open unwraps the key with the slot's secret, which it wipes. ok is false when the secret is not the slot's.
func (s slot) open(vault feltbog.ID, purpose string, secret []byte) (key []byte, ok bool) {
	kek := s.kek(secret)
	defer clear(kek)
	clear(secret)
	key, err := unseal(kek, s.wrap, s.bound(vault, purpose))
	if err != nil || len(key) != keySize {
		return nil, false
	}
	return key, true
}

// kek is the key that wraps. HKDF under the kind's name keeps one secret from being good for two kinds.
func (s slot) kek(secret []byte) []byte {
	return must(hkdf.Key(sha256.New, secret, s.salt, "feltbog/keys/slot/"+s.kind, keySize))
}

// bound is the associated data of the wrap: everything about the slot but the wrap itself.
func (s slot) bound(vault feltbog.ID, purpose string) []byte {
	return must(encoding.Marshal([]any{label, vault[:], purpose, s.kind, s.id[:], s.cost, s.age}))
}

// seal encrypts with XChaCha20-Poly1305 under a random nonce, which stands first.
func seal(key, plain, bound []byte) []byte {
	aead := must(chacha20poly1305.NewX(key))
	nonce := random(aead.NonceSize())
	return aead.Seal(nonce, nonce, plain, bound)
}

func unseal(key, sealed, bound []byte) ([]byte, error) {
	aead := must(chacha20poly1305.NewX(key))
	if len(sealed) < aead.NonceSize() {
		return nil, fmt.Errorf("too short")
	}
	return aead.Open(nil, sealed[:aead.NonceSize()], sealed[aead.NonceSize():], bound)
}

func random(n int) []byte {
	b := make([]byte, n)
	rand.Read(b) // crypto/rand ends the program rather than return an error
	return b
}
