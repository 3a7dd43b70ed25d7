package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store/search"
)

// txn is one write transaction: sets go into the log, the records they touch are folded in memory and written to the
// tables and the index before the commit. It holds at most flushAt records at a time, so that any import fits in memory.
type txn struct {
	*Store
	ctx    context.Context
	recs   map[feltbog.ID]*rec
	rids   map[int64]bool // row numbers handed out and not yet in the database
	batch  *search.Batch
	ids    []feltbog.ID // changed records, for the listeners
	draft  *change.Draft
	erased bool // a set of this transaction erases: finishErasure is due
	// read is the set of the log that valueAt read last: the fields of a record often stand in one.
	read   *change.Set
	readAt int64
	grown  bool   // the page cache is that of an import
	watch  *watch // of a rehearsal; nil otherwise
}

const flushAt = 4000

// maxTold bounds how many record ids listeners are told; beyond it they are told nil: "everything may have changed".
const maxTold = 5000

// write runs f in a transaction. When anything fails the transaction is rolled back and what was remembered of the
// database is read again, so memory and file never drift apart.
func (s *Store) write(ctx context.Context, f func(*txn) error) error {
	s.mu.Lock()
	ids, err := s.writeLocked(ctx, f)
	s.mu.Unlock()
	if err == nil {
		s.changed(ids)
	}
	return err
}

func (s *Store) writeLocked(ctx context.Context, f func(*txn) error) ([]feltbog.ID, error) {
	// Beginning and committing cannot be cancelled: the answer would leave open whether it happened.
	whole := context.WithoutCancel(ctx)
	if err := s.exec(whole, "BEGIN IMMEDIATE"); err != nil {
		return nil, err
	}
	before := s.snapshot()
	x := &txn{Store: s, ctx: ctx, recs: map[feltbog.ID]*rec{}, rids: map[int64]bool{}, batch: search.NewBatch(s.w)}
	err := f(x)
	if err == nil {
		err = x.flush()
	}
	if err == nil {
		err = x.batch.Flush(ctx)
	}
	if err == nil {
		err = x.saveClock()
	}
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		err = s.exec(whole, "COMMIT")
	}
	if err != nil {
		s.rollback(before)
	}
	x.shrink()
	if err != nil {
		return nil, s.err(err)
	}
	if len(x.ids) > maxTold {
		return nil, nil
	}
	return x.ids, nil
}

// grow gives a transaction of many records a larger page cache.
func (x *txn) grow() {
	if !x.grown {
		x.grown = true
		_, _ = x.w.ExecContext(x.ctx, fmt.Sprintf("PRAGMA cache_size=-%d", bulkCacheKiB)) // slower without, but as right
	}
}

// shrink gives the memory back.
func (x *txn) shrink() {
	if x.grown {
		_, _ = x.w.ExecContext(context.Background(), fmt.Sprintf("PRAGMA cache_size=-%d; PRAGMA shrink_memory", cacheKiB))
	}
}

// remembered is what a transaction may change in memory besides the dictionary.
type remembered struct {
	chain change.Chain
	clock change.Clock
}

func (s *Store) snapshot() remembered { return remembered{chain: s.chain, clock: s.clock} }

func (s *Store) rollback(before remembered) {
	ctx := context.Background() // the caller's may be cancelled, and the transaction must end all the same
	_, _ = s.w.ExecContext(ctx, "ROLLBACK")
	s.chain, s.clock, s.ridRun = before.chain, before.clock, [2]int64{}
	if d, err := loadDict(ctx, s.w); err == nil {
		s.dict.mu.Lock()
		s.dict.devices, s.dict.byN, s.dict.names, s.dict.nameByN = d.devices, d.byN, d.names, d.nameByN
		s.dict.mu.Unlock()
	}
	s.erasures = change.NewErasures()
	_ = s.loadErasures(ctx)
}

// tick moves the space's clock to now and returns the stamp.
func (x *txn) tick() change.Clock {
	x.clock = x.clock.Next(x.opt.Now())
	return x.clock
}

func (x *txn) saveClock() error {
	return x.run("INSERT INTO meta VALUES('clock',?) ON CONFLICT(key) DO UPDATE SET value=excluded.value", int64(x.clock))
}

// run executes a statement that is prepared once per store.
func (x *txn) run(q string, args ...any) error {
	st, err := x.prepared(x.ctx, q)
	if err != nil {
		return err
	}
	_, err = st.ExecContext(x.ctx, args...)
	return err
}

// row queries one row with a statement that is prepared once per store. It reports false when there is none.
func (x *txn) row(q string, args []any, dest ...any) (bool, error) {
	st, err := x.prepared(x.ctx, q)
	if err != nil {
		return false, err
	}
	err = st.QueryRowContext(x.ctx, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// name returns the number of a field or kind name, giving it one if it is new.
func (x *txn) name(name string) (int64, error) {
	if n, ok := x.dict.number(name); ok {
		return n, nil
	}
	r, err := x.w.ExecContext(x.ctx, "INSERT INTO name(name) VALUES(?)", name)
	if err != nil {
		return 0, err
	}
	n, err := r.LastInsertId()
	if err == nil {
		x.dict.addName(name, n)
	}
	return n, err
}

// device returns the row of a device, making it if it is new.
func (x *txn) device(id feltbog.ID) (*deviceRow, error) {
	if r, ok := x.dict.own(id); ok {
		return r, nil
	}
	res, err := x.w.ExecContext(x.ctx, "INSERT INTO device(id) VALUES(?)", id[:])
	if err != nil {
		return nil, err
	}
	n, err := res.LastInsertId()
	if err != nil {
		return nil, err
	}
	if n >= 1<<23 {
		return nil, fmt.Errorf("store: too many devices")
	}
	r := &deviceRow{n: n, id: id}
	x.dict.addDevice(r)
	return r, nil
}

// logID is the row of a set in the log.
func logID(dev, seq int64) int64 { return dev<<40 | seq }

// logRow returns the row number of a set, 0 when its device is unknown here.
func (s *Store) logRow(id change.SetID) int64 {
	d, ok := s.dict.device(id.Device)
	if !ok || id.Seq >= 1<<40 {
		return 0
	}
	return logID(d.n, int64(id.Seq))
}

// setID is the inverse of logRow.
func (s *Store) setID(row int64) change.SetID {
	dev, _ := s.dict.deviceID(row >> 40)
	return change.SetID{Device: dev, Seq: uint64(row & (1<<40 - 1))}
}
