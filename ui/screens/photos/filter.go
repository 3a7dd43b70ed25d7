package photos

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// What a tag does in a filter.
const (
	asNothing = ""
	asNeed    = "need"
	asAny     = "any"
	asNever   = "never"
)

func (s *Screen) refilter() { s.regroup() }

func (s *Screen) unfilter() {
	s.filter = app.PhotoFilter{}
	s.refilter()
}

func byText(all []widgets.Option) []widgets.Option {
	slices.SortFunc(all, func(a, b widgets.Option) int { return cmp.Compare(strings.ToLower(a.Text), strings.ToLower(b.Text)) })
	return all
}

// askFilter opens the dialog of filters. Each tag can be needed, one of several, or not wanted.
func (s *Screen) askFilter() {
	f := s.filter
	check := func(name string, on *bool) *widgets.Check {
		return uikit.Name(widgets.NewCheck(i18n.T("photos.filter."+name), *on, func(v bool) { *on = v }), "photos.filter."+name)
	}
	checks := widgets.Column(0, check("untagged", &f.Untagged), check("missing", &f.Missing), check("unhandled", &f.Unhandled), check("important", &f.Important), check("timeless", &f.Timeless))
	of := func(name string, all []widgets.Option, id *feltbog.ID) fyne.CanvasObject {
		selected := ""
		if !id.IsZero() {
			selected = id.String()
		}
		all = append([]widgets.Option{{Text: i18n.T("photos.filter." + name + ".all")}}, all...)
		return uikit.Name(widgets.NewSelect(all, selected, func(v string) {
			*id, _ = feltbog.ParseID(v)
		}), "photos.filter."+name)
	}
	var sessions, places []widgets.Option
	seen := map[feltbog.ID]bool{}
	for i := range s.shelf.Lines {
		l := &s.shelf.Lines[i]
		if o, ok := s.shelf.Sessions[l.Session]; ok && !seen[l.Session] {
			seen[l.Session] = true
			sessions = append(sessions, widgets.Option{Value: l.Session.String(), Text: sessionName(o, "x") + " · " + i18n.Day(l.Taken.Time())})
		}
		if name := s.shelf.Places[l.Place]; name != "" && !seen[l.Place] {
			seen[l.Place] = true
			places = append(places, widgets.Option{Value: l.Place.String(), Text: name})
		}
	}
	which := widgets.Column(theme.Gap12, checks, widgets.Rule(),
		widgets.Field(i18n.T("photos.filter.session"), of("session", sessions, &f.Session), ""),
		widgets.Field(i18n.T("photos.filter.place"), of("place", byText(places), &f.Place), ""),
		widgets.Field(i18n.T("photos.filter.photographer"), of("photographer", s.photographers(), &f.Photographer), ""))
	do := uikit.Name(widgets.NewPrimary(i18n.T("photos.filter.do"), "check", func() {
		s.host.CloseDialog()
		s.filter = f
		s.refilter()
	}), "photos.filter.do")
	none := uikit.Name(widgets.NewButton(i18n.T("photos.filter.none"), "", func() {
		s.host.CloseDialog()
		s.unfilter()
	}), "photos.filter.none")
	shut := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog), "photos.filter.cancel")
	body := widgets.AtLeast(widgets.Columns(theme.Gap28, []float32{2, 3}, container.NewVScroll(widgets.Pad(which, 2, theme.Gap8, 2, 4)), s.tagFilter(&f)), 0, 400)
	s.host.Show(screen.Dialog{Name: "photos.filter", Title: i18n.T("photos.filter"), Width: 900, Content: body, Buttons: []fyne.CanvasObject{shut, none, do}})
}

// tagFilter lists the tags, each with what it does.
func (s *Screen) tagFilter(f *app.PhotoFilter) fyne.CanvasObject {
	type row = app.Named
	find := uikit.Name(widgets.NewEntry(i18n.T("photos.filter.find")), "photos.filter.find")
	rows := widgets.Column(theme.Gap4)
	const most = 60 // tags drawn at once
	fill := func() {
		rows.Objects = nil
		want := strings.ToLower(strings.TrimSpace(find.Text))
		for _, t := range s.shelf.Tags {
			if !strings.Contains(strings.ToLower(t.Name), want) || len(rows.Objects) >= most {
				continue
			}
			rows.Add(s.tagRow(f, row(t)))
		}
		if len(rows.Objects) == 0 {
			rows.Add(widgets.Quiet(i18n.T("photos.filter.no_tags")))
		}
		rows.Refresh()
	}
	find.OnChanged = func(string) { fill() }
	fill()
	return container.NewBorder(widgets.Pad(widgets.Column(theme.Gap8, widgets.Label(i18n.T("photos.filter.tags")), widgets.Tall(find)), 0, 0, theme.Gap8, 0), nil, nil, nil,
		container.NewVScroll(widgets.Pad(rows, 4, theme.Gap12, 4, 4)))
}

func (s *Screen) tagRow(f *app.PhotoFilter, t app.Named) fyne.CanvasObject {
	now := asNothing
	for as, ids := range map[string][]feltbog.ID{asNeed: f.Need, asAny: f.Any, asNever: f.Never} {
		if slices.Contains(ids, t.ID) {
			now = as
		}
	}
	seg := widgets.NewSegment([]widgets.Option{{Value: asNothing, Text: i18n.T("photos.filter.as.nothing")}, {Value: asNeed, Text: i18n.T("photos.filter.as.need")},
		{Value: asAny, Text: i18n.T("photos.filter.as.any")}, {Value: asNever, Text: i18n.T("photos.filter.as.never")}}, now, func(v string) {
		f.Need, f.Any, f.Never = toggled(f.Need, t.ID, v == asNeed), toggled(f.Any, t.ID, v == asAny), toggled(f.Never, t.ID, v == asNever)
	})
	return container.NewBorder(nil, nil, nil, uikit.Name(seg, "photos.filter.tag."+t.Name), container.NewBorder(nil, nil, nil, nil, widgets.Pad(widgets.Plain(t.Name), theme.Gap8, theme.Gap8, 0, 0)))
}

// filterWords says which filters are on.
func (s *Screen) filterWords() string {
	f := s.filter
	var parts []string
	add := func(on bool, key string) {
		if on {
			parts = append(parts, i18n.T("photos.filter."+key))
		}
	}
	add(f.Untagged, "untagged")
	add(f.Missing, "missing")
	add(f.Unhandled, "unhandled")
	add(f.Important, "important")
	add(f.Timeless, "timeless")
	if o, ok := s.shelf.Sessions[f.Session]; ok {
		parts = append(parts, sessionName(o, "x"))
	}
	for _, name := range []string{s.shelf.Places[f.Place], s.shelf.People[f.Photographer].Pseudonym} {
		if name != "" {
			parts = append(parts, name)
		}
	}
	for _, id := range f.Need {
		parts = append(parts, i18n.T("photos.filter.said.need", "tag", s.tagName(id)))
	}
	if len(f.Any) > 0 {
		var names []string
		for _, id := range f.Any {
			names = append(names, s.tagName(id))
		}
		parts = append(parts, i18n.T("photos.filter.said.any", "tags", strings.Join(names, ", ")))
	}
	for _, id := range f.Never {
		parts = append(parts, i18n.T("photos.filter.said.never", "tag", s.tagName(id)))
	}
	return strings.Join(parts, " · ")
}

func (s *Screen) tagName(id feltbog.ID) string {
	for _, t := range s.shelf.Tags {
		if t.ID == id {
			return t.Name
		}
	}
	return ""
}
