package record

import (
	"context"

	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/kinds"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// show builds the page anew around the fields that are written in.
func (s *Screen) show(l loaded) {
	title := widgets.Titled(kinds.Title(l.page.Heading))
	title.Lines = 3
	line := []fyne.CanvasObject{container.NewCenter(widgets.Icon(kinds.Icon(l.page.Kind), theme.Ink2, 22)), widgets.NewText(kinds.Meta(l.page.Heading), theme.Small, theme.Ink2), widgets.Spacer()}
	if l.page.Kind == feltbog.KindAttachment {
		id := l.page.ID
		line = append(line, uikit.Name(widgets.NewButton(i18n.T("attachment.open"), "play", func() {
			s.host.Act(func(ctx context.Context) error { return s.play(ctx, id) }, nil)
		}), "record.play"))
	}
	if l.page.Free && l.page.Status != app.Trashed {
		line = append(line, uikit.Name(widgets.NewDanger(i18n.T("record.delete"), "trash", s.remove), "record.delete"))
	}
	s.head.Objects = []fyne.CanvasObject{widgets.Row(theme.Gap8, line...), title}
	if l.page.Status == app.Trashed {
		var back *widgets.Button
		if l.page.Free {
			back = uikit.Name(widgets.NewButton(i18n.T("trash.restore"), "undo", s.restore), "record.restore")
		}
		s.head.Add(widgets.NewMessage(widgets.Amber, "trash", i18n.T("record.trashed"), back))
	}
	s.left.Objects = nil
	for _, t := range l.page.Two {
		s.left.Add(s.versions(t))
	}
	fields := widgets.Column(theme.Gap16)
	for _, v := range l.page.Values {
		fields.Add(s.field(v))
	}
	if len(l.page.Values) == 0 {
		fields.Add(widgets.Quiet(i18n.T("record.empty")))
	}
	s.left.Add(widgets.CardPadded(fields, theme.Gap20))
	if s.begin {
		s.begin = false
		defer s.focus(l.page.Values)
	}
	s.right.Objects = []fyne.CanvasObject{widgets.Headed(i18n.T("record.history"))}
	for i := len(l.history) - 1; i >= 0 && len(s.right.Objects) <= historyMost; i-- {
		s.right.Add(change(l.history[i]))
	}
	if more := len(l.history) - historyMost; more > 0 {
		s.right.Add(widgets.Quiet(i18n.N("record.history.more", more)))
	}
	s.refresh()
}

// historyMost is how many changes are listed.
const historyMost = 30

// showGone says that the record is not here any more.
func (s *Screen) showGone() {
	s.head.Objects = []fyne.CanvasObject{widgets.NewEmpty("trash", i18n.T("record.gone.text"), nil)}
	s.left.Objects, s.right.Objects = nil, nil
	s.refresh()
}

func (s *Screen) refresh() {
	for _, c := range []*fyne.Container{s.head, s.left, s.right} {
		c.Refresh()
	}
	s.all.Refresh()
}

// field shows what a field holds: a text to write in, records to open, or plain words.
func (s *Screen) field(v app.Value) fyne.CanvasObject {
	name := i18n.FieldName(v.Field)
	switch {
	case v.Write:
		return s.editor(v).box(name)
	case v.As == app.AsRefs:
		links := widgets.Column(0)
		for _, h := range v.Refs {
			if h.Status == app.Gone {
				links.Add(widgets.Quiet(kinds.Title(h)))
				continue
			}
			link := widgets.NewLink(kinds.Reference(h), func() { s.host.Open(screen.To(h)) })
			link.Icon = kinds.Icon(h.Kind)
			links.Add(widgets.Row(0, link))
		}
		return widgets.Column(0, widgets.Label(name), links)
	}
	text := widgets.NewText(kinds.Value(v), theme.Body, theme.Ink)
	if v.As == app.AsLong {
		text.As = theme.Read
	}
	return widgets.Column(theme.Gap4, widgets.Label(name), text)
}

// versions shows a field with two versions, each with what can be done with it.
func (s *Screen) versions(t app.TwoOf) fyne.CanvasObject {
	if t.Field == app.Deleted {
		return s.deletion(t)
	}
	all := []fyne.CanvasObject{}
	for i, v := range t.Versions {
		who := i18n.T("record.version", "who", someone(v.Name), "when", i18n.Moment(v.At.Local()))
		take := uikit.Name(widgets.NewButton(i18n.T("record.take"), "check", func() { s.resolve(t.Field, app.Choice{Take: v.Change}) }),
			"record.take."+t.Field+"."+i18n.Number(i+1))
		all = append(all, widgets.Card(widgets.Column(theme.Gap8, widgets.Quiet(who), widgets.NewText(kinds.Value(v.Value), theme.Read, theme.Ink), widgets.Row(0, take))))
	}
	weights := make([]float32, len(all))
	for i := range weights {
		weights[i] = 1
	}
	return widgets.Column(theme.Gap8, widgets.NewMessage(widgets.Amber, "split", i18n.T("record.two", "field", i18n.FieldName(t.Field)), nil),
		widgets.Columns(theme.Gap12, weights, all...))
}

// deletion shows that one deleted the record and another edited it.
func (s *Screen) deletion(t app.TwoOf) fyne.CanvasObject {
	who := ""
	if len(t.Versions) > 0 {
		who = t.Versions[0].Name
	}
	keep := uikit.Name(widgets.NewButton(i18n.T("record.keep"), "check", func() { s.resolve(app.Deleted, app.Choice{Text: "false"}) }), "record.keep")
	del := uikit.Name(widgets.NewDanger(i18n.T("record.delete"), "trash", func() { s.resolve(app.Deleted, app.Choice{Text: "true"}) }), "record.delete.too")
	return widgets.Column(theme.Gap8, widgets.NewMessage(widgets.Amber, "split", i18n.T("record.deleted.edited", "who", someone(who)), nil), widgets.Row(theme.Gap12, keep, del))
}

// change is one line of the record's history.
func change(c app.Change) fyne.CanvasObject {
	what := i18n.Action(c.Action, "", "")
	if c.Undoes != "" {
		what = i18n.T("record.turned", "what", what)
	}
	lines := []fyne.CanvasObject{widgets.NewText(what, theme.Small, theme.Ink), widgets.Quiet(someone(c.Name) + " · " + i18n.Moment(c.At.Local()))}
	var names []string
	for _, f := range c.Fields {
		if i18n.Has("fieldname." + f.Field) {
			names = append(names, strings.ToLower(i18n.FieldName(f.Field)))
		}
	}
	if len(names) > 0 {
		lines = append(lines, widgets.Quiet(strings.Join(names, ", ")))
	}
	if c.Reason != "" {
		lines = append(lines, widgets.NewText(c.Reason, theme.Meta, theme.Ink2).Italic())
	}
	return widgets.Column(theme.Gap8, widgets.Column(0, lines...), widgets.Rule())
}

// someone is a name, or a word for somebody whose name is not known.
func someone(name string) string {
	if name == "" {
		return i18n.T("history.somebody")
	}
	return name
}

// focus brings the cursor to what one writes first: the text that is empty, or else the first there is.
func (s *Screen) focus(values []app.Value) {
	var at *editor
	for _, v := range values {
		if e := s.editors[v.Field]; v.Write && e != nil && (at == nil || at.entry.Text != "" && v.Text == "") {
			at = e
		}
	}
	if at != nil {
		s.host.Window().Canvas().Focus(at.entry)
	}
}
