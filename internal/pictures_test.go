package internal

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// pictured is a picture in a page, linked is a page of the project that another names.
var (
	pictured = regexp.MustCompile(`!\[[^\]]+\]\(([^)]+)\)`)
	linked   = regexp.MustCompile(`[^!]\[[^\]]+\]\(([^):#]+)(?:#[^)]*)?\)`)
)

// A page that names a picture or a page which is not there, or a picture that no page shows or that is large, fails this.
func TestPagesNameWhatIsThere(t *testing.T) {
	const most = 150 << 10
	pages, err := filepath.Glob("../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for _, page := range append(pages, "../README.md") {
		b, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range pictured.FindAllSubmatch(b, -1) {
			shown[filepath.Join(filepath.Dir(page), string(m[1]))] = true
		}
		for _, m := range linked.FindAllSubmatch(b, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), string(m[1]))); err != nil {
				t.Errorf("%s names %s, which is not there", page, m[1])
			}
		}
	}
	there, err := filepath.Glob("../docs/img/*/*")
	if err != nil || len(there) == 0 {
		t.Fatalf("no pictures: %v", err)
	}
	for _, file := range there {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if !shown[file] {
			t.Errorf("no page shows %s", file)
		}
		if info.Size() > most {
			t.Errorf("%s has %d kB", file, info.Size()>>10)
		}
		delete(shown, file)
	}
	for file := range shown {
		t.Errorf("%s is shown and not there", file)
	}
}
