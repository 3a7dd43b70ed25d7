package gate

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// guarded are the types that only the gate makes.
var guarded = map[string]reflect.Type{"Cleared": reflect.TypeFor[Cleared](), "Release": reflect.TypeFor[Release]()}

func TestThePapersOfTheGateHaveNoFieldThatOthersCanFill(t *testing.T) {
	for name, typ := range guarded {
		for i := range typ.NumField() {
			if typ.Field(i).IsExported() {
				t.Errorf("%s.%s can be filled in by anybody", name, typ.Field(i).Name)
			}
		}
	}
}

// goFiles calls f with each Go file of the program that is not a test.
func goFiles(t *testing.T, root string, f func(path string, file *ast.File)) {
	t.Helper()
	n := 0
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.SkipObjectResolution)
		if err == nil {
			n++
			f(filepath.ToSlash(p), file)
		}
		return err
	})
	if err != nil || n == 0 {
		t.Fatalf("%d files: %v", n, err)
	}
}

// isGuarded reports whether an expression names a guarded type, inside the gate or from outside.
func isGuarded(e ast.Expr) bool {
	switch x := e.(type) {
	case *ast.SelectorExpr:
		pkg, ok := x.X.(*ast.Ident)
		return ok && pkg.Name == "gate" && guarded[x.Sel.Name] != nil
	case *ast.Ident:
		return guarded[x.Name] != nil
	case *ast.ArrayType:
		return isGuarded(x.Elt)
	case *ast.StarExpr:
		return isGuarded(x.X)
	}
	return false
}

func TestNoOtherPackageMakesWhatTheGateClears(t *testing.T) {
	for _, root := range []string{"../../internal", "../../cmd", "../../ui"} {
		goFiles(t, root, func(path string, file *ast.File) {
			if strings.Contains(path, "internal/gate/") {
				return
			}
			ast.Inspect(file, func(n ast.Node) bool {
				switch x := n.(type) {
				case *ast.CompositeLit:
					if s, ok := x.Type.(*ast.SelectorExpr); ok && isGuarded(s) {
						t.Errorf("%s makes one", path)
					}
				case *ast.CallExpr:
					if f, ok := x.Fun.(*ast.Ident); ok && f.Name == "new" && len(x.Args) == 1 && isGuarded(x.Args[0]) {
						t.Errorf("%s makes one", path)
					}
				case *ast.ImportSpec:
					if strings.Trim(x.Path.Value, `"`) == "unsafe" && strings.Contains(path, "/print/") {
						t.Errorf("%s could make one", path)
					}
				}
				return true
			})
		})
	}
}

// A function that handed them out would be a second gate.
func TestTheGateHandsThemToWritersOnly(t *testing.T) {
	goFiles(t, ".", func(path string, file *ast.File) {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || !f.Name.IsExported() || f.Type.Results == nil {
				continue
			}
			for _, r := range f.Type.Results.List {
				if isGuarded(r.Type) {
					t.Errorf("%s: %s hands one out", path, f.Name.Name)
				}
			}
		}
	})
}
