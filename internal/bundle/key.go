package bundle

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"filippo.io/age"

	"feltbog/internal/feltbog"
)

// Cost of checking a passphrase: 2 to this power rounds of scrypt. Six words carry 66 bits, so that guessing is hopeless
// at either; a reader takes no file that asks for more than the larger.
const (
	phraseWork    = 17
	maxPhraseWork = 18
	cheapWork     = 4
)

// Recipient is somebody a pakke is made for: a key, or whoever has the passphrase.
type Recipient struct {
	to     age.Recipient
	print  [32]byte
	phrase bool
}

// Key opens a pakke.
type Key struct {
	id     age.Identity
	print  [32]byte
	phrase bool
}

// fingerprint of a public key is the SHA-256 of a label and its text form.
func fingerprint(public string) [32]byte { return sha256.Sum256([]byte("feltbog key 1\n" + public)) }

// ParseRecipient reads a public key: a hybrid one ("age1pq1..."), as Feltbog makes them, or an X25519 key ("age1...").
func ParseRecipient(text string) (Recipient, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	var to age.Recipient
	var err error
	if strings.HasPrefix(text, "age1pq1") {
		to, err = age.ParseHybridRecipient(text)
	} else {
		to, err = age.ParseX25519Recipient(text)
	}
	if err != nil {
		return Recipient{}, feltbog.Errorf(feltbog.EUsage, "bundle.recipient", "this is not a key that a pakke can be made for: %w", err)
	}
	return Recipient{to: to, print: fingerprint(text)}, nil
}

// Fingerprint of the key, for comparing it word by word; the zero array for a passphrase.
func (r Recipient) Fingerprint() [32]byte { return r.print }

// PhraseRecipient makes the pakke for whoever has the passphrase. cheap is for tests.
func PhraseRecipient(passphrase string, cheap bool) (Recipient, error) {
	to, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return Recipient{}, feltbog.Errorf(feltbog.EUsage, "bundle.phrase", "a pakke needs a key or a passphrase")
	}
	to.SetWorkFactor(phraseWork)
	if cheap {
		to.SetWorkFactor(cheapWork)
	}
	return Recipient{to: to, phrase: true}, nil
}

// PhraseKey opens a pakke that was made for a passphrase.
func PhraseKey(passphrase string) (Key, error) {
	id, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return Key{}, feltbog.Errorf(feltbog.EKey, "bundle.key.phrase", "the pakke opens with six words; ask its sender for them")
	}
	id.SetMaxWorkFactor(maxPhraseWork)
	return Key{id: id, phrase: true}, nil
}

// SeedText is the secret key of a seed as age reads it.
func SeedText(seed []byte) string { return strings.ToUpper(bech32("age-secret-key-pq-", seed)) }

// SeedKey is the hybrid key (ML-KEM-768 with X25519) that grows from 32 secret bytes, and its public half.
func SeedKey(seed []byte) (k Key, public string, err error) {
	id, err := age.ParseHybridIdentity(SeedText(seed))
	if err != nil {
		return Key{}, "", fmt.Errorf("make the key of this vault: %w", err)
	}
	public = id.Recipient().String()
	return Key{id: id, print: fingerprint(public)}, public, nil
}

// ParseKey reads a secret key as age-keygen writes it.
func ParseKey(text string) (Key, error) {
	text = strings.TrimSpace(text)
	if id, err := age.ParseHybridIdentity(text); err == nil {
		return Key{id: id, print: fingerprint(id.Recipient().String())}, nil
	}
	id, err := age.ParseX25519Identity(text)
	if err != nil {
		return Key{}, feltbog.Errorf(feltbog.EKey, "bundle.key.format", "this is not a secret key that opens a pakke")
	}
	return Key{id: id, print: fingerprint(id.Recipient().String())}, nil
}

// sealFor returns what age is to encrypt to, and the fingerprints for the manifest. A passphrase stands alone, and the
// two sorts of keys do not mix in one file: that is age's rule.
func sealFor(to []Recipient) (all []age.Recipient, prints [][32]byte, err error) {
	for _, r := range to {
		if r.to == nil || r.phrase && len(to) > 1 {
			return nil, nil, feltbog.Errorf(feltbog.EUsage, "bundle.recipients", "a pakke is made for keys, or for one passphrase, not for both")
		}
		all = append(all, r.to)
		if !r.phrase && !slices.Contains(prints, r.print) {
			prints = append(prints, r.print)
		}
	}
	if len(to) == 0 || len(to) > maxFor {
		return nil, nil, feltbog.Errorf(feltbog.EUsage, "bundle.phrase", "a pakke needs a key or a passphrase")
	}
	slices.SortFunc(prints, func(a, b [32]byte) int { return slices.Compare(a[:], b[:]) })
	return all, prints, nil
}

// meant reports whether the manifest names one of the keys as its receiver. A pakke that somebody sealed anew for
// others, without being its sender, is noticed here.
func (m *Manifest) meant(keys []Key) bool {
	return slices.ContainsFunc(keys, func(k Key) bool {
		return k.phrase && len(m.For) == 0 || !k.phrase && slices.Contains(m.For, k.print)
	})
}

const bech32Letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

// bech32 writes data in the letters that age's keys are written in. Source: BIP 173.
func bech32(prefix string, data []byte) string {
	var values []byte
	bits, have := 0, uint(0)
	for _, b := range data {
		bits, have = bits<<8|int(b), have+8
		for have >= 5 {
			have -= 5
			values = append(values, byte(bits>>have)&31)
		}
		bits &= 1<<have - 1
	}
	if have > 0 {
		values = append(values, byte(bits<<(5-have))&31)
	}
	sum := uint32(1)
	step := func(v byte) {
		top := sum >> 25
		sum = sum&0x1ffffff<<5 ^ uint32(v)
		for i, g := range [5]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			if top>>i&1 == 1 {
				sum ^= g
			}
		}
	}
	for i := range len(prefix) {
		step(prefix[i] >> 5)
	}
	step(0)
	for i := range len(prefix) {
		step(prefix[i] & 31)
	}
	for _, v := range values {
		step(v)
	}
	for range 6 {
		step(0)
	}
	sum ^= 1
	var out strings.Builder
	out.WriteString(prefix + "1")
	for _, v := range values {
		out.WriteByte(bech32Letters[v])
	}
	for i := range 6 {
		out.WriteByte(bech32Letters[sum>>(5*(5-i))&31])
	}
	return out.String()
}
