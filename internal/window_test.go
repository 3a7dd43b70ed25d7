package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// heavy are packages that read files, run SQL or decode pictures. A screen that imported one could keep the window
// waiting; what it needs of them is a use case of internal/app, called through its Runner.
var heavy = []string{"os", "os/exec", "io/ioutil", "io/fs", "path/filepath", "database/sql", "image/jpeg", "image/png", "image/gif",
	"net", "net/http", "time/tzdata"}

// mayBeHeavy lists the files of the window that may import some of them all the same, and what for.
var mayBeHeavy = map[string][]string{
	"ui/i18n/i18n.go":      {"os"}, // asks the system for its language
	"ui/trace/trace.go":    {"os"}, // writes the trace that tests read
	"ui/run.go":            {"os"}, // the system asks it to end
	"ui/answer.go":         {"os"}, // tests ask where widgets are
	"ui/answer_unix.go":    {"os"},
	"ui/answer_windows.go": {"os"},
}

// source calls f with each Go file of the window that is not a test.
func windowSource(t *testing.T, f func(name string, set *token.FileSet, file *ast.File)) {
	t.Helper()
	n := 0
	err := filepath.WalkDir("../ui", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") || strings.Contains(filepath.ToSlash(p), "/screentest/") {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, p, nil, parser.SkipObjectResolution)
		if err == nil {
			n++
			f(strings.TrimPrefix(filepath.ToSlash(p), "../"), set, file)
		}
		return err
	})
	if err != nil || n < 20 {
		t.Fatalf("%d files of the window read: %v", n, err)
	}
}

func TestTheWindowDoesNoFileOrPictureWorkItself(t *testing.T) {
	windowSource(t, func(name string, _ *token.FileSet, file *ast.File) {
		for _, i := range file.Imports {
			path, _ := strconv.Unquote(i.Path.Value)
			if slices.Contains(heavy, path) && !slices.Contains(mayBeHeavy[name], path) {
				t.Errorf("%s imports %s: let a use case do it, and call it through the Runner", name, path)
			}
		}
	})
}

// words looks for text that a person would read: two words, or one that begins like a sentence.
var words = regexp.MustCompile(`[A-Za-zÆØÅæøå]{2,},? [A-Za-zÆØÅæøå]{2,}|^[A-ZÆØÅ][a-zæøå]{2,}[.:]?$|[æøåÆØÅ]`)

// unseen are calls whose texts nobody but a developer reads.
var unseen = []string{"panic", "Errorf", "New", "Debug", "Info", "Warn", "Error", "Event", "Timed", "Fatal"}

// names of keys and of Fyne's own icons and tools are no sentences.
var unseenLiterals = []string{"Open", "Cancel", "Save", "Yes", "Confirm", "Error", "Advanced", "File", "Folder", "Create Folder", "New Folder", "Enter filename",
	"Show Hidden Files", "Favourites", "Ctrl", "Shift", "Alt", "Escape", "Cut", "Copy", "Paste", "Select all", "Undo", "Redo", "Left", "Right", "Home", "End", "Å"}

func TestEverySentenceInTheWindowComesFromTheTranslations(t *testing.T) {
	windowSource(t, func(name string, set *token.FileSet, file *ast.File) {
		skip := map[ast.Node]bool{}
		ast.Inspect(file, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.Field:
				if x.Tag != nil {
					skip[x.Tag] = true
				}
			case *ast.CallExpr:
				called := ""
				switch f := x.Fun.(type) {
				case *ast.Ident:
					called = f.Name
				case *ast.SelectorExpr:
					called = f.Sel.Name
				}
				if slices.Contains(unseen, called) {
					for _, a := range x.Args {
						ast.Inspect(a, func(n ast.Node) bool {
							if l, ok := n.(*ast.BasicLit); ok {
								skip[l] = true
							}
							return true
						})
					}
				}
			case *ast.BasicLit:
				if x.Kind != token.STRING || skip[x] {
					return true
				}
				text, _ := strconv.Unquote(x.Value)
				if words.MatchString(text) && !slices.Contains(unseenLiterals, text) && !strings.Contains(text, "<svg") {
					t.Errorf("%s: %q is shown in one language only; give it a key", set.Position(x.Pos()), text)
				}
			}
			return true
		})
	})
}
