package guide

import (
	"context"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/trace"
)

// loaded is what was read, and how often each text had been changed here when the reading began; a text whose changes were not
// all in the vault by then is not named. What changed here since is newer than what was read.
type loaded struct {
	page page
	seen map[string]int
}

// reload reads the guide again.
func (s *Screen) reload() {
	id, seen := s.at.ID, s.middle.seen()
	s.load.Load(s.ctx, func(ctx context.Context) (loaded, error) {
		p, err := s.read(ctx, id)
		return loaded{p, seen}, err
	}, s.show)
}

// changed reads again when something came from elsewhere. What is being typed here is no news.
func (s *Screen) changed(e app.RecordsChanged) {
	if l := s.middle.writing(); l != nil && !e.All && len(e.Records) == 1 && e.Records[0] == l.id && l.there {
		return
	}
	s.reload()
}

// show puts what was read on the screen.
func (s *Screen) show(l loaded, err error) {
	if err != nil {
		s.host.Fail(err)
		return
	}
	s.page, s.there = l.page, true
	s.place()
	s.draw(l.seen)
	if !s.begin.IsZero() && s.middle.edit(s.begin) {
		s.begin = feltbog.ID{}
	}
	questions := 0
	s.page.each(func(*themeRow, *questionRow) { questions++ })
	trace.Event("shown", "name", "guide", "part", s.at.Part, "themes", len(s.page.themes), "questions", questions, "frozen", s.page.frozen())
}

// draw shows the part that the route names.
func (s *Screen) draw(seen map[string]int) {
	s.head.show()
	switch s.at.Part {
	case PartReview:
		s.review.show()
		s.body.Objects[0] = s.review.box
	case PartCompare:
		s.compare.show()
		s.body.Objects[0] = s.compare.box
	default:
		s.left.show()
		s.middle.show(seen)
		s.side.show()
		s.body.Objects[0] = s.panel
	}
	s.body.Refresh()
}

// place makes where one is fit what there is.
func (s *Screen) place() {
	if s.spot == spotBefore || s.spot == spotAfter {
		return
	}
	id, err := feltbog.ParseID(s.spot)
	if err != nil || s.page.themeAt(id) < 0 {
		s.spot = ""
		if len(s.page.themes) > 0 {
			s.spot = s.page.themes[0].ID.String()
		}
	}
	if !s.front.IsZero() {
		if t, _ := s.page.find(s.front); t != nil && !s.begin.IsZero() && s.begin == s.front {
			s.spot = t.ID.String()
		}
	}
}

// theme is the one that is shown, nil for none.
func (s *Screen) theme() *themeRow {
	id, err := feltbog.ParseID(s.spot)
	if err != nil {
		return nil
	}
	i := s.page.themeAt(id)
	if i < 0 {
		return nil
	}
	return &s.page.themes[i]
}

// go to a page of the left list.
func (s *Screen) goTo(spot string) {
	if s.spot == spot {
		return
	}
	s.editor.Leave()
	s.spot, s.front = spot, feltbog.ID{}
	s.panelFold()
	s.draw(nil)
	trace.Event("guide.page", "list", spot == spotBefore || spot == spotAfter)
}

// panelFold takes the panel away where it lies over the guide.
func (s *Screen) panelFold() {
	if s.panel.Narrow() && s.panel.Open() {
		s.panel.SetOpen(false)
	}
}
