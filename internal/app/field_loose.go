package app

import (
	"cmp"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
)

// LooseNote is a note that belongs to no session, as a list shows it.
type LooseNote struct {
	ID    feltbog.ID       `json:"id"`
	Type  feltbog.NoteType `json:"type"`
	Text  string           `json:"text"` // its first line
	Noted feltbog.Instant  `json:"noted"`
}

// looseNote shows a note by its first line with something in it.
func looseNote(n *feltbog.NoteBlock) LooseNote {
	l := LooseNote{ID: n.ID, Type: n.Type, Noted: n.Noted}
	if !n.Happened.IsZero() {
		l.Noted = n.Happened
	}
	for line := range strings.Lines(n.Text) {
		if l.Text = strings.TrimSpace(line); l.Text != "" {
			break
		}
	}
	return l
}

func byNoted(all []LooseNote) {
	slices.SortStableFunc(all, func(a, b LooseNote) int { return cmp.Compare(b.Noted.Milli(), a.Noted.Milli()) })
}
