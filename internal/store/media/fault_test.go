package media_test

import (
	"bytes"
	"sync/atomic"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/store/media"
)

// A disk that is full from the n-th operation on, for each of the first 50, in the middle of photos, a film and an
// erasure: the error says so, nothing half is kept, nothing older is lost, and it works again with room.
func TestAFullDiskLosesNoMedia(t *testing.T) {
	t.Parallel()
	said := 0
	for n := range int64(50) {
		var left atomic.Int64
		left.Store(1 << 40)
		vfs := register(t, cryptvfs.WithFault(func(op cryptvfs.Op) error {
			if op.Kind == cryptvfs.OpDelete || op.Kind == cryptvfs.OpSync || left.Add(-1) >= 0 {
				return nil
			}
			return cryptvfs.ErrDiskFull
		}))
		dir, opts := t.TempDir(), media.SmallPieces(media.Options{VolumeBytes: 2 << 20})
		s := open(t, dir, vfs, opts)
		old := put(t, s, contents(1, 100<<10)).Hash
		toErase := put(t, s, contents(2, 100<<10)).Hash
		left.Store(n)
		check := func(err error) bool {
			if err == nil {
				return true
			}
			said++
			wantCode(t, err, feltbog.EFull, "store.full")
			return false
		}
		var kept []media.Hash
		film := contents(3, 700<<10)
		for i, b := range [][]byte{contents(4, 200<<10), film} {
			if info, err := s.Put(ctx, bytes.NewReader(b)); check(err) {
				kept = append(kept, info.Hash)
			} else if ok, _ := s.Has(ctx, media.HashOf(b)); ok {
				t.Errorf("full at %d: put %d failed and is there", n, i)
			}
		}
		erased := check(s.Erase(ctx, toErase))
		s.Close()
		left.Store(1 << 40)
		s = open(t, dir, vfs, opts)
		for _, h := range append(kept, old) {
			if _, err := s.Read(ctx, h); err != nil {
				t.Errorf("full at %d: %v", n, err)
			}
		}
		if ok, err := s.Has(ctx, toErase); err != nil || (ok && erased) {
			t.Errorf("full at %d: erased is %v, has %v, %v", n, erased, ok, err)
		}
		if bad, err := s.Verify(ctx, nil); err != nil || len(bad) > 0 {
			t.Errorf("full at %d: %v %v", n, bad, err)
		}
		put(t, s, film)
		if err := s.Erase(ctx, toErase); err != nil {
			t.Error(err)
		}
		s.Close()
	}
	if said < 50 {
		t.Errorf("only %d faults were noticed", said)
	}
}
