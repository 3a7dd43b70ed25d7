package papers

import (
	"context"
	"strconv"
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

// dialog is what is shown.
type dialog struct {
	host screen.Host
	deps Deps
	desk Desk
	load uikit.Loader[state]
	ctx  context.Context

	fields  []*field
	kind    *widgets.Segment
	state   *widgets.Message
	version *widgets.Text
	preview *fyne.Container
	sheets  *widgets.Select
	letter  *widgets.Button
	form    *widgets.Button
	cards   *widgets.Button
	saving  int    // how many fields are being kept
	then    func() // what is printed after that; nil: nothing
}

// state is what the dialog loads.
type state struct {
	project feltbog.Project
	letter  app.Letter
}

// The letters that are chosen between, and how many sheets of cards.
const (
	usual = "usual"
	plain = "plain"
)

var sheetChoices = []int{1, 2, 5, 10, 25}

// height of the two columns of the dialog, where the window is not lower than that and what stands around them.
const (
	height = 460
	around = 210
)

// Show opens the dialog.
func Show(host screen.Host, deps Deps, desk Desk) {
	ctx, end := context.WithCancel(context.Background())
	d := &dialog{host: host, deps: deps, desk: desk, ctx: ctx, version: widgets.Quiet(""), preview: widgets.Column(theme.Gap8)}
	d.load.Run = host
	d.state = widgets.NewMessage(widgets.Amber, "warn", "", nil)
	d.kind = uikit.Name(widgets.NewSegment([]widgets.Option{{Value: usual, Text: i18n.T("papers.usual")}, {Value: plain, Text: i18n.T("papers.plain")}},
		usual, func(string) { d.reload() }), "papers.kind")
	var sheets []widgets.Option
	for _, n := range sheetChoices {
		sheets = append(sheets, widgets.Option{Value: strconv.Itoa(n), Text: i18n.N("papers.cards", 4*n)})
	}
	d.sheets = uikit.Name(widgets.NewSelect(sheets, sheets[0].Value, nil), "papers.sheets")
	d.letter = uikit.Name(widgets.NewPrimary(i18n.T("papers.letter"), "print", d.printLetter), "papers.letter")
	d.form = uikit.Name(widgets.NewButton(i18n.T("papers.form"), "print", d.printForm), "papers.form")
	d.cards = uikit.Name(widgets.NewButton(i18n.T("papers.card"), "print", d.printCards), "papers.card")
	shut := uikit.Name(widgets.NewButton(i18n.T("papers.close"), "", host.CloseDialog), "papers.close")
	left := widgets.Column(theme.Gap16, d.state)
	for _, spec := range specs {
		f := newField(d, spec)
		d.fields = append(d.fields, f)
		left.Add(f.box)
	}
	right := widgets.Column(theme.Gap12, d.kind, d.version, widgets.Card(d.preview), widgets.Flow(theme.Gap12, d.cards, widgets.AtLeast(d.sheets, 150, 0)))
	columns := widgets.AtLeast(widgets.Columns(theme.Gap20, []float32{1, 1}, container.NewVScroll(widgets.Pad(left, 2, theme.Gap12, theme.Gap8, 2)),
		container.NewVScroll(widgets.Pad(right, 2, theme.Gap12, theme.Gap8, 2))), 0, min(height, host.Window().Canvas().Size().Height-around))
	d.enable(false)
	host.Show(screen.Dialog{Name: "papers", Title: i18n.T("papers.title"), Width: 980,
		Content: columns,
		Buttons: []fyne.CanvasObject{shut, d.form, d.letter}, Closed: func() { d.leave(); end() }})
	d.reload()
}

func (d *dialog) simple() bool { return d.kind.Selected() == plain }

func (d *dialog) reload() {
	if d.ctx.Err() != nil {
		return
	}
	simple := d.simple()
	d.load.Load(d.ctx, func(ctx context.Context) (state, error) {
		o, err := d.deps.Overview(ctx)
		if err != nil {
			return state{}, err
		}
		l, err := d.deps.Letter(ctx, simple)
		return state{o.Project, l}, err
	}, func(s state, err error) {
		if err != nil {
			d.host.Fail(err)
			return
		}
		if d.saving == 0 {
			d.show(s)
		}
	})
}

// show puts what was read into the fields and the preview.
func (d *dialog) show(s state) {
	missing := map[string]bool{}
	var names []string
	for _, name := range s.letter.Missing {
		missing[name] = true
		names = append(names, i18n.FieldName(name))
	}
	for _, f := range d.fields {
		f.set(&s.project, missing[f.name])
	}
	if len(names) > 0 {
		d.state.Set(widgets.Amber, "warn", i18n.N("papers.missing", len(names), "names", strings.Join(names, ", ")))
	} else {
		d.state.Set(widgets.Green, "check", i18n.T("papers.ready"))
	}
	d.enable(len(names) == 0)
	d.version.SetText(versionText(s.letter))
	d.preview.Objects = preview(s.letter.Text)
	d.preview.Refresh()
	trace.Event("shown", "name", "papers", "missing", len(names))
}

// enable lets papers be printed when nothing is missing.
func (d *dialog) enable(on bool) {
	for _, b := range []*widgets.Button{d.letter, d.form, d.cards} {
		b.Enable(on)
	}
	d.sheets.SetEnabled(on)
}

func versionText(l app.Letter) string {
	switch {
	case !l.Version.ID.IsZero():
		return i18n.T("papers.version", "number", strconv.Itoa(l.Version.Number), "day", i18n.Day(l.Version.Made.Time()))
	case !l.Newest.ID.IsZero():
		return i18n.T("papers.version.changed", "number", strconv.Itoa(l.Newest.Number))
	}
	return i18n.T("papers.version.none")
}

// preview shows the letter as it will stand on paper; brackets that nothing fills stand on amber.
func preview(text string) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, b := range strings.Split(text, "\n\n") {
		title, isTitle := strings.CutPrefix(b, "## ")
		head, isHead := strings.CutPrefix(b, "# ")
		switch {
		case isTitle:
			out = append(out, widgets.Headed(title))
		case isHead:
			out = append(out, widgets.Plain(head).Bold())
		default:
			m := widgets.NewMarked(b, nil)
			m.Set(named(b))
			out = append(out, m)
		}
	}
	return out
}

