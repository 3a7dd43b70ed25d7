package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"feltbog/ui/theme"
	"feltbog/ui/uikit"
)

// NoteState says whether a block can be written in.
type NoteState int

// The states of a block.
const (
	NoteOpen     NoteState = iota
	NoteConflict           // it was written in two places; Why says so, a tap calls Solve
	NoteLocked             // it can only be read; Why says why
)

// NoteBlock is one note of a sequence: when, of what kind, the words, the tags. It is read until it is tapped, or Enter
// is pressed on it; then the shared field takes the place of the words. Fields are set before it is shown, or changed
// with a Refresh after.
type NoteBlock struct {
	target
	Clock      string
	Icon, Kind string // of note
	Marks      []Span
	Italic     bool
	Bold       bool
	As         fyne.ThemeSizeName // of the words; default theme.Read
	Prompt     string             // what stands there, quietly, while there are no words
	Tags       []string
	State      NoteState
	Why        string

	Changed  func(text string)          // for each key
	Done     func(text string)          // when it is left and the words are others than before
	Split    func(before, after string) // Enter: a new block begins with what stood after the cursor
	Join     func(text string)          // Backspace at the beginning: the words go to the block before
	Up, Down func()                     // over the first or the last line
	Solve    func()
	Menu     func() []MenuItem

	ed   *NoteEditor
	text string
	told string // the words that were told last
}

// NewNoteBlock returns a block; blocks of one note share one editor.
func NewNoteBlock(ed *NoteEditor, text string) *NoteBlock {
	b := &NoteBlock{ed: ed, text: text, told: text}
	b.as(b, b.tapped)
	b.keys = b.typed
	return b
}

func (b *NoteBlock) size() fyne.ThemeSizeName {
	if b.As == "" {
		return theme.Read
	}
	return b.As
}

// Text returns the words.
func (b *NoteBlock) Text() string { return b.text }

// SetText changes the words, also under the cursor when they were changed elsewhere.
func (b *NoteBlock) SetText(s string) {
	if b.text == s {
		return
	}
	b.text, b.told = s, s
	if b.Editing() {
		cursor := b.ed.Entry.CursorTextOffset()
		b.ed.quiet = true
		b.ed.Entry.SetText(s)
		b.ed.quiet = false
		b.ed.place(min(cursor, len([]rune(s))))
	}
	b.Refresh()
}

// Editing reports whether it is written in.
func (b *NoteBlock) Editing() bool { return b.ed != nil && b.ed.at == b }

// Edit begins the writing, with the cursor after some characters; -1 is the end. A locked block stays as it is.
func (b *NoteBlock) Edit(cursor int) {
	if b.State == NoteOpen && b.ed != nil && !b.off {
		b.ed.enter(b, cursor)
	}
}

func (b *NoteBlock) tapped() {
	switch {
	case b.State == NoteConflict && b.Solve != nil:
		b.Solve()
	case b.State == NoteOpen:
		b.Edit(-1)
	default:
		take(b)
	}
}

func (b *NoteBlock) typed(e *fyne.KeyEvent) bool {
	switch {
	case e.Name == fyne.KeyUp && b.Up != nil:
		b.Up()
	case e.Name == fyne.KeyDown && b.Down != nil:
		b.Down()
	case e.Name == desktop.KeyMenu && b.Menu != nil:
		pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
		NewMenu(b.Menu()...).ShowAt(uikit.CanvasOf(b), pos.Add(fyne.NewPos(theme.Gap40, b.Size().Height)))
	default:
		return false
	}
	return true
}

// TappedSecondary shows what can be done with it.
func (b *NoteBlock) TappedSecondary(e *fyne.PointEvent) {
	if b.Menu != nil {
		NewMenu(b.Menu()...).ShowAt(uikit.CanvasOf(b), e.AbsolutePosition)
	}
}

// done tells words that were not told yet.
func (b *NoteBlock) done() {
	if b.text == b.told {
		return
	}
	b.told = b.text
	if b.Done != nil {
		b.Done(b.text)
	}
}
