package vault

import (
	"context"
	"errors"
	"fmt"
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
//	  keys-team.db              the keys of records, per space; rewritten when something is erased
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
			return "", errors.Join(err, place.RemoveAll(dir))
		}
	}
	if err := v.snapshot(ctx, base, dir, progress); err != nil {
		return "", errors.Join(err, place.RemoveAll(dir))
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
	m := manifest{Format: manifestFormat, Vault: v.ring.Vault(), At: feltbog.NewInstant(v.now()), Member: v.Actor(ctx)}
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
	return writeManifest(dir, m)
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
		if !e.IsDir() || e.Name() == mediaFolder || whole[e.Name()] {
			continue
		}
		// A manifest that cannot be read is no reason to throw away what it describes: it may be damaged, or newer.
		_, err := readManifest(filepath.Join(base, e.Name()))
		if err == nil || errors.Is(err, os.ErrNotExist) {
			// The manifest first: what is left when this is cut off must not look like a whole snapshot.
			_ = os.Remove(filepath.Join(base, e.Name(), manifestFile))
			errs = append(errs, place.RemoveAll(filepath.Join(base, e.Name())))
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
