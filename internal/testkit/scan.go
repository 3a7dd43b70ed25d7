package testkit

import (
	"bytes"
	"encoding/binary"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"feltbog/internal/store/search"
)

// Marker is a planted word in every form in which it could stand on a disk.
type Marker struct {
	Word  string
	Forms [][]byte
}

// Markers makes markers of words: as typed, in lower and upper case, folded as the index does and as its skeleton, each
// as UTF-8 and as UTF-16 of both byte orders.
func Markers(words ...string) []Marker {
	var all []Marker
	for _, w := range words {
		m := Marker{Word: w}
		c := search.Canonical(w)
		for _, f := range []string{w, strings.ToLower(w), strings.ToUpper(w), c, search.Skeleton(c)} {
			m.Forms = append(m.Forms, []byte(f), wide(f, binary.LittleEndian), wide(f, binary.BigEndian))
		}
		slices.SortFunc(m.Forms, bytes.Compare)
		m.Forms = slices.CompactFunc(m.Forms, bytes.Equal)
		all = append(all, m)
	}
	return all
}

// Tails makes markers of words without their first three letters: an FTS5 segment leaves out of a word what it shares
// with the word before.
func Tails(words ...string) []Marker {
	var all []Marker
	for _, w := range words {
		c := search.Canonical(w)
		m := Marker{Word: w}
		for _, f := range []string{w, strings.ToLower(w), c, search.Skeleton(c)} {
			m.Forms = append(m.Forms, []byte(string([]rune(f)[3:])))
		}
		all = append(all, m)
	}
	return all
}

func wide(s string, order binary.AppendByteOrder) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

// Found returns the words whose markers stand in data.
func Found(data []byte, markers []Marker) []string {
	var out []string
	for _, m := range markers {
		if slices.ContainsFunc(m.Forms, func(f []byte) bool { return bytes.Contains(data, f) }) {
			out = append(out, m.Word)
		}
	}
	return out
}

// ScanTree reads every file below the folders and fails the test for each that holds a marker, or is a plain SQLite
// file. It returns how many files it read; a folder that is not there has none.
func ScanTree(t testing.TB, markers []Marker, dirs ...string) int {
	t.Helper()
	n := 0
	for _, hit := range scan(t, &n, markers, dirs...) {
		t.Errorf("readable on disk: %s", hit)
	}
	return n
}

// Hits returns what ScanTree would complain about, as "file: word".
func Hits(t testing.TB, markers []Marker, dirs ...string) []string {
	t.Helper()
	n := 0
	return scan(t, &n, markers, dirs...)
}

func scan(t testing.TB, files *int, markers []Marker, dirs ...string) []string {
	t.Helper()
	var hits []string
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				if os.IsNotExist(err) {
					return nil
				}
				return err
			}
			for _, w := range Found([]byte(d.Name()), markers) {
				hits = append(hits, path+": "+w+" in its name")
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			*files++
			for _, w := range Found(data, markers) {
				hits = append(hits, path+": "+w)
			}
			if bytes.HasPrefix(data, []byte("SQLite format 3")) || bytes.Contains(data, []byte("CREATE TABLE")) {
				hits = append(hits, path+": a plain database")
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return hits
}
