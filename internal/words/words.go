// Package words spells secrets in plain Danish, to be written on paper and read aloud over a telephone.
//
// The list has 2048 everyday words of 3 to 8 letters, so a word carries 11 bits. No two words share their first four
// letters, whether one writes æ, ø, å or ae, oe, aa or a, o: a reader may type carelessly and is still understood, and
// four letters are enough. None is rude or sad.
//
// The list is frozen once a recovery sheet has been printed from it: a word may never be changed, moved or removed.
package words

import (
	"crypto/rand"
	"crypto/sha256"
	_ "embed"
	"math/big"
	"strings"
)

//go:embed da.txt
var text string

// Count is the number of words in the list; each carries 11 bits.
const Count = 2048

const bits = 11

var list = strings.Fields(text)

// List returns the words in the order of their numbers. The caller must not change it.
func List() []string { return list }

// RecoveryWords is how many words spell a recovery secret: 128 bits and a checksum of 4.
const RecoveryWords = 12

// Encode spells a recovery secret in twelve words. The last word holds the first four bits of the secret's SHA-256.
func Encode(secret [16]byte) []string {
	sum := sha256.Sum256(secret[:])
	n := new(big.Int).SetBytes(secret[:])
	n.Lsh(n, 4).Or(n, big.NewInt(int64(sum[0]>>4)))
	return spell(n, RecoveryWords)
}

// spell writes a number in count words, the most significant first.
func spell(n *big.Int, count int) []string {
	out := make([]string, count)
	mask := big.NewInt(Count - 1)
	for i := count - 1; i >= 0; i-- {
		out[i] = list[new(big.Int).And(n, mask).Int64()]
		n = new(big.Int).Rsh(n, bits)
	}
	return out
}

// Phrase draws n words at random: 6 words are 66 bits.
func Phrase(n int) (string, error) {
	out := make([]string, n)
	for i := range out {
		k, err := rand.Int(rand.Reader, big.NewInt(Count))
		if err != nil {
			return "", err
		}
		out[i] = list[k.Int64()]
	}
	return strings.Join(out, " "), nil
}

// Fingerprint spells the first n*11 bits of a hash, for comparing keys face to face. The hash must be long enough.
func Fingerprint(hash []byte, n int) []string {
	x := new(big.Int).SetBytes(hash)
	x.Rsh(x, uint(len(hash)*8-n*bits))
	return spell(x, n)
}
