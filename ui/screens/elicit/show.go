package elicit

import (
	"context"

	"feltbog/assets"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/trace"
)

// tell makes the participant's window show what the console says, and nothing else ever.
func (s *Screen) tell() {
	want := s.console.Shown()
	if want == s.seen {
		return
	}
	s.seen = want
	s.prepare()
	if want.IsZero() {
		s.other.Black()
	} else {
		s.other.Show(want)
	}
	trace.Event("participant", "shown", !want.IsZero())
}

// prepare has the pictures made ready that may be shown next.
func (s *Screen) prepare() {
	if !s.other.Showing() || !s.there {
		return
	}
	ids := []feltbog.ID{s.console.At()}
	for _, by := range []int{1, -1, 2, -2} {
		if id := s.console.Beside(by); !id.IsZero() {
			ids = append(ids, id)
		}
	}
	s.other.Prepare(ids...)
}

// gone is told when the participant's window was closed.
func (s *Screen) gone() {
	s.console.Black()
	s.seen, s.alone = feltbog.ID{}, false
	s.head.show()
}

// leafed is told when somebody leafs in the participant's window: one sees what the console comes to.
func (s *Screen) leafed(by int) {
	if s.there && s.alone || s.there && !s.console.Stays() {
		s.step(by)
	}
}

// toggleAlone lets the participant leaf alone, or no longer.
func (s *Screen) toggleAlone() {
	s.alone = !s.alone && s.other.Showing()
	s.other.Alone(s.alone)
	if s.alone && s.console.Stays() {
		s.toggleStay()
	}
	s.head.show()
	if s.alone {
		s.host.Say(i18n.T("elicit.alone.on"))
	} else {
		s.host.Say(i18n.T("elicit.alone.off"))
	}
}

// toggleShown puts the picture that is worked on on the participant's screen, or makes that black when it is there. The
// first time the window is opened.
func (s *Screen) toggleShown() {
	if !s.there {
		return
	}
	if s.showsThis() {
		s.console.Black()
	} else if s.now() != nil {
		if !s.other.Showing() { // the first time, or somebody closed it
			s.seen = feltbog.ID{}
			s.other.Open()
			s.host.Say(i18n.T("elicit.opened"))
		}
		s.console.Show()
	}
	s.tell()
	s.head.looks()
	s.head.box.Refresh()
}

// showsThis reports whether the participant sees the picture that is worked on.
func (s *Screen) showsThis() bool {
	return s.other.Showing() && !s.console.Shown().IsZero() && s.console.Shown() == s.console.At()
}

// closeOther takes the participant's window away.
func (s *Screen) closeOther() {
	s.console.Black()
	s.tell()
	s.other.Close()
	s.head.show()
}

// toggleStay makes the participant's screen stay where it is while one goes on, or follow again.
func (s *Screen) toggleStay() {
	s.console.Stay(!s.console.Stays())
	s.tell()
	s.head.show()
	if s.console.Stays() {
		s.host.Say(i18n.T("elicit.stays"))
	} else {
		s.host.Say(i18n.T("elicit.follows"))
	}
}

// step works on the next picture, or the one before.
func (s *Screen) step(by int) {
	s.moveOn(func() { s.console.Step(by) })
}

// goTo works on a picture.
func (s *Screen) goTo(id feltbog.ID) {
	s.moveOn(func() { s.console.Go(id) })
}

// moveOn ends what is written about one picture before another is worked on.
func (s *Screen) moveOn(move func()) {
	if !s.there {
		return
	}
	was := s.console.At()
	s.notes.finish()
	move()
	if s.console.At() != was {
		s.prompt = ""
		s.notes.fresh()
	}
	s.tell()
	s.prepare()
	s.draw()
	trace.Event("picture", "id", s.console.At().String())
}

// bar takes the picture out of every use. It leaves the participant's screen before anything is written.
func (s *Screen) bar() {
	o := s.now()
	if !s.there || o == nil {
		return
	}
	id := o.Photo.ID
	s.notes.finish()
	s.console.Bar(id)
	s.other.Forget(id)
	s.tell()
	o.Photo.DoNotUse = true
	s.notes.fresh()
	s.keep.Then(func(ctx context.Context) error { return s.deps.DoNotUse(ctx, []feltbog.ID{id}, "") }, func() {
		s.host.Say(i18n.T("elicit.barred"))
		trace.Event("barred", "n", 1, "on", true)
		s.reload()
	})
	s.draw()
}

// rank gives the picture a place by importance; 0 takes it away, and so does the place that it has.
func (s *Screen) rank(n int) {
	o := s.now()
	if o == nil {
		return
	}
	set, id := s.id, o.Photo.ID
	if o.Place.Rank == n {
		n = 0
	}
	s.keep.Then(func(ctx context.Context) error { return s.deps.RankPhoto(ctx, set, id, n) }, func() {
		trace.Event("ranked", "rank", n)
		s.reload()
	})
}

// moveBy moves the picture among the others.
func (s *Screen) moveBy(by int) {
	all := s.page.Series.Pictures
	at := -1
	for i := range all {
		if all[i].Photo.ID == s.console.At() {
			at = i
		}
	}
	to := at + by
	if at < 0 || to < 0 || to >= len(all) {
		return
	}
	s.moveBehind(all[at].Photo.ID, to, at)
}

// moveBehind puts the picture that stands at one place to another.
func (s *Screen) moveBehind(id feltbog.ID, to, from int) {
	all := s.page.Series.Pictures
	var behind feltbog.ID
	switch {
	case to > from:
		behind = all[to].Photo.ID
	case to > 0:
		behind = all[to-1].Photo.ID
	}
	set := s.id
	s.keep.Then(func(ctx context.Context) error { return s.deps.MoveInSeries(ctx, set, id, behind) }, s.reload)
}

// chord is the first way to press a key of the program, as it is shown beside what it does.
func chord(id string) string {
	for _, k := range assets.Shortcuts() {
		if k.ID == id {
			return i18n.Chords(k.Keys)[0]
		}
	}
	return ""
}
