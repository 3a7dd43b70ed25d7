package session

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/trace"
	"feltbog/ui/widgets"
)

// line is one note on the screen. A fresh one is in the vault from its first letter on.
type line struct {
	rec   feltbog.NoteBlock
	after feltbog.ID // a fresh one comes after this note; zero: last
	fresh bool       // nothing is typed in it yet
	there bool       // it is in the vault
	edits int        // how often it was changed here
	saved int        // which of the changes is in the vault
	looks string     // how it was shown last
	block *widgets.NoteBlock
	above fyne.CanvasObject

	checked string            // the words that were looked through for names
	offer   fyne.CanvasObject // what can be done about the names in it; nil: there are none
}

var noteIcons = map[feltbog.NoteType]string{
	feltbog.SeenHeard: "eye", feltbog.QuoteVerbatim: "quote", feltbog.Wonder: "wonder", feltbog.MethodNote: "metode",
	feltbog.OwnFeeling: "feeling", feltbog.ActionNeeded: "action", feltbog.QuoteMemory: "recall",
}

// newLine makes a line and binds what is done in it.
func (s *Screen) newLine(rec feltbog.NoteBlock) *line {
	l := &line{rec: rec}
	b := widgets.NewNoteBlock(s.editor, rec.Text)
	b.Changed = func(text string) { s.typed(l, text) }
	b.Done = func(string) { s.settle() }
	b.Split = func(_, after string) { s.split(l, after) }
	b.Join = func(text string) { s.join(l, text) }
	b.Up, b.Down = func() { s.walk(l, -1) }, func() { s.walk(l, 1) }
	b.Menu = func() []widgets.MenuItem { return s.noteMenu(l) }
	l.block = b
	return l
}

// dress gives a line its signs. What looks as before is not drawn anew.
func (s *Screen) dress(l *line) {
	b := l.block
	defer func() {
		if looks := fmt.Sprint(b.Clock, b.Kind, b.Icon, b.Italic, b.Tags); looks != l.looks {
			l.looks = looks
			b.Refresh()
		}
	}()
	b.Icon, b.Kind = noteIcons[l.rec.Type], i18n.T("session.kind."+string(l.rec.Type))
	if l.rec.Dimension != "" {
		b.Kind = i18n.T("session.dimension." + l.rec.Dimension)
	}
	b.Italic = l.rec.Type == feltbog.Wonder
	b.Clock = " " // keeps its column
	if !l.rec.Happened.IsZero() {
		b.Clock = i18n.Clock(l.rec.Happened.Time())
	}
	b.Tags = nil
	for _, t := range s.page.Tags {
		if slices.Contains(l.rec.Tags, t.ID) {
			b.Tags = append(b.Tags, t.Name)
		}
	}
	if l.rec.Zone != "" {
		b.Tags = append(b.Tags, l.rec.Zone)
	}
	for _, o := range s.page.Photos {
		if slices.Contains(l.rec.Photos, o.ID) {
			b.Tags = append(b.Tags, i18n.T("session.strip.photo", "number", i18n.Padded(o.Number)))
		}
	}
	for _, f := range s.page.Files {
		if f.Owner == l.rec.ID {
			b.Tags = append(b.Tags, i18n.T("session.file.tag", "name", f.Title))
		}
	}
}

// mine says whether a note is shown now: to the question that is asked, about the person one talks with. Without a guide
// all notes are.
func (s *Screen) mine(n *feltbog.NoteBlock) bool {
	if !s.state.Person.IsZero() && len(n.Participants) > 0 && !slices.Contains(n.Participants, s.state.Person) {
		return false
	}
	if len(s.page.Questions) == 0 {
		return true
	}
	q, _ := s.boundTo()
	return n.Question == q || q.IsZero() && !s.known(n.Question)
}

func (s *Screen) known(q feltbog.ID) bool {
	return slices.ContainsFunc(s.page.Questions, func(o app.SessionQuestion) bool { return o.ID == q })
}

