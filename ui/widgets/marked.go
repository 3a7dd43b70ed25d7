package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
)

// SpanKind says why a passage of a text is marked.
type SpanKind int

// The kinds of marking.
const (
	HitSpan     SpanKind = iota // search hit
	ExcerptSpan                 // a passage that something is built on
	WarningSpan                 // look here: amber ground, underlined
	MineSpan                    // amber, in the view of a conflict
	TheirsSpan                  // green, underlined: the other one's words
	BoldSpan                    // bold
)

// Span marks the characters from From up to and not with To, counted in runes.
type Span struct {
	From, To int
	Kind     SpanKind
}

func (k SpanKind) colours() (ground, line fyne.ThemeColorName) {
	switch k {
	case HitSpan, ExcerptSpan:
		return theme.Highlight, ""
	case WarningSpan, MineSpan:
		return theme.AmberGround, theme.AmberLine
	case TheirsSpan:
		return theme.GreenGround, theme.GreenLine
	}
	return "", ""
}

// Marked is wrapped text with passages on a coloured ground.
type Marked struct {
	widget.BaseWidget
	Text  string
	Spans []Span
	As    fyne.ThemeSizeName  // default theme.Body
	Color fyne.ThemeColorName // default theme.Ink
	Style fyne.TextStyle
	Lines int // at most; 0: all
}

// NewMarked returns a text with marks.
func NewMarked(text string, spans []Span) *Marked {
	m := &Marked{Text: text, Spans: spans}
	m.ExtendBaseWidget(m)
	return m
}

// Set changes text and marks.
func (m *Marked) Set(text string, spans []Span) {
	m.Text, m.Spans = text, spans
	m.Refresh()
}

func (m *Marked) size() fyne.ThemeSizeName {
	if m.As == "" {
		return theme.Body
	}
	return m.As
}

func (m *Marked) ink() fyne.ThemeColorName {
	if m.Color == "" {
		return theme.Ink
	}
	return m.Color
}

// run is a part of a line that looks the same throughout.
type run struct {
	text  string
	style fyne.TextStyle
	kind  SpanKind
	mark  bool
	width float32
}

// kindAt returns how a character is marked; the later span wins, and bold adds to any.
func (m *Marked) kindAt(i int) (kind SpanKind, mark, bold bool) {
	for _, s := range m.Spans {
		if i < s.From || i >= s.To {
			continue
		}
		if s.Kind == BoldSpan {
			bold = true
		} else {
			kind, mark = s.Kind, true
		}
	}
	return kind, mark, bold
}

// runs splits the characters from a to b.
func (m *Marked) runs(r []rune, a, b int) []run {
	edges := []int{a, b}
	for _, s := range m.Spans {
		for _, e := range []int{s.From, s.To} {
			if e > a && e < b {
				edges = append(edges, e)
			}
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	var all []run
	for i := 0; i+1 < len(edges); i++ {
		x := run{text: string(r[edges[i]:edges[i+1]]), style: m.Style}
		var bold bool
		x.kind, x.mark, bold = m.kindAt(edges[i])
		x.style.Bold = x.style.Bold || bold
		x.width = fyne.MeasureText(x.text, theme.Size(m.size()), x.style).Width
		all = append(all, x)
	}
	return all
}

func (m *Marked) measure(r []rune, a, b int) (w float32) {
	for _, x := range m.runs(r, a, b) {
		w += x.width
	}
	return w
}

// breaks returns the lines as pairs of first and last character.
func (m *Marked) breaks(r []rune, width float32) [][2]int {
	var lines [][2]int
	start := 0
	for start <= len(r) {
		end := start
		for end < len(r) && r[end] != '\n' {
			end++
		}
		lines = append(lines, m.wrap(r, start, end, width)...)
		start = end + 1
	}
	return lines
}

// wrap breaks one paragraph. A word that is wider than the line is broken inside.
func (m *Marked) wrap(r []rune, start, end int, width float32) (lines [][2]int) {
	if width <= 0 || m.measure(r, start, end) <= width {
		return [][2]int{{start, end}}
	}
	for start < end {
		fits := start // the end of the last word that fits
		for at := start; at <= end; at++ {
			if at < end && r[at] != ' ' {
				continue
			}
			if m.measure(r, start, at) > width {
				break
			}
			fits = at
		}
		if fits == start { // not even one word
			low, high := start+1, end
			for low < high {
				if mid := (low + high + 1) / 2; m.measure(r, start, mid) <= width {
					low = mid
				} else {
					high = mid - 1
				}
			}
			fits = low
		}
		lines = append(lines, [2]int{start, fits})
		start = fits
		for start < end && r[start] == ' ' {
			start++
		}
	}
	return lines
}
