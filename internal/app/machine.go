package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault/identity"
	"feltbog/internal/vault/place"
)

// Machine is what this machine remembers outside of any vault: the person's settings, which vaults were opened here
// (folder and name, nothing else), and how long a vault waits after wrong passphrases. It is one small file in the
// configuration folder that is replaced as a whole. A file that cannot be read is put aside and everything in it has
// its default again: nothing that matters is lost with it.
//
// Two windows may have it open; each change is made to what the file says then. Methods may be called from any
// goroutine.
type Machine struct {
	dir string
	opt Options
	mu  sync.Mutex
	// Broken is where an unreadable file was put when the machine's memory was read, "" when there was none.
	Broken string
}

// machineName is the file's name, brokenName what it is called when it could not be read.
const (
	machineName = "machine.json"
	brokenName  = "machine.unreadable.json"
)

// memory is what the file holds.
type memory struct {
	Settings Settings                `json:"settings"`
	Vaults   []Known                 `json:"vaults"` // the last opened first
	Waits    map[feltbog.ID]waitform `json:"waits,omitempty"`
}

// OpenMachine finds the memory of this machine. opt is used for every vault that the Machine makes or opens.
func OpenMachine(opt Options) (*Machine, error) {
	dir := opt.Config
	if dir == "" {
		var err error
		if dir, err = identity.Folder(); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the configuration folder: %w", err)
	}
	m := &Machine{dir: dir, opt: opt}
	_, err := m.read()
	return m, err
}

// Options are those that the machine's vaults are opened with.
func (m *Machine) Options() Options { return m.opt }

// Folder is where the machine's memory lies.
func (m *Machine) Folder() string { return m.dir }

func (m *Machine) now() time.Time {
	if m.opt.Now != nil {
		return m.opt.Now()
	}
	return time.Now()
}

// maxMemory bounds the file: a larger one is not ours.
const maxMemory = 1 << 20

// read returns what the file says, with every value within its limits.
func (m *Machine) read() (memory, error) {
	found := memory{Settings: DefaultSettings()}
	path := filepath.Join(m.dir, machineName)
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return found, nil
	}
	var b []byte
	if err == nil && info.Size() <= maxMemory {
		b, err = os.ReadFile(path)
	}
	if err != nil {
		return found, fmt.Errorf("read the settings: %w", err)
	}
	if json.Unmarshal(b, &found) != nil {
		aside := filepath.Join(m.dir, brokenName)
		if err := os.Rename(path, aside); err != nil {
			return found, fmt.Errorf("put unreadable settings aside: %w", err)
		}
		m.Broken = aside
		return memory{Settings: DefaultSettings()}, nil
	}
	found.Settings = found.Settings.within()
	found.Vaults = slices.DeleteFunc(found.Vaults, func(k Known) bool { return k.Folder == "" })
	return found, nil
}

// change makes a change to what the file says now.
func (m *Machine) change(f func(*memory)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	hold, err := m.lock()
	if err != nil {
		return err
	}
	defer hold.Release()
	is, err := m.read()
	if err != nil {
		return err
	}
	f(&is)
	b, err := json.MarshalIndent(is, "", "  ")
	if err != nil {
		return fmt.Errorf("write the settings: %w", err)
	}
	return place.AtomicWrite(filepath.Join(m.dir, machineName), append(b, '\n'))
}

// lock keeps another window from the file for the moment of a change.
func (m *Machine) lock() (*place.Hold, error) {
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		h, err := place.LockFile(filepath.Join(m.dir, "machine.lock"))
		if err == nil || !place.IsHeld(err) || time.Now().After(end) {
			return h, err
		}
	}
}

// recall returns what the file says.
func (m *Machine) recall() (memory, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.read()
}
