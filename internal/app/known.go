package app

import (
	"os"
	"path/filepath"
	"slices"

	"feltbog/internal/vault/keys"
)

// Known is a vault that was opened on this machine.
type Known struct {
	Folder string `json:"folder"`
	Name   string `json:"name"`
	// Gone is true when there is no vault at that folder now: moved, deleted, or on a disk that is not here.
	Gone bool `json:"-"`
}

// maxKnown is how many vaults are remembered.
const maxKnown = 12

// Vaults lists the vaults that were opened here, the last opened first.
func (m *Machine) Vaults() ([]Known, error) {
	is, err := m.recall()
	for i, k := range is.Vaults {
		_, e := os.Stat(filepath.Join(k.Folder, keys.FileName))
		is.Vaults[i].Gone = e != nil
	}
	return is.Vaults, err
}

// ForgetVault takes a vault off the list. Nothing in its folder is touched.
func (m *Machine) ForgetVault(dir string) error {
	dir = absolute(dir)
	return m.change(func(is *memory) {
		is.Vaults = slices.DeleteFunc(is.Vaults, func(k Known) bool { return k.Folder == dir })
	})
}

// remember puts a vault first on the list.
func (is *memory) remember(dir string) {
	dir = absolute(dir)
	is.Vaults = slices.DeleteFunc(is.Vaults, func(k Known) bool { return k.Folder == dir })
	is.Vaults = slices.Insert(is.Vaults, 0, Known{Folder: dir, Name: VaultName(dir)})
	is.Vaults = is.Vaults[:min(len(is.Vaults), maxKnown)]
}

func absolute(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		return abs
	}
	return dir
}
