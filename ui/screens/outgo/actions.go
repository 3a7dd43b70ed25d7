package outgo

import (
	"context"
	"slices"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/trace"
	"feltbog/ui/widgets"
)

// front is the row in front.
func (s *Screen) front() (line, bool) {
	if i := s.list.At(); i >= 0 && i < len(s.list.Rows()) {
		return s.list.Rows()[i], true
	}
	return line{}, false
}

// decision is what is decided about the finding in front.
func (s *Screen) decision(p feltbog.Passing) (app.FindingDecision, bool) {
	l, _ := s.front()
	f, ok := l.finding()
	if !ok {
		return app.FindingDecision{}, false
	}
	d := app.FindingDecision{Item: l.e.item, Finding: f.Finding, Passage: f.Passage, Passing: p, Use: s.ask.Use}
	if p == feltbog.PassReplace {
		d.Instead = s.detail.word()
	}
	return d, true
}

// decide keeps, replaces or leaves out the passage in front, and goes on to the next that has to be decided.
func (s *Screen) decide(p feltbog.Passing) {
	d, ok := s.decision(p)
	if !ok {
		return
	}
	if p == feltbog.PassKeep && d.Finding == app.FindingCPR {
		s.detail.refuse(i18n.T("gate.keep.cpr"))
		return
	}
	l, _ := s.front()
	key, after := l.key(), s.after(1)
	s.host.Act(func(ctx context.Context) error { return s.deps.DecideFinding(ctx, d) }, func() {
		trace.Event("finding.decided", "passing", string(p), "kind", string(d.Finding))
		if now, still := s.front(); still && now.key() == key && after != "" {
			s.wants = after
		}
		s.again([]app.GateItem{d.Item})
	})
}

// forget takes back what was decided about the passage in front.
func (s *Screen) forget() {
	l, _ := s.front()
	f, ok := l.finding()
	d, _ := s.decision("")
	if !ok || !f.Decided {
		return
	}
	key := l.key()
	s.host.Act(func(ctx context.Context) error { return s.deps.ForgetFinding(ctx, d) }, func() {
		s.wants = key
		s.again([]app.GateItem{d.Item})
		s.host.Say(i18n.T("outgo.forgotten"))
	})
}

// after names the next row that has to be decided, beginning after the one in front, or before it; "" when there is none.
func (s *Screen) after(by int) string {
	rows, at := s.list.Rows(), s.list.At()
	for i := 1; i < len(rows); i++ {
		j := ((at+by*i)%len(rows) + len(rows)) % len(rows)
		if f, ok := rows[j].finding(); ok && f.Open() {
			return rows[j].key()
		}
	}
	return ""
}

// step goes to the next finding that has to be decided.
func (s *Screen) step(by int) {
	want := s.after(by)
	for i, l := range s.list.Rows() {
		if want != "" && l.e != nil && l.key() == want {
			s.list.GoTo(i)
			s.detail.show(l)
			s.host.Window().Canvas().Focus(s.list)
			return
		}
	}
}

// open goes to the record of a row.
func (s *Screen) open(i int) {
	if rows := s.list.Rows(); i >= 0 && i < len(rows) && rows[i].e != nil {
		s.host.Open(screen.To(rows[i].e.head))
	}
}

// menu says what can be done with a row.
func (s *Screen) menu(i int) []widgets.MenuItem {
	l := s.list.Rows()[i]
	var items []widgets.MenuItem
	if f, ok := l.finding(); ok {
		items = append(items,
			widgets.MenuItem{Text: i18n.T("outgo.keep"), Icon: "check", Key: i18n.T("outgo.key.keep"), Tap: func() { s.decide(feltbog.PassKeep) }, Off: f.Finding == app.FindingCPR},
			widgets.MenuItem{Text: i18n.T("outgo.replace"), Icon: "edit", Key: i18n.T("outgo.key.replace"), Tap: func() { s.decide(feltbog.PassReplace) }},
			widgets.MenuItem{Text: i18n.T("outgo.omit"), Icon: "minus", Key: i18n.T("outgo.key.omit"), Tap: func() { s.decide(feltbog.PassOmit) }},
			widgets.MenuItem{Text: i18n.T("outgo.forget"), Icon: "undo", Key: i18n.T("outgo.key.forget"), Tap: s.forget, Off: !f.Decided})
	}
	return append(items, widgets.MenuItem{Text: i18n.T("outgo.record"), Icon: "right", Tap: func() { s.open(i) }, Rule: len(items) > 0},
		widgets.MenuItem{Text: i18n.T("outgo.drop"), Icon: "x", Tap: s.drop})
}

// finish hands on what may leave.
func (s *Screen) finish() {
	if s.ask == nil || !s.do.Enabled() {
		return
	}
	var items []app.GateItem
	for _, e := range s.all {
		if e.goes() {
			items = append(items, e.item)
		}
	}
	if len(items) > 0 {
		s.ask.Then(items)
	}
}

// leave goes back without letting anything out.
func (s *Screen) leave() {
	if s.ask != nil {
		s.host.Open(s.ask.Back)
	}
}

// drop takes the item in front out of the choice.
func (s *Screen) drop() {
	l, ok := s.front()
	if !ok || l.e == nil {
		return
	}
	same := func(it app.GateItem) bool { return it == l.e.item }
	s.ask.Items = slices.DeleteFunc(slices.Clone(s.ask.Items), same)
	s.all = slices.DeleteFunc(s.all, func(e *entry) bool { return e.item == l.e.item })
	s.todo = slices.DeleteFunc(s.todo, same)
	s.fill()
}