// merge brings the lines up to date with what was read. What is being written, and what was changed here since the
// reading began, stays as it is.
func (s *Screen) merge(seen map[feltbog.ID]int) {
	var lines []*line
	for _, n := range s.page.Notes {
		if !s.mine(&n) {
			continue
		}
		i := slices.IndexFunc(s.lines, func(l *line) bool { return l.rec.ID == n.ID })
		if i < 0 {
			l := s.newLine(n)
			l.there = true
			lines = append(lines, l)
			continue
		}
		l := s.lines[i]
		if edits, ok := seen[n.ID]; ok && edits == l.edits {
			l.rec = n
			if !l.block.Editing() || l.block.Text() != n.Text {
				l.block.SetText(n.Text)
			}
		} else if l.rec.Happened.IsZero() {
			l.rec.Happened = n.Happened
		}
		l.fresh, l.there = false, true
		lines = append(lines, l)
	}
	for _, l := range s.lines { // what is begun and was not read keeps its place
		if _, read := seen[l.rec.ID]; read || slices.Contains(lines, l) || !s.mine(&l.rec) {
			continue
		}
		at := len(lines)
		if i := slices.IndexFunc(lines, func(o *line) bool { return o.rec.ID == l.after }); i >= 0 {
			at = i + 1
		}
		lines = slices.Insert(lines, at, l)
	}
	if at := s.editor.At(); at != nil && !slices.ContainsFunc(lines, func(l *line) bool { return l.block == at }) {
		s.editor.Leave()
	}
	s.lines = lines
	if len(lines) == 0 || !lines[len(lines)-1].fresh {
		s.lines = append(s.lines, s.compose(feltbog.ID{}))
	}
}

// compose makes the note that is begun next.
func (s *Screen) compose(after feltbog.ID) *line {
	rec := feltbog.NoteBlock{Session: s.id, Type: feltbog.SeenHeard, Layer: feltbog.Jotting, Zone: s.state.Zone}
	rec.ID = feltbog.NewID()
	rec.Question, rec.Theme = s.boundTo()
	if !s.state.Person.IsZero() {
		rec.Participants = []feltbog.ID{s.state.Person}
	}
	if s.observes() {
		rec.Grid = s.state.Grid
	}
	l := s.newLine(rec)
	l.fresh, l.after = true, after
	return l
}

// atOnce is how many notes are drawn at first, and how many more each time one scrolls up to the first of them.
const atOnce = 30

// drawNotes shows the last of the lines; earlier ones come when one scrolls up to them. The first that was drawn stays the
// first while one writes on: to draw all the others anew would cost more than a letter may.
func (s *Screen) drawNotes() {
	s.limit = max(s.limit, atOnce)
	if len(s.notes.Objects) > 0 {
		if i := slices.IndexFunc(s.lines, func(l *line) bool { return l.block == s.notes.Objects[0] }); i >= 0 {
			s.limit = max(s.limit, len(s.lines)-i)
		}
	}
	var all []fyne.CanvasObject
	for i, l := range s.lines[max(len(s.lines)-s.limit, 0):] {
		s.dress(l)
		if i > 0 {
			all = append(all, l.rule())
		}
		all = append(all, l.block)
		if l.offer != nil && !s.busy(l) {
			all = append(all, l.offer)
		}
	}
	drawn := len(s.notes.Objects)
	if drawn > 0 && drawn < len(all) && slices.Equal(s.notes.Objects, all[:drawn]) { // more at the end: the rest stays
		for _, o := range all[drawn:] {
			s.notes.Add(o)
		}
	} else if !slices.Equal(s.notes.Objects, all) {
		s.notes.Objects = all
		s.notes.Refresh()
	}
}

// toBottom scrolls to the last line, unless it is in view.
func (s *Screen) toBottom() {
	if s.scroll.Offset.Y+s.scroll.Size().Height < s.scroll.Content.MinSize().Height-1 {
		s.scroll.ScrollToBottom()
	}
}

