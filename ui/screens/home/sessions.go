package home

import (
	"cmp"
	"context"
	"slices"
	"strings"

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

// SessionList is the sessions by day, with the loose notes between them.
type SessionList struct {
	host  screen.Host
	deps  Deps
	begin func()
	ctx   context.Context
	load  uikit.Loader[app.FieldHome]
	all   []app.SessionRow
	loose []app.LooseNote

	find *widgets.Entry
	list *widgets.List[entry]
	wait *widgets.Message
	none fyne.CanvasObject
	miss *widgets.Text
	body fyne.CanvasObject
}

// entry is a line of the list: a day, a loose note, or a session.
type entry struct {
	day  string
	note *app.LooseNote
	app.SessionRow
}

// when is what the list is ordered by.
func (e entry) when() feltbog.Instant {
	if e.note != nil {
		return e.note.Noted
	}
	return e.Started
}

// NewSessions returns the list. begin asks what a new session is to be.
func NewSessions(host screen.Host, deps Deps, begin func()) *SessionList {
	s := &SessionList{host: host, deps: deps, begin: begin, ctx: context.Background()}
	s.load.Run = host
	s.find = uikit.Name(widgets.NewEntry(i18n.T("home.find")), "home.find")
	s.find.OnChanged = func(string) { s.show() }
	s.find.Keyed = func(k *fyne.KeyEvent, m fyne.KeyModifier) bool {
		if k.Name == fyne.KeyDown && m == 0 && len(s.list.Rows()) > 0 {
			host.Window().Canvas().Focus(s.list)
			return true
		}
		return false
	}
	s.list = uikit.Name(widgets.NewList(68, func() fyne.CanvasObject { return newRow() }, func(o fyne.CanvasObject, e entry, _ int) { o.(*row).show(e) }), "home.list")
	s.list.Heading = func(e entry) bool { return e.day != "" }
	s.list.Key = func(e entry) string {
		if e.note != nil {
			return e.note.ID.String()
		}
		return e.day + e.ID.String()
	}
	s.list.Rules = true
	s.list.Opened = func(i int) { s.open(s.list.Rows()[i]) }
	s.list.Menu = func(i int) []widgets.MenuItem { return s.menu(s.list.Rows()[i]) }
	loose := uikit.Name(widgets.NewButton(i18n.T("place.jot"), "felt", func() { jot(host, deps) }), "place.begin")
	loose.Key = i18n.Chords([]string{"F8"})[0]
	fresh := uikit.Name(widgets.NewPrimary(i18n.T("session.new"), "plus", begin), "place.session")
	fresh.Key = i18n.Chords([]string{"Ctrl+I"})[0]
	s.wait = widgets.NewMessage(widgets.Amber, "clock", "", nil)
	s.wait.Hide()
	s.none = widgets.NewEmpty("felt", i18n.T("home.none"), nil)
	s.none.Hide()
	s.miss = widgets.NewText(i18n.T("home.miss"), theme.Body, theme.Ink2)
	s.miss.Hide()
	tools := container.NewBorder(nil, nil, nil, widgets.Pad(widgets.Row(theme.Gap8, loose, fresh), 0, 0, 0, theme.Gap8), container.NewVBox(widgets.Tall(s.find)))
	s.body = widgets.Pad(container.NewBorder(widgets.Pad(widgets.Column(theme.Gap12, tools, s.wait), 0, 0, theme.Gap8, 0), nil, nil, nil,
		container.NewStack(s.list, s.none, widgets.Column(0, s.miss))), theme.Gap16, theme.Gap28, theme.Gap12, theme.Gap28)
	return s
}

// Title implements screen.Screen.
func (s *SessionList) Title() string { return i18n.T("place.field") }

// Content implements screen.Screen.
func (s *SessionList) Content() fyne.CanvasObject { return s.body }

// FocusSearch implements screen.Searchable.
func (s *SessionList) FocusSearch() bool {
	s.host.Window().Canvas().Focus(s.find)
	return true
}

// Shown implements screen.Screen. A route that begins makes a loose note.
func (s *SessionList) Shown(ctx context.Context, at screen.Route) {
	s.ctx = ctx
	if at.Begin {
		jot(s.host, s.deps)
	}
	sub := app.Subscribe(s.deps.Bus(), func(app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	s.reload()
}

func (s *SessionList) reload() {
	if s.ctx.Err() != nil {
		return
	}
	s.load.Load(s.ctx, s.deps.FieldHome, func(h app.FieldHome, err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.all, s.loose = h.Sessions, h.Loose
		s.wait.Hidden = h.Waiting == 0
		if h.Late {
			s.wait.Set(widgets.Amber, "clock", i18n.N("home.waiting.late", h.Waiting))
		} else {
			s.wait.Set(widgets.Neutral, "clock", i18n.N("home.waiting", h.Waiting))
		}
		s.show()
		trace.Event("shown", "name", "field", "kind", string(feltbog.KindSession), "rows", len(h.Sessions))
	})
}

// show lists what fits the text that is looked for: the sessions that run first, then day by day.
func (s *SessionList) show() {
	rows := s.rows(strings.ToLower(strings.TrimSpace(s.find.Text)))
	none := len(s.all)+len(s.loose) == 0
	s.list.SetRows(rows)
	s.list.Hidden = len(rows) == 0
	s.none.Hide()
	if none {
		s.none.Show()
	}
	s.find.Hidden = none
	s.miss.Hidden = none || len(rows) > 0
	s.body.Refresh()
}

// rows are the lines that fit, under headings.
func (s *SessionList) rows(want string) []entry {
	var rows, past []entry
	for _, r := range s.all {
		switch {
		case !fits(r, want):
		case r.Ended.IsZero():
			if len(rows) == 0 {
				rows = append(rows, entry{day: i18n.T("home.running")})
			}
			rows = append(rows, entry{SessionRow: r})
		default:
			past = append(past, entry{SessionRow: r})
		}
	}
	for i := range s.loose {
		if holds(i18n.T("home.loose")+" "+s.loose[i].Text, want) {
			past = append(past, entry{note: &s.loose[i]})
		}
	}
	slices.SortStableFunc(past, func(a, b entry) int { return cmp.Compare(b.when().Milli(), a.when().Milli()) })
	day := ""
	for _, e := range past {
		if d := i18n.Upper(i18n.Day(e.when().Time().Local())); d != day {
			day = d
			rows = append(rows, entry{day: d})
		}
		rows = append(rows, e)
	}
	return rows
}

// fits reports whether a session holds the words that are looked for in what is shown of it.
func fits(r app.SessionRow, want string) bool {
	text := r.Title + " " + r.Place + " " + r.Guide + " " + i18n.Choice("session_type", string(r.Type))
	for _, o := range r.Who {
		text += " " + o.Pseudonym
	}
	return holds(text, want)
}

// holds reports whether a text holds all of the words that are looked for, written small.
func holds(text, want string) bool {
	text = strings.ToLower(text)
	for _, word := range strings.Fields(want) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

func (s *SessionList) open(e entry) {
	if e.note != nil {
		s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindNoteBlock, ID: e.note.ID})
		return
	}
	if !e.Series.IsZero() { // one talks about pictures at their own table
		s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindPhotoSet, ID: e.Series})
		return
	}
	s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: e.ID})
}

func (s *SessionList) menu(e entry) []widgets.MenuItem {
	if e.note != nil {
		return []widgets.MenuItem{{Text: i18n.T("home.open"), Icon: "right", Tap: func() { s.open(e) }}}
	}
	return []widgets.MenuItem{
		{Text: i18n.T("home.open"), Icon: "right", Tap: func() { s.open(e) }},
		{Text: i18n.T("home.debrief.this"), Icon: "bubble", Tap: func() {
			s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: e.ID, Part: screen.Debrief})
		}},
		{Text: i18n.T("home.writeout.this"), Icon: "edit", Tap: func() {
			s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: e.ID, Part: screen.After})
		}},
	}
}
