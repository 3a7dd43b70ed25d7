package guide

import (
	"context"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/trace"
	"feltbog/ui/widgets"
)

// line is one text that is written in place: a title, a question, a point of a list.
type line struct {
	key   string     // names it among the texts of the screen
	id    feltbog.ID // of its record
	must  bool       // it cannot be empty
	there bool       // it is in the vault
	good  string     // the text that was kept last
	edits int        // how often it was changed here
	saved int        // how many of these changes are in the vault
	block *widgets.NoteBlock
	// keep returns what writes a text.
	keep func(text string) func(context.Context) error
	// into puts a text into what was read, so that it is shown where it is drawn anew.
	into func(text string)
}

// newLine makes a line and binds what is typed in it.
func (s *Screen) newLine(key string, id feltbog.ID, text string) *line {
	l := &line{key: key, id: id, good: text, block: widgets.NewNoteBlock(s.editor, text)}
	l.block.Changed = func(text string) { s.typed(l, text) }
	l.block.Done = func(text string) { s.done(l, text) }
	if s.page.frozen() {
		l.block.State = widgets.NoteLocked
	}
	return l
}

// fresh says that nothing was written in it yet.
func (l *line) fresh() bool { return !l.there && l.edits == 0 }

func blank(text string) bool { return strings.TrimSpace(text) == "" }

// typed keeps what is typed, soon. An empty text is kept only where it may be.
func (s *Screen) typed(l *line, text string) {
	l.edits++
	if l.must && blank(text) {
		return
	}
	if s.last != nil && s.last != l {
		s.settle() // the keeper holds one text: that of the line before goes first
	}
	s.last, l.good = l, text
	if l.into != nil {
		l.into(text)
	}
	id, n, edits := l.id, len([]rune(text)), l.edits
	s.keep.Later(l, l.keep(text), func() { // a pause in the typing
		l.there, l.saved = true, edits
		trace.Event("kept", "id", id.String(), "runes", n)
		s.middle.paused(l)
	})
}

// done ends the writing in a line. One that cannot be empty gets back what it held.
func (s *Screen) done(l *line, text string) {
	if l.must && blank(text) && l.good != "" {
		l.block.SetText(l.good)
		s.host.Say(i18n.T("guide.text.kept"))
	}
	s.settle()
}

// settle makes what was typed one step for undo.
func (s *Screen) settle() {
	s.last = nil
	s.keep.Then(s.deps.Settle, func() { trace.Event("saved", "kind", string(feltbog.KindGuide)) })
}

// refill shows what was read, unless it was changed here since: seen are the changes that were in the vault when the reading
// began.
func (l *line) refill(text string, seen map[string]int) {
	if n, ok := seen[l.key]; l.edits > 0 && (!ok || n != l.edits) {
		return
	}
	l.there, l.good = true, text
	l.block.SetText(text)
}
