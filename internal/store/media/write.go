package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"hash"
	"io"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
)

// Put keeps what r yields and returns its name. It is on the disk when Put returns. When r fails or ctx is cancelled
// nothing is kept.
func (s *Store) Put(ctx context.Context, r io.Reader) (Blob, error) {
	v, err := s.writable(ctx)
	if err != nil {
		return Blob{}, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	w := &writer{s: s, v: v, ctx: ctx, sum: sha256.New()}
	b, err := w.run(r)
	if err != nil {
		w.drop()
		if ctx.Err() != nil {
			err = feltbog.Errorf(feltbog.ECancelled, "job.cancelled", "stopped; nothing is half done")
		}
		return Blob{}, cryptvfs.Classify(err, v.path)
	}
	if size, err := v.bytes(ctx); err == nil && size >= s.opt.VolumeBytes {
		return b, v.seal(ctx)
	}
	return b, nil
}

// PutBytes is Put for what is in memory.
func (s *Store) PutBytes(ctx context.Context, b []byte) (Blob, error) {
	return s.Put(ctx, bytes.NewReader(b))
}

// writer brings one file into a volume.
type writer struct {
	s    *Store
	v    *volume
	ctx  context.Context
	tx   *sql.Tx
	add  *sql.Stmt
	n    int64 // row of the file
	k    int64 // chunks written
	size int64
	sum  hash.Hash
	kept bool // a transaction with a part of the file is committed
}

func (w *writer) run(r io.Reader) (Blob, error) {
	buf := make([]byte, chunkSize)
	for {
		n, err := io.ReadFull(r, buf)
		if n > 0 {
			if err := w.chunk(buf[:n]); err != nil {
				return Blob{}, err
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return w.finish()
		}
		if err != nil {
			return Blob{}, err
		}
	}
}

func (w *writer) chunk(b []byte) error {
	if w.ctx.Err() != nil {
		return w.ctx.Err()
	}
	if w.k > 0 && w.k%stepChunks == 0 {
		if err := w.commit(); err != nil {
			return err
		}
		w.kept = true
	}
	if err := w.begin(); err != nil {
		return err
	}
	w.sum.Write(b)
	w.size += int64(len(b))
	_, err := w.add.ExecContext(w.ctx, w.n<<chunkBits|w.k, b)
	w.k++
	return err
}

// begin opens a transaction, and with the first one the file's row.
func (w *writer) begin() error {
	if w.tx != nil {
		return nil
	}
	tx, err := w.v.db.BeginTx(w.ctx, nil)
	if err != nil {
		return err
	}
	w.tx = tx
	if w.n == 0 {
		if err := tx.QueryRowContext(w.ctx, "INSERT INTO blob(size) VALUES(0) RETURNING n").Scan(&w.n); err != nil {
			return err
		}
	}
	w.add, err = tx.PrepareContext(w.ctx, "INSERT INTO chunk(id,data) VALUES(?,?)")
	return err
}

func (w *writer) commit() error {
	tx := w.tx
	w.tx = nil
	return tx.Commit()
}

// finish names the file. One that is here already is not kept twice.
func (w *writer) finish() (Blob, error) {
	b := Blob{Size: w.size}
	w.sum.Sum(b.Hash[:0])
	if err := w.begin(); err != nil {
		return Blob{}, err
	}
	for _, v := range w.s.all() {
		var row *sql.Row
		if v == w.v {
			row = w.tx.QueryRowContext(w.ctx, "SELECT 1 FROM blob WHERE hash=?", b.Hash[:])
		} else {
			row = v.ro.QueryRowContext(w.ctx, "SELECT 1 FROM blob WHERE hash=?", b.Hash[:])
		}
		var one int
		switch err := row.Scan(&one); {
		case err == nil:
			w.drop()
			return b, nil
		case !errors.Is(err, sql.ErrNoRows):
			return Blob{}, err
		}
	}
	if _, err := w.tx.ExecContext(w.ctx, "UPDATE blob SET hash=?,size=? WHERE n=?", b.Hash[:], b.Size, w.n); err != nil {
		return Blob{}, err
	}
	if _, err := w.tx.ExecContext(w.ctx, grow); err != nil {
		return Blob{}, err
	}
	return b, w.commit()
}

// drop takes back what was written of the file. What it cannot remove now, opening the volume removes.
func (w *writer) drop() {
	if w.tx != nil {
		_ = w.tx.Rollback()
		w.tx = nil
	}
	if w.kept {
		_ = w.v.dropHalf(context.WithoutCancel(w.ctx))
	}
}

// Erase removes a file so that nothing of it is left in its volume, sealed or not. A file that is not here is an error
// of code EMissing.
func (s *Store) Erase(ctx context.Context, hash [32]byte) error {
	v, n, _, err := s.locate(ctx, hash)
	if err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	tx, err := v.db.BeginTx(ctx, nil)
	if err != nil {
		return cryptvfs.Classify(err, v.path)
	}
	// secure_delete is on for every connection of the layer: freed pages are overwritten.
	_, err = tx.ExecContext(ctx, "DELETE FROM chunk WHERE id>=? AND id<?", n<<chunkBits, (n+1)<<chunkBits)
	if err == nil {
		_, err = tx.ExecContext(ctx, "DELETE FROM blob WHERE n=?", n)
	}
	if err == nil {
		_, err = tx.ExecContext(ctx, grow)
	}
	if err != nil {
		return errors.Join(cryptvfs.Classify(err, v.path), tx.Rollback())
	}
	return cryptvfs.Classify(tx.Commit(), v.path)
}
