package transcript

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// readText reads plain text and Markdown: paragraphs stand between empty lines, or on lines of their own where there are
// no empty lines.
func readText(_ context.Context, b []byte) ([]Paragraph, error) {
	text, err := decode(b)
	if err != nil {
		return nil, err
	}
	sep := "\n"
	if strings.Contains(text, "\n\n") {
		sep = "\n\n"
	}
	var out []Paragraph
	for _, block := range strings.Split(text, sep) {
		var lines []string
		for _, l := range strings.Split(block, "\n") {
			if speaks(l) && len(lines) > 0 { // somebody else begins without an empty line between
				out = append(out, Paragraph{Text: oneLine(strings.Join(lines, " "))})
				lines = nil
			}
			lines = append(lines, l)
		}
		if s := oneLine(strings.Join(lines, " ")); s != "" {
			out = append(out, Paragraph{Text: s})
		}
	}
	return out, nil
}

// decode makes text of bytes in UTF-8, UTF-16 with a mark, or Windows-1252, with lines that end in "\n".
func decode(b []byte) (string, error) {
	var text string
	switch {
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		text = string(b[3:])
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		text = wide(b[2:], binary.LittleEndian)
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		text = wide(b[2:], binary.BigEndian)
	default:
		text = string(b)
	}
	if !utf8.ValidString(text) {
		text = western(b)
	}
	if control := strings.IndexFunc(text, func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\r\f\v", r) }); control >= 0 {
		return "", broken(errors.New("it holds bytes that are no text"))
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\f", "\n\n").Replace(text), nil
}

func wide(b []byte, order binary.ByteOrder) string {
	u := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		u = append(u, order.Uint16(b[i:]))
	}
	return string(utf16.Decode(u))
}

// upper is what Windows-1252 has where ISO 8859-1 has nothing.
var upper = [32]rune{'€', 0xFFFD, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0xFFFD, 'Ž', 0xFFFD,
	0xFFFD, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0xFFFD, 'ž', 'Ÿ'}

func western(b []byte) string {
	var s strings.Builder
	for _, c := range b {
		if c >= 0x80 && c < 0xA0 {
			s.WriteRune(upper[c-0x80])
		} else {
			s.WriteRune(rune(c))
		}
	}
	return s.String()
}

// oneLine puts a text on one line, with single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
