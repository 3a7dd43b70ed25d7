package media_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/store/media"
)

var ctx = context.Background()

func register(t testing.TB, opts ...cryptvfs.Option) *cryptvfs.VFS {
	t.Helper()
	v, err := cryptvfs.Register(bytes.Repeat([]byte{3}, 32), opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	return v
}

func open(t testing.TB, dir string, vfs *cryptvfs.VFS, opts media.Options) *media.Store {
	t.Helper()
	s, err := media.Open(dir, "team", vfs, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// contents are random bytes that a seed makes again.
func contents(seed uint64, n int) []byte {
	b := make([]byte, n)
	r := rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8), byte(seed >> 16), 1})
	r.Read(b)
	return b
}

func put(t testing.TB, s *media.Store, b []byte) media.Info {
	t.Helper()
	info, err := s.Put(ctx, bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if info.Hash != media.HashOf(b) || info.Size != int64(len(b)) {
		t.Fatalf("stored as %v", info)
	}
	return info
}

func wantCode(t *testing.T, err error, code feltbog.Code, key string) {
	t.Helper()
	var e *feltbog.Error
	if !errors.As(err, &e) || e.Code != code || e.Key != key {
		t.Errorf("got %v, want %s %s", err, code, key)
	}
}

// sizes around every boundary: nothing, one chunk, one segment.
var sizes = []int{0, 1, 1000, 256<<10 - 1, 256 << 10, 256<<10 + 1, 3 << 20, 8<<20 - 1, 8 << 20, 8<<20 + 1, 17<<20 + 5}

func TestWhatIsPutComesBack(t *testing.T) {
	dir, vfs := t.TempDir(), register(t)
	s := open(t, dir, vfs, media.Options{})
	for i, n := range sizes {
		if info := put(t, s, contents(uint64(i), n)); !info.New {
			t.Errorf("size %d was there already", n)
		}
	}
	s.Close()
	s = open(t, dir, vfs, media.Options{})
	for i, n := range sizes {
		want := contents(uint64(i), n)
		got, err := s.Read(ctx, media.HashOf(want))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("size %d: %d bytes, %v", n, len(got), err)
		}
		b, err := s.Get(ctx, media.HashOf(want))
		if err != nil {
			t.Fatal(err)
		}
		if n < 4<<20 {
			if err := iotest.TestReader(b, want); err != nil {
				t.Errorf("size %d: %v", n, err)
			}
		}
		b.Close()
	}
	if bad, err := s.Verify(ctx, nil); err != nil || len(bad) > 0 {
		t.Errorf("verify: %v %v", bad, err)
	}
}

func TestRangesForPreviews(t *testing.T) {
	s := open(t, t.TempDir(), register(t), media.Options{})
	want := contents(1, 1<<20)
	b, err := s.Get(ctx, put(t, s, want).Hash)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	got := make([]byte, 300<<10)
	if n, err := b.ReadAt(got, 200<<10); err != nil || !bytes.Equal(got[:n], want[200<<10:500<<10]) {
		t.Error(n, err)
	}
	if n, err := b.ReadAt(got, 1<<20-10); n != 10 || err != io.EOF {
		t.Error(n, err)
	}
}

func TestTheSameContentsAreStoredOnce(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, register(t), media.Options{})
	for _, n := range []int{1 << 20, 9 << 20} {
		b := contents(uint64(n), n)
		put(t, s, b)
		before := bytesOnDisk(t, dir)
		if info := put(t, s, b); info.New {
			t.Error("stored again")
		}
		if after := bytesOnDisk(t, dir); after > before+12<<20 {
			t.Errorf("grew from %d to %d", before, after)
		}
	}
	infos, err := s.PutMany(ctx, [][]byte{[]byte("a"), []byte("b"), []byte("a"), contents(1<<20, 1<<20)})
	if err != nil {
		t.Fatal(err)
	}
	if !infos[0].New || !infos[1].New || infos[2].New || infos[3].New || infos[2].Volume == "" {
		t.Error(infos)
	}
	list, err := s.List(ctx)
	if err != nil || len(list) != 4 {
		t.Error(list, err)
	}
}

