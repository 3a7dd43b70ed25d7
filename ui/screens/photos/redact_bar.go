package photos

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/shortcuts"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// toolIcons are the signs of the methods of covering.
var toolIcons = map[string]string{string(feltbog.BoxOver): "mask", string(feltbog.Pixelate): "pixel", string(feltbog.Blur): "blur", string(feltbog.CropAway): "crop", toolPerson: "person"}

// redactBar stands over and beside the picture while it is covered.
type redactBar struct {
	r          *redacting
	box        *fyne.Container
	hold       *fyne.Container // of the picture
	title      *widgets.Text
	untouched  *widgets.Text
	percent    *widgets.Text
	look       *widgets.Segment
	prev, next *widgets.Button
	undo       *widgets.Button
	make       *widgets.Button // where the panel is folded
	tools      map[string]*widgets.RailItem
	line       *widgets.Text // what is in front, and what can be done with it
}

func newRedactBar(r *redacting) *redactBar {
	s := r.s
	b := &redactBar{r: r, hold: container.NewStack(), title: widgets.Headed("").Line(), untouched: widgets.Quiet(i18n.T("redact.untouched")).Line(), percent: widgets.Quiet("").Line(), tools: map[string]*widgets.RailItem{}, line: widgets.NewText("", theme.Small, theme.Ink2)}
	button := func(name, text, icon string, tap func()) *widgets.Button {
		return uikit.Name(widgets.NewButton(text, icon, tap), "redact."+name)
	}
	back := button("back", i18n.T("redact.back"), "left", r.out)
	b.prev, b.next = button("previous", "", "left", func() { s.single.step(-1) }), button("next", "", "right", func() { s.single.step(1) })
	var looks []widgets.Option
	for _, l := range []string{lookDraw, lookOriginal, lookCopy} {
		looks = append(looks, widgets.Option{Value: l, Text: i18n.T("redact.look." + l)})
	}
	b.look = uikit.Name(widgets.NewSegment(looks, lookDraw, func(l string) { r.setLook(l) }), "redact.look")
	b.undo = button("undo", i18n.T("redact.undo"), "undo", func() { shortcuts.PassShortcut(s.single.view, &fyne.ShortcutUndo{}) })
	b.make = button("make.bar", i18n.T("redact.make"), "check", r.make)
	var more *widgets.Button
	more = button("more", "", "more", func() { widgets.NewMenu(r.menu()...).ShowBelow(more) })
	mid := func(o fyne.CanvasObject) fyne.CanvasObject {
		return widgets.AtLeast(container.NewCenter(o), 0, theme.Target)
	}
	head := widgets.Flow(theme.Gap8, back, mid(b.title), widgets.Row(theme.Gap4, b.prev, b.next), b.look, b.undo, b.make, more, mid(b.untouched))
	rail := widgets.Column(theme.Gap4)
	for i, tool := range b.names() {
		text, key := i18n.Upper(i18n.Choice("redaction_method", tool)), digit(i)
		if tool == toolPerson {
			text, key = i18n.T("redact.person"), "P"
		}
		item := widgets.NewRailItem(i18n.T("redact.tool", "name", text, "key", key), toolIcons[tool], true, func() { b.tap(tool) })
		b.tools[tool] = uikit.Name(item, "redact.tool."+tool)
		rail.Add(item)
	}
	zoom := widgets.Column(theme.Gap4, container.NewCenter(b.percent), container.NewCenter(widgets.Row(theme.Gap4, button("smaller", "", "minus", s.single.view.ZoomOut), button("larger", "", "plus", s.single.view.ZoomIn))))
	left := widgets.AtLeast(container.NewBorder(nil, widgets.Pad(zoom, theme.Gap8, 0, 0, 0), nil, nil, container.NewVScroll(rail)), 96, 0)
	foot := widgets.Column(theme.Gap8, b.line, b.hints())
	b.box = container.NewBorder(widgets.Pad(head, theme.Gap12, theme.Gap16, theme.Gap12, theme.Gap16), widgets.Pad(foot, theme.Gap8, theme.Gap16, theme.Gap8, theme.Gap16),
		widgets.Pad(left, 0, theme.Gap8, theme.Gap8, theme.Gap8), nil, widgets.Pad(b.hold, 0, theme.Gap16, 0, 0))
	return b
}

func (b *redactBar) names() (names []string) {
	for _, m := range feltbog.RedactionMethods() {
		names = append(names, string(m))
	}
	return append(names, toolPerson)
}

