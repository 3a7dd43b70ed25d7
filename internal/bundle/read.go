package bundle

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"io"

	"filippo.io/age"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// Reader reads one pakke from its beginning to its end. It is for one goroutine.
type Reader struct {
	m    Manifest
	src  *watch
	in   io.Reader // what lies under the encryption
	read bool      // the change sets are behind
}

// ageIntro is the first line of an age file.
const ageIntro = "age-encryption.org/v1\n"

// Open reads the manifest and checks its signature, and that the pakke was made for one of the keys.
func Open(r io.Reader, keys ...Key) (*Reader, error) {
	src := &watch{r: r}
	intro := make([]byte, len(ageIntro))
	if n, err := io.ReadFull(src, intro); string(intro[:n]) != ageIntro[:n] || n == 0 && src.err == nil {
		return nil, src.closed(errIntro, keys)
	} else if err != nil {
		return nil, src.closed(err, keys)
	}
	var ids []age.Identity
	for _, k := range keys {
		if k.id != nil {
			ids = append(ids, k.id)
		}
	}
	if len(ids) == 0 {
		return nil, feltbog.Errorf(feltbog.EKey, "bundle.key.none", "a pakke is opened with a key or with its six words")
	}
	in, err := age.Decrypt(io.MultiReader(bytes.NewReader(intro), src), ids...)
	if err != nil {
		return nil, src.closed(err, keys)
	}
	p := &Reader{src: src, in: in}
	if err := p.manifest(); err != nil {
		return nil, src.torn(err)
	}
	if !p.m.meant(keys) {
		return nil, feltbog.Errorf(feltbog.EDamaged, "bundle.forwarded",
			"the pakke was sealed anew by somebody else: its sender made it for others; ask the sender for one of your own")
	}
	return p, nil
}

// Manifest says what the pakke is.
func (p *Reader) Manifest() *Manifest { return &p.m }

func (p *Reader) manifest() error {
	head := make([]byte, len(magic)+4)
	if _, err := io.ReadFull(p.in, head); err != nil {
		return err
	}
	if string(head[:len(magic)]) != magic {
		return feltbog.Errorf(feltbog.EDamaged, "bundle.not", "this file is not a pakke from Feltbog")
	}
	n := int64(binary.BigEndian.Uint32(head[len(magic):]))
	if n > maxManifest {
		return errLimit("its table of contents")
	}
	b, err := readN(p.in, n)
	if err != nil {
		return err
	}
	sig := make([]byte, ed25519.SignatureSize)
	if _, err := io.ReadFull(p.in, sig); err != nil {
		return err
	}
	m, err := decodeManifest(b)
	if err != nil {
		return err
	}
	if !ed25519.Verify(m.Sender.Key, signed(b), sig) {
		return feltbog.Errorf(feltbog.EDamaged, "bundle.signature", "the signature of the pakke does not fit; do not take it in")
	}
	p.m = *m
	return nil
}

// readN reads n bytes. Memory grows with what is there, not with what a file claims.
func readN(r io.Reader, n int64) ([]byte, error) {
	var b bytes.Buffer
	got, err := io.CopyN(&b, r, n)
	if err == io.EOF && got < n {
		err = io.ErrUnexpectedEOF
	}
	return b.Bytes(), err
}

// Sets hands out the change sets, each checked: it is one, it belongs to the space, it follows the one before it, and
// the last of each machine is the one that the manifest names. f keeps neither set nor body. f may be nil.
func (p *Reader) Sets(ctx context.Context, f func(set *change.Set, body []byte) error) error {
	chains := newChains(&p.m)
	if err := p.segments(ctx, func(b []byte) error { return chains.segment(b, f) }); err != nil {
		return err
	}
	return chains.end()
}

// Skip passes over the change sets. Their hashes are checked, and nothing else of them.
func (p *Reader) Skip(ctx context.Context) error {
	return p.segments(ctx, func([]byte) error { return nil })
}

func (p *Reader) segments(ctx context.Context, f func([]byte) error) error {
	if p.read {
		return feltbog.Errorf(feltbog.EInternal, "bundle.twice", "a pakke is read once")
	}
	p.read = true
	z, err := newDecoder()
	if err != nil {
		return err
	}
	defer z.Close()
	var plain []byte
	var packed bytes.Buffer
	for _, s := range p.m.Segments {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := p.length(s)
		if err != nil {
			return p.src.torn(err)
		}
		packed.Reset()
		if _, err := io.CopyN(&packed, p.in, n); err != nil {
			return p.src.torn(err)
		}
		b, err := unpack(z, plain, packed.Bytes(), s.Size)
		if err != nil {
			return err
		}
		if sha256.Sum256(b) != s.Hash {
			return errPart("a piece of its change sets has another hash")
		}
		if err := f(b); err != nil {
			return err
		}
		if int64(len(b)) != n { // else it is the packed bytes themselves
			plain = b
		}
	}
	return nil
}

