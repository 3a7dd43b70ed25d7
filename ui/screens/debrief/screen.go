// Package debrief is what the team says right after a session, before anybody sleeps on it: what had to be asked and was
// not, what surprised, what one saw that was not said, one's own part, what the guide should be changed to, and the
// questions that the guide itself asks its interviewer. What is written is kept at each pause.
package debrief

import (
	"context"
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

// Deps are the use cases that the screen calls.
type Deps interface {
	Bus() *app.Bus
	Debrief(ctx context.Context, session feltbog.ID) (app.DebriefPage, error)
	TypeDebrief(ctx context.Context, session feltbog.ID, f func(*feltbog.Debrief)) error
	Settle(ctx context.Context) error
}

// Screen is the debrief of one session at a time.
type Screen struct {
	host screen.Host
	deps Deps
	ctx  context.Context
	load uikit.Loader[app.DebriefPage]
	keep uikit.Keeper
	id   feltbog.ID

	title    *widgets.Text
	coverage *widgets.Message
	missed   *fyne.Container
	asks     []*ask
	list     *fyne.Container
	scroll   *container.Scroll
	all      fyne.CanvasObject
}

// ask is one question with its answer.
type ask struct {
	key    string // of the field, or the question itself
	label  *widgets.Text
	entry  *widgets.Entry
	kept   string
	box    fyne.CanvasObject
	answer func(*feltbog.Debrief) string
	write  func(d *feltbog.Debrief, text string)
}

// fields of the record in the order in which they are asked; those of an ethno-raid come after the team, before the guest
// goes home.
var (
	afterTalk = []string{"surprise", "unsaid", "own_role", "guide_change", "follow_up"}
	afterRaid = []string{"seen_by_all", "seen_by_one", "surprise", "unknown", "guide_change", "follow_up"}
)

// New returns the screen with nothing on it.
func New(host screen.Host, deps Deps) *Screen {
	s := &Screen{host: host, deps: deps, ctx: context.Background(), title: widgets.Titled(""), missed: widgets.Column(theme.Gap4), list: widgets.Column(theme.Gap20)}
	s.load.Run, s.keep.Run, s.keep.Failed = host, host, host.Fail
	s.coverage = widgets.NewMessage(widgets.Green, "check", "", nil)
	back := uikit.Name(widgets.NewButton(i18n.T("writeup.back"), "left", func() { s.open("") }), "debrief.back")
	out := uikit.Name(widgets.NewPrimary(i18n.T("debrief.writeout"), "edit", func() { s.open(screen.After) }), "debrief.writeout")
	head := container.NewBorder(nil, nil, nil, widgets.Row(theme.Gap8, container.NewCenter(back), out), widgets.Column(theme.Gap4, s.title, widgets.Quiet(i18n.T("debrief.help"))))
	s.scroll = container.NewVScroll(widgets.Pad(widgets.AtMost(widgets.Column(theme.Gap16, s.coverage, s.missed, s.list), 860), 2, theme.Gap16, theme.Gap40, 2))
	s.all = widgets.Pad(container.NewBorder(widgets.Pad(head, 0, 0, theme.Gap16, 0), nil, nil, nil, s.scroll), theme.Gap20, theme.Gap28, 0, theme.Gap28)
	return s
}

func (s *Screen) open(part string) {
	s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: s.id, Part: part})
}

