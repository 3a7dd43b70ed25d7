package session

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/trace"
)

// state is where one is in a session on this machine. It lies in the vault and never travels.
type state struct {
	Question feltbog.ID   `json:"question"`
	Person   feltbog.ID   `json:"person"`
	Note     feltbog.ID   `json:"note"` // that is written in
	Grid     feltbog.Grid `json:"grid"`
	Zone     string       `json:"zone"`
	Paused   bool         `json:"paused"`
	// Times are the milliseconds spent on each theme and with each person.
	Times map[string]int64 `json:"times"`
}

type loaded struct {
	page app.SessionPage
	kept string
	// seen is how often each line had been changed here, and that it was in the vault, when the reading began. What
	// changed here since is newer than what was read.
	seen map[feltbog.ID]int
}

func (s *Screen) keptName() string { return "session." + s.id.String() }

// reload reads the session again.
func (s *Screen) reload() {
	id, name := s.id, s.keptName()
	seen := map[feltbog.ID]int{}
	for _, l := range s.lines {
		if l.there {
			seen[l.rec.ID] = l.edits
			if l.saved != l.edits { // what is read now lacks what is still on its way
				seen[l.rec.ID] = -1
			}
		}
	}
	s.load.Load(s.ctx, func(ctx context.Context) (loaded, error) {
		page, err := s.deps.SessionPage(ctx, id)
		if err != nil {
			return loaded{}, err
		}
		kept, err := s.deps.Kept(ctx, name)
		return loaded{page, kept, seen}, err
	}, s.show)
}

// changed reads again when something came from elsewhere. What is being typed here is no news.
func (s *Screen) changed(e app.RecordsChanged) {
	if l := s.writing(); l != nil && !e.All && len(e.Records) == 1 && e.Records[0] == l.rec.ID {
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
	first := !s.there
	s.page, s.there = l.page, true
	if first {
		_ = json.Unmarshal([]byte(l.kept), &s.state) // what cannot be read is a beginning
		if s.state.Times == nil {
			s.state.Times = map[string]int64{}
		}
	}
	s.place()
	s.merge(l.seen)
	s.draw()
	s.strip.show()
	if first || s.begin {
		s.begin = false
		s.resume()
	}
	s.check()
	trace.Event("shown", "name", "session", "notes", len(s.page.Notes), "people", len(s.page.People), "questions", len(s.page.Questions))
}

// place makes the state fit what there is: a person and a question that are gone give way.
func (s *Screen) place() {
	if s.personNow() == nil {
		s.state.Person = feltbog.ID{}
		if n := len(s.page.People); n > 0 && (n == 1 || s.raid()) {
			s.state.Person = s.page.People[n-1].ID
		}
	}
	if s.questionAt() < 0 && !s.isBeside() {
		s.state.Question = feltbog.ID{}
		if len(s.page.Questions) > 0 {
			s.state.Question = s.page.Questions[0].ID
		}
	}
	if s.state.Grid == "" && s.observes() {
		s.state.Grid = feltbog.AEIOU
	}
}

// besideGuide stands for notes that belong to no question.
var besideGuide = feltbog.ID{1}

func (s *Screen) isBeside() bool { return s.state.Question == besideGuide }

func (s *Screen) raid() bool { return s.page.Session.Type == feltbog.EthnoRaid }

// observes tells whether lines of an observation are written: on a visit, and beside the talks of a raid.
func (s *Screen) observes() bool { return s.page.Session.Type == feltbog.FieldVisit }

func (s *Screen) personNow() *app.SessionPerson {
	i := slices.IndexFunc(s.page.People, func(p app.SessionPerson) bool { return p.ID == s.state.Person })
	if i < 0 {
		return nil
	}
	return &s.page.People[i]
}

func (s *Screen) questionAt() int {
	return slices.IndexFunc(s.page.Questions, func(q app.SessionQuestion) bool { return q.ID == s.state.Question })
}

// questionNow is the question that is asked now, nil beside the guide.
func (s *Screen) questionNow() *app.SessionQuestion {
	if i := s.questionAt(); i >= 0 {
		return &s.page.Questions[i]
	}
	return nil
}

// boundTo is what a new note is bound to.
func (s *Screen) boundTo() (question, theme feltbog.ID) {
	if q := s.questionNow(); q != nil {
		return q.ID, q.Theme
	}
	return feltbog.ID{}, feltbog.ID{}
}

// remember keeps where one is.
func (s *Screen) remember() {
	b, err := json.Marshal(s.state)
	if err != nil || !s.there {
		return
	}
	name, value := s.keptName(), string(b)
	s.keep.Then(func(ctx context.Context) error { return s.deps.Keep(ctx, name, value) }, nil)
}

// tick counts the time until ctx ends.
func (s *Screen) tick(ctx context.Context) {
	s.host.Go(func() {
		if _, live := s.host.(interface{ Drain() }); live {
			return // a test holds the clock
		}
		t := time.NewTicker(time.Second)
		defer t.Stop()
		for seconds := 1; ; seconds++ {
			select {
			case <-ctx.Done():
				return
			case <-t.C:
				s.host.Do(func() { s.second(seconds) })
			}
		}
	})
}

// second goes by.
func (s *Screen) second(n int) {
	if !s.there || s.state.Paused || !s.page.Session.Ended.IsZero() {
		return
	}
	if q := s.questionNow(); q != nil {
		s.state.Times[q.Theme.String()] += time.Second.Milliseconds()
	}
	s.state.Times[s.state.Person.String()+"p"] += time.Second.Milliseconds()
	s.side.showTime()
	if n%30 == 0 {
		s.remember()
	}
}
