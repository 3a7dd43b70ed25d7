package place

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"feltbog/internal/feltbog"
)

// Probe is what Check asks the machine. Every answer can be replaced, so that a test can be any machine; System is the
// real one.
type Probe struct {
	GOOS    string                                        // decides how paths are cut and compared
	Home    string                                        // the user's home folder, "" when unknown
	Env     func(name string) string                      // environment variables
	Resolve func(dir string) (string, error)              // absolute, links followed; dir need not exist yet
	List    func(dir string) []Entry                      // what a folder holds; nothing when it cannot be read
	Read    func(path string) ([]byte, error)             // a small file
	Roots   func() []Root                                 // sync folders that the system itself has a list of
	FSType  func(dir string) (name string, isRemote bool) // file system of an existing folder
}

// Entry is one thing in a folder.
type Entry struct {
	Name string
	Dir  bool
}

// Root is a folder that a service keeps in step with other machines.
type Root struct{ Folder, Service string }

// System asks this machine.
func System() Probe {
	home, _ := os.UserHomeDir()
	return Probe{
		GOOS: runtime.GOOS, Home: home, Env: os.Getenv,
		Resolve: resolveTail,
		List:    listDir,
		Read:    func(path string) ([]byte, error) { return readSmall(path, 64<<10) },
		Roots:   systemRoots,
		FSType:  func(dir string) (string, bool) { return fsType(existing(dir)) },
	}
}

// Check refuses dir as the home of a vault when another program copies it between machines (EUsage, key
// "vault.synced", arguments folder and service) or when it lies on a network drive (EUsage, key "vault.network",
// arguments folder and type). The folder need not exist yet. It errs on the side of the user's own choice: a folder
// about which nothing is known is allowed.
func Check(dir string) error { return System().Check(dir) }

// Check is [Check] with this probe's answers.
func (p Probe) Check(dir string) error {
	real, err := p.Resolve(dir)
	if err != nil {
		return fmt.Errorf("look at %s: %w", dir, err)
	}
	// The name that was asked for is looked at as well: a path through ~/Nextcloud may be a link out of it, and
	// then the client follows the link.
	for _, path := range []string{real, dir} {
		if service := p.syncedBy(path); service != "" {
			return feltbog.Errorf(feltbog.EUsage, "vault.synced",
				"%s lies in a folder that %s copies to other machines, and copying a vault while it is in use damages it; "+
					"choose a folder outside of it, and share through a bundle or a sync folder instead", dir, service).
				With("folder", dir).With("service", service)
		}
		if kind := p.networkKind(path); kind != "" {
			return feltbog.Errorf(feltbog.EUsage, "vault.network",
				"%s lies on a network drive (%s), where a vault cannot be kept safely; "+
					"choose a folder on this machine's own disk, and share through a bundle or a sync folder instead", dir, kind).
				With("folder", dir).With("type", kind)
		}
	}
	return nil
}

// networkKind names the kind of network file system under path, "" for a local one.
func (p Probe) networkKind(path string) string {
	if p.GOOS == "windows" {
		if strings.HasPrefix(clean(p, path), "//") {
			return "UNC"
		}
	}
	if name, isRemote := p.FSType(path); isRemote {
		return name
	}
	return ""
}

// clean writes a path with forward slashes and without the \\?\ that Windows puts before long ones, for comparing.
func clean(p Probe, path string) string {
	if p.GOOS != "windows" {
		return path
	}
	path = strings.ReplaceAll(path, `\`, "/")
	if rest, ok := cutPrefixFold(path, "//?/UNC/"); ok {
		return "//" + rest
	}
	if rest, ok := strings.CutPrefix(path, "//?/"); ok {
		return rest
	}
	if rest, ok := strings.CutPrefix(path, "//./"); ok {
		return rest
	}
	return path
}

func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

// within reports whether path is root or lies in it. Windows and macOS do not tell letter case apart.
func (p Probe) within(path, root string) bool {
	path, root = clean(p, path), strings.TrimRight(clean(p, root), "/")
	if root == "" {
		return false
	}
	if p.GOOS != "linux" {
		path, root = strings.ToLower(path), strings.ToLower(root)
	}
	return path == root || strings.HasPrefix(path, root+"/")
}

// resolveTail follows the links of the part of dir that exists and appends the rest as it is.
func resolveTail(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	there := existing(abs)
	real, err := followLinks(there)
	if err != nil {
		return "", err
	}
	rest, err := filepath.Rel(there, abs)
	if err != nil || rest == "." {
		return real, err
	}
	return filepath.Join(real, rest), nil
}

// existing returns dir or the nearest folder above it that exists.
func existing(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			return dir
		}
		dir = up
	}
}

func listDir(dir string) []Entry {
	found, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	out := make([]Entry, 0, len(found))
	for _, e := range found {
		out = append(out, Entry{Name: e.Name(), Dir: e.IsDir()})
	}
	return out
}
