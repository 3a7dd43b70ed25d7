package feltbog

import (
	"crypto/rand"
	"encoding/hex"
	"strings"
)

// ID is the random 128-bit name of a record, a device, a space or an action. It carries no time, no order and no
// meaning, so that an id never tells who or when. The zero ID means "none".
type ID [16]byte

// NewID draws an ID from the system's random source. It panics only when the system has none, because nothing can be
// kept safely then.
func NewID() ID {
	var id ID
	if _, err := rand.Read(id[:]); err != nil {
		panic("feltbog: no random source: " + err.Error())
	}
	return id
}

// ParseID reads the 32 hexadecimal digits that String prints; letter case and surrounding space do not matter.
func ParseID(s string) (ID, error) {
	var id ID
	b, err := hex.DecodeString(strings.ToLower(strings.TrimSpace(s)))
	if err != nil || len(b) != len(id) {
		return ID{}, Errorf(EInvalid, "id.format", "%q is not an id: 32 hexadecimal digits are needed", s).With("value", s)
	}
	copy(id[:], b)
	return id, nil
}

// String returns the ID as 32 lower-case hexadecimal digits.
func (id ID) String() string { return hex.EncodeToString(id[:]) }

// IsZero reports whether the ID is the "none" ID.
func (id ID) IsZero() bool { return id == ID{} }

// MarshalText implements encoding.TextMarshaler; the zero ID is the empty text.
func (id ID) MarshalText() ([]byte, error) {
	if id.IsZero() {
		return nil, nil
	}
	return []byte(id.String()), nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (id *ID) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*id = ID{}
		return nil
	}
	v, err := ParseID(string(b))
	if err != nil {
		return err
	}
	*id = v
	return nil
}
