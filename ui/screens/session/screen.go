// Package session is the screen of a session that runs: one question large, the notes to it, the keys of their kinds and
// tags below, the guide at the side. Whoever writes never waits and never presses save: each letter is in the vault a
// moment later, and the program opens again where it was, at the same question and the same note.
package session

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/telling"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Deps are the use cases that the screen calls.
type Deps interface {
	Beginner
	Bus() *app.Bus
	TypeNote(ctx context.Context, n app.Written) error
	Settle(ctx context.Context) error
	EditNote(ctx context.Context, id feltbog.ID, f func(*feltbog.NoteBlock)) error
	MarkNote(ctx context.Context, id, tag feltbog.ID) (bool, error)
	DeleteNote(ctx context.Context, id feltbog.ID) error
	JoinNotes(ctx context.Context, first, second feltbog.ID, text string) error
	AnswerQuestion(ctx context.Context, session, question, person feltbog.ID, c feltbog.Coverage) error
	DescribePerson(ctx context.Context, person feltbog.ID, f func(*feltbog.Participant)) error
	NoteOralConsent(ctx context.Context, person feltbog.ID, given bool) error
	MoveLast(ctx context.Context, session feltbog.ID, count int, to app.Whither) (int, error)
	PhotoThumb(ctx context.Context, id feltbog.ID, w, h int) (image.Image, error)
	TagPhotos(ctx context.Context, ids []feltbog.ID, tag feltbog.ID, on bool) error
	WatchFolder(ctx context.Context, dir string, appeared func([]app.WatchedFile)) error
	Attach(ctx context.Context, owner feltbog.ID, path string, people []feltbog.ID) (feltbog.ID, error)
	TagNamed(ctx context.Context, name string) (feltbog.ID, error)
	PinTag(ctx context.Context, tag feltbog.ID, pin bool) error
	EndSession(ctx context.Context, id feltbog.ID) error
	ResumeSession(ctx context.Context, id feltbog.ID) error
	NamesIn(ctx context.Context, record feltbog.ID, text string) (app.Tellings, error)
	LetStand(ctx context.Context, record feltbog.ID, text string) error
	ReplaceTelling(ctx context.Context, kind feltbog.Kind, record feltbog.ID, field, passage, with string) error
	Keep(ctx context.Context, name, value string) error
	Kept(ctx context.Context, name string) (string, error)
	Visit(ctx context.Context, kind feltbog.Kind, id feltbog.ID) error
}

// Files asks a person for files; see package files.
type Files interface {
	Open(start string, endings []string, chosen func(path string))
	Folder(start string, chosen func(path string))
}

// Screen is the screen of one session at a time.
type Screen struct {
	// Lay puts things into a joint interpretation; nil: there is none here.
	Lay func(items []app.GateItem, back screen.Route)

	host  screen.Host
	deps  Deps
	files Files
	strip *strip
	grids []feltbog.GridText
	play  func(context.Context, feltbog.ID) error
	ctx   context.Context
	load  uikit.Loader[loaded]
	keep  uikit.Keeper

	id     feltbog.ID
	page   app.SessionPage
	there  bool  // the page is loaded
	begin  bool  // to write as soon as it is
	state  state // where one is in it
	editor *widgets.NoteEditor
	lines  []*line
	limit  int     // how many lines are drawn, the last ones
	high   float32 // of the note that is written in
	// growing is true while earlier lines are being added.
	growing bool

	person   *personHead
	question *questionHead
	notes    *fyne.Container
	blind    *fyne.Container // says that names are not found
	scroll   *container.Scroll
	tools    *tools
	side     *side
	panel    *widgets.Panel
	all      *fyne.Container
}