// named puts the names of fields in the place of brackets that nothing fills, and marks them.
func named(text string) (string, []widgets.Span) {
	var b strings.Builder
	var spans []widgets.Span
	n := 0
	add := func(s string) { b.WriteString(s); n += len([]rune(s)) }
	for {
		before, rest, found := strings.Cut(text, "[")
		add(before)
		name, after, closed := strings.Cut(rest, "]")
		if !found || !closed {
			add(text[len(before):])
			return b.String(), spans
		}
		word := "[" + name + "]"
		if isField(name) {
			word = "[" + i18n.FieldName(name) + "]"
			spans = append(spans, widgets.Span{From: n, To: n + len([]rune(word)), Kind: widgets.WarningSpan})
		}
		add(word)
		text = after
	}
}

func isField(name string) bool {
	_, ok := feltbog.SchemaOf(feltbog.KindProject).Field(name)
	return ok
}

func (d *dialog) printLetter() {
	simple := d.simple()
	d.print("letter", func(ctx context.Context) (app.Printed, error) { return d.deps.PrintLetter(ctx, file{d.desk}, simple) })
}

func (d *dialog) printForm() {
	simple := d.simple()
	d.print("form", func(ctx context.Context) (app.Printed, error) {
		return d.deps.PrintConsentForm(ctx, file{d.desk}, simple)
	})
}

func (d *dialog) printCards() {
	n, _ := strconv.Atoi(d.sheets.Selected())
	d.print("cards", func(ctx context.Context) (app.Printed, error) { return d.deps.PrintCards(ctx, file{d.desk}, n) })
}

// print prints what stands in the fields: what is not kept yet is kept first.
func (d *dialog) print(what string, print func(context.Context) (app.Printed, error)) {
	d.leave()
	d.then = func() { run(d.host, d.desk, what, print, d.reload) }
	d.settled()
}

// settled does what waits for the fields to be kept.
func (d *dialog) settled() {
	if d.saving > 0 || d.then == nil {
		return
	}
	then := d.then
	d.then = nil
	then()
}
