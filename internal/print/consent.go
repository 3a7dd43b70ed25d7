package print

import (
	"io"
	"strconv"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/letter"
	"feltbog/internal/pdf"
)

const (
	consentMargin = 18.0
	consentText   = 10.0
	consentAnswer = 17.0 // width of a column of answers
)

// ConsentForm prints an empty consent form: each scope with a yes and a no of its own, none of them ticked, the version of
// the letter that goes with it, and lines to sign on. project fills in its brackets.
func ConsentForm(w io.Writer, version, project gate.Cleared, say Say) error {
	l, err := opened[*feltbog.InformationLetter](version)
	if err != nil {
		return err
	}
	p, err := opened[*feltbog.Project](project)
	if err != nil {
		return err
	}
	t := letter.Shipped(letter.Consent)
	s := pdf.New(t.Title, say("app.name"), consentMargin)
	s.AddPage()
	s.Text("B", 18, t.Title)
	s.SetY(s.GetY() + 1)
	s.Text("", consentText, letter.Fill(t.Lead, p))
	s.SetY(s.GetY() + 3)
	for i, q := range t.Questions {
		f := form{s, t}
		s.Room(f.tall(i, q))
		f.question(i, q)
	}
	closing := strings.ReplaceAll(letter.Fill(t.Closing, p), "{version}", strconv.Itoa(l.Number))
	s.Room(s.Tall("", consentText, s.Inner(), closing) + signTall(t.Sign) + signTall(t.Staff) + 12)
	s.SetY(s.GetY() + 2)
	s.Text("", consentText, closing)
	signLines(s, t.Sign, consentText)
	s.SetY(s.GetY() + 1)
	signLines(s, t.Staff, consentText)
	ways(s, t.Ways)
	return s.Write(w)
}

// form draws the questions of a template.
type form struct {
	s *pdf.Sheet
	t *letter.Template
}

func (f form) width() float64 { return f.s.Inner() - 2*consentAnswer - 9 }

func (f form) tall(i int, q letter.Question) float64 {
	h := f.s.Tall("", consentText, f.width(), numbered(i, q.Text)) + 2.6
	for _, c := range q.Scopes {
		h += f.s.Tall("", consentText, f.width()-7, c.Text) + 1
	}
	return h
}

func numbered(i int, text string) string { return strconv.Itoa(i+1) + ".  " + text }

// question draws one question, with the boxes where it is asked about one thing, or below for each of several.
func (f form) question(i int, q letter.Question) {
	s, y := f.s, f.s.GetY()
	s.SetLineWidth(0.12)
	s.Rule(s.Margin, y, s.Inner())
	s.SetLineWidth(0.25)
	y += 1.3
	style := ""
	if len(q.Scopes) > 0 {
		style = "B"
	} else {
		f.boxes(y)
	}
	y = s.At(s.Margin, y, f.width(), style, consentText, numbered(i, q.Text))
	for _, c := range q.Scopes {
		y += 0.6
		f.boxes(y)
		y = s.At(s.Margin+7, y, f.width()-7, "", consentText, c.Text)
		y += 0.4
	}
	s.SetXY(s.Margin, y+1.3)
}

// boxes draws an empty yes and an empty no.
func (f form) boxes(y float64) {
	x := pdf.Width - f.s.Margin - 2*consentAnswer
	for _, word := range []string{f.t.Yes, f.t.No} {
		f.s.Box(x, y, consentText+2)
		f.s.At(x+6, y, consentAnswer-6, "", consentText, word)
		x += consentAnswer
	}
}

// signRow is the height of a row of lines to sign on, signGap what stands between two in a row.
const (
	signRow = 11.5
	signGap = 8.0
)

func signTall(lines []string) float64 { return float64((len(lines)+1)/2) * signRow }

// signLines draws lines to write on, two in a row, each with what belongs there below it. The last of an odd number has
// the row for itself.
func signLines(s *pdf.Sheet, lines []string, size float64) {
	y := s.GetY()
	for i, l := range lines {
		x, width := s.Margin, (s.Inner()-signGap)/2
		switch {
		case i%2 == 1:
			x += width + signGap
		case i == len(lines)-1:
			width = s.Inner()
			fallthrough
		default:
			y += signRow
		}
		s.Rule(x, y-pdf.Line(size-2.5)-0.4, width)
		s.At(x, y-pdf.Line(size-2.5), width, "", size-2.5, l)
	}
	s.SetXY(s.Margin, y)
}

// ways draws boxes beside each other.
func ways(s *pdf.Sheet, all []string) {
	x, y := s.Margin, s.GetY()+2.5
	for _, word := range all {
		s.Box(x, y, consentText+1)
		s.At(x+5.5, y, 40, "", consentText, word)
		x += 46
	}
	s.SetXY(s.Margin, y+pdf.Line(consentText))
}