// New returns the screen with nothing on it. grids word what to look for when one observes.
// play hands a file to the system's player; it runs elsewhere.
func New(host screen.Host, deps Deps, files Files, grids []feltbog.GridText, play func(context.Context, feltbog.ID) error) *Screen {
	s := &Screen{host: host, deps: deps, files: files, grids: grids, play: play, ctx: context.Background()}
	s.load.Run, s.keep.Run, s.keep.Failed = host, host, host.Fail
	s.editor = widgets.NewNoteEditor(i18n.T("session.note.prompt"))
	uikit.Name(s.editor.Entry, "session.note")
	s.editor.Entry.Got, s.editor.Entry.Pasted = s.wrote, s.pasted
	s.editor.Entered = func(*widgets.NoteBlock) {
		s.check()
		s.offerAgain()
	}
	s.notes, s.blind = widgets.Column(0), telling.Blind()
	s.scroll = container.NewVScroll(widgets.Pad(s.notes, 0, theme.Gap4, 0, 0))
	s.scroll.OnScrolled = s.scrolled
	s.strip = newStrip(s)
	s.person, s.question, s.tools, s.side = newPersonHead(s), newQuestionHead(s), newTools(s), newSide(s)
	about := uikit.Name(widgets.NewLink(i18n.T("session.edit"), func() { Edit(host, deps, s.id) }), "session.about")
	head := widgets.Column(theme.Gap12, container.NewBorder(nil, nil, nil, container.NewVBox(about), s.person.box), s.question.box, widgets.Rule())
	main := widgets.Pad(container.NewBorder(widgets.Pad(head, 0, 0, theme.Gap8, 0), widgets.Pad(s.tools.box, theme.Gap12, 0, 0, 0), nil, nil, s.scroll),
		theme.Gap20, theme.Gap28, theme.Gap12, theme.Gap28)
	s.panel = widgets.NewPanel(container.New(&column{s: s}, main), s.side.box, true)
	s.all = container.NewStack(s.panel)
	return s
}

// column keeps the text no wider than one can read, in the middle of what there is, and the note that is written in view.
type column struct {
	s      *Screen
	height float32
}

const readable = 1060

// MinSize implements fyne.Layout.
func (*column) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// Layout implements fyne.Layout.
func (c *column) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := min(size.Width, readable)
	o[0].Move(fyne.NewPos((size.Width-w)/2, 0))
	o[0].Resize(fyne.NewSize(w, size.Height))
	if size.Height != c.height {
		c.height = size.Height
		if l := c.s.writing(); l != nil && c.s.nearEnd(l) {
			c.s.scroll.ScrollToBottom()
		}
	}
}

// Title implements screen.Screen. It names nobody: the title of a window is seen by others in the room.
func (s *Screen) Title() string { return i18n.T("session.title") }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.all }

// TogglePanel implements screen.Paneled.
func (s *Screen) TogglePanel() { s.panel.Toggle() }

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, at screen.Route) {
	s.ctx, s.begin = ctx, true
	if at.ID != s.id {
		s.id, s.there, s.page, s.lines, s.state, s.limit = at.ID, false, app.SessionPage{}, nil, state{}, atOnce
		s.editor.Leave()
		s.notes.RemoveAll()
		s.strip.reset()
	}
	sub := app.Subscribe(s.deps.Bus(), func(e app.RecordsChanged) { s.host.Do(func() { s.changed(e) }) })
	context.AfterFunc(ctx, sub.Close)
	s.tick(ctx)
	s.reload()
	id := s.id
	s.host.Act(func(ctx context.Context) error { return s.deps.Visit(ctx, feltbog.KindSession, id) }, nil)
}

// Leave implements screen.Leaver: what is being written is written out before anything else happens.
func (s *Screen) Leave() func() error {
	if !s.there {
		return nil
	}
	s.settle()
	s.remember()
	return s.keep.Flush()
}

// Keys implements screen.Keyed.
func (s *Screen) Keys() map[string]func() {
	keys := map[string]func(){
		"cards.lay": s.lay, "session.next_person": s.nextPerson, "session.next": func() { s.step(1) }, "session.previous": func() { s.step(-1) },
		"session.jump": s.jump, "session.asked": s.asked, "session.move": s.move, "session.pause": s.pause, "session.file": s.attachFile, "session.strip": s.strip.step, "session.strip.open": s.strip.openChosen, "session.strip.take": s.takeFresh,
		"tag.find": s.findTag, "session.beside": s.beside,
	}
	for i, t := range feltbog.NoteTypes() {
		keys["note.kind."+digit(i)] = func() { s.kind(t) }
	}
	for i := range 9 {
		keys["tag."+digit(i)] = func() { s.quickTag(i) }
		keys["note.dimension."+digit(i)] = func() { s.dimensionAt(i) }
	}
	return keys
}

func digit(i int) string { return string(rune('1' + i)) }
