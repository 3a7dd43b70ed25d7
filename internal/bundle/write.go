package bundle

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"

	"filippo.io/age"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
)

// magic begins what lies under the encryption.
const magic = "feltbundle 1\n"

// Contents is what a pakke is made of.
type Contents struct {
	// Sets that Measure has measured.
	Sets Sets
	// Open reads a picture or a file. Reading it to the end checks it against its hash.
	Open func(hash [32]byte) (io.ReadCloser, error)
}

// Write writes a pakke. The caller fills the manifest with everything but the sender's key and the receivers, with the
// segments that Measure returned. It streams: memory does not grow with the pakke. progress may be nil; it is told how
// many bytes of Manifest.Bytes were written since it was told last.
func Write(ctx context.Context, w io.Writer, leave gate.Release, to []Recipient, m Manifest, c Contents, sign ed25519.PrivateKey, progress func(int64)) error {
	kind, err := leave.Space()
	if err != nil {
		return err
	}
	if kind != m.Kind {
		return feltbog.Errorf(feltbog.EInternal, "bundle.space", "the gate let out the space %q, not %q", kind, m.Kind)
	}
	all, prints, err := sealFor(to)
	if err != nil {
		return err
	}
	m.For, m.Sender.Key = prints, sign.Public().(ed25519.PublicKey)
	return seal(w, all, &m, sign, func(in io.Writer) error {
		p := &writer{ctx: ctx, w: in, m: &m, told: progress}
		if err := p.segments(c.Sets); err != nil {
			return err
		}
		for _, b := range m.Blobs {
			if err := p.blob(b, c.Open); err != nil {
				return err
			}
		}
		return nil
	})
}

// seal writes what stands around the parts.
func seal(w io.Writer, to []age.Recipient, m *Manifest, sign ed25519.PrivateKey, parts func(io.Writer) error) error {
	if err := m.check(); err != nil {
		return err
	}
	manifest, err := m.encode()
	if err != nil {
		return err
	}
	in, err := age.Encrypt(w, to...)
	if err != nil {
		return feltbog.Errorf(feltbog.EUsage, "bundle.mixed", "these keys cannot be used together for one pakke: %w", err)
	}
	head := binary.BigEndian.AppendUint32([]byte(magic), uint32(len(manifest)))
	for _, b := range [][]byte{head, manifest, ed25519.Sign(sign, signed(manifest))} {
		if _, err := in.Write(b); err != nil {
			return err
		}
	}
	if err := parts(in); err != nil {
		return err
	}
	return in.Close()
}

type writer struct {
	ctx  context.Context
	w    io.Writer
	m    *Manifest
	told func(int64)
	buf  []byte
}

func (p *writer) tell(n int64) error {
	if p.told != nil {
		p.told(n)
	}
	return p.ctx.Err()
}

// segments writes the change sets. What differs from what was measured means that the project changed meanwhile: an
// erasure reached it.
func (p *writer) segments(sets Sets) error {
	z, err := newEncoder()
	if err != nil {
		return err
	}
	defer z.Close()
	n := 0
	c := cutter{full: func(b []byte) error {
		if n >= len(p.m.Segments) || p.m.Segments[n] != (Segment{uint64(len(b)), sha256.Sum256(b)}) {
			return errMoved()
		}
		n++
		p.buf = pack(z, p.buf, b)
		if _, err := p.w.Write(binary.BigEndian.AppendUint32(nil, uint32(len(p.buf)))); err != nil {
			return err
		}
		if _, err := p.w.Write(p.buf); err != nil {
			return err
		}
		return p.tell(int64(len(b)))
	}}
	err = sets(c.add)
	if err == nil {
		err = c.flush()
	}
	if err == nil && n != len(p.m.Segments) {
		err = errMoved()
	}
	return err
}

func errMoved() error {
	return feltbog.Errorf(feltbog.EBusy, "bundle.moved", "the project was changed while the pakke was made; make it again")
}

// pieceSize is how much of a file is read at a time.
const pieceSize = 256 << 10

func (p *writer) blob(b Blob, open func([32]byte) (io.ReadCloser, error)) (err error) {
	in, err := open(b.Hash)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	if cap(p.buf) < pieceSize {
		p.buf = make([]byte, pieceSize)
	}
	left := b.Size
	for {
		n, err := in.Read(p.buf[:pieceSize])
		if left -= int64(n); left < 0 {
			return errMoved()
		}
		if _, err := p.w.Write(p.buf[:n]); err != nil {
			return err
		}
		if e := p.tell(int64(n)); e != nil {
			return e
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	if left != 0 {
		return errMoved()
	}
	return nil
}
