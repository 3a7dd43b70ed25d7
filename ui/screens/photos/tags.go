package photos

import (
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

// keyed is how many tags have a key: 1 to 9.
const keyed = 9

func digit(i int) string { return string(rune('1' + i)) }

// tagBar stands below the grid: how many are selected, and the tags that have a key.
type tagBar struct {
	s    *Screen
	box  *fyne.Container
	what *widgets.Text
	help *widgets.Text
	flow *fyne.Container
	find *widgets.Button
	more *widgets.Button
	none *widgets.Button
}

func newTagBar(s *Screen) *tagBar {
	t := &tagBar{s: s, what: widgets.NewText("", theme.Body, theme.Ink).Bold().Line(), help: widgets.Quiet("").Ellipsis(), flow: widgets.Flow(theme.Gap8)}
	t.find = uikit.Name(widgets.NewButton(i18n.T("photos.tag.find"), "search", s.findTag), "photos.tag.find")
	t.find.Key = "T"
	t.more = uikit.Name(widgets.NewButton("", "more", func() { widgets.NewMenu(s.menu()...).ShowBelow(t.more) }), "photos.more")
	t.none = uikit.Name(widgets.NewLink(i18n.T("photos.pick.none"), func() { s.grid.PickNone() }), "photos.pick.none")
	head := container.NewBorder(nil, nil, nil, t.none, widgets.Row(theme.Gap12, t.what, t.help))
	t.box = container.NewStack(widgets.NewBox(theme.Card, "", 0), widgets.Pad(widgets.Column(theme.Gap4, head, t.flow), theme.Gap4, theme.Gap16, theme.Gap12, theme.Gap16+6))
	t.box.Hide()
	return t
}

// show says of what is selected which tags it bears.
func (t *tagBar) show() {
	s := t.s
	these := s.these()
	hidden := len(these) == 0 || s.single.on
	if t.box.Hidden != hidden {
		t.box.Hidden = hidden
		s.middle.Refresh()
	}
	if hidden {
		return
	}
	n := s.grid.CountSelected()
	t.none.Hidden = n == 0
	if n > 0 {
		t.what.SetText(i18n.N("photos.picked", n))
		t.help.SetText(i18n.T("photos.picked.help"))
	} else {
		t.what.SetText(i18n.T("photos.one", "number", s.number(these[0])))
		t.help.SetText(i18n.T("photos.one.help"))
		if l := s.line(these[0]); l != nil && l.State == app.PhotoMissing {
			t.help.SetText(strings.Join(gapWords(l.Why), " · "))
		}
	}
	t.flow.Objects = t.quick(these, "photos.tag.")
	t.flow.Add(t.find)
	t.flow.Add(t.more)
	t.flow.Refresh()
	t.box.Refresh()
}

// quick are the tags with a key, as these pictures bear them.
func (t *tagBar) quick(these []feltbog.ID, name string) []fyne.CanvasObject {
	s := t.s
	var out []fyne.CanvasObject
	on := s.borne(these)
	for i, id := range s.shelf.Pinned[:min(len(s.shelf.Pinned), keyed)] {
		q := widgets.NewQuickTag(s.tagName(id), digit(i), func() { s.tag(id) })
		switch on[id] {
		case 0:
		case len(these):
			q.State = widgets.TagOn
		default:
			q.State = widgets.TagSome
		}
		out = append(out, uikit.Name(q, name+digit(i)))
	}
	return out
}

// borne counts how many of these pictures bear each tag.
func (s *Screen) borne(these []feltbog.ID) map[feltbog.ID]int {
	on := map[feltbog.ID]int{}
	for _, id := range these {
		if l := s.line(id); l != nil {
			for _, t := range l.Tags {
				on[t]++
			}
		}
	}
	return on
}

func (s *Screen) tagKey(i int) {
	if i < len(s.shelf.Pinned) {
		s.tag(s.shelf.Pinned[i])
	}
}

// tag puts a tag on all these pictures, or takes it off when all of them bear it. It is seen at once.
func (s *Screen) tag(tag feltbog.ID) {
	these := s.these()
	if len(these) == 0 {
		return
	}
	on := s.borne(these)[tag] < len(these)
	s.change(these, func(l *app.PhotoLine) { l.Tags = toggled(l.Tags, tag, on) },
		func(ctx context.Context) error { return s.deps.TagPhotos(ctx, these, tag, on) },
		func() { trace.Event("tagged", "n", len(these), "on", on) })
}

// change shows at once what is done to pictures, and then does it. What went wrong is read back.
func (s *Screen) change(these []feltbog.ID, seen func(*app.PhotoLine), do func(context.Context) error, done func()) {
	lines := slices.Clone(s.shelf.Lines) // what is being arranged elsewhere stays as it is
	s.shelf.Lines = lines
	for _, id := range these {
		if l := s.line(id); l != nil {
			seen(l)
		}
	}
	s.grid.Redraw()
	s.tags.show()
	s.inspect.marks()
	s.keep.Then(func(ctx context.Context) error {
		err := do(ctx)
		if err != nil {
			s.host.Do(s.changed)
		}
		return err
	}, done)
}

// findTag asks for a tag by its letters. A new one is made when there is none like that.
func (s *Screen) findTag() {
	these := s.these()
	if len(these) == 0 {
		return
	}
	field := uikit.Name(widgets.NewEntry(i18n.T("photos.tag.prompt")), "photos.tag.field")
	on := s.borne(these)
	list := uikit.Name(widgets.NewList(theme.Target, newTagRow, func(o fyne.CanvasObject, t app.Named, _ int) { showTag(o, t, on[t.ID], len(these)) }), "photos.tag.list")
	fill := func() {
		fit := fitting(s.shelf.Tags, field.Text)
		list.SetRows(fit)
		list.GoTo(min(0, len(fit)-1))
	}
	take := func(i int) {
		typed := strings.TrimSpace(field.Text)
		switch {
		case i >= 0 && i < len(list.Rows()):
			tag := list.Rows()[i].ID
			s.host.CloseDialog()
			s.tag(tag)
		case typed != "":
			s.host.CloseDialog()
			s.newTag(these, typed)
		}
	}
	field.OnChanged = func(string) { fill() }
	field.Enter = func() { take(list.At()) }
	field.Keyed = func(k *fyne.KeyEvent, m fyne.KeyModifier) bool {
		if m != 0 || k.Name != fyne.KeyDown && k.Name != fyne.KeyUp {
			return false
		}
		by := 1
		if k.Name == fyne.KeyUp {
			by = -1
		}
		list.GoTo(max(min(list.At()+by, len(list.Rows())-1), 0))
		return true
	}
	list.Opened = take
	fill()
	s.host.Show(screen.Dialog{Name: "photos.tag", Title: i18n.N("photos.tag.title", len(these)), First: field, Width: 520,
		Content: container.NewBorder(widgets.Tall(field), nil, nil, nil, widgets.Pad(widgets.AtLeast(list, 0, 300), theme.Gap12, 0, 0, 0)),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog)}})
}

