package place

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestWhatIsWrittenOutIsReadBackFromAnyPiece(t *testing.T) {
	for _, size := range []int{0, 1, 4095, 4096, ReadBackPiece - 1, ReadBackPiece, ReadBackPiece + 1, 3*ReadBackPiece + 777} {
		want := make([]byte, size)
		for i := range want {
			want[i] = byte(i * 7 >> 3)
		}
		f, err := os.Create(filepath.Join(t.TempDir(), "x"))
		if err != nil {
			t.Fatal(err)
		}
		w := NewWriteOut(f, 0)
		for left := want; len(left) > 0; {
			n := min(len(left), 65552)
			if k, err := w.Write(left[:n]); err != nil || k != n {
				t.Fatal(k, err)
			}
			left = left[n:]
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if info, err := f.Stat(); err != nil || info.Size() != int64(size) {
			t.Fatal(info.Size(), err)
		}
		if err := f.Sync(); err != nil {
			t.Fatal(err)
		}
		for from := 0; from <= size; from += ReadBackPiece {
			var got []byte
			if err := ReadBack(f, int64(from), func(b []byte) error { got = append(got, b...); return nil }); err != nil || !bytes.Equal(got, want[from:]) {
				t.Errorf("%d bytes from %d: %d came, %v", size, from, len(got), err)
			}
		}
		in, err := OpenIn(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(in); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes: %d came in, %v", size, len(got), err)
		}
		if err := in.Close(); err != nil {
			t.Error(err)
		}
		stop := errors.New("stop")
		if err := ReadBack(f, 0, func([]byte) error { return stop }); size > 0 && !errors.Is(err, stop) {
			t.Error(err)
		}
		f.Close()
	}
}
