package app

import (
	"context"
	"strings"
	"time"

	"filippo.io/age"

	"feltbog/internal/feltbog"
	"feltbog/internal/words"
)

// Custodian is a person who can open the vault with an age key of their own ("nøgleansvarlig").
type Custodian struct {
	ID        feltbog.ID `json:"id"`
	Name      string     `json:"name"`
	Recipient string     `json:"recipient"` // their public key
	Added     time.Time  `json:"added"`
}

// Ways are the ways into the vault beside its passphrase and its recovery sheet.
type Ways struct {
	Keyring    bool        `json:"keyring"` // this machine's keyring opens it without asking
	Custodians []Custodian `json:"custodians"`
	// RegisterOwn is true when the register has a passphrase of its own, RegisterOpen when it is open now.
	RegisterOwn  bool `json:"register_own"`
	RegisterOpen bool `json:"register_open"`
}

// Ways looks them up.
func (p *Project) Ways(context.Context) (Ways, error) {
	all, err := p.v.Keys().Custodians()
	if err != nil {
		return Ways{}, err
	}
	w := Ways{Keyring: p.v.Keys().HasKeyring(), Custodians: []Custodian{}, RegisterOwn: p.v.Keys().RegisterOwn()}
	for _, c := range all {
		w.Custodians = append(w.Custodians, Custodian{ID: c.ID, Name: c.Name, Recipient: c.Recipient, Added: c.Added.Time()})
	}
	for _, s := range p.v.Spaces() {
		w.RegisterOpen = w.RegisterOpen || s.Kind() == feltbog.RegisterSpace
	}
	return w, nil
}

// UseKeyring lets this machine's keyring open the vault without asking, or takes that away.
func (p *Project) UseKeyring(on bool) error {
	if on {
		return p.v.Keys().EnableKeyring()
	}
	return p.v.Keys().DisableKeyring()
}

// AddCustodian lets the holder of an age key open the vault. They see everything but a register that has a passphrase of
// its own.
func (p *Project) AddCustodian(name, recipient string) (Custodian, error) {
	c, err := p.v.Keys().AddCustodian(strings.TrimSpace(name), strings.TrimSpace(recipient), feltbog.NewInstant(p.v.Now()))
	return Custodian{ID: c.ID, Name: c.Name, Recipient: c.Recipient, Added: c.Added.Time()}, err
}

// RemoveCustodian shuts one out. Copies of the key file that were made before still open with their key.
func (p *Project) RemoveCustodian(id feltbog.ID) error { return p.v.Keys().RemoveCustodian(id) }

// ProtectRegister gives the register a passphrase and a recovery sheet of its own. It stays open until the vault is
// locked.
func (p *Project) ProtectRegister(passphrase string, r Recovery) error {
	secret, err := words.Decode(r.Words)
	if err != nil {
		return err
	}
	return p.v.Keys().SetRegisterPassphrase(passphrase, secret)
}

// ChangeRegisterPassphrase puts another one in its place. The register's sheet stays valid.
func (p *Project) ChangeRegisterPassphrase(old, new string) error {
	return p.v.Keys().ChangeRegisterPassphrase(old, new)
}

// UnprotectRegister lets the vault's own ways open the register again.
func (p *Project) UnprotectRegister() error { return p.v.Keys().RemoveRegisterPassphrase() }

// UnlockRegister opens a register that has a passphrase of its own.
func (p *Project) UnlockRegister(ctx context.Context, passphrase string) error {
	if err := p.v.UnlockRegister(ctx, passphrase); err != nil {
		return cancelled(ctx, err)
	}
	p.registerChanged()
	return nil
}

// LockRegister closes a register that has a passphrase of its own, while the vault stays open.
func (p *Project) LockRegister(ctx context.Context) error {
	if err := p.v.LockRegister(ctx); err != nil {
		return cancelled(ctx, err)
	}
	p.registerChanged()
	return nil
}

func (p *Project) registerChanged() {
	p.known.forget()
	Publish(p.bus, RecordsChanged{Spaces: []feltbog.SpaceKind{feltbog.RegisterSpace}, All: true})
}

// custodianKey reads the text of an age key file.
func custodianKey(text string) (age.Identity, error) {
	all, err := age.ParseIdentities(strings.NewReader(text))
	if err != nil || len(all) != 1 {
		return nil, feltbog.Errorf(feltbog.EUsage, "custodian.identity", "that is not one age key")
	}
	return all[0], nil
}
