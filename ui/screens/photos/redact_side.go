package photos

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// redactSide is the panel while a picture is covered: who is seen in it, what is covered, what is proposed, what can be
// read, and whether the copy for others stands.
type redactSide struct {
	r        *redacting
	box      *fyne.Container
	missing  *widgets.Chip
	reminder *widgets.Message
	people   *fyne.Container
	list     *fyne.Container
	rows     rows
	fields   *fyne.Container
	subject  *widgets.Segment
	method   *widgets.Select
	weak     *widgets.Message
	label    *widgets.Entry
	labelOf  feltbog.ID
	kept     string
	filling  bool
	proposed *fyne.Container
	props    rows
	all      *widgets.Button
	reads    map[feltbog.SensitiveContent]*widgets.Check
	may      *fyne.Container
	copy     *widgets.Chip
	make     *widgets.Button
	body     *fyne.Container
	busy     bool
}

// rows are choices that stay the same widgets while what they say changes, so that one keeps the focus.
type rows []*widgets.Choice

func newRedactSide(r *redacting) *redactSide {
	p := &redactSide{r: r, missing: widgets.NewChip("", widgets.Amber, "warn"), reminder: widgets.NewMessage(widgets.Amber, "info", "", nil), people: widgets.Column(theme.Gap8), list: widgets.Column(theme.Gap4),
		proposed: widgets.Column(theme.Gap4), reads: map[feltbog.SensitiveContent]*widgets.Check{}, may: widgets.Column(theme.Gap4), copy: widgets.NewChip("", widgets.Neutral, "")}
	p.subject = uikit.Name(widgets.NewSegment(nil, "", func(v string) { r.setSubject(feltbog.RedactionSubject(v)) }), "redact.subject")
	var subjects, methods []widgets.Option
	for _, o := range feltbog.RedactionSubjects() {
		subjects = append(subjects, widgets.Option{Value: string(o), Text: i18n.Upper(i18n.Choice("redaction_subject", string(o)))})
	}
	p.subject.SetOptions(subjects)
	for _, m := range feltbog.RedactionMethods() {
		methods = append(methods, widgets.Option{Value: string(m), Text: i18n.Upper(i18n.Choice("redaction_method", string(m)))})
	}
	p.method = uikit.Name(widgets.NewSelect(methods, "", func(v string) { r.setTool(v) }), "redact.method")
	strong := uikit.Name(widgets.NewButton(i18n.T("redact.weak.do"), "mask", func() { r.setTool(string(feltbog.BoxOver)) }), "redact.weak.do")
	p.weak = widgets.NewMessage(widgets.Amber, "info", i18n.T("redact.weak"), strong)
	p.label = uikit.Name(widgets.NewEntry(i18n.T("redact.label")), "redact.label")
	p.label.OnChanged = p.typed
	remove := uikit.Name(widgets.NewDanger(i18n.T("redact.remove"), "trash", r.remove), "redact.remove")
	line := func(o fyne.CanvasObject) fyne.CanvasObject { return widgets.Row(0, o, widgets.Spacer()) }
	p.fields = widgets.Column(theme.Gap8, line(p.subject), p.method, p.weak, widgets.Tall(p.label), line(remove))
	p.all = uikit.Name(widgets.NewButton("", "check", r.acceptAll), "redact.accept")
	p.all.Key = "G"
	reads := widgets.Column(0)
	for _, c := range feltbog.ReadableContents() {
		k := uikit.Name(widgets.NewCheck(i18n.T("rights.sensitive."+string(c)), false, func(bool) { p.marked() }), "redact.reads."+string(c))
		p.reads[c] = k
		reads.Add(k)
	}
	p.make = uikit.Name(widgets.NewPrimary(i18n.T("redact.make"), "check", r.make), "redact.make")
	p.body = widgets.Column(theme.Gap16, p.reminder, p.list, p.fields, p.proposed, widgets.Rule(),
		widgets.Column(theme.Gap8, container.NewBorder(nil, nil, nil, p.missing, widgets.Headed(i18n.T("rights.people"))), p.people), widgets.Rule(),
		widgets.Field(i18n.T("redact.reads"), reads, i18n.T("redact.reads.help")), widgets.Rule(), widgets.Column(theme.Gap4, widgets.Label(i18n.T("photos.may")), p.may))
	foot := widgets.Column(theme.Gap8, widgets.Row(0, p.copy, widgets.Spacer()), p.make, widgets.Quiet(i18n.T("redact.untouched.long")))
	head := widgets.Pad(widgets.Headed(i18n.T("redact.title")), 0, 0, theme.Gap12, 0)
	p.box = container.NewBorder(head, widgets.Pad(foot, theme.Gap12, 0, 0, 0), nil, nil, container.NewVScroll(widgets.Pad(p.body, 2, theme.Gap8, theme.Gap16, 4)))
	return p
}

// page shows what is known of the picture now.
func (p *redactSide) page() {
	now := p.r.now()
	if now == nil || !p.r.on {
		return
	}
	p.showList(now)
	p.showFields()
	p.showProposed()
	p.showPeople(now)
	open := 0
	for i := range now.Seen {
		if lookOf(&now.Seen[i]).tone == widgets.Amber {
			open++
		}
	}
	p.missing.Hidden = open == 0
	p.missing.Set(i18n.T("redact.missing", "n", i18n.Number(open)), widgets.Amber, "warn")
	for c, k := range p.reads {
		k.SetOn(slices.Contains(now.Covered.Readable, c))
	}
	p.reminder.Hidden = !now.Covered.Unread
	p.reminder.Set(widgets.Amber, "info", i18n.T("redact.reads.remind"))
	p.may.Objects = mayRows(now.May)
	p.state()
	p.body.Refresh()
	p.box.Refresh()
}

