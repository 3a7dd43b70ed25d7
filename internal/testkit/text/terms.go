package text

import "unicode/utf8"

// Class is a way to search that a benchmark asks about separately.
type Class string

// The classes of query terms. The shares of notes are those of the generated text.
const (
	Common Class = "common" // a word in about every twentieth note
	Rare   Class = "rare"   // a word in about one of a thousand notes
	Prefix Class = "prefix" // the first 4 or 5 letters of a word
	Inside Class = "inside" // 4 to 6 letters from the middle of a compound
	Person Class = "name"   // an invented first or last name
)

// Classes lists all classes in the order in which a report shows them.
func Classes() []Class { return []Class{Common, Rare, Prefix, Inside, Person} }

// Terms draws n terms of a class, with repetitions when the class is small.
func (m *Maker) Terms(class Class, n int) []string {
	terms := make([]string, n)
	for i := range terms {
		terms[i] = m.term(class)
	}
	return terms
}

func (m *Maker) term(class Class) string {
	between := func(from, to int) string { return m.vocabulary[from+m.rng.IntN(to-from)] }
	switch class {
	case Common:
		return between(30, 80)
	case Rare:
		return between(2200, 2800)
	case Prefix:
		for {
			word := between(len(m.small), len(m.vocabulary))
			if n := 4 + m.rng.IntN(2); utf8.RuneCountInString(word) > n {
				return string([]rune(word)[:n])
			}
		}
	case Inside:
		for {
			word := []rune(between(m.compoundFrom, m.compoundUpTo))
			n := 4 + m.rng.IntN(3)
			if len(word) >= n+4 {
				at := 2 + m.rng.IntN(len(word)-n-3)
				return string(word[at : at+n])
			}
		}
	default:
		return pick(m.rng, append(m.firsts[:len(m.firsts):len(m.firsts)], m.lasts...))
	}
}
