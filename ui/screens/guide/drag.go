package guide

import (
	"slices"

	"fyne.io/fyne/v2"

	"feltbog/internal/feltbog"
	"feltbog/ui/theme"
)

// drag shows where a question would come to stand.
func (m *middle) drag(c *card, at fyne.Position) {
	if !m.s.editable() {
		return
	}
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(m.column).Y
	m.target = 0
	y := float32(0)
	for i, o := range m.cards {
		if at.Y-top > o.box.Position().Y+o.box.Size().Height/2 {
			m.target = i + 1
		}
		if i == m.target {
			y = o.box.Position().Y
		} else if i == len(m.cards)-1 && m.target > i {
			y = o.box.Position().Y + o.box.Size().Height + theme.Gap8
		}
	}
	m.mark.Move(fyne.NewPos(theme.Gap20, theme.Gap16+y-theme.Gap4-theme.StrokeFocus/2))
	m.mark.Resize(fyne.NewSize(m.column.Size().Width, theme.StrokeFocus))
	m.mark.Show()
}

// drop moves the question there.
func (m *middle) drop(c *card) {
	to := m.target
	m.target = -1
	m.mark.Hide()
	from := slices.Index(m.cards, c)
	if to < 0 || from < 0 || to == from || to == from+1 || c.text.fresh() {
		return
	}
	after := feltbog.ID{}
	if to > 0 {
		after = m.cards[to-1].q.ID
	}
	m.s.moveQuestion(c.q.ID, m.s.theme().ID, after)
}
