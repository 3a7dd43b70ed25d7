package store

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"errors"
	"os"
	"sync"
	"time"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
)

// Options says how a space is opened.
type Options struct {
	Space  feltbog.ID
	Kind   feltbog.SpaceKind
	Now    func() time.Time // nil: time.Now
	Create bool             // make the database if it is not there
}

// The page cache of the writing connection. An import reads and writes the whole index of record ids, in no order; with
// a cache that does not hold it, pages are ciphered over and over.
const (
	cacheKiB     = 32 << 10
	bulkCacheKiB = 64 << 10
)

// Store is one open space. Its methods may be called from any goroutine; writes wait for each other.
type Store struct {
	path string
	opt  Options
	vfs  *cryptvfs.VFS

	mu   sync.Mutex     // held by whoever writes
	only []feltbog.Kind // what may be written here; nil: everything that lives here
	rw   *sql.DB
	w    *sql.Conn // the one writing connection
	ro   *sql.DB   // the readers' pool
	stmt map[string]*sql.Stmt

	dict  *dict
	sign  ed25519.PrivateKey // signs the end of the own chain; nil leaves it unsigned
	chain change.Chain       // end of the own chain
	clock change.Clock       // never runs backwards, also not across restarts

	erasures   change.Erasures
	ridRun     [2]int64 // the last run of neighbouring row numbers handed out
	listenerMu sync.Mutex
	listeners  []func([]feltbog.ID)
}

// Open opens or makes the space's database at path through the encrypting layer and brings it to the newest version.
// Nothing is written to the log before Begin has said which device writes.
func Open(ctx context.Context, vfs *cryptvfs.VFS, path string, opt Options) (*Store, error) {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	s := &Store{path: path, opt: opt, vfs: vfs, stmt: map[string]*sql.Stmt{}, erasures: change.NewErasures()}
	if !opt.Create {
		if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
			return nil, feltbog.Errorf(feltbog.EMissing, "store.missing", "%s is missing from the vault: take it from a backup", path).
				With("file", path)
		}
	}
	var err error
	s.rw, err = vfs.Open(path, cryptvfs.Config{Journal: cryptvfs.WAL, MaxConns: 1, CacheKiB: cacheKiB, Create: opt.Create})
	if err != nil {
		return nil, err
	}
	if s.w, err = s.rw.Conn(ctx); err == nil {
		err = s.start(ctx)
	}
	if err != nil {
		s.Close()
		return nil, s.err(err)
	}
	return s, nil
}

func (s *Store) start(ctx context.Context) error {
	if err := s.migrate(ctx); err != nil {
		return err
	}
	if err := s.identify(ctx); err != nil {
		return err
	}
	var err error
	if s.dict, err = loadDict(ctx, s.w); err != nil {
		return err
	}
	if err := s.loadClock(ctx); err != nil {
		return err
	}
	if err := s.loadErasures(ctx); err != nil {
		return err
	}
	if err := s.reshape(ctx); err != nil {
		return err
	}
	s.ro, err = s.vfs.Open(s.path, cryptvfs.Config{Journal: cryptvfs.WAL, ReadOnly: true, MaxConns: 3, CacheKiB: 16 << 10})
	return err
}

// Begin names the device that writes from now on, seals a draft that a crash left behind, finishes an erasure that was
// cut off, and checks the end of the own chain. A copied or restored vault begins with a new device: two machines must
// never number their changes in one chain.
func (s *Store) Begin(ctx context.Context, device feltbog.ID, sign ed25519.PrivateKey) error {
	s.mu.Lock()
	s.sign = sign
	s.loadChain(device)
	s.mu.Unlock()
	if err := s.checkEnd(ctx); err != nil {
		return err
	}
	if _, _, err := s.Seal(ctx); err != nil {
		return err
	}
	return s.finishErasure(ctx, false)
}

// OwnSeq returns the number of the last set that device made here.
func (s *Store) OwnSeq(device feltbog.ID) uint64 {
	if d, ok := s.dict.device(device); ok {
		return uint64(d.top)
	}
	return 0
}

// Device returns the device that writes.
func (s *Store) Device() feltbog.ID {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.chain.Device
}

// identify ties the file to its space, so that files that changed places are noticed.
func (s *Store) identify(ctx context.Context) error {
	var have []byte
	err := s.w.QueryRowContext(ctx, "SELECT value FROM meta WHERE key='space'").Scan(&have)
	if errors.Is(err, sql.ErrNoRows) {
		if !s.opt.Create {
			return feltbog.Errorf(feltbog.EDamaged, "store.damaged", "%s is not a space of a vault", s.path).With("file", s.path)
		}
		_, err = s.w.ExecContext(ctx, "INSERT INTO meta VALUES('space',?),('kind',?)", s.opt.Space[:], string(s.opt.Kind))
		return err
	}
	if err == nil && string(have) != string(s.opt.Space[:]) {
		return feltbog.Errorf(feltbog.EDamaged, "store.other", "%s belongs to another space", s.path).With("file", s.path)
	}
	return err
}

