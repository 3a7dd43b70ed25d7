package photos

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// loose are the pictures that a proposal is asked for: those selected that belong to no session, or else all of them.
func (s *Screen) loose() []feltbog.ID {
	var out []feltbog.ID
	chosen := s.grid.Selected()
	for i := range s.shelf.Lines {
		l := &s.shelf.Lines[i]
		if l.Session.IsZero() && !l.Taken.IsZero() && (len(chosen) == 0 || slices.Contains(chosen, l.ID)) {
			out = append(out, l.ID)
		}
	}
	return out
}

// recentSessions are the sessions of the pictures' shelf, the latest first.
func (s *Screen) recentSessions() []widgets.Option {
	var out []widgets.Option
	for _, id := range s.sessionsInOrder() {
		out = append(out, widgets.Option{Value: id.ID.String(), Text: id.Name})
	}
	return out
}

func (s *Screen) sessionsInOrder() []app.Named {
	var out []app.Named
	for id, o := range s.shelf.Sessions {
		name := sessionName(o, "x")
		if !o.Begun.IsZero() {
			name += " · " + i18n.Day(o.Begun.Time())
		}
		out = append(out, app.Named{ID: id, Name: name})
	}
	slices.SortFunc(out, func(a, b app.Named) int {
		return s.shelf.Sessions[b.ID].Begun.Time().Compare(s.shelf.Sessions[a.ID].Begun.Time())
	})
	return out
}

// offerMatch opens the proposals when there are some for the pictures that came in.
func (s *Screen) offerMatch(ids []feltbog.ID) {
	if len(ids) == 0 {
		return
	}
	var all []app.PhotoMatch
	s.host.Act(func(ctx context.Context) (err error) {
		all, err = s.deps.MatchPhotos(ctx, ids, 0)
		return err
	}, func() {
		if len(all) > 0 {
			newMatching(s, ids).show(all)
		}
	})
}

// askMatch opens the proposals for the pictures that belong nowhere yet.
func (s *Screen) askMatch() {
	ids := s.loose()
	if len(ids) == 0 {
		s.host.Say(i18n.T("photos.match.nothing"))
		return
	}
	m := newMatching(s, ids)
	m.show(nil)
	m.ask()
}

// matching is the dialog: to which sessions pictures belong by their time, and by how much the camera's clock is wrong.
type matching struct {
	s      *Screen
	ids    []feltbog.ID
	ctx    context.Context
	stop   context.CancelFunc
	load   uikit.Loader[[]app.PhotoMatch]
	offset time.Duration
	all    []app.PhotoMatch
	off    map[feltbog.ID]bool // sessions that are not accepted
	clock  *widgets.Entry
	wall   *widgets.Entry
	rows   *fyne.Container
	said   *widgets.Text
	do     *widgets.Button
}

func newMatching(s *Screen, ids []feltbog.ID) *matching {
	m := &matching{s: s, ids: ids, off: map[feltbog.ID]bool{}, rows: widgets.Column(theme.Gap8), said: widgets.Quiet("")}
	m.ctx, m.stop = context.WithCancel(s.ctx)
	m.load.Run = s.host
	return m
}

func (m *matching) show(all []app.PhotoMatch) {
	s := m.s
	m.clock = uikit.Name(widgets.NewEntry(i18n.T("photos.clock.prompt")), "photos.match.clock")
	m.clock.OnChanged = func(text string) {
		if d, err := parseOffset(text); err == nil && d != m.offset {
			m.offset = d
			m.ask()
		}
	}
	fields := []fyne.CanvasObject{widgets.Field(i18n.T("photos.clock"), widgets.Tall(m.clock), i18n.T("photos.clock.help"))}
	if l := s.line(s.frontID()); l != nil && !l.Taken.IsZero() {
		m.wall = uikit.Name(widgets.NewEntry(i18n.T("photos.wall.prompt")), "photos.match.wall")
		m.wall.OnChanged = func(text string) {
			if at, err := readClock(text, l.Taken.Time()); err == nil {
				m.clock.SetText(formatOffset(at.Sub(l.Taken.Time())))
			}
		}
		fields = append(fields, widgets.Field(i18n.T("photos.wall", "number", s.number(l.ID)), widgets.Tall(m.wall), i18n.T("photos.wall.help", "time", i18n.Clock(l.Taken.Time()))))
	}
	m.do = uikit.Name(widgets.NewPrimary("", "check", m.accept), "photos.match.do")
	shut := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog), "photos.match.cancel")
	shift := uikit.Name(widgets.NewButton(i18n.T("photos.match.shift"), "clock", m.shift), "photos.match.shift")
	body := widgets.Column(theme.Gap16, widgets.Columns(theme.Gap16, []float32{1, 1}, fields...), m.said,
		widgets.AtLeast(container.NewVScroll(widgets.Pad(m.rows, 0, theme.Gap12, 0, 0)), 0, 260))
	s.host.Show(screen.Dialog{Name: "photos.match", Title: i18n.T("photos.match"), Width: 760, First: m.do, Content: body,
		Buttons: []fyne.CanvasObject{shut, shift, m.do}, Closed: m.stop})
	m.fill(all)
}

