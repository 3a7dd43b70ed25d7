package session

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// tools are what a note is given while it is written: its kind, its heading in an observation, its tags, a picture.
type tools struct {
	s          *Screen
	box        *fyne.Container
	kinds      map[feltbog.NoteType]*widgets.QuickTag
	grids      *widgets.Select
	zone       *widgets.Entry
	dimensions *fyne.Container
	look       *widgets.Text // for what, under the heading that is chosen
	grid       *fyne.Container
	tags       *fyne.Container
	file       *widgets.Button
	shown      string // what it says, so that it is drawn anew only when that changed
}

func newTools(s *Screen) *tools {
	t := &tools{s: s, kinds: map[feltbog.NoteType]*widgets.QuickTag{}, tags: widgets.Flow(theme.Gap8), dimensions: widgets.Flow(theme.Gap8), look: widgets.Quiet("")}
	kinds := widgets.Flow(theme.Gap8)
	for i, k := range feltbog.NoteTypes() {
		tag := uikit.Name(widgets.NewQuickTag(i18n.T("session.kind."+string(k)), digit(i), func() { s.kind(k) }), "session.kind."+string(k))
		t.kinds[k] = tag
		kinds.Add(tag)
	}
	options := []widgets.Option{{Value: "", Text: i18n.T("session.grid.none")}}
	for _, g := range feltbog.Grids() {
		options = append(options, widgets.Option{Value: string(g), Text: i18n.Choice("grid", string(g))})
	}
	t.grids = uikit.Name(widgets.NewSelect(options, "", func(v string) { s.setGrid(feltbog.Grid(v)) }), "session.grid")
	t.zone = uikit.Name(widgets.NewEntry(i18n.T("session.zone.prompt")), "session.zone")
	t.zone.OnChanged = func(text string) { s.setZone(text) }
	t.zone.Enter = func() { s.write(s.last(), -1) }
	t.grid = widgets.Column(theme.Gap8, widgets.Columns(theme.Gap8, []float32{1, 1.4}, t.grids, widgets.Tall(t.zone)), t.dimensions, t.look)
	t.file = uikit.Name(widgets.NewButton(i18n.T("session.note.file"), "camera", s.attach), "session.file")
	t.box = widgets.Column(theme.Gap8, widgets.Rule(), kinds, t.grid, t.tags, s.strip.box)
	return t
}

// show says of the current note what it has.
func (t *tools) show() {
	s := t.s
	l := s.current()
	if l == nil || !s.there {
		return
	}
	tags, ofPhoto := s.strip.tags()
	if !ofPhoto {
		tags = l.rec.Tags
	}
	shown := fmt.Sprint(l.rec.Type, l.rec.Dimension, tags, ofPhoto, s.state.Grid, s.state.Zone, s.page.Pinned, s.page.Tags, s.page.Session.Type)
	if shown == t.shown {
		return
	}
	t.shown = shown
	for k, tag := range t.kinds {
		tag.SetState(onOff(k == l.rec.Type))
	}
	t.grid.Hidden = !s.observes() && !s.raid()
	t.grids.SetSelected(string(s.state.Grid))
	if t.zone.Text != s.state.Zone {
		t.zone.SetText(s.state.Zone)
	}
	t.dimensions.Objects = nil
	for i, d := range s.state.Grid.Dimensions() {
		tag := widgets.NewQuickTag(i18n.T("session.dimension."+d), chord("Ctrl+Shift+"+digit(i)), func() { s.dimensionAt(i) })
		tag.State = onOff(l.rec.Dimension == d)
		t.dimensions.Add(uikit.Name(tag, "session.dimension."+d))
	}
	t.dimensions.Refresh()
	t.look.SetText(s.lookFor(l.rec.Dimension))
	t.look.Hidden = t.look.Text == ""
	t.tags.Objects = nil
	if len(s.page.Pinned) > 0 {
		word := i18n.T("session.tags.alt")
		if ofPhoto {
			word = i18n.T("session.tags.photo")
		}
		t.tags.Add(container.NewCenter(widgets.Label(word).Line()))
	}
	for i, id := range s.page.Pinned {
		j := slices.IndexFunc(s.page.Tags, func(o feltbog.Tag) bool { return o.ID == id })
		if j < 0 || i >= 9 {
			continue
		}
		tag := widgets.NewQuickTag(s.page.Tags[j].Name, digit(i), func() { s.mark(id) })
		tag.State = onOff(slices.Contains(tags, id))
		t.tags.Add(uikit.Name(tag, "session.tag."+digit(i)))
	}
	find := uikit.Name(widgets.NewButton(i18n.T("session.tag.find"), "search", s.findTag), "session.tag.find")
	find.Key = chord("Alt+T")
	t.tags.Add(find)
	t.tags.Add(t.file)
	t.tags.Refresh()
	t.box.Refresh()
}

