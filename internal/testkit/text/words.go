package text

import (
	_ "embed"
	"math/rand/v2"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed words.txt
var wordList string

// Forms is how many distinct word forms the Zipf distribution covers.
const Forms = 80_000

// endings are the inflections of the noun classes in words.txt; a genitive s is added to each of them.
var endings = map[string][]string{
	"0": {"", "en", "e", "ene"},
	"1": {"", "en", "er", "erne"},
	"2": {"", "n", "r", "rne"},
	"3": {"", "t", "r", "rne"},
	"4": {"", "et", "e", "ene"},
	"5": {"", "et", "er", "erne"},
	"6": nil, // first parts of compounds only
}

// noun is a stem that compounds are built of.
type noun struct {
	stem, link string
	endings    []string
}

// lexicon is the parsed word list and the vocabulary made of it. It is the same in every process.
type lexicon struct {
	small, verbs, adjectives   []string
	firsts, lasts, places      []string
	nouns, heads               []noun // heads can end a compound
	vocabulary                 []string
	zipf                       alias
	compoundFrom, compoundUpTo int // ranks that hold compounds
}

var lexiconOnce = sync.OnceValue(buildLexicon)

func buildLexicon() *lexicon {
	l := &lexicon{}
	for line := range strings.Lines(wordList) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		switch class, words := fields[0], fields[1:]; class {
		case "small":
			l.small = words
		case "verb":
			l.verbs = words
		case "adj":
			l.adjectives = words
		case "first":
			l.firsts = words
		case "last":
			l.lasts = words
		case "place":
			l.places = words
		case "noun":
			for _, word := range words[1:] {
				stem, link, _ := strings.Cut(word, "+")
				n := noun{stem, link, endings[words[0]]}
				l.nouns = append(l.nouns, n)
				if n.endings != nil {
					l.heads = append(l.heads, n)
				}
			}
		}
	}
	l.fill()
	l.zipf = newAlias(zipfWeights(len(l.vocabulary)))
	return l
}

// fill lays the vocabulary out by rank: small words as listed, then simple words, then compounds, the latter two
// shuffled with a fixed seed so that a rank always means the same word.
func (l *lexicon) fill() {
	seen := make(map[string]bool, Forms)
	add := func(word string) {
		if !seen[word] && utf8.RuneCountInString(word) > 0 {
			seen[word] = true
			l.vocabulary = append(l.vocabulary, word)
		}
	}
	shuffleFrom := func(at int) {
		fixed := rand.New(rand.NewPCG(1, 2))
		tail := l.vocabulary[at:]
		fixed.Shuffle(len(tail), func(i, j int) { tail[i], tail[j] = tail[j], tail[i] })
	}
	for _, word := range l.small {
		add(word)
	}
	simple := len(l.vocabulary)
	for _, stem := range l.verbs {
		for _, end := range []string{"e", "er", "te", "t", "ende"} {
			add(stem + end)
		}
	}
	for _, stem := range l.adjectives {
		for _, end := range []string{"", "t", "e", "ere", "est"} {
			add(stem + end)
		}
	}
	for _, n := range l.heads {
		for _, end := range n.endings {
			add(n.stem + end)
			add(n.stem + end + "s")
		}
	}
	shuffleFrom(simple)
	l.compoundFrom = len(l.vocabulary)
	for _, a := range l.nouns {
		for _, b := range l.heads {
			if a.stem == b.stem {
				continue
			}
			for _, end := range b.endings {
				add(a.stem + a.link + b.stem + end)
			}
		}
	}
	shuffleFrom(l.compoundFrom)
	l.vocabulary = l.vocabulary[:min(Forms, len(l.vocabulary))]
	l.compoundUpTo = len(l.vocabulary)
}
