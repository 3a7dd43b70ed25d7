// Package pdf lays text out on pages: the fonts, sizes and marks that all printed papers share. Its fonts lie in the file,
// so that any name is printed as it is written; the file tells nothing about who made it, or when. It knows nothing about
// what the papers say.
package pdf

import (
	"bytes"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
)

// Sheet is a paper being laid out on A4, measured in millimetres from the upper left corner.
type Sheet struct {
	*fpdf.Fpdf
	Margin float64
}

// The size of A4 in millimetres.
const (
	Width  = 210.0
	Height = 297.0
)

// New returns a paper without pages. Title and creator stand in the file's properties; neither may be a person.
func New(title, creator string, margin float64) *Sheet {
	p := fpdf.New("P", "mm", "A4", "")
	p.SetTitle(title, true)
	p.SetCreator(creator, true)
	p.SetCreationDate(time.Unix(0, 0).UTC()) // a paper says its own day; the file tells nothing more
	p.SetModificationDate(time.Unix(0, 0).UTC())
	p.SetMargins(margin, margin, margin)
	p.SetAutoPageBreak(false, margin)
	p.SetCellMargin(0) // texts begin where boxes and rules do
	p.AddUTF8FontFromBytes("text", "", goregular.TTF)
	p.AddUTF8FontFromBytes("text", "B", gobold.TTF)
	p.AddUTF8FontFromBytes("text", "I", goitalic.TTF)
	p.AddUTF8FontFromBytes("mono", "", gomono.TTF)
	p.SetDrawColor(110, 101, 86)
	p.SetLineWidth(0.25)
	return &Sheet{Fpdf: p, Margin: margin}
}

// Write finishes the paper.
func (s *Sheet) Write(w io.Writer) error { return s.Output(w) }

// Inner is the width between the margins.
func (s *Sheet) Inner() float64 { return Width - 2*s.Margin }

// point is a typographical point in millimetres, leading how far lines stand apart.
const (
	point   = 25.4 / 72
	leading = 1.34
)

// Line returns the height of a line of text of a size in points.
func Line(size float64) float64 { return size * point * leading }

// Lines returns how many lines a text takes.
func (s *Sheet) Lines(style string, size, width float64, text string) int {
	s.SetFont("text", style, size)
	return max(len(s.SplitText(text, width)), 1)
}

// Tall returns the height of a text.
func (s *Sheet) Tall(style string, size, width float64, text string) float64 {
	if text == "" {
		return 0
	}
	return float64(s.Lines(style, size, width, text)) * Line(size)
}

// At writes a text from a point, in lines of a width, and returns where the next line stands.
func (s *Sheet) At(x, y, width float64, style string, size float64, text string) float64 {
	if text == "" {
		return y
	}
	s.SetFont("text", style, size)
	for _, line := range s.SplitText(text, width) {
		s.SetXY(x, y)
		s.CellFormat(width, Line(size), line, "", 0, "L", false, 0, "")
		y += Line(size)
	}
	return y
}

// Text writes a text between the margins where the last one ended.
func (s *Sheet) Text(style string, size float64, text string) {
	s.SetXY(s.Margin, s.At(s.Margin, s.GetY(), s.Inner(), style, size, text))
}

// Room begins a new page when what comes next does not fit on this one.
func (s *Sheet) Room(height float64) bool {
	if s.GetY()+height <= Height-s.Margin {
		return false
	}
	s.AddPage()
	return true
}

// Box draws a box to tick, standing on a line of text of a size.
func (s *Sheet) Box(x, y, size float64) {
	side := size * point * 1.02
	s.Rect(x, y+(Line(size)-side)/2, side, side, "D")
}

// Picture draws a JPEG; its name tells it apart from other pictures of the paper.
func (s *Sheet) Picture(name string, jpeg []byte, x, y, width, height float64) {
	as := fpdf.ImageOptions{ImageType: "JPEG"}
	s.RegisterImageOptionsReader(name, as, bytes.NewReader(jpeg))
	s.ImageOptions(name, x, y, width, height, false, as, 0, "")
}

// Rule draws a line to write on.
func (s *Sheet) Rule(x, y, width float64) { s.Fpdf.Line(x, y, x+width, y) }

// Rules draws lines to write on in an area, as many as fit at a distance.
func (s *Sheet) Rules(x, y, width, height, apart float64) {
	for at := y + apart; at <= y+height+0.01; at += apart {
		s.Rule(x, at, width)
	}
}
