package keys

import (
	_ "embed"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Strength is an honest guess at how long a passphrase withstands somebody who has the vault's file and time.
type Strength struct {
	// Score is 0 to 4: the passphrase falls within hours, days, years, decades, or not. It assumes ten thousand guesses
	// a second, which at the default Cost takes some twenty large graphics cards.
	Score int
	// Log10 is the power of ten of the guesses needed by somebody who tries the likely ones first.
	Log10 float64
	// Reason names the sentence that says what weighs most: passphrase.short, .common, .repeat, .sequence, .year,
	// .words (too few ordinary words), .simple (too few characters for their kind) or .good.
	Reason string
}

// scores are the powers of ten from which on a passphrase earns 1, 2, 3 and 4. Ten thousand guesses a second make
// 10^8 in three hours, 10^10 in twelve days, 10^12 in three years and 10^13 in thirty. Four words drawn from 2048 are
// 10^13.2.
var scores = [4]float64{8, 10, 12, 13}

//go:embed common.txt
var commonText string

// Estimator estimates passphrases. It is read-only and may be shared.
type Estimator struct {
	words map[string]float64 // word -> log10 of its rank in the list it is found in
	why   map[string]string
	most  int // characters of the longest word
}

// NewEstimator knows the common passwords and the words of a dictionary, in the order of how usual they are or none:
// every word of the dictionary counts as one choice among all of them.
func NewEstimator(dictionary []string) *Estimator {
	e := &Estimator{words: map[string]float64{}, why: map[string]string{}}
	cost := math.Log10(float64(max(len(dictionary), 2)))
	for _, w := range dictionary {
		e.add(w, cost, "passphrase.words")
	}
	for i, w := range strings.Fields(commonText) {
		e.add(w, math.Log10(float64(i+2)), "passphrase.common")
	}
	return e
}

func (e *Estimator) add(word string, cost float64, why string) {
	word = strings.ToLower(norm.NFC.String(word))
	n := utf8.RuneCountInString(word)
	if n < 2 {
		return
	}
	if was, there := e.words[word]; !there || cost < was {
		e.words[word], e.why[word] = cost, why
	}
	e.most = max(e.most, n)
}

// Estimate judges a passphrase. It looks for the cheapest way to put it together from common passwords, words, repeats,
// sequences, years and single characters, as a guesser would, and adds up the choices. It cannot know what a person's
// children are called.
func (e *Estimator) Estimate(passphrase string) Strength {
	p := []rune(strings.ToLower(norm.NFC.String(strings.TrimRight(passphrase, "\r\n"))))
	if len(p) > 200 { // more does not matter, and the search below is not linear
		p = p[:200]
	}
	upper := 0.0
	if strings.ToLower(passphrase) != passphrase {
		upper = math.Log10(4) // capitals are where one expects them
	}
	best := make([]float64, len(p)+1) // cheapest way to the first i characters
	parts := make([]map[string]float64, len(p)+1)
	parts[0] = map[string]float64{}
	char := charCost(p)
	for i := 1; i <= len(p); i++ {
		best[i] = best[i-1] + char
		from, why, part := i-1, "passphrase.simple", char
		for _, m := range e.endingAt(p, i) {
			if c := best[m.from] + m.cost; c < best[i] {
				best[i], from, why, part = c, m.from, m.why, m.cost
			}
		}
		parts[i] = map[string]float64{why: part}
		for k, v := range parts[from] {
			parts[i][k] += v
		}
	}
	s := Strength{Log10: best[len(p)] + upper, Reason: "passphrase.good"}
	for _, bound := range scores {
		if s.Log10 >= bound {
			s.Score++
		}
	}
	switch {
	case len(p) < MinPassphrase:
		s.Score, s.Reason = 0, "passphrase.short"
	case s.Score < 3:
		s.Reason = heaviest(p, parts[len(p)], best[len(p)])
	}
	return s
}

type match struct {
	from int
	cost float64
	why  string
}

// endingAt lists what could stand at the end of the first i characters.
func (e *Estimator) endingAt(p []rune, i int) []match {
	var out []match
	for from := max(0, i-e.most); from < i-1; from++ {
		w := string(p[from:i])
		if c, there := e.words[w]; there {
			out = append(out, match{from, c, e.why[w]})
		} else if plain := unleet(w); plain != w {
			if c, there := e.words[plain]; there {
				out = append(out, match{from, c + math.Log10(4), e.why[plain]})
			}
		}
	}
	for size := 1; size <= i/2; size++ { // the same again: "hejhej", "aaaa"
		count := 1
		for from := i - size; from-size >= 0 && string(p[from-size:from]) == string(p[i-size:i]); from -= size {
			count++
		}
		if count > 1 && (size > 1 || count > 2) { // all but the first cost only their number
			out = append(out, match{i - size*(count-1), math.Log10(float64(count)), "passphrase.repeat"})
		}
	}
	if run := sequence(p[:i]); run >= 3 {
		out = append(out, match{i - run, math.Log10(40 * float64(run)), "passphrase.sequence"})
	}
	if i >= 4 && year(p[i-4:i]) {
		out = append(out, match{i - 4, math.Log10(120), "passphrase.year"})
	}
	return out
}

// rows are the orders that fingers and heads know; the rows of a Danish keyboard are in it.
var rows = []string{"abcdefghijklmnopqrstuvwxyzæøå", "qwertyuiopå", "asdfghjklæø", "zxcvbnm", "01234567890"}

// sequence returns how many characters at the end of p follow one another in a row, forwards or backwards.
func sequence(p []rune) int {
	longest := 0
	for _, row := range rows {
		forward := []rune(row)
		for _, step := range []int{1, -1} {
			n := 1
			for k := len(p) - 1; k > 0 && follows(forward, p[k-1], p[k], step); k-- {
				n++
			}
			longest = max(longest, n)
		}
	}
	return longest
}

func follows(row []rune, a, b rune, step int) bool {
	for k, r := range row {
		if r == a && k+step >= 0 && k+step < len(row) && row[k+step] == b {
			return true
		}
	}
	return false
}

func year(p []rune) bool {
	s := string(p)
	return (strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20")) && unicode.IsDigit(p[2]) && unicode.IsDigit(p[3])
}

var leet = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "@", "a", "5", "s", "$", "s", "7", "t", "!", "i")

func unleet(s string) string { return leet.Replace(s) }

// charCost is log10 of the choices for one character that is in no pattern, by the kinds of character that occur.
// Letters that follow no word are still letters of some language, so a letter counts as fewer than there are.
func charCost(p []rune) float64 {
	var letters, digits, others bool
	for _, r := range p {
		switch {
		case unicode.IsLetter(r) || r == ' ':
			letters = true
		case unicode.IsDigit(r):
			digits = true
		default:
			others = true
		}
	}
	n := 0.0
	if letters {
		n += 16
	}
	if digits {
		n += 10
	}
	if others {
		n += 12
	}
	return math.Log10(max(n, 2))
}

// heaviest names the pattern that makes up most of a weak passphrase, counted in characters that it explains cheaply.
func heaviest(p []rune, parts map[string]float64, total float64) string {
	for _, why := range []string{"passphrase.common", "passphrase.repeat", "passphrase.sequence", "passphrase.words", "passphrase.year"} {
		if _, there := parts[why]; there && parts["passphrase.simple"] < total/2+charCost(p) {
			return why
		}
	}
	return "passphrase.simple"
}
