package bench

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/vault/keys"
	"feltbog/internal/vault/place"
)

// Figure is one thing that was measured.
type Figure struct {
	Name   string  `json:"name"`             // "search.rare"
	Unit   string  `json:"unit"`             // "ms", "ms CPU", "s", "MB", "x"
	Median float64 `json:"median"`           // of N measurements
	P95    float64 `json:"p95"`              // 0 when there were too few
	Budget float64 `json:"budget,omitempty"` // 0: none; what it bounds stands in Bound
	Bound  string  `json:"bound,omitempty"`  // "p95", "median" or "ratio"
	Least  bool    `json:"least,omitempty"`  // the budget is the least that will do, not the most
	Ratio  float64 `json:"ratio,omitempty"`  // to the same work on an empty vault, or of plain to encrypted
	N      int     `json:"n"`
}

// Holds reports whether the figure keeps its budget; figures without one do.
func (f Figure) Holds() bool {
	v := map[string]float64{"p95": f.P95, "median": f.Median, "ratio": f.Ratio}[f.Bound]
	return f.Budget == 0 || (v <= f.Budget) != f.Least || v == f.Budget
}

// String prints the figure as a line of a report.
func (f Figure) String() string {
	s := fmt.Sprintf("%-22s %9.2f %-7s", f.Name, f.Median, f.Unit)
	if f.P95 > 0 {
		s += fmt.Sprintf(" p95 %9.2f", f.P95)
	}
	if f.Ratio > 0 {
		s += fmt.Sprintf(" ratio %.2f", f.Ratio)
	}
	s += fmt.Sprintf("  n=%d", f.N)
	if f.Budget > 0 {
		sign, verdict := "<=", "holds"
		if f.Least {
			sign = ">="
		}
		if !f.Holds() {
			verdict = "MISSED"
		}
		s += fmt.Sprintf("  budget %s %s %g: %s", f.Bound, sign, f.Budget, verdict)
	}
	return s
}

// Target is the vault that Run measures.
type Target struct {
	Dir        string
	Passphrase string
	Keys       keys.Options
	Scratch    string // a folder on the vault's disk for the copy that is measured, which is deleted; "": beside Dir
	Merge      int    // changes that the merge brings; 0: 100 000, which its budget is for
	Progress   func(what string)
}

// What lists what Run can measure, in the order in which it does.
func What() []string { return []string{"open", "search", "put", "merge", "plain", "verify"} }

// Run measures the team space of a vault that nobody has open. It works on a copy of the database; the vault stays as
// it was. what names parts of [What]; none means all. verify comes last and also checks what put and merge wrote. Figures
// that need a system which tells processor time or memory are 0 or left out elsewhere.
func Run(ctx context.Context, t Target, what ...string) ([]Figure, error) {
	if len(what) == 0 {
		what = What()
	}
	for _, name := range what {
		if !slices.Contains(What(), name) {
			return nil, feltbog.Errorf(feltbog.EUsage, "bench.what", "%q cannot be measured; choose among %s", name, strings.Join(What(), ", ")).
				With("what", name)
		}
	}
	if t.Merge == 0 {
		t.Merge = mergeChanges
	}
	r, err := newRunner(t)
	if err != nil {
		return nil, err
	}
	defer r.close()
	if err := r.copy(); err != nil {
		return nil, err
	}
	parts := map[string]func(context.Context) error{"open": r.open, "search": r.search, "put": r.put, "merge": r.merge,
		"plain": r.plain, "verify": r.verify}
	for _, name := range What() {
		if !slices.Contains(what, name) {
			continue
		}
		if t.Progress != nil {
			t.Progress(name)
		}
		if err := parts[name](ctx); err != nil {
			return r.figures, fmt.Errorf("measure %s: %w", name, err)
		}
	}
	return r.figures, nil
}

// runner measures one vault.
type runner struct {
	t       Target
	space   keys.Space
	vfs     *cryptvfs.VFS
	scratch string
	figures []Figure
}

// newRunner derives the keys and makes the scratch folder.
func newRunner(t Target) (*runner, error) {
	file, err := keys.Open(t.Dir, t.Keys)
	if err != nil {
		return nil, err
	}
	ring, err := file.UnlockPassphrase(t.Passphrase)
	if err != nil {
		return nil, err
	}
	defer ring.Close()
	r := &runner{t: t}
	all, err := ring.Spaces()
	if err != nil {
		return nil, err
	}
	for _, s := range all {
		if s.Kind == feltbog.TeamSpace {
			r.space = s
		}
	}
	key, err := ring.SpaceKey(r.space.ID)
	if err != nil {
		return nil, err
	}
	if r.vfs, err = cryptvfs.Register(key); err != nil {
		return nil, err
	}
	clear(key)
	base := t.Scratch
	if base == "" {
		base = filepath.Dir(filepath.Clean(t.Dir))
	}
	if r.scratch, err = os.MkdirTemp(base, "feltbog-bench-"); err != nil {
		return nil, cryptvfs.Classify(err, base)
	}
	return r, nil
}

func (r *runner) close() {
	_ = r.vfs.Close()
	_ = os.RemoveAll(r.scratch)
}

// team is the copy of the team space's database.
func (r *runner) team() string { return filepath.Join(r.scratch, "team.db") }

// copy copies the database, and its log where a crash left one, while nobody else has the vault open.
func (r *runner) copy() error {
	hold, err := place.Lock(r.t.Dir)
	if err != nil {
		return err
	}
	for _, name := range []string{"team.db", "team.db-wal"} {
		err = copyFile(filepath.Join(r.scratch, name), filepath.Join(r.t.Dir, name))
		if err != nil && !(name != "team.db" && errors.Is(err, fs.ErrNotExist)) {
			return errors.Join(cryptvfs.Classify(err, r.scratch), hold.Release())
		}
	}
	return errors.Join(r.copyMedia(), hold.Release())
}

// maxMedia is up to how many bytes of media volumes are copied for the figures of opening.
const maxMedia = 4 << 30

func (r *runner) copyMedia() error {
	volumes, err := filepath.Glob(filepath.Join(r.t.Dir, "team-media-*"))
	if err != nil {
		return err
	}
	left := int64(maxMedia)
	for _, v := range volumes {
		info, err := os.Stat(v)
		if err != nil {
			return err
		}
		if left -= info.Size(); left < 0 {
			return nil
		}
		if err := copyFile(filepath.Join(r.scratch, filepath.Base(v)), v); err != nil {
			return cryptvfs.Classify(err, r.scratch)
		}
	}
	return nil
}

// openStore opens a database of the team space for a device of its own.
func (r *runner) openStore(ctx context.Context, path string, create bool) (*store.Store, error) {
	s, err := store.Open(ctx, r.vfs, path, store.Options{Space: r.space.ID, Kind: feltbog.TeamSpace, Create: create})
	if err != nil {
		return nil, err
	}
	if err := s.Begin(ctx, benchDevice, nil); err != nil {
		return nil, err
	}
	return s, nil
}

// benchDevice is the device that Run writes as.
var benchDevice = feltbog.ID{0xbe}

// add appends a figure of measured values in one unit.
func (r *runner) add(f Figure, values []float64) *Figure {
	f.N = len(values)
	f.Median = at(values, 0.5)
	if f.N >= 20 {
		f.P95 = at(values, 0.95)
	}
	r.figures = append(r.figures, f)
	return &r.figures[len(r.figures)-1]
}

// at is a quantile of the values.
func at(values []float64, p float64) float64 {
	if len(values) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(values))
	return s[int(p*float64(len(s)-1)+0.5)]
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
