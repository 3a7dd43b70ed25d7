package words

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// retype draws one of the forgiven ways in which a person may type a word of the list.
func retype(t *rapid.T, word string) string {
	typed := rapid.SampledFrom(spellings(word)).Draw(t, "spelling")
	if rapid.Bool().Draw(t, "on a Swedish keyboard") {
		typed = strings.NewReplacer("æ", "ä", "ø", "ö").Replace(typed)
	}
	if rapid.Bool().Draw(t, "in upper case") {
		typed = strings.ToUpper(typed)
	}
	if rapid.Bool().Draw(t, "decomposed") {
		typed = norm.NFD.String(typed)
	}
	return typed
}

func TestEveryWordIsFoundHoweverItIsTyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.IntRange(0, Size-1).Draw(t, "index")
		typed := retype(t, List()[want])
		if got, ok := Lookup(" " + typed + " "); !ok || got != want {
			t.Fatalf("%q is found as %d, %v, want %d", typed, got, ok, want)
		}
	})
}

func TestTheWaysOfTypingAWord(t *testing.T) {
	for typed, want := range map[string]string{
		"hest": "hest", "HEST": "hest", "  hest\t": "hest", "\ufeffhe\u00adst": "hest",
		"køkken": "køkken", "koekken": "køkken", "kokken": "køkken", "KÖKKEN": "køkken", "køkk": "køkken", "koek": "køkken",
		"raadhus": "rådhus", "radhus": "rådhus", "ra\u030adhus": "rådhus", "RÅDH": "rådhus", "raad": "rådhus",
		"æsel": "æsel", "aesel": "æsel", "asel": "æsel", "äsel": "æsel", "aese": "æsel",
		"elef": "elefant", "elefan": "elefant", "ele": "", "elefont": "", "elefanter": "", "": "", " ": "",
	} {
		index, ok := Lookup(typed)
		if ok != (want != "") || ok && List()[index] != want {
			t.Errorf("%q is found as %v at %d, want %q", typed, ok, index, want)
		}
	}
}

func TestNormalizingTwiceChangesNothingMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := Normalize(rapid.String().Draw(t, "word"))
		if twice := Normalize(once); twice != once {
			t.Fatalf("%q became %q", once, twice)
		}
	})
}

func TestSuggestCompletesABeginning(t *testing.T) {
	for typed, want := range map[string]string{
		"elef": "elefant", "EL": "elastik", "tøf": "tøffel", "toef": "tøffel", "tof": "tøffel", "Å": "åben", "gir": "giraf",
	} {
		if got := Suggest(typed, 5); len(got) == 0 || got[0] != want {
			t.Errorf("%q was completed to %v, want %q first", typed, got, want)
		}
	}
}

func TestSuggestPutsAllCompletionsBeforeAllSlips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		form := []rune(rapid.SampledFrom(foldings(rapid.SampledFrom(List()).Draw(t, "word"))).Draw(t, "form"))
		typed := string(form[:rapid.IntRange(1, len(form)).Draw(t, "letters")])
		slipped := false
		for _, word := range Suggest(typed, Size) {
			completes := slices.ContainsFunc(foldings(word), func(f string) bool { return strings.HasPrefix(f, typed) })
			if completes && slipped {
				t.Fatalf("%q completes %q, but stands behind a word that does not", word, typed)
			}
			slipped = slipped || !completes
		}
	})
}

func TestSuggestFindsTheWordBehindASlip(t *testing.T) {
	for typed, want := range map[string]string{
		"hset": "hest", "hestt": "hest", "elefont": "elefant", "KØKEN": "køkken", "koeken": "køkken", "tøfel": "tøffel",
		"elefanter": "elefant", "giaf": "giraf", "vulkann": "vulkan",
	} {
		if got := Suggest(typed, 1); len(got) != 1 || got[0] != want {
			t.Errorf("%q suggests %v, want %q", typed, got, want)
		}
	}
}

func TestSuggestKeepsToItsMaximumAndIsSilentWhenNothingIsNear(t *testing.T) {
	if got := Suggest("s", 7); len(got) != 7 {
		t.Errorf("seven asked for, %d given", len(got))
	}
	for _, typed := range []string{"", "  ", "7", "qwxzqwxz", strings.Repeat("hest", 1000)} {
		if got := Suggest(typed, 3); len(got) != 0 {
			t.Errorf("%.20q suggests %v", typed, got)
		}
	}
	if got := Suggest("hest", 0); len(got) != 0 {
		t.Errorf("none asked for, %v given", got)
	}
}

func TestDistanceCountsSlips(t *testing.T) {
	for pair, want := range map[[2]string]int{
		{"", ""}: 0, {"", "abc"}: 3, {"hest", "hest"}: 0, {"hset", "hest"}: 1, {"hst", "hest"}: 1, {"heest", "hest"}: 1,
		{"gæst", "hest"}: 2, {"kat", "hund"}: 4,
	} {
		if got := distance([]rune(pair[0]), []rune(pair[1])); got != want {
			t.Errorf("%q and %q are %d slips apart, want %d", pair[0], pair[1], got, want)
		}
	}
}
