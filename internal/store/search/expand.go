package search

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	gram        = 3  // letters that the index of letters inside words works with
	maxVariants = 64 // spellings of the words before the last one in a phrase
)

// vocable is a word of the vocabulary that a term may stand for.
type vocable struct {
	w       string
	n, last int64
}

// expansion is a term and the words of the vocabulary it stands for, those seen in the newest documents first.
type expansion struct {
	term
	spellings []string // of the words before the last one in a phrase, each ending in a space; one empty one without
	words     []vocable
	more      bool     // there may be words beyond words
	prefixes  []string // when not nil, FTS5 itself looks for these beginnings of words, and words does not count
}

// frontier is a number that no document exceeds which holds only words that are not in e.words.
func (e *expansion) frontier() int64 {
	if !e.more {
		return math.MinInt64
	}
	return e.words[len(e.words)-1].last
}

// expand looks a term up, loosening it until words are found. It takes words until they were last seen in first
// different documents, or widening times as many words.
func expand(ctx context.Context, db Queryer, t term, first int) (*expansion, error) {
	e := &expansion{term: t, spellings: []string{""}}
	for _, head := range t.heads {
		words, err := lookUp(ctx, db, head, AsWord, maxVariants)
		if err != nil {
			return nil, err
		}
		if len(words) == 0 {
			return e, nil
		}
		e.append(words)
	}
	for {
		if err := e.take(ctx, db, widening*first); err != nil || len(e.words) > 0 {
			e.trim(first)
			return e, err
		}
		how, ok := e.loosened(e.how)
		if !ok {
			return e, nil
		}
		e.how = how
	}
}

// append lets each spelling go on with each of the words. A long row of words that have several spellings each keeps
// the most common ones.
func (e *expansion) append(words []vocable) {
	slices.SortFunc(words, func(a, b vocable) int { return cmp.Compare(b.n, a.n) })
	words = words[:min(len(words), max(1, maxVariants/len(e.spellings)))]
	longer := make([]string, 0, len(words)*len(e.spellings))
	for _, spelling := range e.spellings {
		for _, word := range words {
			longer = append(longer, spelling+word.w+" ")
		}
	}
	e.spellings = longer
}

// widening is how many times as many words are taken when those taken do not decide the answer.
const widening = 4

// trim drops the words after those that were last seen in first different documents.
func (e *expansion) trim(first int) {
	docs, previous := 0, int64(math.MinInt64)
	for i, word := range e.words {
		if word.last != previous {
			docs, previous = docs+1, word.last
		}
		if docs > first {
			e.words, e.more = e.words[:i], true
			return
		}
	}
}

// manyWords is from where on FTS5 does better with the beginning of the words than with the words: it reads everything
// they stand in, whatever is asked, but does not look for each in each segment. A variable for the tests only.
var manyWords = 1000

// take takes the first limit words.
func (e *expansion) take(ctx context.Context, db Queryer, limit int) error {
	words, err := lookUp(ctx, db, e.last, e.how, limit)
	e.words, e.more = words, len(words) == limit
	return err
}

// widen takes more words than before, or all in one.
func (e *expansion) widen(ctx context.Context, db Queryer, limit int) error {
	if e.how == AsPrefix && limit > manyWords {
		if e.prefixes = e.last.prefixes(); e.prefixes != nil {
			e.more = false
			return nil
		}
	}
	return e.take(ctx, db, limit)
}

// prefixes are the beginnings of canonical words that stand for the beginning p; nil when there are many.
func (p piece) prefixes() []string {
	if p.danish {
		return []string{p.w}
	}
	spellings := []string{""}
	for _, r := range p.s {
		long := map[rune]string{'a': "aa", 'o': "oe"}[r]
		for i, s := range spellings {
			spellings[i] = s + string(r)
			if long != "" {
				spellings = append(spellings, s+long)
			}
		}
		if len(spellings) > 16 {
			return nil
		}
	}
	return slices.DeleteFunc(spellings, func(s string) bool { return Skeleton(s) != p.s })
}

// lookUp finds the words that a piece stands for, newest first, at most limit.
func lookUp(ctx context.Context, db Queryer, p piece, how How, limit int) ([]vocable, error) {
	var words []vocable
	for _, c := range conditions(p, how) {
		err := collect(ctx, db, func(rows *sql.Rows) error {
			var v vocable
			err := rows.Scan(&v.w, &v.n, &v.last)
			words = append(words, v)
			return err
		}, `SELECT w, n, last FROM word WHERE `+c.where+` ORDER BY last DESC LIMIT ?`, append(c.args, limit)...)
		if err != nil {
			return nil, fmt.Errorf("look up %q: %w", p.w, err)
		}
		if len(words) > 0 {
			break
		}
	}
	return words, nil
}

// condition selects words of the vocabulary.
type condition struct {
	where string
	args  []any
}

// endOfText sorts after every character that can follow in a word.
const endOfText = "\U0010FFFF"

// conditions are tried in turn until one finds a word.
func conditions(p piece, how How) []condition {
	switch how {
	case AsPrefix:
		c := condition{`s >= ? AND s < ?`, []any{p.s, p.s + endOfText}}
		if p.danish {
			c.where += ` AND w >= ? AND w < ?`
			c.args = append(c.args, p.w, p.w+endOfText)
		}
		return []condition{c}
	case AsInside:
		c := condition{`(instr(s, ?) > 0 OR instr(w, ?) > 0)`, []any{p.s, p.w}}
		if p.danish {
			c = condition{`instr(w, ?) > 0`, []any{p.w}}
		}
		if match := gramMatch(p); match != "" {
			c.where = `id IN (SELECT rowid FROM word_gram WHERE word_gram MATCH ?) AND ` + c.where
			c.args = append([]any{match}, c.args...)
		}
		return []condition{c}
	}
	loose := condition{`s = ?`, []any{p.s}}
	if !p.danish {
		return []condition{loose}
	}
	// Somebody may write one letter of a word in Danish and the next one not (æroskobing).
	return []condition{{`s = ? AND w = ?`, []any{p.s, p.w}}, loose}
}

// gramMatch is the condition on word_gram that holds for every word with the letters of p in it; "" when p is too short
// to tell.
func gramMatch(p piece) string {
	if utf8.RuneCountInString(p.s) < gram {
		return ""
	}
	if p.danish {
		return grams(p.w)
	}
	if p.w == p.s {
		return grams(p.s)
	}
	return "(" + grams(p.s) + ") OR (" + grams(p.w) + ")"
}

func grams(w string) string {
	runes := []rune(w)
	var b strings.Builder
	for i := 0; i+gram <= len(runes); i++ {
		if i > 0 {
			b.WriteString(" AND ")
		}
		b.WriteString(`"` + string(runes[i:i+gram]) + `"`)
	}
	return b.String()
}
