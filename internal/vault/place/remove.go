package place

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// RemoveAll removes a folder and everything in it; one that is not there is no error. Where the system does not know
// the kind of deletion that os.RemoveAll asks for, files and folders are removed one by one, the deepest first.
func RemoveAll(path string) error {
	err := os.RemoveAll(path)
	if err == nil {
		return nil
	}
	var all []string
	walked := filepath.WalkDir(path, func(p string, _ fs.DirEntry, err error) error {
		if err == nil {
			all = append(all, p)
		}
		return err
	})
	if errors.Is(walked, fs.ErrNotExist) {
		return nil
	}
	for _, p := range slices.Backward(all) {
		if os.Remove(p) != nil {
			return err
		}
	}
	return walked
}
