package door

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/secret"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// list shows the vaults that were opened on this machine, and the field for one that was not.
type list struct {
	d     *Door
	dir   string // the vault in front, which is left out
	rows  *fyne.Container
	entry *widgets.Entry
	wrong *widgets.Text
	box   *fyne.Container
	load  uikit.Loader[[]app.Known]
	find  uikit.Loader[string]
}

func newList(d *Door, dir string, known []app.Known) *list {
	l := &list{d: d, dir: dir, rows: widgets.Column(theme.Gap8), entry: uikit.Name(widgets.NewEntry(i18n.T("door.open.hint")), "door.open.folder"), wrong: secret.Wrong()}
	l.load.Run, l.find.Run = d.host, d.host
	l.entry.Enter = func() { l.open(l.entry.Text) }
	l.entry.OnChanged = func(string) { secret.Tell(l.wrong, "") }
	choose := uikit.Name(widgets.NewButton(i18n.T("door.open.choose"), "folder", func() { d.Files.Folder("", l.open) }), "door.open")
	l.box = widgets.Column(theme.Gap12, l.rows,
		widgets.Column(6, widgets.Label(i18n.T("door.open.label")), container.NewBorder(nil, nil, nil, widgets.Pad(choose, 0, 0, 0, theme.Gap12), l.entry), l.wrong),
		d.buttons())
	if known != nil {
		l.show(known)
	} else {
		l.reload()
	}
	return l
}

func (l *list) content() fyne.CanvasObject { return l.box }

func (l *list) reload() {
	l.load.Load(l.d.ctx, func(context.Context) ([]app.Known, error) { return l.d.Machine.Vaults() }, func(all []app.Known, err error) {
		if err != nil {
			l.d.host.Fail(err)
			return
		}
		l.show(all)
	})
}

func (l *list) show(all []app.Known) {
	l.rows.RemoveAll()
	n := 0
	for _, k := range all {
		if k.Folder == l.dir {
			continue
		}
		n++
		if n == 1 {
			l.rows.Add(widgets.Headed(i18n.T("door.others")))
		}
		l.rows.Add(l.row(k, n, all))
	}
	l.box.Refresh()
}

// row is one vault: its name and where it lies, to open it, or that it is not there, and to take it off the list.
func (l *list) row(k app.Known, n int, all []app.Known) fyne.CanvasObject {
	open := uikit.Name(widgets.NewButton(k.Name, "folder", func() { l.d.show(newUnlock(l.d, k.Folder, all)) }), "door.vault"+strconv.Itoa(n))
	open.Enable(!k.Gone)
	where := k.Folder
	if k.Gone {
		where = i18n.T("door.gone", "folder", k.Folder)
	}
	forget := uikit.Name(widgets.NewLink(i18n.T("door.forget"), func() {
		l.load.Load(l.d.ctx, func(context.Context) ([]app.Known, error) {
			if err := l.d.Machine.ForgetVault(k.Folder); err != nil {
				return nil, err
			}
			return l.d.Machine.Vaults()
		}, func(all []app.Known, err error) {
			if err != nil {
				l.d.host.Fail(err)
				return
			}
			l.show(all)
		})
	}), "door.forget"+strconv.Itoa(n))
	path := widgets.NewText(where, theme.Meta, theme.Ink3)
	path.Lines = 2
	return container.NewBorder(nil, nil, open, forget, widgets.Pad(container.New(&level{}, path), 0, theme.Gap12, 0, theme.Gap12))
}

// level puts a text in the middle of its height.
type level struct{}

func (level) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(size.Width, o[0].MinSize().Height))
	h := o[0].MinSize().Height
	o[0].Move(fyne.NewPos(0, max((size.Height-h)/2, 0)))
	o[0].Resize(fyne.NewSize(size.Width, h))
}

func (level) MinSize(o []fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, o[0].MinSize().Height) }

// open finds the vault that somebody means by a folder and asks for its passphrase.
func (l *list) open(folder string) {
	l.find.Load(l.d.ctx, func(context.Context) (string, error) { return app.FindVault(folder) }, func(dir string, err error) {
		if err != nil {
			secret.Tell(l.wrong, i18n.Error(err))
			l.box.Refresh()
			return
		}
		l.d.show(newUnlock(l.d, dir, nil))
	})
}

// openPage is the list alone, when no vault of this machine is in front.
type openPage struct {
	list *list
	box  fyne.CanvasObject
}

func newOpenPage(d *Door) *openPage {
	p := &openPage{list: newList(d, "", nil)}
	p.box = widgets.Column(theme.Gap28, d.head(i18n.T("door.open.title"), modeOpen),
		widgets.NewText(i18n.T("door.open.lead"), theme.Read, theme.Ink2), p.list.content())
	return p
}

func (p *openPage) content() fyne.CanvasObject { return p.box }
func (p *openPage) first() fyne.Focusable      { return p.list.entry }
func (p *openPage) name() string               { return "open" }
