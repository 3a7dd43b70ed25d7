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

// words is a field of a picture that is kept while it is written.
type words struct {
	p       *inspector
	name    string
	entry   *widgets.Entry
	of      func(*feltbog.Photo) *string
	kept    string
	filling bool
}

func newWords(p *inspector, name string, rows int, of func(*feltbog.Photo) *string) *words {
	w := &words{p: p, name: name, of: of}
	if rows > 1 {
		w.entry = widgets.NewTextArea(i18n.T("photos.words."+name), rows)
	} else {
		w.entry = widgets.NewEntry(i18n.T("photos.words." + name))
	}
	uikit.Name(w.entry, "photos.words."+name)
	w.entry.OnChanged = func(text string) {
		if !w.filling {
			w.save(text)
		}
	}
	return w
}

type fieldOf struct {
	id   feltbog.ID
	name string
}

func (w *words) save(text string) {
	id, of := w.p.id, w.of
	w.p.s.keep.Later(fieldOf{id, w.name}, func(ctx context.Context) error {
		return w.p.s.deps.EditPhoto(ctx, id, func(o *feltbog.Photo) { *of(o) = text })
	}, func() {
		if id == w.p.id {
			w.kept = text
		}
		trace.Event("saved", "kind", string(feltbog.KindPhoto), "id", id.String())
	})
}

// set shows what is kept, unless something else is being written. Another picture's is always shown.
func (w *words) set(another bool) {
	text := *w.of(&w.p.now.Photo)
	if another || w.entry.Text == w.kept {
		w.filling = true
		if w.entry.Text != text {
			w.entry.SetText(text)
		}
		w.filling = false
		w.kept = text
	}
}

// whenWords say when a picture was taken, and by what.
func whenWords(o *feltbog.Photo) string {
	var parts []string
	switch {
	case !o.Taken.IsZero():
		parts = append(parts, i18n.Moment(o.Taken.Time()))
	case !o.When.IsZero():
		parts = append(parts, i18n.Fuzzy(o.When))
	default:
		parts = append(parts, i18n.T("photos.no_time"))
	}
	for _, s := range []string{o.Camera, o.FileName} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

// byWords say who took it.
func byWords(page app.PhotoPage) string {
	switch {
	case page.Maker != nil:
		return i18n.T("photos.by_participant", "who", page.Maker.Pseudonym)
	case page.Member != "":
		return i18n.T("photos.by_member", "who", page.Member)
	case page.Photo.MadeBy != "":
		return i18n.T("photos.made_by", "who", i18n.Choice("made_by", string(page.Photo.MadeBy)))
	}
	return i18n.T("photos.by_nobody")
}

// showSpots lists the spots that were pointed at.
func (p *inspector) showSpots() {
	p.spots.Objects = nil
	if len(p.pointed) > 0 || p.s.single.on {
		p.spots.Add(widgets.Label(i18n.T("photos.spots")))
	}
	for i := range p.pointed {
		r := &p.pointed[i]
		text := i18n.Number(i+1) + "  " + orElse(r.Label, i18n.Upper(i18n.Choice("region_type", string(r.Type))))
		if r.Note != "" {
			text += ": " + r.Note
		}
		if !p.s.single.on {
			p.spots.Add(widgets.NewText(text, theme.Small, theme.Ink))
			continue
		}
		b := widgets.NewChoice(text, "", p.spot.id == r.ID, func() { p.s.single.choose(i) })
		p.spots.Add(uikit.Name(b, "photos.spot."+i18n.Number(i+1)))
	}
	if p.s.single.on && len(p.pointed) == 0 {
		p.spots.Add(widgets.Quiet(i18n.T("photos.spots.none")))
	}
	p.spots.Hidden = len(p.spots.Objects) == 0
	p.spots.Refresh()
}

// showSaid lists the notes that the picture stands in; a tap goes to where it was said.
func (p *inspector) showSaid() {
	p.said.Objects = nil
	if len(p.now.Said) > 0 {
		p.said.Add(widgets.Label(i18n.T("photos.said")))
	}
	const most = 6
	for _, q := range p.now.Said[:min(len(p.now.Said), most)] {
		text := widgets.NewText(q.Text, theme.Small, theme.Ink)
		text.Lines = 4
		if q.Type.Quotes() {
			text.Text = i18n.T("photos.quote", "text", q.Text)
		} else if q.Type == feltbog.Wonder {
			text.Italic()
		}
		row := fyne.CanvasObject(text)
		if !q.Session.IsZero() {
			to := widgets.NewLink(i18n.T("photos.said.open"), func() {
				p.s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: q.Session})
			})
			row = widgets.Column(0, text, widgets.Row(0, to, widgets.Spacer()))
		}
		p.said.Add(row)
	}
	p.said.Hidden = len(p.said.Objects) == 0
	p.said.Refresh()
}

// showUse says how it stands with using the picture.
func (p *inspector) showUse() {
	look := looks[p.now.State]
	p.state.Set(i18n.T("photos.state."+string(p.now.State)), look.tone, look.icon)
	p.children.SetSelected(string(p.now.Photo.Children))
	p.may.Objects = mayRows(p.now.May)
	p.may.Refresh()
}

// mayRows say for each use whether the gate lets the picture out.
func mayRows(may []app.PhotoUse) (rows []fyne.CanvasObject) {
	for _, m := range may {
		icon, key := "x", "photos.may.no"
		switch {
		case m.Allowed:
			icon, key = "check", "photos.may.yes"
		case !m.Settled:
			icon, key = "help", "photos.may.open"
		}
		rows = append(rows, container.NewBorder(nil, nil, container.NewCenter(widgets.Icon(icon, theme.Ink2, 18)), nil,
			widgets.Pad(widgets.NewText(i18n.T(key, "use", i18n.Upper(i18n.Choice("use", string(m.Use)))), theme.Small, theme.Ink), 0, 0, 0, theme.Gap8)))
	}
	return rows
}