// fitting lists the tags that begin with what was typed, then those that hold it.
func fitting(tags []app.Named, typed string) []app.Named {
	want := strings.ToLower(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(typed), "#")))
	var begin, hold []app.Named
	for _, t := range tags {
		switch l := strings.ToLower(t.Name); {
		case strings.HasPrefix(l, want):
			begin = append(begin, t)
		case strings.Contains(l, want):
			hold = append(hold, t)
		}
	}
	return append(begin, hold...)
}

func (s *Screen) newTag(these []feltbog.ID, name string) {
	s.keep.Then(func(ctx context.Context) error {
		id, err := s.deps.TagNamed(ctx, name)
		if err != nil {
			return err
		}
		return s.deps.TagPhotos(ctx, these, id, true)
	}, func() { trace.Event("tagged", "n", len(these), "on", true) })
}

func newTagRow() fyne.CanvasObject {
	return widgets.Pad(widgets.Row(theme.Gap8, widgets.Plain("").Line(), widgets.Quiet("").Line(), widgets.Spacer()), 0, theme.Gap12, 0, theme.Gap12)
}

func showTag(o fyne.CanvasObject, t app.Named, on, of int) {
	row := o.(*fyne.Container).Objects[0].(*fyne.Container).Objects
	row[0].(*widgets.Text).SetText(t.Name)
	said := ""
	switch on {
	case 0:
	case of:
		said = i18n.T("photos.tag.on")
	default:
		said = i18n.T("photos.tag.some", "n", i18n.Number(on))
	}
	row[1].(*widgets.Text).SetText(said)
}
