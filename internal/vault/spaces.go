package vault

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/store/media"
	"feltbog/internal/vault/identity"
	"feltbog/internal/vault/keys"
)

// stem returns the beginning of the names of a space's files.
func stem(s keys.Space) string {
	if s.Kind == feltbog.WorkshopSpace {
		return "workshop-" + s.ID.String()
	}
	return string(s.Kind)
}

// openSpaces opens every space whose key is at hand, register first. A register with a passphrase of its own stays
// closed until UnlockRegister.
func (v *Vault) openSpaces(ctx context.Context, create bool) error {
	all, err := v.ring.Spaces()
	if err != nil {
		return err
	}
	slices.SortStableFunc(all, func(a, b keys.Space) int { return rank(a.Kind) - rank(b.Kind) })
	for _, k := range all {
		if k.Locked {
			continue
		}
		s, err := v.openSpace(ctx, k, create)
		if err != nil {
			return err
		}
		v.spaces = append(v.spaces, s)
	}
	return nil
}

// rank is the order in which an action is written: names before pseudonyms, the team before what leaves it.
func rank(k feltbog.SpaceKind) int {
	switch k {
	case feltbog.RegisterSpace:
		return 0
	case feltbog.TeamSpace:
		return 1
	}
	return 2
}

func (v *Vault) openSpace(ctx context.Context, k keys.Space, create bool) (*Space, error) {
	key, err := v.ring.SpaceKey(k.ID)
	if err != nil {
		return nil, err
	}
	s := &Space{dir: v.dir, name: stem(k)}
	s.vfs, err = cryptvfs.Register(key, v.opt.Layer...)
	clear(key)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(v.dir, s.name+".db")
	s.Store, err = store.Open(ctx, s.vfs, path, store.Options{Space: k.ID, Kind: k.Kind, Now: v.opt.Now, Create: create})
	if err == nil {
		s.Media, err = media.Open(v.dir, s.name, s.vfs, v.mediaOptions())
	}
	if err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

func (s *Space) close() error {
	var errs []error
	if s.thumbs != nil {
		errs = append(errs, s.thumbs.Close())
	}
	if s.Media != nil {
		errs = append(errs, s.Media.Close())
	}
	if s.Store != nil {
		errs = append(errs, s.Store.Close())
	}
	if s.vfs != nil {
		errs = append(errs, s.vfs.Close())
	}
	return errors.Join(errs...)
}

// Team returns the team space, nil in a guest's vault.
func (v *Vault) Team() *Space { return v.first(feltbog.TeamSpace) }

// Register returns the register, and an error while it is locked or when this vault has none.
func (v *Vault) Register() (*Space, error) {
	if s := v.first(feltbog.RegisterSpace); s != nil {
		return s, nil
	}
	if v.ring.RegisterLocked() {
		return nil, feltbog.Errorf(feltbog.EKey, "vault.register.locked", "the register is locked; give its passphrase first")
	}
	return nil, feltbog.Errorf(feltbog.EKey, "vault.register.none", "this vault has no register; names are kept on another machine")
}

// Spaces returns the open spaces, register first.
func (v *Vault) Spaces() []*Space {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.spaces)
}

func (v *Vault) first(kind feltbog.SpaceKind) *Space {
	for _, s := range v.Spaces() {
		if s.Kind() == kind {
			return s
		}
	}
	return nil
}

// ByID returns an open space.
func (v *Vault) ByID(id feltbog.ID) (*Space, bool) {
	for _, s := range v.Spaces() {
		if s.Space() == id {
			return s, true
		}
	}
	return nil, false
}

// For returns the space that new records of a kind go to.
func (v *Vault) For(kind feltbog.Kind) (*Space, error) {
	schema := feltbog.SchemaOf(kind)
	if schema == nil {
		return nil, feltbog.Errorf(feltbog.EUsage, "kind.unknown", "%q is not a kind of record", kind).With("kind", string(kind))
	}
	for _, k := range schema.Spaces {
		if s := v.first(k); s != nil {
			return s, nil
		}
	}
	if schema.Lives(feltbog.RegisterSpace) {
		_, err := v.Register()
		return nil, err
	}
	return nil, feltbog.Errorf(feltbog.EMissing, "vault.space", "there is no space for a %s here; make a workshop first", kind).
		With("kind", string(kind))
}

