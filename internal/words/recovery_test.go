package words

import (
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"feltbog/internal/feltbog"
)

// secrets draws any secret of 16 bytes.
func secrets(t *rapid.T) [16]byte {
	return [16]byte(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "secret"))
}

// wantKey fails the test unless err is an EKey error with the given key, and returns it.
func wantKey(t rapid.TB, err error, key string) *feltbog.Error {
	t.Helper()
	var e *feltbog.Error
	if !errors.As(err, &e) || e.Key != key || e.Code != feltbog.EKey {
		t.Fatalf("want %s with code %s, got %v", key, feltbog.EKey, err)
	}
	return e
}

func TestEverySecretComesBackFromItsTwelveWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		secret := secrets(t)
		words := Encode(secret)
		if len(words) != 12 {
			t.Fatalf("%d words", len(words))
		}
		if back, err := Decode(words); err != nil || back != secret {
			t.Fatalf("%v came back as %x: %v", words, back, err)
		}
	})
}

func TestASheetPrintedTodayOpensForEver(t *testing.T) {
	var secret [16]byte
	for i := range secret {
		secret[i] = byte(i * 17)
	}
	const sheet = "abrikos myg nektar muskat isfugl føl dato flok skakbrik kobjælde lyserød ørn"
	if got := strings.Join(Encode(secret), " "); got != sheet {
		t.Errorf("%s is printed as %q", hex.EncodeToString(secret[:]), got)
	}
}

func TestAWordReplacedByAnotherIsNoticedFifteenTimesInSixteen(t *testing.T) {
	words := Encode([16]byte([]byte("en lille hemmeli")))
	noticed, tried := 0, 0
	for place := range words {
		for _, other := range List() {
			if other == words[place] {
				continue
			}
			changed := slices.Clone(words)
			changed[place] = other
			tried++
			if _, err := Decode(changed); err != nil {
				wantKey(t, err, "words.checksum")
				noticed++
			}
		}
	}
	if share := float64(noticed) / float64(tried); share < 0.93 || share > 0.945 {
		t.Errorf("%.4f of all changed words were noticed, not 15/16", share)
	}
}

func TestAWordThatIsNotInTheListIsNamedWithItsPlaceAndASuggestion(t *testing.T) {
	words := Encode([16]byte{})
	words[3] = "Hset"
	_, err := Decode(words)
	e := wantKey(t, err, "words.unknown")
	if e.Args["word"] != "Hset" || e.Args["place"] != "4" || e.Args["suggestion"] != "hest" {
		t.Errorf("arguments %v", e.Args)
	}
	if want := "word 4, “Hset”, is not in the list; did you mean “hest”?"; err.Error() != want {
		t.Errorf("the sentence is %q", err)
	}
}

func TestAWordFarFromTheListIsNamedWithoutASuggestion(t *testing.T) {
	words := Encode([16]byte{})
	words[11] = "qwxzqwxz"
	_, err := Decode(words)
	e := wantKey(t, err, "words.unknown")
	if suggestion, given := e.Args["suggestion"]; !given || suggestion != "" || strings.Contains(e.Text, "mean") {
		t.Errorf("arguments %v, sentence %q", e.Args, e.Text)
	}
}

func TestTooFewTooManyAndBlankWordsAreCounted(t *testing.T) {
	words := Encode([16]byte{1, 2, 3})
	blank := slices.Clone(words)
	blank[5] = "  "
	for got, words := range map[string][]string{"0": nil, "11": blank, "13": append(slices.Clone(words), "hest")} {
		_, err := Decode(words)
		if e := wantKey(t, err, "words.count"); e.Args["want"] != "12" || e.Args["got"] != got {
			t.Errorf("arguments %v, want %s", e.Args, got)
		}
	}
	_, err := Decode(append(words, " "))
	wantKey(t, err, "words.count")
}

func TestASheetMayBeTypedForgivingly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		secret := secrets(t)
		var typed strings.Builder
		for i, word := range Encode(secret) {
			typed.WriteString(rapid.SampledFrom([]string{" ", "\n", ", ", " - ", "\t\u00a0 "}).Draw(t, "gap"))
			if rapid.Bool().Draw(t, "numbered") {
				typed.WriteString(strconv.Itoa(i+1) + ". ")
			}
			typed.WriteString(retype(t, word))
		}
		text := typed.String()
		if back, err := Decode(Split(text)); err != nil || back != secret {
			t.Fatalf("%q came back as %x: %v", text, back, err)
		}
	})
}
