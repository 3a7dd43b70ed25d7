package vault

import (
	"archive/tar"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/vault/place"
)

// BackupTo writes a backup into one file, for a stick or another disk. It writes beside the file first and renames when
// everything is there and flushed.
func (v *Vault) BackupTo(ctx context.Context, path string, progress Progress) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return cryptvfs.Classify(err, path)
	}
	work, done, err := v.backupWorkIn(ctx, filepath.Dir(path))
	if err != nil {
		return err
	}
	defer done()
	tree, err := work.Make("tree")
	if err != nil {
		return err
	}
	dir := filepath.Join(tree, "snapshot")
	for _, d := range []string{dir, filepath.Join(tree, mediaFolder)} {
		if err := os.Mkdir(d, 0o700); err != nil {
			return cryptvfs.Classify(err, path)
		}
	}
	if err := v.snapshot(ctx, tree, dir, progress); err != nil {
		return err
	}
	return packFolder(ctx, tree, work.Path("packed"), path)
}

// packFolder writes the files below dir into one tar, at tmp, and puts it in its place.
func packFolder(ctx context.Context, dir, tmp, path string) error {
	f, err := os.OpenFile(tmp, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return cryptvfs.Classify(err, path)
	}
	w := tar.NewWriter(f)
	err = filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return packFile(w, dir, p)
	})
	err = errors.Join(err, w.Close())
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = place.Replace(tmp, path)
	}
	if err != nil {
		return cryptvfs.Classify(err, path)
	}
	return nil
}

func packFile(w *tar.Writer, base, path string) error {
	rel, err := filepath.Rel(base, path)
	if err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if err := w.WriteHeader(&tar.Header{Name: filepath.ToSlash(rel), Mode: 0o600, Size: info.Size(), Format: tar.FormatPAX}); err != nil {
		return err
	}
	_, err = io.Copy(w, f)
	return err
}

// copyFile copies a file that no database is open on, and flushes it.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return cryptvfs.Classify(err, to)
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return cryptvfs.Classify(errors.Join(err, out.Close()), to)
}
