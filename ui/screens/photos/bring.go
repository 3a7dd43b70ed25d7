package photos

import (
	"context"
	"errors"
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

// Files asks a person for files and folders; see package files.
type Files interface {
	Open(start string, endings []string, chosen func(path string))
	Folder(start string, chosen func(path string))
}

// bringMenu asks where the pictures are.
func (s *Screen) bringMenu() {
	widgets.NewMenu(
		widgets.MenuItem{Text: i18n.T("photos.bring.folder"), Icon: "folder", Key: chord("photos.bring"), Tap: s.bringFolder},
		widgets.MenuItem{Text: i18n.T("photos.bring.file"), Icon: "billeder", Tap: func() {
			s.files.Open("", app.PictureEndings(), func(path string) { s.askBring([]string{path}) })
		}},
		widgets.MenuItem{Text: i18n.T("photos.match"), Icon: "clock", Rule: true, Key: chord("photos.match"), Off: len(s.loose()) == 0, Tap: s.askMatch},
	).ShowBelow(s.bar.bring)
}

func (s *Screen) bringFolder() {
	s.files.Folder("", func(path string) { s.askBring([]string{path}) })
}

// DropFiles implements screen.FileDropper.
func (s *Screen) DropFiles(_ fyne.Position, dropped []fyne.URI) {
	var paths []string
	for _, f := range dropped {
		if f.Scheme() == "file" {
			paths = append(paths, f.Path())
		}
	}
	s.host.Go(func() {
		there := app.FilesThere(paths)
		s.host.Do(func() {
			if len(there) < len(dropped) {
				s.host.Say(i18n.T("photos.drop.unreal"))
			}
			if len(there) > 0 {
				s.askBring(there)
			}
		})
	})
}

// askBring asks what is known of all the pictures that are to come in.
func (s *Screen) askBring(paths []string) {
	in := app.PhotoImport{Paths: paths}
	app.WarmPictures()
	var choices app.SessionChoices
	s.host.Act(func(ctx context.Context) (err error) {
		choices, err = s.deps.SessionChoices(ctx)
		return err
	}, func() { s.showBring(in, choices) })
}

func (s *Screen) showBring(in app.PhotoImport, c app.SessionChoices) {
	where := in.Paths[0]
	if len(in.Paths) > 1 {
		where = i18n.N("photos.bring.files", len(in.Paths))
	}
	people := []widgets.Option{{Text: i18n.T("photos.bring.maker.team")}}
	for _, p := range c.People {
		people = append(people, widgets.Option{Value: p.ID.String(), Text: p.Name})
	}
	maker := uikit.Name(widgets.NewSelect(people, "", func(v string) { in.Maker, _ = feltbog.ParseID(v) }), "photos.bring.maker")
	sessions := []widgets.Option{{Text: i18n.T("photos.bring.session.time")}}
	sessions = append(sessions, s.recentSessions()...)
	session := uikit.Name(widgets.NewSelect(sessions, "", func(v string) { in.Session, _ = feltbog.ParseID(v) }), "photos.bring.session")
	clock := uikit.Name(widgets.NewEntry(i18n.T("photos.clock.prompt")), "photos.bring.clock")
	keep := uikit.Name(widgets.NewCheck(i18n.T("photos.bring.keep"), false, func(on bool) { in.KeepUnread = on }), "photos.bring.keep")
	wrong := widgets.NewText("", theme.Small, theme.RedText)
	wrong.Hide()
	do := uikit.Name(widgets.NewPrimary(i18n.T("photos.bring.do"), "import", func() {
		offset, err := parseOffset(clock.Text)
		if err != nil {
			wrong.SetText(i18n.T("photos.clock.wrong"))
			wrong.Show()
			return
		}
		in.Offset = offset
		s.host.CloseDialog()
		s.bring(in)
	}), "photos.bring.do")
	shut := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog), "photos.bring.cancel")
	body := widgets.Column(theme.Gap16,
		widgets.Plain(where).Ellipsis(),
		widgets.Columns(theme.Gap16, []float32{1, 1}, widgets.Field(i18n.T("photos.bring.maker"), maker, ""), widgets.Field(i18n.T("photos.bring.session"), session, "")),
		widgets.Field(i18n.T("photos.clock"), widgets.Tall(clock), i18n.T("photos.clock.help")), wrong, keep, widgets.Quiet(i18n.T("photos.bring.promise")))
	s.host.Show(screen.Dialog{Name: "photos.bring", Title: i18n.T("photos.bring"), Width: 640, Content: body, Buttons: []fyne.CanvasObject{shut, do}})
}

