package internal

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// arrows lists which packages of Feltbog a package may import. Everything else is refused, also what nobody thought of.
// The order is the order in which a piece of material travels: what it is, how it changes, where it rests, what a
// person does with it.
var arrows = map[string][]string{
	"internal/feltbog":                 {},
	"internal/guard":                   {},
	"internal/words":                   {"internal/feltbog"},
	"internal/change":                  {"internal/feltbog"},
	"internal/template":                {"internal/feltbog"},
	"internal/store/cryptvfs":          {"internal/feltbog", "internal/guard"},
	"internal/store/search":            {"internal/feltbog"},
	"internal/store/media":             {"internal/feltbog", "internal/store/cryptvfs"},
	"internal/store":                   {"internal/feltbog", "internal/change", "internal/store/cryptvfs", "internal/store/search"},
	"internal/gate":                    {"internal/feltbog"},
	"internal/gate/scan":               {"internal/feltbog"},
	"internal/bundle":                  {"internal/feltbog", "internal/change", "internal/gate"},
	"internal/gate/cover":              {"internal/feltbog", "internal/gate", "internal/gate/scan"},
	"internal/transcript":              {"internal/feltbog"},
	"internal/pdf":                     {},
	"internal/photo":                   {"assets", "internal/feltbog"},
	"internal/print":                   {"internal/feltbog", "internal/gate", "internal/letter", "internal/pdf"},
	"internal/letter":                  {"assets", "internal/feltbog"},
	"internal/vault/place":             {"internal/feltbog"},
	"internal/vault/keys":              {"internal/feltbog", "internal/guard", "internal/vault/place", "internal/words"},
	"internal/vault/identity":          {"internal/feltbog", "internal/vault/place"},
	"internal/vault":                   {"internal/feltbog", "internal/change", "internal/store", "internal/store/cryptvfs", "internal/store/media", "internal/store/search", "internal/vault/keys", "internal/vault/place", "internal/vault/identity"},
	"internal/app":                     {"internal/feltbog", "internal/photo", "internal/sample", "internal/template", "internal/gate", "internal/gate/scan", "internal/gate/cover", "internal/bundle", "internal/transcript", "internal/letter", "internal/pdf", "internal/print", "internal/change", "internal/guard", "internal/words", "internal/store", "internal/store/search", "internal/vault", "internal/vault/keys", "internal/vault/place", "internal/vault/identity", "internal/testkit/bench"},
	"internal/sample":                  {"assets", "internal/feltbog", "internal/change"},
	"internal/testkit/meet":            {"*"},
	"internal/testkit":                 {"*"},
	"internal/testkit/text":            {},
	"internal/testkit/story":           {},
	"internal/testkit/paper":           {},
	"internal/testkit/bench":           {"*"},
	"assets":                           {},
	"assets/outline":                   {},
	"cmd/feltbogctl":                   {"internal/app", "internal/feltbog", "assets"},
	"internal/store/cryptvfs/powercut": {"*"},
	"cmd/feltbog":                      {"ui", "ui/trace", "internal/app", "internal/feltbog", "assets"},
	"cmd/feltstory":                    {"internal/testkit/story", "internal/testkit/paper"},
	"cmd/feltbench":                    {"internal/app"},
	"cmd/feltshots":                    {"ui", "ui/*", "internal/app", "internal/feltbog", "assets"},
	"ui":                               {"ui/*", "internal/app", "internal/feltbog", "assets"},
	"ui/theme":                         {},
	"ui/trace":                         {},
	"ui/uikit":                         {"ui/trace"},
	"ui/i18n":                          {"internal/feltbog", "assets"},
	"ui/kinds":                         {"ui/i18n", "internal/app", "internal/feltbog"},
	"ui/shortcuts":                     {"ui/uikit", "assets"},
	"ui/widgets":                       {"ui/i18n", "ui/theme", "ui/uikit", "ui/shortcuts", "internal/feltbog", "assets"},
	"ui/screen":                        {"ui/uikit", "internal/app", "internal/feltbog"},
	"ui/screen/screentest":             {"ui/screen", "ui/i18n", "ui/shortcuts", "ui/theme", "ui/uikit", "internal/app"},
	"ui/participant":                   {"ui/shortcuts", "ui/trace", "ui/uikit", "internal/feltbog"},
	"ui/files":                         {"ui/trace"},
	"ui/telling":                       {"ui/i18n", "ui/theme", "ui/uikit", "ui/widgets", "internal/app"},
	"ui/secret":                        {"ui/i18n", "ui/theme", "ui/trace", "ui/uikit", "ui/widgets", "internal/app"},
	"ui/screens/*":                     {"ui/screen", "ui/secret", "ui/telling", "ui/i18n", "ui/kinds", "ui/shortcuts", "ui/theme", "ui/trace", "ui/uikit", "ui/widgets", "internal/app", "internal/feltbog", "assets"},
	"ui/shell":                         {"ui/screen", "ui/i18n", "ui/shortcuts", "ui/theme", "ui/trace", "ui/uikit", "ui/widgets", "internal/app", "internal/feltbog"},
}

// decoders read what comes from outside, and are kept where their limits are.
var decoders = []string{"github.com/disintegration/imaging", "github.com/gen2brain/jpegn", "github.com/gen2brain/heic", "golang.org/x/image/tiff", "golang.org/x/image/webp",
	"github.com/bep/imagemeta", "github.com/esimov/pigo/core"}

// tests may import more: they look below, and use the kit.
func TestArrowsBetweenPackagesPointOneWay(t *testing.T) {
	root := ".."
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && p != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		rel, _ := filepath.Rel(root, filepath.Dir(p))
		pkg := filepath.ToSlash(rel)
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		allowed, listed := arrows[pkg]
		if !listed && path.Dir(pkg) == "ui/screens" { // one rule for all screens: they never know each other
			allowed, listed = arrows["ui/screens/*"]
		}
		if !listed && !seen[pkg] {
			t.Errorf("%s is not in the plan of the house: add it to arrows with what it may import", pkg)
		}
		seen[pkg] = true
		for _, i := range f.Imports {
			name, _ := strconv.Unquote(i.Path.Value)
			if strings.HasPrefix(name, "fyne.io/") && !strings.HasPrefix(pkg, "ui") && pkg != "cmd/feltbog" && pkg != "cmd/feltshots" {
				t.Errorf("%s imports %s: only the window may", p, name)
			}
			if slices.Contains(decoders, name) && pkg != "internal/photo" {
				t.Errorf("%s imports %s: pictures from outside are decoded in internal/photo alone", p, name)
			}
			if own, ok := strings.CutPrefix(name, "feltbog/"); ok && !slices.ContainsFunc(allowed, func(a string) bool {
				return a == own || a == "*" || strings.HasSuffix(a, "/*") && strings.HasPrefix(own, a[:len(a)-1])
			}) {
				t.Errorf("%s imports %s, which its layer may not", p, own)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A database opened past the one constructor would be a plaintext database.
func TestOnlyTheFileLayerOpensDatabases(t *testing.T) {
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return err
		}
		if dir := path.Dir(filepath.ToSlash(p)); strings.HasPrefix(dir, "store/cryptvfs") || strings.HasPrefix(dir, "testkit") {
			return nil
		}
		b, err := os.ReadFile(p)
		for _, word := range []string{"sql.Open(", "sql.OpenDB(", "sqlite.NewConnector(", "sqlite.Driver"} {
			if strings.Contains(string(b), word) {
				t.Errorf("%s says %s: databases are opened by cryptvfs alone", p, word)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
