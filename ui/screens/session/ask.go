package session

import (
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

// choice is one thing to find by its letters.
type choice struct {
	id         feltbog.ID
	text, meta string
}

// ask shows a field and what fits what is typed in it. Enter takes the first or the one that arrows led to; taken is
// called with no choice when nothing fits.
func (s *Screen) ask(name, title, prompt string, all []choice, taken func(c choice, typed string)) {
	field := uikit.Name(widgets.NewEntry(prompt), "session."+name+".field")
	list := uikit.Name(widgets.NewList(44, newChoiceRow, showChoice), "session."+name+".list")
	fill := func() {
		var fit []choice
		want := strings.ToLower(strings.TrimSpace(field.Text))
		for _, c := range all {
			if strings.HasPrefix(strings.ToLower(c.text), want) {
				fit = append(fit, c)
			}
		}
		for _, c := range all {
			if l := strings.ToLower(c.text); strings.Contains(l, want) && !strings.HasPrefix(l, want) || c.meta != "" && c.meta == want {
				fit = append(fit, c)
			}
		}
		list.SetRows(fit)
		list.GoTo(min(0, len(fit)-1))
	}
	take := func(i int) {
		var c choice
		if i >= 0 && i < len(list.Rows()) {
			c = list.Rows()[i]
		}
		typed := field.Text
		s.host.CloseDialog()
		s.write(s.current(), -1)
		taken(c, typed)
	}
	field.OnChanged = func(string) { fill() }
	field.Enter = func() { take(list.At()) }
	field.Keyed = func(k *fyne.KeyEvent, m fyne.KeyModifier) bool {
		if m != 0 || k.Name != fyne.KeyDown && k.Name != fyne.KeyUp {
			return false
		}
		by := 1
		if k.Name == fyne.KeyUp {
			by = -1
		}
		list.GoTo(max(min(list.At()+by, len(list.Rows())-1), 0))
		return true
	}
	list.Opened = take
	fill()
	s.host.Show(screen.Dialog{Name: name, Title: title, First: field, Width: 560,
		Content: container.NewBorder(widgets.Tall(field), nil, nil, nil, widgets.Pad(widgets.AtLeast(list, 0, 300), theme.Gap12, 0, 0, 0)),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog)}})
}

func newChoiceRow() fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, nil, widgets.Pad(widgets.Plain("").Ellipsis(), 0, theme.Gap12, 0, theme.Gap12))
}

func showChoice(o fyne.CanvasObject, c choice, _ int) {
	text := c.text
	if c.meta != "" {
		text = c.meta + ". " + text
	}
	o.(*fyne.Container).Objects[0].(*fyne.Container).Objects[0].(*widgets.Text).SetText(text)
}
