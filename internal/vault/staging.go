package vault

import (
	"context"
	"errors"
	"io"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/media"
)

// stagingNote is the key under which a space remembers files that are coming in before the change sets that name them.
const stagingNote = "staging:"

// Staging is the files of something that is being taken in. They go where they belong at once, but nothing names them
// until the change sets are here; when those do not come, because the user stopped it, something was wrong or the
// process was killed, the files go again, at the latest when the vault is opened next.
type Staging struct {
	s     *Space
	key   string
	batch [][]byte
	want  []media.Hash // of the batch
	size  int
	free  [][]byte // buffers of earlier batches
	came  []media.Hash
}

// Stage begins. All files that may come are named; those that are here already stay whatever happens.
func (s *Space) Stage(ctx context.Context, hashes [][32]byte) (*Staging, error) {
	st := &Staging{s: s, key: stagingNote + feltbog.NewID().String()}
	var note []byte
	for _, h := range hashes {
		here, err := s.Media.Has(ctx, h)
		if err != nil {
			return nil, err
		}
		if !here {
			note = append(note, h[:]...)
		}
	}
	return st, s.SetLocal(ctx, st.key, note)
}

// batched is how large a file may be to be written together with others.
const batched = 4 << 20

// Put takes one file in and checks its hash. Small files are written together, so one may be checked and durable only
// when Flush or Settle has returned.
func (st *Staging) Put(ctx context.Context, hash [32]byte, size int64, r io.Reader) error {
	if size > batched {
		b, err := st.s.Media.Put(ctx, r)
		if err == nil && b.New {
			st.came = append(st.came, b.Hash)
		}
		if err == nil && b.Hash != hash {
			err = otherFile()
		}
		return err
	}
	b := st.buffer(int(size))
	if _, err := io.ReadFull(r, b); err != nil {
		return err
	}
	if st.size+len(b) > together {
		if err := st.Flush(ctx); err != nil {
			return err
		}
	}
	st.batch, st.want, st.size = append(st.batch, b), append(st.want, hash), st.size+len(b)
	return nil
}

func otherFile() error {
	return feltbog.Errorf(feltbog.EDamaged, "staging.hash", "a file that came in is not the one that was named; nothing was changed")
}

// buffer returns n bytes, used ones where there are some.
func (st *Staging) buffer(n int) []byte {
	for i, b := range st.free {
		if cap(b) >= n {
			st.free = append(st.free[:i], st.free[i+1:]...)
			return b[:n]
		}
	}
	return make([]byte, n)
}

// Flush makes everything durable that was put.
func (st *Staging) Flush(ctx context.Context) error {
	if len(st.batch) == 0 {
		return nil
	}
	all, err := st.s.Media.PutMany(ctx, st.batch)
	for i, b := range all {
		if b.New {
			st.came = append(st.came, b.Hash)
		}
		if b.Hash != st.want[i] {
			err = errors.Join(err, otherFile())
		}
	}
	st.free, st.batch, st.want, st.size = append(st.free[:0], st.batch...), nil, nil, 0
	return err
}

// Settle flushes the last files. Nothing is put after it.
func (st *Staging) Settle(ctx context.Context) error {
	err := st.Flush(ctx)
	st.free = nil
	return err
}

// Keep ends the staging: the change sets that name the files are here. Files that they do not name go again.
func (st *Staging) Keep(ctx context.Context) error { return st.end(ctx) }

// Drop ends it too, when they are not: what came goes again. It may be called after Keep.
func (st *Staging) Drop() error { return st.end(context.Background()) }

func (st *Staging) end(ctx context.Context) error {
	if st.key == "" {
		return nil
	}
	st.batch = nil
	err := st.s.dropUnnamed(ctx, st.came)
	if err == nil {
		err = st.s.DropLocal(ctx, st.key)
	}
	if err == nil {
		st.key = ""
	}
	return err
}

// dropUnnamed erases those of the files that no change set names.
func (s *Space) dropUnnamed(ctx context.Context, hashes []media.Hash) error {
	var gone []media.Hash
	for _, h := range hashes {
		named, err := s.HasBlobRef(ctx, h)
		if err != nil {
			return err
		}
		if !named {
			gone = append(gone, h)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	return s.Media.Erase(ctx, gone...)
}

// sweepStaging takes away what a killed process was taking in.
func (v *Vault) sweepStaging(ctx context.Context) error {
	var errs []error
	for _, s := range v.Spaces() {
		notes, err := s.Locals(ctx, stagingNote)
		errs = append(errs, err)
		for key, note := range notes {
			if !strings.HasPrefix(key, stagingNote) {
				continue
			}
			var all []media.Hash
			for ; len(note) >= len(media.Hash{}); note = note[len(media.Hash{}):] {
				all = append(all, media.Hash(note[:len(media.Hash{})]))
			}
			if err := s.dropUnnamed(ctx, all); err != nil {
				errs = append(errs, err)
				continue
			}
			errs = append(errs, s.DropLocal(ctx, key))
		}
	}
	return errors.Join(errs...)
}
