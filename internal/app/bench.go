package app

import (
	"context"
	"runtime"
	"time"

	"feltbog/internal/testkit/bench"
)

// BenchVault is the vault of invented notes that a benchmark is to have made.
type BenchVault struct {
	Dir        string // a folder that does not exist yet
	Passphrase string
	Notes      int
	Photos     int // their pictures are small stand-ins
	Seed       uint64
}

// BenchMade says what was made and what it cost.
type BenchMade struct {
	Notes     int     `json:"notes"`
	Photos    int     `json:"photos"`
	Changes   int     `json:"changes"`
	Seconds   float64 `json:"seconds"`
	CPU       float64 `json:"cpu_seconds"`
	PeakBytes int64   `json:"peak_bytes"` // 0 where the system does not tell
	Sets      int64   `json:"sets"`
	Words     int64   `json:"words"` // distinct word forms in the index
	Sizes     Sizes   `json:"bytes"`
}

// MakeBench is the job that makes a vault for benchmarks. made is filled before the job ends.
func MakeBench(b BenchVault, made *BenchMade, opt Options) Job {
	return Job{Title: "job.bench.gen", Start: func(ctx context.Context, progress *Progress) error {
		m, err := bench.Gen(ctx, bench.Options{Dir: b.Dir, Notes: b.Notes, Photos: b.Photos, Seed: b.Seed, Passphrase: b.Passphrase,
			Vault: opt.vault(), Progress: func(done, total int) { progress.set(int64(done), int64(total)) }})
		*made = BenchMade{Notes: m.Notes, Photos: m.Photos, Changes: m.Changes, Seconds: m.Took.Seconds(), CPU: m.CPU.Seconds(),
			PeakBytes: m.PeakRSS, Sets: m.Stat.Sets, Words: m.Stat.Words, Sizes: Sizes(m.Stat.Bytes)}
		return err
	}}
}

// Figure is one thing that was measured.
type Figure struct {
	Name   string  `json:"name"`
	Unit   string  `json:"unit"`
	Median float64 `json:"median"`
	P95    float64 `json:"p95,omitempty"` // 0 when there were too few measurements
	Budget float64 `json:"budget,omitempty"`
	Bound  string  `json:"bound,omitempty"` // what the budget bounds: "p95", "median" or "ratio"
	Least  bool    `json:"least,omitempty"` // the budget is the least that will do, not the most
	Ratio  float64 `json:"ratio,omitempty"` // to the same work in an empty vault, or of plain to encrypted
	N      int     `json:"n"`
	Holds  bool    `json:"holds"` // the budget is kept, or there is none
	Line   string  `json:"-"`     // the figure as a line of text
}

// Benched is what a benchmark found, and on what machine.
type Benched struct {
	At      time.Time `json:"at"`
	System  string    `json:"system"`
	Cores   int       `json:"cores"`
	Figures []Figure  `json:"figures"`
}

// BenchParts lists what RunBench can measure.
func BenchParts() []string { return bench.What() }

// RunBench is the job that measures a copy of a vault which nobody has open. what names parts of BenchParts; none means
// all. found has the figures so far also when the job fails.
func RunBench(dir, passphrase string, what []string, found *Benched, opt Options) Job {
	return Job{Title: "job.bench.run", Start: func(ctx context.Context, progress *Progress) error {
		*found = Benched{At: time.Now(), System: runtime.GOOS + "/" + runtime.GOARCH, Cores: runtime.NumCPU()}
		figures, err := bench.Run(ctx, bench.Target{Dir: dir, Passphrase: passphrase, Keys: opt.vault().Keys,
			Progress: func(string) { progress.Add(1) }}, what...)
		for _, f := range figures {
			found.Figures = append(found.Figures, Figure{Name: f.Name, Unit: f.Unit, Median: f.Median, P95: f.P95, Budget: f.Budget,
				Bound: f.Bound, Least: f.Least, Ratio: f.Ratio, N: f.N, Holds: f.Holds(), Line: f.String()})
		}
		return err
	}}
}
