package assets

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// use is one place in the source that names a sentence.
type use struct {
	at     string
	key    string
	args   []string // that the place fills in
	filled bool     // whether args are all there are
}

// source is what the program's Go files say about sentences.
type source struct {
	uses     []use
	literals map[string]bool // every string in the code
}

// read parses the Go files of the program, without tests.
func read(t *testing.T) source {
	t.Helper()
	src := source{literals: map[string]bool{}}
	for _, root := range []string{"internal", "cmd", "ui", "assets"} {
		root = filepath.Join("..", root)
		if _, err := os.Stat(root); err != nil {
			continue
		}
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
			if err == nil {
				src.file(set, file)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return src
}

var sentenceLiteral = regexp.MustCompile(`^(ctl|job)(\.[a-z0-9_]+)+$`)

func (s *source) file(set *token.FileSet, file *ast.File) {
	with := map[*ast.CallExpr][]string{} // the names given to a call's result by .With(name, ...)
	ast.Inspect(file, func(n ast.Node) bool {
		at := ""
		if n != nil {
			at = set.Position(n.Pos()).String()
		}
		switch x := n.(type) {
		case *ast.BasicLit:
			text := literal(x)
			s.literals[text] = true
			if sentenceLiteral.MatchString(text) {
				s.uses = append(s.uses, use{at: at, key: text})
			}
		case *ast.KeyValueExpr:
			if name, ok := x.Key.(*ast.Ident); ok && name.Name == "Key" && literal(x.Value) != "" {
				s.uses = append(s.uses, use{at: at, key: literal(x.Value)})
			}
		case *ast.CallExpr:
			name := called(x)
			if sel, ok := x.Fun.(*ast.SelectorExpr); ok && name == "With" && len(x.Args) == 2 {
				if inner, ok := sel.X.(*ast.CallExpr); ok {
					with[inner] = append(slices.Clone(with[x]), literal(x.Args[0]))
				}
			}
			s.worded(at, x)
			if (name == "Errorf" || name == "report") && len(x.Args) >= 3 && literal(x.Args[1]) != "" {
				s.uses = append(s.uses, use{at: at, key: literal(x.Args[1]), args: with[x], filled: name == "Errorf"})
			}
			if name == "rule" && len(x.Args) >= 2 && literal(x.Args[0]) != "" { // of internal/feltbog: a rule that a value breaks
				s.uses = append(s.uses, use{at: at, key: literal(x.Args[0]), args: with[x], filled: true})
			}
		}
		return true
	})
}

// worded notes the sentences that the window names: i18n.T(key, name, value, ...) and i18n.N(key, n, name, value, ...).
func (s *source) worded(at string, x *ast.CallExpr) {
	sel, ok := x.Fun.(*ast.SelectorExpr)
	if !ok || len(x.Args) == 0 || literal(x.Args[0]) == "" {
		return
	}
	if pkg, ok := sel.X.(*ast.Ident); !ok || pkg.Name != "i18n" {
		return
	}
	key, from := literal(x.Args[0]), 1
	var given []string
	switch sel.Sel.Name {
	case "T":
	case "N":
		from, given = 2, []string{"n"}
	default:
		return
	}
	for i := from; i < len(x.Args); i += 2 {
		given = append(given, literal(x.Args[i]))
	}
	keys := []string{key}
	if sel.Sel.Name == "N" {
		keys = []string{key + ".one", key + ".other"}
		s.literals[keys[0]], s.literals[keys[1]] = true, true
	}
	for _, k := range keys {
		s.uses = append(s.uses, use{at: at, key: k, args: given, filled: !x.Ellipsis.IsValid()})
	}
}

func literal(e ast.Expr) string {
	if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
		s, _ := strconv.Unquote(l.Value)
		return s
	}
	return ""
}

func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

var placeholder = regexp.MustCompile(`\{([a-z_]+)\}`)

func names(sentence string) []string {
	var all []string
	for _, m := range placeholder.FindAllStringSubmatch(sentence, -1) {
		all = append(all, m[1])
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func TestEverySentenceTheCodeNamesIsThereInBothLanguages(t *testing.T) {
	src := read(t)
	if len(src.uses) < 100 {
		t.Fatalf("only %d uses found; the test no longer understands the source", len(src.uses))
	}
	for _, u := range src.uses {
		for _, lang := range Languages() {
			sentence, ok := sentences()[lang][u.key]
			if !ok {
				t.Errorf("%s: %s has no sentence %q", u.at, lang, u.key)
				continue
			}
			for _, name := range names(sentence) {
				// The cause is filled in by whoever words the error.
				if u.filled && name != "cause" && !slices.Contains(u.args, name) {
					t.Errorf("%s: %s: the sentence %q needs {%s}, which is not given here", u.at, lang, u.key, name)
				}
			}
		}
	}
}

func TestNoSentenceIsLeftOver(t *testing.T) {
	src := read(t)
	for _, k := range Shortcuts() {
		src.literals["key."+k.ID], src.literals["keys."+k.Group] = true, true
	}
	for key := range sentences()["da"] {
		used := src.literals[key]
		for text := range src.literals { // "ctl.record." + status
			used = used || len(text) >= 4 && strings.HasSuffix(text, ".") && strings.HasPrefix(key, text)
		}
		if !used {
			t.Errorf("nothing uses the sentence %q", key)
		}
	}
}

func TestEveryKeyOfTheTableHasAName(t *testing.T) {
	seen := map[string]string{}
	for _, k := range Shortcuts() {
		for _, lang := range Languages() {
			for _, key := range []string{"key." + k.ID, "keys." + k.Group} {
				if _, ok := sentences()[lang][key]; !ok {
					t.Errorf("%s has no sentence %q", lang, key)
				}
			}
		}
		for _, chord := range k.Keys {
			if other := seen[k.Group+chord]; other != "" {
				t.Errorf("%s means %s and %s", chord, other, k.ID)
			}
			seen[k.Group+chord] = k.ID
			if strings.Contains(chord, "Ctrl+Alt") || strings.Contains(chord, "Alt+Ctrl") {
				t.Errorf("%s of %s is AltGr on a Danish keyboard", chord, k.ID)
			}
		}
	}
}

func TestBothLanguagesSayTheSame(t *testing.T) {
	da, en := sentences()["da"], sentences()["en"]
	if a, b := slices.Sorted(maps.Keys(da)), slices.Sorted(maps.Keys(en)); !slices.Equal(a, b) {
		t.Errorf("the keys differ: %d in Danish, %d in English", len(a), len(b))
	}
	for key, s := range da {
		if a, b := names(s), names(en[key]); !slices.Equal(a, b) {
			t.Errorf("%s: filled in with %v in Danish, %v in English", key, a, b)
		}
	}
}

func TestSentencesKeepTheTone(t *testing.T) {
	for _, lang := range Languages() {
		for key, s := range sentences()[lang] {
			if strings.Contains(s, "!") || strings.Contains(strings.ToLower(s), "anonym") || strings.TrimSpace(s) == "" {
				t.Errorf("%s: %s: %q", lang, key, s)
			}
		}
	}
}

func TestWhatAPersonWroteIsNeverReadAsASentence(t *testing.T) {
	got, ok := Sentence("da", "tag.unknown", map[string]string{"tag": "{folder} {{.}} %s {tag}"})
	if !ok || !strings.Contains(got, "»{folder} {{.}} %s {tag}«") {
		t.Errorf("%v: %s", ok, got)
	}
	if _, ok := Sentence("da", "tag.unknown", nil); ok {
		t.Error("a sentence with nothing to fill in is passed off as whole")
	}
	if got, ok := Sentence("en", "ctl.line.json", nil); !ok || !strings.Contains(got, `{"kind":..,"id":..,"fields":{..}}`) {
		t.Errorf("%v: %s", ok, got)
	}
}

func TestActionsAreWordedFromWhatTheyDoAndToWhat(t *testing.T) {
	for _, c := range [][5]string{
		{"da", "plan_action.edit", "plan_action", "Indledende møde", "Rettede handlingen »Indledende møde«"},
		{"da", "plan_action.restore", "", "", "Hentede handlingen tilbage"},
		{"en", "note_block.delete", "note_block", "{title} !", "Deleted the note “{title} !”"},
		{"da", "conflict.resolve", "place", "Torvet", "Valgte mellem to udgaver af stedet »Torvet«"},
		{"da", "vault.create", "project", "Lillerup", "Lavede feltbogen"},
		{"da", "nix.edit", "", "", "nix.edit"},
		{"da", "place.nix", "place", "Torvet", "place.nix"},
	} {
		if got := Action(c[0], c[1], c[2], c[3]); got != c[4] {
			t.Errorf("%s %s: %s", c[0], c[1], got)
		}
	}
}
