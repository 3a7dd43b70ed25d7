package bundle

import (
	"errors"
	"io"
	"slices"
	"strconv"

	"filippo.io/age"

	"feltbog/internal/feltbog"
)

func errManifest(what string) *feltbog.Error {
	return feltbog.Errorf(feltbog.EDamaged, "bundle.manifest", "the pakke's table of contents cannot be read: %s", what).With("what", what)
}

func errLimit(what string) *feltbog.Error {
	return feltbog.Errorf(feltbog.EDamaged, "bundle.limit", "the pakke is refused: %s is larger than a pakke can hold", what).With("what", what)
}

func errPart(what string) *feltbog.Error {
	return feltbog.Errorf(feltbog.EDamaged, "bundle.part", "the pakke does not hold what it says: %s", what).With("what", what)
}

func errNewer(format uint) *feltbog.Error {
	return feltbog.Errorf(feltbog.EDamaged, "bundle.newer",
		"the pakke was made with a newer version of Feltbog (format %d, this version reads %d); nothing was changed", format, Format).
		With("format", strconv.Itoa(int(format)))
}

func errCut() *feltbog.Error {
	return feltbog.Errorf(feltbog.EDamaged, "bundle.cut", "the pakke is cut off: the file ends too early; fetch it again")
}

// watch remembers what went wrong when the file itself was read, and whether its end was reached.
type watch struct {
	r   io.Reader
	err error
	n   int64
}

func (w *watch) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	w.n += int64(n)
	if err != nil && err != io.EOF {
		w.err = err
	}
	return n, err
}

// closed explains why a pakke could not be opened.
func (w *watch) closed(err error, keys []Key) error {
	var other *age.NoIdentityMatchError
	switch {
	case w.err != nil:
		return errRead(w.err)
	case errors.As(err, &other):
		return wrongKey(other, keys)
	case w.n == 0 || errors.Is(err, errIntro):
		return feltbog.Errorf(feltbog.EDamaged, "bundle.not", "this file is not a pakke from Feltbog")
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return errCut()
	}
	return feltbog.Errorf(feltbog.EDamaged, "bundle.header", "the beginning of the pakke is damaged: %w", err)
}

var errIntro = errors.New("not an age file")

func wrongKey(e *age.NoIdentityMatchError, keys []Key) error {
	phrase := slices.Contains(e.StanzaTypes, "scrypt")
	given := slices.ContainsFunc(keys, func(k Key) bool { return k.phrase })
	switch {
	case phrase && given:
		return feltbog.Errorf(feltbog.EKey, "bundle.key.wrong", "the words do not open the pakke; check them one by one")
	case phrase:
		return feltbog.Errorf(feltbog.EKey, "bundle.key.phrase", "the pakke opens with six words; ask its sender for them")
	}
	return feltbog.Errorf(feltbog.EKey, "bundle.key.other", "the pakke was made for another key than yours, or its beginning is damaged")
}

// torn explains why a pakke could not be read on.
func (w *watch) torn(err error) error {
	var known *feltbog.Error
	switch {
	case err == nil:
		return nil
	case w.err != nil:
		return errRead(w.err)
	case errors.As(err, &known):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return errCut()
	}
	return feltbog.Errorf(feltbog.EDamaged, "bundle.damaged", "the pakke is damaged or was altered on its way: %w", err)
}

func errRead(err error) error {
	return feltbog.Errorf(feltbog.EDamaged, "bundle.read", "the pakke cannot be read from where it lies: %w", err)
}
