package scan

import (
	"slices"
	"strings"

	"feltbog/internal/feltbog"
)

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

// hit is what one word of a text may be.
type hit struct {
	parts    []part
	genitive bool
	guess    bool
	capital  bool
}

// names finds words that are names, and joins those of one person that stand beside each other.
func (s *Scanner) names(text string) []Finding {
	all := tokens(text)
	hits := make([]hit, len(all))
	for i, t := range all {
		hits[i] = s.word(t)
	}
	var out []Finding
	for i := 0; i < len(all); i++ {
		f, last := s.phraseAt(all[i:]), i
		if f.End > 0 {
			for all[last].end < f.End {
				last++
			}
		} else if f, last = join(text, all, hits, i); f.End == 0 {
			continue
		}
		if end := apostrophe(text, all[last]); end > 0 && f.Kind != GiveAway {
			f.End, f.Genitive = end, true
		}
		out = append(out, f)
		for last+1 < len(all) && all[last+1].start < f.End {
			last++
		}
		i = last
	}
	return out
}

// join makes a finding of the word at i and of those behind it that belong to the same name; one that ends at 0 is none.
func join(text string, all []token, hits []hit, i int) (Finding, int) {
	who, last, guess := hits[i].parts, i, hits[i].guess
	if len(who) == 0 {
		return Finding{}, i
	}
	for j := i + 1; j < len(all) && beside(text[all[j-1].end:all[j].start]); j++ {
		both := slices.DeleteFunc(slices.Clone(who), func(o part) bool {
			return !slices.ContainsFunc(hits[j].parts, func(p part) bool { return o.who == p.who && o.kind == p.kind })
		})
		if len(both) == 0 {
			break
		}
		who, last, guess = both, j, guess || hits[j].guess
	}
	if last == i { // two parts of one name beside each other are no chance; a word by itself may be
		who = slices.DeleteFunc(slices.Clone(who), func(p part) bool { return !alone(all[i], p) || guess && !hits[i].capital })
	}
	if len(who) == 0 {
		return Finding{}, i
	}
	f := Finding{Start: all[i].start, End: all[last].end, Genitive: hits[last].genitive, Guess: guess}
	f.point(len(who), func(i int) (feltbog.ID, Kind) { return who[i].who, who[i].kind })
	return f, last
}

// point says at whom a finding points. Somebody's own name counts before that of somebody near, and that before the rest.
func (f *Finding) point(n int, at func(int) (feltbog.ID, Kind)) {
	for _, kind := range []Kind{Name, Near, GiveAway} {
		for i := range n {
			who, k := at(i)
			switch {
			case k != kind || f.Kind != "" && (f.Kind != kind || f.Participant == who || slices.Contains(f.Others, who)):
			case f.Kind == "":
				f.Kind, f.Participant = kind, who
			default:
				f.Others = append(f.Others, who)
			}
		}
	}
}

// beside reports whether two words with that between them may belong to one name.
func beside(between string) bool {
	return strings.Trim(between, " \u00a0-.") == "" && len(between) <= 3
}

// word returns what a word may be.
func (s *Scanner) word(t token) hit {
	for i, key := range stems(t.key) {
		if p := s.parts[key]; len(p) > 0 {
			return hit{parts: p, genitive: i > 0}
		}
	}
	n := len([]rune(t.key))
	if n < longEnough || !t.capital && n < longEnough+2 {
		return hit{}
	}
	for i, stem := range stems(t.key) {
		for _, k := range leavings(stem) {
			for _, key := range s.near[k] {
				if oneSlip(stem, key) {
					return hit{parts: s.parts[key], genitive: i > 0, guess: true, capital: t.capital}
				}
			}
		}
	}
	return hit{}
}

// alone reports whether a word counts as a name with nothing beside it.
func alone(t token, p part) bool {
	switch w := strings.ToLower(t.text); {
	case p.short:
		return false
	case p.own != "" && (w == p.own || w == p.own+"s"):
		return true
	case p.ordinary == alsoWord:
		return t.capital
	case p.ordinary == opener:
		return t.capital && !t.first
	}
	return true
}

// phraseAt returns the longest phrase that begins with the first of some words; one that ends at 0 is none.
func (s *Scanner) phraseAt(all []token) Finding {
	var best []phrase
	for _, p := range s.phrases[all[0].key] {
		if len(p.keys) > len(all) || len(best) > 0 && len(p.keys) < len(best[0].keys) {
			continue
		}
		fits := true
		for i, key := range p.keys {
			fits = fits && (all[i].key == key || i == len(p.keys)-1 && slices.Contains(stems(all[i].key), key))
		}
		switch {
		case fits && len(best) > 0 && len(p.keys) == len(best[0].keys):
			best = append(best, p)
		case fits:
			best = []phrase{p}
		}
	}
	if len(best) == 0 {
		return Finding{}
	}
	last := len(best[0].keys) - 1
	f := Finding{Start: all[0].start, End: all[last].end, Genitive: all[last].key != best[0].keys[last]}
	f.point(len(best), func(i int) (feltbog.ID, Kind) { return best[i].who, best[i].kind })
	return f
}
