package outgo

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/kinds"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

// line is a row of the list: a heading, a finding, or an item.
type line struct {
	title string // of a heading
	about string // what a heading says besides
	e     *entry
	found int // of e, -1: the item itself
}

// finding is what the row is about; ok is false for a heading and an item.
func (l line) finding() (f app.ScanFinding, ok bool) {
	if l.e == nil || l.found < 0 || l.found >= len(l.e.found) {
		return f, false
	}
	return l.e.found[l.found], true
}

func (l line) key() string {
	if l.e == nil {
		return l.title
	}
	if f, ok := l.finding(); ok {
		return l.e.item.ID.String() + string(f.Finding) + f.Passage + f.Field
	}
	return l.e.item.ID.String()
}

// lines puts in order what is known: what has to be decided first, then what was, what stays in, and what goes out.
func lines(all []*entry) []line {
	var open, settled, stays, goes []line
	for _, e := range all {
		for i, f := range e.found {
			if f.Open() {
				open = append(open, line{e: e, found: i})
			} else {
				settled = append(settled, line{e: e, found: i})
			}
		}
		switch {
		case e.stays():
			stays = append(stays, line{e: e, found: -1})
		case e.goes():
			goes = append(goes, line{e: e, found: -1})
		}
	}
	var out []line
	add := func(key string, rows []line) {
		if len(rows) > 0 {
			out = append(append(out, line{title: i18n.T(key), about: i18n.Number(len(rows))}), rows...)
		}
	}
	add("outgo.open", open)
	add("outgo.stays", stays)
	add("outgo.goes", goes)
	add("outgo.settled", settled)
	return out
}

// shown covers the last digits of a CPR number, which nobody needs to see again.
func shown(f app.ScanFinding) (sentence, passage string) {
	if f.Finding != app.FindingCPR {
		return f.Sentence, f.Passage
	}
	r, digits := []rune(f.Passage), 0
	for i := range r {
		if unicode.IsDigit(r[i]) {
			if digits++; digits > 6 {
				r[i] = '•'
			}
		}
	}
	return strings.ReplaceAll(f.Sentence, f.Passage, string(r)), string(r)
}

// around cuts a sentence so that a passage stands in it with some words before it, and returns where.
func around(sentence, passage string, before int) (string, []widgets.Span) {
	all := []rune(strings.Join(strings.Fields(sentence), " "))
	want := []rune(strings.Join(strings.Fields(passage), " "))
	at := strings.Index(string(all), string(want))
	if at < 0 || len(want) == 0 {
		return string(all), nil
	}
	at = len([]rune(string(all)[:at]))
	from := 0
	if before > 0 && at > before {
		for from = at - before; from > 0 && all[from-1] != ' '; from-- {
		}
		all = append([]rune("… "), all[from:]...)
		at += 2 - from
	}
	return string(all), []widgets.Span{{From: at, To: at + len(want), Kind: widgets.HitSpan}}
}

// done says what becomes of a passage.
func done(f app.ScanFinding) (text string, tone widgets.Tone) {
	switch {
	case f.Open():
		return i18n.T("outgo.undecided"), widgets.Red
	case f.Passing == "keep":
		return i18n.T("outgo.kept"), widgets.Amber
	case f.Passing == "omit":
		return i18n.T("outgo.omitted"), widgets.Green
	case !f.Decided:
		return i18n.T("outgo.replaced.register", "word", f.Instead), widgets.Green
	}
	return i18n.T("outgo.replaced", "word", f.Instead), widgets.Green
}

// rowOf is how a line looks.
type rowOf struct {
	widget.BaseWidget
	head        *widgets.Text
	sign        *widgets.Chip
	title, note *widgets.Marked
	state       *widgets.Chip
	body, root  *fyne.Container
}

func newRow() *rowOf {
	r := &rowOf{head: widgets.Headed("").Ellipsis(), sign: widgets.NewChip("", widgets.Neutral, "doc"), title: widgets.NewMarked("", nil), note: widgets.NewMarked("", nil),
		state: widgets.NewChip("", widgets.Neutral, "")}
	r.sign.Bare = true
	r.title.Lines, r.note.Lines = 1, 1
	r.title.Style.Bold, r.note.As, r.note.Color = true, theme.Small, theme.Ink2
	r.body = widgets.Pad(container.NewBorder(nil, nil, widgets.AtLeast(container.NewCenter(r.sign), 32, 0), container.NewCenter(r.state), widgets.Column(2, r.title, r.note)), 8, theme.Gap8, 6, theme.Gap4)
	r.root = container.NewStack(r.body, widgets.Pad(r.head, 26, 0, 0, 0))
	r.ExtendBaseWidget(r)
	return r
}

// show fills the row.
func (r *rowOf) show(l line) {
	r.head.Hidden, r.body.Hidden = l.e != nil, l.e == nil
	switch f, finding := l.finding(); {
	case l.e == nil:
		r.head.SetText(l.title + " (" + l.about + ")")
	case finding:
		text, tone := done(f)
		icon := "check"
		if f.Open() {
			icon = "warn"
		}
		r.sign.Set("", tone, icon)
		r.title.Set(i18n.Upper(i18n.T("finding."+string(f.Finding)))+" · "+kinds.Meta(l.e.head), nil)
		sentence, passage := shown(f)
		r.note.Set(around(sentence, passage, 24))
		r.state.Set(text, tone, "")
	case l.e.goes():
		r.sign.Set("", widgets.Neutral, kinds.Icon(l.e.item.Kind))
		text := strings.Join(l.e.words, " · ")
		if text == "" {
			text = kinds.Title(l.e.head)
		}
		r.title.Set(strings.Join(strings.Fields(text), " "), nil)
		r.note.Set(kinds.Meta(l.e.head), nil)
		r.state.Set(i18n.T("outgo.goes.chip"), widgets.Green, "check")
	default:
		r.sign.Set("", widgets.Amber, "lock")
		r.title.Set(kinds.Title(l.e.head), nil)
		r.note.Set(reason(l.e.reasons()[0]), nil)
		r.state.Set(i18n.T("outgo.stays.chip"), widgets.Amber, "")
	}
	r.state.Hidden = l.e == nil
	r.root.Refresh()
}

// reason words why something stays in, as a sentence.
func reason(r app.GateReason) string {
	text := strings.TrimSpace(i18n.Error(r.Why))
	if text == "" {
		return text
	}
	if !strings.ContainsRune(".?", []rune(text)[len([]rune(text))-1]) {
		text += "."
	}
	return i18n.Upper(text)
}

// CreateRenderer implements fyne.Widget.
func (r *rowOf) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.root) }
