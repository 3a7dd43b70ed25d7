package testkit

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf16"
)

// Forms returns the ways in which a word could stand on a disk: as typed and in lower case, in UTF-8 and in both orders
// of UTF-16, and folded as a search index would.
func Forms(word string) [][]byte {
	fold := strings.NewReplacer("æ", "ae", "ø", "oe", "å", "aa")
	skeleton := strings.NewReplacer("æ", "ae", "ø", "o", "å", "a")
	low := strings.ToLower(word)
	var out [][]byte
	for _, w := range []string{word, low, fold.Replace(low), skeleton.Replace(low)} {
		out = append(out, []byte(w))
		units := utf16.Encode([]rune(w))
		little, big := make([]byte, 0, 2*len(units)), make([]byte, 0, 2*len(units))
		for _, u := range units {
			little = append(little, byte(u), byte(u>>8))
			big = append(big, byte(u>>8), byte(u))
		}
		out = append(out, little, big)
	}
	return out
}

// Scan reads every file below the folders and returns a line for each that holds one of the words in any form, or the
// header of an unencrypted SQLite database.
func Scan(words []string, dirs ...string) (found []string, files int, err error) {
	var forms [][]byte
	for _, w := range words {
		forms = append(forms, Forms(w)...)
	}
	forms = append(forms, []byte("SQLite format 3"), []byte("CREATE TABLE"))
	for _, dir := range dirs {
		err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			files++
			for _, f := range forms {
				if bytes.Contains(b, f) {
					found = append(found, fmt.Sprintf("%s holds %q", path, f))
				}
			}
			return nil
		})
		if err != nil {
			return found, files, err
		}
	}
	return found, files, nil
}
