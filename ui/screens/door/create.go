package door

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/secret"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// create asks for what a new vault needs. The sheet comes next, and only then is anything made.
type create struct {
	d      *Door
	title  *widgets.Entry
	folder *folder
	pair   *secret.Pair
	wrong  *widgets.Text // below the name
	foot   *busy
	start  *fyne.Container
	starts map[bool]*widgets.Choice // with the sample, or empty
	sample bool
	box    *fyne.Container

	recovery uikit.Loader[app.Recovery]
	drawn    app.Recovery // kept when somebody goes back, so that a printed sheet stays true
}

func newCreate(d *Door) *create {
	c := &create{d: d, title: uikit.Name(widgets.NewEntry(""), "door.name"), wrong: secret.Wrong()}
	c.recovery.Run = d.host
	c.folder = newFolder(d, true)
	c.pair = secret.NewPair(d.host, "door", c.next)
	c.title.Enter, c.folder.entry.Enter = c.next, c.next
	c.title.OnChanged = func(text string) {
		secret.Tell(c.wrong, "")
		c.folder.named(text)
	}
	c.start = container.NewStack()
	c.offerStart()
	quit := widgets.NewButton(i18n.T("door.quit"), "", d.Quit)
	quit.Tall = true
	next := widgets.NewPrimary(i18n.T("door.next"), "right", c.next)
	next.After = true
	c.foot = newBusy(d, d.buttons(uikit.Name(quit, "door.quit"), uikit.Name(next, "door.next")))
	fields := widgets.Columns(theme.Gap20, []float32{1, 1},
		widgets.Column(6, widgets.Label(i18n.T("door.new.name")), c.title, c.wrong), c.folder.field(i18n.T("door.new.folder")))
	c.box = widgets.Column(theme.Gap20, d.head(i18n.T("door.new.title"), modeNew), fields, c.folder.message, c.pair.Content(), c.start, c.foot.content())
	c.folder.named("")
	return c
}

func (c *create) content() fyne.CanvasObject { return c.box }
func (c *create) first() fyne.Focusable      { return c.title }
func (c *create) name() string               { return "new" }

// offerStart shows whether the vault begins with the sample or empty.
func (c *create) offerStart() {
	if c.d.Fill == nil {
		c.start.Hide()
		return
	}
	pick := func(sample bool) func() {
		return func() {
			c.sample = sample
			for s, choice := range c.starts {
				choice.SetOn(s == sample)
			}
		}
	}
	c.starts = map[bool]*widgets.Choice{
		false: uikit.Name(widgets.NewChoice(i18n.T("door.start.empty"), i18n.T("door.start.empty.what"), true, pick(false)), "door.empty"),
		true:  uikit.Name(widgets.NewChoice(i18n.T("door.start.sample"), i18n.T("door.start.sample.what"), false, pick(true)), "door.sample"),
	}
	c.start.Objects = []fyne.CanvasObject{widgets.Columns(theme.Gap16, []float32{1, 1}, c.starts[false], c.starts[true])}
}

// next checks the fields and goes on to the sheet.
func (c *create) next() {
	if strings.TrimSpace(c.title.Text) == "" {
		secret.Tell(c.wrong, i18n.T("door.new.unnamed"))
		c.box.Refresh()
		c.d.focus(c.title)
		return
	}
	if c.folder.wrong {
		c.folder.edit()
		return
	}
	if _, wrong := c.pair.Value(); wrong != nil {
		c.d.focus(wrong)
		return
	}
	if len(c.drawn.Words) > 0 {
		c.d.show(c.sheet())
		return
	}
	c.recovery.Load(c.d.ctx, func(context.Context) (app.Recovery, error) { return c.d.Recovery() }, func(r app.Recovery, err error) {
		if err != nil {
			c.foot.fail(i18n.Error(err))
			return
		}
		c.drawn = r
		c.d.show(c.sheet())
	})
}

// sheet is the page that comes next.
func (c *create) sheet() *sheet {
	return newSheet(founding{d: c.d, from: c, project: strings.TrimSpace(c.title.Text), dir: c.folder.path(), drawn: c.drawn,
		title: "job.create", button: "door.create", make: c.make})
}

// make is the job that makes the vault and puts the sample into it.
func (c *create) make(ctx context.Context, progress *app.Progress) (*app.Project, error) {
	p, err := c.d.Machine.Create(ctx, c.folder.path(), app.Founding{Project: strings.TrimSpace(c.title.Text), Device: c.d.Device,
		Passphrase: c.pair.First.Text, Recovery: c.drawn})
	if err != nil || !c.sample || c.d.Fill == nil {
		return p, err
	}
	if err := c.d.Fill(ctx, p, progress); err != nil {
		return nil, errors.Join(err, c.d.Machine.Discard(p))
	}
	return p, nil
}
