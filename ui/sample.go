package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/shell"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// offerReset puts "make the sample anew" into the project's menu when the open project is the sample. leave takes the
// shell down and the vault with it, and then does what it is given.
func (w *Window) offerReset(s *shell.Shell, p *app.Project, leave func(then func())) {
	dir := p.Dir()
	s.Go(func() {
		is, err := p.IsSample(s.Context())
		if err != nil || !is {
			s.Fail(err)
			return
		}
		s.Do(func() {
			s.AddToMenu(widgets.MenuItem{Text: i18n.T("menu.sample"), Icon: "seed", Rule: true, Tap: func() { w.askReset(s, dir, leave) }})
			trace.Event("sample")
		})
	})
}

// askReset asks for the passphrase, and tells what will be gone.
func (w *Window) askReset(s *shell.Shell, dir string, leave func(then func())) {
	word := uikit.Name(widgets.NewSecret(""), "sample.passphrase")
	again := uikit.Name(widgets.NewDanger(i18n.T("sample.again"), "seed", func() {
		text := word.Text
		leave(func() { w.reset(dir, text) })
	}), "sample.again")
	word.Enter = again.Tap
	s.Show(screen.Dialog{Name: "sample", Title: i18n.T("menu.sample"), First: word,
		Content: widgets.Column(theme.Gap16, widgets.Plain(i18n.T("sample.lead")), widgets.Field(i18n.T("sample.passphrase"), word, "")),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("sample.keep"), "", s.CloseDialog), again}})
}

// reset makes the sample anew and opens it; what goes wrong is told at its door.
func (w *Window) reset(dir, passphrase string) {
	stage := shell.NewStage(w.win, w.keys, w.run)
	stage.Put(container.NewBorder(nil, stage.Strip(), nil, nil, widgets.NewEmpty("seed", i18n.T("sample.making"), nil)))
	w.close = stage.Close
	var made *app.Project
	stage.Start(w.machine.ResetSample(dir, app.SampleWish{Passphrase: passphrase}, &made), func(err error) {
		stage.Close(func() {
			if err != nil {
				w.Door(dir).Fail(err)
				return
			}
			w.Enter(made)
		})
	})
}
