package media

import (
	"crypto/sha256"
	"encoding/hex"

	"feltbog/internal/feltbog"
)

// Hash is the SHA-256 of a blob's contents, its address everywhere.
type Hash [sha256.Size]byte

// HashOf computes the address of contents at hand.
func HashOf(b []byte) Hash { return sha256.Sum256(b) }

// ParseHash reads the 64 hexadecimal digits that String prints.
func ParseHash(s string) (Hash, error) {
	var h Hash
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != len(h) {
		return h, feltbog.Errorf(feltbog.EInvalid, "media.hash", "%q is not the hash of a file: 64 hexadecimal digits are needed", s).With("value", s)
	}
	copy(h[:], b)
	return h, nil
}

// String returns the hash as 64 lower-case hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// missing is the answer to a hash that is not in the store.
func missing(h Hash) error {
	return feltbog.Errorf(feltbog.EMissing, "media.missing", "The file %s is not on this machine.", h).With("hash", h.String())
}

// damaged names the volume that does not hold what it should; h may be zero when no single blob is meant.
func damaged(file string, h Hash, cause error) error {
	e := &feltbog.Error{Code: feltbog.EDamaged, Key: "media.damaged", Text: file + " is damaged.", Err: cause}
	e.With("file", file)
	if h != (Hash{}) {
		e.Text = file + " is damaged: the file " + h.String() + " in it cannot be read."
		e.With("hash", h.String())
	}
	return e
}