// loadClock finds the latest time this space has seen.
func (s *Store) loadClock(ctx context.Context) error {
	var last int64
	if err := s.w.QueryRowContext(ctx, "SELECT coalesce((SELECT value FROM meta WHERE key='clock'),0)").Scan(&last); err != nil {
		return err
	}
	s.clock = change.Clock(last)
	return nil
}

// loadChain finds the end of a device's chain.
func (s *Store) loadChain(device feltbog.ID) {
	s.chain = change.Chain{Space: s.opt.Space, Device: device}
	if d, ok := s.dict.device(device); ok {
		s.chain.Seq = uint64(d.seq)
		copy(s.chain.Hash[:], d.hash)
	}
}

// checkEnd looks at the last set of the own chain: a log that ends otherwise than it was left is not written on.
func (s *Store) checkEnd(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	d, ok := s.dict.device(s.chain.Device)
	if !ok || d.seq == 0 {
		return nil
	}
	var body []byte
	err := s.w.QueryRowContext(ctx, "SELECT body FROM log WHERE id=?", logID(d.n, d.seq)).Scan(&body)
	if err == nil {
		var set *change.Set
		if set, err = change.DecodeTrusted(body); err == nil {
			var h [32]byte
			if h, err = change.Hash(set); err == nil && h == s.chain.Hash {
				return nil
			}
		}
	}
	return feltbog.Errorf(feltbog.EDamaged, "store.end",
		"the change log in %s does not end as it was left; run verify, or take the vault from a backup", s.path).With("file", s.path)
}

// Local reads a value that belongs to this machine's copy of the space alone and never travels; nil when there is none.
func (s *Store) Local(ctx context.Context, key string) ([]byte, error) {
	var b []byte
	err := s.ro.QueryRowContext(ctx, "SELECT value FROM meta WHERE key=?", "local:"+key).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return b, s.err(err)
}

// SetLocal writes a value that Local reads. It is durable when SetLocal returns.
func (s *Store) SetLocal(ctx context.Context, key string, value []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.exec(ctx, "INSERT INTO meta VALUES(?,?) ON CONFLICT(key) DO UPDATE SET value=excluded.value", "local:"+key, value)
}

// Close seals nothing: a draft is durable as it is. It closes the database and brings the write-ahead log home.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	for _, st := range s.stmt {
		errs = append(errs, st.Close())
	}
	s.stmt = map[string]*sql.Stmt{}
	if s.ro != nil {
		errs = append(errs, s.ro.Close())
	}
	if s.w != nil {
		errs = append(errs, s.w.Close())
	}
	if s.rw != nil {
		errs = append(errs, s.rw.Close())
	}
	return errors.Join(errs...)
}

// Space returns the id of the space.
func (s *Store) Space() feltbog.ID { return s.opt.Space }

// Kind returns the kind of the space.
func (s *Store) Kind() feltbog.SpaceKind { return s.opt.Kind }

// Path returns the database file.
func (s *Store) Path() string { return s.path }

// OnChange calls f with the ids of changed records after each committed write, from the goroutine that wrote.
func (s *Store) OnChange(f func([]feltbog.ID)) {
	s.listenerMu.Lock()
	s.listeners = append(s.listeners, f)
	s.listenerMu.Unlock()
}

func (s *Store) changed(ids []feltbog.ID) {
	s.listenerMu.Lock()
	fs := s.listeners
	s.listenerMu.Unlock()
	for _, f := range fs {
		f(ids)
	}
}

// err turns the database's errors into the vocabulary's.
func (s *Store) err(err error) error {
	if err == nil {
		return nil
	}
	return cryptvfs.Classify(err, s.path)
}

func (s *Store) exec(ctx context.Context, q string, args ...any) error {
	_, err := s.w.ExecContext(ctx, q, args...)
	return s.err(err)
}

// prepared returns a statement of the writing connection, prepared once.
func (s *Store) prepared(ctx context.Context, q string) (*sql.Stmt, error) {
	if st := s.stmt[q]; st != nil {
		return st, nil
	}
	st, err := s.w.PrepareContext(ctx, q)
	if err != nil {
		return nil, s.err(err)
	}
	s.stmt[q] = st
	return st, nil
}
