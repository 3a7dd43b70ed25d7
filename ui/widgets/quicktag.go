package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/ui/theme"
)

// TagState says whether what is selected bears a tag.
type TagState int

// The states of a quick tag.
const (
	TagOff  TagState = iota
	TagOn            // all of it
	TagSome          // some of it
)

// QuickTag sets a tag, or takes it off, with one tap or one key.
type QuickTag struct {
	target
	Text, Key string
	State     TagState
}

// NewQuickTag returns a tag that is off. key is shown before it; "" shows none.
func NewQuickTag(text, key string, tap func()) *QuickTag {
	q := &QuickTag{Text: text, Key: key}
	q.as(q, tap)
	return q
}

// SetState changes the state.
func (q *QuickTag) SetState(s TagState) {
	if q.State != s {
		q.State = s
		q.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (q *QuickTag) CreateRenderer() fyne.WidgetRenderer {
	q.ExtendBaseWidget(q)
	ring, box := NewBox("", "", theme.RadiusField+3), NewBox("", "", theme.RadiusField)
	key, text, sign := NewText("", theme.Small, "").Bold().Line(), NewText("", theme.Small, "").Line(), newGlyph(18)
	row := container.NewCenter(Row(theme.Gap8, key, text, sign))
	root := &fyne.Container{Layout: ringed{}, Objects: []fyne.CanvasObject{ring, box, AtLeast(Pad(row, 0, 12, 0, 12), theme.Target, theme.Target)}}
	return draw(q, root, func() {
		ground, ink, icon := theme.Sunk, theme.Ink, ""
		switch q.State {
		case TagOn:
			ground, ink, icon = theme.AccentSoft, theme.AccentText, "check"
		case TagSome:
			ground, ink, icon = theme.AccentSoft, theme.AccentText, "minus"
		}
		if q.off {
			ink = theme.Ink3
		}
		edge := fyne.ThemeColorName("")
		if q.hover && !q.off {
			edge = theme.Edge
		}
		if q.down {
			ground = theme.AccentSoft
		}
		box.Set(ground, edge, 0)
		ring.Set("", q.ring(), theme.StrokeSelected)
		key.Text, key.Color, key.Hidden = q.Key, theme.Ink2, q.Key == ""
		text.Text, text.Color, text.Style.Bold = q.Text, ink, q.State == TagOn
		key.Refresh()
		text.Refresh()
		sign.set(icon, ink)
	})
}
