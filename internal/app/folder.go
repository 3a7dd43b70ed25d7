package app

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault/keys"
	"feltbog/internal/vault/place"
)

// CheckPlace tells why a folder cannot be the home of a new vault: another program copies it to other machines, it lies
// on a network drive, it has something in it, or is a vault already. nil means that it can; it need not exist.
func (m *Machine) CheckPlace(dir string) error {
	if strings.TrimSpace(dir) == "" || !filepath.IsAbs(dir) {
		return feltbog.Errorf(feltbog.EUsage, "place.unnamed", "choose a folder for the vault")
	}
	if !m.opt.Anywhere {
		if err := place.Check(dir); err != nil {
			return err
		}
	}
	if _, err := os.Stat(filepath.Join(dir, keys.FileName)); err == nil {
		return feltbog.Errorf(feltbog.EUsage, "vault.keys.exists", "%s is a vault already; choose another folder", dir).With("folder", dir)
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err == nil && !info.IsDir():
		err = feltbog.Errorf(feltbog.EUsage, "place.file", "%s is a file; choose a folder", dir).With("folder", dir)
	}
	if err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		return feltbog.Errorf(feltbog.EUsage, "vault.folder", "%s is not empty; choose a new folder for the vault", dir).With("folder", dir)
	}
	return err
}

// ProposeFolder returns a folder for a new vault of a name: in the user's documents where that is allowed, otherwise
// nearer to home, and with a number behind it when the name is taken.
func (m *Machine) ProposeFolder(name string) string { return m.ProposeIn(m.documents(), name) }

// ProposeIn is ProposeFolder inside a folder that somebody chose.
func (m *Machine) ProposeIn(base, name string) string {
	name = folderName(name)
	for n := 1; ; n++ {
		dir := filepath.Join(base, name+".feltbog")
		if n > 1 {
			dir = filepath.Join(base, name+" "+strconv.Itoa(n)+".feltbog")
		}
		if _, err := os.Lstat(dir); errors.Is(err, os.ErrNotExist) || n == 100 {
			return dir
		}
	}
}

// documents is where new vaults are proposed to lie.
func (m *Machine) documents() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return filepath.Join(m.dir, "Feltbog")
	}
	for _, dir := range []string{documentsOf(home), home} {
		dir = filepath.Join(dir, "Feltbog")
		if m.opt.Anywhere || place.Check(dir) == nil {
			return dir
		}
	}
	return filepath.Join(m.dir, "Feltbog")
}

// documentsOf returns the folder for documents, which Linux desktops name in the user's language.
func documentsOf(home string) string {
	if runtime.GOOS == "linux" {
		config := os.Getenv("XDG_CONFIG_HOME")
		if config == "" {
			config = filepath.Join(home, ".config")
		}
		b, _ := os.ReadFile(filepath.Join(config, "user-dirs.dirs"))
		for line := range strings.Lines(string(b)) {
			if v, ok := strings.CutPrefix(strings.TrimSpace(line), "XDG_DOCUMENTS_DIR="); ok {
				return strings.ReplaceAll(strings.Trim(v, `"`), "$HOME", home)
			}
		}
	}
	return filepath.Join(home, "Documents")
}

// folderName makes a name of a project into one that every system takes as a folder's.
func folderName(project string) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, project)
	if r := []rune(name); len(r) > 60 {
		name = string(r[:60])
	}
	if name = strings.Trim(name, " .-"); name == "" {
		return "Feltbog"
	}
	return name
}

// FindVault returns the vault that somebody means by a folder: itself, or the only one in it.
func FindVault(dir string) (string, error) {
	if _, err := os.Stat(filepath.Join(dir, keys.FileName)); err == nil {
		return dir, nil
	}
	entries, _ := os.ReadDir(dir)
	var found []string
	for _, e := range entries {
		below := filepath.Join(dir, e.Name())
		if _, err := os.Stat(filepath.Join(below, keys.FileName)); err == nil {
			found = append(found, below)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", feltbog.Errorf(feltbog.ENotFound, "vault.keys.missing", "%s is not a vault: it has no key file", dir).
			With("folder", dir).With("file", keys.FileName)
	}
	return "", feltbog.Errorf(feltbog.EUsage, "place.several", "%s holds %d vaults; choose one of them", dir, len(found)).
		With("folder", dir).With("count", strconv.Itoa(len(found)))
}

// DeviceName is what this machine is called until somebody names it: the name it has in the system.
func DeviceName() string {
	name, err := os.Hostname()
	if err != nil || name == "" {
		return "Feltbog"
	}
	return name
}

// Trail is how a folder is told to a person: the folders that lead to it, from the home folder on when it lies there.
func Trail(dir string) string {
	if home, err := os.UserHomeDir(); err == nil {
		if rest, ok := strings.CutPrefix(dir, home+string(filepath.Separator)); ok {
			dir = rest
		}
	}
	dir = strings.Trim(filepath.ToSlash(dir), "/")
	return strings.ReplaceAll(dir, "/", " › ")
}
