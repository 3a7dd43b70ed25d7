package door

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// folder is the field for where a new vault lies, and the message about that place. Until somebody writes in it, it
// follows the name of the project.
type folder struct {
	d       *Door
	entry   *widgets.Entry
	shown   *fyne.Container // the place as it is told, until somebody wants another
	trail   *widgets.Text
	write   *fyne.Container // the field that replaces it
	message *fyne.Container
	wrong   bool   // the place will not do
	own     bool   // somebody wrote it
	base    string // the folder around it that somebody chose
	title   string // of the project
	setting bool

	check   uikit.Loader[error]
	propose uikit.Loader[string]
}

func newFolder(d *Door, tell bool) *folder {
	f := &folder{d: d, entry: uikit.Name(widgets.NewEntry(""), "door.folder"), message: container.NewStack()}
	f.check.Run, f.propose.Run = d.host, d.host
	f.entry.OnChanged = func(text string) {
		f.own = f.own || !f.setting
		f.look(tell)
	}
	f.message.Hide()
	return f
}

// field is the place with its name. It is told in words; Skift makes it a field to write in, with a button to choose.
func (f *folder) field(label string) fyne.CanvasObject {
	change := uikit.Name(widgets.NewLink(i18n.T("door.change"), f.edit), "door.folder.change")
	f.trail = widgets.NewText(app.Trail(f.path()), theme.Body, theme.Ink).Ellipsis()
	f.shown = container.NewStack(widgets.NewBox(theme.Card, theme.Edge, theme.RadiusField),
		container.NewBorder(nil, nil, widgets.Pad(widgets.Icon("folder", theme.Ink2, 20), 12, 8, 12, 12), change, container.New(&level{}, f.trail)))
	choose := widgets.NewButton("", "folder", f.choose)
	f.write = container.NewBorder(nil, nil, nil, widgets.Pad(uikit.Name(choose, "door.folder.choose"), 0, 0, 0, theme.Gap8), f.entry)
	f.write.Hide()
	return widgets.Column(6, widgets.Label(label), f.shown, f.write)
}

// edit makes the place a field.
func (f *folder) edit() {
	if f.shown.Visible() {
		f.shown.Hide()
		f.write.Show()
		if f.d.page != nil {
			f.d.page.content().Refresh()
		}
	}
	f.d.focus(f.entry)
}

func (f *folder) path() string { return strings.TrimSpace(f.entry.Text) }

func (f *folder) set(path string) {
	f.setting = true
	f.entry.SetText(path)
	f.setting = false
	if f.trail != nil {
		f.trail.SetText(app.Trail(path))
	}
}

// choose asks for the folder that the vault's own folder is made in.
func (f *folder) choose() {
	f.d.Files.Folder("", func(path string) {
		f.base, f.own = path, false
		f.named(f.title)
	})
}

// named proposes a place for a project of a name.
func (f *folder) named(title string) {
	f.title = title
	if f.own {
		return
	}
	base := f.base
	f.propose.Load(f.d.ctx, func(context.Context) (string, error) {
		if base != "" {
			return f.d.Machine.ProposeIn(base, title), nil
		}
		return f.d.Machine.ProposeFolder(title), nil
	}, func(dir string, _ error) {
		if !f.own {
			f.set(dir)
		}
	})
}

// look asks whether a vault may lie there and says so.
func (f *folder) look(tell bool) {
	path := f.path()
	f.check.Load(f.d.ctx, func(context.Context) (error, error) { return f.d.Machine.CheckPlace(path), nil }, func(problem, _ error) {
		f.wrong = problem != nil
		m := widgets.NewMessage(widgets.Green, "check", i18n.T("door.place.good"), nil)
		if f.wrong {
			m = widgets.NewMessage(widgets.Red, "warn", i18n.Error(problem), nil)
		}
		f.message.Objects = []fyne.CanvasObject{m}
		if tell || f.wrong {
			f.message.Show()
		} else {
			f.message.Hide()
		}
		f.message.Refresh()
		if f.d.page != nil {
			f.d.page.content().Refresh()
		}
	})
}