// Title implements screen.Screen.
func (s *Screen) Title() string { return i18n.T("debrief.title") }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.all }

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, at screen.Route) {
	s.ctx = ctx
	if s.id != at.ID {
		s.id, s.asks = at.ID, nil
		s.list.RemoveAll()
		s.scroll.ScrollToTop()
	}
	sub := app.Subscribe(s.deps.Bus(), func(app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	s.reload()
}

// Leave implements screen.Leaver: what was written is kept before anything else happens.
func (s *Screen) Leave() func() error {
	s.keep.Then(s.deps.Settle, nil)
	return s.keep.Flush()
}

func (s *Screen) reload() {
	if s.ctx.Err() != nil {
		return
	}
	id := s.id
	s.load.Load(s.ctx, func(ctx context.Context) (app.DebriefPage, error) { return s.deps.Debrief(ctx, id) }, func(d app.DebriefPage, err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.show(d)
	})
}

func (s *Screen) show(d app.DebriefPage) {
	name := d.Session.Title
	if name == "" {
		name = i18n.Upper(i18n.Choice("session_type", string(d.Session.Type)))
	}
	if d.Place != "" {
		name = i18n.T("home.title", "type", name, "place", d.Place)
	}
	s.title.SetText(name)
	s.covered(d.Must)
	if s.asks == nil {
		s.build(d)
	}
	for _, a := range s.asks {
		text := a.answer(&d.Debrief)
		if a.entry.Text == a.kept && text != a.kept { // nobody is writing in it
			a.kept = text
			a.entry.SetText(text)
		}
		if a.entry.Text == text {
			a.kept = text
		}
	}
	s.all.Refresh()
	trace.Event("shown", "name", "debrief", "rows", len(s.asks))
}

// covered says of the questions that had to be asked which were not.
func (s *Screen) covered(must []app.Covered) {
	s.missed.Objects = nil
	n := 0
	for _, c := range must {
		if c.Asked {
			n++
			continue
		}
		s.missed.Add(widgets.Row(theme.Gap8, widgets.Icon("ring", theme.Ink2, 16), widgets.Plain(c.Question)))
	}
	s.coverage.Hidden = len(must) == 0
	if n == len(must) {
		s.coverage.Set(widgets.Green, "check", i18n.N("debrief.all", n))
	} else {
		s.coverage.Set(widgets.Amber, "warn", i18n.N("debrief.some", len(must), "asked", i18n.Number(n)))
	}
	s.missed.Refresh()
}

// build makes the fields: those of the kind of session, then what the guide asks besides.
func (s *Screen) build(d app.DebriefPage) {
	fields, of := afterTalk, "talk"
	if d.Session.Type == feltbog.EthnoRaid {
		fields, of = afterRaid, "raid"
	}
	asked := map[string]bool{}
	for _, name := range fields {
		label := i18n.T("debrief." + of + "." + name)
		asked[strings.ToLower(label)] = true
		f, _ := feltbog.SchemaOf(feltbog.KindDebrief).Field(name)
		s.add(&ask{key: name, label: widgets.Label(label), answer: func(d *feltbog.Debrief) string { return f.Value(d).String() },
			write: func(d *feltbog.Debrief, text string) { f.Value(d).SetString(text) }})
	}
	for _, q := range d.Questions {
		if asked[strings.ToLower(q)] {
			continue
		}
		s.add(&ask{key: q, label: widgets.Label(q), answer: func(d *feltbog.Debrief) string {
			for _, a := range d.Answers {
				if a.Question == q {
					return a.Text
				}
			}
			return ""
		}, write: func(d *feltbog.Debrief, text string) { app.AnswerAfter(d, q, text) }})
	}
}

func (s *Screen) add(a *ask) {
	a.entry = uikit.Name(widgets.NewTextArea("", 2), "debrief."+a.key)
	a.entry.OnChanged = func(text string) { s.typed(a, text) }
	a.entry.Left = func() {
		s.keep.Then(s.deps.Settle, func() { trace.Event("saved", "kind", string(feltbog.KindDebrief)) })
	}
	a.box = widgets.Column(theme.Gap4, a.label, a.entry)
	s.asks = append(s.asks, a)
	s.list.Add(a.box)
}

func (s *Screen) typed(a *ask, text string) {
	if text == a.kept {
		return
	}
	id := s.id
	s.keep.Later(a, func(ctx context.Context) error {
		return s.deps.TypeDebrief(ctx, id, func(d *feltbog.Debrief) { a.write(d, text) })
	}, func() {
		a.kept = text
		trace.Event("kept", "name", "debrief", "runes", len([]rune(text)))
	})
}
