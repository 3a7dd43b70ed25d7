package print

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/pdf"
)

// The sizes that a guide is tried in, in points, and the space for notes below a question, in millimetres. What is
// smaller than the smallest cannot be read at a kitchen table; a longer guide takes more pages.
const (
	guideLargest  = 11.0
	guideSmallest = 8.5
	guideStep     = 0.5
	guideMargin   = 14.0
	guidePages    = 2
	leastNotes    = 6.0
	mostNotes     = 36.0
	guideFoot     = 7.0
)

// Guide prints a guide to take along, on two pages where it can: boxes to tick, how much each question matters, what to
// follow up with, and room for notes. It takes a version, or the parts of a draft: the guide, its themes and its questions.
func Guide(w io.Writer, parts []gate.Cleared, say Say) error {
	v, err := version(parts)
	if err != nil {
		return err
	}
	s := pdf.New(say("print.guide.title"), say("app.name"), guideMargin)
	g := &guide{s: s, v: v, say: say}
	g.fit()
	g.draw()
	return s.Write(w)
}

// version puts together what is printed.
func version(parts []gate.Cleared) (*feltbog.GuideVersion, error) {
	var draft *feltbog.Guide
	var themes []*feltbog.GuideTheme
	var questions []*feltbog.Question
	for _, c := range parts {
		rec, err := c.Open()
		if err != nil {
			return nil, err
		}
		switch r := rec.(type) {
		case *feltbog.GuideVersion:
			return r, nil
		case *feltbog.Guide:
			draft = r
		case *feltbog.GuideTheme:
			themes = append(themes, r)
		case *feltbog.Question:
			questions = append(questions, r)
		default:
			return nil, feltbog.Errorf(feltbog.EUsage, "print.other", "a %s is not printed here", rec.Kind()).With("kind", string(rec.Kind()))
		}
	}
	if draft == nil {
		return nil, feltbog.Errorf(feltbog.ENotFound, "print.guide.none", "there is no guide to print")
	}
	return feltbog.FreezeGuide(draft, themes, questions, 0), nil // number 0: a draft
}

// guide is one being laid out: its blocks, in a size, with so much room for notes.
type guide struct {
	s      *pdf.Sheet
	v      *feltbog.GuideVersion
	say    Say
	size   float64
	notes  float64
	blocks []block
}

// block is what stays together on a page.
type block struct {
	tall  float64
	notes bool // room for notes is added to it
	keep  bool // it does not stand last on a page
	draw  func(y float64)
}

// fit finds the largest size, and the most room for notes, with which the guide takes two pages; failing that, the smallest
// size with the least room.
func (g *guide) fit() {
	for g.size = guideLargest; ; g.size -= guideStep {
		g.layOut()
		g.notes = leastNotes
		if g.pages() <= guidePages {
			for g.notes < mostNotes {
				g.notes++
				if g.pages() > guidePages {
					g.notes--
					break
				}
			}
			return
		}
		if g.size <= guideSmallest {
			return
		}
	}
}

// foot is the lowest point of a page that blocks reach.
func foot() float64 { return pdf.Height - guideMargin - guideFoot }

// pages counts what the blocks take.
func (g *guide) pages() int {
	n, y := 1, guideMargin
	for i := range g.blocks {
		if need := g.need(i); y > guideMargin && y+need > foot() {
			n, y = n+1, guideMargin
		}
		y += g.tall(i)
	}
	return n
}

func (g *guide) tall(i int) float64 {
	b := g.blocks[i]
	if b.notes {
		return b.tall + g.notes
	}
	return b.tall
}

// need is the room that a block wants before it begins on a page: with what must follow it.
func (g *guide) need(i int) float64 {
	h := g.tall(i)
	if g.blocks[i].keep && i+1 < len(g.blocks) {
		h += g.need(i + 1)
	}
	return h
}

func (g *guide) draw() {
	page := func() float64 {
		g.s.AddPage()
		g.s.At(guideMargin, pdf.Height-guideMargin-pdf.Line(8), g.s.Inner(), "", 8, joined(g.v.Name, g.number(), g.say("print.page", "number", strconv.Itoa(g.s.PageNo()))))
		return guideMargin
	}
	y := page()
	for i, b := range g.blocks {
		if y > guideMargin && y+g.need(i) > foot() {
			y = page()
		}
		b.draw(y)
		if b.notes {
			g.s.SetDrawColor(170, 163, 150)
			g.s.Rules(guideMargin+6, y+b.tall-1.5, g.s.Inner()-6, g.notes, max(6, g.notes/float64(int(g.notes/7)+1)))
			g.s.SetDrawColor(110, 101, 86)
		}
		y += g.tall(i)
	}
}

// number says which version it is.
func (g *guide) number() string {
	if g.v.Number == 0 {
		return g.say("print.guide.draft")
	}
	return g.say("print.guide.version", "number", strconv.Itoa(g.v.Number))
}

// layOut makes the blocks in the size that is tried.
func (g *guide) layOut() {
	g.blocks = nil
	g.head()
	g.list(g.say("print.guide.before"), g.v.Before, true)
	for i, t := range g.v.Themes {
		g.theme(i, t)
	}
	g.list(g.say("print.guide.after"), g.v.After, false)
}

func (g *guide) head() {
	s, size := g.s, g.size
	title := s.Tall("B", size+6, s.Inner(), g.v.Name)
	g.blocks = append(g.blocks, block{tall: title + pdf.Line(size) + 11, draw: func(y float64) {
		y = s.At(guideMargin, y, s.Inner(), "B", size+6, g.v.Name)
		legend := joined(g.number(), g.say("print.guide.legend"))
		y = s.At(guideMargin, y, s.Inner(), "", size-1, legend) + 6.5
		words := []string{g.say("print.guide.day"), g.say("print.guide.place"), g.say("print.guide.code"), g.say("print.guide.who")}
		part := s.Inner() / float64(len(words))
		for i, word := range words {
			x := guideMargin + float64(i)*part
			s.At(x, y-pdf.Line(size)+1.2, part, "", size-1, word)
			s.Rule(x+s.GetStringWidth(word)+3, y, part-s.GetStringWidth(word)-7)
		}
	}})
}

