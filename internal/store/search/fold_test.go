package search

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestWordsFoldToWhatADaneWouldType(t *testing.T) {
	for word, want := range map[string][2]string{
		"Bjørn":      {"bjoern", "bjorn"},
		"bjorn":      {"bjorn", "bjorn"},
		"Ærøskøbing": {"aeroeskoebing", "aeroskobing"},
		"Århus":      {"aarhus", "arhus"},
		"Aarhus":     {"aarhus", "arhus"},
		"CAFÉ":       {"cafe", "cafe"},
		"Göteborg":   {"goeteborg", "goteborg"},
		"Malmö":      {"malmoe", "malmo"},
		"Märta":      {"maerta", "maerta"},
		"München":    {"munchen", "munchen"},
		"Straße":     {"strasse", "strasse"},
		"ﬁn":         {"fin", "fin"},
		"Ǿre":        {"oere", "ore"},
		"ǻ":          {"aa", "a"},
		"İstanbul":   {"istanbul", "istanbul"},
		"Ξένος":      {"ξενοσ", "ξενοσ"},
		"":           {"", ""},
	} {
		for _, form := range []string{norm.NFC.String(word), norm.NFD.String(word)} {
			if got := Canonical(form); got != want[0] || Skeleton(got) != want[1] {
				t.Errorf("%q folds to %q, %q; want %q", word, got, Skeleton(got), want)
			}
		}
	}
}

func TestTextSplitsIntoLettersAndDigits(t *testing.T) {
	for text, want := range map[string]string{
		"Hun sagde: »K-014«, ikke B07.": "hun sagde k 014 ikke b 07",
		"1990erne og 3½ time":           "1990 erne og 312 time",
		"syge\u00adplejerske 👩🏽‍⚕️ 😀e😀": "sygeplejerske e",
		"":                               "",
		"  \n\t—…":                       "",
		"o\u0301ne e\u0301":              "one e",
		"æ\xffø":                         "ae oe",
		"_note under_streg f.eks. a'b":   "note under streg f eks a b",
		"第三 тест":                        "第三 тест",
		strings.Repeat("å", 100) + " ok": strings.Repeat("a", 64) + " ok",
	} {
		var words []string
		for _, token := range Tokens(text) {
			words = append(words, token.Word)
		}
		if got := strings.Join(words, " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestTokensSayWhereTheyStand(t *testing.T) {
	text := "På Ærø: 12 får"
	var parts []string
	for _, token := range Tokens(text) {
		parts = append(parts, text[token.Start:token.End])
	}
	if want := []string{"På", "Ærø", "12", "får"}; !slices.Equal(parts, want) {
		t.Fatalf("%q, want %q", parts, want)
	}
}

// letters that fold in different ways
var anyWord = rapid.StringOfN(rapid.RuneFrom([]rune("aaeoårøæhéöÅß1ﬁ\u030a\u0301k")), 0, 12, -1)

func TestFoldingTwiceChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.OneOf(anyWord, rapid.String()).Draw(t, "word")
		once := Canonical(word)
		if twice := Canonical(once); twice != once {
			t.Fatalf("%q folds to %q and then to %q", word, once, twice)
		}
		if utf8.RuneCountInString(once) > MaxWord {
			t.Fatalf("%q is too long", once)
		}
		if nfc, nfd := Canonical(norm.NFC.String(word)), Canonical(norm.NFD.String(word)); nfc != nfd {
			t.Fatalf("%q: composed %q, decomposed %q", word, nfc, nfd)
		}
	})
}

func TestBeginningOfAWordIsABeginningOfItsSkeleton(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := Canonical(anyWord.Draw(t, "word"))
		at := rapid.IntRange(0, len(word)).Draw(t, "at")
		if !strings.HasPrefix(Skeleton(word), Skeleton(word[:at])) {
			t.Fatalf("%q of %q: %q of %q", word[:at], word, Skeleton(word[:at]), Skeleton(word))
		}
	})
}
