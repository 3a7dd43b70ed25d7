package store

import (
	"context"
	"strconv"

	"feltbog/internal/store/search"
)

// finishErasure does the physical part of an erasure: old index segments are merged, free pages overwritten, the
// database rebuilt and the write-ahead log emptied. It is repeated after the next write and at the next open when it was
// cut off, or when a reader still needed the log. asked says that the caller's own write erased; another's is told
// nothing when it fails, because its write is done. It cannot be cancelled: the erasure holds already.
func (s *Store) finishErasure(ctx context.Context, asked bool) error {
	ctx = context.WithoutCancel(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	var n int
	err := s.w.QueryRowContext(ctx, "SELECT count(*) FROM pending WHERE job='erase'").Scan(&n)
	if err == nil && n > 0 {
		err = s.cleanUp(ctx)
	}
	if !asked {
		return nil
	}
	return s.err(err)
}

// readersMay is how long, in milliseconds, an erasure waits for readers before it is put off.
const readersMay = 250

func (s *Store) cleanUp(ctx context.Context) error {
	var wait int
	if err := s.w.QueryRowContext(ctx, "PRAGMA busy_timeout").Scan(&wait); err != nil {
		return err
	}
	if err := s.exec(ctx, "PRAGMA busy_timeout="+strconv.Itoa(readersMay)); err != nil {
		return err
	}
	defer func() { _ = s.exec(context.WithoutCancel(ctx), "PRAGMA busy_timeout="+strconv.Itoa(wait)) }()
	if done, err := s.emptyLog(ctx); err != nil || !done {
		return err
	}
	if err := s.purgeIndex(ctx); err != nil {
		return err
	}
	if err := s.exec(ctx, "VACUUM"); err != nil {
		return err
	}
	if done, err := s.emptyLog(ctx); err != nil || !done {
		return err
	}
	if err := s.exec(ctx, "DELETE FROM pending WHERE job='erase'"); err != nil {
		return err
	}
	_, err := s.emptyLog(ctx)
	return err
}

// purgeIndex merges the index in one transaction: cut off half way it would find less than there is.
func (s *Store) purgeIndex(ctx context.Context) error {
	if err := s.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := search.Purge(ctx, s.w)
	if err == nil {
		err = s.exec(ctx, "COMMIT")
	}
	if err != nil {
		_, _ = s.w.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	}
	return err
}

// emptyLog brings the write-ahead log home and cuts it to nothing. It reports false when a reader still needs it: SQLite
// says so in its answer, not with an error.
func (s *Store) emptyLog(ctx context.Context) (bool, error) {
	var busy, frames, moved int
	err := s.w.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved)
	return busy == 0, s.err(err)
}
