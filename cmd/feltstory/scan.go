package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"feltbog/internal/testkit/paper"
)

// scan looks through everything that left for names, numbers, telephones and places in pictures, and through the vaults
// as they lie on the disk for words of notes.
func (d *day) scan() {
	marks := map[string][]byte{"Exif": []byte("Exif\x00\x00"), "XMP": []byte("http://ns.adobe.com/"), "IPTC": []byte("Photoshop 3.0")}
	for _, file := range d.sides {
		b, err := os.ReadFile(file)
		must(err, "read what left")
		if filepath.Ext(file) == ".pdf" {
			text, err := paper.Text(b)
			must(err, "read a paper")
			b = append(b, strings.Join(strings.Fields(text), " ")...)
		}
		for _, word := range d.Secrets {
			expect(!bytes.Contains(bytes.ToLower(b), bytes.ToLower([]byte(word))), "%s holds %q", filepath.Base(file), word)
		}
		for name, mark := range marks {
			expect(!bytes.Contains(b, mark), "%s holds %s", filepath.Base(file), name)
		}
	}
	words := append([]string{"uåbnet", "stoppestedet", "køreplanen"}, d.Secrets...)
	files := 0
	for _, dir := range []string{d.a.vault, d.b.vault, d.path("pakker")} {
		must(filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			b, err := os.ReadFile(p)
			files++
			for _, w := range words {
				if bytes.Contains(b, []byte(w)) {
					return fmt.Errorf("%s holds %q in the clear", filepath.Base(p), w)
				}
			}
			return err
		}), "look through the disk")
	}
	d.says("scanned", fmt.Sprintf("%d files that left and %d on the disk: none of %d names and numbers, no place in a picture", len(d.sides), files, len(d.Secrets)))
	d.says("left", strings.Join(d.sides, " "))
}
