package app

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"feltbog/internal/feltbog"
	"feltbog/internal/sample"
)

// writePictures draws the pictures of the sample into a folder, "" being none. One that is there already, as it was
// drawn, stays; what else has such a name is not written over. When it is stopped, or fails, what it wrote is removed.
func writePictures(ctx context.Context, dir string, progress *Progress) (n int, err error) {
	if dir == "" {
		return 0, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return 0, noPictures(dir, err)
	}
	var written []string
	defer func() {
		if err == nil {
			return
		}
		for _, name := range written {
			err = errors.Join(err, os.Remove(name))
		}
	}()
	for p, err := range sample.Pictures(sampleSeed, samplePictures) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return 0, err
		}
		name := filepath.Join(dir, p.Name)
		fresh, err := writeNew(name, p.Data)
		if fresh {
			written = append(written, name)
		}
		if err != nil {
			return 0, noPictures(dir, err)
		}
		n++
		progress.Add(1)
	}
	return n, nil
}

func noPictures(dir string, err error) error {
	return feltbog.Errorf(feltbog.EUsage, "sample.pictures", "the pictures cannot be written to %s: %w; choose another folder", dir, err).
		With("folder", dir)
}

// writeNew writes a file that is not there yet, and tells whether there is now one that was not. The same content may be
// there already.
func writeNew(name string, content []byte) (fresh bool, err error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		old, e := os.ReadFile(name)
		if e == nil && bytes.Equal(old, content) {
			return false, nil
		}
		return false, errors.Join(err, e)
	}
	if err != nil {
		return false, err
	}
	_, err = f.Write(content)
	return true, errors.Join(err, f.Close())
}