func bytesOnDisk(t *testing.T, dir string) (n int64) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		st, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		n += st.Size()
	}
	return n
}

func TestVolumesRollAndAreSealed(t *testing.T) {
	dir, vfs := t.TempDir(), register(t)
	opts := media.Options{VolumeBytes: 1 << 20, OpenVolumes: 2}
	s := open(t, dir, vfs, opts)
	var all []media.Hash
	for i := range 12 {
		all = append(all, put(t, s, contents(uint64(i), 600<<10)).Hash)
	}
	s.Close()
	s = open(t, dir, vfs, opts)
	volumes, err := s.Volumes(ctx)
	if err != nil || len(volumes) != 6 {
		t.Fatalf("%d volumes, %v", len(volumes), err)
	}
	for i, v := range volumes {
		if v.Sealed != (i < 5) || v.Count != 2 || v.Number != i+1 || v.Bytes < 1<<20 || v.Generation != 0 {
			t.Errorf("%+v", v)
		}
	}
	if filepath.Base(volumes[0].Path) != "team-media-0001.db" {
		t.Error(volumes[0].Path)
	}
	for i, h := range all {
		if b, err := s.Read(ctx, h); err != nil || !bytes.Equal(b, contents(uint64(i), 600<<10)) {
			t.Error(i, err)
		}
	}
}

func TestErasedContentsAreGone(t *testing.T) {
	dir, vfs := t.TempDir(), register(t)
	s := open(t, dir, vfs, media.Options{VolumeBytes: 2 << 20})
	secret := bytes.Repeat([]byte("Bjørks ansigt, set forfra. "), 40000)
	h := put(t, s, secret).Hash
	kept := put(t, s, contents(1, 700<<10)).Hash
	put(t, s, contents(2, 2<<20))
	put(t, s, contents(3, 100)) // rolls: the first volume is sealed
	before, err := s.Volumes(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if !before[0].Sealed {
		t.Fatal("not sealed")
	}
	if err := s.Erase(ctx, h, media.HashOf([]byte("never stored"))); err != nil {
		t.Fatal(err)
	}
	after, err := s.Volumes(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if after[0].Generation != 1 || after[0].Bytes > before[0].Bytes-1<<20 || after[0].Count != before[0].Count-1 {
		t.Errorf("before %+v, after %+v", before[0], after[0])
	}
	_, err = s.Read(ctx, h)
	wantCode(t, err, feltbog.EMissing, "media.missing")
	if !strings.Contains(err.Error(), h.String()) {
		t.Error(err)
	}
	if _, err := s.Read(ctx, kept); err != nil {
		t.Error(err)
	}
	s.Close()
	if n := pagesWith(t, vfs, after[0].Path, secret[:27]); n > 0 {
		t.Errorf("%d pages still hold it", n)
	}
	if st, err := os.Stat(after[0].Path + "-journal"); err == nil && st.Size() > 0 {
		t.Error("the journal is still there")
	}
	s = open(t, dir, vfs, media.Options{})
	if ok, err := s.Has(ctx, h); ok || err != nil {
		t.Error("back after reopening", err)
	}
	if put(t, s, secret); pagesWith(t, vfs, after[len(after)-1].Path, secret[:27]) == 0 {
		t.Error("the search for pages is blind")
	}
}

// pagesWith counts the deciphered pages of a volume, free ones too, that hold the marker.
func pagesWith(t *testing.T, vfs *cryptvfs.VFS, path string, marker []byte) (n int) {
	t.Helper()
	db, err := vfs.Open(path, cryptvfs.Config{ReadOnly: true, Journal: cryptvfs.Delete, PageSize: 65536})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("SELECT data FROM sqlite_dbpage")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var b sql.RawBytes
		if err := rows.Scan(&b); err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, marker) {
			n++
		}
	}
	return n
}

