package photos

import (
	"context"
	"strings"

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

// keptFolder is the name under which this machine keeps the folder that pictures were written into last.
const keptFolder = "photos.export.folder"

// exporting lets pictures out: for what, to whom, why and where. What the gate keeps back is listed before anything is
// written, with the reasons and a way to the picture's rights.
type exporting struct {
	s                         *Screen
	photos                    []feltbog.ID
	use                       *widgets.Select
	recipient, reason, folder *widgets.Entry
	kept                      *fyne.Container
	state                     *widgets.Message
	do                        *widgets.Button
	load                      uikit.Loader[[]app.PhotoKept]
	held                      []app.PhotoKept
	known                     bool // the gate has answered
}

// export asks how the pictures that are selected, or the one in front, are let out.
func (s *Screen) export() {
	these := s.these()
	if len(these) == 0 {
		return
	}
	folder := ""
	s.host.Act(func(ctx context.Context) (err error) {
		folder, err = s.deps.Kept(ctx, keptFolder)
		return err
	}, func() { newExporting(s, these, folder).show() })
}

func newExporting(s *Screen, these []feltbog.ID, folder string) *exporting {
	x := &exporting{s: s, photos: these, kept: widgets.Column(theme.Gap8), state: widgets.NewMessage(widgets.Green, "check", "", nil)}
	x.load.Run = s.host
	x.do = uikit.Name(widgets.NewPrimary("", "open", x.start), "photos.export.do")
	var uses []widgets.Option
	for _, u := range feltbog.Uses() {
		uses = append(uses, widgets.Option{Value: string(u), Text: i18n.Upper(i18n.Choice("use", string(u)))})
	}
	x.use = uikit.Name(widgets.NewSelect(uses, string(feltbog.UseReport), func(string) { x.ask() }), "photos.export.use")
	field := func(name string) *widgets.Entry {
		e := uikit.Name(widgets.NewEntry(i18n.T("photos.export."+name+".prompt")), "photos.export."+name)
		e.OnChanged = func(string) { x.ready() }
		e.Enter = x.start
		return e
	}
	x.recipient, x.reason, x.folder = field("recipient"), field("reason"), field("folder")
	x.folder.SetText(folder)
	return x
}

func (x *exporting) show() {
	s := x.s
	pick := uikit.Name(widgets.NewButton(i18n.T("photos.export.pick"), "folder", func() {
		s.files.Folder(x.folder.Text, func(path string) {
			x.folder.SetText(path)
			x.ready()
		})
	}), "photos.export.pick")
	scroll := container.NewVScroll(widgets.Column(theme.Gap8, x.state, x.kept))
	content := widgets.Column(theme.Gap12, widgets.Columns(theme.Gap12, []float32{1, 1}, widgets.Field(i18n.T("photos.export.use"), x.use, ""), widgets.Field(i18n.T("photos.export.recipient"), widgets.Tall(x.recipient), "")),
		widgets.Field(i18n.T("photos.export.reason"), widgets.Tall(x.reason), ""),
		widgets.Field(i18n.T("photos.export.folder"), container.NewBorder(nil, nil, nil, pick, widgets.Tall(x.folder)), i18n.T("photos.export.names")),
		widgets.AtLeast(scroll, 0, 170), widgets.Quiet(i18n.T("photos.export.register")))
	shut := uikit.Name(widgets.NewButton(i18n.T("photos.export.stop"), "", s.host.CloseDialog), "photos.export.stop")
	s.host.Show(screen.Dialog{Name: "photos.export", Title: i18n.N("photos.export.ask", len(x.photos)), Width: 760, First: x.recipient, Content: content,
		Buttons: []fyne.CanvasObject{shut, x.do}, Closed: x.load.Stop})
	x.ask()
}

// ask asks the gate what it would keep back.
func (x *exporting) ask() {
	use := feltbog.Use(x.use.Selected())
	x.held, x.known = nil, false
	x.state.Set(widgets.Neutral, "clock", i18n.T("photos.export.asking"))
	x.kept.Objects = nil
	x.do.Enable(false)
	x.load.Load(x.s.ctx, func(ctx context.Context) ([]app.PhotoKept, error) { return x.s.deps.WouldExport(ctx, use, x.photos) }, func(held []app.PhotoKept, err error) {
		if err != nil {
			x.state.Set(widgets.Red, "warn", i18n.Error(err))
			return
		}
		x.held, x.known = held, true
		if len(held) == 0 {
			x.state.Set(widgets.Green, "check", i18n.N("photos.export.all", len(x.photos)))
		} else {
			x.state.Set(widgets.Amber, "lock", i18n.N("photos.export.held", len(held), "of", i18n.Number(len(x.photos))))
		}
		x.kept.Objects = x.s.keptRows(held)
		x.kept.Refresh()
		x.ready()
		trace.Event("asked", "name", "photos.export", "held", len(held))
	})
}

// keptRows list the pictures that stay here, with the reasons and the way to their rights.
func (s *Screen) keptRows(held []app.PhotoKept) (rows []fyne.CanvasObject) {
	for _, k := range held {
		var why []string
		for _, err := range k.Why {
			why = append(why, i18n.Upper(i18n.Error(err)))
		}
		to := uikit.Name(widgets.NewButton(i18n.T("photos.rights"), "shield", func() {
			s.host.CloseDialog()
			if s.Rights != nil {
				s.Rights(k.Photo)
			}
		}), "photos.export.rights."+i18n.Padded(k.Number))
		words := widgets.Column(0, widgets.NewText(i18n.T("photos.one", "number", i18n.Padded(k.Number)), theme.Small, theme.Ink).Bold(), widgets.NewText(strings.Join(why, " · "), theme.Small, theme.Ink2))
		rows = append(rows, container.NewBorder(nil, nil, nil, container.NewCenter(to), words))
	}
	return rows
}

// ready says how many would be written, and lets that be done.
func (x *exporting) ready() {
	n := len(x.photos) - len(x.held)
	x.do.SetText(i18n.N("photos.export.do", n))
	x.do.Enable(n > 0 && x.known && strings.TrimSpace(x.recipient.Text) != "" && strings.TrimSpace(x.reason.Text) != "" && strings.TrimSpace(x.folder.Text) != "")
}

// start lets the pictures out.
func (x *exporting) start() {
	if !x.do.Enabled() {
		return
	}
	s := x.s
	order := app.PhotosExport{Photos: x.photos, PhotoExport: app.PhotoExport{Use: feltbog.Use(x.use.Selected()), Recipient: strings.TrimSpace(x.recipient.Text),
		Reason: strings.TrimSpace(x.reason.Text), Folder: strings.TrimSpace(x.folder.Text)}}
	s.host.CloseDialog()
	var done app.PhotosExported
	s.host.Start(app.Job{Title: "job.photos.export", Start: func(ctx context.Context, progress *app.Progress) (err error) {
		if err = s.deps.Keep(ctx, keptFolder, order.Folder); err == nil {
			done, err = s.deps.ExportPhotos(ctx, order, i18n.T, progress)
		}
		return err
	}}, func(err error) {
		trace.Event("exported", "n", len(done.Out), "held", len(done.Kept), "failed", err != nil)
		if len(done.Out) > 0 || err == nil {
			s.exported(order.Folder, done)
		}
	})
}

// exported says what became of it.
func (s *Screen) exported(folder string, done app.PhotosExported) {
	said := i18n.N("photos.exported", len(done.Out), "folder", folder)
	if len(done.Kept) == 0 {
		s.host.Say(said)
		return
	}
	shut := uikit.Name(widgets.NewPrimary(i18n.T("photos.unread.close"), "", s.host.CloseDialog), "photos.exported.close")
	rows := widgets.Column(theme.Gap8, s.keptRows(done.Kept)...)
	s.host.Show(screen.Dialog{Name: "photos.exported", Title: i18n.T("photos.exported.title"), Width: 700, First: shut, Buttons: []fyne.CanvasObject{shut},
		Content: widgets.Column(theme.Gap12, widgets.Plain(said), widgets.Label(i18n.N("photos.exported.held", len(done.Kept))), widgets.AtLeast(container.NewVScroll(rows), 0, 200))})
}
