package app

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"feltbog/internal/bundle"
	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/vault"
	"feltbog/internal/vault/place"
	"feltbog/internal/words"
)

// BundleEnding is how the names of pakker end.
const BundleEnding = ".feltbundle"

// IsBundle reports whether a file has a pakke's name. What is in it is seen when it is opened.
func IsBundle(file string) bool { return strings.EqualFold(filepath.Ext(file), BundleEnding) }

// BundleTitle is what a pakke's file is called without its ending.
func BundleTitle(file string) string {
	name := filepath.Base(strings.TrimSpace(file))
	return strings.TrimSuffix(name, filepath.Ext(name))
}

// FileIn is a file of a name in a folder.
func FileIn(folder, name string) string { return filepath.Join(folder, name) }

// FolderOf is the folder of a file.
func FolderOf(file string) string { return filepath.Dir(file) }

// IsPlaced reports whether a file is named with all its folders.
func IsPlaced(file string) bool { return filepath.IsAbs(file) }

// BundleFile proposes a file for a pakke of a name: in a folder, or with "" where documents are kept, with a number behind
// the name when it is taken.
func (p *Project) BundleFile(folder, name string) string {
	if home, err := os.UserHomeDir(); folder == "" && err == nil {
		folder = documentsOf(home)
		if _, err := os.Stat(folder); err != nil {
			folder = home
		}
	}
	name = folderName(name)
	for n := 1; ; n++ {
		file := filepath.Join(folder, name+BundleEnding)
		if n > 1 {
			file = filepath.Join(folder, name+" "+strconv.Itoa(n)+BundleEnding)
		}
		if _, err := os.Lstat(file); errors.Is(err, os.ErrNotExist) || n == 100 {
			return file
		}
	}
}

// BundleKey opens a pakke. The zero value is the vault's own key.
type BundleKey struct {
	Words  string // the six words it was made for, as somebody typed them
	Secret string // an age secret key that is not the vault's
}

func (k BundleKey) keys(v *vault.Vault) ([]bundle.Key, error) {
	switch {
	case k.Words != "":
		key, err := bundle.PhraseKey(words.Canonical(k.Words))
		return []bundle.Key{key}, err
	case k.Secret != "":
		key, err := bundle.ParseKey(k.Secret)
		return []bundle.Key{key}, err
	case v == nil:
		return nil, nil
	}
	key, _, err := ownKey(v)
	return []bundle.Key{key}, err
}

// ownKey is the vault's key for pakker. It grows from the vault's own, so that a vault put back from a backup opens what
// was made for it.
func ownKey(v *vault.Vault) (key bundle.Key, public string, err error) {
	seed, err := v.Keys().Subkey("bundle key")
	if err != nil {
		return bundle.Key{}, "", err
	}
	defer clear(seed)
	return bundle.SeedKey(seed)
}

// Bundle is what a pakke says of itself.
type Bundle struct {
	ID        feltbog.ID        `json:"id"`
	Name      string            `json:"name"`
	Created   time.Time         `json:"created"`
	Expires   *time.Time        `json:"expires,omitempty"`
	Project   feltbog.ID        `json:"project"`
	Title     string            `json:"title"` // of the project
	Kind      feltbog.SpaceKind `json:"space"`
	Sender    string            `json:"sender"`  // the person
	Machine   string            `json:"machine"` // and the machine
	Device    feltbog.ID        `json:"device"`
	Whole     bool              `json:"whole"` // can be taken in by somebody who has nothing
	Follows   *BundleName       `json:"follows,omitempty"`
	Originals bool              `json:"originals,omitempty"`
	Sets      int               `json:"change_sets"`
	Changes   int               `json:"changes"`
	Files     int               `json:"files"`
	Bytes     int64             `json:"bytes"` // of everything in it, unpacked
}

// BundleName names a pakke to people.
type BundleName struct {
	ID      feltbog.ID `json:"id"`
	Name    string     `json:"name"`
	Created time.Time  `json:"created"`
}

