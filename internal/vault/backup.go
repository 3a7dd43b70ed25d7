package vault

import (
	"archive/tar"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/vault/keys"
	"feltbog/internal/vault/place"
)

// A backup of a vault holds vault.keys as it is, one snapshot per open space (see store.Snapshot), and the media
// volumes. In the vault's own folder backups/ it looks like this:
//
//	backups/
//	  keys-team.db              the keys of records about participants, per space; rewritten when something is erased
//	  media/team-media-0001.db  shared by all snapshots; copied again only when it changed
//	  20250313-150000/          vault.keys, team.log, register.log, manifest.json
//
// So an old snapshot loses what was erased: its values are sealed with keys that the file no longer has, and its
// pictures are in volumes that it does not own. A backup to a file elsewhere is a tar of the same, with its keys in it:
// nobody can erase from a stick that lies in a drawer, and the register of backups says that it is there.
const (
	backupFolder  = "backups"
	mediaFolder   = "media"
	manifestFile  = "manifest.json"
	snapshotStamp = "20060102-150405"
	// DefaultKeep is how many snapshots are kept in the vault's folder.
	DefaultKeep = 10
)

const manifestFormat = 1

// manifest describes a snapshot. It holds nothing secret.
type manifest struct {
	Format int             `json:"format"`
	Vault  feltbog.ID      `json:"vault"`
	At     feltbog.Instant `json:"at"`
	Spaces []spaceEntry    `json:"spaces"`
	Closed []string        `json:"closed,omitempty"` // files of spaces that were locked; copied as they are
	Media  []mediaEntry    `json:"media"`
}

type spaceEntry struct {
	ID   feltbog.ID        `json:"id"`
	Kind feltbog.SpaceKind `json:"kind"`
	File string            `json:"file"`
}

// Snapshot is one backup in the vault's own folder.
type Snapshot struct {
	Path string
	At   feltbog.Instant
}

// Progress reports how far long work has come, in units of its own.
type Progress func(done, total int64)

// Backup writes a snapshot into the vault's folder and lets go of the oldest beyond keep (0: DefaultKeep). It returns
// the snapshot's folder. A snapshot that was cut off is not one: it has no manifest.
func (v *Vault) Backup(ctx context.Context, keep int, progress Progress) (string, error) {
	base := filepath.Join(v.dir, backupFolder)
	if err := os.MkdirAll(filepath.Join(base, mediaFolder), 0o700); err != nil {
		return "", cryptvfs.Classify(err, base)
	}
	dir, err := freshFolder(base, v.now())
	if err != nil {
		return "", err
	}
	for _, s := range v.Spaces() {
		if err := s.collectGarbage(ctx, v.now()); err != nil {
			return "", errors.Join(err, os.RemoveAll(dir))
		}
	}
	if err := v.snapshot(ctx, base, dir, progress); err != nil {
		return "", errors.Join(err, os.RemoveAll(dir))
	}
	if keep == 0 {
		keep = DefaultKeep
	}
	return dir, v.rotate(base, keep)
}

// freshFolder makes a folder named after the time; a second snapshot in the same second gets a number behind it.
func freshFolder(base string, now time.Time) (string, error) {
	for n := 0; ; n++ {
		name := now.UTC().Format(snapshotStamp)
		if n > 0 {
			name = fmt.Sprintf("%s-%d", name, n)
		}
		dir := filepath.Join(base, name)
		err := os.Mkdir(dir, 0o700)
		if !errors.Is(err, os.ErrExist) {
			return dir, cryptvfs.Classify(err, dir)
		}
	}
}