// ask looks for proposals with the clock as it is now.
func (m *matching) ask() {
	ids, offset := m.ids, m.offset
	m.load.Load(m.ctx, func(ctx context.Context) ([]app.PhotoMatch, error) { return m.s.deps.MatchPhotos(ctx, ids, offset) },
		func(all []app.PhotoMatch, err error) {
			if err != nil {
				m.s.host.Fail(err)
				return
			}
			m.fill(all)
		})
}

// fill lists the sessions, each with how many pictures belong to it.
func (m *matching) fill(all []app.PhotoMatch) {
	m.all = all
	m.rows.Objects = nil
	var order []feltbog.ID
	by := map[feltbog.ID][]app.PhotoMatch{}
	for _, x := range all {
		if by[x.Session] == nil {
			order = append(order, x.Session)
		}
		by[x.Session] = append(by[x.Session], x)
	}
	for _, id := range order {
		of := by[id]
		check := uikit.Name(widgets.NewCheck(of[0].Title, !m.off[id], func(on bool) {
			m.off[id] = !on
			m.count()
		}), "photos.match."+id.String())
		near, lines := 0, 0
		for _, x := range of {
			if x.Outside > 0 {
				near++
			}
			if !x.Note.IsZero() {
				lines++
			}
		}
		said := i18n.Day(of[0].Begun) + " · " + i18n.N("photos.count", len(of))
		if lines > 0 {
			said += " · " + i18n.N("photos.match.lines", lines)
		}
		if near > 0 {
			said += " · " + i18n.N("photos.match.near", near)
		}
		m.rows.Add(widgets.Column(0, check, widgets.Pad(widgets.Quiet(said), 0, 0, theme.Gap4, theme.Gap28)))
	}
	if len(order) == 0 {
		m.rows.Add(widgets.Quiet(i18n.T("photos.match.none")))
	}
	m.rows.Refresh()
	m.count()
	trace.Event("matches", "n", len(all), "sessions", len(order))
}

// accepted are the proposals that are to be followed.
func (m *matching) accepted() []app.PhotoMatch {
	return slices.DeleteFunc(slices.Clone(m.all), func(x app.PhotoMatch) bool { return m.off[x.Session] })
}

func (m *matching) count() {
	n := len(m.accepted())
	m.said.SetText(i18n.T("photos.match.said", "n", i18n.Number(len(m.all)), "of", i18n.Number(len(m.ids))))
	m.do.SetText(i18n.N("photos.match.do", n))
	m.do.Enable(n > 0)
}

func (m *matching) accept() {
	all, offset := m.accepted(), m.offset
	if len(all) == 0 {
		return
	}
	m.s.host.CloseDialog()
	m.s.host.Act(func(ctx context.Context) error { return m.s.deps.AcceptMatches(ctx, all, offset) }, func() {
		trace.Event("matched", "n", len(all))
		m.s.host.Say(i18n.N("photos.matched", len(all)))
	})
}

// shift sets the camera's clock right in all the pictures, without tying them to anything.
func (m *matching) shift() {
	ids, offset := m.ids, m.offset
	if offset == 0 {
		m.s.host.Say(i18n.T("photos.match.shift.none"))
		return
	}
	m.s.host.CloseDialog()
	m.s.host.Act(func(ctx context.Context) error { return m.s.deps.ShiftPhotos(ctx, ids, offset) }, func() {
		m.s.host.Say(i18n.N("photos.shifted", len(ids)))
	})
}
