package print

import (
	"io"
	"strconv"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/pdf"
)

// StoryPart is a picture of a story with what was said about it.
type StoryPart struct {
	Photo gate.Cleared
	JPEG  []byte // its pixels as they may be seen, without anything else in the file
	W, H  int    // of the pixels
	Notes []gate.Cleared
}

const (
	storyMargin = 20.0
	storyHigh   = 150.0 // the most that a picture takes of a page
)

// Story prints pictures with what was said about them, one to a page: the participant's title and words first, what the
// team wrote below and apart.
func Story(w io.Writer, title string, parts []StoryPart, say Say) error {
	s := pdf.New(title, say("app.name"), storyMargin)
	for i, part := range parts {
		if err := storyPage(s, title, i, len(parts), part, say); err != nil {
			return err
		}
	}
	if len(parts) == 0 {
		return feltbog.Errorf(feltbog.ENotFound, "print.story.none", "there is nothing to print")
	}
	return s.Write(w)
}

func storyPage(s *pdf.Sheet, title string, i, of int, part StoryPart, say Say) error {
	o, err := opened[*feltbog.Photo](part.Photo)
	if err != nil {
		return err
	}
	s.AddPage()
	s.SetY(storyMargin)
	s.Text("", 9, joined(title, say("print.story.count", "n", strconv.Itoa(i+1), "of", strconv.Itoa(of))))
	y := s.GetY() + 2
	if len(part.JPEG) > 0 && part.W > 0 && part.H > 0 {
		wide := s.Inner()
		high := wide * float64(part.H) / float64(part.W)
		if high > storyHigh {
			wide, high = storyHigh*float64(part.W)/float64(part.H), storyHigh
		}
		s.Picture(strconv.Itoa(i), part.JPEG, storyMargin, y, wide, high)
		y += high + 4
	}
	s.SetY(y)
	if o.ParticipantTitle != "" {
		s.Text("B", 15, "»"+o.ParticipantTitle+"«")
	}
	if o.ParticipantCaption != "" {
		s.Text("", 11, "»"+o.ParticipantCaption+"«")
	}
	var theirs, ours []*feltbog.NoteBlock
	for _, c := range part.Notes {
		n, err := opened[*feltbog.NoteBlock](c)
		if err != nil {
			return err
		}
		if n.Type.Quotes() {
			theirs = append(theirs, n)
		} else {
			ours = append(ours, n)
		}
	}
	for _, n := range theirs {
		lines(s, "", "»"+n.Text+"«")
	}
	team := []string{}
	for _, text := range []string{o.ResearcherTitle, o.ResearcherCaption} {
		if text != "" {
			team = append(team, text)
		}
	}
	for _, n := range ours {
		team = append(team, n.Text)
	}
	for k, text := range team {
		if k == 0 {
			s.Room(3 * pdf.Line(11))
			s.SetY(s.GetY() + 3)
			s.Rule(storyMargin, s.GetY(), s.Inner())
			s.SetY(s.GetY() + 2)
			s.Text("B", 9, say("print.story.team"))
		}
		lines(s, "I", text)
	}
	return s.Error()
}

// lines writes a paragraph, on a new page when it does not fit on this one.
func lines(s *pdf.Sheet, style, text string) {
	s.Room(s.Tall(style, 11, s.Inner(), text) + 1.5)
	s.SetY(s.GetY() + 1.5)
	s.Text(style, 11, text)
}
