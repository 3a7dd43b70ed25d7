package dispute

import (
	"context"
	"strconv"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/kinds"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// way is one way to settle it.
type way struct {
	name   string // "" for a version
	card   *widgets.Choice
	choice func() app.Choice
}

// pane is one text with its versions and the ways to settle it.
type pane struct {
	s     *Screen
	row   row
	d     app.Dispute
	ways  []way
	at    int
	third *widgets.Entry
	do    *widgets.Button
	all   fyne.CanvasObject
}

func newPane(s *Screen, r row, d app.Dispute) *pane {
	p := &pane{s: s, row: r, d: d}
	title := i18n.T("versions.head", "field", fieldName(d.Field))
	if d.Field == app.Deleted {
		title = i18n.T("versions.head.deleted")
	}
	open := uikit.Name(widgets.NewLink(i18n.T("versions.open", "what", kinds.Title(r.Heading)), func() { s.host.Open(screen.To(r.Heading)) }), "versions.open")
	body := widgets.Column(theme.Gap16, widgets.Column(theme.Gap4, widgets.Headed(title), widgets.Row(0, open), widgets.Quiet(i18n.T("versions.safe"))))
	if d.Field == app.Deleted {
		body.Add(p.deletion())
	} else {
		body.Add(p.versions())
		if before := p.before(); before != nil {
			body.Add(before)
		}
		for _, w := range p.others() {
			body.Add(w)
		}
	}
	later := uikit.Name(widgets.NewButton(i18n.T("versions.later"), "", func() { s.step(1) }), "versions.later")
	p.do = uikit.Name(widgets.NewPrimary(i18n.T("versions.do"), "check", p.settle), "versions.do")
	foot := container.NewStack(widgets.NewBox(theme.Card, "", 0), container.NewBorder(widgets.Rule(), nil, nil, nil,
		widgets.Pad(widgets.Row(theme.Gap12, container.NewCenter(widgets.Quiet(i18n.T("versions.kept")).Line()), widgets.Spacer(), container.NewCenter(later), container.NewCenter(p.do)),
			theme.Gap12, theme.Gap28, theme.Gap12, theme.Gap28)))
	p.all = container.NewBorder(nil, foot, container.NewStack(widgets.AtLeast(widgets.NewBox(theme.Line, "", 0), 1, 0)), nil,
		container.NewVScroll(widgets.Pad(widgets.AtMost(body, 1100), theme.Gap16, theme.Gap28, theme.Gap20, theme.Gap28)))
	p.at = -1
	p.do.Enable(false)
	for i, w := range p.ways {
		if w.name == "merge" { // only what is proposed stands chosen, and a person says so
			p.pick(i)
		}
	}
	return p
}

// same reports whether a dispute is the one that stands here.
func (p *pane) same(d app.Dispute) bool {
	if p.d.ID != d.ID || p.d.Field != d.Field || len(p.d.Versions) != len(d.Versions) {
		return false
	}
	for i, v := range d.Versions {
		if v.Change != p.d.Versions[i].Change {
			return false
		}
	}
	return true
}

func (p *pane) add(name, title, text string, choice func() app.Choice) *widgets.Choice {
	i := len(p.ways)
	at := name
	if at == "" {
		at = strconv.Itoa(i + 1)
	}
	c := uikit.Name(widgets.NewChoice(title, text, false, func() { p.pick(i) }), "versions."+at)
	p.ways = append(p.ways, way{name, c, choice})
	return c
}

// marked shows a text with what it says otherwise than the ancestor.
func (p *pane) marked(text string, kind widgets.SpanKind) fyne.CanvasObject {
	var spans []widgets.Span
	if p.d.Text && p.d.Before != nil {
		all := []rune(text)
		for _, x := range app.NewPassages(p.d.Before.Value.Text, text) {
			for x[0] < x[1] && unicode.IsSpace(all[x[0]]) {
				x[0]++
			}
			spans = append(spans, widgets.Span{From: x[0], To: x[1], Kind: kind})
		}
	}
	m := widgets.NewMarked(text, spans)
	m.As = theme.Read
	return m
}

// versions are the cards side by side, the one that the record shows first.
func (p *pane) versions() fyne.CanvasObject {
	var cards []fyne.CanvasObject
	var weights []float32
	for i, v := range p.d.Worded {
		text, kind := kinds.Value(v.Value), widgets.MineSpan
		if i%2 == 1 {
			kind = widgets.TheirsSpan
		}
		if text == "" {
			text = i18n.T("versions.empty")
		}
		c := p.add("", i18n.T("versions.by", "who", someone(v.Name)), "", func() app.Choice { return app.Choice{Take: v.Change} })
		c.Aside = i18n.Moment(v.At.Local())
		c.Extra = widgets.Pad(p.marked(text, kind), theme.Gap8, 0, theme.Gap4, 0)
		cards, weights = append(cards, c), append(weights, 1)
	}
	return widgets.Columns(theme.Gap12, weights, cards...)
}

// before is what all versions were written from.
func (p *pane) before() fyne.CanvasObject {
	b := p.d.Before
	if b == nil {
		return widgets.Quiet(i18n.T("versions.before.none"))
	}
	text := widgets.NewText(kinds.Value(b.Value), theme.Body, theme.Ink2)
	return container.NewStack(widgets.NewBox(theme.Sunk, "", theme.RadiusCard), widgets.Pad(widgets.Column(theme.Gap4,
		widgets.Label(i18n.T("versions.before", "who", someone(b.Name), "when", i18n.Moment(b.At.Local()))), text), theme.Gap12, theme.Gap16, theme.Gap12, theme.Gap16))
}

// others are the ways that take no version as it is.
func (p *pane) others() (out []fyne.CanvasObject) {
	if p.d.Merged != nil {
		c := p.add("merge", i18n.T("versions.merge"), "", func() app.Choice { return app.Choice{Merge: true} })
		c.Aside = i18n.T("versions.proposal")
		c.Extra = widgets.Pad(p.marked(*p.d.Merged, widgets.TheirsSpan), theme.Gap8, 0, theme.Gap4, 0)
		out = append(out, c)
	}
	if p.d.Both != nil {
		out = append(out, p.add("both", i18n.T("versions.both"), i18n.T("versions.both.what"), func() app.Choice { return app.Choice{Both: true} }))
	}
	if p.d.Text {
		p.third = uikit.Name(widgets.NewTextArea("", 4), "versions.text")
		p.third.SetText(p.start())
		p.third.Got = func() { p.pickNamed("third") }
		c := p.add("third", i18n.T("versions.third"), "", func() app.Choice { return app.Choice{Text: p.third.Text} })
		out = append(out, c, p.third)
		p.third.Hide()
	}
	return out
}

// start is what a third version begins with.
func (p *pane) start() string {
	if p.d.Merged != nil {
		return *p.d.Merged
	}
	if p.d.Both != nil {
		return *p.d.Both
	}
	return kinds.Value(p.d.Worded[0].Value)
}

// deletion is the choice when one deleted the record and another edited it.
func (p *pane) deletion() fyne.CanvasObject {
	who := ""
	if len(p.d.Versions) > 0 {
		who = p.d.Versions[0].Name
	}
	keep := p.add("keep", i18n.T("versions.keep"), i18n.T("versions.keep.what"), func() app.Choice { return app.Choice{Text: "false"} })
	del := p.add("delete", i18n.T("versions.delete"), i18n.T("versions.delete.what", "who", someone(who)), func() app.Choice { return app.Choice{Text: "true"} })
	return widgets.Columns(theme.Gap12, []float32{1, 1}, keep, del)
}

func someone(name string) string {
	if name == "" {
		return i18n.T("history.somebody")
	}
	return name
}

// pick chooses a way. Nothing happens before it is used.
func (p *pane) pick(i int) {
	if i < 0 || i >= len(p.ways) {
		return
	}
	p.at = i
	p.do.Enable(true)
	for k, w := range p.ways {
		w.card.SetOn(k == i)
	}
	if p.third != nil {
		was := p.third.Hidden
		p.third.Hidden = p.ways[i].name != "third"
		if was != p.third.Hidden {
			p.all.Refresh()
		}
	}
}

func (p *pane) pickNamed(name string) {
	for i, w := range p.ways {
		if w.name != name {
			continue
		}
		p.pick(i)
		if c := p.s.host.Window().Canvas(); name == "third" && c.Focused() != p.third {
			c.Focus(p.third)
		}
	}
}

// settle uses the way that is chosen.
func (p *pane) settle() {
	if p.at < 0 {
		return
	}
	c := p.ways[p.at].choice()
	p.do.Enable(false)
	p.s.host.Act(func(ctx context.Context) error { return p.s.deps.Resolve(ctx, p.row.Kind, p.row.ID, p.row.field, c) }, func() {
		trace.Event("settled", "field", p.row.field)
		p.s.host.Say(i18n.T("versions.said", "what", kinds.Title(p.row.Heading)))
		p.s.reload()
	})
	p.do.Enable(true)
}
