package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/store/media"
	"feltbog/internal/vault/place"
)

// mediaEntry is one media volume in a backup.
type mediaEntry struct {
	File       string `json:"file"`
	Sealed     bool   `json:"sealed"`
	Generation int64  `json:"generation"` // changes with every erasure
}

func (v *Vault) mediaOptions() media.Options { return media.Options{VolumeBytes: v.opt.VolumeBytes} }

// PutFile keeps a picture or file in the space's media volumes. It is durable when PutFile returns; a file that is there
// already is kept once. The caller then writes the record that names it.
func (s *Space) PutFile(ctx context.Context, r io.Reader, mime string) (feltbog.BlobRef, error) {
	b, err := s.Media.Put(ctx, r)
	if err != nil {
		return feltbog.BlobRef{}, err
	}
	return feltbog.BlobRef{Hash: b.Hash, Size: b.Size, MIME: mime}, nil
}

// File is a picture or file in memory, on its way into a space.
type File struct {
	Contents []byte
	MIME     string
}

// together is how many bytes PutFiles commits at once: what the writer's cache holds.
const together = 24 << 20

// PutFiles keeps several files; an import of many uses it, because a commit costs four syncs of the disk whatever its
// size, and eight photos together take half the time of eight on their own. All that is returned is durable; after an
// error those are returned that are.
func (s *Space) PutFiles(ctx context.Context, files []File) ([]feltbog.BlobRef, error) {
	refs := make([]feltbog.BlobRef, 0, len(files))
	for len(files) > 0 {
		n, size := 0, 0
		for n < len(files) && (n == 0 || size+len(files[n].Contents) <= together) {
			size += len(files[n].Contents)
			n++
		}
		contents := make([][]byte, n)
		for i, f := range files[:n] {
			contents[i] = f.Contents
		}
		infos, err := s.Media.PutMany(ctx, contents)
		if err != nil {
			return refs, err
		}
		for i, b := range infos {
			refs = append(refs, feltbog.BlobRef{Hash: b.Hash, Size: b.Size, MIME: files[i].MIME})
		}
		files = files[n:]
	}
	return refs, nil
}

// OpenFile reads a picture or file. Reading it to the end checks it against its hash.
func (s *Space) OpenFile(ctx context.Context, ref feltbog.BlobRef) (io.ReadCloser, error) {
	return s.Media.Get(ctx, ref.Hash)
}

// Thumb is a small copy of a file, which can be made again.
type Thumb = media.Thumb

// openThumbs opens the small copies of the space's files; the first time it makes the volume.
func (s *Space) openThumbs() (*media.Thumbs, error) {
	s.thumbsMu.Lock()
	defer s.thumbsMu.Unlock()
	if s.thumbs != nil {
		return s.thumbs, nil
	}
	t, err := media.OpenThumbs(s.dir, s.name, s.vfs)
	if err == nil {
		s.thumbs = t
	}
	return t, err
}

// PutThumbs keeps small copies, in the place of older ones of the same file and variant.
func (s *Space) PutThumbs(ctx context.Context, thumbs ...Thumb) error {
	t, err := s.openThumbs()
	if err != nil {
		return err
	}
	return t.Put(ctx, thumbs...)
}

// Thumb returns a small copy of a file; nil without an error when there is none.
func (s *Space) Thumb(ctx context.Context, of [32]byte, variant string) ([]byte, error) {
	t, err := s.openThumbs()
	if err != nil {
		return nil, err
	}
	return t.Get(ctx, of, variant)
}

// dropThumbs erases the small copies of a file.
func (s *Space) dropThumbs(ctx context.Context, of [32]byte) error {
	t, err := s.openThumbs()
	if err != nil {
		return err
	}
	return t.Drop(ctx, of)
}

