package app

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/testkit/bench"
)

// BenchmarkOneChangeTravels sends one changed note in a pakke from one machine to another, in a small project and in one
// twenty times as large, and reports processor milliseconds of writing and of taking in, medians of the rounds. What it
// costs must not grow with the project.
func BenchmarkOneChangeTravels(b *testing.B) {
	for _, notes := range []int{1000, 20_000} {
		b.Run(fmt.Sprint(notes), func(b *testing.B) {
			m := newMachines(b)
			one := m.all[0]
			note := m.many(one, notes)
			two := m.joins("Bo")
			var write, take []time.Duration
			for i := 0; b.Loop(); {
				for range 20 {
					i++
					m.edits(one, note, fmt.Sprint("Hun kommer der ikke mere. ", i))
					start := bench.CPUTime()
					file := m.packs(one, PackOrder{Words: sixWords, Since: two.v.Team().Vector()}).File
					write = append(write, bench.CPUTime()-start)
					start = bench.CPUTime()
					m.takes(two, file)
					take = append(take, bench.CPUTime()-start)
				}
			}
			if got := m.text(two, note); got != m.text(one, note) {
				b.Fatalf("the other machine says %q", got)
			}
			b.ReportMetric(middle(write), "write-ms")
			b.ReportMetric(middle(take), "take-in-ms")
		})
	}
}

// BenchmarkTenThousandChangesTravel sends 10 000 changed notes in one pakke: seconds of writing and taking in together.
func BenchmarkTenThousandChangesTravel(b *testing.B) {
	m := newMachines(b)
	one := m.all[0]
	two := m.joins("Bo")
	for b.Loop() {
		b.StopTimer()
		m.many(one, 10_000)
		since := two.v.Team().Vector()
		b.StartTimer()
		start := time.Now()
		m.takes(two, m.packs(one, PackOrder{Words: sixWords, Since: since}).File)
		b.ReportMetric(time.Since(start).Seconds(), "s")
	}
}

// many writes that many notes and returns the last of them.
func (m *machines) many(p *Project, n int) (last feltbog.ID) {
	for i := range n {
		last = m.note(p, fmt.Sprintf("Bussen kører ikke om aftenen, og så bliver hun hjemme, %d.", i))
	}
	return last
}

func middle(all []time.Duration) float64 {
	slices.Sort(all)
	return float64(all[len(all)/2].Microseconds()) / 1000
}
