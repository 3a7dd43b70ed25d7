package bench

import (
	"bufio"
	"context"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
)

// spool holds sealed sets in a file, so that the memory that is measured is the store's and not the benchmark's.
type spool struct {
	f *os.File
	r *bufio.Reader
}

// spool makes the sets of the merge: sessions on devices of their own, with their history.
func (r *runner) spool(ctx context.Context) (*spool, error) {
	f, err := os.Create(filepath.Join(r.scratch, "sets"))
	if err != nil {
		return nil, err
	}
	out := bufio.NewWriter(f)
	made := 0
	w := newWorld(77, r.space.ID, newestNote, func(body []byte, changes int) error {
		made += changes
		if _, err := out.Write(binary.AppendUvarint(nil, uint64(len(body)))); err != nil {
			return err
		}
		_, err := out.Write(body)
		return err
	})
	err = w.found()
	for n := 0; err == nil && made < r.t.Merge; n++ {
		if err = ctx.Err(); err == nil {
			err = w.sessionOf(n%len(w.devices), notesPerSession/2+w.rng.IntN(notesPerSession))
		}
	}
	if err == nil {
		err = out.Flush()
	}
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return &spool{f: f, r: bufio.NewReaderSize(f, 1<<20)}, nil
}

// next returns the next set, nil at the end.
func (s *spool) next() ([]byte, error) {
	n, err := binary.ReadUvarint(s.r)
	if err == io.EOF {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	body := make([]byte, n)
	_, err = io.ReadFull(s.r, body)
	return body, err
}

func (s *spool) close() { s.f.Close() }
