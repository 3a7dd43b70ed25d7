package keys

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"feltbog/internal/feltbog"

	"filippo.io/age"
)

// purposeVault is the purpose of the slots that wrap K.
const purposeVault = "vault"

// File is a key file that was read and whose checksum fits; none of its keys is known yet. It holds nothing secret.
type File struct {
	*form
	dir    string
	digest [sha256.Size]byte // of the file as read
	opt    Options
}

// Open reads the key file of the vault folder dir. It derives no key, asks the keyring nothing and writes nothing.
// Errors: ENotFound "vault.keys.missing" when there is none, EDamaged "vault.keys.damaged" for damage of any sort,
// EDamaged "vault.newer" for a file that a newer version made and wants left alone.
func Open(dir string, opt Options) (*File, error) {
	path := filepath.Join(dir, FileName)
	b, err := readFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, feltbog.Errorf(feltbog.ENotFound, "vault.keys.missing",
			"%s is not a vault: the key file %s is missing", dir, FileName).With("folder", dir).With("file", path)
	}
	if err != nil {
		return nil, fmt.Errorf("read the key file: %w", err)
	}
	opt = opt.filled()
	f, err := parse(b, opt.Weak)
	if errors.Is(err, errNewer) {
		return nil, newer(path)
	}
	if err != nil {
		return nil, damaged(path, err.Error(), nil)
	}
	return &File{form: f, dir: dir, digest: sha256.Sum256(b), opt: opt}, nil
}

// readFile reads no more than shows that a file is too large.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxFile+1))
}

// Vault returns the vault's id.
func (f *File) Vault() feltbog.ID { return f.vault }

// HasKeyring reports whether the vault can be tried with the operating system's keyring.
func (f *File) HasKeyring() bool { return f.has(kindKeyring) }

// HasCustodian reports whether a custodian can open the vault.
func (f *File) HasCustodian() bool { return f.has(kindAge) }

func (f *File) has(kind string) bool {
	for _, s := range f.slots {
		if s.kind == kind {
			return true
		}
	}
	return false
}

// UnlockPassphrase opens the vault with its passphrase. A wrong one is EKey "vault.passphrase".
func (f *File) UnlockPassphrase(passphrase string) (*Ring, error) {
	key, _, ok := openPassphrase(f.opt, f.vault, purposeVault, f.slots, passphrase)
	if !ok {
		return nil, wrongPassphrase()
	}
	return f.ring(key)
}

// UnlockRecovery opens the vault with the secret that the recovery words spell. A wrong one is EKey "vault.recovery".
func (f *File) UnlockRecovery(secret [16]byte) (*Ring, error) {
	key, ok := openRecovery(f.vault, purposeVault, f.slots, secret)
	if !ok {
		return nil, wrongRecovery()
	}
	return f.ring(key)
}

// UnlockIdentity opens the vault with a custodian's age key. A key that fits no slot is EKey "vault.identity".
func (f *File) UnlockIdentity(identity age.Identity) (*Ring, error) {
	key, err := openAge(f.vault, f.slots, identity)
	if err != nil {
		return nil, wrongIdentity(err)
	}
	return f.ring(key)
}

// ring checks with the vault's key that the file is whole and all of one piece, and opens its contents.
func (f *File) ring(key []byte) (*Ring, error) {
	path := filepath.Join(f.dir, FileName)
	if err := f.verify(key); err != nil {
		clear(key)
		return nil, damaged(path, err.Error(), nil)
	}
	c, err := f.openContents(key, f.opt.Weak)
	if err != nil {
		clear(key)
		return nil, damaged(path, "its contents", err)
	}
	return &Ring{form: f.form, dir: f.dir, digest: f.digest, opt: f.opt, key: key, contents: c}, nil
}

func (f *form) openContents(key []byte, weak bool) (*contents, error) {
	sub := internalKey(key, "contents")
	defer clear(sub)
	plain, err := unseal(sub, f.sealed, f.boundSealed())
	if err != nil {
		return nil, err
	}
	defer clear(plain)
	return parseContents(plain, weak)
}
