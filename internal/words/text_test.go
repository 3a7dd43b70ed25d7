package words

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"feltbog/internal/feltbog"
)

func TestSplitPartsWordsAndLeavesOutNumbering(t *testing.T) {
	want := []string{"hest", "giraf", "elg"}
	for _, text := range []string{
		"hest giraf elg", "  hest\n\ngiraf\r\n\telg ", "hest, giraf, elg", "hest-giraf–elg", "hest\u00a0giraf\u2003elg",
		"1. hest 2. giraf 3. elg", "1) hest\n2) giraf\n3) elg", "1 hest 2 giraf 3 elg", "1.hest 2.giraf 3.elg", "(hest; giraf; elg).",
	} {
		if got := Split(text); !slices.Equal(got, want) {
			t.Errorf("%q is split into %q", text, got)
		}
	}
}

func TestSplitKeepsNumbersThatAreNoNumbering(t *testing.T) {
	for text, want := range map[string][]string{
		"": nil, " - , ": nil, "1234": {"1234"}, "1": {"1"}, "hest 1234": {"hest", "1234"}, "hest 2": {"hest", "2"},
		"2 hest": {"2", "hest"}, "hest2 elg": {"hest2", "elg"},
	} {
		if got := Split(text); !slices.Equal(got, want) {
			t.Errorf("%q is split into %q, want %q", text, got, want)
		}
	}
}

func TestCanonicalIsTheSameHoweverAPhraseIsTyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		picked := rapid.SliceOfN(rapid.SampledFrom(List()), 1, 8).Draw(t, "words")
		typed := make([]string, len(picked))
		for i, word := range picked {
			typed[i] = retype(t, word)
		}
		text := strings.Join(typed, rapid.SampledFrom([]string{" ", "  ", "-", ", ", "\n"}).Draw(t, "gap"))
		if got, want := Canonical(text), strings.Join(picked, " "); got != want {
			t.Fatalf("%q became %q, want %q", text, got, want)
		}
	})
}

func TestCanonicalOfAnyOtherTextForgivesOnlyCaseCompositionAndSpace(t *testing.T) {
	for text, want := range map[string]string{
		"":                      "",
		"  Min  HUND\thedder Å": "min hund hedder å",
		"a\u030a  zzz":          "å zzz",
		"hest-giraf qqq":        "hest-giraf qqq",
		"1234":                  "1234",
		"hest 1234":             "hest 1234",
		"hest99 giraf":          "hest99 giraf",
		"hest! giraf":           "hest! giraf",
		"- , -":                 "- , -",
	} {
		if got := Canonical(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func TestCanonicalTwiceIsCanonicalOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := Canonical(rapid.String().Draw(t, "text"))
		if twice := Canonical(once); twice != once {
			t.Fatalf("%q became %q", once, twice)
		}
	})
}

func TestAPhraseIsMadeOfWordsAndIsItsOwnCanonicalForm(t *testing.T) {
	phrase, err := Phrase(6)
	if err != nil || len(strings.Split(phrase, " ")) != 6 || Canonical(phrase) != phrase {
		t.Errorf("%q: %v", phrase, err)
	}
	if again, _ := Phrase(6); again == phrase {
		t.Errorf("%q was drawn twice", phrase)
	}
	if _, err := Phrase(0); feltbog.ErrorCode(err) != feltbog.EUsage {
		t.Errorf("a phrase of no words: %v", err)
	}
}

func TestPhrasesReachEveryWordAboutEquallyOften(t *testing.T) {
	const each = 50
	phrase, err := Phrase(each * Size)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, word := range strings.Fields(phrase) {
		seen[word]++
	}
	for _, word := range List() {
		if n := seen[word]; n < 5 || n > 120 {
			t.Errorf("%q was drawn %d times instead of about %d", word, n, each)
		}
	}
}

func TestAFingerprintIsReadFromTheFrontOfTheHash(t *testing.T) {
	hash := []byte{0x00, 0x3F, 0xFF, 0xFF}
	if got, want := Fingerprint(hash, 2), []string{List()[1], List()[2047]}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := Fingerprint(hash, 0); len(got) != 0 {
		t.Errorf("no words asked for, %v given", got)
	}
	defer func() {
		if recover() == nil {
			t.Error("a hash that is too short passed")
		}
	}()
	Fingerprint(hash, 3)
}

func TestAChangedListDoesNotChangeThePackage(t *testing.T) {
	List()[0] = "changed"
	if List()[0] == "changed" {
		t.Error("List hands out its own memory")
	}
}

func FuzzDecodeOfSplit(f *testing.F) {
	f.Add("")
	f.Add(strings.Join(Encode([16]byte{}), " "))
	f.Add("1. " + strings.ToUpper(strings.Join(Encode([16]byte{9, 8, 7}), "\n2. ")))
	f.Add("a\u030a \xff 1234 - \u200b")
	f.Fuzz(func(t *testing.T, text string) {
		secret, err := Decode(Split(text))
		if err == nil && strings.Join(Encode(secret), " ") != Canonical(text) {
			t.Errorf("%q was read as %v", text, Encode(secret))
		}
		if err != nil && (secret != [16]byte{} || feltbog.ErrorCode(err) != feltbog.EKey) {
			t.Errorf("%q gave %x and %v", text, secret, err)
		}
		if once := Canonical(text); Canonical(once) != once {
			t.Errorf("%q is not canonical", once)
		}
	})
}
