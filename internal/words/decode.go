package words

import (
	"crypto/sha256"
	"math/big"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"feltbog/internal/feltbog"
)

// Split takes typed words apart at spaces, line ends, commas, full stops and hyphens, and leaves out numbering.
func Split(typed string) []string {
	return strings.FieldsFunc(norm.NFC.String(typed), func(r rune) bool { return !unicode.IsLetter(r) })
}

// Decode reads what Encode wrote, typed by a person. A word that is not in the list is named with its place and the
// nearest word; words that are all in the list but do not fit together are an error too (15 of 16 slips are noticed).
func Decode(typed []string) ([16]byte, error) {
	var secret [16]byte
	if len(typed) != RecoveryWords {
		return secret, feltbog.Errorf(feltbog.EKey, "words.count", "%d words are needed, %d were given", RecoveryWords, len(typed)).
			With("need", strconv.Itoa(RecoveryWords)).With("given", strconv.Itoa(len(typed)))
	}
	n := new(big.Int)
	for i, w := range typed {
		k, ok := Lookup(w)
		if !ok {
			near := ""
			if s := Suggest(w, 1); len(s) > 0 {
				near = s[0]
			}
			return secret, feltbog.Errorf(feltbog.EKey, "words.unknown",
				"word %d, %q, is not on the list; did you mean %q?", i+1, w, near).
				With("place", strconv.Itoa(i+1)).With("word", w).With("suggestion", near)
		}
		n.Lsh(n, bits).Or(n, big.NewInt(int64(k)))
	}
	check := byte(new(big.Int).And(n, big.NewInt(15)).Int64())
	n.Rsh(n, 4).FillBytes(secret[:])
	if sum := sha256.Sum256(secret[:]); sum[0]>>4 != check {
		return [16]byte{}, feltbog.Errorf(feltbog.EKey, "words.checksum",
			"the words are all on the list but do not fit together: one is swapped or mistaken for another")
	}
	return secret, nil
}

// Canonical returns the one form of a typed phrase that keys are made from: the words of the list with single spaces
// when all of them are known, otherwise the text itself in lower case with single spaces.
func Canonical(typed string) string {
	parts := Split(typed)
	out := make([]string, len(parts))
	for i, p := range parts {
		k, ok := Lookup(p)
		if !ok {
			return strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(typed))), " ")
		}
		out[i] = list[k]
	}
	return strings.Join(out, " ")
}
