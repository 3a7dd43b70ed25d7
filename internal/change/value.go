package change

import (
	"crypto/rand"
	"crypto/sha256"

	"github.com/fxamacker/cbor/v2"
)

// null is the CBOR form of "unset".
const null = 0xf6

// Value is one written value together with what is needed to erase it and still verify the chain: a random salt, and
// the commitment SHA-256(salt || data) that the chain's hash covers. Erasing removes salt and data together, so that a
// short value (an age, a yes) cannot be guessed from the commitment.
type Value struct {
	salt       [16]byte
	data       []byte // CBOR; nil once erased
	commitment [32]byte
}

// NewValue makes a value of CBOR data with a fresh salt.
func NewValue(data []byte) Value {
	v := Value{data: data}
	if _, err := rand.Read(v.salt[:]); err != nil {
		panic("change: no random source: " + err.Error())
	}
	v.commitment = commit(v.salt, data)
	return v
}

// NullValue makes the value that says "unset".
func NullValue() Value { return NewValue([]byte{null}) }

func commit(salt [16]byte, data []byte) [32]byte {
	var small [256]byte
	b := append(append(small[:0], salt[:]...), data...)
	return sha256.Sum256(b)
}

// Data returns the CBOR of the value, nil when it has been erased.
func (v Value) Data() []byte { return v.data }

// IsNull reports whether the value says "unset".
func (v Value) IsNull() bool { return len(v.data) == 1 && v.data[0] == null }

// Erased reports whether only the commitment is left.
func (v Value) Erased() bool { return v.data == nil }

// Commitment returns SHA-256(salt || data), which the chain's hash covers.
func (v Value) Commitment() [32]byte { return v.commitment }

// Erase returns the value with salt and data gone.
func (v Value) Erase() Value { return Value{commitment: v.commitment} }

// MarshalCBOR writes [salt, data], or the bare commitment of an erased value.
func (v Value) MarshalCBOR() ([]byte, error) {
	if v.Erased() {
		return encMode.Marshal(v.commitment[:])
	}
	b := make([]byte, 0, 24+len(v.data))
	b = append(b, 0x82, 0x50)
	b = append(b, v.salt[:]...)
	return appendBytes(b, v.data), nil
}

// UnmarshalCBOR reads both forms and computes the commitment anew, so that a value cannot claim another's commitment.
func (v *Value) UnmarshalCBOR(b []byte) error {
	if len(b) > 0 && b[0]>>5 == 4 {
		var pair struct {
			_    struct{} `cbor:",toarray"`
			Salt []byte
			Data []byte
		}
		if err := decMode.Unmarshal(b, &pair); err != nil {
			return err
		}
		if len(pair.Salt) != len(v.salt) || len(pair.Data) == 0 {
			return errWire("a value has no salt or no data")
		}
		if err := cbor.Wellformed(pair.Data); err != nil {
			return errWire("a value is not well-formed CBOR")
		}
		copy(v.salt[:], pair.Salt)
		v.data = pair.Data
		v.commitment = commit(v.salt, v.data)
		return nil
	}
	var c []byte
	if err := decMode.Unmarshal(b, &c); err != nil {
		return err
	}
	if len(c) != len(v.commitment) {
		return errWire("an erased value has no commitment")
	}
	*v = Value{}
	copy(v.commitment[:], c)
	return nil
}

// appendBytes appends a CBOR byte string in its shortest form.
func appendBytes(b, data []byte) []byte {
	n := len(data)
	switch {
	case n < 24:
		b = append(b, 0x40|byte(n))
	case n < 1<<8:
		b = append(b, 0x58, byte(n))
	case n < 1<<16:
		b = append(b, 0x59, byte(n>>8), byte(n))
	default:
		b = append(b, 0x5a, byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
	}
	return append(b, data...)
}

// Expose returns salt and data in one piece, for sealing them with a record's key. Fill is its inverse.
func (v Value) Expose() []byte { return append(append([]byte(nil), v.salt[:]...), v.data...) }

// Fill gives an erased value its salt and data back; they must fit the commitment.
func (v *Value) Fill(plain []byte) error {
	if len(plain) <= len(v.salt) {
		return errWire("a sealed value is too short")
	}
	full := Value{data: plain[len(v.salt):]}
	copy(full.salt[:], plain)
	full.commitment = commit(full.salt, full.data)
	if full.commitment != v.commitment {
		return errWire("a sealed value does not fit its commitment")
	}
	*v = full
	return nil
}