// length reads how many bytes a segment takes in the file.
func (p *Reader) length(s Segment) (int64, error) {
	var b [4]byte
	if _, err := io.ReadFull(p.in, b[:]); err != nil {
		return 0, err
	}
	n := binary.BigEndian.Uint32(b[:])
	if n == 0 || uint64(n) > s.Size {
		return 0, errPart("a piece of its change sets has another size")
	}
	return int64(n), nil
}

// chains follows each machine's chain through the segments.
type chains struct {
	m     *Manifest
	base  map[feltbog.ID]uint64
	heads map[feltbog.ID]End // of the machines that have not come to their end
	at    change.Chain
	sets  uint64
	n     uint64 // changes
}

func newChains(m *Manifest) *chains {
	c := &chains{m: m, base: map[feltbog.ID]uint64{}, heads: map[feltbog.ID]End{}}
	for _, b := range m.Base {
		c.base[b.Device] = b.Seq
	}
	for _, h := range m.Heads {
		if h.Seq > c.base[h.Device] {
			c.heads[h.Device] = h
		}
	}
	return c
}

func (c *chains) segment(b []byte, f func(*change.Set, []byte) error) error {
	for len(b) > 0 {
		body, rest, ok := nextBody(b)
		if !ok {
			return errPart("its change sets do not stand one after the other")
		}
		set, err := change.Decode(body)
		if err != nil {
			return err
		}
		if err := c.follow(set); err != nil {
			return err
		}
		if f != nil {
			if err := f(set, body); err != nil {
				return err
			}
		}
		b = rest
	}
	return nil
}

func (c *chains) follow(set *change.Set) error {
	h, open := c.heads[set.Device]
	switch {
	case set.Space != c.m.Space:
		return errPart("a change set belongs to another space")
	case !open:
		return errPart("a change set of a machine that it does not name")
	case set.Device != c.at.Device:
		if _, left := c.heads[c.at.Device]; left {
			return errPart("change sets are missing")
		}
		c.at = change.Chain{Space: c.m.Space, Device: set.Device, Seq: c.base[set.Device]}
		if c.at.Seq > 0 {
			c.at.Hash = set.Prev // who has the one before compares it with that
		}
	}
	if err := c.at.Follow(set); err != nil {
		return err
	}
	c.sets++
	c.n += uint64(len(set.Changes))
	if c.at.Seq == h.Seq {
		if c.at.Hash != h.Hash {
			return errPart("a machine's change sets do not end as it says")
		}
		delete(c.heads, set.Device)
	}
	return nil
}

func (c *chains) end() error {
	if len(c.heads) > 0 || c.sets != c.m.Sets {
		return errPart("change sets are missing")
	}
	if c.n != c.m.Changes {
		return errPart("it holds another number of changes")
	}
	return nil
}

// Blobs hands out the files, in the manifest's order, and comes to the end of the pakke. Reading one to its end checks
// it; what f leaves unread is read and checked after it. Change sets that were not read are read and checked first. f
// may be nil.
func (p *Reader) Blobs(ctx context.Context, f func(Blob, io.Reader) error) error {
	return p.blobs(ctx, true, f)
}

// RawBlobs is Blobs for those who hash what they get in any case: f answers for the hash of what it reads. What it leaves
// unread is not looked at.
func (p *Reader) RawBlobs(ctx context.Context, f func(Blob, io.Reader) error) error {
	return p.blobs(ctx, false, f)
}

func (p *Reader) blobs(ctx context.Context, check bool, f func(Blob, io.Reader) error) error {
	if !p.read {
		if err := p.Sets(ctx, nil); err != nil {
			return err
		}
	}
	rest := make([]byte, pieceSize)
	for _, b := range p.m.Blobs {
		if err := ctx.Err(); err != nil {
			return err
		}
		in := &blobReader{ctx: ctx, p: p, left: b.Size, want: b.Hash}
		if check {
			in.sum = sha256.New()
		}
		if f != nil {
			if err := f(b, in); err != nil {
				return err
			}
		}
		for {
			_, err := in.Read(rest)
			if err == io.EOF {
				break
			}
			if err != nil {
				return err
			}
		}
	}
	var one [1]byte
	switch n, err := io.ReadFull(p.in, one[:]); {
	case n > 0:
		return errPart("something lies behind its end")
	case err != io.EOF:
		return p.src.torn(err)
	}
	return nil
}

// blobReader reads one file and answers an error instead of its end when it is another.
type blobReader struct {
	ctx  context.Context
	p    *Reader
	left int64
	want [32]byte
	sum  hash.Hash // nil: somebody else checks
	err  error
}

func (b *blobReader) Read(to []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	if b.left == 0 {
		b.err = io.EOF
		if b.sum != nil && [32]byte(b.sum.Sum(nil)) != b.want {
			b.err = errPart("a file in it has another hash")
		}
		return 0, b.err
	}
	if b.err = b.ctx.Err(); b.err != nil {
		return 0, b.err
	}
	n, err := b.p.in.Read(to[:min(int64(len(to)), b.left)])
	if b.sum != nil {
		b.sum.Write(to[:n])
	}
	b.left -= int64(n)
	if err != nil && !(errors.Is(err, io.EOF) && b.left == 0) {
		b.err = b.p.src.torn(err)
		return n, b.err
	}
	return n, nil
}
