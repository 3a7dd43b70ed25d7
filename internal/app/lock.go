package app

import (
	"errors"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault/keys"
	"feltbog/internal/vault/place"
)

// Lock says how a vault is closed, without opening it.
type Lock struct {
	Folder    string     `json:"vault"`
	Vault     feltbog.ID `json:"vault_id"`
	Open      bool       `json:"open"` // some program has it open now
	Host      string     `json:"host,omitempty"`
	Process   string     `json:"process,omitempty"`
	Since     string     `json:"since,omitempty"`
	Keyring   bool       `json:"keyring"`   // this machine's keyring may open it
	Custodian bool       `json:"custodian"` // the project's custodian can open it
}

// LockStatus looks at a vault from outside. It needs no passphrase. It takes the vault's lock for a moment, because
// only the system knows whether somebody has it; a lock file that was left behind says nothing.
func LockStatus(dir string, opt Options) (Lock, error) {
	f, err := keys.Open(dir, opt.vault().Keys)
	if err != nil {
		return Lock{}, err
	}
	l := Lock{Folder: dir, Vault: f.Vault(), Keyring: f.HasKeyring(), Custodian: f.HasCustodian()}
	hold, err := place.Lock(dir)
	if err == nil {
		return l, hold.Release()
	}
	var coded *feltbog.Error
	if !errors.As(err, &coded) || coded.Code != feltbog.EBusy {
		return l, err
	}
	l.Open, l.Host, l.Process, l.Since = true, coded.Args["host"], coded.Args["pid"], coded.Args["since"]
	return l, nil
}

// Look is LockStatus with the machine's options.
func (m *Machine) Look(dir string) (Lock, error) { return LockStatus(dir, m.opt) }
