package media_test

import (
	"bufio"
	"bytes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"feltbog/internal/store/media"

	"golang.org/x/crypto/chacha20poly1305"
)

// The peer: one file per blob, XChaCha20-Poly1305 in chunks of 64 KiB. It counts when it would be there after a power
// cut: its contents are synced and so is the folder that holds its name, as POSIX asks for.
const sealChunk = 64 << 10

func writeSealed(path string, aead cipher.AEAD, r io.Reader) (h media.Hash, err error) {
	f, err := os.Create(path)
	if err != nil {
		return h, err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce[:16])
	if _, err := w.Write(nonce); err != nil {
		return h, err
	}
	buf, out := make([]byte, sealChunk), make([]byte, 0, sealChunk+64)
	sum := sha256.New()
	for i := uint64(0); ; i++ {
		n, err := io.ReadFull(r, buf)
		if n > 0 {
			sum.Write(buf[:n])
			binary.LittleEndian.PutUint64(nonce[16:], i)
			if _, err := w.Write(aead.Seal(out, nonce, buf[:n], nil)); err != nil {
				return h, err
			}
		}
		if err != nil {
			if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
				return h, err
			}
			break
		}
	}
	if err := w.Flush(); err != nil {
		return h, err
	}
	if err := f.Sync(); err != nil {
		return h, err
	}
	return media.Hash(sum.Sum(nil)), syncFolder(filepath.Dir(path))
}

func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && runtime.GOOS != "windows" { // Windows keeps names in its own log
		return err
	}
	return nil
}

func readSealed(path string, aead cipher.AEAD) (h media.Hash, err error) {
	f, err := os.Open(path)
	if err != nil {
		return h, err
	}
	defer f.Close()
	nonce := make([]byte, aead.NonceSize())
	if _, err := io.ReadFull(f, nonce); err != nil {
		return h, err
	}
	buf, out := make([]byte, sealChunk+aead.Overhead()), make([]byte, 0, sealChunk)
	sum := sha256.New()
	for i := uint64(0); ; i++ {
		n, err := io.ReadFull(f, buf)
		if n > 0 {
			binary.LittleEndian.PutUint64(nonce[16:], i)
			plain, err := aead.Open(out, nonce, buf[:n], nil)
			if err != nil {
				return h, err
			}
			sum.Write(plain)
		}
		if err != nil {
			if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
				return media.Hash(sum.Sum(nil)), nil
			}
			return h, err
		}
	}
}

// parallel calls f for 0..n-1, at most k at once.
func parallel(k, n int, f func(int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range k {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
}

// BenchmarkAgainstFiles stores and reads photos of 3 MB both ways, in turns, and reports the ratio of the speeds
// (1 = as fast as files). Every photo is durable before the next begins.
func BenchmarkAgainstFiles(b *testing.B) {
	const size, perRound = 3e6, 10
	aead, err := chacha20poly1305.NewX(make([]byte, 32))
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	s := open(b, dir, register(b), media.Options{})
	base := contents(1, size)
	n := 0
	next := func() []byte { // other contents and another size each time, as photos have
		n++
		binary.LittleEndian.PutUint64(base, uint64(n))
		return base[:size-n]
	}
	path := func(i int) string { return filepath.Join(dir, fmt.Sprint("blob", i)) }
	report := func(b *testing.B, ours, theirs time.Duration, bytes float64) {
		b.ReportMetric(bytes/1e6/ours.Seconds(), "volume-MB/s")
		b.ReportMetric(bytes/1e6/theirs.Seconds(), "files-MB/s")
		b.ReportMetric(float64(theirs)/float64(ours), "ratio")
	}
	// A volume is made once for 2 GB of photos: that is not what is measured.
	put(b, s, next())
	if _, err := writeSealed(path(n), aead, bytes.NewReader(base)); err != nil {
		b.Fatal(err)
	}
	// One after another; as an import does it, four under way at once, for both; and eight photos per call.
	for name, inFlight := range map[string]int{"write1": 1, "write4": 4} {
		b.Run(name, func(b *testing.B) {
			var ours, theirs time.Duration
			var total float64
			for b.Loop() {
				photos := make([][]byte, perRound)
				for i := range photos {
					photos[i] = bytes.Clone(next())
				}
				first := n - perRound + 1
				start := time.Now()
				parallel(inFlight, perRound, func(i int) {
					if _, err := s.Put(ctx, bytes.NewReader(photos[i])); err != nil {
						b.Error(err)
					}
				})
				middle := time.Now()
				parallel(inFlight, perRound, func(i int) {
					if _, err := writeSealed(path(first+i), aead, bytes.NewReader(photos[i])); err != nil {
						b.Error(err)
					}
				})
				ours += middle.Sub(start)
				theirs += time.Since(middle)
				total += size * perRound
			}
			report(b, ours, theirs, total)
		})
	}
	b.Run("writeMany8", func(b *testing.B) {
		var ours, theirs time.Duration
		var total float64
		for b.Loop() {
			photos := make([][]byte, 8)
			for i := range photos {
				photos[i] = bytes.Clone(next())
			}
			start := time.Now()
			if _, err := s.PutMany(ctx, photos); err != nil {
				b.Fatal(err)
			}
			middle := time.Now()
			for i := range photos {
				if _, err := writeSealed(path(n-7+i), aead, bytes.NewReader(photos[i])); err != nil {
					b.Fatal(err)
				}
			}
			ours += middle.Sub(start)
			theirs += time.Since(middle)
			total += size * 8
		}
		report(b, ours, theirs, total)
	})
	for range 2 * perRound { // for a run of the second half alone
		c := next()
		put(b, s, c)
		if _, err := writeSealed(path(n), aead, bytes.NewReader(c)); err != nil {
			b.Fatal(err)
		}
	}
	list, err := s.List(ctx)
	if err != nil || len(list) < perRound {
		b.Fatal(len(list), err)
	}
	b.Run("read", func(b *testing.B) {
		var ours, theirs time.Duration
		var total float64
		i := 0
		for b.Loop() {
			for range perRound {
				i++
				start := time.Now()
				blob, err := s.Get(ctx, list[i%len(list)].Hash)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := blob.WriteTo(io.Discard); err != nil {
					b.Fatal(err)
				}
				blob.Close()
				middle := time.Now()
				if _, err := readSealed(path(1+i%n), aead); err != nil {
					b.Fatal(err)
				}
				ours += middle.Sub(start)
				theirs += time.Since(middle)
				total += size
			}
		}
		report(b, ours, theirs, total)
	})
}
