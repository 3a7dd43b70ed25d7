package words

import (
	"crypto/sha256"
	"strconv"
	"strings"

	"feltbog/internal/feltbog"
)

// RecoveryWords is the number of words on a recovery sheet: 128 bits of secret and 4 bits of checksum.
const RecoveryWords = 12

// Encode returns the twelve recovery words of a secret. The last 4 of their 132 bits are the first 4 bits of the
// secret's SHA-256, so that a wrong word or a swapped pair is noticed fifteen times in sixteen.
func Encode(secret [16]byte) []string {
	return fromBits(append(secret[:], checksum(secret)), RecoveryWords)
}

// Decode returns the secret of twelve recovery words, typed as forgivingly as Lookup allows. Every error has the code
// feltbog.EKey. The key words.count says that there are not twelve words, words.unknown names the first word that is
// not in the list, and words.checksum says that all are in the list but do not belong together.
func Decode(words []string) ([16]byte, error) {
	var secret [16]byte
	if err := count(words); err != nil {
		return secret, err
	}
	var data [17]byte
	for i, word := range words {
		index, ok := Lookup(word)
		if !ok {
			return secret, unknown(word, i+1)
		}
		for bit := range Bits {
			if index>>(Bits-1-bit)&1 == 1 {
				at := i*Bits + bit
				data[at/8] |= 1 << (7 - at%8)
			}
		}
	}
	found := [16]byte(data[:16])
	if checksum(found) != data[16] {
		return secret, feltbog.Errorf(feltbog.EKey, "words.checksum",
			"every word is in the list, but they do not belong together: a word was swapped or mistyped")
	}
	return found, nil
}

// checksum returns a byte whose upper 4 bits are the secret's checksum and whose lower 4 bits are zero.
func checksum(secret [16]byte) byte {
	sum := sha256.Sum256(secret[:])
	return sum[0] & 0xF0
}

// count reports a number of words other than twelve. A blank field counts as a word that is not there.
func count(words []string) error {
	got := 0
	for _, word := range words {
		if Normalize(word) != "" {
			got++
		}
	}
	if got == RecoveryWords && len(words) == RecoveryWords {
		return nil
	}
	return feltbog.Errorf(feltbog.EKey, "words.count", "there must be %d words, not %d", RecoveryWords, got).
		With("want", strconv.Itoa(RecoveryWords)).With("got", strconv.Itoa(got))
}

// unknown names a word that is not in the list, its place counted from one, and the closest word that is.
func unknown(word string, place int) error {
	word = strings.TrimSpace(word)
	hint, suggestion := "", ""
	if near := Suggest(word, 1); len(near) > 0 {
		suggestion = near[0]
		hint = "; did you mean “" + suggestion + "”?"
	}
	return feltbog.Errorf(feltbog.EKey, "words.unknown", "word %d, “%s”, is not in the list%s", place, word, hint).
		With("word", word).With("place", strconv.Itoa(place)).With("suggestion", suggestion)
}
