package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/search"
	"feltbog/internal/vault"
)

// Query is what somebody looks for. Text is never wrong; what it may hold is described at search.Query: words,
// "words in a row", begin*, *inside, -without.
type Query struct {
	Text      string
	Kinds     []feltbog.Kind
	Tag       string // only what carries this tag ("mærkat"): its name or id
	Limit     int    // 0: 50
	Best      bool   // best first, where not too many match
	AsYouType bool   // the last word may be unfinished
}

// Found is what a search found.
type Found struct {
	Hits         []Hit   `json:"hits"`
	Ranked       bool    `json:"ranked"` // best first; otherwise newest first
	Milliseconds float64 `json:"milliseconds"`
}

// Hit is one record that was found.
type Hit struct {
	Kind    feltbog.Kind `json:"kind"`
	ID      feltbog.ID   `json:"id"`
	Snippet string       `json:"snippet"`
	Marks   []Span       `json:"marks"` // the words that were looked for
	Rank    float64      `json:"rank"`  // larger is better; 0 when newest first
	number  int64
	record  feltbog.Record // without its sets; nil when this version does not know the kind
}

// Span is a piece of a text, in bytes of UTF-8.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// snippetWidth is the length of a snippet in characters: two lines on a screen.
const snippetWidth = 160

// Search looks in every open space.
func (p *Project) Search(ctx context.Context, q Query) (Found, error) {
	start := time.Now()
	query := search.Query{Text: q.Text, AsYouType: q.AsYouType, Limit: q.Limit, Best: q.Best}
	if query.Limit <= 0 {
		query.Limit = search.DefaultLimit
	}
	for _, k := range q.Kinds {
		if _, err := schemaOf(k); err != nil {
			return Found{}, err
		}
		query.Kinds = append(query.Kinds, string(k))
	}
	tags, err := p.tagged(ctx, q.Tag)
	if err != nil {
		return Found{}, err
	}
	found := Found{Hits: []Hit{}, Ranked: q.Best}
	for _, s := range p.searched() {
		hits, ranked, err := searchSpace(ctx, s, query, tags)
		if err != nil {
			return Found{}, cancelled(ctx, err)
		}
		found.Ranked = found.Ranked && ranked
		found.Hits = append(found.Hits, hits...)
	}
	slices.SortStableFunc(found.Hits, func(a, b Hit) int {
		if found.Ranked && a.Rank != b.Rank {
			return cmp.Compare(b.Rank, a.Rank)
		}
		return cmp.Compare(b.number, a.number) // row numbers grow with time, in every space alike
	})
	found.Hits = found.Hits[:min(len(found.Hits), query.Limit)]
	found.Milliseconds = float64(time.Since(start).Microseconds()) / 1000
	return found, nil
}

// searchSpace returns up to the query's limit of hits that carry one of the tags, turning pages as needed.
func searchSpace(ctx context.Context, s *vault.Space, q search.Query, tags []feltbog.ID) (hits []Hit, ranked bool, err error) {
	limit := q.Limit
	if len(tags) > 0 {
		q.Limit = search.MaxLimit
	}
	for {
		page, info, err := s.Search(ctx, q)
		if err != nil {
			return nil, false, err
		}
		// No term found means nothing to put in order: such a space is as ranked as the others.
		ranked = info.Ranked || len(page) == 0
		for _, h := range page {
			ok, err := carries(ctx, s, h.ID, tags)
			if err != nil {
				return nil, false, err
			}
			if !ok {
				continue
			}
			text, spans := search.Snippet(h.Text, q, snippetWidth)
			hit := Hit{Kind: h.Kind, ID: h.ID, Snippet: text, Marks: []Span{}, Rank: h.Rank, number: h.Number, record: h.Record}
			for _, m := range spans {
				hit.Marks = append(hit.Marks, Span(m))
			}
			if hits = append(hits, hit); len(hits) == limit {
				return hits, ranked, nil
			}
		}
		if len(tags) == 0 || info.Ranked || len(page) < q.Limit {
			return hits, ranked, nil
		}
		q.Before = page[len(page)-1].Number
	}
}

// tagged returns the tags that a name or an id means; none for "".
func (p *Project) tagged(ctx context.Context, name string) ([]feltbog.ID, error) {
	if name == "" {
		return nil, nil
	}
	if id, err := feltbog.ParseID(name); err == nil {
		return []feltbog.ID{id}, nil
	}
	var ids []feltbog.ID
	if team := p.v.Team(); team != nil {
		recs, err := team.List(ctx, feltbog.KindTag, nil, 0)
		if err != nil {
			return nil, cancelled(ctx, err)
		}
		for _, r := range recs {
			if t := r.(*feltbog.Tag); strings.EqualFold(t.Name, name) {
				ids = append(ids, t.ID)
			}
		}
	}
	if len(ids) == 0 {
		return nil, feltbog.Errorf(feltbog.ENotFound, "tag.unknown", "there is no tag called %q", name).With("tag", name)
	}
	return ids, nil
}

// carries reports whether a record has one of the tags; any record does when none is asked for.
func carries(ctx context.Context, s *vault.Space, id feltbog.ID, tags []feltbog.ID) (bool, error) {
	if len(tags) == 0 {
		return true, nil
	}
	rec, _, err := s.Get(ctx, id)
	if err != nil || rec == nil {
		return false, err
	}
	f, ok := feltbog.SchemaOf(rec.Kind()).Field("tags")
	if !ok {
		return false, nil
	}
	have, _ := f.Value(rec).Interface().([]feltbog.ID)
	return slices.ContainsFunc(tags, func(t feltbog.ID) bool { return slices.Contains(have, t) }), nil
}
