package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// topBar shows the project, one search field, the state in words, and the lock.
type topBar struct {
	box             *fyne.Container
	project         *widgets.Button
	search, find    *widgets.Button
	state           *widgets.Text
	tick            fyne.CanvasObject
	lock            *widgets.Button
	two             *widgets.Button // how many texts have two versions
	long, short     string
	isNarrow        bool
	only            bool // nothing can be searched
	hintText        string
	stateRow, inner *fyne.Container
}

func newTopBar(s *Shell) *topBar {
	t := &topBar{state: widgets.NewText("", theme.Small, theme.Ink2).Ellipsis()}
	t.project = uikit.Name(widgets.NewLink("", s.menu), "top.project")
	t.project.Title, t.project.Icon, t.project.After = true, "down", true
	home := widgets.NewLink("", func() { s.Open(screen.Route{Place: screen.Project}) })
	home.Icon = "seed"
	t.search = uikit.Name(widgets.NewButton(i18n.T("search.prompt"), "search", s.search), "top.search")
	t.search.Key, t.search.Left = i18n.T("search.key"), true
	t.find = widgets.NewButton("", "search", s.search)
	t.only = s.Config.Only != ""
	t.search.Hidden = t.only
	t.find.Hidden = true
	t.lock = uikit.Name(widgets.NewButton(i18n.T("lock"), "lock", s.Lock), "top.lock")
	t.tick = widgets.Icon("check", theme.Ink2, 18)
	t.two = uikit.Name(widgets.NewLink("", func() { s.Open(screen.Route{Place: screen.Share, Part: screen.Versions}) }), "top.two")
	t.two.Icon = "split"
	t.two.Hide()
	t.stateRow = widgets.Row(theme.Gap8, t.tick, t.state)
	t.inner = container.New(&topLayout{t}, home, t.project, t.search, t.find, t.stateRow, t.lock, t.two)
	t.box = container.NewStack(widgets.NewBox(theme.Paper, "", 0), t.inner,
		container.NewBorder(nil, widgets.Rule(), nil, nil))
	return t
}

func (t *topBar) setProject(title string) { t.project.SetText(title); t.inner.Refresh() }

func (t *topBar) setState(long, short string, saved bool) {
	t.long, t.short = long, short
	if saved {
		t.tick.Show()
	} else {
		t.tick.Hide()
	}
	t.hintText = ""
	t.showState()
}

// setTwo says how many texts have two versions; of none nothing is said.
func (t *topBar) setTwo(n int) {
	t.two.Hidden = n == 0
	t.two.SetText(i18n.N("state.two", n))
	t.showState()
}

// hint shows the name of an icon for as long as nothing else is told.
func (t *topBar) hint(name string) {
	if t.isNarrow {
		t.hintText = name
		t.showState()
	}
}

func (t *topBar) showState() {
	switch {
	case t.hintText != "":
		t.state.SetText(t.hintText)
	case t.isNarrow || t.two.Visible():
		t.state.SetText(t.short)
	default:
		t.state.SetText(t.long)
	}
	t.inner.Refresh()
}

// fit tells the state in few words where the many have no room.
func (t *topBar) fit(room float32) {
	if t.hintText != "" || t.isNarrow || t.two.Visible() {
		return
	}
	text := t.long
	if fyne.MeasureText(text, theme.Size(theme.Small), fyne.TextStyle{}).Width > room {
		text = t.short
	}
	if t.state.Text != text {
		t.state.SetText(text)
	}
}

func (t *topBar) narrow(on bool) {
	if t.isNarrow != on {
		t.isNarrow = on
		t.hintText = ""
		t.search.Hidden, t.find.Hidden = on || t.only, !on || t.only
		t.showState()
	}
}

// topLayout gives the search field the middle and the state what is left.
type topLayout struct{ t *topBar }

func (l *topLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	home, project, search, find, state, lock, two := o[0], o[1], o[2], o[3], o[4], o[5], o[6]
	rail := theme.Rail
	if l.t.isNarrow {
		rail = theme.RailNarrow
	}
	put := func(o fyne.CanvasObject, x, w float32) {
		h := min(o.MinSize().Height, size.Height)
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		o.Resize(fyne.NewSize(w, h))
	}
	put(home, (rail-theme.Target)/2, theme.Target)
	right := size.Width - theme.Gap16
	w := lock.MinSize().Width
	right -= w
	put(lock, right, w)
	if two.Visible() {
		w := two.MinSize().Width
		right -= w + theme.Gap4
		put(two, right, w)
	}
	field := fyne.CanvasObject(search)
	x := rail + theme.Gap16
	width := min(size.Width*0.29, 480)
	if l.t.isNarrow {
		field, width = find, theme.Target
	}
	wish := l.t.project.Wish()
	most := right - x - width - theme.Gap28*2 - 160
	pw := max(min(wish, most), 80)
	put(project, x, pw)
	fx := max(x+pw+theme.Gap28, min(size.Width*0.31, right-width-400))
	if l.t.isNarrow {
		fx = right - theme.Gap8 - width
		right = fx
	}
	put(field, fx, width)
	sx := fx + width + theme.Gap16
	if l.t.isNarrow {
		sx = x + pw + theme.Gap16
	}
	room := right - theme.Gap16 - sx
	l.t.fit(room - 18 - theme.Gap8)
	sw := widgets.WidthOf(l.t.state) + 18 + theme.Gap8
	sw = max(min(sw, room), 0)
	put(state, right-theme.Gap16-sw, sw)
}

func (l *topLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(600, theme.Top) }
