package print

import (
	"io"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/pdf"
)

// BriefText is what stands on a participant's card: the task, not whose it is.
type BriefText struct {
	Title string
	Task  string
}

const briefText = 12.5

// Brief prints the card that a participant takes along with the camera, of A6, four on a page to cut. It holds the team's
// own words only: the task, and whom to call.
func Brief(w io.Writer, project gate.Cleared, text BriefText, say Say) error {
	p, err := opened[*feltbog.Project](project)
	if err != nil {
		return err
	}
	s := pdf.New(text.Title, say("app.name"), 0)
	s.AddPage()
	s.SetLineWidth(0.1)
	s.Line(pdf.Width/2, 0, pdf.Width/2, pdf.Height)
	s.Line(0, pdf.Height/2, pdf.Width, pdf.Height/2)
	s.SetLineWidth(0.25)
	for i := range cardsOnPage {
		brief(s, float64(i%2)*pdf.Width/2, float64(i/2)*pdf.Height/2, p, text, say)
	}
	return s.Write(w)
}

// brief draws one card from its upper left corner.
func brief(s *pdf.Sheet, left, top float64, p *feltbog.Project, text BriefText, say Say) {
	x, width := left+cardInset, pdf.Width/2-2*cardInset
	bottom := top + pdf.Height/2 - cardInset
	size := briefText
	for size > 7 && s.Tall("B", size+2, width, text.Title)+s.Tall("", size, width, text.Task) > pdf.Height/2-2*cardInset-24 {
		size -= 0.5 // a long task is set smaller, so that it stays on its card
	}
	y := s.At(x, top+cardInset, width, "B", size+2, text.Title) + 1.5
	s.At(x, y, width, "", size, text.Task)
	who := joined(p.ControllerContact, p.ControllerPhone)
	if who != "" {
		call := say("print.brief.call", "who", who)
		s.At(x, bottom-s.Tall("", 9, width, call), width, "", 9, call)
	}
}
