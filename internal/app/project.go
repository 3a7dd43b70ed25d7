package app

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault"
	"feltbog/internal/vault/keys"
	"feltbog/internal/words"
)

// Options are the same for every way of opening a project. The zero value is right for everything but tests.
type Options struct {
	Config   string           // folder of this machine's own records; "": the system's
	Now      func() time.Time // nil: time.Now
	Anywhere bool             // skip the refusal of synced and network folders
	// CheapKeys makes passphrases cost next to nothing to check, and to guess. Only tests may set it.
	CheapKeys bool
}

func (o Options) vault() vault.Options {
	v := vault.Options{Now: o.Now, Config: o.Config, Anywhere: o.Anywhere}
	if o.CheapKeys {
		v.Keys = keys.Options{Weak: true, Cost: keys.Cost{Time: 1, Memory: 64, Threads: 1}}
	}
	return v
}

// Unlock is one way into a vault: a passphrase, the words of the recovery sheet as somebody typed them, this machine's
// keyring, or the text of a custodian's age key. Exactly one is set.
type Unlock struct {
	Passphrase string
	Words      string
	Keyring    bool
	Custodian  string
}

func (u Unlock) vault() (vault.Unlock, error) {
	if u.Custodian != "" {
		key, err := custodianKey(u.Custodian)
		return vault.Unlock{Identity: key}, err
	}
	if u.Words == "" {
		return vault.Unlock{Passphrase: u.Passphrase, Keyring: u.Keyring}, nil
	}
	secret, err := words.Decode(words.Split(u.Words))
	return vault.Unlock{Recovery: &secret}, err
}

// Project is an open vault with its project.
type Project struct {
	v     *vault.Vault
	bus   *Bus
	close func() error // once
	cheap bool         // Options.CheapKeys

	mu    sync.Mutex
	typed typed
	known known

	importMu sync.Mutex // one import of pictures at a time

	coverMu sync.Mutex // one covered copy of a picture at a time
}

// Founding describes a new vault.
type Founding struct {
	Project    string // name of the new project
	Member     string // what the person at this machine is called in the team; "": as the machine
	Device     string // name of this machine
	Passphrase string
	Recovery   Recovery // what NewRecovery drew; show it before it is forgotten
}

// check returns the secret of the recovery words.
func (f Founding) check() ([16]byte, error) {
	if strings.TrimSpace(f.Project) == "" {
		return [16]byte{}, feltbog.Errorf(feltbog.EUsage, "project.unnamed", "a new project needs a name")
	}
	if strings.TrimSpace(f.Device) == "" {
		return [16]byte{}, feltbog.Errorf(feltbog.EUsage, "device.unnamed", "this machine needs a name that colleagues know it by")
	}
	return words.Decode(f.Recovery.Words)
}

// Create makes a vault with a new project in a folder that is empty or does not exist. Before it returns it has tried
// that the recovery words open the vault.
func Create(ctx context.Context, dir string, f Founding, opt Options) (*Project, error) {
	secret, err := f.check()
	if err != nil {
		return nil, err
	}
	v, err := vault.Create(ctx, dir, vault.Founding{Project: f.Project, Member: f.Member, Device: f.Device,
		Passphrase: f.Passphrase, Recovery: secret}, opt.vault())
	if err != nil {
		return nil, err
	}
	if err := tryRecovery(dir, secret, opt); err != nil {
		return nil, errors.Join(err, v.Close())
	}
	return open(v, opt), nil
}

// Open opens a vault.
func Open(ctx context.Context, dir string, u Unlock, opt Options) (*Project, error) {
	way, err := u.vault()
	if err != nil {
		return nil, err
	}
	v, err := vault.Open(ctx, dir, way, opt.vault())
	if err != nil {
		return nil, err
	}
	return open(v, opt), nil
}