func bundleFacts(m *bundle.Manifest) Bundle {
	b := Bundle{ID: m.ID, Name: m.Name, Created: m.Created.Time(), Project: m.Project, Title: m.Title, Kind: m.Kind, Sender: m.Sender.Name,
		Machine: m.Sender.Machine, Device: m.Sender.Device, Whole: m.Whole(), Originals: m.Originals, Sets: int(m.Sets), Changes: int(m.Changes),
		Files: len(m.Blobs), Bytes: m.Bytes()}
	if !m.Expires.IsZero() {
		t := m.Expires.Time()
		b.Expires = &t
	}
	if f := m.Follows; f != nil {
		b.Follows = &BundleName{f.ID, f.Name, f.Created.Time()}
	}
	return b
}

// openBundle opens a pakke that lies in a file. The caller closes the file.
func openBundle(file string, keys []bundle.Key) (io.Closer, *bundle.Reader, error) {
	f, err := place.OpenIn(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, feltbog.Errorf(feltbog.ENotFound, "bundle.missing", "there is no pakke at %s", file).With("file", file)
	}
	if err != nil {
		return nil, nil, feltbog.Errorf(feltbog.EDamaged, "bundle.read", "the pakke cannot be read from where it lies: %w", err)
	}
	r, err := bundle.Open(f, keys...)
	if err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	return f, r, nil
}

// PeekBundle reads what a pakke says of itself, without a vault. Of what is in it nothing is read.
func PeekBundle(file string, key BundleKey) (Bundle, error) {
	return peekBundle(file, key, nil)
}

// PeekBundle is the same with the vault's own key.
func (p *Project) PeekBundle(file string, key BundleKey) (Bundle, error) {
	return peekBundle(file, key, p.v)
}

func peekBundle(file string, key BundleKey, v *vault.Vault) (Bundle, error) {
	keys, err := key.keys(v)
	if err != nil {
		return Bundle{}, err
	}
	f, r, err := openBundle(file, keys)
	if err != nil {
		return Bundle{}, err
	}
	return bundleFacts(r.Manifest()), f.Close()
}

// VerifyBundle is the job that reads a pakke from beginning to end and checks every byte of it. It says nothing of
// whether the pakke belongs to the project.
func (p *Project) VerifyBundle(file string, key BundleKey, done *Bundle) Job {
	return Job{Title: "job.bundle.verify", Start: func(ctx context.Context, progress *Progress) (err error) {
		keys, err := key.keys(p.v)
		if err != nil {
			return err
		}
		f, r, err := openBundle(file, keys)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		*done = bundleFacts(r.Manifest())
		progress.Expect(r.Manifest().Bytes())
		if err := r.Sets(ctx, counting(progress, nil)); err != nil {
			return err
		}
		return r.Blobs(ctx, countingBlobs(progress, nil))
	}}
}

// sent is what this machine knows of what a colleague has: from pakker made for them, and from theirs.
type sent struct {
	Vector map[string]uint64 `json:"vector"`
	Bundle BundleName        `json:"bundle"` // the last that was made for them
}

// peerPrefix begins the keys under which it is kept, one for each colleague.
const peerPrefix = "peer:"

func peerKey(member feltbog.ID) string { return peerPrefix + member.String() }

func (s sent) vector() map[feltbog.ID]uint64 {
	v := map[feltbog.ID]uint64{}
	for text, n := range s.Vector {
		if id, err := feltbog.ParseID(text); err == nil {
			v[id] = n
		}
	}
	return v
}

// has returns what a colleague is known to have in a space.
func (p *Project) has(ctx context.Context, s *vault.Space, member feltbog.ID) (map[feltbog.ID]uint64, *BundleName, error) {
	b, err := s.Local(ctx, peerKey(member))
	if err != nil || b == nil {
		return nil, nil, err
	}
	var known sent
	if err := json.Unmarshal(b, &known); err != nil {
		return nil, nil, nil // it is made anew
	}
	v := known.vector()
	if known.Bundle.ID.IsZero() {
		return v, nil, nil
	}
	return v, &known.Bundle, nil
}

