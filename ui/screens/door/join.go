package door

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/secret"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// join asks for what a vault needs that begins with a colleague's pakke. The pakke is opened first, which shows that the words
// are right and names the project; the sheet comes next, and only then is anything made.
type join struct {
	d      *Door
	file   *widgets.Entry
	lost   *widgets.Text // below the pakke
	words  *widgets.Entry
	wrong  *widgets.Text // below the words
	who    *widgets.Entry
	unsaid *widgets.Text // below the name
	folder *folder
	pair   *secret.Pair
	foot   *busy
	box    *fyne.Container

	bundle app.Bundle
	drawn  app.Recovery // kept when somebody goes back, so that a printed sheet stays true
}

func newJoin(d *Door, file string) *join {
	j := &join{d: d, file: uikit.Name(widgets.NewEntry(i18n.T("door.join.hint")), "door.bundle"), lost: secret.Wrong(),
		words: uikit.Name(widgets.NewEntry(""), "door.bundle.words"), wrong: secret.Wrong(), who: uikit.Name(widgets.NewEntry(""), "door.member"), unsaid: secret.Wrong()}
	j.folder = newFolder(d, false)
	j.pair = secret.NewPair(d.host, "door", j.next)
	j.file.Enter, j.words.Enter, j.who.Enter, j.folder.entry.Enter = j.next, j.next, j.next, j.next
	j.words.OnChanged = func(string) { secret.Tell(j.wrong, "") }
	j.who.OnChanged = func(string) { secret.Tell(j.unsaid, "") }
	j.file.OnChanged = func(path string) {
		secret.Tell(j.lost, "")
		j.folder.named(app.BundleTitle(path))
	}
	choose := uikit.Name(widgets.NewButton(i18n.T("door.join.choose"), "import", func() {
		d.Files.Open("", []string{app.BundleEnding}, j.file.SetText)
	}), "door.bundle.choose")
	back := widgets.NewButton(i18n.T("door.back"), "left", func() { d.Bundle = ""; d.Shown(d.ctx) })
	back.Tall = true
	next := widgets.NewPrimary(i18n.T("door.next"), "right", j.next)
	next.After = true
	j.foot = newBusy(d, widgets.Row(theme.Gap12, uikit.Name(back, "door.back"), widgets.Spacer(), uikit.Name(next, "door.join.next")))
	j.box = widgets.Column(theme.Gap20, widgets.NewText(i18n.T("door.join.title"), theme.Number, theme.Ink).Bold(),
		widgets.NewText(i18n.T("door.join.lead"), theme.Read, theme.Ink2),
		widgets.Column(6, widgets.Label(i18n.T("door.join.file")), container.NewBorder(nil, nil, nil, widgets.Pad(choose, 0, 0, 0, theme.Gap12), j.file), j.lost),
		widgets.Column(6, widgets.Label(i18n.T("door.join.words")), j.words, j.wrong),
		widgets.Columns(theme.Gap20, []float32{1, 1}, widgets.Column(6, widgets.Label(i18n.T("door.join.who")), j.who, j.unsaid, widgets.Quiet(i18n.T("door.join.guest"))), j.folder.field(i18n.T("door.new.folder"))),
		j.folder.message, j.pair.Content(), j.foot.content())
	j.file.SetText(file)
	if file == "" {
		j.folder.named("")
	}
	return j
}

func (j *join) content() fyne.CanvasObject { return j.box }
func (j *join) name() string               { return "join" }

func (j *join) first() fyne.Focusable {
	if j.file.Text == "" {
		return j.file
	}
	return j.words
}

// lacks says at its field what is not filled in, and returns the first such field.
func (j *join) lacks() fyne.Focusable {
	for _, f := range []struct {
		entry *widgets.Entry
		told  *widgets.Text
		key   string
	}{{j.file, j.lost, "door.join.nofile"}, {j.words, j.wrong, "door.join.nowords"}} {
		if strings.TrimSpace(f.entry.Text) == "" {
			secret.Tell(f.told, i18n.T(f.key))
			return f.entry
		}
	}
	if j.folder.wrong {
		return j.folder.entry
	}
	_, wrong := j.pair.Value()
	return wrong
}

// next opens the pakke with the words and goes on to the sheet.
func (j *join) next() {
	if f := j.lacks(); f != nil {
		j.box.Refresh()
		if f == fyne.Focusable(j.folder.entry) {
			j.folder.edit()
		}
		j.d.focus(f)
		return
	}
	file, key, drawn := j.path(), j.key(), j.drawn
	j.foot.do(app.Job{Title: "job.bundle.open", Start: func(context.Context, *app.Progress) (err error) {
		if j.bundle, err = app.PeekBundle(file, key); err == nil && len(drawn.Words) == 0 {
			drawn, err = j.d.Recovery()
		}
		return err
	}}, func(err error) {
		if err != nil {
			j.failed(err)
			return
		}
		j.drawn = drawn
		if j.bundle.Kind != feltbog.WorkshopSpace && strings.TrimSpace(j.who.Text) == "" { // a guest is a role and has no name
			secret.Tell(j.unsaid, i18n.T("door.join.nobody"))
			j.box.Refresh()
			j.d.focus(j.who)
			return
		}
		j.d.show(newSheet(founding{d: j.d, from: j, project: j.bundle.Title, dir: j.folder.path(), drawn: drawn, title: "job.join", button: "door.join.do", make: j.make}))
	})
}

func (j *join) path() string { return strings.TrimSpace(j.file.Text) }

func (j *join) key() app.BundleKey { return app.BundleKey{Words: j.words.Text} }

// make is the job that makes the vault and takes the pakke in.
func (j *join) make(ctx context.Context, progress *app.Progress) (*app.Project, error) {
	p, err := j.d.Machine.Join(ctx, j.folder.path(), j.path(), j.key(), app.Founding{Member: strings.TrimSpace(j.who.Text), Device: j.d.Device,
		Passphrase: j.pair.First.Text, Recovery: j.drawn}, progress)
	if err == nil {
		j.d.Joined = j.path()
	}
	return p, err
}

// failed says what is wrong at the field that it is about.
func (j *join) failed(err error) {
	at, told := j.file, j.lost
	if feltbog.ErrorCode(err) == feltbog.EKey {
		at, told = j.words, j.wrong
	}
	secret.Tell(told, i18n.Error(err))
	j.box.Refresh()
	j.d.focus(at)
}
