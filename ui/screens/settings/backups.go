package settings

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/secret"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// backups is the part about when and where backups are made, which there are, and whether they and the vault are whole.
type backups struct {
	s      *Screen
	own    *widgets.Choice
	other  *widgets.Choice
	note   *fyne.Container
	days   *widgets.Select
	keep   *widgets.Select
	now    *widgets.Button
	rows   *fyne.Container
	tried  *fyne.Container // what the last trial found
	check  *fyne.Container // what the last look at the vault found
	box    *fyne.Container
	copies uikit.Loader[[]app.Copy]
}

// How often and how many, to choose between.
var (
	dayChoices  = []int{1, 2, 3, 7, 14, 30, 0}
	keepChoices = []int{3, 5, 10, 20, 50}
)

func newBackups(s *Screen) *backups {
	b := &backups{s: s, note: container.NewStack(), rows: widgets.Column(theme.Gap8), tried: container.NewStack(), check: container.NewStack()}
	b.copies.Run = s.host
	plan := s.now.Backup
	b.own = uikit.Name(widgets.NewChoice(i18n.T("settings.backups.own"), i18n.T("settings.backups.own.what"), true, func() { b.place("") }), "settings.backups.own")
	b.other = uikit.Name(widgets.NewChoice(i18n.T("settings.backups.other"), i18n.T("settings.backups.other.what"), false, func() {
		s.Files.Folder(s.now.Backup.Folder, b.place)
	}), "settings.backups.other")
	b.days = uikit.Name(numbers(dayChoices, plan.Days, "settings.backups.byhand", "settings.backups.days", func(n int) {
		b.plan(func(p *app.BackupPlan) { p.Days = n })
	}), "settings.backups.days")
	b.keep = uikit.Name(numbers(keepChoices, plan.Keep, "", "settings.backups.keep", func(n int) {
		b.plan(func(p *app.BackupPlan) { p.Keep = n })
	}), "settings.backups.keep")
	b.now = uikit.Name(widgets.NewPrimary(i18n.T("settings.backups.now"), "import", b.make), "settings.backups.now")
	verify := uikit.Name(widgets.NewButton(i18n.T("settings.verify.quick"), "check", func() { b.verify(false) }), "settings.verify")
	deep := uikit.Name(widgets.NewButton(i18n.T("settings.verify.deep"), "check", func() { b.verify(true) }), "settings.verify.deep")
	b.box = widgets.Column(theme.Gap16,
		section(i18n.T("settings.backups.where"), "", widgets.Columns(theme.Gap12, []float32{1, 1}, b.own, b.other), b.note,
			widgets.Columns(theme.Gap20, []float32{1, 1}, widgets.Field(i18n.T("settings.backups.often"), b.days, ""),
				widgets.Field(i18n.T("settings.backups.many"), b.keep, "")), left(b.now)),
		section(i18n.T("settings.backups.there"), i18n.T("settings.backups.try.lead"), b.tried, b.rows),
		section(i18n.T("settings.verify.head"), i18n.T("settings.verify.lead"), widgets.Flow(theme.Gap12, verify, deep), b.check))
	b.tried.Hide()
	b.check.Hide()
	return b
}

func (b *backups) content() fyne.CanvasObject { return b.box }
func (b *backups) first() fyne.Focusable      { return b.now }

func (b *backups) shown(context.Context) {
	b.tell()
	b.reload()
}

// plan changes the plan.
func (b *backups) plan(f func(*app.BackupPlan)) {
	b.s.choose(func(c *app.Settings) { f(&c.Backup) }, func() {
		b.tell()
		b.reload()
	})
}

func (b *backups) place(folder string) { b.plan(func(p *app.BackupPlan) { p.Folder = folder }) }

// tell shows the plan as it is.
func (b *backups) tell() {
	plan := b.s.now.Backup
	b.own.SetOn(plan.Folder == "")
	b.other.SetOn(plan.Folder != "")
	b.days.SetSelected(strconv.Itoa(plan.Days))
	b.keep.SetSelected(strconv.Itoa(plan.Keep))
	m := widgets.NewMessage(widgets.Amber, "warn", i18n.T("settings.backups.own.note"), nil)
	if plan.Folder != "" {
		m = widgets.NewMessage(widgets.Accent, "folder", i18n.T("settings.backups.other.note", "folder", app.Trail(plan.Folder)), nil)
	}
	b.note.Objects = []fyne.CanvasObject{m}
	b.box.Refresh()
}

func (b *backups) reload() {
	plan := b.s.now.Backup
	b.copies.Load(b.s.ctx, func(ctx context.Context) ([]app.Copy, error) { return b.s.Project.Backups(ctx, plan) }, func(all []app.Copy, err error) {
		if err != nil {
			b.s.host.Fail(err)
			return
		}
		b.rows.RemoveAll()
		for i, c := range all {
			b.rows.Add(b.row(c, i+1))
		}
		if len(all) == 0 {
			b.rows.Add(widgets.NewText(i18n.T("settings.backups.none"), theme.Body, theme.Ink2))
		}
		b.box.Refresh()
		trace.Event("shown", "name", "settings", "copies", len(all))
	})
}

