package scan

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"feltbog/internal/feltbog"
	"feltbog/internal/testkit/text"
)

var (
	karen  = feltbog.ID{1}
	bjorn  = feltbog.ID{2}
	people = []Person{
		{ID: karen, Names: []string{"Karen Østergaard Kjærsgård"}, Nicknames: []string{"Kalle"}, Near: []string{"Hanne Toft"}, GiveAways: []string{"Brugsen i Lillerup"}},
		{ID: bjorn, Names: []string{"Bjørn Dag Mikkelsen", "Bo Li", "Hans Lars Holm"}}}
)

func found(text string) string {
	var out []string
	for _, f := range New(people).Find(text) {
		out = append(out, string(f.Kind)+":"+f.Text)
	}
	return strings.Join(out, " | ")
}

func TestNamesAreFoundAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"Jeg talte med Karen i går.": "name:Karen",
		"karen kom forbi":            "name:karen",
		"KARENS mor":                 "name:KARENS",
		"Karens' nabo":               "name:Karens'",
		"Hun hedder Karen Østergaard Kjærsgård.":   "name:Karen Østergaard Kjærsgård",
		"Karen Kjaersgaards have":                  "name:Karen Kjaersgaards",
		"Kjærsgaard ringede":                       "name:Kjærsgaard",
		"Mikelsen og Mikkelsn":                     "name:Mikelsen | name:Mikkelsn",
		"mikkelsen sagde ja":                       "name:mikkelsen",
		"hun så en bjørn, og det var dag":          "",
		"I dag var bjørnen ude. Dag kom.":          "name:Dag",
		"Hans nabo kom. Så gik Hans":               "name:Hans",
		"hansen, Larsen og Holmen":                 "",
		"Jeg så Lars’ hund og Karen's kat":         "name:Lars’ | name:Karen's",
		"»Mikkelsn« kom, Varen er dyr, Kager":      "name:Mikkelsn",
		"Hanne ringede for Karen Toft":             "near:Hanne | name:Karen | near:Toft",
		"Vi mødte Bjørn på torvet":                 "name:Bjørn",
		"bjørn dag var der":                        "name:bjørn dag",
		"Vi ses hos Bo Li":                         "name:Bo Li",
		"hun må bo der, og Li er en by":            "",
		"de handler i Brugsen i Lillerup hver dag": "give_away:Brugsen i Lillerup",
		"Brugsen ligger ved vejen":                 "",
		"kalles cykel":                             "name:kalles",
		"Ka\u0301ren A\u030Ase":                    "name:Ka\u0301ren",
		"karensdag er ikke et navn, karneval":      "",
	} {
		if got := found(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestNumbersAndAddressesAreFound(t *testing.T) {
	for text, want := range map[string]string{
		"cpr 010190-1234":                         "cpr:010190-1234",
		"0101901234":                              "cpr:0101901234",
		"010190 1234, ikke 990190-1234":           "cpr:010190 1234",
		"610190-1234":                             "cpr:610190-1234",
		"ring 20 30 40 50":                        "phone:20 30 40 50",
		"ring +45 20304050.":                      "phone:+45 20304050",
		"2030 4050 eller 20.30.40.50":             "phone:2030 4050 | phone:20.30.40.50",
		"12345678 er ikke et nummer":              "",
		"2030405060 er for langt":                 "",
		"20-30-40-50, 20\u00a030\u00a040\u00a050": "phone:20-30-40-50 | phone:20\u00a030\u00a040\u00a050",
		"(+45) 2030 4050 og 0045 20304050":        "phone:(+45) 2030 4050 | phone:0045 20304050",
		"+46 70 123 45 67, +45 20304050 12":       "phone:+46 70 123 45 67 | phone:+45 20304050",
		"01.01.90-1234 og 01/01/90 1234":          "cpr:01.01.90-1234 | cpr:01/01/90 1234",
		"010165-5123 er fra 1865, 310490-1234":    "",
		"A\u030Ase@example.dk":                    "email:A\u030Ase@example.dk",
		"skriv til aase.bjorn@example.dk nu":      "email:aase.bjorn@example.dk",
		"kl. 14.30 den 17. februar 2025":          "",
		"sag 2025-123456 og 1.234.567,89 kr.":     "",
	} {
		if got := found(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestTwoPeopleOfOneNameAreBothSaid(t *testing.T) {
	s := New([]Person{{ID: karen, Names: []string{"Karen Holm"}}, {ID: bjorn, Names: []string{"Karen Lund"}}, {ID: feltbog.ID{3}, Near: []string{"Karen Bak"}}})
	for text, want := range map[string]Finding{
		"Karen":      {Kind: Name, Participant: karen, Others: []feltbog.ID{bjorn}},
		"Karen Lund": {Kind: Name, Participant: bjorn},
		"karen lund": {Kind: Name, Participant: bjorn},
		"Karen Baks": {Kind: Near, Participant: feltbog.ID{3}, Genitive: true},
		"Karen Lnud": {Kind: Name, Participant: karen, Others: []feltbog.ID{bjorn}},
	} {
		got := s.Find(text)
		if len(got) != 1 || got[0].Kind != want.Kind || got[0].Participant != want.Participant || !slices.Equal(got[0].Others, want.Others) || got[0].Genitive != want.Genitive {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

func TestAMisspeltNameIsAGuess(t *testing.T) {
	for text, want := range map[string]bool{"Mikkelsen": false, "Michelsen": false, "Mikkelson": true, "Østegaard": true, "Oestergaard": false} {
		if got := New(people).Find(text); len(got) != 1 || got[0].Guess != want {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

// Names that many have, beside the words of a language that knows nobody.
func TestOrdinaryDanishIsTakenForNamesSeldom(t *testing.T) {
	var all []Person
	for i, name := range strings.Fields(`Anne Kirsten Mette Hanne Helle Susanne Lene Maria Marianne Inge Karen Birgitte Camilla Charlotte Bente Gitte Louise
		Peter Michael Lars Jens Thomas Henrik Søren Christian Martin Morten Anders Niels Jesper Mads Rasmus Hans Bent Jørgen Bjørn Dag Sten Storm
		Jensen Nielsen Hansen Pedersen Andersen Larsen Sørensen Holm Lund Dahl Krogh Bæk Bang Bjerg Skov Møller Bruun Lind Kjær Østergaard Lang Mark`) {
		all = append(all, Person{ID: feltbog.ID{1, byte(i)}, Names: []string{name}})
	}
	s, m := New(all), text.New(7)
	words, wrong := 0, map[string]int{}
	for range 400 {
		var b strings.Builder
		for range 4 {
			for i := range 9 {
				w := m.Word(int(rand.New(rand.NewPCG(uint64(words), 1)).Uint64() % 20000))
				if i == 0 {
					w = strings.ToUpper(w[:1]) + w[1:]
				}
				b.WriteString(w + " ")
				words++
			}
			b.WriteString(". ")
		}
		for _, f := range s.Find(b.String()) {
			wrong[f.Text]++
		}
	}
	n := 0
	for _, c := range wrong {
		n += c
	}
	if n*1000 > words {
		t.Errorf("%d of %d words are taken for names: %v", n, words, wrong)
	}
}

func TestAPlantedNameIsFoundAndFindingsLieOnLetters(t *testing.T) {
	s := New(people)
	forms := []string{"Karen", "karen", "KAREN", "Karens", "Kaaren", "Karren", "Kjærsgård", "Kjaersgård", "Kjærsgaards", "Mikkelsen", "Mickelsen", "Mikkelsens", "Karen Kjærsgård"}
	rapid.Check(t, func(r *rapid.T) {
		form := rapid.SampledFrom(forms).Draw(r, "form")
		before := rapid.StringMatching(`([a-zæøå ,.«»é0-9]{0,20} )?`).Draw(r, "before")
		after := rapid.StringMatching(`( [a-zæøå ,.!?]{0,20})?`).Draw(r, "after")
		text := before + form + after
		hit := false
		for _, f := range s.Find(text) {
			if f.Start < 0 || f.End > len(text) || f.Start >= f.End || !utf8.RuneStart(text[f.Start]) || f.End < len(text) && !utf8.RuneStart(text[f.End]) || f.Text != text[f.Start:f.End] {
				r.Fatalf("%q: %+v", text, f)
			}
			hit = hit || f.Start <= len(before) && f.End >= len(before)+len(form)
		}
		if !hit {
			r.Errorf("%q is not found in %q", form, text)
		}
	})
}

func TestAnyTextIsBorne(t *testing.T) {
	s := New(people)
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.String().Draw(r, "text")
		last := 0
		for _, f := range s.Find(text) {
			if f.Start < last || f.End > len(text) {
				r.Fatalf("%q: %+v", text, f)
			}
			last = f.End
		}
	})
}

// FuzzFind looks for findings that lie outside of a text or overlap.
func FuzzFind(f *testing.F) {
	f.Add("Karen 010190-1234 a@b.dk 20 30 40 50")
	s := New(people)
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, x := range s.Find(text) {
			if x.Start < last || x.End > len(text) || x.Start >= x.End {
				t.Fatalf("%+v", x)
			}
			last = x.End
		}
	})
}

// BenchmarkFind looks for 2 000 people in 100 000 characters.
func BenchmarkFind(b *testing.B) {
	var all []Person
	for i := range 2000 {
		all = append(all, Person{ID: feltbog.ID{byte(i), byte(i >> 8), 1}, Names: []string{fmt.Sprintf("Fornavn%c%c Efter%c%cnavn", 'a'+i%26, 'a'+i/26%26, 'a'+i%25, 'a'+i/25%25)}})
	}
	s := New(all)
	text := strings.Repeat("Bussen kører ikke om aftenen, og så bliver hun hjemme hos Karen. ", 1600)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s.Find(text)
	}
}
