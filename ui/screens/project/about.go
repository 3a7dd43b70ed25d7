package project

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// aboutPart is the project itself: what it wants to understand, with whom, within which frame, and what carries it.
type aboutPart struct {
	s      *Screen
	box    *fyne.Container
	form   form
	fields []aboutField
	starts *widgets.DateField
	ends   *widgets.DateField
	year   *field
	now    int // the running year
	list   *fyne.Container
	rows   []principleRow
	add    *field
}

// aboutField ties a field of the form to one of the project's.
type aboutField struct {
	*field
	of func(*feltbog.Project) *string
}

func newAboutPart(s *Screen) *aboutPart {
	p := &aboutPart{s: s, form: form{s: s}, list: widgets.Column(theme.Gap8)}
	text := func(name string, rows int, of func(*feltbog.Project) *string) fyne.CanvasObject {
		help := ""
		if i18n.Has("project.field." + name + ".help") {
			help = i18n.T("project.field." + name + ".help")
		}
		x := p.form.text("project.about."+name, i18n.T("project.field."+name), help, rows, func(v string) func(context.Context) error {
			return p.save(func(r *feltbog.Project) { *of(r) = v })
		})
		p.fields = append(p.fields, aboutField{x, of})
		return x.box
	}
	what := widgets.Card(widgets.Column(theme.Gap16,
		text("title", 1, func(r *feltbog.Project) *string { return &r.Title }),
		text("purpose", 3, func(r *feltbog.Project) *string { return &r.Purpose }),
		text("target_group", 2, func(r *feltbog.Project) *string { return &r.TargetGroup }),
		text("description", 4, func(r *feltbog.Project) *string { return &r.Description }),
		text("place_frame", 1, func(r *feltbog.Project) *string { return &r.PlaceFrame }),
		p.frame()))
	add := p.newPrinciple()
	carried := widgets.Card(widgets.Column(theme.Gap12, widgets.Headed(i18n.T("project.principles")),
		widgets.Quiet(i18n.T("project.principles.help")), p.list, add))
	who := widgets.Card(widgets.Column(theme.Gap16, widgets.Headed(i18n.T("project.controller")), widgets.Quiet(i18n.T("project.controller.help")),
		text("controller", 1, func(r *feltbog.Project) *string { return &r.Controller }),
		text("controller_address", 2, func(r *feltbog.Project) *string { return &r.ControllerAddress }),
		text("controller_contact", 1, func(r *feltbog.Project) *string { return &r.ControllerContact }),
		text("controller_phone", 1, func(r *feltbog.Project) *string { return &r.ControllerPhone }),
		text("controller_email", 1, func(r *feltbog.Project) *string { return &r.ControllerEmail }),
		text("dpo_contact", 1, func(r *feltbog.Project) *string { return &r.DPOContact }),
		widgets.Row(0, uikit.Name(widgets.NewButton(i18n.T("papers.open"), "print", s.papers), "project.papers"), widgets.Spacer())))
	all := widgets.AtMost(widgets.Column(theme.Gap12, what, carried, who), 760)
	p.box = container.NewStack(scrolled(all))
	return p
}

// frame is when the project begins and ends, and the year of dates without one.
func (p *aboutPart) frame() fyne.CanvasObject {
	parse := func(text string) (feltbog.FuzzyDate, error) { return feltbog.ParseFuzzyDate(text, p.now) }
	var starts, ends fyne.CanvasObject
	p.starts, starts = p.form.date("project.starts", i18n.T("project.field.starts"), "", parse, func(d feltbog.FuzzyDate) func(context.Context) error {
		return p.save(func(r *feltbog.Project) { r.Starts = d })
	})
	p.ends, ends = p.form.date("project.ends", i18n.T("project.field.ends"), "", parse, func(d feltbog.FuzzyDate) func(context.Context) error {
		return p.save(func(r *feltbog.Project) { r.Ends = d })
	})
	p.year = p.form.text("project.running_year", i18n.T("project.field.running_year"), i18n.T("project.field.running_year.help"), 1,
		func(v string) func(context.Context) error {
			year := 0
			if v != "" {
				var err error
				if year, err = strconv.Atoi(v); err != nil {
					return func(context.Context) error {
						return feltbog.Errorf(feltbog.EInvalid, "project.year", "%q is not a year", v).With("value", v)
					}
				}
			}
			return p.save(func(r *feltbog.Project) { r.RunningYear = year })
		})
	return widgets.Columns(theme.Gap16, []float32{1, 1, 1}, starts, ends, p.year.box)
}

