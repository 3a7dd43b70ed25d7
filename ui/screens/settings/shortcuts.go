package settings

import (
	"context"
	"io"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// shortcuts is the part with the table of keys: searched by what a key does or how it is pressed, and printed.
type shortcuts struct {
	s    *Screen
	find *widgets.Entry
	rows *fyne.Container
	box  *fyne.Container
}

func newShortcuts(s *Screen) *shortcuts {
	k := &shortcuts{s: s, find: uikit.Name(widgets.NewEntry(i18n.T("help.find")), "settings.shortcuts.find"), rows: widgets.Column(theme.Gap16)}
	k.find.OnChanged = k.show
	print := uikit.Name(widgets.NewButton(i18n.T("secret.sheet.print"), "print", k.print), "settings.shortcuts.print")
	k.box = widgets.Column(theme.Gap16, widgets.Columns(theme.Gap16, []float32{3, 1}, k.find, left(print)), k.rows)
	k.show("")
	return k
}

func (k *shortcuts) content() fyne.CanvasObject { return k.box }
func (k *shortcuts) first() fyne.Focusable      { return k.find }
func (k *shortcuts) shown(context.Context)      {}

// table is the whole table in words.
func table() []app.KeyLine {
	var all []app.KeyLine
	for _, s := range assets.Shortcuts() {
		all = append(all, app.KeyLine{Name: i18n.T("key." + s.ID), Keys: i18n.Chords(s.Keys), Group: i18n.T("keys." + s.Group)})
	}
	return all
}

// show lists what holds a text.
func (k *shortcuts) show(text string) {
	text = strings.ToLower(strings.TrimSpace(text))
	k.rows.RemoveAll()
	var card *fyne.Container
	group := ""
	for _, l := range table() {
		if !strings.Contains(strings.ToLower(l.Name+" "+strings.Join(l.Keys, " ")), text) {
			continue
		}
		if card == nil || l.Group != group {
			group, card = l.Group, widgets.Column(theme.Gap8, widgets.Headed(l.Group))
			k.rows.Add(widgets.Card(card))
		}
		row := widgets.Row(theme.Gap8, widgets.Plain(l.Name), widgets.Spacer())
		for _, c := range l.Keys {
			row.Add(widgets.NewKeyCap(c))
		}
		card.Add(row)
	}
	if card == nil {
		k.rows.Add(widgets.NewText(i18n.T("help.nothing", "text", text), theme.Body, theme.Ink2))
	}
	k.box.Refresh()
}

// print opens the table as a page in the system's viewer, which prints it.
func (k *shortcuts) print() {
	lines := table()
	k.s.host.Act(func(context.Context) error {
		path, err := k.s.Machine.Paper(i18n.T("settings.shortcuts.file")+".html", func(w io.Writer) error {
			return app.KeyPage(w, i18n.Language(), i18n.T("settings.shortcuts"), lines)
		})
		if err == nil {
			err = k.s.View(path)
		}
		return err
	}, func() { trace.Event("printed", "what", "shortcuts") })
}
