package widgets

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
)

// Text is static text that wraps at its width. Its minimum width is that of its longest word, or all of it with NoWrap.
type Text struct {
	widget.BaseWidget
	Text   string
	As     fyne.ThemeSizeName  // size; default theme.Body
	Color  fyne.ThemeColorName // default theme.Ink
	Style  fyne.TextStyle
	Align  fyne.TextAlign
	NoWrap bool
	// Cut shortens a NoWrap text that does not fit with an ellipsis, so that its minimum width is small.
	Cut bool
	// Lines is how many lines are shown at most; 0 means all. The last one then ends in an ellipsis.
	Lines int
}

// NewText returns a text of a size and colour.
func NewText(text string, size fyne.ThemeSizeName, color fyne.ThemeColorName) *Text {
	t := &Text{Text: text, As: size, Color: color}
	t.ExtendBaseWidget(t)
	return t
}

// Bold makes the text bold and returns it.
func (t *Text) Bold() *Text { t.Style.Bold = true; return t }

// Italic makes the text italic and returns it.
func (t *Text) Italic() *Text { t.Style.Italic = true; return t }

// Line keeps the text on one line and returns it.
func (t *Text) Line() *Text { t.NoWrap = true; return t }

// Ellipsis keeps the text on one line that is cut where it does not fit, and returns it.
func (t *Text) Ellipsis() *Text { t.NoWrap, t.Cut = true, true; return t }

// Titled returns a screen's name.
func Titled(text string) *Text { return NewText(text, theme.Title, theme.Ink).Bold() }

// Headed returns a panel's title.
func Headed(text string) *Text { return NewText(text, theme.Section, theme.Ink).Bold() }

// Plain returns body text.
func Plain(text string) *Text { return NewText(text, theme.Body, theme.Ink) }

// Quiet returns meta text: help, times, counts.
func Quiet(text string) *Text { return NewText(text, theme.Meta, theme.Ink3) }

// Label returns the name of a field.
func Label(text string) *Text { return NewText(text, theme.Meta, theme.Ink2).Bold() }

// SetText changes the text.
func (t *Text) SetText(s string) {
	if t.Text != s {
		t.Text = s
		t.Refresh()
	}
}

// SetColor changes the colour.
func (t *Text) SetColor(c fyne.ThemeColorName) {
	if t.Color != c {
		t.Color = c
		t.Refresh()
	}
}

func (t *Text) size() fyne.ThemeSizeName {
	if t.As == "" {
		return theme.Body
	}
	return t.As
}

func (t *Text) color() color.Color {
	if t.Color == "" {
		return theme.Color(theme.Ink)
	}
	return theme.Color(t.Color)
}

func (t *Text) measure(s string) float32 {
	return fyne.MeasureText(s, theme.Size(t.size()), t.Style).Width
}

// wrap breaks the text into lines of at most a width; a single word that is wider stands alone, and is cut to fit.
func (t *Text) wrap(width float32) []string {
	if t.NoWrap {
		if t.Cut && width > 0 {
			return []string{t.cut(t.Text, width)}
		}
		return []string{t.Text}
	}
	if width <= 0 {
		return strings.Split(t.Text, "\n")
	}
	var lines []string
	for _, para := range strings.Split(t.Text, "\n") {
		line := ""
		for _, word := range strings.Split(para, " ") {
			for t.measure(word) > width && len([]rune(word)) > 1 {
				if line != "" {
					lines, line = append(lines, line), ""
				}
				head := parted(t.fit(word, width))
				lines, word = append(lines, head), word[len(head):]
			}
			next := word
			if line != "" {
				next = line + " " + word
			}
			if line != "" && t.measure(next) > width {
				lines, line = append(lines, line), word
				continue
			}
			line = next
		}
		lines = append(lines, line)
	}
	if t.Lines > 0 && len(lines) > t.Lines {
		last := strings.Join(lines[t.Lines-1:], " ")
		lines = append(lines[:t.Lines-1:t.Lines-1], t.cut(last, width))
	}
	return lines
}

// fit returns as much of the beginning of a word as fits, at least one rune.
func (t *Text) fit(word string, width float32) string {
	r := []rune(word)
	low, high := 1, len(r)
	for low < high {
		mid := (low + high + 1) / 2
		if t.measure(string(r[:mid])) <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return string(r[:low])
}

// parted ends the beginning of a word after a stroke, where it has one.
func parted(head string) string {
	if i := strings.LastIndexAny(head, "/-"); i > 0 {
		return head[:i+1]
	}
	return head
}

// cut shortens a line with an ellipsis where it does not fit.
func (t *Text) cut(s string, width float32) string {
	if t.measure(s) <= width {
		return s
	}
	return strings.TrimRight(t.fit(s, width-t.measure("…")), " ") + "…"
}

// CreateRenderer draws one canvas.Text for each line.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	r := &textRenderer{t: t}
	r.Refresh()
	return r
}

type textRenderer struct {
	t     *Text
	width float32
	lines []fyne.CanvasObject
}

func (r *textRenderer) Layout(s fyne.Size) {
	if s.Width != r.width {
		before := len(r.lines)
		r.width = s.Width
		r.build()
		if len(r.lines) != before {
			canvas.Refresh(r.t)
		}
	}
	h := theme.LineHeight(r.t.size())
	y := float32(0)
	for _, o := range r.lines {
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(s.Width, h))
		y += h
	}
}

func (r *textRenderer) MinSize() fyne.Size {
	t := r.t
	h := theme.LineHeight(t.size())
	width := float32(0)
	switch {
	case t.Cut:
		width = t.measure("…") * 2
	case t.NoWrap:
		width = t.measure(t.Text)
	default:
		for _, w := range strings.Fields(t.Text) {
			width = max(width, min(t.measure(w), 220))
		}
	}
	return fyne.NewSize(width, h*float32(max(len(r.lines), 1)))
}

func (r *textRenderer) Refresh() {
	r.build()
	r.Layout(r.t.BaseWidget.Size())
	canvas.Refresh(r.t)
}

func (r *textRenderer) build() {
	lines := r.t.wrap(r.width)
	for len(r.lines) > len(lines) {
		r.lines = r.lines[:len(lines)]
	}
	for i, s := range lines {
		if i == len(r.lines) {
			r.lines = append(r.lines, canvas.NewText("", nil))
		}
		c := r.lines[i].(*canvas.Text)
		c.Text, c.Color, c.TextSize, c.TextStyle, c.Alignment = s, r.t.color(), theme.Size(r.t.size()), r.t.Style, r.t.Align
		c.Refresh()
	}
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return r.lines }
func (r *textRenderer) Destroy()                     {}
