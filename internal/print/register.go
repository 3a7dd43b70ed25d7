package print

import (
	"io"
	"strconv"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/pdf"
)

// RegisterLine is a line of the register of disclosures, worded: what left, what is to be said about it, and its hash.
type RegisterLine struct {
	Title string
	Facts []string
	Hash  string
}

const registerMargin = 20.0

// Register prints lines of the register of disclosures of a project. about says which lines they are.
func Register(w io.Writer, project gate.Cleared, about string, lines []RegisterLine, say Say) error {
	p, err := opened[*feltbog.Project](project)
	if err != nil {
		return err
	}
	s := pdf.New(say("print.register.title"), say("app.name"), registerMargin)
	s.AddPage()
	s.SetY(registerMargin)
	s.Text("B", 16, say("print.register.title"))
	s.Text("", 10, joined(p.Title, about))
	for i, l := range lines {
		high := s.Tall("B", 11, s.Inner(), l.Title)
		for _, f := range l.Facts {
			high += s.Tall("", 10, s.Inner(), f)
		}
		s.Room(high + 3*pdf.Line(10))
		s.SetY(s.GetY() + 3)
		s.Rule(registerMargin, s.GetY(), s.Inner())
		s.SetY(s.GetY() + 2)
		s.Text("B", 11, strconv.Itoa(i+1)+". "+l.Title)
		for _, f := range l.Facts {
			s.Text("", 10, f)
		}
		if l.Hash != "" {
			s.Text("", 7, "SHA-256 "+l.Hash)
		}
	}
	if len(lines) == 0 {
		return feltbog.Errorf(feltbog.ENotFound, "print.register.none", "no line of the register is like that")
	}
	return s.Write(w)
}
