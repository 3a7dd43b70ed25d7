package scan

import (
	"slices"
	"strings"

	"feltbog/internal/feltbog"
)

// Scanner knows some people. It may be used by several goroutines at once.
type Scanner struct {
	parts   map[string][]part   // by key
	near    map[string][]string // keys of parts by each way of leaving out one letter
	phrases map[string][]phrase // by the key of their first word
}

// part is one word of somebody's name.
type part struct {
	who      feltbog.ID
	kind     Kind
	ordinary ordinariness
	short    bool
	own      string // as the name is written, where no ordinary word is: Juhl sounds as the word and is none
}

// phrase is several words that are looked for together.
type phrase struct {
	who  feltbog.ID
	kind Kind
	keys []string
}

// longEnough is how many letters a name has at least to be known with a letter wrong.
const longEnough = 5

// New returns a scanner for the names of some people; with none it finds numbers and addresses only.
func New(people []Person) *Scanner {
	s := &Scanner{parts: map[string][]part{}, near: map[string][]string{}, phrases: map[string][]phrase{}}
	for _, p := range people {
		for _, name := range p.Names {
			s.whole(p.ID, Name, name)
		}
		for _, name := range p.Near {
			s.whole(p.ID, Near, name)
		}
		for _, w := range p.Nicknames {
			s.words(p.ID, Name, w)
		}
		for _, w := range p.GiveAways {
			s.words(p.ID, GiveAway, w)
		}
	}
	return s
}

// whole adds a name in full and each of its parts.
func (s *Scanner) whole(who feltbog.ID, kind Kind, name string) {
	all := tokens(name)
	s.phrase(who, kind, all)
	for _, t := range all {
		s.part(who, kind, t)
	}
}

// words adds what is looked for as it stands.
func (s *Scanner) words(who feltbog.ID, kind Kind, text string) {
	if all := tokens(text); len(all) == 1 {
		s.part(who, kind, all[0])
	} else {
		s.phrase(who, kind, all)
	}
}

func (s *Scanner) part(who feltbog.ID, kind Kind, t token) {
	if slices.Contains(particles, strings.ToLower(t.text)) {
		return
	}
	if _, known := s.parts[t.key]; !known && len([]rune(t.key)) >= longEnough {
		for _, k := range leavings(t.key) {
			s.near[k] = append(s.near[k], t.key)
		}
	}
	p := part{who: who, kind: kind, ordinary: ordinary[t.key], short: len([]rune(t.text)) < 3}
	if w := strings.ToLower(t.text); p.ordinary != onlyName && !spelled[w] {
		p.own = w
	}
	if !slices.Contains(s.parts[t.key], p) {
		s.parts[t.key] = append(s.parts[t.key], p)
	}
}

func (s *Scanner) phrase(who feltbog.ID, kind Kind, all []token) {
	if len(all) < 2 {
		return
	}
	p := phrase{who: who, kind: kind}
	for _, t := range all {
		p.keys = append(p.keys, t.key)
	}
	s.phrases[p.keys[0]] = append(s.phrases[p.keys[0]], p)
}

// leavings are the ways of leaving out one letter, and leaving out none.
func leavings(key string) []string {
	r := []rune(key)
	out := []string{key}
	for i := range r {
		out = append(out, string(r[:i])+string(r[i+1:]))
	}
	return out
}

// oneSlip reports whether two keys differ by one letter that is missing, too many or another, or by two that changed
// places. The first letter is right: people misspell names, but seldom there, and other words begin otherwise.
func oneSlip(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 || len(x) == 0 || x[0] != y[0] {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	switch {
	case len(x) < len(y):
		return slices.Equal(x[i:], y[i+1:])
	case i == len(x), slices.Equal(x[i+1:], y[i+1:]):
		return true
	}
	return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
}
