//go:build window && linux

package windowtest

import (
	"os"
	"os/exec"
	"testing"
)

const wineLoader = "/usr/lib/wine/wine64"

// newWindows makes a machine with Windows, as far as Wine is one. It is skipped where nothing was prepared for it. Wine
// loses signs that need AltGr now and then when they are typed this fast: texts typed there are letters and digits.
func newWindows(t *testing.T) *machine {
	t.Helper()
	prefix := os.Getenv("FELTBOG_WINE")
	if prefix == "" {
		t.Skip("Windows under Wine is not prepared: make windows does it")
	}
	m := newMachine(t)
	m.wine = prefix
	t.Cleanup(func() { // what Wine leaves running for this folder, and nothing else
		c := exec.Command("/usr/lib/wine/wineserver", "-k")
		c.Env = m.env()
		_ = c.Run()
	})
	return m
}

func TestAVaultIsMadeClosedAndOpenedAgainUnderWine(t *testing.T) {
	m := newWindows(t)
	a := m.Start(forTests...)
	found(a, "Lillerup 2025")
	a.Click("project.plan.start")
	a.Wait("shown", With("name", "project"))
	a.Shot("windows-project")
	a.Close()

	a = m.Start(forTests...)
	unlock(a, phrase)
	a.Wait("unlocked")
	a.Wait("shown", With("name", "project"), Where("the plan is there", func(e Event) bool { return e.Number("rows") > 10 }))
	a.Shot("windows-again")
	a.Close()
}
