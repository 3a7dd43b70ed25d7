package app

import (
	"encoding/hex"
	"io"

	"feltbog/internal/bundle"
	"feltbog/internal/change"
)

func hexOf(b []byte) string { return hex.EncodeToString(b) }

// counting counts the bytes of change sets as done.
func counting(progress *Progress, f func(*change.Set, []byte) error) func(*change.Set, []byte) error {
	return func(s *change.Set, body []byte) error {
		progress.Add(int64(len(body)))
		if f == nil {
			return nil
		}
		return f(s, body)
	}
}

// countingBlobs counts the bytes of files as done.
func countingBlobs(progress *Progress, f func(bundle.Blob, io.Reader) error) func(bundle.Blob, io.Reader) error {
	return func(b bundle.Blob, r io.Reader) error {
		in := &metered{r, progress}
		if f != nil {
			return f(b, in)
		}
		_, err := io.Copy(io.Discard, in)
		return err
	}
}

type metered struct {
	r        io.Reader
	progress *Progress
}

func (c *metered) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.progress.Add(int64(n))
	return n, err
}
