//go:build unix

package search

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"feltbog/internal/testkit/text"
)

// BenchmarkFind asks for the newest 50 notes of each class of terms, after some hundred single edits have left segments
// behind, and reports the median and the 95th percentile of the processor time.
func BenchmarkFind(b *testing.B) {
	db := openTest(b, filepath.Join(b.TempDir(), "find.db"))
	fill(b, db, text.New(1), benchDocs(), func(int, time.Duration) {})
	edits, after := text.New(7), int64(benchDocs())
	for i := range int64(500) {
		inBatch(b, db, func(ctx context.Context, batch *Batch) error {
			return batch.Add(ctx, Doc{after + i + 1, "note", edits.Note()})
		})
	}
	for _, class := range text.Classes() {
		terms := text.New(2).Terms(class, 40)
		b.Run(string(class), func(b *testing.B) {
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				q := Query{Text: terms[i%len(terms)], AsYouType: class == text.Prefix}
				if class == text.Inside {
					q.Text = "*" + q.Text
				}
				start := cpuTime()
				found(b, db, q)
				took = append(took, cpuTime()-start)
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1e6, "p50-ms-CPU")
			b.ReportMetric(float64(took[len(took)*95/100].Nanoseconds())/1e6, "p95-ms-CPU")
		})
	}
}

// BenchmarkAdd indexes notes in one transaction; the time is that of one note.
func BenchmarkAdd(b *testing.B) {
	db, maker := openTest(b, filepath.Join(b.TempDir(), "add.db")), text.New(1)
	inBatch(b, db, func(ctx context.Context, batch *Batch) error {
		for i := 0; b.Loop(); i++ {
			if err := batch.Add(ctx, Doc{int64(i + 1), "note", maker.Note()}); err != nil {
				return err
			}
		}
		return nil
	})
}

func BenchmarkTokens(b *testing.B) {
	maker := text.New(1)
	note := maker.Note() + " " + maker.Note()
	b.SetBytes(int64(len(note)))
	var buf []byte
	for b.Loop() {
		eachToken(note, &buf, func(int, int, []byte) {})
	}
}