func (p *aboutPart) save(f func(*feltbog.Project)) func(context.Context) error {
	return func(ctx context.Context) error { return p.s.uses.EditProject(ctx, f) }
}

// set shows what is saved.
func (p *aboutPart) set(o app.Overview, year int) {
	p.now = year
	for _, x := range p.fields {
		x.set(*x.of(&o.Project))
	}
	p.form.setDate(p.starts, o.Project.Starts)
	p.form.setDate(p.ends, o.Project.Ends)
	text := ""
	if o.Project.RunningYear != 0 {
		text = strconv.Itoa(o.Project.RunningYear)
	}
	p.year.set(text)
	p.setPrinciples(o.Principles)
}

// principleRow is one principle: its name and what it means.
type principleRow struct {
	id         feltbog.ID
	name, text *field
}

// newPrinciple is the field in which a new one is written.
func (p *aboutPart) newPrinciple() fyne.CanvasObject {
	p.add = p.form.bare("project.principle.new", i18n.T("project.principle.new"), func(v string) func(context.Context) error {
		return func(ctx context.Context) error {
			if v == "" {
				return nil
			}
			_, err := p.s.uses.AddPrinciple(ctx, v, "")
			return err
		}
	})
	p.add.saved = func() { p.add.empty() }
	return p.add.box
}

// setPrinciples shows them; the fields are made anew only when other principles stand there, or in another order.
func (p *aboutPart) setPrinciples(all []feltbog.Principle) {
	same := len(all) == len(p.rows)
	for i := range all {
		same = same && p.rows[i].id == all[i].ID
	}
	if !same {
		p.form.drop(p.rows)
		p.rows, p.list.Objects = nil, nil
		for i, c := range all {
			p.list.Add(p.principle(i, len(all), c))
		}
		p.list.Refresh()
	}
	for i, c := range all {
		p.rows[i].name.set(c.Name)
		p.rows[i].text.set(c.Text)
	}
}

func (p *aboutPart) principle(i, n int, c feltbog.Principle) fyne.CanvasObject {
	id, at := c.ID, "project.principle."+strconv.Itoa(i+1)
	edit := func(of func(*feltbog.Principle) *string) saving {
		return func(v string) func(context.Context) error {
			return func(ctx context.Context) error {
				return p.s.uses.EditPrinciple(ctx, id, func(r *feltbog.Principle) { *of(r) = v })
			}
		}
	}
	row := principleRow{id: id,
		name: p.form.bare(at+".name", i18n.T("project.principle.name"), edit(func(r *feltbog.Principle) *string { return &r.Name })),
		text: p.form.text(at+".text", "", "", 2, edit(func(r *feltbog.Principle) *string { return &r.Text }))}
	row.text.entry.PlaceHolder = i18n.T("project.principle.text")
	p.rows = append(p.rows, row)
	more := uikit.Name(widgets.NewButton("", "more", nil), at+".menu")
	more.Style = widgets.QuietStyle
	more.Tap = func() {
		widgets.NewMenu(
			widgets.MenuItem{Text: i18n.T("project.menu.up"), Icon: "up", Off: i == 0, Tap: func() { p.shift(id, -1) }},
			widgets.MenuItem{Text: i18n.T("project.menu.down"), Icon: "down", Off: i == n-1, Tap: func() { p.shift(id, 1) }},
			widgets.MenuItem{Text: i18n.T("project.principle.delete", "name", strings.TrimSpace(c.Name)), Icon: "trash", Danger: true, Rule: true, Tap: func() {
				p.s.act(func(ctx context.Context) error { return p.s.uses.Delete(ctx, feltbog.KindPrinciple, id) })
			}}).ShowBelow(more)
	}
	fields := widgets.Column(theme.Gap4, row.name.box, widgets.Column(theme.Gap4, row.text.entry, row.text.below))
	return container.NewBorder(nil, widgets.Gap(theme.Gap4), nil, container.NewVBox(more), fields)
}

func (p *aboutPart) shift(id feltbog.ID, by int) {
	p.s.act(func(ctx context.Context) error { return p.s.uses.ShiftPrinciple(ctx, id, by) })
}
