package door

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/secret"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// restore makes a vault of a backup. It asks for the passphrase, or for the words of the recovery sheet.
type restore struct {
	d      *Door
	backup *widgets.Entry
	lost   *widgets.Text // below the backup
	folder *folder
	entry  *widgets.Entry
	words  *secret.Words
	wrong  *widgets.Text // below the passphrase
	byKey  *fyne.Container
	sheet  *fyne.Container
	swap   *widgets.Button
	foot   *busy
	box    *fyne.Container
}

func newRestore(d *Door) *restore {
	r := &restore{d: d, backup: uikit.Name(widgets.NewEntry(i18n.T("door.restore.hint")), "door.backup"), lost: secret.Wrong(),
		entry: uikit.Name(widgets.NewSecret(""), "door.passphrase"), wrong: secret.Wrong()}
	r.folder = newFolder(d, false)
	r.words = secret.NewWords(d.host, "door", r.restore)
	r.entry.Enter, r.backup.Enter, r.folder.entry.Enter = r.restore, r.restore, r.restore
	r.entry.OnChanged = func(string) { secret.Tell(r.wrong, "") }
	r.backup.OnChanged = func(path string) {
		secret.Tell(r.lost, "")
		r.folder.named(app.BackupOf(path))
	}
	file := uikit.Name(widgets.NewButton(i18n.T("door.restore.file"), "doc", func() { d.Files.Open("", nil, r.backup.SetText) }), "door.backup.file")
	dir := uikit.Name(widgets.NewButton(i18n.T("door.restore.folder"), "folder", func() { d.Files.Folder("", r.backup.SetText) }), "door.backup.folder")
	r.byKey = widgets.Column(6, widgets.Label(i18n.T("door.passphrase")), r.entry, r.wrong)
	r.sheet = widgets.Card(r.words.Content())
	r.sheet.Hide()
	r.swap = uikit.Name(widgets.NewLink(i18n.T("door.forgot"), r.other), "door.forgot")
	back := widgets.NewButton(i18n.T("door.back"), "left", func() { d.Shown(d.ctx) })
	back.Tall = true
	next := widgets.NewPrimary(i18n.T("door.restore"), "import", r.restore)
	r.foot = newBusy(d, widgets.Row(theme.Gap12, uikit.Name(back, "door.back"), widgets.Spacer(), uikit.Name(next, "door.restore.start")))
	r.box = widgets.Column(theme.Gap20, widgets.NewText(i18n.T("door.restore.title"), theme.Number, theme.Ink).Bold(),
		widgets.NewText(i18n.T("door.restore.lead"), theme.Read, theme.Ink2),
		widgets.Column(6, widgets.Label(i18n.T("door.restore.from")), r.backup, r.lost, widgets.Flow(theme.Gap8, file, dir)),
		r.folder.field(i18n.T("door.restore.to")), r.folder.message, r.byKey, r.sheet, widgets.Flow(theme.Gap8, r.swap), r.foot.content())
	return r
}

func (r *restore) content() fyne.CanvasObject { return r.box }
func (r *restore) first() fyne.Focusable      { return r.backup }
func (r *restore) name() string               { return "restore" }

// other asks for the words instead of the passphrase, or the other way round.
func (r *restore) other() {
	if r.sheet.Visible() {
		r.sheet.Hide()
		r.byKey.Show()
		r.swap.SetText(i18n.T("door.forgot"))
		r.d.focus(r.entry)
	} else {
		r.byKey.Hide()
		r.sheet.Show()
		r.swap.SetText(i18n.T("door.remembered"))
		r.d.focus(r.words.Fields[0])
	}
	r.box.Refresh()
}

// way is what was typed, or the field that is wrong.
func (r *restore) way() (app.Unlock, fyne.Focusable) {
	if r.sheet.Visible() {
		text, wrong := r.words.Text()
		return app.Unlock{Words: text}, wrong
	}
	if r.entry.Text == "" {
		secret.Tell(r.wrong, i18n.T("door.passphrase.empty"))
		return app.Unlock{}, r.entry
	}
	return app.Unlock{Passphrase: r.entry.Text}, nil
}

func (r *restore) restore() {
	backup := strings.TrimSpace(r.backup.Text)
	if backup == "" {
		secret.Tell(r.lost, i18n.T("door.restore.empty"))
		r.box.Refresh()
		r.d.focus(r.backup)
		return
	}
	if r.folder.wrong {
		r.folder.edit()
		return
	}
	way, wrong := r.way()
	if wrong != nil {
		r.box.Refresh()
		r.d.focus(wrong)
		return
	}
	dir := r.folder.path()
	r.foot.opening("job.restore", func(ctx context.Context, progress *app.Progress) (p *app.Project, err error) {
		err = r.d.Machine.Restore(backup, dir, way, &p).Start(ctx, progress)
		return p, err
	}, r.failed)
}

// failed says what is wrong at the field that it is about.
func (r *restore) failed(err error) {
	var coded *feltbog.Error
	switch errors.As(err, &coded); {
	case coded != nil && coded.Code == feltbog.EKey && r.sheet.Visible():
		r.words.Wrong(i18n.Error(coded))
	case coded != nil && coded.Code == feltbog.EKey:
		secret.Tell(r.wrong, i18n.Error(coded))
		r.d.focus(r.entry)
	case coded != nil && (coded.Key == "backup.missing" || coded.Key == "backup.none"):
		secret.Tell(r.lost, i18n.Error(coded))
		r.d.focus(r.backup)
	default:
		r.foot.fail(i18n.Error(err))
	}
	r.box.Refresh()
}
