package outgo

import (
	"context"
	"image"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/kinds"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// detail is the row in front in full: the finding in its sentence with what may become of it, and the copy as it goes out, or
// why it stays in.
type detail struct {
	s     *Screen
	now   line
	at    string // what is shown
	shot  uikit.Loader[image.Image]
	wrong *widgets.Text

	keep, replace, omit, back *widgets.Button
	instead                   *widgets.Entry
	body                      *fyne.Container
	box                       fyne.CanvasObject
}

func newDetail(s *Screen) *detail {
	d := &detail{s: s, wrong: widgets.NewText("", theme.Small, theme.RedText), body: widgets.Column(theme.Gap16)}
	d.shot.Run = s.host
	button := func(what, icon string, p feltbog.Passing) *widgets.Button {
		b := uikit.Name(widgets.NewButton(i18n.T("outgo."+what), icon, func() { s.decide(p) }), "outgo."+what)
		b.Key = i18n.T("outgo.key." + what)
		return b
	}
	d.keep, d.replace, d.omit = button("keep", "check", feltbog.PassKeep), button("replace", "edit", feltbog.PassReplace), button("omit", "minus", feltbog.PassOmit)
	d.back = uikit.Name(widgets.NewButton(i18n.T("outgo.forget"), "undo", s.forget), "outgo.forget")
	d.back.Key = i18n.T("outgo.key.forget")
	d.instead = uikit.Name(widgets.NewEntry(""), "outgo.instead")
	d.instead.Enter = func() {
		s.decide(feltbog.PassReplace)
		s.host.Window().Canvas().Focus(s.list)
	}
	d.box = container.NewVScroll(widgets.Pad(d.body, theme.Gap16, theme.Gap16, theme.Gap16, theme.Gap16))
	return d
}

// word is what stands instead of a replaced passage; "" is a plain word.
func (d *detail) word() string { return strings.TrimSpace(d.instead.Text) }

// write goes to the field for what stands instead.
func (d *detail) write() {
	if _, ok := d.now.finding(); ok {
		d.s.host.Window().Canvas().Focus(d.instead)
	}
}

// refuse says why something cannot be done with the passage.
func (d *detail) refuse(text string) {
	d.wrong.SetText(text)
	d.wrong.Show()
	d.body.Refresh()
}

func (d *detail) nothing(waits bool) {
	d.now, d.at = line{}, ""
	d.shot.Stop()
	text := i18n.T("outgo.detail.none")
	if waits {
		text = i18n.T("outgo.detail.waits")
	}
	d.body.Objects = []fyne.CanvasObject{widgets.NewText(text, theme.Body, theme.Ink2)}
	d.body.Refresh()
}

// show shows a row.
func (d *detail) show(l line) {
	another := l.key() != d.at
	d.now, d.at = l, l.key()
	if another {
		d.wrong.Hide()
		d.instead.SetText("")
	}
	d.shot.Stop()
	link := uikit.Name(widgets.NewLink(i18n.T("outgo.record"), func() { d.s.open(d.s.list.At()) }), "outgo.record")
	link.Icon = "right"
	link.After = true
	words := widgets.Column(2, widgets.Quiet(kinds.Meta(l.e.head)))
	if f, _ := l.finding(); f.Finding != app.FindingCPR { // its title may be the number
		words.Add(widgets.NewText(kinds.Title(l.e.head), theme.Small, theme.Ink))
	}
	about := container.NewBorder(nil, nil, nil, widgets.Column(0, link), words)
	if f, ok := l.finding(); ok {
		d.body.Objects = append(d.finding(f, another), widgets.Rule(), about)
	} else {
		d.body.Objects = []fyne.CanvasObject{about}
	}
	switch {
	case l.e.goes():
		d.body.Objects = append(d.body.Objects, d.copy(l.e)...)
	case l.e.stays():
		d.body.Objects = append(d.body.Objects, reasons(l.e)...)
	default:
		d.body.Objects = append(d.body.Objects, widgets.NewMessage(widgets.Red, "warn", i18n.T("outgo.detail.first"), nil))
	}
	d.body.Refresh()
}

// finding are the sentence and the three things that may become of the passage.
func (d *detail) finding(f app.ScanFinding, another bool) []fyne.CanvasObject {
	sentence, passage := shown(f)
	text := widgets.NewMarked("", nil)
	text.As = theme.Read
	whole, spans := around(sentence, passage, 0)
	text.Set("»"+whole+"«", moved(spans, 1))
	state, tone := done(f)
	out := []fyne.CanvasObject{
		container.NewBorder(nil, nil, nil, widgets.Column(0, widgets.NewChip(state, tone, "")), widgets.Headed(i18n.Upper(i18n.T("finding."+string(f.Finding))))),
		text, widgets.NewText(i18n.T("outgo.why."+string(f.Finding)), theme.Small, theme.Ink2)}
	if f.Participant != "" {
		out[2] = widgets.NewText(i18n.T("outgo.why.who", "why", i18n.T("outgo.why."+string(f.Finding)), "who", f.Participant), theme.Small, theme.Ink2)
	}
	d.keep.Enable(f.Finding != app.FindingCPR)
	d.instead.SetPlaceHolder("[" + i18n.T("cover."+string(f.Finding)) + "]")
	if another && f.Decided && f.Passing == feltbog.PassReplace {
		d.instead.SetText(f.Instead)
	}
	out = append(out, widgets.Flow(theme.Gap8, d.keep, d.replace, d.omit), widgets.Field(i18n.T("outgo.instead"), widgets.Tall(d.instead), ""), d.wrong)
	if f.Finding == app.FindingCPR {
		out = append(out, widgets.Quiet(i18n.T("gate.keep.cpr")))
	}
	if f.Decided {
		out = append(out, widgets.Row(0, d.back, widgets.Spacer()))
	}
	return out
}

func moved(spans []widgets.Span, by int) []widgets.Span {
	for i := range spans {
		spans[i].From += by
		spans[i].To += by
	}
	return spans
}

// copy is what goes out as it will look, with what took the place of a passage marked.
func (d *detail) copy(e *entry) []fyne.CanvasObject {
	out := []fyne.CanvasObject{widgets.Label(i18n.T("outgo.copy"))}
	if e.item.Kind == feltbog.KindPhoto {
		img := canvas.NewImageFromImage(nil)
		img.FillMode, img.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
		frame := container.NewStack(widgets.NewBox(theme.Sunk, "", theme.RadiusPhoto), img)
		out = append(out, widgets.AtLeast(frame, 0, 260))
		use, it := d.s.ask.Use, e.item
		d.shot.Load(d.s.ctx, func(ctx context.Context) (image.Image, error) { return d.s.picture(ctx, use, it) }, func(pic image.Image, err error) {
			if err != nil {
				d.s.host.Fail(err)
				return
			}
			img.Image = pic
			img.Refresh()
		})
	}
	for _, w := range e.words {
		t := widgets.NewMarked("", nil)
		t.As = theme.Read
		t.Set(w, marks(w, e.found))
		out = append(out, widgets.CardPadded(t, theme.Gap12))
	}
	if len(e.words) == 0 && e.item.Kind != feltbog.KindPhoto {
		out = append(out, widgets.Quiet(i18n.T("outgo.copy.empty")))
	}
	if slices.ContainsFunc(e.found, func(f app.ScanFinding) bool { return f.Passing == feltbog.PassReplace || f.Passing == feltbog.PassOmit }) {
		out = append(out, widgets.Quiet(i18n.T("outgo.copy.marked")))
	}
	if e.item.Kind == feltbog.KindPhoto {
		out = append(out, widgets.Quiet(i18n.T("outgo.copy.picture")))
	}
	return out
}

// marks are the places of a copy where something took the place of a passage.
func marks(text string, found []app.ScanFinding) (out []widgets.Span) {
	for _, f := range found {
		if f.Instead == "" {
			continue
		}
		for at := 0; ; {
			i := strings.Index(text[at:], f.Instead)
			if i < 0 {
				break
			}
			from := len([]rune(text[:at+i]))
			out = append(out, widgets.Span{From: from, To: from + len([]rune(f.Instead)), Kind: widgets.TheirsSpan})
			at += i + len(f.Instead)
		}
	}
	return out
}

// reasons say why something stays in.
func reasons(e *entry) []fyne.CanvasObject {
	out := []fyne.CanvasObject{widgets.Label(i18n.T("outgo.reasons"))}
	for _, r := range e.reasons() {
		out = append(out, widgets.NewMessage(widgets.Amber, "lock", reason(r), nil))
	}
	return append(out, widgets.Quiet(i18n.T("outgo.reasons.help")))
}