// bring runs the import; the pictures come into the grid as they are read.
func (s *Screen) bring(in app.PhotoImport) {
	var done app.PhotoImported
	s.host.Start(app.Job{Title: "job.photos", Start: func(ctx context.Context, progress *app.Progress) (err error) {
		done, err = s.deps.ImportPhotos(ctx, in, progress, nil)
		return err
	}}, func(err error) {
		trace.Event("brought", "added", len(done.Added), "again", len(done.Again), "unread", len(done.Unread), "failed", err != nil)
		if err != nil && len(done.Added) == 0 {
			return // the strip has told it
		}
		s.brought(in, done)
	})
}

// brought tells what became of an import.
func (s *Screen) brought(in app.PhotoImport, done app.PhotoImported) {
	said := i18n.N("photos.brought", len(done.Added))
	if n := len(done.Again); n > 0 {
		said += " " + i18n.N("photos.brought.again", n)
	}
	if n := len(done.Files); n > 0 {
		said += " " + i18n.N("photos.brought.media", n)
	}
	if done.Names > 0 {
		said += " " + i18n.N("photos.brought.names", done.Names)
	}
	s.host.Say(said)
	if len(done.Unread) > 0 {
		s.showUnread(in, done)
		return
	}
	s.offerMatch(done.Added)
}

// showUnread lists by name what could not be read, each with the reason.
func (s *Screen) showUnread(in app.PhotoImport, done app.PhotoImported) {
	rows := widgets.Column(theme.Gap8)
	var lost []string
	for _, u := range done.Unread {
		kept := ""
		if u.Kept {
			kept = i18n.T("photos.unread.kept")
		} else if feltbog.ErrorCode(u.Why) == feltbog.EDamaged {
			lost = append(lost, u.Path)
		}
		rows.Add(widgets.Column(0, widgets.Plain(app.FileName(u.Path)).Bold().Ellipsis(), widgets.Quiet(strings.TrimSpace(i18n.Error(u.Why)+" "+kept))))
	}
	shut := uikit.Name(widgets.NewButton(i18n.T("photos.unread.close"), "", func() {
		s.host.CloseDialog()
		s.offerMatch(done.Added)
	}), "photos.unread.close")
	buttons := []fyne.CanvasObject{shut}
	if len(lost) > 0 {
		buttons = append(buttons, uikit.Name(widgets.NewPrimary(i18n.N("photos.unread.keep", len(lost)), "folder", func() {
			s.host.CloseDialog()
			again := in
			again.Paths, again.KeepUnread = lost, true
			s.bring(again)
		}), "photos.unread.keep"))
	}
	s.host.Show(screen.Dialog{Name: "photos.unread", Title: i18n.N("photos.unread", len(done.Unread)), Width: 640,
		Content: widgets.AtLeast(container.NewVScroll(widgets.Pad(rows, 0, theme.Gap12, 0, 0)), 0, min(float32(len(done.Unread))*56, 320)), Buttons: buttons})
}

// goOn offers to go on with an import that was cut off, and makes the copies that still wait.
func (s *Screen) goOn() {
	ctx := s.ctx
	s.host.Go(func() {
		in, err := s.deps.UnfinishedImport(ctx)
		var waits int
		if err == nil && in == nil {
			waits, err = s.deps.PendingPhotos(ctx)
		}
		s.host.Do(func() {
			switch {
			case ctx.Err() != nil:
			case err != nil:
				s.host.Fail(err)
			case in != nil:
				s.askGoOn(*in)
			case waits > 0:
				s.host.Start(app.Job{Title: "job.photos.ready", Start: s.deps.DevelopPhotos}, nil)
			}
		})
	})
}

func (s *Screen) askGoOn(in app.PhotoImport) {
	forget := uikit.Name(widgets.NewButton(i18n.T("photos.go_on.forget"), "", func() {
		s.host.CloseDialog()
		s.host.Act(s.deps.ForgetImport, func() {
			s.host.Start(app.Job{Title: "job.photos.ready", Start: s.deps.DevelopPhotos}, nil)
		})
	}), "photos.go_on.forget")
	do := uikit.Name(widgets.NewPrimary(i18n.T("photos.go_on.do"), "import", func() {
		s.host.CloseDialog()
		s.bring(in)
	}), "photos.go_on.do")
	s.host.Show(screen.Dialog{Name: "photos.go_on", Title: i18n.T("photos.go_on"), Width: 560,
		Content: widgets.Plain(i18n.T("photos.go_on.text", "where", in.Paths[0])), Buttons: []fyne.CanvasObject{forget, do}})
}

// errClock says that a text is no difference of two clocks.
var errClock = errors.New("not a difference of two clocks")
