package workshop

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// readings is what is said about the chosen card or bunke, by role, side by side.
type readings struct {
	s     *Screen
	title *widgets.Text
	note  *widgets.Text
	add   *widgets.Button
	apart *widgets.Button
	row   *fyne.Container
	none  *widgets.Text
	box   fyne.CanvasObject
}

func newReadings(s *Screen) *readings {
	r := &readings{s: s, title: widgets.NewText("", theme.Body, theme.Ink).Bold().Ellipsis(), note: widgets.Quiet(i18n.T("board.readings.note")).Ellipsis(), none: widgets.NewText("", theme.Small, theme.Ink2)}
	r.add = uikit.Name(widgets.NewButton(i18n.T("board.reading.add"), "plus", s.askReading), "board.reading.add")
	r.apart = uikit.Name(widgets.NewButton(i18n.T("board.apart.add"), "split", s.askApart), "board.apart.add")
	r.apart.Hidden = s.guest
	r.row = container.New(&beside{})
	head := container.NewBorder(nil, nil, nil, widgets.Row(theme.Gap8, r.apart, r.add), container.New(level{}, widgets.Row(theme.Gap12, r.title, r.note)))
	body := container.NewStack(r.none, container.NewHScroll(r.row))
	r.box = container.NewStack(widgets.NewBox(theme.Card, "", 0), container.NewBorder(widgets.Column(0, widgets.Rule(), widgets.Pad(head, theme.Gap8, theme.Gap16, theme.Gap8, theme.Gap20)), nil, nil, nil,
		widgets.Pad(body, 0, theme.Gap16, theme.Gap8, theme.Gap20)))
	return r
}

// level centres in height and gives the whole width.
type level struct{}

func (level) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := o[0].MinSize().Height
	o[0].Move(fyne.NewPos(0, (s.Height-h)/2))
	o[0].Resize(fyne.NewSize(s.Width, h))
}
func (level) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(80, o[0].MinSize().Height)
}

// beside shares the width among cards of at least a width.
type beside struct{}

const readingWide = 180

func (beside) Layout(o []fyne.CanvasObject, s fyne.Size) {
	if len(o) == 0 {
		return
	}
	w := (s.Width - wallGap*float32(len(o)-1)) / float32(len(o))
	w = min(max(w, readingWide*theme.Scale()), 320*theme.Scale())
	for i, c := range o {
		c.Move(fyne.NewPos(float32(i)*(w+wallGap), 0))
		c.Resize(fyne.NewSize(w, s.Height-barHigh/2))
	}
}

func (beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(len(o))*(readingWide*theme.Scale()+wallGap)-wallGap, 80)
}

// show shows what is said about something.
func (r *readings) show(b *app.Board, at target) {
	id := at.id()
	r.add.Enable(!id.IsZero())
	r.apart.Enable(!id.IsZero())
	title := i18n.T("board.readings.none")
	if c, ok := b.Card(at.card); ok {
		title = i18n.T("board.readings.card", "card", app.CardName(c.Number))
	} else if !at.cluster.IsZero() {
		title = i18n.T("board.readings.cluster", "number", i18n.Number(r.s.numberOf(at.cluster)))
	}
	r.title.SetText(title)
	r.note.Hidden = id.IsZero()
	all, apart := b.About(id), b.Differ(id)
	if id.IsZero() {
		all, apart = nil, nil
	}
	r.none.Hidden = len(all)+len(apart) > 0
	r.none.SetText(i18n.T("board.readings.empty"))
	if id.IsZero() {
		r.none.SetText(i18n.T("board.readings.choose"))
	}
	r.row.Objects = nil
	for _, o := range all {
		r.row.Add(r.role(b, o))
	}
	for _, d := range apart {
		r.row.Add(r.disagreement(b, d))
	}
	r.row.Refresh()
	r.box.Refresh()
}

// role is what one perspective says, with what it points at.
func (r *readings) role(b *app.Board, o app.RoleReadings) fyne.CanvasObject {
	look := widgets.RoleOf(string(o.Perspective))
	head := widgets.Row(theme.Gap8, widgets.NewBadge(look, widgets.Heard, 22), widgets.NewText(many(o.Perspective), theme.Small, theme.Ink).Bold().Ellipsis())
	col := widgets.Column(theme.Gap8)
	for i, x := range o.Readings {
		if i > 0 {
			col.Add(widgets.Rule())
		}
		col.Add(r.reading(b, x))
	}
	top := widgets.AtLeast(widgets.NewBox(look.Color, "", 2), 0, 4)
	return container.NewStack(widgets.NewBox(theme.Paper, "", theme.RadiusField), container.NewBorder(widgets.Column(0, top, widgets.Pad(head, theme.Gap8, theme.Gap8, theme.Gap8, theme.Gap12)), nil, nil, nil,
		container.NewVScroll(widgets.Pad(col, 0, theme.Gap12, theme.Gap8, theme.Gap12))))
}

