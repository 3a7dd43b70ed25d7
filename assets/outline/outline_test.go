package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestIconsAreWhatTheDrawingsSay(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "gone.svg"), []byte("<svg/>"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := outlineAll("../drawings", dir); err != nil {
		t.Fatal(err)
	}
	if err := drawApp("../drawings", filepath.Join(dir, "app.svg"), filepath.Join(dir, "icon.png")); err != nil {
		t.Fatal(err)
	}
	fresh, _ := filepath.Glob(filepath.Join(dir, "*.svg"))
	there, _ := filepath.Glob("../icons/*.svg")
	if len(fresh) != len(there) {
		t.Errorf("%d icons are there, the drawings make %d", len(there), len(fresh))
	}
	same(t, filepath.Join(dir, "icon.png"), "../icon.png")
	for _, name := range fresh {
		same(t, name, filepath.Join("../icons", filepath.Base(name)))
	}
}

func same(t *testing.T, fresh, kept string) {
	t.Helper()
	a, err := os.ReadFile(fresh)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(kept); err != nil || !bytes.Equal(a, b) {
		t.Errorf("%s is not what its drawing says (%v): run go generate ./assets", filepath.Base(kept), err)
	}
}

func TestAStrokeBecomesTheShapeItCovers(t *testing.T) {
	icon, err := outline([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#000000" stroke-width="2"><path d="M4 12h16"/></svg>`))
	if err != nil {
		t.Fatal(err)
	}
	for _, corner := range []string{"4 11", "20 11", "4 13", "20 13"} {
		if !bytes.Contains(icon, []byte(corner)) {
			t.Errorf("%s is no corner of %s", corner, icon)
		}
	}
}

func TestADrawingThatCannotBeReadIsNamed(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "bad.svg"), []byte("<svg><path"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := outlineAll(dir, t.TempDir()); err == nil || !bytes.Contains([]byte(err.Error()), []byte("bad.svg")) {
		t.Errorf("%v", err)
	}
}
