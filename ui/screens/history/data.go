package history

import (
	"context"
	"time"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/trace"
	"feltbog/ui/widgets"
)

// piece is how many actions are asked for at a time.
const piece = 60

// row is one action, or the day of those below it.
type row struct {
	app.Deed
	day string
}

// reload asks for what is shown again, as far back as it was shown.
func (s *Screen) reload() {
	if s.ctx.Err() != nil {
		return
	}
	q := app.PastQuery{By: s.by, Limit: max(piece, len(s.deeds))}
	s.load.Load(s.ctx, func(ctx context.Context) (app.Past, error) { return s.deps.Past(ctx, q) }, func(p app.Past, err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.deeds = p.Deeds
		s.show(p.Next)
	})
}

// older adds what happened before.
func (s *Screen) older() {
	q := app.PastQuery{By: s.by, Limit: piece, Next: s.next}
	s.load.Load(s.ctx, func(ctx context.Context) (app.Past, error) { return s.deps.Past(ctx, q) }, func(p app.Past, err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		known := map[feltbog.ID]bool{} // an action in two spaces may stand at the end of one piece and the beginning of the next
		for _, d := range s.deeds {
			known[d.ID] = true
		}
		for _, d := range p.Deeds {
			if !known[d.ID] {
				s.deeds = append(s.deeds, d)
			}
		}
		s.show(p.Next)
	})
}

// show puts the actions in the list, under their days.
func (s *Screen) show(next string) {
	s.next = next
	var rows []row
	day := ""
	for _, d := range s.deeds {
		if name := dayName(d.At); name != day {
			day = name
			rows = append(rows, row{day: day})
		}
		rows = append(rows, row{Deed: d})
	}
	s.list.SetRows(rows)
	if s.list.At() < 0 && len(rows) > 1 {
		s.list.GoTo(1)
	}
	s.more.Hidden = next == ""
	s.empty.Hidden = len(rows) > 0
	s.list.Hidden = len(rows) == 0
	s.all.Refresh()
	trace.Event("shown", "name", "history", "rows", len(s.deeds))
}

// dayName writes the day of an action.
func dayName(t time.Time) string {
	t = t.Local()
	switch now := time.Now(); {
	case sameDay(t, now):
		return i18n.T("history.today")
	case sameDay(t, now.AddDate(0, 0, -1)):
		return i18n.T("history.yesterday")
	}
	return i18n.Day(t)
}

func sameDay(a, b time.Time) bool {
	return a.Year() == b.Year() && a.YearDay() == b.YearDay()
}

// showTeam fills the choice of whose actions to see.
func (s *Screen) showTeam(t app.Team) {
	options := []widgets.Option{{Text: i18n.T("history.everybody")}}
	for _, m := range t.Members {
		name := m.Name
		if m.ID == t.Own {
			name = i18n.T("history.me", "name", m.Name)
		}
		options = append(options, widgets.Option{Value: m.ID.String(), Text: name})
	}
	s.who.SetOptions(options)
}