// Recover opens a vault with the words of its recovery sheet and gives it a new passphrase. The old one opens nothing
// any more; the sheet stays valid.
func Recover(ctx context.Context, dir, sheet, passphrase string, opt Options) (*Project, error) {
	p, err := Open(ctx, dir, Unlock{Words: sheet}, opt)
	if err != nil {
		return nil, err
	}
	if err := p.v.Keys().ResetPassphrase(passphrase); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// Restore makes a vault in dir from a backup, a file or a snapshot's folder, and opens it. It is a new machine to the
// project, so that it and the vault it was made from may be used side by side.
func Restore(ctx context.Context, backup, dir string, u Unlock, opt Options, progress *Progress) (*Project, error) {
	way, err := u.vault()
	if err != nil {
		return nil, err
	}
	v, err := vault.Restore(ctx, backup, dir, way, opt.vault(), progress.set)
	if err != nil {
		return nil, err
	}
	return open(v, opt), nil
}

func open(v *vault.Vault, opt Options) *Project {
	p := &Project{v: v, bus: &Bus{}, close: sync.OnceValue(v.Close), cheap: opt.CheapKeys}
	v.OnSpace(func(s *vault.Space) { // the bus is told what is written there, also in spaces that are opened or made later
		kind := s.Kind()
		s.OnChange(func(ids []feltbog.ID) {
			p.known.heard(kind, ids)
			Publish(p.bus, RecordsChanged{Spaces: []feltbog.SpaceKind{kind}, Records: ids, All: ids == nil})
		})
	})
	return p
}

// Close seals what is being typed, ends all subscriptions and gives the vault free. Closing twice does nothing.
func (p *Project) Close() error {
	err := p.close()
	p.bus.Close()
	return err
}

// Bus is where the project's events are published.
func (p *Project) Bus() *Bus { return p.bus }

// Dir returns the vault's folder.
func (p *Project) Dir() string { return p.v.Dir() }

// Facts say which project, person and machine this is.
type Facts struct {
	Folder  string     `json:"vault"`
	Name    string     `json:"name"` // the vault's own name: that of its folder
	Vault   feltbog.ID `json:"vault_id"`
	Project feltbog.ID `json:"project"`
	Title   string     `json:"title"`
	Member  feltbog.ID `json:"member"`
	Device  feltbog.ID `json:"device"`
	// NewDevice tells why this opening gave the machine a new identity, "" when it did not: the vault was copied,
	// moved to another machine, or restored.
	NewDevice string `json:"new_device,omitempty"`
}

// Facts looks them up.
func (p *Project) Facts(ctx context.Context) (Facts, error) {
	f := Facts{Folder: p.v.Dir(), Name: VaultName(p.v.Dir()), Vault: p.v.Keys().Vault(), Member: p.v.Actor(ctx),
		Device: p.v.Identity().Stamp.Device}
	if p.v.Identity().Minted() {
		f.NewDevice = string(p.v.Identity().Reason)
	}
	rec, err := p.project(ctx)
	if err == nil && rec != nil {
		f.Project, f.Title = rec.ID, rec.Title
	}
	return f, err
}

// project returns the vault's project, nil in a guest's vault. Two projects made apart are shown as the older one.
func (p *Project) project(ctx context.Context) (*feltbog.Project, error) {
	team := p.v.Team()
	if team == nil {
		return nil, nil
	}
	recs, err := team.List(ctx, feltbog.KindProject, nil, 0)
	if err != nil || len(recs) == 0 {
		return nil, err
	}
	return recs[len(recs)-1].(*feltbog.Project), nil
}

// runningYear is the year of a date that is written without one; 0 when the project does not say.
func (p *Project) runningYear(ctx context.Context) int {
	rec, err := p.project(ctx)
	if err != nil || rec == nil {
		return 0
	}
	return rec.RunningYear
}

// VaultName is what people call a vault: its folder's name without the ending.
func VaultName(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	return strings.TrimSuffix(filepath.Base(dir), ".feltbog")
}