func (b *redactBar) tap(tool string) {
	if tool == toolPerson {
		b.r.person()
		return
	}
	b.r.setTool(tool)
	b.r.s.host.Window().Canvas().Focus(b.r.s.single.view)
}

// hints name the keys.
func (b *redactBar) hints() fyne.CanvasObject {
	row := widgets.Flow(theme.Gap12)
	for _, h := range [][2]string{{"F", "new"}, {i18n.T("redact.key.digits"), "method"}, {i18n.T("redact.key.arrows"), "move"}, {i18n.T("redact.key.shift"), "size"}, {i18n.T("redact.key.tab"), "tab"},
		{i18n.T("photos.key.enter"), "enter"}, {i18n.T("redact.key.delete"), "delete"}, {"G", "all"}, {"O", "original"}, {"K", "copy"}} {
		row.Add(widgets.Row(theme.Gap4, widgets.NewKeyCap(h[0]), widgets.Quiet(i18n.T("redact.hint."+h[1])).Line()))
	}
	return row
}

// menu is what else can be done.
func (r *redacting) menu() []widgets.MenuItem {
	items := []widgets.MenuItem{{Text: i18n.T("redact.new"), Icon: "mask", Key: chord("redact.new"), Tap: r.keys()["redact.new"]},
		{Text: i18n.T("redact.person.new"), Icon: "person", Key: chord("redact.person"), Tap: r.person}}
	if n := len(r.proposed); n > 0 {
		items = append(items, widgets.MenuItem{Text: i18n.N("redact.accept", n), Icon: "check", Key: chord("redact.accept"), Tap: r.acceptAll})
	}
	items = append(items, widgets.MenuItem{Text: i18n.T("redact.make"), Icon: "check", Key: chord("redact.make"), Tap: r.make},
		widgets.MenuItem{Text: i18n.T("photos.rights"), Icon: "shield", Key: chord("photos.rights"), Tap: r.s.rights, Rule: true},
		widgets.MenuItem{Text: i18n.T("photos.export"), Icon: "open", Key: chord("photos.export"), Tap: r.s.export})
	if r.front != (standing{}) {
		items = append(items, widgets.MenuItem{Text: i18n.T("redact.remove"), Icon: "trash", Danger: true, Rule: true, Tap: r.remove})
	}
	return items
}

// take puts the picture here, and giveBack where it was.
func (b *redactBar) take(o *single) {
	o.hold.Objects = nil
	b.hold.Objects = []fyne.CanvasObject{o.view}
	b.hold.Refresh()
	b.page()
}

func (b *redactBar) giveBack(o *single) {
	b.hold.Objects = nil
	o.hold.Objects = []fyne.CanvasObject{o.view}
	o.hold.Refresh()
}

// page shows what is chosen.
func (b *redactBar) page() {
	r := b.r
	if !r.on {
		return
	}
	b.title.SetText(r.s.inspect.title.Text)
	b.look.SetSelected(r.look)
	for tool, item := range b.tools {
		item.Select(tool == r.tool)
	}
	b.prev.Enable(!r.s.single.near(-1).IsZero())
	b.next.Enable(!r.s.single.near(1).IsZero())
	b.make.Hidden = !r.s.panel.Narrow()
	b.untouched.Hidden = b.make.Hidden // the panel says it
	b.line.SetText(b.words())
	b.box.Refresh()
}

// words say what is in front.
func (b *redactBar) words() string {
	r := b.r
	now := r.now()
	switch {
	case now == nil:
		return ""
	case r.look == lookOriginal:
		return i18n.T("redact.line.original")
	case r.look == lookCopy && len(now.Covered.All) == 0:
		return i18n.T("redact.line.bare")
	case r.look == lookCopy:
		return i18n.T("redact.line.copy")
	case r.covering() != nil:
		c := r.covering()
		words := i18n.T("redact.line.front", "what", coveringWords(c))
		if c.Weak || c.Subject.Weaker(c.Method) {
			words += " " + i18n.T("redact.weak")
		}
		return words
	case r.proposal() != nil:
		return i18n.T("redact.line.proposal")
	case r.seen(r.front.person) != nil:
		return i18n.T("redact.line.person")
	case r.tool == toolPerson:
		return i18n.T("redact.person.draw")
	}
	return i18n.T("redact.line.draw")
}

func (b *redactBar) zoomed() {
	v := b.r.s.single.view
	b.percent.SetText("")
	if v.Has() {
		b.percent.SetText(i18n.T("photos.percent", "n", i18n.Number(v.Percent())))
	}
	b.percent.Refresh()
}
