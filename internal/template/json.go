package template

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	"feltbog/internal/feltbog"
)

// MaxSize is the largest file that is read: 1 MB, some thousand questions.
const MaxSize = 1 << 20

// ReadGuide reads a guide from a file: JSON when it begins with a brace, otherwise Markdown in any of the given words.
func ReadGuide(data []byte, words ...Words) (*feltbog.GuideText, error) {
	if len(data) > MaxSize {
		return nil, feltbog.Errorf(feltbog.EDamaged, "template.large", "the file is larger than %d kB, so it is no guide", MaxSize>>10).
			With("most", strconv.Itoa(MaxSize>>10))
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, feltbog.Errorf(feltbog.EDamaged, "template.utf8", "the file is not text in UTF-8")
	}
	var g *feltbog.GuideText
	var err error
	if begin := bytes.TrimSpace(data); len(begin) > 0 && begin[0] == '{' {
		g = &feltbog.GuideText{}
		err = read(data, feltbog.GuideTemplate, g)
	} else {
		g, err = readMarkdown(string(data), words)
	}
	if err != nil {
		return nil, err
	}
	return g, CheckGuide(g)
}

// WriteJSON writes a guide as a file that ReadGuide reads as the same guide.
func WriteJSON(g *feltbog.GuideText) ([]byte, error) {
	out := *g
	out.What, out.Version = feltbog.GuideTemplate, feltbog.TemplateVersion
	return indented(out)
}

func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return b.Bytes(), err
}

// read decodes a file of one kind, strictly: a field that is not known would be lost.
func read(data []byte, want feltbog.TemplateKind, into any) error {
	var head struct {
		What    feltbog.TemplateKind `json:"feltbog"`
		Version int                  `json:"version"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return broken(data, err)
	}
	if head.What != want || head.Version < 1 {
		return feltbog.Errorf(feltbog.EDamaged, "template.other", "the file is not a %s of Feltbog", want).With("kind", string(want))
	}
	if head.Version > feltbog.TemplateVersion {
		return feltbog.Errorf(feltbog.EDamaged, "template.newer", "the file was written by a newer version of Feltbog")
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return broken(data, err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return broken(data, feltbog.Errorf(feltbog.EDamaged, "template.rest", "something follows after the end"))
	}
	return nil
}

// broken says on which line a JSON file cannot be read, as far as that is known.
func broken(data []byte, err error) error {
	line := bytes.Count(data, []byte("\n")) + 1
	var syntax *json.SyntaxError
	var typed *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		line = lineAt(data, syntax.Offset)
	case errors.As(err, &typed):
		line = lineAt(data, typed.Offset)
	}
	return feltbog.Errorf(feltbog.EDamaged, "template.json", "the file cannot be read at line %d: %w", line, err).With("line", strconv.Itoa(line))
}

func lineAt(data []byte, offset int64) int {
	return bytes.Count(data[:min(max(int(offset), 0), len(data))], []byte("\n")) + 1
}
