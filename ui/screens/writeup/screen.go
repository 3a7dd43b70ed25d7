// Package writeup is the evening after a session: each jotting stands at the left as it was written, beside it one writes
// the note out, and beside that what one thinks of it. The jotting never changes.
package writeup

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/telling"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Deps are the use cases that the screen calls.
type Deps interface {
	Bus() *app.Bus
	WriteUp(ctx context.Context, session feltbog.ID) (app.WriteUp, error)
	TypeNote(ctx context.Context, n app.Written) error
	Settle(ctx context.Context) error
	NamesIn(ctx context.Context, record feltbog.ID, text string) (app.Tellings, error)
	LetStand(ctx context.Context, record feltbog.ID, text string) error
	ReplaceTelling(ctx context.Context, kind feltbog.Kind, record feltbog.ID, field, passage, with string) error
}

// Screen is the write-up of one session at a time.
type Screen struct {
	host screen.Host
	deps Deps
	ctx  context.Context
	load uikit.Loader[read]
	keep uikit.Keeper

	id     feltbog.ID
	up     app.WriteUp
	begin  bool
	editor *widgets.NoteEditor
	rows   []*row

	title *widgets.Text
	state *widgets.Text
	above *fyne.Container // messages
	list  *fyne.Container
	blind *fyne.Container // says that names are not found
	all   fyne.CanvasObject
}

// New returns the screen with nothing on it. fetch brings in a transcript of a session.
func New(host screen.Host, deps Deps, fetch func(session feltbog.ID)) *Screen {
	s := &Screen{host: host, deps: deps, ctx: context.Background(), title: widgets.Titled(""), state: widgets.Quiet(""),
		above: widgets.Column(theme.Gap8), list: widgets.Column(0), blind: telling.Blind()}
	s.load.Run, s.keep.Run, s.keep.Failed = host, host, host.Fail
	s.editor = widgets.NewNoteEditor(i18n.T("writeup.prompt"))
	uikit.Name(s.editor.Entry, "writeup.note")
	s.editor.Entered = func(*widgets.NoteBlock) { s.check() }
	back := uikit.Name(widgets.NewButton(i18n.T("writeup.back"), "left", func() {
		s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: s.id})
	}), "writeup.back")
	debrief := uikit.Name(widgets.NewButton(i18n.T("debrief.title"), "bubble", func() {
		s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: s.id, Part: screen.Debrief})
	}), "writeup.debrief")
	transcript := uikit.Name(widgets.NewButton(i18n.T("source.pick"), "import", func() { fetch(s.id) }), "writeup.transcript")
	head := container.NewBorder(nil, nil, nil, container.NewCenter(widgets.Row(theme.Gap8, back, debrief, transcript)), widgets.Column(theme.Gap4, s.title, s.state))
	names := widgets.Columns(theme.Gap16, weights, widgets.Label(i18n.T("writeup.jotting")), widgets.Label(i18n.T("writeup.note")), widgets.Label(i18n.T("writeup.memo")))
	s.all = widgets.Pad(container.NewBorder(widgets.Column(theme.Gap12, head, s.above, s.blind, names, widgets.Rule()), nil, nil, nil,
		container.NewVScroll(widgets.Pad(s.list, 0, theme.Gap12, theme.Gap40, 0))), theme.Gap20, theme.Gap28, 0, theme.Gap28)
	return s
}

// weights of the three columns: writing out takes most room.
var weights = []float32{1, 1.6, 1.1}

// Title implements screen.Screen.
func (s *Screen) Title() string { return i18n.T("writeup.title") }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.all }

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, at screen.Route) {
	s.ctx, s.begin = ctx, true
	if s.id != at.ID {
		s.editor.Leave()
		s.id, s.rows = at.ID, nil
		s.list.RemoveAll()
	}
	sub := app.Subscribe(s.deps.Bus(), func(app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	s.reload()
}

// Leave implements screen.Leaver: what is being written is written before anything else happens.
func (s *Screen) Leave() func() error {
	s.settle()
	return s.keep.Flush()
}

func (s *Screen) settle() {
	s.keep.Then(s.deps.Settle, func() {
		trace.Event("saved", "kind", string(feltbog.KindNoteBlock))
		s.check()
	})
}

// read is what was read, and how often each note had been changed here by then.
type read struct {
	up    app.WriteUp
	edits map[feltbog.ID]int
}

func (s *Screen) reload() {
	id := s.id
	edits := map[feltbog.ID]int{}
	for _, r := range s.rows {
		for _, c := range r.cells() {
			edits[c.rec.ID] = c.edits
			if c.saved != c.edits { // what is read now lacks what is still on its way
				edits[c.rec.ID] = -1
			}
		}
	}
	s.load.Load(s.ctx, func(ctx context.Context) (read, error) {
		up, err := s.deps.WriteUp(ctx, id)
		return read{up, edits}, err
	}, s.show)
}

func (s *Screen) show(r read, err error) {
	if err != nil {
		s.host.Fail(err)
		return
	}
	s.up = r.up
	s.merge(r.edits)
	name := s.up.Session.Title
	if name == "" {
		name = i18n.Upper(i18n.Choice("session_type", string(s.up.Session.Type)))
	}
	if s.up.Place != "" {
		name += " · " + s.up.Place
	}
	s.title.SetText(name)
	words := i18n.T("writeup.done")
	if s.up.Waiting > 0 {
		words = i18n.N("writeup.waiting", s.up.Waiting)
	}
	s.state.SetText(words)
	s.above.Objects = nil
	if s.up.Late {
		s.above.Add(widgets.NewMessage(widgets.Amber, "clock", i18n.T("writeup.late"), nil))
	}
	for _, q := range s.up.Unasked {
		s.above.Add(widgets.NewMessage(widgets.Amber, "warn", i18n.T("writeup.unasked", "question", q), nil))
	}
	if len(s.up.Rows) == 0 {
		s.above.Add(widgets.NewEmpty("note", i18n.T("writeup.empty"), nil))
	}
	s.draw()
	if s.begin {
		s.begin = false
		for _, row := range s.rows { // where something waits
			if row.note.block.Text() == "" {
				row.note.block.Edit(-1)
				break
			}
		}
	}
	s.check()
	trace.Event("shown", "name", "writeup", "rows", len(s.rows), "waiting", s.up.Waiting)
}
