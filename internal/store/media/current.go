package media

import (
	"context"
	"database/sql"
	"fmt"
	"os"
)

// current is the volume to write to, open for writing. It seals a full one and begins the next. Under write.
func (s *Store) current(ctx context.Context) (*volume, error) {
	if s.closed {
		return nil, errClosed
	}
	if s.growing != nil {
		return s.growing, nil // must not be sealed under the blob that is coming in
	}
	number := 1
	if n := len(s.volumes); n > 0 {
		v := s.volumes[n-1]
		if !v.sealed && v.damaged == nil {
			if err := s.openForWriting(v); err != nil {
				return nil, err
			}
			st, err := os.Stat(v.path)
			if err != nil {
				return nil, fmt.Errorf("media: %w", err)
			}
			if st.Size() < s.opts.VolumeBytes {
				return v, nil
			}
			if err := s.seal(ctx, v); err != nil {
				return nil, err
			}
		}
		number = v.number + 1
	}
	v := s.newVolume(number)
	v.recorded = true
	if err := s.openForWriting(v); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.volumes = append(s.volumes, v)
	return v, nil
}

func (s *Store) openForWriting(v *volume) error {
	if v.rw != nil {
		return nil
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	db, err := v.openWriter(s.vfs)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v.rw = db
	return nil
}

// seal marks a volume as full and closes it for writing.
func (s *Store) seal(ctx context.Context, v *volume) error {
	err := v.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.Exec("UPDATE meta SET value=1 WHERE key='sealed'")
		return err
	})
	if err != nil {
		return err
	}
	s.mu.Lock()
	v.sealed = true
	s.mu.Unlock()
	return s.closeWriter(v)
}

// closeWriter closes v for writing.
func (s *Store) closeWriter(v *volume) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	err := v.rw.Close()
	v.rw = nil
	return err
}
