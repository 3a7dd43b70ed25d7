package app

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"feltbog/internal/bundle"
	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/vault"
)

// TakenIn is what a pakke brought.
type TakenIn struct {
	Bundle
	Import  int64 `json:"import"`          // its number here, to undo it by; 0 when nothing was new
	New     int   `json:"new_change_sets"` // change sets
	Changed int   `json:"new_changes"`     // changes in them
	Known   int   `json:"known"`           // change sets that were here already
	Again   bool  `json:"again,omitempty"` // it had been undone, and is back
	Decide  int   `json:"two_versions"`    // fields with two versions, all in all
}

// TakeIn is the job that takes a pakke in: the files first, where nothing names them yet, then all change sets in one
// transaction. Stopped, failed or killed, it leaves nothing. A pakke that was taken in before brings nothing, and one that
// was undone comes back.
func (p *Project) TakeIn(file string, key BundleKey, done *TakenIn) Job {
	return Job{Title: "job.bundle.take", Start: func(ctx context.Context, progress *Progress) error {
		keys, err := key.keys(p.v)
		if err != nil {
			return err
		}
		return p.takeIn(ctx, file, keys, progress, done)
	}}
}

func (p *Project) takeIn(ctx context.Context, file string, keys []bundle.Key, progress *Progress, done *TakenIn) (err error) {
	m, s, st, err := p.stage(ctx, file, keys, progress)
	if st != nil {
		defer func() { err = errors.Join(err, st.Drop()) }()
	}
	if err != nil {
		return err
	}
	f, r, err := openBundle(file, keys)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if again := r.Manifest(); again.ID != m.ID || again.Space != m.Space {
		return feltbog.Errorf(feltbog.EDamaged, "bundle.other", "the file was changed while it was taken in; nothing was changed here")
	}
	source, err := json.Marshal(importSource{Bundle: BundleName{m.ID, m.Name, m.Created.Time()}, Sender: m.Sender.Name, Machine: m.Sender.Machine})
	if err != nil {
		return err
	}
	rule, err := p.guestRuleFor(ctx, s)
	if err != nil {
		return err
	}
	got, err := p.v.TakeIn(ctx, s, string(source), func(take func(*change.Set, []byte) error) error {
		return r.Sets(ctx, counting(progress, rule.guarded(ctx, take)))
	}, nil)
	if err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx) // it is here, and cannot be stopped any more
	if err := st.Keep(ctx); err != nil {
		return err
	}
	*done = TakenIn{Bundle: bundleFacts(m), Import: got.Import, New: got.Sets, Changed: got.Changes, Known: got.Known}
	if got.Sets == 0 {
		if done.Import, err = p.withheldOf(ctx, s, m.ID); err != nil {
			return err
		}
		if done.Again = done.Import != 0; done.Again {
			if err := s.Withhold(ctx, done.Import, false); err != nil {
				return err
			}
		}
	}
	if err := p.learn(ctx, s, m.Sender.Member, m.Vector(), nil); err != nil {
		return err
	}
	p.followed(ctx, &err)
	if err == nil && s.Kind() == feltbog.WorkshopSpace {
		err = p.followWorkshop(ctx, s)
	}
	if err != nil {
		return err
	}
	done.Decide, err = s.ConflictCount(ctx)
	return err
}

