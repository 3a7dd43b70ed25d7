package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"feltbog/ui/theme"
	"feltbog/ui/uikit"
)

// NoteEditor is the one text field that all blocks of a note share: it moves to the block that is written in. One field
// of one block keeps writing quick however long the note is.
type NoteEditor struct {
	Entry *Entry
	// Entered is called when the writing begins in a block.
	Entered func(*NoteBlock)

	frame *container.ThemeOverride
	at    *NoteBlock
	quiet bool // while text is put in by the program
	lines int  // that the field is high
	// prompt stands in a block that has none of its own.
	prompt string
}

// NewNoteEditor returns an editor that is in no block.
func NewNoteEditor(placeholder string) *NoteEditor {
	e := &NoteEditor{Entry: NewTextArea(placeholder, 1)}
	e.Entry.OnChanged = e.changed
	e.Entry.Enter = e.split
	e.Entry.Keyed = e.keyed
	e.Entry.Left = func() {
		if e.at != nil {
			e.at.done()
		}
	}
	e.prompt = placeholder
	e.frame = container.NewThemeOverride(e.Entry, noteTheme{e})
	return e
}

// size is that of the words in the block.
func (e *NoteEditor) size() fyne.ThemeSizeName {
	if e.at == nil {
		return theme.Read
	}
	return e.at.size()
}

// At returns the block that is written in, nil for none.
func (e *NoteEditor) At() *NoteBlock { return e.at }

// Leave ends the writing. What was written has then been told.
func (e *NoteEditor) Leave() {
	b := e.at
	if b == nil {
		return
	}
	b.done()
	e.at = nil
	b.Refresh()
}

// enter moves the field to a block, with the cursor after some characters; -1 is the end.
func (e *NoteEditor) enter(b *NoteBlock, cursor int) {
	if e.at != b {
		e.Leave()
		e.at, e.quiet = b, true
		e.Entry.TextStyle.Italic, e.Entry.TextStyle.Bold = b.Italic, b.Bold
		if e.Entry.PlaceHolder = e.prompt; b.Prompt != "" {
			e.Entry.PlaceHolder = b.Prompt
		}
		e.Entry.SetText(b.text)
		e.lines = 0
		e.frame.Refresh() // words of another size
		e.quiet = false
	}
	b.Refresh()
	e.place(cursor)
	// The field is on no canvas before it was painted in its new block, so it gets the focus from the block's.
	if c := uikit.CanvasOf(b); c != nil && c.Focused() != fyne.Focusable(e.Entry) {
		c.Focus(e.Entry)
	}
	if e.Entered != nil {
		e.Entered(b)
	}
}

// place puts the cursor after some characters; -1 is the end.
func (e *NoteEditor) place(cursor int) {
	n := len([]rune(e.Entry.Text))
	if cursor < 0 || cursor > n {
		cursor = n
	}
	near, key := fyne.KeyPageUp, fyne.KeyRight
	if cursor > n/2 {
		near, key = fyne.KeyPageDown, fyne.KeyLeft
	}
	e.Entry.Entry.TypedKey(&fyne.KeyEvent{Name: near})
	for range n { // at most half of the text
		if e.Entry.CursorTextOffset() == cursor {
			return
		}
		e.Entry.Entry.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// changed tells the block, and grows the field with what is written.
func (e *NoteEditor) changed(s string) {
	if e.quiet || e.at == nil {
		return
	}
	e.at.text = s
	if e.at.Changed != nil {
		e.at.Changed(s)
	}
	if e.rows() {
		e.at.Refresh()
	}
}

// rows makes the field as high as its text and reports whether it has another number of lines than before.
func (e *NoteEditor) rows() bool {
	t := Text{Text: e.Entry.Text, As: e.size(), Style: e.Entry.TextStyle}
	lines := max(len(t.wrap(e.Entry.Size().Width-2*noteInner-2)), 1)
	if lines == e.lines {
		return false
	}
	e.lines = lines
	e.Entry.SetMinRowsVisible(lines)
	return true
}

// split begins a new block with what stands after the cursor.
func (e *NoteEditor) split() {
	b := e.at
	if b == nil || b.Split == nil {
		return
	}
	r := []rune(e.Entry.Text)
	cut := min(e.Entry.CursorTextOffset(), len(r))
	before, after := string(r[:cut]), string(r[cut:])
	if after != "" {
		e.quiet = true
		e.Entry.SetText(before)
		e.quiet = false
		b.text = before
		b.Refresh()
	}
	b.told = b.text
	b.Split(before, after)
}

// keyed takes the keys that leave the block.
func (e *NoteEditor) keyed(k *fyne.KeyEvent, mod fyne.KeyModifier) bool {
	b := e.at
	if b == nil || mod != 0 {
		return false
	}
	row := e.Entry.CursorRow
	switch {
	case k.Name == fyne.KeyEscape:
		e.Leave()
		take(b)
		return true
	case k.Name == fyne.KeyBackspace && b.Join != nil && e.Entry.SelectedText() == "" && e.Entry.CursorTextOffset() == 0:
		b.Join(e.Entry.Text)
		return true
	case k.Name == fyne.KeyUp && b.Up != nil && row == 0:
		b.Up()
		return true
	case k.Name == fyne.KeyDown && b.Down != nil:
		e.Entry.Entry.TypedKey(k)
		if e.Entry.CursorRow == row { // it was the last line
			b.Down()
		}
		return true
	}
	return false
}

const noteInner = float32(3)

// noteTheme is the look of a field that stands where the text of a block stood: no frame of its own, size of reading.
type noteTheme struct{ e *NoteEditor }

func (noteTheme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if n == fynetheme.ColorNameInputBackground || n == fynetheme.ColorNameInputBorder {
		return color.Transparent
	}
	return fyne.CurrentApp().Settings().Theme().Color(n, v)
}

func (noteTheme) Font(s fyne.TextStyle) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Font(s)
}

func (noteTheme) Icon(n fyne.ThemeIconName) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Icon(n)
}

func (t noteTheme) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case fynetheme.SizeNameText:
		return theme.Size(t.e.size())
	case fynetheme.SizeNameInputBorder:
		return 0
	case fynetheme.SizeNameInnerPadding:
		return noteInner
	}
	return fyne.CurrentApp().Settings().Theme().Size(n)
}
