package app

import (
	"context"
	"time"

	"feltbog/internal/testkit/bench"
)

// BenchOptions says how large a vault BenchGen makes.
type BenchOptions struct {
	Notes, Photos int
	Seed          uint64
}

// BenchMade says what BenchGen made and what it cost.
type BenchMade struct {
	Notes   int     `json:"notes"`
	Photos  int     `json:"photos"`
	Changes int     `json:"changes"`
	Seconds float64 `json:"seconds"`
	CPU     float64 `json:"cpu_seconds"`
	PeakRSS int64   `json:"peak_rss_bytes"`
	Bytes   Sizes   `json:"bytes"`
}

// BenchGen is the job that makes a vault of invented people and notes, for measuring. The folder must not exist yet.
func BenchGen(dir, passphrase string, o BenchOptions, opt Options, made *BenchMade) Job {
	return Job{Title: "job.bench.gen", Start: func(ctx context.Context, p *Progress) error {
		m, err := bench.Gen(ctx, bench.Options{Dir: dir, Notes: o.Notes, Photos: o.Photos, Seed: o.Seed, Passphrase: passphrase,
			Vault: opt.vault(), Progress: func(done, total int) { p.set(int64(done), int64(total)) }})
		if err != nil {
			return cancelled(ctx, err)
		}
		*made = BenchMade{Notes: m.Notes, Photos: m.Photos, Changes: m.Changes, Seconds: m.Took.Round(time.Millisecond).Seconds(),
			CPU: m.CPU.Round(time.Millisecond).Seconds(), PeakRSS: m.PeakRSS, Bytes: Sizes(m.Stat.Bytes)}
		return nil
	}}
}

// BenchFigure is one measured figure beside its budget.
type BenchFigure struct {
	bench.Figure
	OK bool `json:"ok"` // it keeps its budget, or has none
}

// BenchRun is the job that measures a vault that nobody has open. It works on a copy. what names parts of it: open,
// search, put, merge, plain, verify; none means all.
func BenchRun(dir, passphrase string, what []string, opt Options, figures *[]BenchFigure) Job {
	return Job{Title: "job.bench.run", Start: func(ctx context.Context, _ *Progress) error {
		all, err := bench.Run(ctx, bench.Target{Dir: dir, Passphrase: passphrase, Keys: opt.vault().Keys}, what...)
		if err != nil {
			return cancelled(ctx, err)
		}
		for _, f := range all {
			*figures = append(*figures, BenchFigure{f, f.Holds()})
		}
		return nil
	}}
}
