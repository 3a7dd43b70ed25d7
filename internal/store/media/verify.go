package media

import (
	"context"
	"fmt"
	"io"
	"slices"

	"feltbog/internal/feltbog"
)

// Damage is one thing Verify found wrong.
type Damage struct {
	File string // the volume
	Hash Hash   // the blob; zero when the volume itself is wrong
	Err  error
}

// Verify re-reads and re-hashes every blob and checks the structure of every volume. It reports all that is wrong;
// its own error says only that it could not finish. seen, if not nil, is called after each blob.
func (s *Store) Verify(ctx context.Context, seen func(Info)) ([]Damage, error) {
	if err := s.load(ctx); err != nil {
		return nil, err
	}
	var bad []Damage
	s.mu.Lock()
	volumes := slices.Clone(s.volumes)
	s.mu.Unlock()
	for _, v := range volumes {
		if v.damaged != nil {
			bad = append(bad, Damage{File: v.name(), Err: v.damaged})
			continue
		}
		err := s.checkStructure(ctx, v)
		if ctx.Err() != nil {
			return bad, v.classify(ctx.Err())
		}
		if err != nil {
			bad = append(bad, Damage{File: v.name(), Err: err})
		}
	}
	list, err := s.List(ctx)
	if err != nil {
		return bad, err
	}
	slices.SortFunc(list, func(a, b Info) int { // in the order on disk
		pa, _ := s.place(a.Hash)
		pb, _ := s.place(b.Hash)
		if pa.vol == nil || pb.vol == nil || pa.vol == pb.vol {
			return int(pa.id - pb.id)
		}
		return pa.vol.number - pb.vol.number
	})
	for _, info := range list {
		err := s.rehash(ctx, info.Hash)
		if ctx.Err() != nil {
			return bad, feltbog.Errorf(feltbog.ECancelled, "media.cancelled", "Stopped. %w", ctx.Err())
		}
		if err != nil {
			if still, _ := s.Has(ctx, info.Hash); still { // else erased meanwhile
				bad = append(bad, Damage{File: info.Volume, Hash: info.Hash, Err: err})
			}
		}
		if seen != nil {
			seen(info)
		}
	}
	return bad, nil
}

func (s *Store) rehash(ctx context.Context, h Hash) error {
	b, err := s.Get(ctx, h)
	if err != nil {
		return err
	}
	defer b.Close()
	_, err = b.WriteTo(io.Discard)
	return err
}

func (s *Store) checkStructure(ctx context.Context, v *volume) error {
	db, done, err := s.borrow(v)
	if err != nil {
		return err
	}
	defer done()
	v.mu.RLock()
	defer v.mu.RUnlock()
	var word string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&word); err != nil {
		return v.classify(err)
	}
	if word != "ok" {
		return damaged(v.name(), Hash{}, fmt.Errorf("integrity check: %s", word))
	}
	return nil
}

// Snapshot writes a copy of a volume to path, encrypted under the same key. It is consistent even while the volume is
// written. (A file copy beside SQLite would not be, and closing it could drop SQLite's locks.)
func (s *Store) Snapshot(ctx context.Context, number int, path string) error {
	if err := s.load(ctx); err != nil {
		return err
	}
	s.mu.Lock()
	i := slices.IndexFunc(s.volumes, func(v *volume) bool { return v.number == number })
	var v *volume
	if i >= 0 {
		v = s.volumes[i]
	}
	s.mu.Unlock()
	if v == nil {
		return feltbog.Errorf(feltbog.ENotFound, "media.volume", "There is no volume %d.", number)
	}
	db, done, err := s.borrow(v)
	if err != nil {
		return err
	}
	defer done()
	v.mu.RLock()
	defer v.mu.RUnlock()
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", s.vfs.URI(path))
	return v.classify(err)
}
