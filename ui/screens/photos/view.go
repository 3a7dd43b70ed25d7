package photos

import (
	"slices"
	"strings"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// grouping says what pictures stand together by.
type grouping string

// The groupings, in the order of the menu.
const (
	byTime    grouping = "time"
	bySession grouping = "session"
	byPlace   grouping = "place"
	byTag     grouping = "tag"
)

func groupings() []grouping { return []grouping{byTime, bySession, byPlace, byTag} }

// The sizes of a tile, and how wide it then is at least, in Fyne units.
const (
	small  = "small"
	medium = "medium"
	large  = "large"
)

var (
	sizes = []string{small, medium, large}
	sides = map[string]float32{small: 84, medium: 112, large: 168}
)

// view is how the pictures are looked at on this machine.
type view struct {
	By     grouping
	Size   string
	Oldest bool // first
}

// keptView is the name under which this machine keeps it.
const keptView = "photos.view"

func (v view) String() string {
	order := "newest"
	if v.Oldest {
		order = "oldest"
	}
	return string(v.By) + " " + v.Size + " " + order
}

// readView reads what String wrote; what it does not know stays as it is.
func readView(text string, v view) view {
	for word := range strings.FieldsSeq(text) {
		switch {
		case slices.Contains(groupings(), grouping(word)):
			v.By = grouping(word)
		case slices.Contains(sizes, word):
			v.Size = word
		case word == "oldest" || word == "newest":
			v.Oldest = word == "oldest"
		}
	}
	return v
}

// Counts of the buttons over the grid.
type counts struct{ all, untagged, missing, unhandled int }

func count(lines []app.PhotoLine) (c counts) {
	c.all = len(lines)
	for i := range lines {
		l := &lines[i]
		if len(l.Tags) == 0 {
			c.untagged++
		}
		if l.State == app.PhotoMissing {
			c.missing++
		}
		if !l.Handled() {
			c.unhandled++
		}
	}
	return c
}

func toggled(ids []feltbog.ID, id feltbog.ID, on bool) []feltbog.ID {
	ids = slices.DeleteFunc(slices.Clone(ids), func(x feltbog.ID) bool { return x == id })
	if on {
		ids = append(ids, id)
	}
	return ids
}