// many names the people of a perspective.
func many(p feltbog.Perspective) string { return i18n.T("board.role." + string(p)) }

// reading is one of them. It is tapped to be changed.
func (r *readings) reading(b *app.Board, x feltbog.Reading) fyne.CanvasObject {
	col := widgets.Column(theme.Gap4)
	if x.Type != feltbog.Interprets {
		col.Add(widgets.Label(i18n.Upper(i18n.Choice("reading_type", string(x.Type)))))
	}
	text := widgets.NewText(x.Text, theme.Small, theme.Ink)
	if x.Type == feltbog.Wonders {
		text = text.Italic()
	}
	col.Add(text)
	if x.ReadAs != "" && x.ReadAs != x.Perspective {
		col.Add(widgets.Quiet(i18n.T("board.reading.as", "role", i18n.Choice("perspective", string(x.ReadAs)))))
	}
	var below fyne.CanvasObject
	switch names := cardNames(b, x.Cards); {
	case len(names) > 0:
		below = widgets.Quiet(i18n.T("board.points", "cards", strings.Join(names, ", ")))
	case x.Type == feltbog.Interprets:
		below = widgets.Row(0, widgets.NewChip(i18n.T("board.bare"), widgets.Amber, ""), widgets.Spacer())
	default:
		below = widgets.Gap(0)
	}
	more := widgets.NewLink("", nil)
	more.Icon = "more"
	more.Tap = func() { widgets.NewMenu(r.s.readingMenu(x)...).ShowBelow(more) }
	col.Add(container.NewBorder(nil, nil, nil, more, container.New(level{}, below)))
	return col
}

// cardNames are the numbers of cards that are there.
func cardNames(b *app.Board, ids []feltbog.ID) (names []string) {
	for _, id := range ids {
		if c, ok := b.Card(id); ok {
			names = append(names, app.CardName(c.Number))
		}
	}
	slices.Sort(names)
	return names
}

// disagreement is a point that is kept, with both sides.
func (r *readings) disagreement(b *app.Board, d feltbog.Disagreement) fyne.CanvasObject {
	text := func(s string, size fyne.ThemeSizeName) *widgets.Text {
		return widgets.NewText(s, size, theme.AmberText)
	}
	more := widgets.NewLink("", nil)
	more.Icon = "more"
	more.Tap = func() { widgets.NewMenu(r.s.apartMenu(d)...).ShowBelow(more) }
	head := container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(widgets.Icon("split", theme.AmberText, 18)), 0, theme.Gap8, 0, 0), nil, container.New(level{}, text(i18n.T("board.apart"), theme.Small).Bold().Ellipsis()))
	col := widgets.Column(theme.Gap4, text(d.Point, theme.Small))
	for _, side := range []struct {
		who  feltbog.Perspective
		view string
	}{{d.PerspectiveA, d.ViewA}, {d.PerspectiveB, d.ViewB}} {
		if side.view != "" {
			line := text(side.view, theme.Meta)
			if side.who != "" {
				line.SetText(many(side.who) + ": " + side.view)
			}
			col.Add(line)
		}
	}
	if d.Livable != "" {
		col.Add(text(i18n.T("board.livable"), theme.Meta))
		col.Add(text(i18n.Upper(i18n.Choice("livable", string(d.Livable))), theme.Meta).Bold())
	}
	if names := cardNames(b, d.Cards); len(names) > 0 {
		col.Add(text(i18n.T("board.points", "cards", strings.Join(names, ", ")), theme.Meta))
	}
	if !r.s.guest {
		col.Add(container.NewBorder(nil, nil, nil, more, nil))
	}
	top := widgets.AtLeast(widgets.NewBox(theme.AmberLine, "", 2), 0, 4)
	return container.NewStack(widgets.NewBox(theme.AmberGround, "", theme.RadiusField), container.NewBorder(widgets.Column(0, top, widgets.Pad(head, theme.Gap8, theme.Gap4, theme.Gap8, theme.Gap12)), nil, nil, nil,
		container.NewVScroll(widgets.Pad(col, 0, theme.Gap12, theme.Gap8, theme.Gap12))))
}
