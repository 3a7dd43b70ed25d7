package keys

import (
	"fmt"
	"strings"
	"testing"
)

// dictionary has 2048 words, of which the tests name a few.
func dictionary() []string {
	words := []string{"lampe", "gulerod", "cykel", "himmel", "fjord", "stol"}
	for i := len(words); i < 2048; i++ {
		words = append(words, fmt.Sprintf("ord%dx", i))
	}
	return words
}

func TestStrengthIsHonest(t *testing.T) {
	e := NewEstimator(dictionary())
	for _, c := range []struct {
		passphrase string
		least      int
		most       int
		reason     string
	}{
		{"", 0, 0, "passphrase.short"},
		{"xK3#q", 0, 0, "passphrase.short"},
		{"adgangskode", 0, 0, "passphrase.common"},
		{"Adgangskode1", 0, 0, "passphrase.common"},
		{"K0d30rd!", 0, 0, "passphrase.common"},
		{"sommer2024", 0, 0, "passphrase.common"},
		{"RødgrødMedFløde", 0, 0, "passphrase.common"},
		{"aaaaaaaaaaaaaaaa", 0, 0, "passphrase.repeat"},
		{"hejhejhejhejhejhej", 0, 0, "passphrase.common"},
		{"12345678901", 0, 0, "passphrase.common"},
		{"fghijklmnop", 0, 0, "passphrase.sequence"},
		{"poiuytrewq", 0, 0, "passphrase.sequence"},
		{"lampe cykel", 0, 1, "passphrase.words"},
		{"lampe gulerod cykel himmel", 4, 4, "passphrase.good"},
		{"lampe-gulerod-cykel-himmel-fjord", 4, 4, "passphrase.good"},
		{"19841984", 0, 0, "passphrase.repeat"},
		{"vq8!Tz2#mW9x", 4, 4, "passphrase.good"},
		{"xkqvwzjb", 1, 2, "passphrase.simple"},
		{strings.Repeat("aæ", 5000), 0, 0, "passphrase.repeat"},
	} {
		s := e.Estimate(c.passphrase)
		name := c.passphrase
		if len(name) > 40 {
			name = name[:40] + "..."
		}
		if s.Score < c.least || s.Score > c.most || s.Reason != c.reason {
			t.Errorf("%q: %+v, want score %d-%d, %s", name, s, c.least, c.most, c.reason)
		}
	}
}

func TestAnotherCharacterNeverMakesAStrongPassphraseWeak(t *testing.T) {
	e := NewEstimator(dictionary())
	const p = "vq8!Tz2#mW9x kvælg tsnup 7q"
	last := -1.0
	for i := range p {
		if s := e.Estimate(p[:i+1]); s.Log10 < last-2 {
			t.Errorf("%q is much weaker than without its last character: %v after %v", p[:i+1], s.Log10, last)
		} else {
			last = s.Log10
		}
	}
}

func TestComposedAndDecomposedPassphrasesAreEquallyStrong(t *testing.T) {
	e := NewEstimator(nil)
	if a, b := e.Estimate("blåbærgrød på åen"), e.Estimate("bla\u030abærgrød pa\u030a a\u030aen"); a != b {
		t.Error(a, b)
	}
}

func BenchmarkEstimate(b *testing.B) {
	e := NewEstimator(dictionary())
	for b.Loop() {
		e.Estimate("lampe-gulerod-cykel-himmel-fjord")
	}
}
