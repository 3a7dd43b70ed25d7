package identity

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault/place"
)

// EnvConfig names the environment variable that puts the configuration elsewhere, for tests and portable use.
const EnvConfig = "FELTBOG_CONFIG"

// Config is Feltbog's folder in the operating system's configuration.
type Config struct {
	dir     string
	install feltbog.ID
	save    func(path string, data []byte) error // place.AtomicWrite; tests crash here
}

// ledger is the file of one vault: its devices on this installation.
type ledger struct {
	Vault   feltbog.ID        `json:"vault"`
	Devices map[string]*Entry `json:"devices"`
}

// Folder returns the configuration folder: $FELTBOG_CONFIG, or Feltbog's own in the user's.
func Folder() (string, error) {
	if dir := os.Getenv(EnvConfig); dir != "" {
		return dir, nil
	}
	base, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("find the configuration folder: %w", err)
	}
	return filepath.Join(base, "feltbog"), nil
}

// Open opens the configuration in Folder, and makes the id of this installation where there is none.
func Open() (*Config, error) {
	dir, err := Folder()
	if err != nil {
		return nil, err
	}
	return OpenAt(dir)
}

// OpenAt opens the configuration in dir, which is made where needed.
func OpenAt(dir string) (*Config, error) {
	c := &Config{dir: dir, save: place.AtomicWrite}
	if err := os.MkdirAll(filepath.Join(dir, "vaults"), 0o700); err != nil {
		return nil, fmt.Errorf("make the configuration folder: %w", err)
	}
	unlock, err := c.lock("install")
	if err != nil {
		return nil, err
	}
	defer unlock()
	var file struct {
		Install feltbog.ID `json:"install"`
	}
	path := filepath.Join(dir, "install.json")
	if !readJSON(path, &file) || file.Install.IsZero() {
		file.Install = feltbog.NewID()
		if err := c.writeJSON(path, file); err != nil {
			return nil, err
		}
	}
	c.install = file.Install
	return c, nil
}

func (c *Config) ledgerPath(vault feltbog.ID) string {
	return filepath.Join(c.dir, "vaults", vault.String()+".json")
}

// load reads what is known about a vault. A file that is missing or unreadable knows nothing, which at worst makes a
// new device.
func (c *Config) load(vault feltbog.ID) *ledger {
	l := &ledger{}
	if !readJSON(c.ledgerPath(vault), l) || l.Vault != vault {
		l = &ledger{Vault: vault}
	}
	if l.Devices == nil {
		l.Devices = map[string]*Entry{}
	}
	for id, e := range l.Devices {
		if e == nil {
			delete(l.Devices, id)
		}
	}
	return l
}

func (c *Config) store(l *ledger) error { return c.writeJSON(c.ledgerPath(l.Vault), l) }

func (c *Config) writeJSON(path string, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err == nil {
		err = c.save(path, append(b, '\n'))
	}
	if err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	return nil
}

// readJSON reports whether the file could be read as what it should be.
func readJSON(path string, v any) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, 1<<20))
	return err == nil && json.Unmarshal(b, v) == nil
}

// lock keeps other processes from the same entry: two copies of a vault that are opened in one moment must not both
// find the nonce fitting. It is held for a few file writes only, so it waits for its turn.
func (c *Config) lock(name string) (unlock func(), err error) {
	path := filepath.Join(c.dir, "vaults", name+".lock")
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		h, err := place.LockFile(path)
		if err == nil {
			return func() { h.Release() }, nil
		}
		if !place.IsHeld(err) || time.Now().After(end) {
			return nil, fmt.Errorf("lock the configuration: %w", err)
		}
	}
}

// Forget takes a vault out of the configuration, when it was deleted for good. A folder of it that turns up later
// becomes a new device.
func (c *Config) Forget(vault feltbog.ID) error {
	unlock, err := c.lock(vault.String())
	if err != nil {
		return err
	}
	defer unlock()
	if err := os.Remove(c.ledgerPath(vault)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forget the vault: %w", err)
	}
	return nil
}

// sameFolder reports whether two paths lead to one folder.
func sameFolder(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