// row is one backup: from when, how large and where, and a button that tries it.
func (b *backups) row(c app.Copy, n int) fyne.CanvasObject {
	where := app.Trail(c.Path)
	if c.Own {
		where = i18n.T("settings.backups.own")
	}
	try := uikit.Name(widgets.NewButton(i18n.T("settings.backups.try"), "", func() { b.ask(c) }), "settings.try"+strconv.Itoa(n))
	text := widgets.Column(0, widgets.Plain(i18n.Moment(c.At.Local())),
		widgets.Quiet(i18n.T("settings.backups.what", "size", size(c.Bytes), "where", where)))
	return container.NewBorder(nil, nil, nil, container.NewVBox(try), widgets.Pad(text, 0, theme.Gap12, 0, 0))
}

// size words a number of bytes in whole megabytes, small ones in kilobytes.
func size(bytes int64) string {
	if bytes < 1_000_000 {
		return i18n.T("settings.kilobytes", "n", i18n.Number(int((bytes+999)/1000)))
	}
	return i18n.T("settings.megabytes", "n", i18n.Number(int((bytes+500_000)/1_000_000)))
}

func (b *backups) make() {
	var made string
	b.now.Enable(false)
	b.s.host.Start(b.s.Project.BackupPlanned(b.s.now.Backup, &made), func(err error) {
		b.now.Enable(true)
		if err == nil {
			b.s.host.Say(i18n.T("settings.backups.made", "where", app.Trail(made)))
		}
		b.reload()
	})
}

// ask asks for the passphrase that a backup is tried with: its own, from when it was made.
func (b *backups) ask(c app.Copy) {
	entry := uikit.Name(widgets.NewSecret(""), "settings.try.passphrase")
	wrong := secret.Wrong()
	try := func() {
		if entry.Text == "" {
			secret.Tell(wrong, i18n.T("door.passphrase.empty"))
			return
		}
		b.s.host.CloseDialog()
		b.try(c, entry.Text)
	}
	entry.Enter = try
	b.s.host.Show(screen.Dialog{Name: "try", Title: i18n.T("settings.backups.ask"), First: entry,
		Content: widgets.Column(theme.Gap12, widgets.NewText(i18n.T("settings.backups.ask.lead"), theme.Body, theme.Ink2),
			widgets.Column(6, widgets.Label(i18n.T("door.passphrase")), entry, wrong)),
		Buttons: []fyne.CanvasObject{uikit.Name(widgets.NewButton(i18n.T("settings.cancel"), "", b.s.host.CloseDialog), "settings.try.cancel"),
			uikit.Name(widgets.NewPrimary(i18n.T("settings.backups.try"), "", try), "settings.try.go")}})
}

func (b *backups) try(c app.Copy, passphrase string) {
	var found app.Trial
	b.s.host.Start(b.s.Machine.TryBackup(c.Path, app.Unlock{Passphrase: passphrase}, &found), func(err error) {
		at := i18n.Moment(c.At.Local())
		switch {
		case feltbog.ErrorCode(err) == feltbog.ECancelled:
			return
		case err != nil:
			b.say(b.tried, widgets.Red, "warn", i18n.T("settings.backups.failed", "moment", at, "why", i18n.Error(err)), nil)
		case len(found.Findings) > 0:
			b.say(b.tried, widgets.Red, "warn", i18n.N("settings.backups.damaged", len(found.Findings), "moment", at), nil)
		default:
			b.say(b.tried, widgets.Green, "check", i18n.T("settings.backups.whole", "moment", at, "project", found.Title), nil)
		}
		trace.Event("tried", "ok", err == nil && len(found.Findings) == 0)
	})
}

// verify compares the vault with its log and says what was found.
func (b *backups) verify(deep bool) {
	var found []app.Finding
	b.s.host.Start(b.s.Project.Verify(deep, &found), func(err error) {
		if err != nil {
			return // the strip and a message say so
		}
		missing, mendable := 0, 0
		for _, f := range found {
			if f.Missing {
				missing++
			} else if f.Mendable {
				mendable++
			}
		}
		switch {
		case len(found) == 0:
			b.say(b.check, widgets.Green, "check", i18n.T("settings.verify.sound"), nil)
		case missing == len(found):
			b.say(b.check, widgets.Amber, "warn", i18n.N("settings.verify.missing", missing), nil)
		case missing+mendable == len(found):
			mend := uikit.Name(widgets.NewButton(i18n.T("settings.verify.mend"), "", b.mend), "settings.verify.mend")
			b.say(b.check, widgets.Amber, "warn", i18n.N("settings.verify.mendable", mendable), mend)
		default:
			b.say(b.check, widgets.Red, "warn", i18n.N("settings.verify.damaged", len(found)), nil)
		}
		trace.Event("verified", "findings", len(found))
	})
}

func (b *backups) mend() {
	b.s.host.Start(b.s.Project.Rebuild(), func(err error) {
		if err == nil {
			b.verify(false)
		}
	})
}

func (b *backups) say(where *fyne.Container, tone widgets.Tone, icon, text string, action *widgets.Button) {
	where.Objects = []fyne.CanvasObject{widgets.NewMessage(tone, icon, text, action)}
	where.Show()
	b.box.Refresh()
}
