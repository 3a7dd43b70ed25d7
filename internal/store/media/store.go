package media

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"feltbog/internal/store/cryptvfs"
)

// Options of a store. The zero value is what the program uses.
type Options struct {
	VolumeBytes int64 // a volume of this size is sealed; default 2 GB
	OpenVolumes int   // volumes kept open for reading; default 8

	segment int64 // of tests: segmentSize
	cache   int   // of tests: writeCache
}

// Store is the media of one space. Its methods are safe for concurrent use.
type Store struct {
	dir, space string
	vfs        *cryptvfs.VFS
	opts       Options

	// write is held by whoever changes a volume or decides which one is next. It is taken before mu and before any
	// volume's lock.
	write   sync.Mutex
	large   sync.Mutex // one blob of several segments at a time
	growing *volume    // where it goes; under write

	mu      sync.Mutex
	queue   []*request // blobs that wait for a transaction
	volumes []*volume  // by number
	index   map[Hash]place
	loaded  bool
	clock   int64
	closed  bool
}

// Info describes a blob.
type Info struct {
	Hash   Hash
	Size   int64
	Volume string // file name
	New    bool   // of Put: it was not there before
}

// VolumeInfo describes a volume.
type VolumeInfo struct {
	Path   string
	Number int
	Sealed bool
	// Generation changes whenever something was erased. A backup of a sealed volume is good as long as it is the same.
	Generation int64
	Bytes      int64 // of the file
	Stored     int64 // of the contents in it
	Count      int
	Err        error // it cannot be opened: damaged, or not ours
}

// Open opens the media of a space in dir. It only lists the files; the first use reads their indexes.
// vfs must stay open until Close.
func Open(dir, space string, vfs *cryptvfs.VFS, opts Options) (*Store, error) {
	if opts.VolumeBytes == 0 {
		opts.VolumeBytes = 2e9
	}
	if opts.OpenVolumes == 0 {
		opts.OpenVolumes = 8
	}
	if opts.segment == 0 {
		opts.segment = segmentSize
	}
	if opts.cache == 0 {
		opts.cache = writeCache
	}
	s := &Store{dir: dir, space: space, vfs: vfs, opts: opts, index: map[Hash]place{}}
	names, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("open media of %s: %w", space, err)
	}
	for _, e := range names {
		var n int
		if _, err := fmt.Sscanf(e.Name(), space+"-media-%d.db", &n); err == nil && e.Name() == s.fileName(n) {
			s.volumes = append(s.volumes, s.newVolume(n))
		}
	}
	slices.SortFunc(s.volumes, func(a, b *volume) int { return a.number - b.number })
	return s, nil
}

func (s *Store) newVolume(n int) *volume {
	return &volume{number: n, path: filepath.Join(s.dir, s.fileName(n)), cache: s.opts.cache}
}

func (s *Store) fileName(n int) string { return fmt.Sprintf("%s-media-%04d.db", s.space, n) }

// Close closes all volumes. Blobs still being read fail.
func (s *Store) Close() error {
	s.write.Lock()
	defer s.write.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	var errs []error
	for _, v := range s.volumes {
		if v.ro != nil {
			errs = append(errs, v.ro.Close())
			v.ro = nil
		}
		if v.rw != nil {
			errs = append(errs, v.rw.Close())
			v.rw = nil
		}
	}
	return errors.Join(errs...)
}

var errClosed = errors.New("media: the store is closed")

// borrow returns a reading handle of v and what to call when done. It closes the handles least recently used.
func (s *Store) borrow(v *volume) (*sql.DB, func(), error) {
	v.mu.RLock() // opening reads, too
	defer v.mu.RUnlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, nil, errClosed
	}
	if v.ro == nil {
		if v.rw == nil {
			if err := v.recover(s.vfs); err != nil {
				return nil, nil, err
			}
		}
		db, err := s.vfs.Open(v.path, v.config(true))
		if err != nil {
			return nil, nil, v.classify(err)
		}
		v.ro, v.read = db, nil
	}
	s.clock++
	v.used = s.clock
	v.users++
	s.evict()
	return v.ro, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		v.users--
	}, nil
}

func (s *Store) evict() {
	for {
		open, oldest := 0, (*volume)(nil)
		for _, v := range s.volumes {
			if v.ro == nil {
				continue
			}
			open++
			if v.users == 0 && (oldest == nil || v.used < oldest.used) {
				oldest = v
			}
		}
		if open <= s.opts.OpenVolumes || oldest == nil {
			return
		}
		oldest.ro.Close()
		oldest.ro = nil
	}
}

// Has reports whether the blob is here.
func (s *Store) Has(ctx context.Context, h Hash) (bool, error) {
	_, ok, err := s.find(ctx, h)
	return ok, err
}

// Stat describes a blob; EMissing if it is not here.
func (s *Store) Stat(ctx context.Context, h Hash) (Info, error) {
	p, ok, err := s.find(ctx, h)
	if err != nil {
		return Info{}, err
	}
	if !ok {
		return Info{}, missing(h)
	}
	return Info{Hash: h, Size: p.size, Volume: p.vol.name()}, nil
}

// List describes all blobs, in no particular order. With it a caller marks what is still named somewhere and hands the
// rest to Erase. A blob that comes in meanwhile is not in the list; but Put may answer that a blob on the list is there
// already, so nothing may be imported between the marking and the sweep.
func (s *Store) List(ctx context.Context) ([]Info, error) {
	if err := s.load(ctx); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]Info, 0, len(s.index))
	for h, p := range s.index {
		list = append(list, Info{Hash: h, Size: p.size, Volume: p.vol.name()})
	}
	return list, nil
}

// Volumes describes the files, by number.
func (s *Store) Volumes(ctx context.Context) ([]VolumeInfo, error) {
	if err := s.load(ctx); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []VolumeInfo
	for _, v := range s.volumes {
		info := VolumeInfo{Path: v.path, Number: v.number, Sealed: v.sealed, Generation: v.gen, Stored: v.stored, Count: v.count, Err: v.damaged}
		if st, err := os.Stat(v.path); err == nil {
			info.Bytes = st.Size()
		}
		list = append(list, info)
	}
	return list, nil
}
