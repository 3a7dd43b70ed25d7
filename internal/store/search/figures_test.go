//go:build unix

package search

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"feltbog/internal/testkit/text"
)

// benchBatch is how many documents the benchmarks index in one transaction.
const benchBatch = 100_000

// benchDocs is how many documents the benchmarks search: FELTBOG_BENCH_DOCS, or 100 000.
func benchDocs() int {
	if n, err := strconv.Atoi(os.Getenv("FELTBOG_BENCH_DOCS")); err == nil && n > 0 {
		return n
	}
	return 100_000
}

// cpuTime is the processor time this process has used.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peakMemory is the largest resident size of this process so far, in MB.
func peakMemory() int64 {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	if runtime.GOOS == "darwin" {
		return u.Maxrss >> 20
	}
	return u.Maxrss >> 10
}

// fill indexes n notes and calls report after each transaction.
func fill(t testing.TB, db *sql.DB, maker *text.Maker, n int, report func(docs int, cpu time.Duration)) {
	for at := 0; at < n; at += benchBatch {
		start, size := cpuTime(), min(benchBatch, n-at)
		inBatch(t, db, func(ctx context.Context, b *Batch) error {
			for i := range size {
				if err := b.Add(ctx, Doc{int64(at + i + 1), kindOf(at + i), maker.Note()}); err != nil {
					return err
				}
			}
			return nil
		})
		report(size, cpuTime()-start)
	}
}

func kindOf(i int) string {
	if i%5 == 0 {
		return "photo"
	}
	return "note"
}

// TestFigures prints what indexing and searching cost. It runs only when FELTBOG_BENCH_DOCS is set.
func TestFigures(t *testing.T) {
	if os.Getenv("FELTBOG_BENCH_DOCS") == "" {
		t.Skip("set FELTBOG_BENCH_DOCS to the number of documents")
	}
	path := filepath.Join(t.TempDir(), "figures.db")
	db, maker, n := openTest(t, path), text.New(1), benchDocs()
	fmt.Printf("before: peak %d MB\n", peakMemory())
	figureEdits(t, db, "empty index", n)
	fill(t, db, maker, n, func(docs int, cpu time.Duration) {
		fmt.Printf("index %d documents: %.2f s CPU, peak %d MB\n", docs, cpu.Seconds(), peakMemory())
	})
	figureSizes(t, db, path)
	figureQueries(t, db, "after the batches")
	figureEdits(t, db, "full index", n)
	figureQueries(t, db, "after 3 000 single edits")
	start := cpuTime()
	inBatch(t, db, func(ctx context.Context, b *Batch) error { return Purge(ctx, b.tx) })
	fmt.Printf("purge: %.2f s CPU\n", (cpuTime() - start).Seconds())
	figureSizes(t, db, path)
	figureQueries(t, db, "after a purge")
	start = cpuTime()
	if err := Check(context.Background(), db, sameNotes(n)); err != nil {
		t.Error(err)
	}
	fmt.Printf("check: %.2f s CPU, peak %d MB\n", (cpuTime() - start).Seconds(), peakMemory())
}

// sameNotes are the documents that fill indexed.
func sameNotes(n int) iter.Seq2[Doc, error] {
	return func(yield func(Doc, error) bool) {
		maker := text.New(1)
		for i := range n {
			if !yield(Doc{int64(i + 1), kindOf(i), maker.Note()}, nil) {
				return
			}
		}
	}
}

