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
	ordinary bool // also a word of the language
	short    bool
}

// phrase is several words that are looked for together.
type phrase struct {
	who  feltbog.ID
	keys []string
}

// longEnough is how many letters a name has at least to be known with a letter wrong.
const longEnough = 5

// New returns a scanner for the names of some people; with none it finds numbers and addresses only.
func New(people []Person) *Scanner {
	s := &Scanner{parts: map[string][]part{}, near: map[string][]string{}, phrases: map[string][]phrase{}}
	for _, p := range people {
		for _, name := range p.Names {
			s.phrase(p.ID, name)
			for _, t := range tokens(name) {
				s.part(p.ID, t)
			}
		}
		for _, w := range p.Words {
			if all := tokens(w); len(all) == 1 {
				s.part(p.ID, all[0])
			} else {
				s.phrase(p.ID, w)
			}
		}
	}
	return s
}

func (s *Scanner) part(who feltbog.ID, t token) {
	n := len([]rune(t.key))
	if slices.Contains(particles, strings.ToLower(t.text)) {
		return
	}
	if _, known := s.parts[t.key]; !known && n >= longEnough {
		for _, k := range leavings(t.key) {
			s.near[k] = append(s.near[k], t.key)
		}
	}
	if p := (part{who: who, ordinary: ordinary[strings.ToLower(t.text)], short: len([]rune(t.text)) < 3}); !slices.Contains(s.parts[t.key], p) {
		s.parts[t.key] = append(s.parts[t.key], p)
	}
}

func (s *Scanner) phrase(who feltbog.ID, text string) {
	all := tokens(text)
	if len(all) < 2 {
		return
	}
	p := phrase{who: who}
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

// Find returns what points at people, in the order of the text; findings do not overlap.
func (s *Scanner) Find(text string) []Finding {
	found := numbers(text)
	if len(s.parts)+len(s.phrases) > 0 {
		found = append(found, s.names(text)...)
	}
	for i := range found {
		found[i].Text = text[found[i].Start:found[i].End]
	}
	slices.SortStableFunc(found, func(a, b Finding) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	var out []Finding
	for _, f := range found {
		if n := len(out); n > 0 && f.Start < out[n-1].End {
			continue
		}
		out = append(out, f)
	}
	return out
}

// names finds words that are names, and joins those of one person that stand beside each other.
func (s *Scanner) names(text string) []Finding {
	all := tokens(text)
	hits := make([][]part, len(all)) // of each word: whose name it may be
	sure, genitive := make([]bool, len(all)), make([]bool, len(all))
	for i, t := range all {
		hits[i], sure[i], genitive[i] = s.word(t)
	}
	var out []Finding
	for i := 0; i < len(all); i++ {
		if n, who, owns := s.whole(all[i:]); n > 0 {
			out = append(out, Finding{Start: all[i].start, End: all[i+n-1].end, Kind: Name, Participant: who, Genitive: owns})
			i += n - 1
			continue
		}
		if len(hits[i]) == 0 {
			continue
		}
		who, last, known := hits[i][0].who, i, sure[i]
		for j := i + 1; j < len(all) && beside(text[all[j-1].end:all[j].start]); j++ {
			k := slices.IndexFunc(hits[j], func(p part) bool {
				return slices.ContainsFunc(hits[i], func(o part) bool { return o.who == p.who })
			})
			if k < 0 {
				break
			}
			who, last, known = hits[j][k].who, j, true // two parts of one name beside each other are no chance
		}
		if known {
			out = append(out, Finding{Start: all[i].start, End: all[last].end, Kind: Name, Participant: who, Genitive: genitive[last]})
			i = last
		}
	}
	return out
}

// beside reports whether two words with that between them may belong to one name.
func beside(between string) bool {
	return strings.Trim(between, " \u00a0-.") == "" && len(between) <= 3
}

// word returns whose name a word may be, whether it is one even when it stands alone, and whether it is a genitive.
func (s *Scanner) word(t token) (who []part, sure, genitive bool) {
	for i, key := range stems(t.key) {
		if hit := s.parts[key]; len(hit) > 0 {
			return hit, alone(t, hit), i > 0
		}
	}
	if n := len([]rune(t.key)); n < longEnough || !t.capital && n < longEnough+2 {
		return nil, false, false
	}
	for i, stem := range stems(t.key) {
		for _, k := range leavings(stem) {
			for _, key := range s.near[k] {
				if oneSlip(stem, key) {
					hit := s.parts[key]
					return hit, t.capital && alone(t, hit), i > 0
				}
			}
		}
	}
	return nil, false, false
}

// alone reports whether a word counts as a name with nothing beside it.
func alone(t token, hit []part) bool {
	return slices.ContainsFunc(hit, func(p part) bool {
		switch {
		case p.short:
			return false
		case p.ordinary:
			return t.capital && !t.first
		}
		return true
	})
}

// whole returns of how many words a phrase is that begins here, whose it is, and whether it is a genitive.
func (s *Scanner) whole(all []token) (best int, who feltbog.ID, genitive bool) {
	for _, p := range s.phrases[all[0].key] {
		if len(p.keys) > len(all) || len(p.keys) <= best {
			continue
		}
		fits := true
		for i, key := range p.keys {
			fits = fits && (all[i].key == key || i == len(p.keys)-1 && slices.Contains(stems(all[i].key), key))
		}
		if fits {
			best, who, genitive = len(p.keys), p.who, all[len(p.keys)-1].key != p.keys[len(p.keys)-1]
		}
	}
	return best, who, genitive
}

// oneSlip reports whether two keys differ by one letter that is missing, too many or another, or by two that changed places.
func oneSlip(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 {
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
