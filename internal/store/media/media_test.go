package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
)

var ctx = context.Background()

func testLayer(t testing.TB, opts ...cryptvfs.Option) *cryptvfs.VFS {
	t.Helper()
	v, err := cryptvfs.Register(bytes.Repeat([]byte{5}, 32), opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	return v
}

func openTest(t testing.TB, dir string, vfs *cryptvfs.VFS, opt Options) *Store {
	t.Helper()
	s, err := Open(ctx, dir, "team", vfs, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// noise returns n bytes that no compression or luck makes equal.
func noise(seed uint64, n int) []byte {
	b := make([]byte, n)
	var key [32]byte
	key[0], key[1], key[2] = byte(seed), byte(seed>>8), byte(seed>>16)
	rand.NewChaCha8(key).Read(b)
	return b
}

func TestAFileComesBackAsItWasWhateverItsSize(t *testing.T) {
	s := openTest(t, t.TempDir(), testLayer(t), Options{})
	for i, n := range []int{0, 1, chunkSize - 1, chunkSize, chunkSize + 1, 9 << 20} {
		want := noise(uint64(i), n)
		b, err := s.PutBytes(ctx, want)
		if err != nil {
			t.Fatal(err)
		}
		if b.Hash != sha256.Sum256(want) || b.Size != int64(n) {
			t.Errorf("%d bytes: named %x, %d", n, b.Hash[:4], b.Size)
		}
		got, err := s.Bytes(ctx, b.Hash)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes: read back %d, %v", n, len(got), err)
		}
	}
	if found, err := s.Verify(ctx, nil); err != nil || len(found) != 0 {
		t.Errorf("verify: %v, %v", found, err)
	}
}

func TestAFileIsKeptOnceAlsoAcrossVolumes(t *testing.T) {
	s := openTest(t, t.TempDir(), testLayer(t), Options{VolumeBytes: 1 << 20})
	first := noise(1, 700<<10)
	for i := range 6 {
		if _, err := s.PutBytes(ctx, noise(uint64(i+1), 700<<10)); err != nil {
			t.Fatal(err)
		}
	}
	before, err := s.Volumes(ctx)
	if err != nil || len(before) < 3 {
		t.Fatalf("volumes: %+v, %v", before, err)
	}
	for i, v := range before[:len(before)-1] {
		if !v.Sealed {
			t.Errorf("volume %d is not sealed", i+1)
		}
	}
	if _, err := s.PutBytes(ctx, first); err != nil {
		t.Fatal(err)
	}
	after, _ := s.Volumes(ctx)
	var n, m int64
	for i := range after {
		m += after[i].Count
		if i < len(before) {
			n += before[i].Count
		}
	}
	if n != m {
		t.Errorf("the same file is kept twice: %d files before, %d after", n, m)
	}
}

// broken yields some bytes and then fails.
type broken struct{ r io.Reader }

func (b broken) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if errors.Is(err, io.EOF) {
		err = errors.New("the card was pulled out")
	}
	return n, err
}

func TestAPutThatFailsOrIsCancelledLeavesNothing(t *testing.T) {
	dir, vfs := t.TempDir(), testLayer(t)
	s := openTest(t, dir, vfs, Options{})
	if _, err := s.Put(ctx, broken{bytes.NewReader(noise(1, 20<<20))}); err == nil {
		t.Fatal("a broken source was kept")
	}
	cancelled, cancel := context.WithCancel(ctx)
	_, err := s.Put(cancelled, io.MultiReader(bytes.NewReader(noise(2, 20<<20)), cancelling{cancel}, bytes.NewReader(noise(3, 1<<20))))
	if feltbog.ErrorCode(err) != feltbog.ECancelled {
		t.Errorf("cancelled: %v", err)
	}
	v := s.all()[0]
	var blobs, chunks int
	if err := v.ro.QueryRow("SELECT (SELECT count(*) FROM blob),(SELECT count(*) FROM chunk)").Scan(&blobs, &chunks); err != nil || blobs+chunks != 0 {
		t.Errorf("left behind: %d files, %d chunks, %v", blobs, chunks, err)
	}
}

type cancelling struct{ cancel func() }

func (c cancelling) Read([]byte) (int, error) { c.cancel(); return 0, io.EOF }

func TestAFileWhoseWritingWasKilledIsGoneAtTheNextOpen(t *testing.T) {
	dir, vfs := t.TempDir(), testLayer(t)
	s := openTest(t, dir, vfs, Options{})
	v, err := s.writable(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.db.Exec("INSERT INTO blob(n,size) VALUES(7,0); INSERT INTO chunk VALUES(?, x'00')", 7<<chunkBits); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s = openTest(t, dir, vfs, Options{})
	var n int
	if err := s.all()[0].ro.QueryRow("SELECT count(*) FROM chunk").Scan(&n); err != nil || n != 0 {
		t.Errorf("%d chunks of half a file are left, %v", n, err)
	}
}

func TestAMissingFileIsNamedAndAnErasedOneIsMissing(t *testing.T) {
	s := openTest(t, t.TempDir(), testLayer(t), Options{})
	b, err := s.PutBytes(ctx, noise(1, 3<<20))
	if err != nil {
		t.Fatal(err)
	}
	gen, _ := s.Volumes(ctx)
	if err := s.Erase(ctx, b.Hash); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get(ctx, b.Hash); feltbog.ErrorCode(err) != feltbog.EMissing {
		t.Errorf("an erased file is still found: %v", err)
	}
	if now, _ := s.Volumes(ctx); now[0].Generation == gen[0].Generation {
		t.Error("a backup could not tell that the volume changed")
	}
}

func TestNothingOfAnErasedFileIsLeftInItsVolume(t *testing.T) {
	dir, vfs := t.TempDir(), testLayer(t)
	s := openTest(t, dir, vfs, Options{})
	word := []byte("Hemmeligt-billede-af-Bjørk ")
	b, err := s.PutBytes(ctx, bytes.Repeat(word, 40000))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Erase(ctx, b.Hash); err != nil {
		t.Fatal(err)
	}
	path := s.all()[0].path
	db, err := vfs.Open(path, cryptvfs.Config{Journal: cryptvfs.Delete, ReadOnly: true, MaxConns: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("SELECT data FROM sqlite_dbpage")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	pages := 0
	for rows.Next() {
		var page []byte
		if err := rows.Scan(&page); err != nil {
			t.Fatal(err)
		}
		pages++
		if bytes.Contains(page, word[:20]) {
			t.Fatal("a page still holds the erased file")
		}
	}
	if pages < 10 {
		t.Errorf("only %d pages were looked at", pages)
	}
}

func TestTheDiskHoldsNothingReadable(t *testing.T) {
	dir := t.TempDir()
	s := openTest(t, dir, testLayer(t), Options{})
	word := strings.Repeat("sygeplejersken ", 30)
	if _, err := s.PutBytes(ctx, bytes.Repeat([]byte(word), 5000)); err != nil {
		t.Fatal(err)
	}
	s.Close()
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil || bytes.Contains(b, []byte("sygeplejersken")) || bytes.Contains(b, []byte("SQLite format")) {
			t.Errorf("%s holds plain text, or cannot be read: %v", filepath.Base(f), err)
		}
	}
}

func TestFlippedBitsInLiveDataAreFoundAndNamed(t *testing.T) {
	dir, vfs := t.TempDir(), testLayer(t)
	s := openTest(t, dir, vfs, Options{})
	if _, err := s.PutBytes(ctx, noise(1, 2<<20)); err != nil {
		t.Fatal(err)
	}
	s.Close()
	path := filepath.Join(dir, "team-media-0001.db")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 25 {
		b := bytes.Clone(whole)
		at := 4*pageSize + r.IntN(len(b)-6*pageSize) // pages of the file's chunks
		b[at] ^= 1 << r.IntN(8)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(ctx, dir, "team", vfs, Options{})
		if err != nil {
			continue // damage at the door is found as well
		}
		found, err := s.Verify(ctx, nil)
		s.Close()
		if err != nil || len(found) == 0 || !strings.Contains(found[0].What, "team-media-0001.db") {
			t.Errorf("a flipped bit at %d: %v, %v", at, found, err)
		}
	}
}

func TestAFullDiskLeavesTheOldFilesAndWorksAgainLater(t *testing.T) {
	for n := 1; n <= 50; n++ {
		dir := t.TempDir()
		left, full := n, true
		vfs := testLayer(t, cryptvfs.WithFault(func(op cryptvfs.Op) error {
			if left--; full && left < 0 {
				return cryptvfs.ErrDiskFull
			}
			return nil
		}))
		full = false
		s := openTest(t, dir, vfs, Options{})
		old, err := s.PutBytes(ctx, noise(1, 600<<10))
		if err != nil {
			t.Fatal(err)
		}
		full, left = true, n
		fresh := noise(2, 12<<20)
		_, err = s.PutBytes(ctx, fresh)
		if err != nil && feltbog.ErrorCode(err) != feltbog.EFull {
			t.Fatalf("write %d: %v", n, err)
		}
		full = false
		if _, err := s.Bytes(ctx, old.Hash); err != nil {
			t.Errorf("write %d: the old file: %v", n, err)
		}
		b, err := s.PutBytes(ctx, fresh)
		if err != nil {
			t.Fatalf("write %d: after making room: %v", n, err)
		}
		if _, err := s.Bytes(ctx, b.Hash); err != nil {
			t.Errorf("write %d: %v", n, err)
		}
		s.Close()
	}
}
