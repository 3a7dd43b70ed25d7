package guide

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// side is the panel: how the time adds up, how many questions weigh how much, what they are to answer, what can be said to
// hear more, and the versions.
type side struct {
	s        *Screen
	box      fyne.CanvasObject
	strip    *widgets.Strip
	sum      *widgets.Text
	fits     *widgets.Chip
	counts   *fyne.Container
	research *fyne.Container
	probes   *widgets.List[probeRow]
	versions *fyne.Container
	wishes   *fyne.Container
	lock     *widgets.Message
	parts    []*fyne.Container
}

func newSide(s *Screen) *side {
	d := &side{s: s, strip: widgets.NewStrip(), sum: widgets.Plain(""), fits: widgets.NewChip("", widgets.Green, "check"), counts: widgets.Column(theme.Gap8),
		research: widgets.Column(theme.Gap8), versions: widgets.Column(0), wishes: widgets.Column(theme.Gap8), lock: widgets.NewMessage(widgets.Accent, "lock", "", nil)}
	title := func(key string) fyne.CanvasObject { return widgets.NewText(i18n.T(key), theme.Body, theme.Ink).Bold() }
	part := func(key string, objects ...fyne.CanvasObject) *fyne.Container {
		return widgets.Column(theme.Gap8, append([]fyne.CanvasObject{widgets.Rule(), title(key)}, objects...)...)
	}
	d.probes = uikit.Name(widgets.NewList(theme.Target, newProbeRow, func(o fyne.CanvasObject, r probeRow, _ int) { showProbeRow(o, r) }), "guide.bank")
	d.probes.Grow, d.probes.Whole = true, true
	d.probes.Heading = func(r probeRow) bool { return r.group }
	d.probes.Opened = func(i int) { s.insertProbe(d.probes.Rows()[i].text) }
	time := widgets.Column(theme.Gap8, title("guide.time"), d.strip, container.NewBorder(nil, nil, nil, container.NewCenter(d.fits), d.sum))
	d.parts = []*fyne.Container{part("guide.questions", d.counts), part("guide.research", d.research), part("guide.probes", d.probes), part("guide.versions", d.versions), part("guide.wishes", d.wishes)}
	all := []fyne.CanvasObject{time}
	for _, p := range d.parts {
		all = append(all, p)
	}
	d.box = container.NewVScroll(widgets.Pad(widgets.Column(theme.Gap16, append(all, d.lock)...), 0, theme.Gap12, theme.Gap16, 0))
	return d
}

// show puts everything up to date.
func (d *side) show() {
	s := d.s
	p := &s.page
	d.showTime()
	d.counts.Objects = nil
	n := p.counts
	for _, pr := range feltbog.Priorities() {
		d.counts.Add(widgets.Row(theme.Gap8, widgets.NewText(i18n.Choice("priority", string(pr)), theme.Small, theme.Ink), widgets.Spacer(),
			widgets.NewText(i18n.Number(n[pr]), theme.Small, theme.Ink).Bold().Line()))
	}
	d.showResearch()
	d.showProbes()
	d.showVersions()
	d.wishes.Objects = nil
	for _, w := range p.wishes {
		d.wishes.Add(widgets.Column(0, widgets.NewText(w.Text, theme.Small, theme.Ink), widgets.Quiet(strings.TrimPrefix(w.Place+", "+i18n.Day(w.When.Time()), ", "))))
	}
	d.parts[4].Hidden = len(p.wishes) == 0
	d.box.Refresh()
}