// Find returns the open space that holds a record.
func (v *Vault) Find(ctx context.Context, id feltbog.ID) (*Space, error) {
	for _, s := range v.Spaces() {
		if _, _, err := s.Get(ctx, id); err == nil {
			return s, nil
		} else if feltbog.ErrorCode(err) != feltbog.ENotFound {
			return nil, err
		}
	}
	return nil, feltbog.Errorf(feltbog.ENotFound, "record.unknown", "there is no record %s here", id).With("id", id.String())
}

// AddWorkshop makes room for a workshop: a new one, or one that was made on another machine. One that is here stays as it
// is. Its space has the workshop's own id.
func (v *Vault) AddWorkshop(ctx context.Context, workshop feltbog.ID) (*Space, error) {
	if s, here := v.ByID(workshop); here {
		return s, nil
	}
	id, err := v.ring.AddSpace(workshop, feltbog.WorkshopSpace)
	if err != nil {
		return nil, err
	}
	s, err := v.openSpace(ctx, keys.Space{ID: id, Kind: feltbog.WorkshopSpace}, true)
	if err == nil {
		if err = v.start(ctx, s); err != nil {
			err = errors.Join(err, s.close())
		}
	}
	if err != nil {
		return nil, errors.Join(err, v.ring.DropSpace(id))
	}
	v.join(len(v.Spaces()), s)
	return s, nil
}

// OnSpace calls f with every open space, and with each that is opened or made later.
func (v *Vault) OnSpace(f func(*Space)) {
	v.mu.Lock()
	v.onSpace = append(v.onSpace, f)
	all := slices.Clone(v.spaces)
	v.mu.Unlock()
	for _, s := range all {
		f(s)
	}
}

// join adds a space that was opened while the vault is.
func (v *Vault) join(at int, s *Space) {
	v.mu.Lock()
	v.spaces = slices.Insert(v.spaces, at, s)
	tell := slices.Clone(v.onSpace)
	v.mu.Unlock()
	for _, f := range tell {
		f(s)
	}
}

// UnlockRegister opens a register that has a passphrase of its own.
func (v *Vault) UnlockRegister(ctx context.Context, passphrase string) error {
	if err := v.ring.UnlockRegister(passphrase); err != nil {
		return err
	}
	all, err := v.ring.Spaces()
	if err != nil {
		return err
	}
	for _, k := range all {
		if k.Kind != feltbog.RegisterSpace || v.first(feltbog.RegisterSpace) != nil {
			continue
		}
		s, err := v.openSpace(ctx, k, false)
		if err != nil {
			return err
		}
		if err := v.start(ctx, s); err != nil {
			return errors.Join(err, s.close())
		}
		v.join(0, s)
	}
	if err := v.complete(ctx); err != nil {
		return err
	}
	return v.sweepErased(ctx)
}

// LockRegister closes a register that has a passphrase of its own; what is being typed in it is saved first. Who reads in
// it at that moment gets an error.
func (v *Vault) LockRegister(ctx context.Context) error {
	if !v.ring.RegisterOwn() {
		return feltbog.Errorf(feltbog.EUsage, "vault.register.shared", "the register has no passphrase of its own; lock the vault instead")
	}
	s := v.first(feltbog.RegisterSpace)
	if s == nil {
		return nil
	}
	if _, _, err := s.Seal(ctx); err != nil {
		return err
	}
	if err := v.pass(); err != nil {
		return err
	}
	v.mu.Lock() // an action over several spaces ends first
	v.spaces = slices.DeleteFunc(slices.Clone(v.spaces), func(o *Space) bool { return o == s })
	v.mu.Unlock()
	v.ring.LockRegister()
	return s.close()
}

