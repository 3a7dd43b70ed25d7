package app

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkImport brings a thousand pictures in, made of those in FELTBOG_BENCH_PHOTOS, of which no two are alike, and tells the most memory that the program held; see make bench.
func BenchmarkImport(b *testing.B) {
	dir := os.Getenv("FELTBOG_BENCH_PHOTOS")
	if dir == "" {
		b.Skip("FELTBOG_BENCH_PHOTOS names no folder of JPEGs")
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.jpg"))
	if err != nil || len(names) == 0 {
		b.Fatalf("no pictures in %s: %v", dir, err)
	}
	const all = 1000
	from := b.TempDir()
	var size int64
	for i := range all {
		f, err := os.ReadFile(names[i%len(names)])
		if err != nil {
			b.Fatal(err)
		}
		size += int64(len(f))
		variant(f, i/len(names))
		if err := os.WriteFile(filepath.Join(from, fmt.Sprintf("%04d.jpg", i)), f, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		p := newProject(b)
		done := bring(b, p, PhotoImport{Paths: []string{from}})
		if len(done.Added) != all {
			b.Fatalf("%d are in", len(done.Added))
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N*all), "ms/picture")
	b.ReportMetric(float64(size)/(1<<20)/all, "MB/picture")
	b.ReportMetric(mostMemory(b), "MB-resident")
}

// variant makes a picture a little unlike the others: in how coarsely its finest details are kept.
func variant(jpeg []byte, n int) {
	at := bytes.LastIndex(jpeg, []byte{0xff, 0xdb})
	if at < 0 || at+5+64 > len(jpeg) {
		return
	}
	jpeg[at+4+64-n%32] ^= byte(1 + n/32)
}

// mostMemory is the most memory this process had, in MB; 0 where the system does not tell.
func mostMemory(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		var kb float64
		if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kb); n == 1 {
			return kb / 1024
		}
	}
	return 0
}
