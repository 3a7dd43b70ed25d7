package assets

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

func TestEveryModuleIsNamedWithItsLicence(t *testing.T) {
	mod, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	used := regexp.MustCompile(`(?m)^\s+(\S+) v\S+`).FindAllSubmatch(mod, -1)
	if len(used) < 20 {
		t.Fatalf("only %d modules found", len(used))
	}
	for _, m := range used {
		name := string(m[1])
		if !slices.ContainsFunc(Licences(), func(l Licence) bool { return l.Name == name && l.Licence != "" }) {
			t.Errorf("%s is used and licences.json does not name its licence", name)
		}
	}
	ours := []string{"MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Apache-2.0", "MPL-2.0", "OFL-1.1", "Apache-2.0, MIT", "BSD-3-Clause, Unlicense", "BSD-3-Clause, Zlib", "BSD-3-Clause, Apache-2.0, MIT", "LGPL-3.0"}
	for _, l := range Licences() {
		if !slices.Contains(ours, l.Licence) {
			t.Errorf("%s: nobody has looked whether %q goes with MPL-2.0", l.Name, l.Licence)
		}
	}
}