// snapshot writes a snapshot into dir and brings the shared files of base up to date. The manifest comes last.
func (v *Vault) snapshot(ctx context.Context, base, dir string, progress Progress) error {
	vfs, err := v.backupLayer()
	if err != nil {
		return err
	}
	defer vfs.Close()
	m := manifest{Format: manifestFormat, Vault: v.ring.Vault(), At: feltbog.NewInstant(v.now())}
	if m.Media, err = v.copyMedia(ctx, filepath.Join(base, mediaFolder)); err != nil {
		return err
	}
	for _, s := range v.Spaces() {
		e := spaceEntry{ID: s.Space(), Kind: s.Kind(), File: s.name + ".log"}
		if err := s.Snapshot(ctx, vfs, filepath.Join(dir, e.File), progress); err != nil {
			return err
		}
		m.Spaces = append(m.Spaces, e)
	}
	if m.Closed, err = v.copyClosed(dir); err != nil {
		return err
	}
	if err := v.writeRecordKeys(ctx, vfs, base); err != nil {
		return err
	}
	if err := copyFile(filepath.Join(v.dir, keys.FileName), filepath.Join(dir, keys.FileName)); err != nil {
		return err
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return place.AtomicWrite(filepath.Join(dir, manifestFile), b)
}

// backupLayer is the file layer of snapshots: they have a key of their own, made from the vault's.
func (v *Vault) backupLayer() (*cryptvfs.VFS, error) {
	key, err := v.ring.Subkey("backup")
	if err != nil {
		return nil, err
	}
	defer clear(key)
	return cryptvfs.Register(key, v.opt.Layer...)
}

// copyClosed copies the files of spaces that are locked. Nobody has them open: this process holds the vault's lock.
func (v *Vault) copyClosed(dir string) ([]string, error) {
	all, err := v.ring.Spaces()
	if err != nil {
		return nil, err
	}
	var files []string
	for _, k := range all {
		if !k.Locked {
			continue
		}
		for _, ext := range []string{".db", ".db-wal"} {
			name := stem(k) + ext
			err := copyFile(filepath.Join(v.dir, name), filepath.Join(dir, name))
			if errors.Is(err, os.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, err
			}
			files = append(files, name)
		}
	}
	return files, nil
}

// rotate removes the oldest snapshots, and folders of snapshots that were cut off.
func (v *Vault) rotate(base string, keep int) error {
	all, err := v.Snapshots()
	if err != nil {
		return err
	}
	whole := map[string]bool{}
	for i, s := range all {
		if i < keep {
			whole[filepath.Base(s.Path)] = true
		}
	}
	entries, err := os.ReadDir(base)
	if err != nil {
		return err
	}
	var errs []error
	for _, e := range entries {
		if e.IsDir() && e.Name() != mediaFolder && !whole[e.Name()] {
			errs = append(errs, os.RemoveAll(filepath.Join(base, e.Name())))
		}
	}
	return errors.Join(errs...)
}

// Snapshots lists the whole snapshots in the vault's folder, newest first.
func (v *Vault) Snapshots() ([]Snapshot, error) {
	base := filepath.Join(v.dir, backupFolder)
	entries, err := os.ReadDir(base)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []Snapshot
	for _, e := range entries {
		if m, err := readManifest(filepath.Join(base, e.Name())); err == nil {
			all = append(all, Snapshot{Path: filepath.Join(base, e.Name()), At: m.At})
		}
	}
	slices.SortFunc(all, func(a, b Snapshot) int { return strings.Compare(b.Path, a.Path) })
	return all, nil
}

func readManifest(dir string) (manifest, error) {
	var m manifest
	path := filepath.Join(dir, manifestFile)
	b, err := os.ReadFile(path)
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, feltbog.Errorf(feltbog.EDamaged, "backup.damaged", "%s cannot be read: the backup is damaged: %w", path, err).With("file", path)
	}
	if m.Format > manifestFormat {
		return m, feltbog.Errorf(feltbog.EDamaged, "vault.newer",
			"%s was made with a newer version of Feltbog; nothing was changed. Install the newer version to open it", dir).With("file", dir)
	}
	return m, nil
}

// BackupTo writes a backup into one file, for a stick or another disk. It writes beside the file first and renames when
// everything is there and flushed.
func (v *Vault) BackupTo(ctx context.Context, path string, progress Progress) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return cryptvfs.Classify(err, path)
	}
	work, err := os.MkdirTemp(filepath.Dir(path), ".feltbog-backup-")
	if err != nil {
		return cryptvfs.Classify(err, path)
	}
	defer os.RemoveAll(work)
	dir := filepath.Join(work, "snapshot")
	for _, d := range []string{dir, filepath.Join(work, mediaFolder)} {
		if err := os.Mkdir(d, 0o700); err != nil {
			return cryptvfs.Classify(err, path)
		}
	}
	if err := v.snapshot(ctx, work, dir, progress); err != nil {
		return err
	}
	return packFolder(ctx, work, path)
}

// packFolder writes the files below dir into one tar.
func packFolder(ctx context.Context, dir, path string) error {
	tmp := path + ".part"
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
		err = os.Rename(tmp, path)
	}
	if err != nil {
		return errors.Join(cryptvfs.Classify(err, path), os.Remove(tmp))
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
