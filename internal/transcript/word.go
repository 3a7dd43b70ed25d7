package transcript

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"feltbog/internal/feltbog"
)

// body is the part of a Word file that holds its text, and maxBody how much of it is unpacked.
const (
	body    = "word/document.xml"
	maxBody = 64 << 20
)

// readWord reads the paragraphs of a Word file. Pictures, comments, headers and what the file points to are left alone.
func readWord(ctx context.Context, b []byte) ([]Paragraph, error) {
	if bytes.HasPrefix(b, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		return nil, feltbog.Errorf(feltbog.EInvalid, "transcript.locked", "this is an old Word file, or one with a password; save it as .docx without one")
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, broken(err)
	}
	for _, f := range z.File {
		if f.Name != body {
			continue
		}
		if f.UncompressedSize64 > maxBody {
			return nil, large("%d MB of text are more than a transcript has", int(f.UncompressedSize64>>20))
		}
		r, err := f.Open()
		if err != nil {
			return nil, broken(err)
		}
		all, err := paragraphs(io.LimitReader(steady{ctx, r}, maxBody))
		return all, errors.Join(err, r.Close())
	}
	return nil, broken(errors.New("it is no Word file"))
}

// paragraphs reads the XML of a Word file's body.
func paragraphs(r io.Reader) ([]Paragraph, error) {
	d := xml.NewDecoder(r)
	var out []Paragraph
	var text strings.Builder
	words, total := false, 0
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, broken(err)
		}
		switch t := t.(type) {
		case xml.Directive:
			return nil, broken(errors.New("it declares entities"))
		case xml.StartElement:
			switch t.Name.Local {
			case "t":
				words = true
			case "tab", "br", "cr":
				text.WriteByte(' ')
			}
		case xml.CharData:
			if words {
				if total += len(t); total > 4*MaxText {
					return nil, large("%d bytes of text are more than one source holds; divide the file", total)
				}
				text.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				words = false
			case "p":
				if s := oneLine(text.String()); s != "" {
					out = append(out, Paragraph{Text: s})
				}
				text.Reset()
			}
		}
	}
}
