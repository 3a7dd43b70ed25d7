package outgo

import (
	"context"
	"slices"

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

// Screen is the screen.
type Screen struct {
	host screen.Host
	deps Deps
	tray *Tray
	ctx  context.Context
	load uikit.Loader[map[feltbog.ID]*entry]

	ask   *Ask
	all   []*entry
	todo  []app.GateItem // that wait to be looked at
	busy  bool
	total int    // of what is being looked at
	wants string // the row to go to once it is there
	chose bool   // somebody chose a row; until then the first is in front

	title, sum *widgets.Text
	numbers    [4]*widgets.Text
	meter      *widgets.Meter
	wait       *fyne.Container
	lock       *locked
	list       *widgets.List[line]
	detail     *detail
	do         *widgets.Button
	body, none fyne.CanvasObject
	content    *fyne.Container
}

// New returns the screen.
func New(host screen.Host, deps Deps, tray *Tray) *Screen {
	s := &Screen{host: host, deps: deps, tray: tray, ctx: context.Background(), title: widgets.Titled(""), sum: widgets.Quiet(""), meter: widgets.NewMeter()}
	s.load.Run = host
	s.list = uikit.Name(widgets.NewList(62, func() fyne.CanvasObject { return newRow() }, func(o fyne.CanvasObject, l line, _ int) { o.(*rowOf).show(l) }), "outgo.list")
	s.list.Key, s.list.Heading, s.list.Rules = line.key, func(l line) bool { return l.e == nil }, true
	s.list.Chosen = func(i int) {
		s.chose = true
		s.detail.show(s.list.Rows()[i])
	}
	s.list.Opened = s.open
	s.list.Menu = s.menu
	s.detail, s.lock = newDetail(s), newLocked(s)
	s.do = uikit.Name(widgets.NewPrimary("", "check", s.finish), "outgo.do")
	s.do.Tall = false
	back := uikit.Name(widgets.NewButton(i18n.T("door.back"), "left", s.leave), "outgo.back")
	stop := uikit.Name(widgets.NewLink(i18n.T("outgo.stop"), s.leave), "outgo.stop")
	s.wait = container.NewBorder(nil, nil, nil, stop, container.NewCenter(widgets.AtLeast(s.meter, 260, 20)))
	foot := container.NewStack(widgets.NewBox(theme.Card, "", 0), container.NewBorder(widgets.Rule(), nil, nil, nil,
		widgets.Pad(container.NewBorder(nil, nil, nil, widgets.Row(theme.Gap12, back, s.do), container.New(middle{}, s.sum)), theme.Gap12, theme.Gap28, theme.Gap12, theme.Gap28)))
	right := container.NewStack(widgets.NewBox(theme.Card, theme.Line, theme.RadiusCard), s.detail.box)
	main := container.NewBorder(widgets.Column(0, s.head(), s.lock.box), nil, nil, nil,
		widgets.Pad(widgets.Columns(theme.Gap20, []float32{11, 9}, s.list, right), 0, theme.Gap28, theme.Gap16, theme.Gap28))
	s.body = container.NewBorder(nil, foot, nil, nil, main)
	s.none = widgets.NewEmpty("shield", i18n.T("outgo.none"), nil)
	s.content = container.NewStack(s.none)
	return s
}

// head is the title and four numbers.
func (s *Screen) head() fyne.CanvasObject {
	cells := make([]fyne.CanvasObject, 4)
	for i, key := range []string{"outgo.number.goes", "outgo.number.open", "outgo.number.stays", "outgo.number.settled"} {
		s.numbers[i] = widgets.NewText("", theme.Title, theme.Ink).Bold().Line()
		cells[i] = container.NewBorder(nil, nil, container.NewCenter(s.numbers[i]), nil, container.New(middle{}, widgets.Pad(widgets.NewText(i18n.T(key), theme.Small, theme.Ink2), 0, 0, 0, theme.Gap12)))
	}
	card := widgets.CardPadded(widgets.Columns(theme.Gap16, []float32{1, 1, 1, 1}, cells...), theme.Gap12)
	return widgets.Pad(widgets.Column(theme.Gap12, s.title, card, s.wait), theme.Gap20, theme.Gap28, theme.Gap12, theme.Gap28)
}

// middle puts what wraps in the middle of the height.
type middle struct{}

func (middle) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(fyne.NewSize(s.Width, o[0].MinSize().Height))
	h := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(s.Width, h))
	o[0].Move(fyne.NewPos(0, max((s.Height-h)/2, 0)))
}

