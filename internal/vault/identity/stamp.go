package identity

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"

	"feltbog/internal/feltbog"
)

// Nonce is a random number that changes at each open and close. The zero Nonce is none and fits nothing.
type Nonce [16]byte

// NewNonce draws a nonce.
func NewNonce() Nonce {
	var n Nonce
	rand.Read(n[:]) // crypto/rand ends the program rather than return an error
	return n
}

// MarshalText writes 32 hexadecimal digits, nothing for the zero Nonce.
func (n Nonce) MarshalText() ([]byte, error) {
	if n == (Nonce{}) {
		return nil, nil
	}
	return []byte(hex.EncodeToString(n[:])), nil
}

// UnmarshalText reads what MarshalText writes.
func (n *Nonce) UnmarshalText(b []byte) error {
	*n = Nonce{}
	if len(b) == 0 {
		return nil
	}
	raw, err := hex.DecodeString(string(b))
	if err != nil || len(raw) != len(n) {
		return fmt.Errorf("%q is not a nonce", b)
	}
	copy(n[:], raw)
	return nil
}

// Stamp is what the vault keeps: which device it is, on which installation, and the nonce that proves it. It belongs
// into the same database as the change log, so that the two are copied and put back together. The zero Stamp is a
// vault that has no device yet.
type Stamp struct {
	Device  feltbog.ID
	Install feltbog.ID
	Nonce   Nonce
}

// Claim is a vault folder that says which device it is.
type Claim struct {
	Vault feltbog.ID
	Stamp Stamp  // as the vault holds it
	Path  string // the folder, absolute
	// Seqs holds the highest number of this device's own change sets in each space of the vault.
	Seqs map[feltbog.ID]uint64
	// Restored is set after a restore from a backup, which always makes a new device.
	Restored bool
	// Stands reports whether the folder holds a vault with the same id. It is asked about the folder where the device
	// was last opened, when that is another one. Nil never asks.
	Stands func(folder string) bool
}

// Reason says why a folder is, or is not, the device that it says it is.
type Reason string

// The reasons. Every one but Same makes a new device.
const (
	Same      Reason = "same"      // the nonces agree
	New       Reason = "new"       // the vault has no device yet
	Restored  Reason = "restored"  // it was put back from a backup
	Elsewhere Reason = "elsewhere" // it comes from another machine, user or installation
	Copied    Reason = "copied"    // it is a copy, the original still stands in its place
	Behind    Reason = "behind"    // its nonce is not the newest: an older state, or a copy of one
	Rewound   Reason = "rewound"   // it lacks change sets of its own that it once had
)

// Entry is what the configuration knows about one device of a vault.
type Entry struct {
	Nonce  Nonce             `json:"nonce"`
	Next   Nonce             `json:"next,omitzero"` // set while a rotation is under way
	Path   string            `json:"path"`
	Passed map[string]uint64 `json:"passed,omitempty"` // space id -> highest number noted
}

// Check decides whether the claim's folder is the device of the entry; nil means that the configuration knows no such
// device. install is this installation's id. It changes nothing.
func Check(c Claim, e *Entry, install feltbog.ID, sameFolder func(a, b string) bool) Reason {
	switch {
	case c.Restored:
		return Restored
	case c.Stamp.Device.IsZero() || c.Stamp.Nonce == Nonce{}:
		return New
	case c.Stamp.Install != install || e == nil:
		return Elsewhere
	case c.Stamp.Nonce != e.Nonce && c.Stamp.Nonce != e.Next:
		return Behind
	case e.Path != c.Path && c.Stands != nil && !sameFolder(e.Path, c.Path) && c.Stands(e.Path):
		return Copied
	}
	for space, seq := range c.Seqs {
		if seq < e.Passed[space.String()] {
			return Rewound
		}
	}
	return Same
}
