package place

import (
	"errors"
	"io"
	"os"
	"unsafe"
)

// ReadBackPiece is how much ReadBack hands over at a time, and what from must be a multiple of.
const ReadBackPiece = 1 << 20

// aligned returns room for one piece that begins where a disk can take it from.
func aligned() []byte {
	const align = 4096
	room := make([]byte, ReadBackPiece+align)
	return room[align-int(uintptr(unsafe.Pointer(&room[0]))%align):][:ReadBackPiece]
}

// ReadBack reads a file that was just written and synced, from a place in it to its end, and hands it to f piece by piece.
// What it reads comes from the disk or the stick, as far as the system can be asked for that, and not from memory: a stick
// that says it has what it does not have is found out.
func ReadBack(written *os.File, from int64, f func([]byte) error) error {
	buf := aligned()
	src, direct := written, false
	if d, err := openDirect(written.Name(), os.O_RDONLY); err == nil {
		defer d.Close()
		src, direct = d, true
	} else {
		Forget(written)
	}
	for {
		n, err := src.ReadAt(buf, from)
		if direct && n == 0 && err != nil && !errors.Is(err, io.EOF) { // it opens, and cannot be read this way
			Forget(written)
			src, direct = written, false
			continue
		}
		if n > 0 {
			if err := f(buf[:n]); err != nil {
				return err
			}
			from += int64(n)
			direct = false // it works
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