func (middle) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// Title implements screen.Screen.
func (s *Screen) Title() string { return i18n.T("outgo.title") }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Keys implements screen.Keyed.
func (s *Screen) Keys() map[string]func() {
	return map[string]func(){
		"outgo.keep": func() { s.decide(feltbog.PassKeep) }, "outgo.replace": func() { s.decide(feltbog.PassReplace) }, "outgo.omit": func() { s.decide(feltbog.PassOmit) },
		"outgo.forget": s.forget, "outgo.drop": s.drop, "outgo.next": func() { s.step(1) }, "outgo.previous": func() { s.step(-1) }, "outgo.do": s.finish, "outgo.instead": func() { s.host.Do(s.detail.write) }, // or the letter would be typed into it

	}
}

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, _ screen.Route) {
	s.ctx = ctx
	another := s.ask != s.tray.ask
	s.ask = s.tray.ask
	if s.ask == nil {
		s.content.Objects = []fyne.CanvasObject{s.none}
		s.content.Refresh()
		return
	}
	s.content.Objects = []fyne.CanvasObject{s.body}
	if another {
		s.all, s.wants, s.chose = nil, "", false
		for _, it := range s.ask.Items {
			s.all = append(s.all, &entry{item: it})
		}
		s.title.SetText(s.ask.Title)
		s.do.Icon = s.ask.Icon
		s.list.GoTo(-1)
	}
	sub := app.Subscribe(s.deps.Bus(), func(e app.RecordsChanged) { s.host.Do(func() { s.changed(e) }) })
	context.AfterFunc(ctx, sub.Close)
	s.todo, s.busy = nil, false
	s.again(s.ask.Items)
	s.fill()
	s.content.Refresh()
	s.host.Window().Canvas().Focus(s.list)
}

// changed looks again at everything: an answer, a name or a text may be another. What was decided in the register changes
// nothing in a picture, which costs the most.
func (s *Screen) changed(e app.RecordsChanged) {
	if s.ctx.Err() != nil || s.ask == nil {
		return
	}
	items := slices.Clone(s.ask.Items)
	if !e.All && len(e.Spaces) == 1 && e.Spaces[0] == feltbog.RegisterSpace {
		items = slices.DeleteFunc(items, func(it app.GateItem) bool { return it.Kind == feltbog.KindPhoto })
	}
	s.again(items)
}

// again has items looked at, the others that wait after them.
func (s *Screen) again(items []app.GateItem) {
	if s.ctx.Err() != nil || len(items) == 0 {
		return
	}
	s.todo = append(slices.Clone(items), slices.DeleteFunc(s.todo, func(it app.GateItem) bool { return slices.Contains(items, it) })...)
	s.total = len(s.todo)
	if !s.busy {
		s.on()
	}
}

// on looks at the next of what waits.
func (s *Screen) on() {
	if s.busy = len(s.todo) > 0; !s.busy {
		s.fill()
		n := count(s.all)
		trace.Event("shown", "name", "outgo", "goes", n.goes, "open", n.open, "stays", n.stays, "settled", n.settled)
		return
	}
	var now []app.GateItem
	now, s.todo = next(s.todo)
	use, ask := s.ask.Use, s.ask
	s.load.Load(s.ctx, func(ctx context.Context) (map[feltbog.ID]*entry, error) { return s.look(ctx, use, now) }, func(v map[feltbog.ID]*entry, err error) {
		if err != nil {
			s.busy, s.todo = false, nil
			s.host.Fail(err)
			s.fill()
			return
		}
		if ask != s.ask {
			return
		}
		for i, e := range s.all {
			if n := v[e.item.ID]; n != nil {
				s.all[i] = n
			}
		}
		s.fill()
		s.on()
	})
}

// fill shows what is known.
func (s *Screen) fill() {
	n := count(s.all)
	for i, v := range []int{n.goes, n.open, n.stays, n.settled} {
		s.numbers[i].SetText(i18n.Number(v))
	}
	s.numbers[1].SetColor(theme.Ink)
	if n.open > 0 {
		s.numbers[1].SetColor(theme.RedText)
	}
	s.wait.Hidden = !s.busy || n.waits == 0
	s.meter.Set(float32(len(s.all)-n.waits) / float32(max(len(s.all), 1)))
	s.lock.show(blind(s.all))
	before := ""
	if at := s.list.At(); at >= 0 {
		before = s.list.Rows()[at].key()
	}
	rows := lines(s.all)
	s.list.SetRows(rows)
	if !s.chose {
		before = ""
	}
	if s.wants != "" {
		before, s.wants, s.chose = s.wants, "", true
	}
	at := slices.IndexFunc(rows, func(l line) bool { return l.e != nil && l.key() == before })
	if at < 0 {
		at = slices.IndexFunc(rows, func(l line) bool { return l.e != nil })
	}
	s.list.GoTo(at)
	if at >= 0 {
		s.detail.show(rows[at])
	} else {
		s.detail.nothing(n.waits > 0)
	}
	s.do.SetText(s.ask.Do(n.goes))
	s.do.Enable(n.goes > 0 && n.waits == 0)
	s.sum.SetText(summed(n))
	s.body.Refresh()
}

// summed says the whole in words.
func summed(n counts) string {
	switch {
	case n.waits > 0:
		return i18n.N("outgo.sum.waits", n.waits)
	case n.open > 0:
		return i18n.N("outgo.sum.open", n.open)
	case n.goes == 0:
		return i18n.T("outgo.sum.nothing")
	}
	return i18n.T("outgo.sum.promise")
}
