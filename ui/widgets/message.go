package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
)

// Message says what was seen and what can be done about it. It stays until that is done, or until it is closed when
// Close is set.
type Message struct {
	widget.BaseWidget
	Tone   Tone
	Icon   string
	Lead   string // bold words before the text
	Text   string
	Action *Button // what can be done; may be nil
	Close  func()
}

// NewMessage returns a message; icon may be "", action nil.
func NewMessage(tone Tone, icon, text string, action *Button) *Message {
	m := &Message{Tone: tone, Icon: icon, Text: text, Action: action}
	m.ExtendBaseWidget(m)
	return m
}

// Set changes what it says.
func (m *Message) Set(tone Tone, icon, text string) {
	m.Tone, m.Icon, m.Text = tone, icon, text
	m.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (m *Message) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	box, icon, text := NewBox("", "", theme.RadiusField), newGlyph(20), NewMarked("", nil)
	text.As = theme.Small
	shut := NewLink("", func() {
		if m.Close != nil {
			m.Close()
		}
	})
	shut.Icon = "x"
	words := &fyne.Container{Layout: leading{gap: 12, top: true}, Objects: []fyne.CanvasObject{icon, text}}
	body := Column(theme.Gap8, words)
	if m.Action != nil {
		body.Add(&fyne.Container{Layout: &indent{icon}, Objects: []fyne.CanvasObject{m.Action}})
	}
	row := &fyne.Container{Layout: leading{gap: 4, top: true}, Objects: []fyne.CanvasObject{Gap(0), Pad(body, 9, 0, 9, 0), shut}}
	root := &fyne.Container{Layout: &padded{12}, Objects: []fyne.CanvasObject{box, row}}
	return draw(m, root, func() {
		edge := fyne.ThemeColorName("")
		if m.Tone == Outline {
			edge = theme.Edge
		}
		box.Set(m.Tone.Ground(), edge, 0)
		icon.set(m.Icon, m.Tone.Ink())
		shut.Hidden = m.Close == nil
		whole, spans := m.Text, []Span(nil)
		if m.Lead != "" {
			whole, spans = m.Lead+" "+m.Text, []Span{{To: len([]rune(m.Lead)), Kind: BoldSpan}}
		}
		text.Color = m.Tone.Ink()
		text.Set(whole, spans)
	})
}

// padded lays a ground and, with space at the sides, what stands on it.
type padded struct{ x float32 }

func (p *padded) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(s)
	o[1].Move(fyne.NewPos(p.x, 0))
	o[1].Resize(fyne.NewSize(s.Width-2*p.x, s.Height))
}

func (p *padded) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[1].MinSize().Add(fyne.NewSize(2*p.x, 0))
}

// indent keeps a button at its own width, below the text and not below the icon.
type indent struct{ icon *glyph }

func (l *indent) left() float32 {
	if l.icon.Visible() {
		return 20*textScale() + 12
	}
	return 0
}

func (l *indent) Layout(o []fyne.CanvasObject, s fyne.Size) {
	m := o[0].MinSize()
	o[0].Move(fyne.NewPos(l.left(), 0))
	o[0].Resize(fyne.NewSize(min(m.Width, s.Width-l.left()), m.Height))
}

func (l *indent) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().Add(fyne.NewSize(l.left(), 0))
}
