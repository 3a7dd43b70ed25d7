package feltbog

// GridText words an observation grid: what its headings are called and what to look for under each.
type GridText struct {
	TemplateHead
	// Grid it words.
	Grid Grid `json:"grid"`
	// Name of the grid.
	Name string `json:"name"`
	// Dimensions in the order of Grid.Dimensions.
	Dimensions []DimensionText `json:"dimensions"`
	// Advice to the observer, one sentence each.
	Advice []string `json:"advice,omitempty"`
}

// DimensionText is one heading of a grid.
type DimensionText struct {
	// Key is the heading as it is stored.
	Key string `json:"key"`
	// Name as people read it.
	Name string `json:"name"`
	// Look says what to look for.
	Look string `json:"look"`
}
