// Package text makes up Danish field notes for tests and benchmarks: as many as wanted, always the same for the same
// seed, and about nobody.
//
// Words are drawn from Forms word forms by Zipf's law, the way words of running text are spread: a few small words
// everywhere, then everyday words, then a long tail of compounds ("madpakkeordningen"). One word in two hundred is a
// compound of three parts that is in no list, so that the vocabulary keeps growing with the text, as real ones do.
// All stems are our own list (words.txt); people and the village Lillerup are invented.
//
// New(seed).Note() is all most callers need; Terms draws words to search for.
package text

import (
	"math"
	"math/rand/v2"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// Shortest and longest note, in characters, and the length that half of the notes stay below.
const (
	MinNote    = 20
	MaxNote    = 600
	MedianNote = 190
)

// Maker makes text from one seed. It is not safe for use from several goroutines.
type Maker struct {
	*lexicon
	pcg *rand.PCG
	rng *rand.Rand
	buf []byte
}

// New returns a Maker whose text depends on seed alone.
func New(seed uint64) *Maker {
	pcg := rand.NewPCG(seed, 0xfe17b06)
	return &Maker{lexicon: lexiconOnce(), pcg: pcg, rng: rand.New(pcg)}
}

// Vocabulary is the list of word forms by rank, the most common first. The caller must not change it.
func (m *Maker) Vocabulary() []string { return m.vocabulary }

// Word is the word form of a rank counted from 0.
func (m *Maker) Word(rank int) string { return m.vocabulary[rank] }

// Name is an invented person ("Åse Mosevang").
func (m *Maker) Name() string { return pick(m.rng, m.firsts) + " " + pick(m.rng, m.lasts) }

// Place is an invented or well-known place; Lillerup is the most common one.
func (m *Maker) Place() string {
	if m.rng.IntN(2) == 0 {
		return m.places[0]
	}
	return pick(m.rng, m.places)
}

// Note is one note of MinNote to MaxNote characters: sentences of 4 to 14 words.
func (m *Maker) Note() string {
	want := int(MedianNote * math.Exp(0.6*m.rng.NormFloat64()))
	want = max(MinNote, min(MaxNote, want))
	buf, chars := m.buf[:0], 0
	for {
		start := len(buf)
		buf = m.sentence(buf)
		n := utf8.RuneCount(buf[start:])
		if chars > MinNote && chars+n-want > want-chars { // closer without it; chars counts a trailing space
			buf = buf[:start]
			break
		}
		if chars += n; chars >= want {
			break
		}
		buf, chars = append(buf, ' '), chars+1
	}
	for len(buf) > 0 && buf[len(buf)-1] == ' ' {
		buf = buf[:len(buf)-1]
	}
	m.buf = buf
	return cut(string(buf), MaxNote)
}

func (m *Maker) sentence(buf []byte) []byte {
	start := len(buf)
	for i, words := 0, 4+m.rng.IntN(11); i < words; i++ {
		if i > 0 {
			buf = append(buf, ' ')
		}
		buf = m.word(buf)
		if i > 2 && i < words-2 && m.pcg.Uint64()&15 == 0 {
			buf = append(buf, ',')
		}
	}
	first, size := utf8.DecodeRune(buf[start:])
	if upper := unicode.ToUpper(first); utf8.RuneLen(upper) == size {
		utf8.EncodeRune(buf[start:], upper)
	}
	return append(buf, '.')
}

// word appends one word: mostly by Zipf, at times a name, a place, a card number or a compound nobody has used before.
func (m *Maker) word(buf []byte) []byte {
	switch x := m.pcg.Uint64() % 1000; {
	case x < 5:
		a, b, c := m.nouns[m.rng.IntN(len(m.nouns))], m.nouns[m.rng.IntN(len(m.nouns))], m.heads[m.rng.IntN(len(m.heads))]
		buf = append(append(buf, a.stem...), a.link...)
		buf = append(append(buf, b.stem...), b.link...)
		return append(append(buf, c.stem...), pick(m.rng, c.endings)...)
	case x < 8:
		return append(buf, m.Name()...)
	case x < 11:
		return append(buf, m.Place()...)
	case x < 13:
		return append(buf, m.Number()...)
	}
	return append(buf, m.vocabulary[m.zipf.draw(m.pcg)]...)
}

// Number is a printed number such as people refer to in notes ("K-014").
func (m *Maker) Number() string {
	n := strconv.Itoa(1000 + m.rng.IntN(1000))[1:]
	return string("ABK"[m.rng.IntN(3)]) + "-" + n
}

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

// cut shortens s to at most n characters.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for at := range s {
		if n == 0 {
			return s[:at]
		}
		n--
	}
	return s
}
