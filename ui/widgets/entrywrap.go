package widgets

import "unicode/utf8"

// In a text that wraps, the toolkit leaves a space out of its rows where a line breaks. When nothing but a line's end
// follows, its cursor has no place behind that space: it falls back before it, or into the next paragraph, and the next
// letter lands there. What stands here puts it right.

// at has something done to the text at the cursor, and keeps the cursor where that belongs: behind what was put in or
// before what was taken out. onward is true for what takes out what stands behind the cursor.
func (e *Entry) at(onward bool, change func()) {
	if !e.MultiLine || e.SelectedText() != "" {
		change()
		return
	}
	e.passSpace()
	from, before := e.CursorTextOffset(), utf8.RuneCountInString(e.Text)
	change()
	by := utf8.RuneCountInString(e.Text) - before
	if by == 0 {
		return
	}
	if !onward {
		from += by
	}
	if e.CursorTextOffset() != from {
		e.stand(from)
	}
}

// passSpace brings the cursor behind a space that has no place in a row, when it stands before one at the end of a line.
func (e *Entry) passSpace() {
	at, text := e.CursorTextOffset(), []rune(e.Text)
	if at >= len(text) || text[at] != ' ' || at+1 < len(text) && text[at+1] != '\n' {
		return
	}
	column := e.CursorColumn
	e.CursorColumn++
	e.Refresh() // takes the cursor back into the row
	if e.CursorColumn == column {
		e.CursorColumn++
		return
	}
	e.CursorColumn = column
	e.Refresh()
}

// stand puts the cursor into the row that a place in the text belongs to.
func (e *Entry) stand(at int) {
	for row := e.CursorRow; row >= 0; row-- {
		e.CursorRow, e.CursorColumn = row, 0
		if begin := e.CursorTextOffset(); begin <= at {
			e.CursorColumn = at - begin
			break
		}
	}
	e.Refresh()
}
