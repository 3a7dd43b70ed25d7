package media

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
)

// Options says how volumes are kept.
type Options struct {
	VolumeBytes int64 // size at which a volume is sealed; 0: 2 GB
}

const defaultVolumeBytes = 2 << 30

// Blob names a file by its content.
type Blob struct {
	Hash [32]byte
	Size int64 // bytes
}

// Volume describes one volume.
type Volume struct {
	Path       string
	Sealed     bool
	Bytes      int64
	Count      int64
	Generation int64 // grows with every change
}

// Store is the media volumes of one space. Its methods may be called from any goroutine.
type Store struct {
	dir, stem string
	vfs       *cryptvfs.VFS
	opt       Options

	mu      sync.Mutex
	volumes []*volume // in order of number; at most the last one is open for writing
}

// Open opens the volumes of the space whose files begin with stem. A space without any has none until the first Put.
func Open(ctx context.Context, dir, stem string, vfs *cryptvfs.VFS, opt Options) (*Store, error) {
	if opt.VolumeBytes == 0 {
		opt.VolumeBytes = defaultVolumeBytes
	}
	s := &Store{dir: dir, stem: stem, vfs: vfs, opt: opt}
	for n := 1; ; n++ {
		path := s.path(n)
		info, err := os.Stat(path)
		if errors.Is(err, os.ErrNotExist) {
			return s, nil
		}
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		// A volume whose making was cut off holds nothing yet.
		v, err := openVolume(ctx, vfs, path, info.Size() == 0)
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		s.volumes = append(s.volumes, v)
	}
}

func (s *Store) path(n int) string {
	return filepath.Join(s.dir, fmt.Sprintf("%s-media-%04d.db", s.stem, n))
}

// Close closes the volumes.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	for _, v := range s.volumes {
		errs = append(errs, v.close())
	}
	s.volumes = nil
	return errors.Join(errs...)
}

func (s *Store) all() []*volume {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.volumes)
}

// writable returns the volume that new files go to, making the next one when the last is full.
func (s *Store) writable(ctx context.Context) (*volume, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.volumes); n > 0 && !s.volumes[n-1].sealed.Load() {
		return s.volumes[n-1], nil
	}
	v, err := openVolume(ctx, s.vfs, s.path(len(s.volumes)+1), true)
	if err == nil {
		s.volumes = append(s.volumes, v)
	}
	return v, err
}

// locate finds the volume that holds a file.
func (s *Store) locate(ctx context.Context, hash [32]byte) (*volume, int64, int64, error) {
	for _, v := range slices.Backward(s.all()) {
		n, size, ok, err := v.find(ctx, hash)
		if err != nil || ok {
			return v, n, size, err
		}
	}
	return nil, 0, 0, missing(hash)
}

func missing(hash [32]byte) error {
	return feltbog.Errorf(feltbog.EMissing, "media.missing",
		"the file %x is not here; ask for a bundle that has it", hash[:6]).With("hash", fmt.Sprintf("%x", hash))
}

func damaged(path string, hash [32]byte) error {
	return feltbog.Errorf(feltbog.EDamaged, "media.damaged", "%s is damaged: the file %x is not what was written", path, hash[:6]).
		With("file", path).With("hash", fmt.Sprintf("%x", hash))
}

// Has reports whether a file is here, and its size.
func (s *Store) Has(ctx context.Context, hash [32]byte) (int64, bool, error) {
	_, _, size, err := s.locate(ctx, hash)
	if feltbog.ErrorCode(err) == feltbog.EMissing {
		return 0, false, nil
	}
	return size, err == nil, err
}

// Volumes describes the volumes in order of number.
func (s *Store) Volumes(ctx context.Context) ([]Volume, error) {
	var out []Volume
	for _, v := range s.all() {
		d := Volume{Path: v.path, Sealed: v.sealed.Load()}
		err := v.ro.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM blob WHERE hash IS NOT NULL),(SELECT value FROM meta WHERE key='generation')").
			Scan(&d.Count, &d.Generation)
		if err != nil {
			return nil, cryptvfs.Classify(err, v.path)
		}
		if d.Bytes, err = v.bytes(ctx); err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// Each calls f with every file, volume by volume.
func (s *Store) Each(ctx context.Context, f func(Blob) error) error {
	for _, v := range s.all() {
		blobs, err := v.list(ctx)
		if err != nil {
			return err
		}
		for _, b := range blobs {
			if err := f(b); err != nil {
				return err
			}
		}
	}
	return nil
}

// list reads the names in a volume at once, so that the one connection is free again.
func (v *volume) list(ctx context.Context) ([]Blob, error) {
	rows, err := v.ro.QueryContext(ctx, "SELECT hash,size FROM blob WHERE hash IS NOT NULL ORDER BY n")
	if err != nil {
		return nil, cryptvfs.Classify(err, v.path)
	}
	defer rows.Close()
	var out []Blob
	for rows.Next() {
		var hash []byte
		var b Blob
		if err := rows.Scan(&hash, &b.Size); err != nil {
			return nil, cryptvfs.Classify(err, v.path)
		}
		copy(b.Hash[:], hash)
		out = append(out, b)
	}
	return out, cryptvfs.Classify(rows.Err(), v.path)
}

// Export writes a consistent, compact copy of a volume under the same key.
func (s *Store) Export(ctx context.Context, vol Volume, path string) error {
	for _, v := range s.all() {
		if v.path == vol.Path {
			_, err := v.db.ExecContext(ctx, "VACUUM INTO ?", s.vfs.URI(path))
			return cryptvfs.Classify(err, path)
		}
	}
	return fmt.Errorf("media: no volume %s", vol.Path)
}