// copyMedia brings the copies of the media volumes in a backup folder up to date: sealed volumes from which nothing was
// erased since they were copied are left alone.
func (v *Vault) copyMedia(ctx context.Context, into string) ([]mediaEntry, error) {
	if err := os.MkdirAll(into, 0o700); err != nil {
		return nil, cryptvfs.Classify(err, into)
	}
	have, err := readMediaIndex(into)
	if err != nil {
		return nil, err
	}
	var all []mediaEntry
	for _, s := range v.Spaces() {
		vols, err := s.Media.Volumes(ctx)
		if err != nil {
			return nil, err
		}
		for _, vol := range vols {
			if vol.Err != nil {
				return nil, vol.Err
			}
			e := mediaEntry{File: filepath.Base(vol.Path), Sealed: vol.Sealed, Generation: vol.Generation}
			path := filepath.Join(into, e.File)
			if _, err := os.Stat(path); err != nil || !e.Sealed || have[e.File] != e {
				if err := s.exportVolume(ctx, vol.Number, path); err != nil {
					return nil, err
				}
			}
			all = append(all, e)
		}
	}
	return all, writeMediaIndex(into, all)
}

// exportVolume writes a consistent copy of a volume and puts it in the place of the old one.
func (s *Space) exportVolume(ctx context.Context, number int, path string) error {
	tmp := path + ".new"
	if err := os.Remove(tmp); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := s.Media.Snapshot(ctx, number, tmp); err != nil {
		return errors.Join(err, os.Remove(tmp))
	}
	return place.Replace(tmp, path)
}

// verifyMedia reads every picture and file and checks it against its hash, and looks for ones that the log names and
// that are not here.
func (s *Space) verifyMedia(ctx context.Context, progress Progress) ([]Finding, error) {
	var done int64
	found, err := s.Media.Verify(ctx, func(b media.Info) {
		if done += b.Size; progress != nil {
			progress(done, 0)
		}
	})
	if err != nil {
		return nil, err
	}
	var out []Finding
	for _, f := range found {
		out = append(out, Finding{Space: s.Kind(), File: f.File, What: f.Err.Error()})
	}
	named, err := s.BlobRefs(ctx)
	if err != nil {
		return nil, err
	}
	home, err := s.atHome(ctx)
	if err != nil {
		return nil, err
	}
	for _, h := range named {
		if here, err := s.Media.Has(ctx, h); err != nil {
			return nil, err
		} else if !here && !home[h] {
			out = append(out, Finding{Space: s.Kind(), File: s.Path(), Missing: true,
				What: fmt.Sprintf("the file %x is named but not here; ask for a bundle that has it", h[:6])})
		}
	}
	return out, nil
}

// atHome returns the untouched pictures, which need not be here: each stays on the machine that it came to.
func (s *Space) atHome(ctx context.Context) (map[[32]byte]bool, error) {
	all := map[[32]byte]bool{}
	err := s.Each(ctx, feltbog.KindPhoto, nil, 0, func(r feltbog.Record) error {
		if p := r.(*feltbog.Photo); p.Original.Hash != p.Travel.Hash {
			all[p.Original.Hash] = true
		}
		return nil
	})
	return all, err
}

// orphanGrace is how long a file that nothing names is kept: a record that names it may still arrive, or be restored.
const orphanGrace = 30 * 24 * time.Hour

// collectGarbage erases pictures and files that nothing has named for a month: first they are noted, and only what is
// still unnamed when the month is over goes. Files are named by the whole log, the withheld imports and the open draft.
func (s *Space) collectGarbage(ctx context.Context, now time.Time) error {
	marks, err := s.Locals(ctx, "orphan:")
	if err != nil {
		return err
	}
	all, err := s.Media.List(ctx)
	if err != nil {
		return err
	}
	for _, b := range all {
		key := fmt.Sprintf("orphan:%s", b.Hash)
		named, err := s.HasBlobRef(ctx, b.Hash)
		if err != nil {
			return err
		}
		since, marked := marks[key]
		switch {
		case named && marked:
			err = s.DropLocal(ctx, key)
		case !named && !marked:
			err = s.SetLocal(ctx, key, []byte(now.UTC().Format(time.RFC3339)))
		case !named:
			if at, bad := time.Parse(time.RFC3339, string(since)); bad == nil && now.Sub(at) >= orphanGrace {
				if err = s.Media.Erase(ctx, b.Hash); err == nil {
					err = s.DropLocal(ctx, key)
				}
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}