// lookFor says what to look for under a heading of the grid.
func (s *Screen) lookFor(dimension string) string {
	for _, g := range s.grids {
		for _, d := range g.Dimensions {
			if g.Grid == s.state.Grid && d.Key == dimension {
				return d.Look
			}
		}
	}
	return ""
}

func onOff(on bool) widgets.TagState {
	if on {
		return widgets.TagOn
	}
	return widgets.TagOff
}

// kind makes the current note one of a kind.
func (s *Screen) kind(k feltbog.NoteType) {
	if l := s.current(); l != nil {
		s.retype(l, k)
		if s.writing() == nil {
			s.write(l, -1)
		}
	}
}

func (s *Screen) retype(l *line, k feltbog.NoteType) {
	s.change(l, func(n *feltbog.NoteBlock) {
		n.Type = k
		if k.Quotes() && n.Speaker.IsZero() && len(n.Participants) == 1 {
			n.Speaker = n.Participants[0]
		} else if !k.Quotes() {
			n.Speaker = feltbog.ID{}
		}
	})
	trace.Event("kind", "kind", string(k))
}

// change does something to a note: at once to one that is begun, in the vault to one that is there.
func (s *Screen) change(l *line, f func(*feltbog.NoteBlock)) {
	f(&l.rec)
	l.edits++
	if !l.fresh {
		id := l.rec.ID
		edits := l.edits
		s.keep.Then(func(ctx context.Context) error { return s.deps.EditNote(ctx, id, f) }, func() {
			l.saved = edits
			trace.Event("changed", "id", id.String())
		})
	}
	s.dress(l)
	s.tools.show()
}

// setGrid changes the headings that lines are written under; nothing written changes.
func (s *Screen) setGrid(g feltbog.Grid) {
	s.state.Grid = g
	for _, l := range s.lines {
		if l.fresh && l.rec.Text == "" {
			l.rec.Grid, l.rec.Dimension = g, ""
			s.dress(l)
		}
	}
	s.remember()
	s.tools.show()
}

// setZone says where at the place the next lines are seen.
func (s *Screen) setZone(zone string) {
	if s.state.Zone == zone {
		return
	}
	s.state.Zone = zone
	for _, l := range s.lines {
		if l.fresh && l.rec.Text == "" {
			l.rec.Zone = zone
			s.dress(l)
		}
	}
	s.remember()
}

// dimensionAt puts the current note under a heading of the grid, or takes it from there.
func (s *Screen) dimensionAt(i int) {
	all := s.state.Grid.Dimensions()
	l := s.current()
	if l == nil || i >= len(all) || !s.observes() && !s.raid() {
		return
	}
	d, g := all[i], s.state.Grid
	s.change(l, func(n *feltbog.NoteBlock) {
		if n.Grid, n.Dimension = g, d; l.rec.Dimension == d && !l.fresh {
			n.Dimension = d
		}
	})
	if s.writing() == nil {
		s.write(l, -1)
	}
}

// quickTag puts the tag of a key on the current note, or takes it off.
func (s *Screen) quickTag(i int) {
	if i < len(s.page.Pinned) {
		s.mark(s.page.Pinned[i])
	}
}

func (s *Screen) mark(tag feltbog.ID) {
	if s.strip.tag(tag) {
		return
	}
	l := s.current()
	if l == nil {
		return
	}
	if l.fresh && l.rec.Text == "" && len(s.lines) > 1 && s.writing() == nil {
		l = s.lines[len(s.lines)-2] // the note that was just written
	}
	toggle := func(n *feltbog.NoteBlock) {
		if i := slices.Index(n.Tags, tag); i >= 0 {
			n.Tags = slices.Delete(slices.Clone(n.Tags), i, i+1)
		} else {
			n.Tags = append(slices.Clone(n.Tags), tag)
		}
	}
	toggle(&l.rec)
	l.edits++
	if !l.fresh {
		id, edits := l.rec.ID, l.edits
		s.keep.Then(func(ctx context.Context) error {
			_, err := s.deps.MarkNote(ctx, id, tag)
			return err
		}, func() {
			l.saved = edits
			trace.Event("tagged", "id", id.String())
		})
	}
	s.dress(l)
	s.tools.show()
}