// rule is the line above a note.
func (l *line) rule() fyne.CanvasObject {
	if l.above == nil {
		l.above = widgets.Rule()
	}
	return l.above
}

// scrolled brings earlier notes when one comes to the first that is drawn, and leaves in view what was.
func (s *Screen) scrolled(at fyne.Position) {
	if at.Y > 40 || s.limit >= len(s.lines) || s.growing {
		return
	}
	s.growing = true
	before := s.notes.MinSize().Height
	s.limit += atOnce
	s.drawNotes()
	s.scroll.ScrollToOffset(fyne.NewPos(0, at.Y+s.notes.MinSize().Height-before))
	s.growing = false
}

// writing is the line that is written in, nil for none.
func (s *Screen) writing() *line {
	if at := s.editor.At(); at != nil {
		for _, l := range s.lines {
			if l.block == at {
				return l
			}
		}
	}
	return nil
}

// current is the line that a key means: the one written in, or the last one.
func (s *Screen) current() *line {
	if l := s.writing(); l != nil {
		return l
	}
	if len(s.lines) == 0 {
		return nil
	}
	return s.lines[len(s.lines)-1]
}

// last is the empty line at the end.
func (s *Screen) last() *line {
	if n := len(s.lines); n == 0 || !s.lines[n-1].fresh {
		s.lines = append(s.lines, s.compose(feltbog.ID{}))
		s.drawNotes()
	}
	return s.lines[len(s.lines)-1]
}

// typed keeps what is typed, soon.
func (s *Screen) typed(l *line, text string) {
	if l.fresh && text == "" && l.rec.Text == "" {
		return
	}
	first := l.fresh
	s.keepText(l, text)
	if first { // the next empty line comes when this one is kept, not while a letter is waited for
		s.state.Note = l.rec.ID
		s.remember()
	}
	if high := l.block.MinSize().Height; (first || high != s.high) && s.nearEnd(l) {
		s.high = high
		s.toBottom()
	}
}

func (s *Screen) nearEnd(l *line) bool {
	i := slices.Index(s.lines, l)
	return i >= len(s.lines)-2
}

// keepText has the words of a line written soon.
func (s *Screen) keepText(l *line, text string) {
	l.rec.Text, l.fresh = text, false
	l.edits++
	edits := l.edits
	w := app.Written{ID: l.rec.ID, After: l.after, Fill: l.rec, Text: text}
	n := len([]rune(text))
	s.keep.Later(l, func(ctx context.Context) error { return s.deps.TypeNote(ctx, w) }, func() {
		l.saved = edits
		trace.Event("kept", "id", w.ID.String(), "runes", n)
		if !l.there {
			l.there = true
			s.reload() // for the time it was noted at
		}
	})
}

// settle ends the action that is being typed.
func (s *Screen) settle() {
	s.keep.Then(s.deps.Settle, func() {
		trace.Event("saved", "kind", string(feltbog.KindNoteBlock))
		s.reload()
	})
}

// split begins a new note with what stood after the cursor.
func (s *Screen) split(l *line, after string) {
	if l.fresh && after == "" {
		return // an empty note stays one
	}
	s.keepText(l, l.block.Text())
	s.settle()
	i := slices.Index(s.lines, l)
	if after == "" && i+1 < len(s.lines) && s.lines[i+1].fresh {
		s.write(s.lines[i+1], 0)
		return
	}
	next := s.compose(l.rec.ID)
	next.rec.Type = l.rec.Type
	s.lines = slices.Insert(s.lines, i+1, next)
	if after != "" {
		next.block.SetText(after)
		s.keepText(next, after)
	}
	s.drawNotes()
	s.write(next, 0)
}

