package print

import (
	"io"
	"math"
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/pdf"
)

// WorkshopCard is a card as it is printed.
type WorkshopCard struct {
	Name string // K-014
	Card feltbog.Card
	JPEG []byte // of its picture
	W, H int    // of the pixels
}

const (
	wallInset  = 9.0
	wallText   = 17.0 // points of a short text; long ones are smaller
	wallLeast  = 8.0
	wallMark   = 9.0 // millimetres of the perspective's mark
	wallFooter = 6.0
)

// WorkshopCards prints the cards of a workshop on A6, four to a page, to be cut along the thin lines: number, perspective
// mark, and what it shows. A text that does not fit in the smallest letters goes on on a card of its own with the same
// number; nothing is cut off.
func WorkshopCards(w io.Writer, leave gate.Release, cards []WorkshopCard, title string, say Say) error {
	if kind, err := leave.Space(); err != nil || kind != feltbog.WorkshopSpace {
		return first(err, feltbog.Errorf(feltbog.EInternal, "gate.uncleared", "this did not pass the gate, so it is not written down"))
	}
	if len(cards) == 0 {
		return feltbog.Errorf(feltbog.ENotFound, "print.cards.none", "there are no cards to print")
	}
	s := pdf.New(title, say("app.name"), 0)
	n := 0
	place := func() (left, top float64) {
		at := n % cardsOnPage
		if n++; at == 0 {
			s.AddPage()
			s.SetLineWidth(0.1)
			s.Line(pdf.Width/2, 0, pdf.Width/2, pdf.Height)
			s.Line(0, pdf.Height/2, pdf.Width, pdf.Height/2)
			s.SetLineWidth(0.25)
		}
		return float64(at%2) * pdf.Width / 2, float64(at/2) * pdf.Height / 2
	}
	for i, c := range cards {
		rest := shownText(c.Card)
		for part := 0; part == 0 || rest != ""; part++ {
			left, top := place()
			rest = wallCard(s, left, top, c, i, part, rest, say)
		}
	}
	return s.Write(w)
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// shownText is a card's text as it is set: what was said word for word in full quotation marks, what was retold in half.
func shownText(c feltbog.Card) string {
	switch text := strings.TrimSpace(c.Text); {
	case text == "":
		return strings.TrimSpace(c.Caption)
	case c.Type == feltbog.QuoteCard:
		return "»" + text + "«"
	case c.Type == feltbog.RetoldCard:
		return "›" + text + "‹"
	default:
		return text
	}
}

// wallCard draws one card from its upper left corner and returns the text that found no room.
func wallCard(s *pdf.Sheet, left, top float64, c WorkshopCard, i, part int, text string, say Say) (rest string) {
	x, y, width := left+wallInset, top+wallInset, pdf.Width/2-2*wallInset
	bottom := top + pdf.Height/2 - wallInset - wallFooter
	mark(s, x, y, c.Card.Perspective)
	s.SetFont("mono", "", 20)
	s.SetXY(x, y)
	s.CellFormat(width, wallMark, c.Name, "", 0, "R", false, 0, "")
	y += wallMark + 5
	if part == 0 && c.JPEG != nil && c.W > 0 && c.H > 0 {
		high, wide := width*float64(c.H)/float64(c.W), width
		if most := (bottom - y) * 0.78; high > most {
			wide, high = most*float64(c.W)/float64(c.H), most
		}
		s.Picture("card"+strconv.Itoa(i), c.JPEG, x+(width-wide)/2, y, wide, high)
		y += high + 3
	}
	size := wallText
	for size > wallLeast && s.Tall("", size, width, text) > bottom-y {
		size -= 0.5
	}
	if s.Tall("", size, width, text) > bottom-y { // the words that fit, and a sign that it goes on
		words := strings.Fields(text)
		n := len(words)
		for n > 1 && s.Tall("", size, width, strings.Join(words[:n], " ")+" …") > bottom-y {
			n--
		}
		text, rest = strings.Join(words[:n], " ")+" …", strings.Join(words[n:], " ")
	}
	s.At(x, y, width, "", size, text)
	s.SetTextColor(110, 101, 86)
	s.At(x, bottom+wallFooter-4, width, "", 8, say("choice.perspective."+string(c.Card.Perspective))+" · "+say("choice.card_type."+string(c.Card.Type)))
	s.SetTextColor(0, 0, 0)
	return rest
}

// wallMarks are the letters of the perspectives, as on the screen.
var wallMarks = map[feltbog.Perspective]string{feltbog.Citizen: "B", feltbog.Relative: "Å", feltbog.CivilSociety: "C", feltbog.Professional: "F",
	feltbog.Leader: "L", feltbog.Politician: "P", feltbog.Administrator: "M", feltbog.Researcher: "T", feltbog.OtherView: "–"}

// mark draws a perspective's shape with its letter: both tell it apart also in black and white.
func mark(s *pdf.Sheet, x, y float64, p feltbog.Perspective) {
	r := wallMark / 2
	cx, cy := x+r, y+r
	polygon := func(n int, turn float64) {
		var at []fpdf.PointType
		for i := range n {
			a := turn + 2*math.Pi*float64(i)/float64(n)
			at = append(at, fpdf.PointType{X: cx + r*math.Sin(a), Y: cy - r*math.Cos(a)})
		}
		s.Polygon(at, "D")
	}
	s.SetLineWidth(0.6)
	s.SetDrawColor(0, 0, 0)
	switch p {
	case feltbog.Citizen:
		s.Circle(cx, cy, r, "D")
	case feltbog.Relative:
		polygon(4, 0)
	case feltbog.CivilSociety:
		polygon(6, math.Pi/6)
	case feltbog.Professional:
		s.Rect(x, y, wallMark, wallMark, "D")
	case feltbog.Leader:
		polygon(3, 0)
	case feltbog.Administrator:
		polygon(5, 0)
	case feltbog.Politician:
		s.Polygon([]fpdf.PointType{{X: x, Y: y}, {X: x + wallMark, Y: y}, {X: x + wallMark, Y: cy + 1}, {X: cx, Y: y + wallMark}, {X: x, Y: cy + 1}}, "D")
	case feltbog.Researcher:
		s.Circle(cx, cy, r, "D")
		s.Circle(cx, cy, r-0.9, "D")
	default:
		s.Line(x, y+wallMark, x+wallMark, y+wallMark)
	}
	s.SetLineWidth(0.25)
	s.SetDrawColor(110, 101, 86)
	s.SetFont("text", "B", 12)
	s.SetXY(x, y+0.3)
	s.CellFormat(wallMark, wallMark, wallMarks[p], "", 0, "C", false, 0, "")
}