// begin settles which device this vault is, and lets every space write under it.
func (v *Vault) begin(ctx context.Context, restored bool) error {
	cfg, err := v.config()
	if err != nil {
		return err
	}
	home := v.home()
	if home == nil {
		return feltbog.Errorf(feltbog.EDamaged, "vault.empty", "%s has no space that can be opened", v.dir).With("folder", v.dir)
	}
	for _, s := range v.spaces {
		last, err := s.LastChange(ctx)
		if err != nil {
			return err
		}
		if last.After(v.upTo) {
			v.upTo = last
		}
	}
	stamp, err := readStamp(ctx, home)
	if err != nil {
		return err
	}
	claim := identity.Claim{Vault: v.ring.Vault(), Stamp: stamp, Path: v.dir, Restored: restored, Seqs: map[feltbog.ID]uint64{},
		Stands: func(folder string) bool { return v.standsIn(folder) }}
	for _, s := range v.spaces {
		claim.Seqs[s.Space()] = s.OwnSeq(stamp.Device)
	}
	if v.session, err = cfg.Begin(claim, v.saveStamp); err != nil {
		return err
	}
	if v.session.Minted() && v.session.Reason != identity.New {
		if _, err := v.ring.RotateSigningKey(); err != nil {
			return err
		}
		if err := home.SetLocal(ctx, wasKey+stamp.Device.String(), nil); err != nil {
			return err
		}
		if err := home.DropNumbers(ctx); err != nil {
			return err
		}
	}
	for _, s := range v.spaces {
		if err := v.start(ctx, s); err != nil {
			return err
		}
	}
	if v.session.Minted() && v.session.Reason != identity.New && v.Team() != nil {
		if err := v.announce(ctx, ""); err != nil {
			return err
		}
	}
	v.passer = newPasser(v.pass)
	v.OnSpace(func(s *Space) { s.OnChange(func([]feltbog.ID) { v.passer.poke() }) })
	if err := v.complete(ctx); err != nil {
		return err
	}
	return v.sweepErased(ctx)
}

// wasKey begins the keys under which a vault keeps which machines it was before.
const wasKey = "was:"

// IsOwn reports whether a machine is this one, or one that this vault was before it was put back or copied.
func (v *Vault) IsOwn(ctx context.Context, device feltbog.ID) (bool, error) {
	if device == v.Identity().Stamp.Device {
		return true, nil
	}
	was, err := v.home().Locals(ctx, wasKey)
	if err != nil {
		return false, err
	}
	_, own := was[wasKey+device.String()]
	return own, nil
}

// config opens this machine's own records of its devices.
func (v *Vault) config() (*identity.Config, error) {
	if v.opt.Config != "" {
		return identity.OpenAt(v.opt.Config)
	}
	return identity.Open()
}

// home is the space whose database keeps what belongs to this folder alone.
func (v *Vault) home() *Space {
	for _, s := range v.spaces {
		if s.Kind() == feltbog.TeamSpace {
			return s
		}
	}
	if len(v.spaces) > 0 {
		return v.spaces[len(v.spaces)-1]
	}
	return nil
}

// start lets a space write. In a workshop a device is a stranger: its id there is made from the device and the space
// with the vault's key, so that it stays the same and tells nobody which machine it is.
func (v *Vault) start(ctx context.Context, s *Space) error {
	device := v.session.Stamp.Device
	if s.Kind() == feltbog.WorkshopSpace {
		key, err := v.ring.Subkey("workshop device " + s.Space().String() + " " + device.String())
		if err != nil {
			return err
		}
		copy(device[:], key)
		clear(key)
	}
	sign, err := v.ring.SigningKey()
	if err != nil {
		return err
	}
	if v.Team() == nil && s.Kind() == feltbog.WorkshopSpace {
		s.Limit(feltbog.GuestKinds())
	}
	return s.Begin(ctx, device, sign)
}

// stampForm is how the stamp stands in the database.
type stampForm struct {
	Device  feltbog.ID     `json:"device"`
	Install feltbog.ID     `json:"install"`
	Nonce   identity.Nonce `json:"nonce"`
}

func readStamp(ctx context.Context, s *Space) (identity.Stamp, error) {
	b, err := s.Local(ctx, "stamp")
	if err != nil || b == nil {
		return identity.Stamp{}, err
	}
	var f stampForm
	if err := json.Unmarshal(bytes.TrimSpace(b), &f); err != nil {
		return identity.Stamp{}, fmt.Errorf("read the device of %s: %w", s.Path(), err)
	}
	return identity.Stamp(f), nil
}

func (v *Vault) saveStamp(s identity.Stamp) error {
	b, err := json.Marshal(stampForm(s))
	if err != nil {
		return err
	}
	return v.home().SetLocal(context.Background(), "stamp", b)
}

// standsIn reports whether a folder holds this vault too. A key file that cannot be read counts as this vault's: a
// needless new device costs little, two folders that are one device lose work.
func (v *Vault) standsIn(folder string) bool {
	f, err := keys.Open(folder, v.opt.Keys)
	if err != nil {
		return feltbog.ErrorCode(err) != feltbog.ENotFound
	}
	return f.Vault() == v.ring.Vault()
}
