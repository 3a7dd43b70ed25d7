// Package guide is where a guide is written: its themes at the left, the questions of one theme in the middle, and beside
// them how the time adds up, what the questions are to answer and what can be said to hear more. There is nothing to save:
// what is typed is in the vault a moment later. A version that was used is shown and stays as it is; what is tried with
// others and what became of each question from one version to another are pages of the same screen.
package guide

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// The parts of a guide, beside its questions.
const (
	PartReview  = "review"  // the sprint in which others try it
	PartCompare = "compare" // what became of each question from one version to another
)

// Files asks a person for files; see package files.
type Files interface {
	Open(start string, endings []string, chosen func(path string))
	Save(name string, chosen func(path string))
}

// Screen is the screen of one guide at a time.
type Screen struct {
	host  screen.Host
	deps  Deps
	files Files
	shelf app.Templates
	print func(id feltbog.ID)
	ctx   context.Context
	load  uikit.Loader[loaded]
	keep  uikit.Keeper

	at    screen.Route
	page  page
	there bool // the page is loaded
	spot  string
	front feltbog.ID // the question in front
	// begin is a question or theme to write in as soon as it is read.
	begin  feltbog.ID
	last   *line // that was typed in and is not settled
	editor *widgets.NoteEditor

	head    *head
	left    *left
	middle  *middle
	side    *side
	review  *review
	compare *compare
	panel   *widgets.Panel
	body    *fyne.Container
	all     fyne.CanvasObject
}

// The pages of the left list that are no theme.
const (
	spotBefore = "before"
	spotAfter  = "after"
)

// New returns the screen with nothing on it. shelf holds what to look out for while writing, what can be said to hear more,
// and the form of the sprint. print prints what has an id; without it there is no such button.
func New(host screen.Host, deps Deps, files Files, shelf app.Templates, print func(id feltbog.ID)) *Screen {
	s := &Screen{host: host, deps: deps, files: files, shelf: shelf, print: print, ctx: context.Background()}
	s.load.Run, s.keep.Run, s.keep.Failed = host, host, host.Fail
	s.editor = widgets.NewNoteEditor("")
	uikit.Name(s.editor.Entry, "guide.text")
	keyed := s.editor.Entry.Keyed
	s.editor.Entry.Keyed = func(k *fyne.KeyEvent, mod fyne.KeyModifier) bool {
		if mod == fyne.KeyModifierAlt && (k.Name == fyne.KeyUp || k.Name == fyne.KeyDown) {
			s.shift(map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[k.Name])
			return true
		}
		return keyed(k, mod)
	}
	s.editor.Entered = s.entered
	s.head, s.left, s.middle, s.side = newHead(s), newLeft(s), newMiddle(s), newSide(s)
	s.review, s.compare = newReview(s), newCompare(s)
	main := container.New(leftOf{}, s.left.box, widgets.NewBox(theme.Line, "", 0), s.middle.box)
	s.panel = widgets.NewPanel(main, s.side.box, true)
	s.body = container.NewStack(s.panel)
	s.all = container.NewBorder(s.head.box, nil, nil, nil, s.body)
	return s
}

// Title implements screen.Screen.
func (s *Screen) Title() string {
	if !s.there {
		return i18n.T("guide.title")
	}
	return s.page.name()
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.all }

// TogglePanel implements screen.Paneled.
func (s *Screen) TogglePanel() { s.panel.Toggle() }

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, at screen.Route) {
	s.ctx = ctx
	if at.ID != s.at.ID {
		s.editor.Leave()
		s.there, s.page, s.spot, s.front, s.begin = false, page{}, "", feltbog.ID{}, feltbog.ID{}
		s.middle.clear()
	}
	s.at = at
	sub := app.Subscribe(s.deps.Bus(), func(e app.RecordsChanged) { s.host.Do(func() { s.changed(e) }) })
	context.AfterFunc(ctx, sub.Close)
	s.reload()
	kind, id := at.Kind, at.ID
	s.host.Act(func(ctx context.Context) error { return s.deps.Visit(ctx, kind, id) }, nil)
}

// Leave implements screen.Leaver: what is being written is written before anything else happens.
func (s *Screen) Leave() func() error {
	if !s.there {
		return nil
	}
	if s.at.Part == PartReview {
		s.review.date.Commit()
	}
	s.settle()
	return s.keep.Flush()
}

// Keys implements screen.Keyed.
func (s *Screen) Keys() map[string]func() {
	return map[string]func(){
		"guide.up": func() { s.shift(-1) }, "guide.down": func() { s.shift(1) }, "guide.add": s.newQuestion, "guide.delete": s.deleteFront,
		"session.next": func() { s.step(1) }, "session.previous": func() { s.step(-1) },
	}
}

// editable says that what is shown can be changed.
func (s *Screen) editable() bool { return s.there && !s.page.frozen() }
