package cryptvfs_test

import (
	"encoding/json"
	osexec "os/exec"
	"testing"
)

// modernc.org/sqlite works with exactly one version of modernc.org/libc (its issue 177): a newer one may corrupt
// memory. Whoever raises either must raise both.
func TestLibcIsTheOneSQLiteRequires(t *testing.T) {
	type module struct {
		Path, Version, GoMod string
	}
	list := func(args ...string) []byte {
		out, err := osexec.Command("go", args...).Output()
		if err != nil {
			t.Skipf("go %v: %v", args, err)
		}
		return out
	}
	get := func(path string) (m module) {
		if err := json.Unmarshal(list("list", "-m", "-json", path), &m); err != nil {
			t.Fatal(err)
		}
		return m
	}
	sqlite, libc := get("modernc.org/sqlite"), get("modernc.org/libc")
	var file struct{ Require []module }
	if err := json.Unmarshal(list("mod", "edit", "-json", sqlite.GoMod), &file); err != nil {
		t.Fatal(err)
	}
	for _, r := range file.Require {
		if r.Path == libc.Path {
			if r.Version != libc.Version {
				t.Errorf("sqlite %s requires libc %s, go.mod has %s", sqlite.Version, r.Version, libc.Version)
			}
			return
		}
	}
	t.Error("sqlite does not name its libc any more")
}