// state says whether the copy for others stands.
func (p *redactSide) state() {
	now := p.r.now()
	if now == nil {
		return
	}
	c := &now.Covered
	switch {
	case p.busy:
		p.copy.Set(i18n.T("redact.state.busy"), widgets.Accent, "clock")
	case len(c.All) == 0:
		p.copy.Set(i18n.T("redact.state.nothing"), widgets.Neutral, "dot")
	case c.Made:
		p.copy.Set(i18n.T("redact.state.made"), widgets.Green, "check")
	case c.Asked:
		p.copy.Set(i18n.T("redact.state.again"), widgets.Amber, "warn")
	default:
		p.copy.Set(i18n.T("redact.state.none"), widgets.Amber, "warn")
	}
	p.make.Enable(!p.busy && len(c.All) > 0 && !c.Made)
	p.r.bar.make.Enable(!p.busy && len(c.All) > 0 && !c.Made)
}

func (p *redactSide) working(on bool) {
	p.busy = on
	p.state()
}

// fit makes as many rows as are needed, and puts them into a box under its heading.
func (all *rows) fit(box *fyne.Container, name, heading string, n int, tap func(int)) {
	for i := len(*all); i < n; i++ {
		*all = append(*all, uikit.Name(widgets.NewChoice("", "", false, func() { tap(i) }), name+"."+i18n.Number(i+1)))
	}
	box.Objects = nil
	if n > 0 {
		box.Add(widgets.Label(heading))
	}
	for _, c := range (*all)[:n] {
		box.Add(c)
	}
}

// showList lists what is covered.
func (p *redactSide) showList(now *app.PhotoPage) {
	all := now.Covered.All
	p.rows.fit(p.list, "redact.covering", i18n.T("redact.list"), len(all), func(i int) {
		if now := p.r.now(); now != nil && i < len(now.Covered.All) {
			p.r.choose(standing{covering: now.Covered.All[i].ID})
		}
	})
	for i := range all {
		c, row := &all[i], p.rows[i]
		row.Title, row.Text = i18n.Number(i+1)+"  "+coveringWords(c), ""
		if c.Subject.Weaker(c.Method) {
			row.Text = i18n.T("redact.weak.short")
		}
		row.SetOn(c.ID == p.r.front.covering)
		row.Refresh()
	}
	if len(all) == 0 {
		p.list.Add(widgets.Quiet(i18n.T("redact.list.none")))
	}
	p.list.Refresh()
}

// showFields is about the covering in front.
func (p *redactSide) showFields() {
	c := p.r.covering()
	p.fields.Hidden = c == nil
	if c == nil {
		p.labelOf = feltbog.ID{}
		return
	}
	p.filling = true
	defer func() { p.filling = false }()
	p.subject.Hidden = c.Method == feltbog.CropAway
	p.subject.SetSelected(string(c.Subject))
	p.method.SetSelected(string(c.Method))
	p.weak.Hidden = !c.Subject.Weaker(c.Method)
	if p.labelOf != c.ID || p.label.Text == p.kept {
		p.labelOf, p.kept = c.ID, c.Label
		if p.label.Text != c.Label {
			p.label.SetText(c.Label)
		}
	}
	p.fields.Refresh()
}

func (p *redactSide) typed(text string) {
	c := p.r.covering()
	if p.filling || c == nil {
		return
	}
	c.Label = text
	p.kept = text
	p.r.changeLater(*c, "label", func(c *app.Covering) { c.Label = text })
}

// showProposed lists what the finder of faces saw.
func (p *redactSide) showProposed() {
	all := p.r.proposed
	p.props.fit(p.proposed, "redact.proposal", i18n.T("redact.proposed"), len(all), func(i int) { p.r.choose(standing{proposal: i + 1}) })
	for i := range all {
		row := p.props[i]
		row.Title, row.Text = i18n.T("redact.proposal", "n", i18n.Number(i+1)), ""
		if row.SetOn(p.r.front.proposal == i+1); row.On() {
			row.Text = i18n.T("redact.proposal.help")
		}
		row.Refresh()
	}
	if len(all) > 0 {
		p.all.SetText(i18n.N("redact.accept", len(all)))
		cover := uikit.Name(widgets.NewButton(i18n.T("redact.proposal.cover"), "mask", func() { p.r.acceptOne(p.r.front.proposal) }), "redact.proposal.cover")
		refuse := uikit.Name(widgets.NewButton(i18n.T("redact.proposal.refuse"), "x", func() { p.r.refuse(p.r.front.proposal) }), "redact.proposal.refuse")
		person := uikit.Name(widgets.NewButton(i18n.T("redact.person.new"), "person", p.r.person), "redact.proposal.person")
		if p.r.proposal() != nil {
			p.proposed.Add(widgets.Flow(theme.Gap8, cover, person, refuse))
		}
		p.proposed.Add(widgets.Row(0, p.all, widgets.Spacer()))
		p.proposed.Add(widgets.Quiet(i18n.T("redact.proposed.help")))
	}
	p.proposed.Hidden = len(all) == 0
	p.proposed.Refresh()
}

// marked keeps what can be read in the picture.
func (p *redactSide) marked() {
	var what []feltbog.SensitiveContent
	for _, c := range feltbog.ReadableContents() {
		if p.reads[c].On() {
			what = append(what, c)
		}
	}
	if now := p.r.now(); now != nil && !slices.Equal(what, now.Covered.Readable) {
		p.r.readable(what)
	}
}
