//go:build window && linux

package windowtest

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"feltbog/internal/app"
)

func TestThePackageInstallsAndIsRemovedWithoutAdminRights(t *testing.T) {
	packed := os.Getenv("FELTBOG_PACKAGE")
	if packed == "" {
		t.Skip("there is no package: make package makes one and runs this")
	}
	m := newMachine(t)
	m.home = filepath.Join(m.home, "Anna $B 100% \"kontor\"") // a home that scripts trip over
	unpacked := t.TempDir()
	if err := os.MkdirAll(m.home, 0o700); err != nil {
		t.Fatal(err)
	}
	m.sh(t, unpacked, "tar -xJf "+packed+" --strip-components=1")
	m.sh(t, unpacked, "sh install.sh")
	m.sh(t, unpacked, "sh install.sh") // a newer one over an older one
	installed := filepath.Join(m.home, ".local", "bin", "feltbog")
	entry, err := os.ReadFile(filepath.Join(m.home, "share", "applications", "dk.feltbog.app.desktop"))
	if err != nil {
		t.Fatal(err)
	}
	if got := execOf(string(entry)); got != installed {
		t.Errorf("the desktop would start %s, not %s", got, installed)
	}
	if !strings.Contains(string(entry), "MimeType=application/x-feltbog-pakke;\n") || !strings.Contains(string(entry), `" %f`+"\n") {
		t.Errorf("a pakke that is double-clicked does not open:\n%s", entry)
	}
	if kind, err := os.ReadFile(filepath.Join(m.home, "share", "mime", "packages", "dk.feltbog.app.xml")); err != nil || !strings.Contains(string(kind), "*"+app.BundleEnding) {
		t.Errorf("the desktop does not know what a pakke is: %v", err)
	}
	m.program = installed
	a := m.Start()
	a.Shot("package")
	a.Close()
	m.sh(t, unpacked, "sh install.sh --remove")
	var left []string
	err = filepath.WalkDir(m.home, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && (strings.Contains(p, "/.local/") || strings.Contains(p, "/share/")) && d.Name() != "mimeinfo.cache" && d.Name() != "icon-theme.cache" &&
			filepath.Base(filepath.Dir(p)) != "mime" { // what the desktop's own tools write
			left = append(left, p)
		}
		return err
	})
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q %v", left, err)
	}
}

// sh runs a line of shell on the machine, in a folder.
func (m *machine) sh(t *testing.T, dir, line string) {
	t.Helper()
	c := exec.Command("sh", "-c", line)
	c.Dir, c.Env = dir, m.env()
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", line, err, out)
	}
}

// execOf returns the program of a desktop entry as a desktop reads it: first the escapes of any value, then the quotes.
func execOf(entry string) string {
	for _, line := range strings.Split(entry, "\n") {
		if v, ok := strings.CutPrefix(line, `Exec="`); ok {
			v = strings.TrimSuffix(strings.ReplaceAll(strings.TrimSuffix(v, " %f"), `\\`, `\`), `"`)
			for _, r := range []string{`"`, "`", "$", `\`} {
				v = strings.ReplaceAll(v, `\`+r, r)
			}
			return strings.ReplaceAll(v, "%%", "%")
		}
	}
	return ""
}
