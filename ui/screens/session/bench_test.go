package session

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// BenchmarkLongNote types in a session whose notes hold 100 000 characters. The budgets: 8 ms for 99 of 100 characters on
// the drawing goroutine, half a second to the first picture. Writing to the
// vault happens elsewhere and is not measured.
func BenchmarkLongNote(b *testing.B) {
	w := newWorld(b, app.NewSession{Type: feltbog.Interview, PlaceName: "Køkkenet"})
	text := strings.Repeat("Bussen kører ikke om aftenen, og så bliver hun hjemme. ", 4)
	for range 100_000 / len(text) {
		must(b, w.p.TypeNote(b.Context(), app.Written{ID: feltbog.NewID(), Fill: feltbog.NoteBlock{Session: w.id}, Text: text}))
		must(b, w.p.Settle(b.Context()))
	}
	page, err := w.p.SessionPage(b.Context(), w.id)
	must(b, err)
	s := New(w.Host, w.p, chooser{w}, nil, w.playing)
	w.Window().SetContent(s.Content())
	w.Window().Resize(fyne.NewSize(1316, 836))
	s.id, s.begin = w.id, true
	start := time.Now()
	s.show(loaded{page: page}, nil)
	w.Window().Canvas().Capture()
	first := time.Since(start)

	var took []time.Duration
	const letters = "Hun siger, at bussen ikke kører om aftenen, og at hun bliver hjemme. "
	for b.Loop() {
		for _, r := range letters {
			start := time.Now()
			s.editor.Entry.TypedRune(r)
			took = append(took, time.Since(start))
		}
		start := time.Now()
		s.editor.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		took = append(took, time.Since(start))
		s.keep.Flush()
		w.Drain()
	}
	slices.Sort(took)
	at := func(q float64) time.Duration { return took[int(q*float64(len(took)-1))] }
	b.ReportMetric(float64(at(0.5).Microseconds())/1000, "median-ms/char")
	b.ReportMetric(float64(at(0.99).Microseconds())/1000, "p99-ms/char")
	b.ReportMetric(float64(at(1).Microseconds())/1000, "worst-ms")
	b.ReportMetric(float64(first.Milliseconds()), "first-paint-ms")
}

// BenchmarkLongBlock types at the end of one paragraph of 2 000 characters.
func BenchmarkLongBlock(b *testing.B) {
	w := newWorld(b, app.NewSession{Type: feltbog.Interview, PlaceName: "Køkkenet"})
	for _, r := range strings.Repeat("Bussen kører ikke om aftenen, og så bliver hun hjemme. ", 36) {
		w.s.editor.Entry.TypedRune(r)
	}
	w.settle()
	b.ResetTimer()
	for b.Loop() {
		w.s.editor.Entry.TypedRune('a')
	}
}
