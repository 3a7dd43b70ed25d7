// Package elicit is the conversation about a series of pictures. In the console one picture is worked on at a time: what
// is asked about it, what is said and noted, where somebody points, whose title it bears, how important it is. The pictures
// are sorted into piles, and afterwards they stand by rank with what was said about each. What the participant sees in the
// other window is told to it through screen.Participant; nothing that is written here can go there.
package elicit

import (
	"context"
	"image"
	"io"

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

// Deps are the use cases that the screen calls.
type Deps interface {
	Bus() *app.Bus
	Series(ctx context.Context, set feltbog.ID) (app.Series, error)
	SeriesList(ctx context.Context) ([]app.SeriesLine, error)
	SeriesStory(ctx context.Context, set feltbog.ID) (app.SeriesStory, error)
	TalkPage(ctx context.Context, session, set feltbog.ID) (app.TalkPage, error)
	MakeSeries(ctx context.Context, set feltbog.PhotoSet, photos []feltbog.ID) (feltbog.ID, error)
	EditSeries(ctx context.Context, id feltbog.ID, f func(*feltbog.PhotoSet)) error
	DeleteSeries(ctx context.Context, id feltbog.ID) error
	TakeFromSeries(ctx context.Context, set feltbog.ID, photos []feltbog.ID) error
	MoveInSeries(ctx context.Context, set, photo, after feltbog.ID) error
	ChoosePhoto(ctx context.Context, set, photo feltbog.ID, choice feltbog.Choice, why string) error
	RankPhoto(ctx context.Context, set, photo feltbog.ID, rank int) error
	TitlePhoto(ctx context.Context, photo feltbog.ID, title string) error
	WishForPhoto(ctx context.Context, photo feltbog.ID, wish feltbog.PhotoWish) error
	DoNotUse(ctx context.Context, photos []feltbog.ID, why string) error
	UseAgain(ctx context.Context, photos []feltbog.ID, why string) error
	PointAt(ctx context.Context, at app.Pointed) (feltbog.ID, error)
	EditRegion(ctx context.Context, id feltbog.ID, f func(*feltbog.Region)) error
	DeleteRegion(ctx context.Context, id feltbog.ID) error
	BeginSort(ctx context.Context, sort feltbog.PileSort) (feltbog.ID, error)
	EditSort(ctx context.Context, id feltbog.ID, f func(*feltbog.PileSort)) error
	DeleteSort(ctx context.Context, id feltbog.ID) error
	AddPile(ctx context.Context, sort feltbog.ID, name string, photo feltbog.ID) (feltbog.ID, error)
	NamePile(ctx context.Context, pile feltbog.ID, name string) error
	DeletePile(ctx context.Context, pile feltbog.ID) error
	PutInPile(ctx context.Context, sort, photo, pile feltbog.ID) error
	StartSession(ctx context.Context, n app.NewSession) (feltbog.ID, error)
	TalkAbout(ctx context.Context, session, set, photo feltbog.ID, f func(*feltbog.PhotoTalk)) error
	EndSession(ctx context.Context, id feltbog.ID) error
	ResumeSession(ctx context.Context, id feltbog.ID) error
	SessionChoices(ctx context.Context) (app.SessionChoices, error)
	TypeNote(ctx context.Context, n app.Written) error
	EditNote(ctx context.Context, id feltbog.ID, f func(*feltbog.NoteBlock)) error
	DeleteNote(ctx context.Context, id feltbog.ID) error
	Settle(ctx context.Context) error
	PhotoThumb(ctx context.Context, id feltbog.ID, w, h int) (image.Image, error)
	PhotoImage(ctx context.Context, id feltbog.ID, full bool) (image.Image, error)
	ParseDate(ctx context.Context, text string) (feltbog.FuzzyDate, error)
	PrintBrief(ctx context.Context, desk app.Desk, set feltbog.ID, form feltbog.ElicitForm) (app.Printed, error)
	PrintCards(ctx context.Context, desk app.Desk, sheets int) (app.Printed, error)
	StoryItems(ctx context.Context, set feltbog.ID) ([]app.GateItem, error)
	PrintStory(ctx context.Context, desk app.Desk, set feltbog.ID, use feltbog.Use, say app.Say) (app.StoryPrinted, error)
	Visit(ctx context.Context, kind feltbog.Kind, id feltbog.ID) error
}

// Desk is where papers are put and shown.
type Desk struct {
	Put  func(name string, write func(io.Writer) error) (string, error)
	View func(path string) error
}

// Paper implements app.Desk.
func (d Desk) Paper(name string, write func(io.Writer) error) (string, error) {
	return d.Put(name, write)
}

// The ways in which a series is looked at.
const (
	talk  = "talk"
	piles = "piles"
	after = "after"
)

// Screen is the console of one series at a time.
type Screen struct {
	host  screen.Host
	deps  Deps
	other screen.Participant
	form  feltbog.ElicitForm
	desk  Desk
	// Rights shows what is settled about a picture; nil: nothing does.
	Rights func(feltbog.ID)
	// Settle shows what would leave for a use and calls then when somebody lets it out; nil: it is let out at once.
	Settle func(title string, use feltbog.Use, items []app.GateItem, back screen.Route, then func())
	ctx    context.Context
	load   uikit.Loader[loaded]
	keep   uikit.Keeper

	id      feltbog.ID // of the series
	page    app.TalkPage
	there   bool
	console app.Console
	seen    feltbog.ID // what the participant was shown last
	alone   bool       // the participant leafs alone
	mode    string
	prompt  string // key of the one that is asked

	thumbs *thumbs
	head   *head
	left   *picture
	ask    *prompts
	notes  *notes
	strip  *strip
	table  *table
	story  *story
	middle *fyne.Container
	all    *fyne.Container
}

// New returns the screen with nothing on it. form words what is asked, other is what the participant sees.
func New(host screen.Host, deps Deps, other screen.Participant, form feltbog.ElicitForm, desk Desk) *Screen {
	s := &Screen{host: host, deps: deps, other: other, form: form, desk: desk, ctx: context.Background(), mode: talk}
	s.load.Run, s.keep.Run, s.keep.Failed = host, host, host.Fail
	s.thumbs = newThumbs(s)
	s.head, s.left, s.ask, s.notes, s.strip, s.table, s.story = newHead(s), newPicture(s), newPrompts(s), newNotes(s), newStrip(s), newTable(s), newStory(s)
	other.OnStep(s.leafed)
	other.OnClosed(s.gone)
	s.middle = container.NewStack()
	s.all = container.NewBorder(widgets.Column(0, s.head.box, widgets.Rule()), s.strip.box, nil, nil, s.middle)
	return s
}

// Title implements screen.Screen. It names nobody: the title of a window is seen by others in the room.
func (s *Screen) Title() string { return i18n.T("elicit.title") }

// Topic implements screen.Helped.
func (s *Screen) Topic() string { return "elicit" }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.all }

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, at screen.Route) {
	s.ctx = ctx
	if at.ID != s.id {
		s.id, s.there, s.page, s.console, s.seen, s.prompt = at.ID, false, app.TalkPage{}, app.Console{}, feltbog.ID{}, ""
		s.mode = talk
		s.notes.fresh()
		s.left.clear()
		s.thumbs.forget()
	}
	if at.Part == after || at.Part == piles {
		s.mode = at.Part
	}
	sub := app.Subscribe(s.deps.Bus(), func(app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	s.head.tick(ctx)
	s.reload()
	id := s.id
	s.host.Act(func(ctx context.Context) error { return s.deps.Visit(ctx, feltbog.KindPhotoSet, id) }, nil)
}

// Leave implements screen.Leaver: what is being written is kept, and the participant's screen turns black, because nobody
// would take a picture off it.
func (s *Screen) Leave() func() error {
	s.console.Black()
	s.tell()
	if !s.there {
		return nil
	}
	s.notes.finish()
	return s.keep.Flush()
}

// Keys implements screen.Keyed.
func (s *Screen) Keys() map[string]func() {
	keys := map[string]func(){
		"elicit.show": s.toggleShown, "elicit.close": s.closeOther, "elicit.stay": s.toggleStay, "elicit.alone": s.toggleAlone, "elicit.bar": s.bar, "elicit.bar.writing": s.bar,
		"elicit.next": func() { s.step(1) }, "elicit.previous": func() { s.step(-1) }, "elicit.point": s.left.point, "photos.region": s.left.point,
		"session.next": func() { s.ask.step(1) }, "session.previous": func() { s.ask.step(-1) }, "elicit.called": s.left.nameIt,
		"elicit.write": s.notes.write, "elicit.view": s.nextMode, "elicit.pile": s.table.add, "elicit.sort": s.table.begin,
		"elicit.earlier": func() { s.moveBy(-1) }, "elicit.later": func() { s.moveBy(1) }, "elicit.out": s.leaveOut, "photos.rights": s.rights, "elicit.answers": s.answer,
	}
	for i, t := range feltbog.NoteTypes() {
		keys["note.kind."+i18n.Number(i+1)] = func() { s.notes.setKind(t) }
	}
	for i := range 10 {
		keys["elicit.digit."+i18n.Number(i)] = func() { s.digit(i) }
	}
	return keys
}

// digit gives the picture a rank, or puts it into a pile.
func (s *Screen) digit(n int) {
	switch s.mode {
	case piles:
		s.table.put(s.console.At(), n)
	case talk:
		s.rank(n)
	}
}

// nextMode looks at the series in the next way.
func (s *Screen) nextMode() {
	next := map[string]string{talk: piles, piles: after, after: talk}
	s.setMode(next[s.mode])
}

func (s *Screen) setMode(mode string) {
	if mode == s.mode {
		return
	}
	s.notes.finish()
	s.mode = mode
	s.reload()
	s.draw()
}

// two puts the picture at the left and the words at the right.
type two struct{}

// MinSize implements fyne.Layout.
func (two) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+theme.Gap28, max(a.Height, b.Height))
}

// Layout implements fyne.Layout.
func (two) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := min(max(size.Width*0.4, o[0].MinSize().Width), 700*theme.Scale())
	o[0].Resize(fyne.NewSize(w, size.Height))
	o[1].Move(fyne.NewPos(w+theme.Gap28, 0))
	o[1].Resize(fyne.NewSize(size.Width-w-theme.Gap28, size.Height))
}