// figureEdits makes single edits, each in a transaction: new notes, then changes of them, then their removal.
func figureEdits(t *testing.T, db *sql.DB, when string, n int) {
	const edits = 1000
	maker, first := text.New(99), int64(n+1)
	docs := make([]Doc, edits)
	one := func(do func(i int, ctx context.Context, b *Batch) error) []time.Duration {
		var took []time.Duration
		for i := range docs {
			start := cpuTime()
			inBatch(t, db, func(ctx context.Context, b *Batch) error { return do(i, ctx, b) })
			took = append(took, cpuTime()-start)
		}
		return took
	}
	report := func(what string, took []time.Duration) {
		fmt.Printf("%s, %s: %s\n", when, what, spread(took))
	}
	report("add", one(func(i int, ctx context.Context, b *Batch) error {
		docs[i] = Doc{first + int64(i), "note", maker.Note()}
		return b.Add(ctx, docs[i])
	}))
	report("change", one(func(i int, ctx context.Context, b *Batch) error {
		old := docs[i]
		docs[i].Text += " " + maker.Note()
		return b.Replace(ctx, old, docs[i])
	}))
	report("remove", one(func(i int, ctx context.Context, b *Batch) error { return b.Remove(ctx, docs[i]) }))
}

func figureQueries(t *testing.T, db *sql.DB, when string) {
	var segments int
	if err := db.QueryRow(`SELECT count(DISTINCT segid) FROM fts_idx`).Scan(&segments); err != nil {
		t.Fatal(err)
	}
	fmt.Printf("-- %s: %d segments\n", when, segments)
	for _, class := range text.Classes() {
		for _, best := range []bool{false, true} {
			took, info := askAll(t, db, class, best)
			fmt.Printf("%-7s best=%-5v %s  words p50 %d max %d, ranked %d of %d\n", class, best, spread(took),
				info.words[len(info.words)/2], info.words[len(info.words)-1], info.ranked, len(info.words))
		}
	}
	words := text.New(5)
	for letters := 1; letters <= 3; letters++ {
		var alone, second []time.Duration
		for range 60 {
			start := string([]rune(words.Terms(text.Prefix, 1)[0])[:letters])
			alone = append(alone, costOf(t, db, Query{Text: start, AsYouType: true}))
			two := words.Terms(text.Rare, 1)[0] + " " + start
			second = append(second, costOf(t, db, Query{Text: two, AsYouType: true, Kinds: []string{"note"}}))
		}
		fmt.Printf("%d letters alone: %s; after a rare word, in notes: %s\n", letters, spread(alone), spread(second))
	}
}

func costOf(t *testing.T, db *sql.DB, q Query) time.Duration {
	start := cpuTime()
	found(t, db, q)
	return cpuTime() - start
}

type asked struct {
	words  []int
	ranked int
}

// askAll asks 40 terms of a class five times each, in random order.
func askAll(t *testing.T, db *sql.DB, class text.Class, best bool) (took []time.Duration, info asked) {
	terms := text.New(2).Terms(class, 40)
	for range 5 {
		rand.Shuffle(len(terms), func(i, j int) { terms[i], terms[j] = terms[j], terms[i] })
		for _, term := range terms {
			q := Query{Text: term, AsYouType: class == text.Prefix, Best: best}
			if class == text.Inside {
				q.Text = "*" + term
			}
			start := cpuTime()
			hits, got, err := Find(context.Background(), db, q)
			took = append(took, cpuTime()-start)
			if err != nil || len(hits) == 0 {
				t.Fatalf("%q: %d hits, %v", q.Text, len(hits), err)
			}
			info.words = append(info.words, got.Expanded)
			if got.Ranked {
				info.ranked++
			}
		}
	}
	slices.Sort(info.words)
	return took, info
}

func figureSizes(t *testing.T, db *sql.DB, path string) {
	rows, err := db.Query(`SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 6`)
	if err != nil {
		fmt.Println("sizes:", err)
		return
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		var size float64
		if err := rows.Scan(&name, &size); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("size %s %.1f MB; ", name, size/1e6)
	}
	if info, err := os.Stat(path); err == nil {
		fmt.Printf("file %.1f MB\n", float64(info.Size())/1e6)
	}
}

func spread(took []time.Duration) string {
	took = slices.Clone(took)
	slices.Sort(took)
	at := func(p float64) float64 { return float64(took[int(p*float64(len(took)-1))].Microseconds()) / 1000 }
	return fmt.Sprintf("p50 %.2f p95 %.2f max %.2f ms CPU", at(0.5), at(0.95), at(1))
}
