// Package help is the help for the place one came from, and the table of keys.
package help

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/assets"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Screen is the help.
type Screen struct {
	host  screen.Host
	about *fyne.Container // what is said about the place
	keys  *fyne.Container
	all   *fyne.Container
	find  *widgets.Entry
	topic string // the group of keys that stands first
}

// New returns the help.
func New(host screen.Host) *Screen {
	s := &Screen{host: host, about: widgets.Column(theme.Gap12), keys: widgets.Column(theme.Gap20)}
	s.find = uikit.Name(widgets.NewEntry(i18n.T("help.find")), "help.find")
	s.find.OnChanged = func(text string) { s.showKeys(text) }
	left := container.NewVScroll(widgets.Pad(s.about, 0, theme.Gap20, theme.Gap28, 0))
	right := container.NewBorder(widgets.Pad(widgets.Column(theme.Gap12, widgets.Headed(i18n.T("help.keys")), s.find), 0, 0, theme.Gap12, 0),
		nil, nil, nil, container.NewVScroll(widgets.Pad(s.keys, 0, theme.Gap16, theme.Gap28, 0)))
	s.all = widgets.Pad(widgets.Columns(theme.Gap28, []float32{1, 1}, left, right), theme.Gap20, theme.Gap28, 0, theme.Gap28)
	s.showKeys("")
	return s
}

// Title implements screen.Screen.
func (s *Screen) Title() string { return i18n.T("place.help") }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.all }

// Shown implements screen.Screen.
func (s *Screen) Shown(_ context.Context, at screen.Route) {
	part, topic, _ := strings.Cut(at.Part, "/")
	place := screen.Place(part)
	if !i18n.Has("help." + string(place)) {
		place = screen.Project
	}
	title, text := i18n.T("help.title", "place", i18n.T("place."+string(place))), "help."+string(place)
	if i18n.Has("help.topic." + topic) {
		title, text = i18n.T("help.topic."+topic+".title"), "help.topic."+topic
	} else {
		topic = ""
	}
	s.about.Objects = []fyne.CanvasObject{widgets.Titled(title)}
	for _, piece := range strings.Split(i18n.T(text), "\n") {
		s.about.Add(widgets.NewText(piece, theme.Read, theme.Ink))
	}
	s.about.Objects = append(s.about.Objects,
		widgets.Gap(theme.Gap8), widgets.Headed(i18n.T("help.always.title")))
	for _, line := range strings.Split(i18n.T("help.always"), "\n") {
		s.about.Add(widgets.Row(theme.Gap12, widgets.Icon("check", theme.Accent, 20), widgets.Plain(line)))
	}
	s.about.Add(widgets.Row(0, widgets.NewButton(i18n.T("help.back", "place", i18n.T("place."+string(place))), "left",
		func() { s.host.Open(screen.Route{Place: place}) })))
	s.about.Refresh()
	s.topic = topic
	s.find.SetText("")
	s.showKeys("")
	s.host.Window().Canvas().Focus(s.find)
	trace.Event("shown", "name", "help", "part", string(place), "topic", topic)
}

// FocusSearch implements screen.Searchable.
func (s *Screen) FocusSearch() bool {
	if s.find.Hidden {
		return false
	}
	s.host.Window().Canvas().Focus(s.find)
	return true
}

// showKeys lists the keys whose name or chord holds a text.
func (s *Screen) showKeys(text string) {
	text = strings.ToLower(strings.TrimSpace(text))
	var groups []string
	lines := map[string]*fyne.Container{}
	for _, k := range assets.Shortcuts() {
		name, chords := i18n.T("key."+k.ID), i18n.Chords(k.Keys)
		if text != "" && !strings.Contains(strings.ToLower(name+" "+strings.Join(chords, " ")), text) {
			continue
		}
		if lines[k.Group] == nil {
			groups = append(groups, k.Group)
			lines[k.Group] = widgets.Column(theme.Gap8, widgets.Label(i18n.T("keys."+k.Group)))
		}
		row := widgets.Row(theme.Gap8, widgets.Plain(name), widgets.Spacer())
		for _, c := range chords {
			row.Add(widgets.NewKeyCap(c))
		}
		lines[k.Group].Add(row)
	}
	if i := slices.Index(groups, s.topic); i > 0 {
		groups = append([]string{s.topic}, slices.Delete(groups, i, i+1)...)
	}
	s.keys.Objects = nil
	for _, g := range groups {
		s.keys.Add(widgets.Card(lines[g]))
	}
	if len(groups) == 0 {
		s.keys.Add(widgets.Quiet(i18n.T("help.nothing", "text", text)))
	}
	s.keys.Refresh()
}
