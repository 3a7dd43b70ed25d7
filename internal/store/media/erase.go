package media

import (
	"context"
	"database/sql"
	"errors"
)

// Erase removes blobs for good: rows and freed pages are overwritten with zeros, the pages given back to the file
// system, the journal removed. Hashes that are not here are passed over. It works volume by volume; when it fails, what
// is gone is gone and calling it again does the rest.
//
// Copies elsewhere (backups, other machines) are the caller's business, as is the disk's own: a solid-state disk may
// keep old, encrypted sectors.
func (s *Store) Erase(ctx context.Context, hashes ...Hash) error {
	if err := s.load(ctx); err != nil {
		return err
	}
	s.write.Lock()
	defer s.write.Unlock()
	if s.closed {
		return errClosed
	}
	byVolume := map[*volume]map[Hash]place{}
	s.mu.Lock()
	for _, h := range hashes {
		if p, ok := s.index[h]; ok {
			if byVolume[p.vol] == nil {
				byVolume[p.vol] = map[Hash]place{}
			}
			byVolume[p.vol][h] = p
		}
	}
	s.mu.Unlock()
	var errs []error
	for v, blobs := range byVolume {
		errs = append(errs, s.eraseFrom(ctx, v, blobs))
	}
	return errors.Join(errs...)
}

func (s *Store) eraseFrom(ctx context.Context, v *volume, blobs map[Hash]place) error {
	wasOpen := v.rw != nil
	if err := s.openForWriting(v); err != nil {
		return err
	}
	if !wasOpen {
		defer s.closeWriter(v)
	}
	err := v.transact(ctx, func(tx *sql.Tx) error {
		for _, p := range blobs {
			if err := remove(tx, p.id); err != nil {
				return err
			}
		}
		_, err := tx.Exec("UPDATE meta SET value=value+1 WHERE key='generation'")
		return err
	})
	if err != nil {
		return err
	}
	s.mu.Lock()
	for h, p := range blobs {
		delete(s.index, h)
		v.count--
		v.stored -= p.size
	}
	v.gen++
	s.mu.Unlock()
	return v.shrink(ctx)
}

// shrink gives free pages back. They are zeros already, so a failure loses no secrecy, only space.
func (v *volume) shrink(ctx context.Context) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	rows, err := v.rw.QueryContext(ctx, "PRAGMA incremental_vacuum")
	if err != nil {
		return v.classify(err)
	}
	defer rows.Close()
	for rows.Next() {
	}
	return v.classify(rows.Err())
}
