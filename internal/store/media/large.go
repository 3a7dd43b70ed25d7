package media

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"io"

	"feltbog/internal/feltbog"
)

// putLarge stores a blob of several segments, the first of which is in p.
func (s *Store) putLarge(ctx context.Context, r io.Reader, p *piece) (info Info, err error) {
	sum := sha256.New()
	s.large.Lock()
	defer s.large.Unlock()
	var at place
	count := 0
	defer func() {
		s.write.Lock()
		defer s.write.Unlock()
		s.growing = nil
		if at.id != 0 && (err != nil || !info.New) {
			// Cleared away at the next start if this fails, say because the disk is full.
			_ = at.vol.transact(context.WithoutCancel(ctx), func(tx *sql.Tx) error { return remove(tx, at.id) })
		}
	}()
	for {
		for _, c := range p.chunks {
			sum.Write(c)
		}
		err := func() error {
			s.write.Lock()
			defer s.write.Unlock()
			if at.vol == nil {
				v, err := s.current(ctx)
				if err != nil {
					return err
				}
				at.vol, s.growing = v, v
			} else if s.closed {
				return errClosed
			}
			if p.last {
				info = Info{Hash: Hash(sum.Sum(nil)), Size: at.size + p.size, Volume: at.vol.name()}
				if old, ok := s.place(info.Hash); ok {
					info.Volume = old.vol.name()
					return nil
				}
				info.New = true
			}
			id := at.id
			err := at.vol.transact(ctx, func(tx *sql.Tx) (err error) {
				if id == 0 {
					if id, err = addBlob(tx, 0); err != nil {
						return err
					}
				}
				if err := addChunks(tx, id, count, p.chunks); err != nil || !p.last {
					return err
				}
				return finish(tx, id, info.Hash, info.Size)
			})
			if err == nil {
				at.id = id // not before: an id that was rolled back may be given to another blob
			}
			if err == nil && info.New {
				at.size = info.Size
				s.mu.Lock()
				s.enter(info.Hash, at)
				s.mu.Unlock()
			}
			return err
		}()
		if err != nil {
			return Info{}, err
		}
		if p.last {
			return info, nil
		}
		count += len(p.chunks)
		at.size += p.size
		if at.size > maxBlob-segmentSize {
			return Info{}, feltbog.Errorf(feltbog.EInvalid, "media.size", "A file of more than 256 GB cannot be stored.")
		}
		if err := p.fill(ctx, r, s.opts.segment); err != nil {
			return Info{}, err
		}
	}
}
