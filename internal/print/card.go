package print

import (
	"fmt"
	"io"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/letter"
	"feltbog/internal/pdf"
)

const (
	cardsOnPage = 4
	cardText    = 9.5
	cardInset   = 9.0
)

// CardNumber is what is printed on a card for somebody in a picture, as S-012.
func CardNumber(n int) string { return fmt.Sprintf("S-%03d", n) }

// Cards prints empty cards for people in pictures, of A6, four on a page, each with a number that no other card has. They
// are cut along the thin lines.
func Cards(w io.Writer, project gate.Cleared, numbers []int, say Say) error {
	p, err := opened[*feltbog.Project](project)
	if err != nil {
		return err
	}
	t := letter.Shipped(letter.Card)
	s := pdf.New(t.Title, say("app.name"), 0)
	for i, n := range numbers {
		at := i % cardsOnPage
		if at == 0 {
			s.AddPage()
			s.SetLineWidth(0.1)
			s.Line(pdf.Width/2, 0, pdf.Width/2, pdf.Height)
			s.Line(0, pdf.Height/2, pdf.Width, pdf.Height/2)
			s.SetLineWidth(0.25)
		}
		card(s, float64(at%2)*pdf.Width/2, float64(at/2)*pdf.Height/2, t, p, n)
	}
	return s.Write(w)
}

// card draws one card from its upper left corner.
func card(s *pdf.Sheet, left, top float64, t *letter.Template, p *feltbog.Project, n int) {
	x, y, width := left+cardInset, top+cardInset, pdf.Width/2-2*cardInset
	s.SetFont("mono", "", 13)
	s.SetXY(x, y-1)
	s.CellFormat(width, 7, CardNumber(n), "", 0, "R", false, 0, "")
	y = s.At(x, y, width-22, "B", 11.5, t.Title) + 1.5
	y = s.At(x, y, width, "", cardText, letter.Fill(t.Lead, p)) + 1.2
	for _, part := range t.Parts {
		y = s.At(x, y, width, "B", cardText, letter.Fill(part.Text, p)) + 0.6
	}
	below := y
	for i, c := range t.Choices {
		col := float64(i % 2)
		s.Box(x+col*width/2, y, cardText+1.5)
		below = max(below, s.At(x+col*width/2+5.5, y, width/2-6, "", cardText, c)+0.7)
		if i%2 == 1 || i == len(t.Choices)-1 { // the lower of the two decides where the next row stands
			y = below
		}
	}
	y = s.At(x, y+0.8, width, "", cardText-0.5, letter.Fill(t.Closing, p)) + 1
	room := (top + pdf.Height/2 - cardInset - y) / float64(len(t.Sign)) // the lines fill what is left
	for _, line := range t.Sign {
		at := y + room - pdf.Line(7.5) - 0.2
		s.Rule(x, at, width)
		s.At(x, at+0.2, width, "", 7.5, line)
		y += room
	}
}
