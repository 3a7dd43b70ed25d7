// Package paper reads the words of papers that package pdf made, so that what was printed can be searched as its reader
// would. Their texts lie compressed in the file: a search through its bytes finds nothing that stands there.
package paper

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"
)

var (
	streams = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
	shown   = regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\)Tj`)
	escaped = regexp.MustCompile(`(?s)\\(.)`)
)

// ErrNoText says that a file holds nothing that can be read: it is no such paper.
var ErrNoText = errors.New("there is no text in this paper")

// Text returns what a paper says, one printed piece a line, in the order in which it was drawn. Streams that hold
// anything but compressed drawing, as fonts and pictures do, are passed over.
func Text(pdf []byte) (string, error) {
	var all strings.Builder
	for _, m := range streams.FindAllSubmatch(pdf, -1) {
		r, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue
		}
		b, err := io.ReadAll(r)
		if err != nil {
			return "", fmt.Errorf("read a page: %w", err)
		}
		for _, s := range shown.FindAllSubmatch(b, -1) {
			raw := escaped.ReplaceAll(s[1], []byte("$1"))
			var text []uint16
			for i := 0; i+1 < len(raw); i += 2 {
				text = append(text, uint16(raw[i])<<8|uint16(raw[i+1]))
			}
			all.WriteString(string(utf16.Decode(text)) + "\n")
		}
	}
	if all.Len() == 0 {
		return "", ErrNoText
	}
	return all.String(), nil
}
