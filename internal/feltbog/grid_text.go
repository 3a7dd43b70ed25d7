package feltbog

import "strings"

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

// Guide makes a guide of the grid, to be edited as the project's own: a theme for each heading, with what to look for as
// its questions, and the advice as the checklist before.
func (g GridText) Guide() GuideText {
	out := GuideText{TemplateHead: TemplateHead{Key: g.Key, About: g.About, Language: g.Language}, Name: g.Name, Before: g.Advice}
	for _, d := range g.Dimensions {
		t := ThemeText{Title: d.Name}
		for _, look := range strings.SplitAfter(d.Look, "?") {
			if look = strings.TrimSpace(look); look != "" {
				t.Questions = append(t.Questions, QuestionText{Type: MainQuestion, Priority: May, Text: look})
			}
		}
		out.Themes = append(out.Themes, t)
	}
	return out
}
