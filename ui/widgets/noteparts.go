package widgets

import (
	"slices"

	"fyne.io/fyne/v2"

	"feltbog/ui/theme"
)

// CreateRenderer implements fyne.Widget.
func (b *NoteBlock) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	p := &noteParts{b: b, box: NewBox("", "", theme.RadiusField), ring: NewBox("", "", theme.RadiusField), icon: newGlyph(18), sign: newGlyph(18),
		clock: NewText("", theme.Small, theme.Ink3).Line(), kind: NewText("", theme.Small, theme.Ink2).Line(),
		words: NewMarked("", nil), why: NewText("", theme.Meta, theme.AmberText), tags: Flow(theme.Gap4)}
	p.clock.Style.Monospace = true
	p.root = &fyne.Container{Layout: p}
	return draw(b, p.root, p.show)
}

// noteParts are the parts of a block: beside each other, or the words below the rest where it is narrow.
type noteParts struct {
	b           *NoteBlock
	root        *fyne.Container
	box, ring   *Box
	icon, sign  *glyph
	clock, kind *Text
	words       *Marked
	why         *Text
	tags        *fyne.Container
	width       float32
	shown       []string
	high        float32 // the height that its parts need at width; 0: to be found out
}

func (p *noteParts) show() {
	b := p.b
	p.high = 0
	fill, edge, stroke := fyne.ThemeColorName(""), fyne.ThemeColorName(""), theme.StrokeRule
	sign, ink := "", theme.AmberText
	switch {
	case b.Editing():
		fill, edge, stroke = theme.Card, theme.Accent, theme.StrokeSelected
	case b.State == NoteConflict:
		fill, edge, sign = theme.AmberGround, theme.AmberLine, "split"
	case b.State == NoteLocked && b.Why != "":
		sign, ink = "lock", theme.Ink2
	case b.hover:
		fill = theme.Sunk
	}
	p.box.Set(fill, edge, stroke)
	p.ring.Set("", b.ring(), theme.StrokeSelected)
	kind := theme.Ink2
	if b.Editing() {
		kind = theme.AccentText
	}
	p.icon.set(b.Icon, kind)
	p.kind.Text, p.kind.Color, p.kind.Style.Bold = b.Kind, kind, b.Editing()
	p.kind.Refresh()
	p.clock.SetText(b.Clock)
	p.words.As, p.words.Color, p.words.Style = b.size(), theme.Ink, fyne.TextStyle{Italic: b.Italic, Bold: b.Bold}
	if b.text == "" && b.Prompt != "" {
		p.words.Color, p.words.Style = theme.Ink3, fyne.TextStyle{}
		p.words.Set(b.Prompt, nil)
	} else {
		p.words.Set(b.text, b.Marks)
	}
	p.why.Hidden = b.Why == "" || b.State == NoteOpen
	p.why.Color = ink
	p.why.SetText(b.Why)
	p.sign.set(sign, ink)
	if !slices.Equal(p.shown, b.Tags) {
		p.tags.RemoveAll()
		for _, t := range b.Tags {
			p.tags.Add(NewChip(t, Neutral, ""))
		}
		p.shown = append([]string(nil), b.Tags...)
	}
	p.tags.Hidden = len(b.Tags) == 0
	p.root.Objects = []fyne.CanvasObject{p.ring, p.box, p.clock, p.icon, p.kind, p.body(), p.tags, p.sign, p.why}
	p.root.Layout.Layout(p.root.Objects, p.root.Size())
}

func (p *noteParts) body() fyne.CanvasObject {
	if p.b.Editing() {
		return p.b.ed.frame
	}
	return p.words
}

// columns returns where the words begin and how wide they and the tags are; tags of no width stand below the words.
func (p *noteParts) columns(width float32) (left, words, tags float32, narrow bool) {
	if p.b.Clock != "" {
		left += noteClock * textScale()
	}
	if p.b.Kind != "" {
		left += noteKind * textScale()
	}
	if narrow = width < left+340*textScale(); narrow {
		left = 0
	}
	words = width - left
	if !p.tags.Hidden {
		all := float32(0)
		for _, o := range p.tags.Objects {
			all += o.MinSize().Width + theme.Gap4
		}
		if all < words*0.42 {
			tags = all
			words -= all + theme.Gap12
		}
	}
	return left, words, tags, narrow
}

const (
	noteX     = float32(10)
	noteY     = float32(9)
	noteClock = float32(58) // widths of the columns before the words, at a text scale of 1
	noteKind  = float32(140)
)

func at(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}

// place lays the parts and returns the height that they need.
func (p *noteParts) place(width float32) float32 {
	inner := width - 2*noteX
	left, words, tags, narrow := p.columns(inner)
	line, y := theme.LineHeight(p.b.size()), noteY
	p.head(line)
	if narrow && (p.b.Clock != "" || p.b.Kind != "") {
		y += line + theme.Gap4
	}
	body, out := p.body(), float32(0)
	if p.b.Editing() { // the field has a small space around its text
		out = noteInner
	}
	at(body, noteX+left-out, y, words+2*out, max(body.Size().Height, 1))
	if p.b.Editing() {
		p.b.ed.rows()
	}
	h := max(body.MinSize().Height, line)
	at(body, noteX+left-out, y, words+2*out, h)
	if tags > 0 {
		at(p.tags, noteX+left+words+theme.Gap12, y, tags, p.tags.MinSize().Height)
		h = max(h, p.tags.MinSize().Height)
	} else if !p.tags.Hidden {
		h += theme.Gap4
		at(p.tags, noteX+left, y+h, words, fitted(p.tags, words))
		h += fitted(p.tags, words)
	}
	return p.foot(noteX+left, y+h, words) + noteY
}

// head lays when and of what kind.
func (p *noteParts) head(line float32) {
	x, small, side := noteX, theme.LineHeight(theme.Small), 18*textScale()
	if p.b.Clock != "" {
		at(p.clock, x, noteY+(line-small)/2, noteClock*textScale(), small)
		x += noteClock * textScale()
	}
	if p.icon.Visible() {
		at(p.icon, x, noteY+(line-side)/2, side, side)
		x += side + theme.Gap8
	}
	at(p.kind, x, noteY+(line-small)/2, WidthOf(p.kind), small)
}

// foot lays why it cannot be written in, and returns where that ends.
func (p *noteParts) foot(x, y, width float32) float32 {
	if !p.why.Visible() && !p.sign.Visible() {
		return y
	}
	y += theme.Gap4
	if p.sign.Visible() {
		side := 18 * textScale()
		at(p.sign, x, y+(theme.LineHeight(theme.Meta)-side)/2, side, side)
		x, width = x+side+theme.Gap8, width-side-theme.Gap8
	}
	h := fitted(p.why, width)
	at(p.why, x, y, width, h)
	return y + h
}

func (p *noteParts) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	p.width = s.Width
	p.high = p.place(s.Width)
	p.box.Resize(s)
	p.ring.Move(fyne.NewPos(-3, -3))
	p.ring.Resize(s.Add(fyne.NewSize(6, 6)))
}

func (p *noteParts) MinSize([]fyne.CanvasObject) fyne.Size {
	h := max(theme.Target, 2*noteY+theme.LineHeight(p.b.size()))
	if p.width > 0 {
		if p.high == 0 || p.b.Editing() { // a field grows by itself; a text that is read does not
			p.high = p.place(p.width)
		}
		h = max(h, p.high)
	}
	return fyne.NewSize(200, h)
}
