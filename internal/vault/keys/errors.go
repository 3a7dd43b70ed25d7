package keys

import (
	"feltbog/internal/feltbog"
)

func damaged(path, why string, err error) error {
	if err == nil {
		return feltbog.Errorf(feltbog.EDamaged, "vault.keys.damaged",
			"the key file %s is damaged (%s); nothing was changed, take the file from a backup of this vault", path, why).With("file", path)
	}
	return feltbog.Errorf(feltbog.EDamaged, "vault.keys.damaged",
		"the key file %s is damaged (%s: %w); nothing was changed, take the file from a backup of this vault", path, why, err).With("file", path)
}

func newer(path string) error {
	return feltbog.Errorf(feltbog.EDamaged, "vault.newer",
		"%s was made with a newer version of Feltbog; nothing was changed, install the newer version to open it", path).With("file", path)
}

func wrongPassphrase() error {
	return feltbog.Errorf(feltbog.EKey, "vault.passphrase", "that is not the passphrase of this vault")
}

func wrongRecovery() error {
	return feltbog.Errorf(feltbog.EKey, "vault.recovery", "those are not the recovery words of this vault")
}

func wrongIdentity(err error) error {
	return feltbog.Errorf(feltbog.EKey, "vault.identity", "that key does not belong to a custodian of this vault: %w", err)
}

func locked() error {
	return feltbog.Errorf(feltbog.EKey, "vault.locked", "the vault is locked; open it first")
}

func registerLocked() error {
	return feltbog.Errorf(feltbog.EKey, "vault.register.locked", "the register has a passphrase of its own; open it first")
}
