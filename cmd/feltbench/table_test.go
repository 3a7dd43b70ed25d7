package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestATableIsMadeOfWhatWasMeasuredAndSaysWhatIsMissed(t *testing.T) {
	dir := t.TempDir()
	var files []string
	for name, text := range map[string]string{
		"go.txt": "goos: linux\nBenchmarkLongNote-2   \t 1\t 123 ns/op\t 0.5 median-ms/char\t 7.25 p99-ms/char\t 612 first-paint-ms\n" +
			"BenchmarkScroll/10000-2  10 2000 ns/op\nBenchmarkScroll/100000-2  10 2100 ns/op\nPASS\n",
		"lines.txt": "12 pictures\nfigure photo.thumb.ratio 1.41\nfigure window.start 310\n",
		"ctl.json":  `[{"name":"search.rare","unit":"ms CPU","median":1,"p95":2.3,"n":50,"ok":true},{"name":"plain.bulk","ratio":0.59,"n":3}]`,
	} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	var plain, markdown bytes.Buffer
	if err := run(&plain, files, false); err != nil {
		t.Fatal(err)
	}
	if err := run(&markdown, files, true); err != nil {
		t.Fatal(err)
	}
	for what, wants := range map[string]string{
		"a typed character, 100 000 in the session, p99":         "7.25 ms | <= 8 ms | holds",
		"the session of 100 000 characters to its first picture": "612 ms | <= 500 ms | MISSED",
		"a page of 100 000 pictures":                             "1.05 x | <= 1.3 x | holds",
		"12 MP JPEG to 320 px, CPU":                              "1.41 x | <= 1.4 x | MISSED",
		"search 1 M notes, rare word, p95 CPU":                   "2.3 ms | <= 15 ms | holds",
		"bulk writing, encrypted":                                "0.59 x | >= 0.6 x | MISSED",
		"start to the door":                                      "310 ms | <= 600 ms | holds",
		"10 000 changes through a folder":                        "not measured | <= 5 s |  |",
	} {
		if !strings.Contains(markdown.String(), "| "+what+" | "+wants) {
			t.Errorf("%q is not told as %q", what, wants)
		}
	}
	if n := strings.Count(plain.String(), "\n"); n != len(budgets) || strings.Count(plain.String(), "MISSED") != 3 {
		t.Errorf("%d lines:\n%s", n, plain.String())
	}
}

func TestAFigureWithoutANumberIsNoFigure(t *testing.T) {
	if err := (measured{}).read(strings.NewReader("figure window.start soon\n")); err == nil {
		t.Error("it was taken in")
	}
	if err := run(&bytes.Buffer{}, []string{filepath.Join(t.TempDir(), "none")}, false); err == nil {
		t.Error("a file that is not there told something")
	}
}
