package vault

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/media"
)

// mediaEntry is one media volume in a backup.
type mediaEntry struct {
	File       string `json:"file"`
	Generation int64  `json:"generation"` // grows with every change of the volume, erasure too
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

// OpenFile reads a picture or file. Reading it to the end checks it against its hash.
func (s *Space) OpenFile(ctx context.Context, ref feltbog.BlobRef) (io.ReadCloser, error) {
	return s.Media.Get(ctx, ref.Hash)
}

// eraseBlob removes a file for good; one that is not here is no error.
func (s *Space) eraseBlob(ctx context.Context, hash [32]byte) error {
	err := s.Media.Erase(ctx, hash)
	if feltbog.ErrorCode(err) == feltbog.EMissing {
		return nil
	}
	return err
}

// copyMedia brings the copies of the media volumes in a backup folder up to date: volumes that did not change since
// they were copied are left alone.
func (v *Vault) copyMedia(ctx context.Context, into string) ([]mediaEntry, error) {
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
			e := mediaEntry{File: filepath.Base(vol.Path), Generation: vol.Generation}
			path := filepath.Join(into, e.File)
			if _, err := os.Stat(path); err != nil || have[e.File] != e.Generation {
				if err := s.exportVolume(ctx, vol, path); err != nil {
					return nil, err
				}
			}
			all = append(all, e)
		}
	}
	return all, writeMediaIndex(into, all)
}

// exportVolume writes a consistent copy of a volume and puts it in the place of the old one.
func (s *Space) exportVolume(ctx context.Context, vol media.Volume, path string) error {
	tmp := path + ".new"
	if err := os.Remove(tmp); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := s.Media.Export(ctx, vol, tmp); err != nil {
		return errors.Join(err, os.Remove(tmp))
	}
	return os.Rename(tmp, path)
}

// verifyMedia reads every picture and file and checks it against its hash, and looks for ones that the log names and
// that are not here.
func (s *Space) verifyMedia(ctx context.Context, progress Progress) ([]Finding, error) {
	found, err := s.Media.Verify(ctx, progress)
	if err != nil {
		return nil, err
	}
	var out []Finding
	for _, f := range found {
		out = append(out, Finding{Space: s.Kind(), File: f.File, What: f.What})
	}
	return out, nil
}
