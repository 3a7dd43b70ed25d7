package print

import (
	"io"
	"strconv"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/pdf"
)

// Sizes of the letter in points; its margin in millimetres.
const (
	letterTitle  = 19.0
	letterHead   = 12.5
	letterText   = 11.5
	letterFoot   = 8.5
	letterMargin = 24.0
)

// Letter prints a version of the information letter. Its number and day stand at the foot of each page.
func Letter(w io.Writer, c gate.Cleared, say Say) error {
	l, err := opened[*feltbog.InformationLetter](c)
	if err != nil {
		return err
	}
	s := pdf.New(say("print.letter.title"), say("app.name"), letterMargin)
	page := func() {
		s.AddPage()
		y := s.GetY()
		s.At(s.Margin, pdf.Height-letterMargin+6, s.Inner(), "", letterFoot,
			joined(say("print.letter.version", "number", strconv.Itoa(l.Number)), day(l.Made, l.Language), say("print.page", "number", strconv.Itoa(s.PageNo()))))
		s.SetXY(s.Margin, y)
	}
	page()
	for _, b := range strings.Split(l.Text, "\n\n") {
		style, size, gap := "", letterText, 3.0
		if title, ok := strings.CutPrefix(b, "## "); ok {
			b, style, size, gap = title, "B", letterTitle, 4
		} else if head, ok := strings.CutPrefix(b, "# "); ok {
			b, style, size, gap = head, "B", letterHead, 0.8
		}
		need := s.Tall(style, size, s.Inner(), b)
		if style == "B" { // a heading does not stand alone at the foot of a page
			need += 3 * pdf.Line(letterText)
		}
		if s.GetY()+need > pdf.Height-letterMargin {
			page()
		}
		s.Text(style, size, b)
		s.SetY(s.GetY() + gap)
	}
	return s.Write(w)
}
