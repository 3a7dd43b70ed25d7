package home

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

// row is a line of the list of sessions: a day, a loose note, or what, where and when, with whom, and what it waits for.
type row struct {
	widget.BaseWidget
	day         *widgets.Text
	icon        *widgets.Chip
	title, meta *widgets.Text
	who         *fyne.Container
	badges      []*widgets.Badge
	rest        *widgets.Text
	state       *widgets.Chip
	line, root  *fyne.Container
}

// shownPeople is how many badges stand in a row.
const shownPeople = 6

func newRow() *row {
	r := &row{day: widgets.Label("").Line(), icon: widgets.NewChip("", widgets.Neutral, "bubble"), title: widgets.Plain("").Bold().Ellipsis(), meta: widgets.Quiet("").Ellipsis(),
		rest: widgets.Quiet("").Line(), state: widgets.NewChip("", widgets.Neutral, "")}
	r.icon.Bare = true
	r.who = widgets.Row(theme.Gap4)
	for range shownPeople {
		b := widgets.NewBadge(widgets.RoleOf(""), widgets.Heard, 22)
		b.Hide()
		r.badges = append(r.badges, b)
		r.who.Add(b)
	}
	r.who.Add(r.rest)
	r.line = widgets.Pad(container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(r.icon), 0, theme.Gap8, 0, 0),
		container.NewCenter(widgets.Row(theme.Gap12, r.who, r.state)), widgets.Column(2, r.title, r.meta)), theme.Gap8, theme.Gap8, theme.Gap8, theme.Gap8)
	r.root = container.NewStack(r.line, container.NewBorder(nil, widgets.Pad(r.day, 0, 0, theme.Gap8, theme.Gap8), nil, nil))
	r.ExtendBaseWidget(r)
	return r
}

var typeIcons = map[feltbog.SessionType]string{feltbog.EthnoRaid: "point", feltbog.FieldVisit: "eye", feltbog.GroupTalk: "person"}

func (r *row) show(e entry) {
	heading := e.day != ""
	r.line.Hidden, r.day.Hidden = heading, !heading
	if heading {
		r.day.SetText(e.day)
		r.root.Refresh()
		return
	}
	r.state.Hidden = e.note != nil
	if e.note != nil {
		r.showNote(*e.note)
		return
	}
	icon := typeIcons[e.Type]
	if icon == "" {
		icon = "bubble"
	}
	r.icon.Set("", widgets.Neutral, icon)
	r.title.SetText(title(e.SessionRow))
	r.meta.SetText(meta(e.SessionRow))
	for i, b := range r.badges {
		b.Hidden = i >= len(e.Who)
		if !b.Hidden {
			b.Set(widgets.RoleOf(string(e.Who[i].Perspective)), widgets.Heard)
		}
	}
	r.rest.SetText("")
	if more := len(e.Who) - shownPeople; more > 0 {
		r.rest.SetText(i18n.T("home.more", "n", i18n.Number(more)))
	}
	r.rest.Hidden = len(e.Who) <= shownPeople
	switch {
	case e.Ended.IsZero():
		r.state.Set(i18n.T("home.runs"), widgets.Accent, "play")
	case e.Late:
		r.state.Set(i18n.N("home.waits", e.Waiting), widgets.Amber, "clock")
	case e.Waiting > 0:
		r.state.Set(i18n.N("home.waits", e.Waiting), widgets.Neutral, "edit")
	case e.Notes == 0:
		r.state.Set(i18n.T("home.empty"), widgets.Neutral, "")
	default:
		r.state.Set(i18n.T("home.done"), widgets.Green, "check")
	}
	r.root.Refresh()
}

// showNote shows a loose note by its first line.
func (r *row) showNote(n app.LooseNote) {
	r.icon.Set("", widgets.Neutral, "note")
	text := n.Text
	if text == "" {
		text = i18n.T("home.loose.empty")
	}
	r.title.SetText(text)
	parts := []string{i18n.Clock(n.Noted.Time().Local()), i18n.T("home.loose"), i18n.Choice("note_type", string(n.Type))}
	if n.Noted.IsZero() {
		parts = parts[1:]
	}
	r.meta.SetText(strings.Join(parts, " · "))
	for _, b := range r.badges {
		b.Hide()
	}
	r.rest.Hide()
	r.root.Refresh()
}

// title says what a session was: what it is called, or its type and where.
func title(r app.SessionRow) string {
	switch what := i18n.Upper(i18n.Choice("session_type", string(r.Type))); {
	case r.Title != "":
		return r.Title
	case r.Place != "":
		return i18n.T("home.title", "type", what, "place", r.Place)
	default:
		return what
	}
}

func meta(r app.SessionRow) string {
	parts := []string{i18n.Clock(r.Started.Time().Local())}
	if r.Ended.IsZero() {
		parts[0] = i18n.Moment(r.Started.Time().Local())
	}
	if r.Title != "" && r.Place != "" {
		parts = append(parts, r.Place)
	}
	var codes []string
	for i, o := range r.Who {
		if i == 3 {
			codes = append(codes, "…")
			break
		}
		codes = append(codes, o.Pseudonym)
	}
	if len(codes) > 0 {
		parts = append(parts, strings.Join(codes, ", "))
	}
	if r.Notes > 0 {
		parts = append(parts, i18n.N("home.notes", r.Notes))
	}
	if r.Photos > 0 {
		parts = append(parts, i18n.N("home.photos", r.Photos))
	}
	if r.Files > 0 {
		parts = append(parts, i18n.N("home.files", r.Files))
	}
	if r.Guide != "" {
		parts = append(parts, r.Guide)
	}
	if r.Unasked > 0 && !r.Ended.IsZero() {
		parts = append(parts, i18n.N("home.unasked", r.Unasked))
	}
	return strings.Join(parts, " · ")
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.root) }
