package change

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"
)

func TestAnErasedYesCannotBeToldFromAnErasedNo(t *testing.T) {
	yes, again := NewValue(Scalar(true)), NewValue(Scalar(true))
	if yes.Commitment() == again.Commitment() {
		t.Error("two equal answers have one commitment: the second gives the first away")
	}
	gone := yes.Erase()
	if !gone.Erased() || gone.Data() != nil || gone.salt != [16]byte{} {
		t.Error("an erased value still holds its salt or its data")
	}
	if gone.Commitment() != yes.Commitment() {
		t.Error("the commitment changed with the erasure")
	}
}

func TestAValueComesBackWithItsCommitment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{0, 1, 23, 24, 255, 256, 65535, 65536}).Draw(t, "length")
		v := NewValue(Scalar(bytes.Repeat([]byte{7}, n)))
		for _, v := range []Value{v, v.Erase()} {
			b, err := encMode.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			var back Value
			if err := decMode.Unmarshal(b, &back); err != nil {
				t.Fatal(err)
			}
			if back.Commitment() != v.Commitment() || !bytes.Equal(back.Data(), v.Data()) || back.Erased() != v.Erased() {
				t.Fatalf("a value of %d bytes came back otherwise", n)
			}
		}
	})
}

func TestAValueThatCannotBeOneIsRefused(t *testing.T) {
	salt := append([]byte{0x50}, make([]byte, 16)...)
	for name, b := range map[string][]byte{
		"null":             {null},
		"no data":          append(append([]byte{0x82}, salt...), 0x40),
		"salt too short":   {0x82, 0x41, 0, 0x41, 1},
		"not CBOR":         append(append([]byte{0x82}, salt...), 0x41, 0xff),
		"two values":       append(append([]byte{0x82}, salt...), 0x42, 1, 2),
		"one part":         append([]byte{0x81}, salt...),
		"short commitment": salt,
		"text":             {0x61, 'x'},
	} {
		v := NewValue(Scalar("before"))
		if err := v.UnmarshalCBOR(b); err == nil {
			t.Errorf("%s was read as a value", name)
		}
	}
}

func TestASealedValueIsFilledOnlyByWhatItCommitsTo(t *testing.T) {
	v := NewValue(Scalar("Anna"))
	gone, other := v.Erase(), NewValue(Scalar("Bo"))
	if gone.Fill(other.Expose()) == nil || gone.Fill(v.Expose()[:16]) == nil || !gone.Erased() {
		t.Error("a value took what it does not commit to")
	}
	if err := gone.Fill(v.Expose()); err != nil || !bytes.Equal(gone.Data(), v.Data()) {
		t.Errorf("it did not come back: %v", err)
	}
}
