// Package transcript reads what other programs wrote of a conversation: plain text, Markdown, Word, and the subtitle
// formats WebVTT and SubRip with their times and speakers. It reads a whole file of at most MaxFile bytes, makes at most
// MaxText characters of it, and refuses the rest with a plain error; it follows nothing that a file points to.
package transcript

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"feltbog/internal/feltbog"
)

// Limits. An hour of talk is about 60 000 characters; a Word file may hold pictures, which are not read.
const (
	MaxFile = 48 << 20  // bytes of the file
	MaxText = 2_000_000 // characters of what is read out of it
)

// Paragraph is what one person says in one go, or a paragraph of a text.
type Paragraph struct {
	Speaker    string        // as the file calls whoever speaks; "" when it does not say
	Text       string        // on one line
	Start, End time.Duration // from the beginning of the recording; both zero when the file does not say
}

// Endings are the endings of file names that can be read.
func Endings() []string { return []string{".txt", ".md", ".docx", ".vtt", ".srt"} }

// Read reads a file by the ending of its name. r is read to its end.
func Read(ctx context.Context, name string, r io.Reader) ([]Paragraph, error) {
	b, err := io.ReadAll(io.LimitReader(steady{ctx, r}, MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", filepath.Base(name), err)
	}
	if len(b) > MaxFile {
		return nil, large("%d MB is more than a transcript has", len(b)>>20)
	}
	read, ok := map[string]func(context.Context, []byte) ([]Paragraph, error){
		".txt": readText, ".md": readText, ".docx": readWord, ".vtt": readCues, ".srt": readCues}[strings.ToLower(filepath.Ext(name))]
	if !ok {
		return nil, feltbog.Errorf(feltbog.EUsage, "transcript.kind", "a transcript is read from %s", strings.Join(Endings(), ", ")).With("kinds", strings.Join(Endings(), ", "))
	}
	all, err := read(ctx, b)
	if err != nil {
		return nil, err
	}
	all = speakers(all)
	n := 0
	for _, p := range all {
		n += len([]rune(p.Text))
	}
	switch {
	case n > MaxText:
		return nil, large("%d characters are more than one source holds; divide the file", n)
	case n == 0:
		return nil, feltbog.Errorf(feltbog.EInvalid, "transcript.empty", "there is no text in the file")
	}
	return all, ctx.Err()
}

// large says that a file is too much.
func large(format string, n int) error {
	return feltbog.Errorf(feltbog.EInvalid, "transcript.large", format, n).With("limit", "2 000 000")
}

// broken says that a file is not what its name says.
func broken(err error) error {
	return feltbog.Errorf(feltbog.EInvalid, "transcript.broken", "the file cannot be read: %w", err)
}

// steady ends reading when its context ends.
type steady struct {
	ctx context.Context
	r   io.Reader
}

func (s steady) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(b)
}