// join puts a note behind the one before it.
func (s *Screen) join(l *line, text string) {
	i := slices.Index(s.lines, l)
	if i <= 0 {
		return
	}
	before := s.lines[i-1]
	cursor := len([]rune(before.block.Text()))
	if l.fresh || text == "" {
		if !l.fresh {
			s.remove(l)
		}
		s.write(before, cursor)
		return
	}
	joined := before.block.Text() + text
	before.rec.Text = joined
	before.edits++
	before.block.SetText(joined)
	s.lines = slices.Delete(s.lines, i, i+1)
	first, second := before.rec.ID, l.rec.ID
	edits := before.edits
	s.keep.Then(func(ctx context.Context) error { return s.deps.JoinNotes(ctx, first, second, joined) }, func() { before.saved = edits })
	s.drawNotes()
	s.write(before, cursor)
}

// walk goes to the note before or after.
func (s *Screen) walk(l *line, by int) {
	i := slices.Index(s.lines, l) + by
	if i < 0 || i >= len(s.lines) {
		return
	}
	cursor := -1
	if by > 0 {
		cursor = 0
	}
	s.write(s.lines[i], cursor)
}

// write moves the field to a line.
func (s *Screen) write(l *line, cursor int) {
	if i := slices.Index(s.lines, l); i >= 0 && len(s.lines)-i > s.limit {
		s.limit = len(s.lines) - i + atOnce
		s.drawNotes()
	}
	l.block.Edit(cursor)
	s.state.Note = l.rec.ID
	s.tools.show()
	if s.nearEnd(l) {
		s.toBottom()
	}
}

// wrote tells the tools which note has the field.
func (s *Screen) wrote() { s.tools.show() }

// resume puts the cursor where it was, or into the note that is begun next.
func (s *Screen) resume() {
	for _, l := range s.lines {
		if l.rec.ID == s.state.Note && !l.fresh {
			s.write(l, -1)
			return
		}
	}
	if s.page.Session.Ended.IsZero() {
		s.write(s.last(), -1)
	}
}

// remove puts a note into the trash.
func (s *Screen) remove(l *line) {
	if s.editor.At() == l.block {
		s.editor.Leave()
	}
	s.lines = slices.DeleteFunc(s.lines, func(o *line) bool { return o == l })
	id := l.rec.ID
	s.keep.Then(func(ctx context.Context) error { return s.deps.DeleteNote(ctx, id) }, func() {
		s.host.Say(i18n.T("session.note.deleted"))
	})
	s.drawNotes()
}

// noteMenu is what can be done with a note.
func (s *Screen) noteMenu(l *line) []widgets.MenuItem {
	if l.fresh {
		return nil
	}
	var items []widgets.MenuItem
	for _, t := range feltbog.NoteTypes() {
		items = append(items, widgets.MenuItem{Text: i18n.T("session.kind." + string(t)), Icon: noteIcons[t], Tap: func() { s.retype(l, t) }})
	}
	if s.Lay != nil {
		items = append(items, widgets.MenuItem{Text: i18n.T("board.lay"), Icon: "tolkning", Rule: true, Tap: func() { s.layThese(l) }})
	}
	return append(items,
		widgets.MenuItem{Text: i18n.T("session.note.file"), Icon: "camera", Tap: func() { s.attachTo(l) }},
		widgets.MenuItem{Text: i18n.T("session.note.delete"), Icon: "trash", Tap: func() { s.remove(l) }})
}

// lay puts the note that is being written into a joint interpretation, or all that are shown where none is.
func (s *Screen) lay() {
	for _, l := range s.lines {
		if s.editor.At() == l.block && !l.fresh {
			s.layThese(l)
			return
		}
	}
	s.layThese(s.lines...)
}

func (s *Screen) layThese(lines ...*line) {
	if s.Lay == nil {
		return
	}
	s.settle()
	var items []app.GateItem
	for _, l := range lines {
		if !l.fresh && l.rec.Type != feltbog.MethodNote && l.rec.Type != feltbog.OwnFeeling {
			items = append(items, app.GateItem{Kind: feltbog.KindNoteBlock, ID: l.rec.ID})
		}
	}
	back := screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: s.page.Session.ID}
	s.keep.Then(func(context.Context) error { return nil }, func() { s.Lay(items, back) }) // once it is written
}
