package search

import (
	"context"
	"errors"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// brute is the answer by reading every document: the meaning of a query, without an index. It follows the vocabulary
// to decide how a plain word is taken, as Find does.
func brute(docs map[int64]Doc, q Query) []int64 {
	tokens := map[int64][]Token{}
	for id, d := range docs {
		tokens[id] = Tokens(d.Text)
	}
	known := func(p *piece) { // a word typed with Danish letters that nobody wrote so is taken as any other
		for _, list := range tokens {
			for _, token := range list {
				if token.Word == p.w {
					return
				}
			}
		}
		p.danish = false
	}
	matches := func(t term, how How) map[int64]bool {
		ids := map[int64]bool{}
		t.heads = slices.Clone(t.heads)
		for i := range t.heads {
			known(&t.heads[i])
		}
		if how == AsWord {
			known(&t.last)
		}
		for id, list := range tokens {
			for i := len(t.heads); i < len(list); i++ {
				if t.matchesAt(list, i, how) {
					ids[id] = true
				}
			}
		}
		return ids
	}
	var hits []int64
	wanted := 0
	keep := func(docs iter.Seq[int64], ok func(int64) bool) (kept []int64) {
		for id := range docs {
			if ok(id) {
				kept = append(kept, id)
			}
		}
		return kept
	}
	hits = keep(maps.Keys(docs), func(id int64) bool {
		return (q.Before == 0 || id < q.Before) && (len(q.Kinds) == 0 || slices.Contains(q.Kinds, docs[id].Kind))
	})
	for _, t := range parse(q) {
		ids := matches(t, t.how)
		for how, ok := t.loosened(t.how); ok && len(ids) == 0; how, ok = t.loosened(how) {
			ids = matches(t, how)
		}
		if !t.exclude {
			wanted++
		}
		hits = keep(slices.Values(hits), func(id int64) bool { return ids[id] != t.exclude })
	}
	if wanted == 0 {
		return nil
	}
	slices.Sort(hits)
	slices.Reverse(hits)
	return hits[:min(len(hits), q.Limit)]
}

// Few letters make many words share beginnings and middles, and words with aa, oe and their Danish twins meet.
var (
	someWord  = rapid.StringMatching(`[kab][aeoøå]([mk]?[aæo]){0,3}`)
	someText  = rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(someWord, 0, 5).Draw(t, "words"), " ") })
	someKind  = rapid.SampledFrom([]string{"note", "photo"})
	someQuery = rapid.Custom(func(t *rapid.T) Query {
		var words []string
		for range rapid.IntRange(1, 3).Draw(t, "terms") {
			word := someWord.Draw(t, "word")
			runes := []rune(word)
			part := string(runes[rapid.IntRange(0, len(runes)-1).Draw(t, "from"):])
			words = append(words, rapid.SampledFrom([]string{
				word, string(runes[:1]) + "*", word + "*", "*" + part, "-" + word, "-" + string(runes[:2]) + "*", `"` + word + " " + someWord.Draw(t, "next") + `"`,
			}).Draw(t, "form"))
		}
		q := Query{Text: strings.Join(words, " "), Limit: rapid.IntRange(1, 5).Draw(t, "limit"), AsYouType: rapid.Bool().Draw(t, "typing")}
		if rapid.IntRange(0, 3).Draw(t, "one kind") == 0 {
			q.Kinds = []string{someKind.Draw(t, "kind")}
		}
		if rapid.IntRange(0, 3).Draw(t, "page") == 0 {
			q.Before = int64(rapid.IntRange(1, 90).Draw(t, "before"))
		}
		return q
	})
)

func TestAnswersAreExactAfterAnyEdits(t *testing.T) {
	defer func(old int) { manyWords = old }(manyWords)
	ctx := context.Background()
	rapid.Check(t, func(rt *rapid.T) {
		db := openTest(t, "")
		defer db.Close()
		docs := map[int64]Doc{}
		for range rapid.IntRange(1, 4).Draw(rt, "batches") {
			inBatch(t, db, func(ctx context.Context, b *Batch) error {
				for range rapid.IntRange(0, 30).Draw(rt, "edits") {
					id := int64(rapid.IntRange(1, 80).Draw(rt, "id"))
					old, there := docs[id]
					d := Doc{id, someKind.Draw(rt, "kind"), someText.Draw(rt, "text")}
					var err error
					switch {
					case !there:
						err = b.Add(ctx, d)
						docs[id] = d
					case rapid.Bool().Draw(rt, "remove"):
						err = b.Remove(ctx, old)
						delete(docs, id)
					default:
						err = b.Replace(ctx, old, d)
						docs[id] = d
					}
					if err != nil {
						return err
					}
				}
				return nil
			})
		}
		if err := Check(ctx, db, all(docs)); err != nil {
			rt.Fatal(err)
		}
		for range 12 {
			manyWords = rapid.SampledFrom([]int{4, 1000}).Draw(rt, "many words")
			q := someQuery.Draw(rt, "query")
			if got, want := found(t, db, q), brute(docs, q); !slices.Equal(got, want) {
				rt.Fatalf("%+v finds %v, want %v", q, got, want)
			}
		}
	})
}

func all(docs map[int64]Doc) iter.Seq2[Doc, error] {
	return func(yield func(Doc, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func TestCheckNoticesEveryDifference(t *testing.T) {
	docs := map[int64]Doc{1: {1, "note", "kaffe i haven"}, 2: {2, "note", "kaffe på bænken"}}
	for _, damage := range []string{
		`INSERT INTO fts(fts, rowid, t) VALUES ('delete', 1, '_note kaffe i haven')`,
		`INSERT INTO fts(rowid, t) VALUES (3, '_note kaffe')`,
		`UPDATE word SET n = n + 1 WHERE w = 'kaffe'`,
		`UPDATE word SET last = 3 WHERE w = 'kaffe'`,
		`DELETE FROM word WHERE w = 'haven'`,
		`INSERT INTO word VALUES ('te', 'te', 99, 1, 1)`,
		`INSERT INTO word_gram(rowid, g) VALUES (1, 'andet')`,
	} {
		db := openTest(t, "")
		index(t, db, docs[1].Text, docs[2].Text)
		if err := Check(context.Background(), db, all(docs)); err != nil {
			t.Fatalf("before: %v", err)
		}
		if _, err := db.Exec(damage); err != nil {
			t.Fatal(err)
		}
		if err := Check(context.Background(), db, all(docs)); !errors.Is(err, ErrDiffers) {
			t.Errorf("%s: %v", damage, err)
		}
	}
}

func TestRemovingWhatWasNeverThereIsRefused(t *testing.T) {
	db := openTest(t, "")
	index(t, db, "kaffe")
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	b := NewBatch(tx)
	ctx := context.Background()
	if err := b.Remove(ctx, Doc{1, "note", "te"}); err != nil {
		t.Fatal(err)
	}
	if err := b.Flush(ctx); !errors.Is(err, errUnknownWord) {
		t.Fatalf("flush: %v", err)
	}
}