func TestNothingIsKeptOfAPutThatFails(t *testing.T) {
	for name, n := range map[string]int{"small": 5 << 20, "large": 20 << 20} {
		t.Run(name, func(t *testing.T) {
			s := open(t, t.TempDir(), register(t), media.Options{})
			broken := errors.New("the stick was pulled")
			_, err := s.Put(ctx, io.MultiReader(bytes.NewReader(contents(1, n)), iotest.ErrReader(broken)))
			if !errors.Is(err, broken) {
				t.Error(err)
			}
			cancelled, cancel := context.WithCancel(ctx)
			_, err = s.Put(cancelled, io.MultiReader(bytes.NewReader(contents(2, n)), readerFunc(func([]byte) (int, error) { cancel(); return 0, io.EOF }), bytes.NewReader(contents(3, n))))
			wantCode(t, err, feltbog.ECancelled, "media.cancelled")
			list, err := s.List(ctx)
			if err != nil || len(list) > 0 {
				t.Error(list, err)
			}
			volumes, err := s.Volumes(ctx)
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range volumes {
				if v.Count > 0 || v.Stored > 0 {
					t.Errorf("%+v", v)
				}
			}
			put(t, s, contents(4, 100))
		})
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestAMissingBlobIsSaid(t *testing.T) {
	s := open(t, t.TempDir(), register(t), media.Options{})
	_, err := s.Get(ctx, media.HashOf([]byte("x")))
	wantCode(t, err, feltbog.EMissing, "media.missing")
	_, err = s.Stat(ctx, media.HashOf([]byte("x")))
	wantCode(t, err, feltbog.EMissing, "media.missing")
}

func TestPutsReadsAndErasuresSideBySide(t *testing.T) {
	s := open(t, t.TempDir(), register(t), media.Options{VolumeBytes: 3 << 20, OpenVolumes: 2})
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for i := range 12 {
				b := contents(uint64(i*(w%2+1)), 100+i*90000) // two and two put the same
				info, err := s.Put(ctx, bytes.NewReader(b))
				if err != nil {
					t.Error(err)
					return
				}
				if got, err := s.Read(ctx, info.Hash); feltbog.ErrorCode(err) != feltbog.EMissing && (err != nil || !bytes.Equal(got, b)) {
					t.Error(err)
				}
				if i%5 == 4 {
					if err := s.Erase(ctx, info.Hash); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Go(func() {
		if _, err := s.Put(ctx, bytes.NewReader(contents(99, 18<<20))); err != nil {
			t.Error(err)
		}
	})
	wg.Wait()
	if bad, err := s.Verify(ctx, nil); err != nil || len(bad) > 0 {
		t.Error(bad, err)
	}
	if b, err := s.Read(ctx, media.HashOf(contents(99, 18<<20))); err != nil || len(b) != 18<<20 {
		t.Error(err)
	}
}

func TestSnapshotsAreWholeAndEncrypted(t *testing.T) {
	dir, vfs := t.TempDir(), register(t)
	s := open(t, dir, vfs, media.Options{})
	secret := bytes.Repeat([]byte("Bjørks ansigt, set forfra. "), 4000)
	h := put(t, s, secret).Hash
	if err := s.Snapshot(ctx, 1, filepath.Join(dir, "copy-media-0001.db")); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, "copy-media-0001.db"))
	if err != nil || bytes.Contains(raw, secret[:27]) || bytes.Contains(raw, []byte("SQLite format")) {
		t.Error("readable", err)
	}
	c, err := media.Open(dir, "copy", vfs, media.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if b, err := c.Read(ctx, h); err != nil || !bytes.Equal(b, secret) {
		t.Error(err)
	}
	if err := s.Snapshot(ctx, 7, "x"); feltbog.ErrorCode(err) != feltbog.ENotFound {
		t.Error(err)
	}
}

func TestNoFileOfTheSpaceIsReadable(t *testing.T) {
	dir, vfs := t.TempDir(), register(t)
	s := open(t, dir, vfs, media.Options{VolumeBytes: 1 << 20})
	th, err := media.OpenThumbs(dir, "team", vfs)
	if err != nil {
		t.Fatal(err)
	}
	defer th.Close()
	marker := []byte("Bjørks ansigt, set forfra. ")
	for i := range 4 {
		h := put(t, s, append(bytes.Repeat(marker, 20000), byte(i))).Hash
		if err := th.Put(ctx, media.Thumb{Of: h, Variant: "320", Data: bytes.Repeat(marker, 50)}); err != nil {
			t.Fatal(err)
		}
		if err := s.Erase(ctx, h); err != nil {
			t.Fatal(err)
		}
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) < 3 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range [][]byte{marker, []byte("SQLite format"), []byte("CREATE TABLE")} {
			if bytes.Contains(raw, word) {
				t.Errorf("%s holds %q", f.Name(), word)
			}
		}
	}
}

func TestThumbnailsCanBeThrownAway(t *testing.T) {
	dir, vfs := t.TempDir(), register(t)
	th, err := media.OpenThumbs(dir, "team", vfs)
	if err != nil {
		t.Fatal(err)
	}
	a, b := media.HashOf([]byte("a")), media.HashOf([]byte("b"))
	if err := th.Put(ctx, media.Thumb{Of: a, Variant: "320", Data: []byte("A320")}, media.Thumb{Of: a, Variant: "1600", Data: contents(1, 50000)}, media.Thumb{Of: b, Variant: "320", Data: []byte("B320")}); err != nil {
		t.Fatal(err)
	}
	get := func(h media.Hash, variant, want string) {
		t.Helper()
		if got, err := th.Get(ctx, h, variant); err != nil || string(got) != want {
			t.Errorf("%q %v", got, err)
		}
	}
	get(a, "320", "A320")
	if err := th.Drop(ctx, a); err != nil {
		t.Fatal(err)
	}
	get(a, "320", "")
	get(a, "1600", "")
	get(b, "320", "B320")
	th.Close()
	path := filepath.Join(dir, "team-thumbs.db")
	if err := os.WriteFile(path, bytes.Repeat([]byte("damaged"), 2000), 0o600); err != nil {
		t.Fatal(err)
	}
	if th, err = media.OpenThumbs(dir, "team", vfs); err != nil {
		t.Fatal(err)
	}
	defer th.Close()
	get(b, "320", "")
	if err := th.Put(ctx, media.Thumb{Of: b, Variant: "320", Data: []byte("again")}); err != nil {
		t.Fatal(err)
	}
	get(b, "320", "again")
	if err := th.DropAll(ctx); err != nil {
		t.Fatal(err)
	}
	get(b, "320", "")
}

func TestDamageIsFoundAndNamed(t *testing.T) {
	dir, vfs := t.TempDir(), register(t)
	s := open(t, dir, vfs, media.Options{VolumeBytes: 1200 << 10})
	blobs := map[media.Hash][]byte{}
	for i := range 6 {
		b := contents(uint64(i), 700<<10)
		blobs[put(t, s, b).Hash] = b
	}
	s.Close()
	files, err := filepath.Glob(filepath.Join(dir, "team-media-*.db"))
	if err != nil || len(files) != 3 {
		t.Fatal(files, err)
	}
	r := rand.New(rand.NewPCG(5, 5))
	for round := range 40 {
		path := files[round%len(files)]
		good, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		bad := slices.Clone(good)
		at := r.IntN(len(bad))
		bad[at] ^= 1 << r.IntN(8)
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		s := open(t, dir, vfs, media.Options{})
		found, err := s.Verify(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		named := map[media.Hash]bool{}
		volume := false
		for _, d := range found {
			if d.File != filepath.Base(path) || feltbog.ErrorCode(d.Err) == feltbog.EInternal {
				t.Errorf("flip at %d of %s: %+v", at, path, d)
			}
			named[d.Hash] = true
			volume = volume || d.Hash == media.Hash{}
		}
		// Whatever Verify did not name reads back right: a flip may have hit bytes that nothing uses.
		for h, want := range blobs {
			got, err := s.Read(ctx, h)
			if err == nil && !bytes.Equal(got, want) {
				t.Errorf("flip at %d: wrong contents without an error", at)
			}
			if err != nil && !named[h] && !volume {
				t.Errorf("flip at %d: %v not named: %v", at, h, err)
			}
		}
		s.Close()
		if err := os.WriteFile(path, good, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
