package workshop

import (
	"context"
	"image"
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

// Screen is the board of one workshop.
type Screen struct {
	host  screen.Host
	deps  Deps
	files Files
	// Print makes sheets of the cards of these numbers, of all where there are none, and shows them; nil: there is nothing to
	// print them with.
	Print func(ctx context.Context, workshop feltbog.ID, numbers []int) error
	// Words draws the six words that a pakke is made for.
	Words func() (string, error)

	ctx   context.Context
	load  uikit.Loader[state]
	shot  uikit.Loader[image.Image]
	guest bool
	role  feltbog.Perspective
	id    feltbog.ID
	now   *state
	spoke feltbog.Perspective // who spoke last
	fresh bool                // it has just come to the front, and nothing has the focus
	wants feltbog.ID          // the card or bunke to choose once it is there
	lacks []feltbog.Card

	title, meta *widgets.Text
	tell        *fyne.Container // cards that may not be used any more
	wall        *wall
	readings    *readings
	side        *side
	none        fyne.CanvasObject
	middle      *fyne.Container
	panel       *widgets.Panel
	roles       fyne.CanvasObject // a guest chooses one first
	all         *fyne.Container
}

// state is what the board shows.
type state struct {
	board app.Board
	held  []app.CardHeld
	role  feltbog.Perspective
}

// New returns the board.
func New(host screen.Host, deps Deps, files Files) *Screen {
	s := &Screen{Words: app.ProposePassphrase, host: host, deps: deps, files: files, ctx: context.Background(), guest: deps.IsGuest(), title: widgets.Headed(""), meta: widgets.Quiet(""), tell: container.NewStack()}
	s.load.Run, s.shot.Run = host, host
	s.wall, s.readings, s.side = uikit.Name(newWall(s), "board.wall"), newReadings(s), newSide(s)
	s.title.Lines = 2
	pack := uikit.Name(widgets.NewButton(i18n.T("board.pack"), "lock", s.askPack), "board.pack")
	edit := uikit.Name(widgets.NewButton(i18n.T("board.edit"), "edit", s.edit), "board.edit")
	add := uikit.Name(widgets.NewButton(i18n.T("board.cluster.add"), "plus", s.addCluster), "board.cluster.add")
	buttons := widgets.Row(theme.Gap8, add, edit, pack)
	if s.guest {
		pack.SetText(i18n.T("board.pack.back"))
		edit.Hide()
	}
	head := widgets.Pad(container.NewBorder(nil, nil, nil, widgets.Column(0, buttons), widgets.Column(2, s.title, s.meta)), theme.Gap12, theme.Gap16, theme.Gap8, theme.Gap20)
	s.none = widgets.NewEmpty("tolkning", i18n.T("board.cards.none"), nil)
	s.middle = container.NewStack(s.wall)
	wall := widgets.Pad(s.middle, theme.Gap4, theme.Gap16, theme.Gap8, theme.Gap20)
	main := container.NewBorder(widgets.Column(0, head, s.tell, widgets.Rule()), nil, nil, nil, container.New(&floors{}, wall, s.readings.box))
	s.panel = widgets.NewPanel(main, s.side.box, true)
	s.panel.Width = 326
	s.roles = s.askRole()
	s.all = container.NewStack()
	return s
}

// floors gives the readings what they need, at most two fifths, and the wall the rest.
type floors struct{}

func (*floors) Layout(o []fyne.CanvasObject, s fyne.Size) {
	low := max(min(250*theme.Scale(), s.Height*0.42), 150)
	o[0].Resize(fyne.NewSize(s.Width, s.Height-low))
	o[1].Move(fyne.NewPos(0, s.Height-low))
	o[1].Resize(fyne.NewSize(s.Width, low))
}

func (*floors) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(max(o[0].MinSize().Width, o[1].MinSize().Width), 300)
}

// Title implements screen.Screen.
func (s *Screen) Title() string { return i18n.T("place.workshop") }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.all }

