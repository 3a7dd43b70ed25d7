package workshop

import (
	"context"
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// folderKept is the name under which a vault keeps where the last pakke was put.
const folderKept = "share.folder"

// askPack asks where the pakke of the workshop is put. It is made for six words, which are shown once.
func (s *Screen) askPack() {
	if s.now == nil {
		return
	}
	w := s.now.board.Workshop
	name := uikit.Name(widgets.NewEntry(""), "board.pack.name")
	name.SetText(w.Title + " " + i18n.Day(time.Now()))
	file := uikit.Name(widgets.NewEntry(""), "board.pack.file")
	propose := func(dir string) {
		words := name.Text
		s.host.Act(func(ctx context.Context) (err error) {
			if dir == "" {
				dir, err = s.deps.Kept(ctx, folderKept)
			}
			dir = s.deps.BundleFile(dir, words)
			return err
		}, func() { file.SetText(dir) })
	}
	choose := uikit.Name(widgets.NewButton(i18n.T("share.folder"), "folder", func() { s.files.Folder(app.FolderOf(file.Text), propose) }), "board.pack.folder")
	wrong := widgets.NewText("", theme.Small, theme.RedText)
	wrong.Hide()
	do := uikit.Name(widgets.NewPrimary(i18n.T("board.pack.do"), "lock", nil), "board.pack.do")
	do.Tap = func() {
		o := app.PackOrder{File: strings.TrimSpace(file.Text), Name: strings.TrimSpace(name.Text), Space: feltbog.WorkshopSpace, Workshop: s.id, Reason: w.Title}
		if o.File == "" || !app.IsPlaced(o.File) {
			wrong.SetText(i18n.T("share.where.lacks"))
			wrong.Show()
			return
		}
		if !app.IsBundle(o.File) {
			o.File += app.BundleEnding
		}
		s.host.CloseDialog()
		s.pack(o)
	}
	stop := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog), "board.pack.stop")
	why, title := "board.pack.why", "board.pack"
	if s.guest {
		why, title = "board.pack.back.why", "board.pack.back"
	}
	s.host.Show(screen.Dialog{Name: "board.pack", Title: i18n.T(title), Width: 680, First: do, Buttons: []fyne.CanvasObject{stop, do},
		Content: widgets.Column(theme.Gap16, widgets.Plain(i18n.T(why)), widgets.Field(i18n.T("share.name"), widgets.Tall(name), ""),
			widgets.Column(6, widgets.Label(i18n.T("share.where")), container.NewBorder(nil, nil, nil, widgets.Pad(choose, 0, 0, 0, theme.Gap12), widgets.Tall(file))), wrong)})
	propose("")
}

// pack makes it. What the scan finds in what people wrote is shown before anything leaves.
func (s *Screen) pack(o app.PackOrder) {
	var done app.Packed
	var named bool
	job := app.Job{Title: "job.bundle.pack", Start: func(ctx context.Context, p *app.Progress) (err error) {
		if o.Words == "" {
			if o.Words, err = s.Words(); err != nil {
				return err
			}
		}
		err = s.deps.Pack(o, &done).Start(ctx, p)
		var known *feltbog.Error
		if named = errors.As(err, &known) && known.Key == "bundle.names"; named {
			err = nil // shown next
		}
		return err
	}}
	s.host.Start(job, func(err error) {
		trace.Event("packed", "failed", err != nil, "names", len(done.Names), "sets", done.Sets)
		switch {
		case err != nil: // the strip has told it
		case named:
			s.askFound(o, done.Names)
		default:
			s.packed(o, done)
		}
	})
}

// askFound shows passages of what was written in the workshop that point at people.
func (s *Screen) askFound(o app.PackOrder, all []app.NameFound) {
	col := widgets.Column(theme.Gap8, widgets.Plain(i18n.T("board.pack.found")))
	for i, f := range all {
		if i == 20 {
			col.Add(widgets.Quiet(i18n.N("share.list.more", len(all)-i)))
			break
		}
		col.Add(widgets.NewMessage(widgets.Amber, "warn", "»"+strings.Join(f.What, "«, »")+"«", nil))
	}
	stop := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog), "board.found.stop")
	do := uikit.Name(widgets.NewButton(i18n.T("share.found.seen"), "check", func() {
		s.host.CloseDialog()
		o.NamesSeen = true
		s.pack(o)
	}), "board.found.seen")
	s.host.Show(screen.Dialog{Name: "board.found", Title: i18n.N("share.found", len(all)), Width: 640, Content: col, First: stop, Buttons: []fyne.CanvasObject{stop, do}})
}

// packed says where the pakke lies and shows the six words.
func (s *Screen) packed(o app.PackOrder, done app.Packed) {
	words := uikit.Name(widgets.NewText(o.Words, theme.Title, theme.Ink).Bold(), "board.packed.words")
	words.Style.Monospace = true
	shut := uikit.Name(widgets.NewPrimary(i18n.T("share.made.done"), "check", s.host.CloseDialog), "board.packed.done")
	s.host.Show(screen.Dialog{Name: "board.packed", Title: i18n.T("share.made"), Width: 720, First: shut, Buttons: []fyne.CanvasObject{shut},
		Content: widgets.Column(theme.Gap16, widgets.NewMessage(widgets.Green, "check", i18n.T("share.made.read", "file", done.File), nil),
			widgets.Card(widgets.Column(theme.Gap8, widgets.Label(i18n.T("share.made.words")), words, widgets.Plain(i18n.T("board.packed.how")))))})
	dir := app.FolderOf(o.File)
	s.host.Act(func(ctx context.Context) error { return s.deps.Keep(ctx, folderKept, dir) }, nil)
}
