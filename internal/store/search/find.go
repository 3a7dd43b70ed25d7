package search

import (
	"context"
	"database/sql"
	"fmt"
	"math"
)

// MaxRanked is how many matching documents Find is willing to put in order of relevance. maxRankedWords bounds the
// words that the terms may stand for then.
const (
	MaxRanked      = 3000
	maxRankedWords = 400
)

// Hit is a document that was found.
type Hit struct {
	ID   int64
	Rank float64 // larger is better; 0 in a newest-first answer
}

// Info tells how a query was understood.
type Info struct {
	Terms    []TermInfo
	Expanded int  // words of the vocabulary that were asked for, in all
	Ranked   bool // best first, as asked; false when too many documents match
}

// TermInfo tells what one term of a query was taken for.
type TermInfo struct {
	Text  string
	How   How
	Found bool // some word stands for it; when false for a term that must be there, there are no hits
}

// Find returns the documents that match, the newest first, or the best first where that was asked for and is possible.
// The answer is exact in both orders. A query without a word to find has no hits; no query text is an error.
//
// To be consistent while somebody writes, db must be one transaction; a *sql.DB may mix two states.
func Find(ctx context.Context, db Queryer, q Query) ([]Hit, Info, error) {
	q.Limit = min(max(q.Limit, 0), MaxLimit)
	if q.Limit == 0 {
		q.Limit = DefaultLimit
	}
	kinds, err := kindsMatch(q.Kinds)
	if err != nil {
		return nil, Info{}, err
	}
	s := search{db: db, q: q, kinds: kinds}
	hits, err := s.find(ctx)
	if err != nil {
		return nil, Info{}, fmt.Errorf("search: %w", err)
	}
	return hits, s.info, nil
}

// search is one Find under way.
type search struct {
	db    Queryer
	q     Query
	kinds string
	want  []*expansion // all of these
	not   []*expansion // none of these
	info  Info
}

func (s *search) find(ctx context.Context) ([]Hit, error) {
	terms := parse(s.q)
	first := s.q.Limit + 1 // newest documents of words, see newest
	if len(terms) > 1 || s.kinds != "" || s.q.Before != 0 {
		first = 3 * s.q.Limit // some of them will not match the rest of the query
	}
	possible := true
	for _, t := range terms {
		e, err := expand(ctx, s.db, t, first)
		if err != nil {
			return nil, err
		}
		s.info.Terms = append(s.info.Terms, TermInfo{t.text, e.how, len(e.words) > 0})
		switch {
		case len(e.words) == 0:
			possible = possible && t.exclude
		case t.exclude:
			s.not = append(s.not, e)
		default:
			s.want = append(s.want, e)
		}
	}
	if !possible || len(s.want) == 0 {
		return nil, nil
	}
	defer s.countWords()
	if s.q.Best {
		if hits, ok, err := s.best(ctx); ok || err != nil {
			return hits, err
		}
	}
	return s.newest(ctx, first)
}

// newest finds the newest documents without asking for all the words a term stands for.
//
// Each term holds the words of the vocabulary with the largest word.last first. Let F be the largest frontier of all
// terms: word.last of the last word taken, or less than every number for a term that has no more words. A document
// newer than F holds none of the words left out, because word.last is never smaller than the number of a document with
// that word. So for documents newer than F the shortened query decides as the whole query would, for wanted and for
// excluded terms alike. When the answer is full and its last hit is newer than F, the whole query would have given the
// same answer; otherwise more words are taken and the question is asked again, at the latest until all are taken.
//
// For a single term the first question is enough: its words were last seen in one document more than the limit.
func (s *search) newest(ctx context.Context, first int) ([]Hit, error) {
	for taken := widening * first; ; {
		hits, err := s.run(ctx)
		if err != nil {
			return nil, err
		}
		proven := int64(math.MinInt64) // documents newer than this are decided
		if len(hits) == s.q.Limit {
			proven = hits[len(hits)-1].ID
		}
		taken *= widening
		done := true
		for _, e := range append(s.want[:len(s.want):len(s.want)], s.not...) {
			if e.more && e.frontier() >= proven {
				done = false
				if err := e.widen(ctx, s.db, taken); err != nil {
					return nil, err
				}
			}
		}
		if done {
			return hits, nil
		}
	}
}

func (s *search) run(ctx context.Context) ([]Hit, error) {
	query, args := `SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY rowid DESC LIMIT ?`, []any{s.match(), s.q.Limit}
	if s.q.Before != 0 {
		query = `SELECT rowid FROM fts WHERE fts MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?`
		args = []any{args[0], s.q.Before, args[1]}
	}
	hits := make([]Hit, 0, s.q.Limit)
	err := collect(ctx, s.db, func(rows *sql.Rows) error {
		var h Hit
		err := rows.Scan(&h.ID)
		hits = append(hits, h)
		return err
	}, query, args...)
	return hits, err
}

// best ranks the hits by bm25, in which rare words and short documents weigh more. ok is false when there are too many.
func (s *search) best(ctx context.Context) (hits []Hit, ok bool, err error) {
	words := 0
	for _, e := range append(s.want[:len(s.want):len(s.want)], s.not...) {
		if e.more {
			if err := e.take(ctx, s.db, maxRankedWords+1); err != nil {
				return nil, false, err
			}
		}
		if words += len(e.words) * len(e.spellings); words > maxRankedWords {
			return nil, false, nil
		}
	}
	match, n := s.match(), 0
	err = collect(ctx, s.db, func(rows *sql.Rows) error { return rows.Scan(&n) },
		`SELECT count(*) FROM (SELECT 1 FROM fts WHERE fts MATCH ? LIMIT ?)`, match, MaxRanked+1)
	if err != nil || n > MaxRanked {
		return nil, false, err
	}
	s.info.Ranked = true
	err = collect(ctx, s.db, func(rows *sql.Rows) error {
		var h Hit
		err := rows.Scan(&h.ID, &h.Rank)
		h.Rank = -h.Rank
		hits = append(hits, h)
		return err
	}, `SELECT rowid, rank FROM fts WHERE fts MATCH ? ORDER BY rank, rowid DESC LIMIT ?`, match, s.q.Limit)
	return hits, true, err
}

func (s *search) countWords() {
	for _, e := range append(s.want[:len(s.want):len(s.want)], s.not...) {
		s.info.Expanded += len(e.words)
	}
}