// TogglePanel implements screen.Paneled.
func (s *Screen) TogglePanel() { s.panel.Toggle() }

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, at screen.Route) {
	s.ctx, s.fresh, s.lacks = ctx, true, nil
	for _, v := range s.wall.views { // what was on its way when it left is asked for again
		v.asked = v.dressed
	}
	if at.ID != s.id {
		s.id, s.now, s.wall.at, s.lacks = at.ID, nil, target{}, nil
		s.shot.Stop()
		s.wall.views, s.wall.kept, s.wall.columns = map[feltbog.ID]*cardView{}, map[feltbog.ID]*column{}, nil
		s.wall.row.Objects = nil
		s.side.said("", widgets.Green)
		clear(s.wall.picked)
		clear(s.wall.held)
	}
	sub := app.Subscribe(s.deps.Bus(), func(app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	s.reload()
}

func (s *Screen) reload() {
	if s.ctx.Err() != nil {
		return
	}
	s.load.Load(s.ctx, s.read, func(v state, err error) {
		if feltbog.ErrorCode(err) == feltbog.EMissing {
			s.lost(err)
			return
		}
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.show(v)
	})
}

func (s *Screen) read(ctx context.Context) (v state, err error) {
	if s.id.IsZero() { // a guest has one workshop, and knows no other
		all, err := s.deps.Workshops(ctx)
		if err != nil {
			return v, err
		}
		if len(all) > 0 {
			s.id = all[0].Workshop.ID
		}
	}
	if v.board, err = s.deps.Board(ctx, s.id); err != nil {
		return v, err
	}
	if v.role = s.deps.Role(ctx); !s.guest {
		v.held, err = s.deps.HeldCards(ctx, s.id)
		if feltbog.ErrorCode(err) == feltbog.ERefused { // what cannot be asked now is asked when something leaves
			err = nil
		}
	}
	return v, err
}

// lost says that the cards are on another machine.
func (s *Screen) lost(err error) {
	put(s.all, widgets.NewEmpty("import", i18n.Error(err), nil))
}

// show shows a board.
func (s *Screen) show(v state) {
	s.now, s.role = &v, v.role
	b := &v.board
	if s.guest && v.role == "" {
		put(s.all, s.roles)
	} else {
		put(s.all, s.panel)
	}
	question := b.Workshop.Question
	if question == "" {
		question = b.Workshop.Title
	}
	again := s.title.Text != question || (len(v.held) > 0) != (len(s.tell.Objects) > 0)
	s.title.SetText(question)
	n := len(b.Cards())
	meta := append([]string{b.Workshop.Title}, about(b.Workshop)...)
	if question == b.Workshop.Title {
		meta[0] = i18n.T("place.workshop")
	}
	meta = append(meta, i18n.N("board.cards", n))
	if s.guest && v.role != "" {
		meta = append(meta, i18n.T("board.as", "role", i18n.Choice("perspective", string(v.role))))
	}
	s.meta.SetText(strings.Join(meta, " · "))
	clear(s.wall.held)
	for _, h := range v.held {
		s.wall.held[h.Card] = true
	}
	s.tellHeld(v.held)
	s.wall.set(b)
	if n == 0 && len(b.Clusters) == 0 {
		put(s.middle, s.none)
	} else {
		put(s.middle, s.wall)
	}
	if !s.wants.IsZero() {
		s.goToNew(s.wants)
	}
	s.side.show(b)
	s.readings.show(b, s.wall.at)
	if again { // something above the wall became higher or lower
		s.all.Refresh()
	}
	s.morePictures()
	s.host.Do(s.wall.follow) // once everything has its place
	if s.fresh && n > 0 && (!s.guest || v.role != "") {
		s.fresh = false
		s.host.Window().Canvas().Focus(s.wall)
	}
	trace.Event("shown", "name", "board", "cards", n, "clusters", len(b.Clusters), "readings", len(b.Readings), "loose", len(b.Loose))
}

// put shows something alone in a box; where it stands there already nothing is drawn anew.
func put(box *fyne.Container, o fyne.CanvasObject) {
	if len(box.Objects) != 1 || box.Objects[0] != o {
		box.Objects = []fyne.CanvasObject{o}
		box.Refresh()
	}
}

// goToNew chooses a card or a bunke that has just come.
func (s *Screen) goToNew(id feltbog.ID) {
	for _, c := range s.wall.columns {
		if c.cluster == id {
			s.wants, s.wall.at = feltbog.ID{}, target{cluster: id, column: true}
			s.wall.dress()
			s.host.Do(s.wall.reveal) // once it has a place
		}
	}
}

// tellHeld says that some cards may not be used any more, and offers to take them out.
func (s *Screen) tellHeld(held []app.CardHeld) {
	s.tell.Objects = nil
	if len(held) > 0 {
		var names []string
		var ids []feltbog.ID
		for _, h := range held {
			names, ids = append(names, app.CardName(h.Number)), append(ids, h.Card)
		}
		out := uikit.Name(widgets.NewButton(i18n.T("board.held.out"), "minus", func() { s.out(ids) }), "board.held.out")
		s.tell.Objects = []fyne.CanvasObject{widgets.Pad(widgets.NewMessage(widgets.Amber, "withdrawn", i18n.N("board.held", len(held), "cards", strings.Join(names, ", ")), out), 0, theme.Gap16, theme.Gap8, theme.Gap20)}
	}
	s.tell.Refresh()
}

// chosen shows what is said about what was chosen.
func (s *Screen) chosen() {
	if s.now != nil {
		s.readings.show(&s.now.board, s.wall.at)
	}
}

// morePictures reads the pictures of the cards that have got their look, one after the other, once.
func (s *Screen) morePictures() {
	busy := len(s.lacks) > 0
	for _, c := range s.wall.columns {
		for _, v := range c.cards {
			if v.img != nil && !v.asked {
				v.asked = true
				s.lacks = append(s.lacks, v.card)
			}
		}
	}
	if !busy {
		s.nextPicture()
	}
}

func (s *Screen) nextPicture() {
	if len(s.lacks) == 0 {
		return
	}
	c, id := s.lacks[0], s.id
	s.shot.Load(s.ctx, func(ctx context.Context) (image.Image, error) { return s.deps.CardPicture(ctx, id, c.ID, pictureSide) }, func(img image.Image, err error) {
		if v := s.wall.views[c.ID]; err == nil && v != nil {
			v.picture(img)
		}
		s.lacks = s.lacks[1:]
		s.nextPicture()
	})
}
