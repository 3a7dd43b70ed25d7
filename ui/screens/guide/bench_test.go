package guide

import (
	"slices"
	"testing"
	"time"
)

// BenchmarkQuestion types in a question of a whole guide. The budget is 8 ms for 99 of 100 characters on the drawing
// goroutine; looking at the question anew waits for a pause.
func BenchmarkQuestion(b *testing.B) {
	w := newWorld(b, citizens(b))
	w.s.goTo(w.s.page.themes[3].ID.String())
	w.settle()
	w.s.middle.edit(w.question(3, 1).ID)
	var took []time.Duration
	for b.Loop() {
		for _, r := range "Har du været glad for din visitation? " {
			start := time.Now()
			w.s.editor.Entry.TypedRune(r)
			took = append(took, time.Since(start))
		}
		w.settle()
	}
	slices.Sort(took)
	at := func(q float64) time.Duration { return took[int(q*float64(len(took)-1))] }
	b.ReportMetric(float64(at(0.5).Microseconds())/1000, "median-ms/char")
	b.ReportMetric(float64(at(0.99).Microseconds())/1000, "p99-ms/char")
}