// list writes a checklist with boxes beside each other, or questions with a line for each answer.
func (g *guide) list(title string, lines []string, tick bool) {
	if len(lines) == 0 {
		return
	}
	s, size := g.s, g.size
	g.blocks = append(g.blocks, block{tall: pdf.Line(size+1) + 2, keep: true, draw: func(y float64) {
		s.At(guideMargin, y+1, s.Inner(), "B", size+1, title)
	}})
	if tick {
		g.ticks(lines)
		return
	}
	for _, line := range lines {
		g.blocks = append(g.blocks, block{tall: s.Tall("", size-0.5, s.Inner(), line) + 7.5, draw: func(y float64) {
			below := s.At(guideMargin, y, s.Inner(), "", size-0.5, line)
			s.SetDrawColor(170, 163, 150)
			s.Rule(guideMargin, below+6, s.Inner())
			s.SetDrawColor(110, 101, 86)
		}})
	}
}

// ticks writes lines with boxes, two beside each other.
func (g *guide) ticks(lines []string) {
	s, size := g.s, g.size
	const box = 6.0
	width := s.Inner()/2 - box - 2
	for pair := range slices.Chunk(lines, 2) {
		tall := 0.0
		for _, line := range pair {
			tall = max(tall, s.Tall("", size-0.5, width, line))
		}
		g.blocks = append(g.blocks, block{tall: tall + 0.5, draw: func(y float64) {
			for i, line := range pair {
				x := guideMargin + float64(i)*s.Inner()/2
				s.Box(x, y, size)
				s.At(x+box, y, width, "", size-0.5, line)
			}
		}})
	}
}

func (g *guide) theme(i int, t feltbog.FrozenTheme) {
	s, size := g.s, g.size
	minutes := ""
	if t.Minutes > 0 {
		minutes = g.say("print.guide.minutes", "n", strconv.Itoa(t.Minutes))
	}
	title := strconv.Itoa(i+1) + ". " + t.Title
	tall := s.Tall("B", size+1.5, s.Inner()-24, title) + s.Tall("I", size-0.5, s.Inner(), t.Purpose)
	g.blocks = append(g.blocks, block{tall: tall + 3.5, keep: len(t.Questions) > 0, draw: func(y float64) {
		s.Rule(guideMargin, y+1, s.Inner())
		s.SetFont("text", "", size)
		s.At(pdf.Width-guideMargin-s.GetStringWidth(minutes), y+2, 24, "", size, minutes)
		y = s.At(guideMargin, y+2, s.Inner()-24, "B", size+1.5, title)
		s.At(guideMargin, y, s.Inner(), "I", size-0.5, t.Purpose)
	}})
	for _, q := range t.Questions {
		if q.Parent.IsZero() || !holds(t.Questions, q.Parent) {
			g.question(q, under(t.Questions, q.ID))
		}
	}
}

func holds(all []feltbog.FrozenQuestion, id feltbog.ID) bool {
	for _, q := range all {
		if q.ID == id {
			return true
		}
	}
	return false
}

// under lists what hangs under a question, also what hangs under that.
func under(all []feltbog.FrozenQuestion, id feltbog.ID) []feltbog.FrozenQuestion {
	seen := map[feltbog.ID]bool{id: true}
	var out []feltbog.FrozenQuestion
	for _, q := range all { // what follows a question stands after it
		if seen[q.Parent] && !seen[q.ID] {
			seen[q.ID] = true
			out = append(out, q)
		}
	}
	return out
}

// question draws a box, how much it matters, the question, and below it what to follow up with.
func (g *guide) question(q feltbog.FrozenQuestion, below []feltbog.FrozenQuestion) {
	s, size := g.s, g.size
	const mark, indent = 13.0, 6.0
	width := s.Inner() - indent - mark
	type line struct{ style, text string }
	var lines []line
	for _, kind := range []feltbog.QuestionType{feltbog.FollowUp, feltbog.Probe, feltbog.Exercise, feltbog.Checkpoint} {
		var texts []string
		for _, b := range below {
			if b.Type == kind {
				texts = append(texts, b.Text)
			}
		}
		if len(texts) > 0 {
			lines = append(lines, line{"", g.say("print.guide."+string(kind)) + ": " + strings.Join(texts, " · ")})
		}
	}
	if q.Comment != "" {
		lines = append(lines, line{"I", q.Comment})
	}
	tall := s.Tall("B", size, width, q.Text)
	for _, l := range lines {
		tall += s.Tall(l.style, size-1, width, l.text)
	}
	word := ""
	switch {
	case q.Type == feltbog.Exercise || q.Type == feltbog.Checkpoint:
		word = g.say("print.guide." + string(q.Type))
	case q.Priority != "":
		word = g.say("print.guide.priority." + string(q.Priority))
	}
	g.blocks = append(g.blocks, block{tall: tall + 2, notes: q.Type != feltbog.Checkpoint, draw: func(y float64) {
		s.Box(guideMargin, y, size+1)
		s.At(guideMargin+indent, y+0.3, mark, "", size-1.5, word)
		y = s.At(guideMargin+indent+mark, y, width, "B", size, q.Text)
		for _, l := range lines {
			y = s.At(guideMargin+indent+mark, y, width, l.style, size-1, l.text)
		}
	}})
}