// learn notes what a colleague has now. made is the pakke that was made for them, nil when they made it themselves.
func (p *Project) learn(ctx context.Context, s *vault.Space, member feltbog.ID, has map[feltbog.ID]uint64, made *BundleName) error {
	if member.IsZero() || member == p.v.Actor(ctx) {
		return nil
	}
	before, last, err := p.has(ctx, s, member)
	if err != nil {
		return err
	}
	now := sent{Vector: map[string]uint64{}}
	for id, n := range has {
		now.Vector[id.String()] = max(n, before[id])
	}
	for id, n := range before {
		now.Vector[id.String()] = max(n, has[id])
	}
	if made == nil {
		made = last
	}
	if made != nil {
		now.Bundle = *made
	}
	b, err := json.Marshal(now)
	if err != nil {
		return err
	}
	return s.SetLocal(ctx, peerKey(member), b)
}

// spaceOf returns the space of this vault that a pakke belongs to.
func (p *Project) spaceOf(m *bundle.Manifest) (*vault.Space, error) {
	if s, ok := p.v.ByID(m.Space); ok && s.Kind() == m.Kind {
		return s, nil
	}
	if m.Kind == feltbog.WorkshopSpace && p.v.Team() != nil {
		return p.adoptWorkshop(m)
	}
	if m.Kind == feltbog.RegisterSpace {
		if s, err := p.v.Register(); err != nil {
			return nil, err
		} else if s.Space() != m.Space && p.v.Team() != nil {
			return nil, otherProject(m)
		}
	}
	return nil, otherProject(m)
}

func otherProject(m *bundle.Manifest) error {
	return feltbog.Errorf(feltbog.EDamaged, "bundle.project",
		"the pakke belongs to another project (%s); begin a new vault with it instead; nothing was changed", m.Title).With("title", m.Title)
}

// trusted checks that a pakke may be taken in by this project: its time, and its sender.
func (p *Project) trusted(ctx context.Context, s *vault.Space, m *bundle.Manifest) (stranger bool, err error) {
	if expired(m, p.v.Now()) {
		return false, feltbog.Errorf(feltbog.ERefused, "bundle.expired", "the pakke was to be used before %s; ask for a new one",
			m.Expires.Time().Format(time.DateOnly)).With("date", m.Expires.Time().Format(time.DateOnly))
	}
	for _, h := range m.Heads {
		set, err := s.SetOf(ctx, change.SetID{Device: h.Device, Seq: h.Seq})
		if err != nil {
			return false, err
		}
		if set == nil {
			continue
		}
		if hash, err := change.Hash(set); err != nil || hash != h.Hash {
			return false, errors.Join(err, change.Equivocation(set.ID()))
		}
	}
	team := p.v.Team()
	if team == nil {
		return true, nil
	}
	rec, _, err := team.Get(ctx, m.Sender.Device)
	if feltbog.ErrorCode(err) == feltbog.ENotFound {
		return true, nil
	}
	d, ok := rec.(*feltbog.Device)
	if err != nil || !ok {
		return true, err
	}
	if !strings.EqualFold(d.SigningKey, hexOf(m.Sender.Key)) {
		return false, feltbog.Errorf(feltbog.EDamaged, "bundle.sender",
			"the pakke says it comes from %s, but it was not signed by that machine; do not take it in", d.Name).With("machine", d.Name)
	}
	if !d.Revoked.IsZero() {
		return false, feltbog.Errorf(feltbog.ERefused, "bundle.revoked", "the machine %s was shut out of the project; nothing was taken in", d.Name).
			With("machine", d.Name)
	}
	return false, nil
}

func expired(m *bundle.Manifest, now time.Time) bool {
	return !m.Expires.IsZero() && now.After(m.Expires.Time())
}
