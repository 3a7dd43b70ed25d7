// Package words turns secrets and fingerprints into plain Danish words that can be read aloud, written down and typed
// in again.
//
// The list in da.txt holds 2048 words, so a word carries 11 bits. THE LIST IS FROZEN once a version of Feltbog has been
// released, and so are the rules of Lookup, Split and Canonical. Recovery sheets are printed from the list, and keys
// are derived from what Canonical returns: adding, removing, moving or respelling one word, or forgiving one more way
// of typing, locks somebody out of their notes.
//
// Typing is forgiving. Upper and lower case are the same; letters may be composed or decomposed; æ may be typed ae, a
// or ä, ø may be typed oe, o or ö, and å may be typed aa or a; and a word may be cut short after its fourth letter or
// later. No two words of the list can be confused in any of these ways, which the tests hold the list to.
package words

import (
	"crypto/rand"
	_ "embed"
	"encoding/binary"
	"strings"
	"sync"

	"feltbog/internal/feltbog"
)

// Size is the number of words in the list, and Bits is what one word is worth.
const (
	Size = 1 << Bits
	Bits = 11
)

//go:embed da.txt
var file string

// list reads the file once. It tolerates line endings changed by a version control system.
var list = sync.OnceValue(func() []string { return strings.Fields(file) })

// List returns a copy of the word list. It is sorted by code point, so æ, å and ø come after z in the order å, æ, ø.
func List() []string { return append([]string(nil), list()...) }

// Phrase draws n words with the operating system's random numbers and joins them by a space. Every word is equally
// likely at every place, and a word may come twice: six words are 66 bits.
func Phrase(n int) (string, error) {
	if n < 1 {
		return "", feltbog.Errorf(feltbog.EUsage, "words.phrase", "a phrase needs at least one word, not %d", n)
	}
	random := make([]byte, 2*n)
	if _, err := rand.Read(random); err != nil {
		return "", feltbog.Errorf(feltbog.EInternal, "words.random", "no random numbers: %w", err)
	}
	drawn := make([]string, n)
	for i := range drawn {
		// 2048 divides 65536, so cutting off the upper bits favours no word.
		drawn[i] = list()[binary.BigEndian.Uint16(random[2*i:])%Size]
	}
	return strings.Join(drawn, " "), nil
}

// Fingerprint returns n words for the first 11·n bits of a hash, for comparing keys over the telephone. It panics when
// the hash is too short, because a fingerprint that is silently shorter than asked for would be compared in good faith.
func Fingerprint(hash []byte, n int) []string {
	if n < 0 || n*Bits > len(hash)*8 {
		panic("words: the hash is too short for the number of words asked for")
	}
	return fromBits(hash, n)
}

// fromBits reads n numbers of 11 bits from the front of data, highest bit first, and returns their words.
func fromBits(data []byte, n int) []string {
	words := make([]string, n)
	for i := range words {
		index := 0
		for bit := i * Bits; bit < (i+1)*Bits; bit++ {
			index = index<<1 | int(data[bit/8]>>(7-bit%8)&1)
		}
		words[i] = list()[index]
	}
	return words
}
