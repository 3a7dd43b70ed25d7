package vault

import (
	"archive/tar"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/vault/keys"
	"feltbog/internal/vault/place"
)

// Restore makes a vault in dir from a backup: a snapshot's folder, or the file that BackupTo wrote. The vault that comes
// out is a new device, so that it and the one it was made from may be used side by side. When it fails nothing is left
// of it, and the backup is never changed.
func Restore(ctx context.Context, backup, dir string, u Unlock, opt Options, progress Progress) (*Vault, error) {
	dir, err := prepare(dir, opt)
	if err != nil {
		return nil, err
	}
	base, snapshot, clean, err := unpackBackup(ctx, backup, filepath.Dir(dir))
	if err != nil {
		return nil, err
	}
	defer clean()
	m, err := readManifest(snapshot)
	if errors.Is(err, os.ErrNotExist) {
		err = notABackup(backup)
	}
	if err == nil {
		err = m.whole(snapshot)
	}
	if err != nil {
		return nil, err
	}
	made, err := makeFolder(dir)
	if err != nil {
		return nil, err
	}
	if err := restore(ctx, m, base, snapshot, dir, u, opt, progress); err != nil {
		removeMade(dir, made)
		return nil, err
	}
	v, err := open(ctx, dir, u, opt, true)
	if err != nil {
		removeMade(dir, made)
	}
	return v, err
}

func notABackup(path string) error {
	return feltbog.Errorf(feltbog.EDamaged, "backup.none", "%s is not a whole backup of a vault; nothing was changed", path).With("file", path)
}

// restore fills the folder without writing as any device. The key file comes last: a folder that was cut off half way is
// not a vault, instead of one that opens and shows too little.
func restore(ctx context.Context, m manifest, base, snapshot, dir string, u Unlock, opt Options, progress Progress) error {
	hold, err := place.Lock(dir)
	if err != nil {
		return err
	}
	v := &Vault{dir: dir, opt: opt, hold: hold}
	var file *keys.File
	if file, err = keys.Open(snapshot, opt.Keys); err == nil {
		if v.ring, err = unlock(file, u); err == nil {
			err = v.refill(ctx, m, base, snapshot, progress)
		}
	}
	if err = errors.Join(err, v.abandon()); err != nil {
		return err
	}
	return copyFile(filepath.Join(snapshot, keys.FileName), filepath.Join(dir, keys.FileName))
}

func (v *Vault) refill(ctx context.Context, m manifest, base, snapshot string, progress Progress) error {
	vfs, err := v.backupLayer()
	if err != nil {
		return err
	}
	defer vfs.Close()
	for _, name := range m.Closed {
		if err := copyFile(filepath.Join(snapshot, filepath.Base(name)), filepath.Join(v.dir, filepath.Base(name))); err != nil {
			return err
		}
	}
	for _, e := range m.Media {
		name := filepath.Base(e.File)
		err := copyFile(filepath.Join(base, mediaFolder, name), filepath.Join(v.dir, name))
		if err != nil {
			return feltbog.Errorf(feltbog.EMissing, "backup.media", "the backup lacks %s with pictures and files: %w", name, err).With("file", name)
		}
	}
	for _, e := range m.Spaces {
		if err := v.refillSpace(ctx, vfs, m, e, base, snapshot, progress); err != nil {
			return err
		}
	}
	return nil
}

func (v *Vault) refillSpace(ctx context.Context, vfs *cryptvfs.VFS, m manifest, e spaceEntry, base, snapshot string, progress Progress) error {
	key, err := v.ring.SpaceKey(e.ID)
	if err != nil {
		return err
	}
	layer, err := cryptvfs.Register(key, v.opt.Layer...)
	clear(key)
	if err != nil {
		return err
	}
	defer layer.Close()
	name := stem(keys.Space{ID: e.ID, Kind: e.Kind})
	recordKeys, err := readRecordKeys(ctx, vfs, base, name)
	if err != nil {
		return err
	}
	s, err := store.Open(ctx, layer, filepath.Join(v.dir, name+".db"), store.Options{Space: e.ID, Kind: e.Kind, Now: v.opt.Now, Create: true})
	if err != nil {
		return err
	}
	err = s.Refill(ctx, vfs, filepath.Join(snapshot, filepath.Base(e.File)), recordKeys, progress)
	if err == nil && e.Kind == feltbog.TeamSpace {
		err = s.SetLocal(ctx, "member", m.Member[:])
	}
	return errors.Join(err, s.Close())
}

// unpackBackup finds the parts of a backup. A file is unpacked into a folder beside the new vault first; clean removes
// that folder.
func unpackBackup(ctx context.Context, backup, near string) (base, snapshot string, clean func(), err error) {
	clean = func() {}
	info, err := os.Stat(backup)
	if errors.Is(err, os.ErrNotExist) {
		return "", "", clean, feltbog.Errorf(feltbog.ENotFound, "backup.missing", "there is no backup at %s", backup).With("file", backup)
	}
	if err != nil {
		return "", "", clean, err
	}
	if info.IsDir() {
		return filepath.Dir(filepath.Clean(backup)), backup, clean, nil
	}
	if err := os.MkdirAll(near, 0o700); err != nil {
		return "", "", clean, cryptvfs.Classify(err, near)
	}
	place.SweepWork(near, restoreWork)
	work, err := place.MakeWork(near, restoreWork)
	if err != nil {
		return "", "", clean, err
	}
	clean = func() { _ = work.Remove() }
	tree, err := work.Make("tree")
	if err == nil {
		err = untar(ctx, backup, tree)
	}
	if err != nil {
		clean()
		return "", "", func() {}, err
	}
	return tree, filepath.Join(tree, "snapshot"), clean, nil
}

// untar unpacks a backup file. Names that would leave the folder, links and anything but plain files are refused.
func untar(ctx context.Context, path, dir string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	r := tar.NewReader(f)
	for n := 0; ; n++ {
		if ctx.Err() != nil {
			return cryptvfs.Classify(ctx.Err(), path)
		}
		h, err := r.Next()
		if errors.Is(err, io.EOF) && n > 0 {
			return nil
		}
		if err != nil {
			return notABackup(path)
		}
		if h.Typeflag != tar.TypeReg || !filepath.IsLocal(h.Name) || strings.Contains(h.Name, "\\") || n > 10000 {
			return notABackup(path)
		}
		if err := untarFile(r, filepath.Join(dir, filepath.FromSlash(h.Name))); err != nil {
			if feltbog.ErrorCode(err) == feltbog.EFull {
				return err
			}
			return notABackup(path)
		}
	}
}

func untarFile(r io.Reader, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return cryptvfs.Classify(err, path)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return cryptvfs.Classify(err, path)
	}
	_, err = io.Copy(f, r)
	return cryptvfs.Classify(errors.Join(err, f.Close()), path)
}
