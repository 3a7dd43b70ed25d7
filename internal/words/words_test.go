package words

import (
	"errors"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"feltbog/internal/feltbog"
)

func TestTheListHas2048PlainWordsInOrder(t *testing.T) {
	if len(list) != Count || !slices.IsSorted(list) || len(slices.Compact(slices.Clone(list))) != Count {
		t.Fatalf("%d words, in order: %v", len(list), slices.IsSorted(list))
	}
	for _, w := range list {
		if n := utf8.RuneCountInString(w); n < 3 || n > 8 || strings.Trim(w, "abcdefghijklmnopqrstuvwxyzæøå") != "" {
			t.Errorf("%q is no word of 3 to 8 Danish letters", w)
		}
	}
}

func TestFourLettersTellEveryWordHoweverItIsWritten(t *testing.T) {
	for way := range forms("x") {
		seen := map[string]string{}
		for _, w := range list {
			r := []rune(forms(w)[way])
			p := string(r[:min(prefixLen, len(r))])
			if other, twice := seen[p]; twice {
				t.Errorf("%q and %q both begin with %q", other, w, p)
			}
			seen[p] = w
		}
	}
}

func TestNoWordIsRudeOrSad(t *testing.T) {
	for _, stem := range []string{"fisse", "kusse", "pik", "røv", "prut", "tis", "lort", "skid", "luder", "hor", "dræb", "drab",
		"død", "lig", "grav", "bombe", "krig", "våben", "pistol", "kniv", "blod", "kræft", "syg", "skade", "smerte", "tårer",
		"sorg", "angst", "had", "hævn", "løgn", "tyv", "fængsel", "straf", "vold", "tyk", "fed", "grim", "dum", "idiot", "sex",
		"nøgen", "djævel", "satan", "helvede", "øl", "snaps", "whisky", "hash", "stof", "racist", "neger"} {
		if slices.Contains(list, stem) {
			t.Errorf("%q is on the list", stem)
		}
	}
}

func TestEveryWordIsSpeltAsTheDictionarySpellsIt(t *testing.T) {
	cmd := exec.Command("hunspell", "-d", "da_DK", "-l")
	cmd.Stdin = strings.NewReader(text)
	out, err := cmd.Output()
	if err != nil {
		t.Skip("hunspell with the Danish dictionary is not installed: the spelling is not checked here")
	}
	if bad := strings.Fields(string(out)); len(bad) > 0 {
		t.Errorf("not in the dictionary: %v", bad)
	}
}

func TestASecretSurvivesTheSheetAndCarelessTyping(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var secret [16]byte
		copy(secret[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "secret"))
		words := Encode(secret)
		for i, w := range words {
			switch rapid.IntRange(0, 6).Draw(t, "way") {
			case 1:
				words[i] = strings.ToUpper(w)
			case 2:
				words[i] = twoLetters.Replace(w)
			case 3:
				words[i] = oneLetter.Replace(w)
			case 4:
				words[i] = norm.NFD.String(w)
			case 5:
				r := []rune(w)
				words[i] = string(r[:min(prefixLen, len(r))])
			}
		}
		typed := strings.Join(words, rapid.SampledFrom([]string{" ", ", ", "\n", "  ", " - "}).Draw(t, "between"))
		got, err := Decode(Split(typed))
		if err != nil || got != secret {
			t.Fatalf("%q: %v", typed, err)
		}
	})
}

func keyOf(err error) string {
	var e *feltbog.Error
	if errors.As(err, &e) {
		return e.Key
	}
	return ""
}

func TestAMistypedWordIsNamedWithItsPlaceAndTheNearestWord(t *testing.T) {
	words := Encode([16]byte{1, 2, 3})
	words[4] = "gulerodd"
	_, err := Decode(words)
	var e *feltbog.Error
	if !errors.As(err, &e) || e.Key != "words.unknown" || e.Args["place"] != "5" || e.Args["suggestion"] != "gulerod" {
		t.Errorf("%v, %+v", err, e)
	}
	if _, err := Decode(words[:11]); keyOf(err) != "words.count" {
		t.Errorf("eleven words: %v", err)
	}
}

func TestFifteenOfSixteenSwappedWordsAreNoticed(t *testing.T) {
	words := Encode([16]byte{9, 8, 7, 6})
	missed := 0
	for _, w := range list {
		swapped := slices.Clone(words)
		swapped[3] = w
		if _, err := Decode(swapped); err == nil && w != words[3] {
			missed++
		}
	}
	if missed > Count/16*3/2 {
		t.Errorf("%d of %d wrong words pass the checksum", missed, Count)
	}
}

func TestAPhraseHasOneFormHoweverItIsTyped(t *testing.T) {
	p, err := Phrase(6)
	if err != nil || len(strings.Fields(p)) != 6 {
		t.Fatalf("%q, %v", p, err)
	}
	for _, typed := range []string{p, strings.ToUpper(p), twoLetters.Replace(p), "1. " + strings.ReplaceAll(p, " ", ",  "), norm.NFD.String(p)} {
		if Canonical(typed) != p {
			t.Errorf("%q becomes %q, not %q", typed, Canonical(typed), p)
		}
	}
	if got := Canonical("Min  Egen Kodesætning 7"); got != "min egen kodesætning 7" {
		t.Errorf("a phrase of other words becomes %q", got)
	}
}

func TestAFingerprintIsTheBeginningOfTheHash(t *testing.T) {
	hash := make([]byte, 32)
	hash[0] = 0xff
	hash[1] = 0xe0
	if f := Fingerprint(hash, 6); f[0] != list[Count-1] || f[1] != list[0] || len(f) != 6 {
		t.Errorf("%v", f)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(strings.Join(Encode([16]byte{1}), " "))
	f.Add("1. gulerod 2. Ærme\n3. aaben")
	f.Fuzz(func(t *testing.T, typed string) {
		secret, err := Decode(Split(typed))
		if err == nil {
			if again, err := Decode(Encode(secret)); err != nil || again != secret {
				t.Errorf("%q decodes to what does not encode back", typed)
			}
		}
		Canonical(typed)
		Suggest(typed, 3)
	})
}
