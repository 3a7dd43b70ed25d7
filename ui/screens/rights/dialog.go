// Package rights is the dialog in which is said what a picture may be used for: who took it and whose it is, what is
// delicate in it, and for each person who is seen in it how that was settled. A person nobody has settled keeps the picture
// inside the team. Everything is kept as one action, and undone as one.
package rights

import (
	"context"
	"slices"
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

// Deps are the use cases that the dialog calls.
type Deps interface {
	PhotoRights(ctx context.Context, id feltbog.ID) (app.PhotoRights, error)
	SettleRights(ctx context.Context, photo feltbog.ID, f func(*feltbog.Photo), seen []feltbog.DepictedPerson) error
	SessionChoices(ctx context.Context) (app.SessionChoices, error)
}

// dialog is what is shown.
type dialog struct {
	host   screen.Host
	deps   Deps
	now    app.PhotoRights
	people []widgets.Option

	maker, taker *widgets.Select
	owner        *widgets.Entry
	licence      *widgets.Entry
	children     *widgets.Segment
	place        *widgets.Segment
	sensitive    map[feltbog.SensitiveContent]*widgets.Check
	seen         []*person
	list         *fyne.Container
	state        *widgets.Message
	wrong        *widgets.Text
}

// around is what stands around the columns of the dialog, and height how high they are at most.
const (
	around = 312
	height = 520
)

// Show opens the dialog for a picture.
func Show(host screen.Host, deps Deps, photo feltbog.ID) {
	var now app.PhotoRights
	var c app.SessionChoices
	host.Act(func(ctx context.Context) (err error) {
		if now, err = deps.PhotoRights(ctx, photo); err == nil {
			c, err = deps.SessionChoices(ctx)
		}
		return err
	}, func() {
		d := &dialog{host: host, deps: deps, now: now, sensitive: map[feltbog.SensitiveContent]*widgets.Check{}, list: widgets.Column(theme.Gap12), wrong: widgets.NewText("", theme.Small, theme.RedText)}
		d.people = []widgets.Option{{Text: i18n.T("rights.nobody")}}
		for _, p := range c.People {
			d.people = append(d.people, widgets.Option{Value: p.ID.String(), Text: p.Name})
		}
		d.show()
	})
}

func (d *dialog) show() {
	left := d.picture()
	for i := range d.now.Depicted {
		d.seen = append(d.seen, newPerson(d, d.now.Depicted[i]))
	}
	add := uikit.Name(widgets.NewButton(i18n.T("rights.add"), "plus", d.add), "rights.add")
	right := widgets.Column(theme.Gap12, widgets.Headed(i18n.T("rights.people")), widgets.Quiet(i18n.T("rights.people.help")), d.list, widgets.Row(0, add, widgets.Spacer()))
	d.number()
	keep := uikit.Name(widgets.NewPrimary(i18n.T("rights.keep"), "check", d.keep), "rights.keep")
	shut := uikit.Name(widgets.NewButton(i18n.T("rights.stop"), "", d.host.CloseDialog), "rights.stop")
	body := widgets.AtLeast(widgets.Columns(theme.Gap28, []float32{1, 1}, container.NewVScroll(widgets.Pad(left, 4, theme.Gap16, 4, 4)), container.NewVScroll(widgets.Pad(right, 4, theme.Gap16, 4, 4))),
		0, min(height, d.host.Window().Canvas().Size().Height-around))
	d.wrong.Hide()
	d.host.Show(screen.Dialog{Name: "rights", Title: i18n.T("rights.title", "number", i18n.Padded(d.now.Photo.Number)), Width: 1000,
		Content: widgets.Column(theme.Gap12, d.state, body, d.wrong), Buttons: []fyne.CanvasObject{shut, keep}})
	trace.Event("shown", "name", "rights", "people", len(d.seen), "open", len(d.now.Open))
}

// picture are the fields about the picture itself.
func (d *dialog) picture() *fyne.Container {
	o := &d.now.Photo
	var gaps []string
	for _, g := range d.now.Open {
		gaps = append(gaps, i18n.T("elicit.gap."+string(g)))
	}
	d.state = widgets.NewMessage(widgets.Green, "check", i18n.T("rights.settled"), nil)
	if o.DoNotUse {
		d.state.Set(widgets.Red, "ban", i18n.T("rights.barred", "why", o.DoNotUseReason))
	} else if len(gaps) > 0 {
		d.state.Set(widgets.Amber, "warn", strings.Join(gaps, " · "))
	}
	var makers []widgets.Option
	for _, m := range feltbog.MadeBys() {
		makers = append(makers, widgets.Option{Value: string(m), Text: i18n.Upper(i18n.Choice("made_by", string(m)))})
	}
	d.maker = uikit.Name(widgets.NewSelect(makers, string(o.MadeBy), nil), "rights.maker")
	d.taker = uikit.Name(widgets.NewSelect(d.people, idText(o.Photographer), nil), "rights.taker")
	d.owner, d.licence = uikit.Name(widgets.NewEntry(i18n.T("rights.owner.prompt")), "rights.owner"), uikit.Name(widgets.NewEntry(i18n.T("rights.licence.prompt")), "rights.licence")
	d.owner.SetText(o.Owner)
	d.licence.SetText(o.LicenceText)
	answers := []widgets.Option{{Value: string(feltbog.Yes), Text: i18n.T("people.answer.yes")}, {Value: string(feltbog.No), Text: i18n.T("people.answer.no")}, {Text: i18n.T("photos.children.open")}}
	d.children = uikit.Name(widgets.NewSegment(answers, string(o.Children), nil), "rights.children")
	d.place = uikit.Name(widgets.NewSegment(answers, string(o.SensitivePlace), nil), "rights.place")
	marks := widgets.Column(0)
	for _, s := range feltbog.SensitiveContents() {
		c := uikit.Name(widgets.NewCheck(i18n.T("rights.sensitive."+string(s)), slices.Contains(o.Sensitive, s), nil), "rights.sensitive."+string(s))
		d.sensitive[s] = c
		marks.Add(c)
	}
	line := func(o fyne.CanvasObject) fyne.CanvasObject { return widgets.Row(0, o, widgets.Spacer()) }
	return widgets.Column(theme.Gap16, widgets.Headed(i18n.T("rights.picture")),
		widgets.Columns(theme.Gap12, []float32{1, 1}, widgets.Field(i18n.T("photos.maker"), d.maker, ""), widgets.Field(i18n.T("rights.taker"), d.taker, "")),
		widgets.Field(i18n.T("rights.owner"), widgets.Tall(d.owner), ""), widgets.Field(i18n.T("rights.licence"), widgets.Tall(d.licence), ""),
		widgets.Field(i18n.T("photos.children"), line(d.children), ""), widgets.Field(i18n.T("rights.place"), line(d.place), ""),
		widgets.Field(i18n.T("rights.sensitive"), marks, i18n.T("rights.sensitive.help")))
}

func idText(id feltbog.ID) string {
	if id.IsZero() {
		return ""
	}
	return id.String()
}

func idOf(text string) feltbog.ID {
	id, err := feltbog.ParseID(text)
	if err != nil {
		return feltbog.ID{}
	}
	return id
}

// add writes down somebody else who is seen in the picture.
func (d *dialog) add() {
	p := newPerson(d, feltbog.DepictedPerson{})
	d.seen = append(d.seen, p)
	d.number()
	d.host.Window().Canvas().Focus(p.status)
}

// remove takes somebody off who was not in it after all.
func (d *dialog) remove(p *person) {
	d.seen = slices.DeleteFunc(d.seen, func(o *person) bool { return o == p })
	d.number()
}

// number shows everybody, counted from 1.
func (d *dialog) number() {
	d.list.Objects = nil
	for i, p := range d.seen {
		p.title.SetText(i18n.T("rights.person", "n", i18n.Number(i+1)))
		for name, o := range p.fields() {
			uikit.Name(o, "rights."+name+"."+i18n.Number(i+1))
		}
		d.list.Add(p.box)
	}
	d.list.Refresh()
}

// keep writes all of it down. What cannot be kept is said, and the dialog stays.
func (d *dialog) keep() {
	maker, taker := feltbog.MadeBy(d.maker.Selected()), idOf(d.taker.Selected())
	owner, licence := strings.TrimSpace(d.owner.Text), strings.TrimSpace(d.licence.Text)
	children, place := feltbog.YesNo(d.children.Selected()), feltbog.YesNo(d.place.Selected())
	var sensitive []feltbog.SensitiveContent
	for _, s := range feltbog.SensitiveContents() {
		if d.sensitive[s].On() {
			sensitive = append(sensitive, s)
		}
	}
	var seen []feltbog.DepictedPerson
	for _, p := range d.seen {
		seen = append(seen, p.record())
	}
	photo := d.now.Photo.ID
	d.host.Go(func() {
		err := d.deps.SettleRights(context.Background(), photo, func(o *feltbog.Photo) {
			o.MadeBy, o.Photographer, o.Owner, o.LicenceText, o.Children, o.SensitivePlace, o.Sensitive = maker, taker, owner, licence, children, place, sensitive
		}, seen)
		d.host.Do(func() {
			if err != nil {
				d.wrong.SetText(i18n.Error(err))
				d.wrong.Show()
				d.wrong.Refresh()
				return
			}
			d.host.CloseDialog()
			d.host.Say(i18n.T("rights.kept"))
			trace.Event("saved", "kind", string(feltbog.KindPhoto), "id", photo.String())
		})
	})
}
