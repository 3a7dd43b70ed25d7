package bundle

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/testkit"
)

// refused fails the test unless a damaged pakke is refused with a reason that has a sentence.
func refused(t *testing.T, b []byte, k Key, what string, at int) {
	t.Helper()
	_, _, err := read(b, k)
	if err == nil {
		t.Fatalf("%s at %d was taken in", what, at)
	}
	if c := feltbog.ErrorCode(err); c != feltbog.EDamaged && c != feltbog.EKey || keyOf(err) == "" {
		t.Fatalf("%s at %d: %v", what, at, err)
	}
}

func TestEveryFlippedByteIsRefused(t *testing.T) {
	m := small(t)
	b := m.pack(nil)
	for i := range b {
		c := bytes.Clone(b)
		c[i] ^= 1 << (i % 8)
		refused(t, c, m.key, "a flipped byte", i)
	}
}

func TestEveryTruncationIsRefused(t *testing.T) {
	m := small(t)
	b := m.pack(nil)
	for n := range b {
		refused(t, b[:n], m.key, "a cut", n)
	}
	refused(t, append(bytes.Clone(b), 0), m.key, "a byte too many", len(b))
	refused(t, append(bytes.Clone(b), b...), m.key, "a second pakke behind it", len(b))
}

// big has several chunks of the encryption, so that damage comes after much was read.
func big(t testing.TB) *team {
	m := small(t)
	c := make([]byte, 400_000)
	for i := range c {
		c[i] = byte(i * i >> 3)
	}
	m.file(c)
	return m
}

func TestDamageInTheMiddleOfALargePakkeIsRefused(t *testing.T) {
	m := big(t)
	b := m.pack(nil)
	r := testkit.Rand(testkit.Seed(t))
	for range testkit.Rounds(100, 10_000) {
		c := bytes.Clone(b)
		for range 1 + r.IntN(5) {
			damage(r, &c)
		}
		if bytes.Equal(b, c) {
			continue
		}
		refused(t, c, m.key, "random damage", 0)
	}
}

func damage(r *rand.Rand, b *[]byte) {
	at := r.IntN(len(*b))
	switch r.IntN(5) {
	case 0:
		(*b)[at] ^= byte(1 + r.IntN(255))
	case 1:
		*b = (*b)[:at+1]
	case 2: // a piece goes missing
		*b = append((*b)[:at:at], (*b)[min(len(*b), at+1+r.IntN(70_000)):]...)
	case 3: // a piece comes twice
		to := min(len(*b), at+1+r.IntN(70_000))
		*b = append(append((*b)[:to:to], (*b)[at:to]...), (*b)[to:]...)
	case 4: // two chunks change places
		const chunk = 64<<10 + 16
		if len(*b) < chunk {
			break
		}
		if i, j := r.IntN(len(*b)/chunk), r.IntN(len(*b)/chunk); i != j {
			x := bytes.Clone((*b)[i*chunk : (i+1)*chunk])
			copy((*b)[i*chunk:], (*b)[j*chunk:(j+1)*chunk])
			copy((*b)[j*chunk:], x)
		}
	}
	if len(*b) == 0 {
		*b = []byte{0}
	}
}
