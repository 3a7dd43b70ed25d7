package feltbog

import "slices"

// Grid is a set of headings that an observation is written under ("observationsskema").
type Grid string

// The grids. Spradley's nine dimensions and his quick triad, AEIOU and POEMS.
const (
	Spradley9     Grid = "spradley9"
	SpradleyTriad Grid = "spradley_triad"
	AEIOU         Grid = "aeiou"
	POEMS         Grid = "poems"
)

// Grids lists them in the order in which they are shown.
func Grids() []Grid { return []Grid{Spradley9, SpradleyTriad, AEIOU, POEMS} }

// Dimensions returns the headings of the grid in order, as they are stored; none for an unknown grid.
func (g Grid) Dimensions() []string {
	switch g {
	case Spradley9:
		return []string{"space", "actors", "activities", "objects", "acts", "events", "time", "goals", "feelings"}
	case SpradleyTriad:
		return []string{"place", "actors", "activities"}
	case AEIOU:
		return []string{"activities", "environments", "interactions", "objects", "users"}
	case POEMS:
		return []string{"people", "objects", "environments", "messages", "services"}
	}
	return nil
}

// validDimension refuses a heading that the grid does not have. A grid without a heading is fine: not sorted yet.
func validDimension(r Record, g Grid, dimension string) error {
	if dimension == "" || slices.Contains(g.Dimensions(), dimension) {
		return nil
	}
	return wrong(r, "dimension", dimension, rule("rule.heading", "the grid has no such heading"))
}
