package media

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"feltbog/internal/feltbog"
)

// Put stores what r gives and returns its address. It is durable when Put returns; after an error or a cancelled ctx
// nothing of it is kept. Contents that are here already are read and hashed but not written.
func (s *Store) Put(ctx context.Context, r io.Reader) (Info, error) {
	if err := s.load(ctx); err != nil {
		return Info{}, err
	}
	var p piece
	defer p.release()
	if err := p.fill(ctx, r, s.opts.segment); err != nil {
		return Info{}, err
	}
	if !p.last {
		return s.putLarge(ctx, r, &p)
	}
	infos, err := s.putWhole(ctx, []whole{newWhole(p.chunks, p.size)})
	if err != nil {
		return Info{}, err
	}
	return infos[0], nil
}

// PutMany stores several blobs in one transaction: all or none. A transaction costs four syncs of the disk whatever its
// size, so this is how an import should write: eight photos per call take half the time of eight calls. Their sum should
// stay below 24 MB, the writer's cache.
func (s *Store) PutMany(ctx context.Context, contents [][]byte) ([]Info, error) {
	if err := s.load(ctx); err != nil {
		return nil, err
	}
	blobs := make([]whole, len(contents))
	for i, b := range contents {
		blobs[i] = newWhole(slices.Collect(slices.Chunk(b, chunkSize)), int64(len(b)))
	}
	return s.putWhole(ctx, blobs)
}

// whole is a blob that is in memory.
type whole struct {
	hash   Hash
	size   int64
	chunks [][]byte
}

// newWhole hashes. (Hashing beside the transaction was tried: on a busy machine the one waits for the other and it takes
// half as long again.)
func newWhole(chunks [][]byte, size int64) whole {
	sum := sha256.New()
	for _, c := range chunks {
		sum.Write(c)
	}
	return whole{hash: Hash(sum.Sum(nil)), size: size, chunks: chunks}
}

// piece is up to one segment of a blob in memory.
type piece struct {
	chunks [][]byte
	size   int64
	last   bool // the blob ends with it
}

var chunkPool = sync.Pool{New: func() any { return new([chunkSize]byte) }}

// fill replaces the piece by the next one of r.
func (p *piece) fill(ctx context.Context, r io.Reader, limit int64) error {
	p.release()
	for p.size < limit {
		if err := ctx.Err(); err != nil {
			return feltbog.Errorf(feltbog.ECancelled, "media.cancelled", "Stopped; nothing of it was kept. %w", err)
		}
		b := chunkPool.Get().(*[chunkSize]byte)
		n, err := io.ReadFull(r, b[:])
		if n > 0 {
			p.chunks = append(p.chunks, b[:n])
			p.size += int64(n)
		} else {
			chunkPool.Put(b)
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			p.last = true
			return nil
		case err != nil:
			return fmt.Errorf("media: read what is to be stored: %w", err)
		}
	}
	return nil
}

func (p *piece) release() {
	for _, c := range p.chunks {
		chunkPool.Put((*[chunkSize]byte)(c[:chunkSize]))
	}
	*p = piece{chunks: p.chunks[:0]}
}
