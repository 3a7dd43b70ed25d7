package photo

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// benchFiles reads the pictures of FELTBOG_BENCH_PHOTOS; see make bench.
func benchFiles(b *testing.B) [][]byte {
	b.Helper()
	dir := os.Getenv("FELTBOG_BENCH_PHOTOS")
	if dir == "" {
		b.Skip("FELTBOG_BENCH_PHOTOS names no folder of JPEGs")
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.jpg"))
	if err != nil || len(names) == 0 {
		b.Fatalf("no pictures in %s: %v", dir, err)
	}
	var out [][]byte
	for _, n := range names {
		f, err := os.ReadFile(n)
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

// stages are what an import does with one JPEG.
var stages = []struct {
	name string
	do   func(b []byte) error
}{
	{"metadata", func(b []byte) error { ReadMetadata(JPEG, b, time.UTC); return nil }},
	{"rough", func(b []byte) error { _, err := roughJPEG(b, Metadata{}); return err }},
	{"strip", func(b []byte) error { _, err := Strip(b, 1); return err }},
	{"thumb320", func(b []byte) error { _, err := Thumb(b); return err }},
	{"screen2048", func(b []byte) error { _, err := Shrunk(b, 2048); return err }},
	{"full", func(b []byte) error { _, err := Shrunk(b, 0); return err }},
}

// BenchmarkStages does each stage with each picture once.
func BenchmarkStages(b *testing.B) {
	files := benchFiles(b)
	for _, s := range stages {
		b.Run(s.name, func(b *testing.B) {
			for b.Loop() {
				for _, f := range files {
					if err := s.do(f); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(files))/1000, "ms/picture")
		})
	}
}