func (d *side) showTime() {
	p := &d.s.page
	var parts []widgets.StripPart
	for _, t := range p.themes {
		if t.Minutes == 0 {
			continue
		}
		st := widgets.StripEmpty
		if t.ID.String() == d.s.spot {
			st = widgets.StripNow
		}
		parts = append(parts, widgets.StripPart{Weight: float32(t.Minutes), Text: i18n.Number(t.Minutes), State: st})
	}
	d.strip.Set(parts...)
	d.strip.Hidden = len(parts) == 0
	sum := i18n.Number(p.minutes())
	d.fits.Hidden = p.guide.Minutes == 0
	if p.guide.Minutes == 0 {
		d.sum.SetText(i18n.T("guide.time.sum", "sum", sum))
		return
	}
	d.sum.SetText(i18n.T("guide.time.of", "sum", sum, "planned", i18n.Number(p.guide.Minutes)))
	d.fits.Set(i18n.T("guide.time.fits"), widgets.Green, "check")
	switch {
	case p.minutes() > p.guide.Minutes:
		d.fits.Set(i18n.T("guide.time.long"), widgets.Amber, "warn")
	case slices.ContainsFunc(p.warnings, func(w feltbog.GuideWarning) bool { return w.Key == feltbog.WarnShort }):
		d.fits.Set(i18n.T("guide.time.short"), widgets.Amber, "warn")
	}
}

func (d *side) showResearch() {
	d.research.Objects = nil
	for _, r := range d.s.page.research {
		icon, ink, text, tail := "check", theme.Accent, theme.Ink3, i18n.N("guide.research.count", r.Count)
		if r.Count == 0 {
			icon, ink, text, tail = "warn", theme.AmberText, theme.AmberText, i18n.T("guide.research.none")
		}
		tailText := widgets.NewText(tail, theme.Meta, text)
		tailText.Style.Bold = r.Count == 0
		d.research.Add(container.New(&beside{gap: theme.Gap8}, widgets.Icon(icon, ink, theme.Gap16),
			widgets.Column(0, widgets.NewText(r.Text, theme.Small, theme.Ink), tailText)))
	}
	d.parts[1].Hidden = len(d.research.Objects) == 0
}

// showProbes shows what can be put under the question in front with one tap.
func (d *side) showProbes() {
	s := d.s
	d.parts[2].Hidden = s.page.frozen() || len(s.shelf.Probes.Groups) == 0
	if d.parts[2].Hidden || len(d.probes.Rows()) > 0 {
		return
	}
	var rows []probeRow
	for _, group := range s.shelf.Probes.Groups {
		rows = append(rows, probeRow{group.Name, true})
		for _, p := range group.Probes {
			rows = append(rows, probeRow{p, false})
		}
	}
	d.probes.SetRows(rows)
}

// probeRow is something to say to hear more, or the name of a group of them.
type probeRow struct {
	text  string
	group bool
}

func newProbeRow() fyne.CanvasObject {
	return widgets.Pad(container.New(&beside{gap: theme.Gap8}, widgets.Icon("plus", theme.Ink2, theme.Gap16), widgets.NewText("", theme.Small, theme.Ink)), theme.Gap12, theme.Gap8, theme.Gap12, theme.Gap8)
}

func showProbeRow(o fyne.CanvasObject, r probeRow) {
	row := o.(*fyne.Container).Objects[0].(*fyne.Container)
	icon, text := row.Objects[0], row.Objects[1].(*widgets.Text)
	if r.group {
		icon.Hide()
	} else {
		icon.Show()
	}
	text.Style.Bold, text.Color = r.group, theme.Ink
	if r.group {
		text.Color = theme.Ink3
	}
	text.SetText(r.text)
	row.Refresh()
}

func (d *side) showVersions() {
	s := d.s
	d.versions.Objects = nil
	locked := 0
	for _, v := range s.page.versions {
		words := i18n.T("guide.version.line", "n", i18n.Number(v.Number), "state", i18n.Choice("guide_state", string(v.State)))
		if v.Sessions > 0 {
			words += " · " + i18n.N("guide.used", v.Sessions)
		}
		if v.Sessions > 0 || v.State == feltbog.GuideInUse {
			locked = max(locked, v.Number)
		}
		id := v.ID
		d.versions.Add(container.NewHBox(widgets.NewLink(words, func() { s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindGuideVersion, ID: id}) })))
	}
	if len(s.page.versions) > 0 {
		d.versions.Add(container.NewHBox(uikit.Name(widgets.NewButton(i18n.T("guide.compare"), "split", s.openCompare), "guide.compare")))
	}
	d.parts[3].Hidden = len(d.versions.Objects) == 0
	d.lock.Hidden = locked == 0
	d.lock.Set(widgets.Accent, "lock", i18n.T("guide.frozen", "n", i18n.Number(locked)))
}