// stage reads the pakke once: it checks what it is and whether it fits, and puts its files where they belong. Only their
// hashes are believed; the change sets are checked when they are taken in.
func (p *Project) stage(ctx context.Context, file string, keys []bundle.Key, progress *Progress) (m *bundle.Manifest, s *vault.Space, st *vault.Staging, err error) {
	f, r, err := openBundle(file, keys)
	if err != nil {
		return nil, nil, nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	m = r.Manifest()
	if s, err = p.spaceOf(m); err != nil {
		return nil, nil, nil, err
	}
	if _, err = p.trusted(ctx, s, m); err != nil {
		return nil, nil, nil, err
	}
	if lacks := m.Lacks(s.Vector()); len(lacks) > 0 {
		return nil, nil, nil, p.gap(ctx, m, lacks)
	}
	progress.Expect(m.Bytes())
	hashes := make([][32]byte, len(m.Blobs))
	for i, b := range m.Blobs {
		hashes[i] = b.Hash
	}
	if st, err = s.Stage(ctx, hashes); err != nil {
		return nil, nil, nil, err
	}
	if err = r.Skip(ctx); err == nil {
		err = r.RawBlobs(ctx, func(b bundle.Blob, in io.Reader) error { return st.Put(ctx, b.Hash, b.Size, &metered{in, progress}) })
	}
	if err == nil {
		err = st.Settle(ctx)
	}
	return m, s, st, err
}

// gap says which pakke has to come first.
func (p *Project) gap(ctx context.Context, m *bundle.Manifest, lacks []feltbog.ID) error {
	if f := m.Follows; f != nil {
		day := f.Created.Time().Format(time.DateOnly)
		return feltbog.Errorf(feltbog.EMissing, "bundle.gap", "take in the pakke %q of %s from %s first", f.Name, day, m.Sender.Name).
			With("name", f.Name).With("date", day).With("sender", m.Sender.Name)
	}
	from := strings.Join(p.machines(ctx, lacks), ", ")
	return feltbog.Errorf(feltbog.EMissing, "bundle.gap.unknown", "an earlier pakke is missing here, with what was written on %s; ask %s for a whole one",
		from, m.Sender.Name).With("machines", from).With("sender", m.Sender.Name)
}

// Import is a pakke that was taken in.
type Import struct {
	N        int64             `json:"import"`
	At       time.Time         `json:"at"`
	Space    feltbog.SpaceKind `json:"space"`
	Bundle   BundleName        `json:"bundle"`
	Sender   string            `json:"sender,omitempty"`
	Machine  string            `json:"machine,omitempty"`
	Sets     int               `json:"change_sets"`
	Withheld bool              `json:"undone"`
}

// Imports lists what was taken in, the newest first.
func (p *Project) Imports(ctx context.Context) ([]Import, error) {
	out := []Import{}
	for _, s := range p.v.Spaces() {
		all, err := s.Imports(ctx)
		if err != nil {
			return nil, cancelled(ctx, err)
		}
		for _, i := range all {
			src := readSource(i.Source)
			out = append(out, Import{N: i.N, At: time.UnixMilli(i.At), Space: s.Kind(), Bundle: src.Bundle, Sender: src.Sender, Machine: src.Machine,
				Sets: i.Sets, Withheld: i.Withheld})
		}
	}
	slices.SortStableFunc(out, func(a, b Import) int { return b.At.Compare(a.At) })
	return out, nil
}

// Undone is what undoing an import left.
type Undone struct {
	Import int64 `json:"import"`
	// Own are records of the import that were edited here since: what was written here stays.
	Own []Heading `json:"own_edits"`
}

// BuiltOn lists the records of an import that were edited here since: what stays when it is undone.
func (p *Project) BuiltOn(ctx context.Context, space feltbog.SpaceKind, n int64) ([]Heading, error) {
	s, err := p.spaceOfKind(space)
	if err != nil {
		return nil, err
	}
	ids, err := s.BuiltOn(ctx, n)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	names := p.namer()
	out := []Heading{}
	for _, id := range ids {
		var kind feltbog.Kind
		if _, info, err := s.Get(ctx, id); err == nil {
			kind = info.Kind
		}
		h, err := names.name(ctx, kind, id, aboveMost)
		if err != nil {
			return nil, cancelled(ctx, err)
		}
		out = append(out, h)
	}
	return out, nil
}

// WithholdImport undoes a whole import, also long after. What was written here stays; what the import erased stays erased.
func (p *Project) WithholdImport(ctx context.Context, space feltbog.SpaceKind, n int64) (Undone, error) {
	own, err := p.BuiltOn(ctx, space, n)
	if err != nil {
		return Undone{}, err
	}
	s, err := p.spaceOfKind(space)
	if err != nil {
		return Undone{}, err
	}
	err = s.Withhold(ctx, n, true)
	p.followed(ctx, &err)
	return Undone{n, own}, cancelled(ctx, err)
}

// RetakeImport takes an undone import in again. The file is not needed for it.
func (p *Project) RetakeImport(ctx context.Context, space feltbog.SpaceKind, n int64) error {
	s, err := p.spaceOfKind(space)
	if err != nil {
		return err
	}
	err = s.Withhold(ctx, n, false)
	p.followed(ctx, &err)
	return cancelled(ctx, err)
}

// spaceOfKind returns the open team space or register; "" is the team's.
func (p *Project) spaceOfKind(kind feltbog.SpaceKind) (*vault.Space, error) {
	if kind == feltbog.RegisterSpace {
		return p.v.Register()
	}
	if team := p.v.Team(); team != nil && (kind == "" || kind == feltbog.TeamSpace) {
		return team, nil
	}
	return nil, feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
}

// JoinBundle makes a vault that begins with a colleague's pakke. The project's name is taken from there; the rest of f is
// as in Create. When it fails or is stopped nothing is left of it.
func JoinBundle(ctx context.Context, dir, file string, key BundleKey, f Founding, opt Options, progress *Progress) (*Project, error) {
	f.Project = "-"
	secret, err := f.check()
	if err != nil {
		return nil, err
	}
	keys, err := key.keys(nil)
	if err != nil {
		return nil, err
	}
	m, err := joinable(file, keys, opt)
	if err != nil {
		return nil, err
	}
	j := vault.Joining{Space: m.Space, Kind: m.Kind, Register: m.Register,
		Founding: vault.Founding{Member: f.Member, Device: f.Device, Passphrase: f.Passphrase, Recovery: secret}}
	v, err := vault.Join(ctx, dir, j, opt.vault(), func(v *vault.Vault) error {
		var done TakenIn
		p := open(v, opt)
		if err := p.takeIn(ctx, file, keys, progress, &done); err != nil {
			return err
		}
		rec, err := p.project(ctx)
		none := rec == nil
		if m.Kind == feltbog.WorkshopSpace {
			var all []*feltbog.Workshop
			all, err = p.workshopRecords(ctx)
			none = len(all) == 0
		}
		if err != nil || none {
			return errors.Join(err, feltbog.Errorf(feltbog.EDamaged, "bundle.join.none", "the pakke holds no project to begin with"))
		}
		return nil
	})
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	p := open(v, opt)
	if err := errors.Join(tryRecovery(dir, secret, opt), p.keepOwnKey(ctx)); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// joinable opens a pakke and checks that a project can begin with it.
func joinable(file string, keys []bundle.Key, opt Options) (*bundle.Manifest, error) {
	f, r, err := openBundle(file, keys)
	if err != nil {
		return nil, err
	}
	m := r.Manifest()
	now := time.Now()
	if opt.Now != nil {
		now = opt.Now()
	}
	switch {
	case m.Kind == feltbog.RegisterSpace:
		err = feltbog.Errorf(feltbog.EUsage, "bundle.join.kind", "a project begins with a pakke of the team, and this is another")
	case !m.Whole():
		err = feltbog.Errorf(feltbog.EMissing, "bundle.join.part", "the pakke holds only what was new for somebody; ask %s for a whole one", m.Sender.Name).
			With("sender", m.Sender.Name)
	case expired(m, now):
		err = feltbog.Errorf(feltbog.ERefused, "bundle.expired", "the pakke was to be used before %s; ask for a new one",
			m.Expires.Time().Format(time.DateOnly)).With("date", m.Expires.Time().Format(time.DateOnly))
	}
	return m, errors.Join(err, f.Close())
}
