package assets

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/keys.*.md anew")

// keyPage is the table of keys as a page.
func keyPage(lang string) string {
	word := func(key string) string { s, _ := Sentence(lang, key, nil); return s }
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", map[string]string{"da": "Taster", "en": "Keys"}[lang])
	b.WriteString(map[string]string{"da": "Siden laves af `assets/shortcuts.json`. På en Mac er Ctrl tasten Cmd. I programmet står tasterne under Hjælp (F1), hvor de kan udskrives.\n",
		"en": "The page is made of `assets/shortcuts.json`. On a Mac, Ctrl is Cmd. In the program the keys stand under Help (F1), where they can be printed.\n"}[lang])
	group := ""
	for _, s := range Shortcuts() {
		if s.Group != group {
			group = s.Group
			fmt.Fprintf(&b, "\n## %s\n\n", word("keys."+group))
		}
		var keys []string
		for _, k := range s.Keys {
			keys = append(keys, "`"+k+"`")
		}
		fmt.Fprintf(&b, "* %s: %s\n", strings.Join(keys, ", "), word("key."+s.ID))
	}
	return b.String()
}

// After a change of the keys: go test ./assets -run TestThePagesOfKeys -update
func TestThePagesOfKeysAreThoseOfTheTable(t *testing.T) {
	for _, lang := range Languages() {
		file, want := filepath.Join("..", "docs", "keys."+lang+".md"), keyPage(lang)
		if *update {
			if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if b, err := os.ReadFile(file); err != nil || string(b) != want {
			t.Errorf("%s is not the table of keys (-update makes it anew): %v", file, err)
		}
	}
}

var (
	link  = regexp.MustCompile(`\]\(([^)#]+)(?:#[^)]*)?\)`)
	chord = regexp.MustCompile("`((?:Ctrl|Shift|Alt)\\+[A-Za-z0-9+]+|F[0-9]{1,2})`")
)

func TestEveryLinkAndKeyInThePapersIsThere(t *testing.T) {
	files, err := filepath.Glob("../docs/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, s := range Shortcuts() {
		for _, k := range s.Keys {
			known[k] = true
		}
	}
	for _, file := range append(files, "../README.md") {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(b), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(file), m[1])); err != nil {
				t.Errorf("%s leads to %s, which is not there", file, m[1])
			}
		}
		for _, m := range chord.FindAllStringSubmatch(string(b), -1) {
			if !known[m[1]] {
				t.Errorf("%s names the key %s, which does nothing", file, m[1])
			}
		}
	}
}
