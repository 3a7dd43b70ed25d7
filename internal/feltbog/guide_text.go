package feltbog

// GuideText is a whole guide as text: what a template holds, and what is written to a file and read from it. What hangs
// under a question stands inside it, so that order and belonging need no numbers.
type GuideText struct {
	TemplateHead
	// ID of the guide the text was made from; none in a template.
	ID ID `json:"id,omitzero"`
	// Name of the guide.
	Name string `json:"name"`
	// Perspective of those it is meant for.
	Perspective Perspective `json:"perspective,omitempty"`
	// Audience says more closely whom it is meant for.
	Audience string `json:"audience,omitempty"`
	// Purpose of the conversation.
	Purpose string `json:"purpose,omitempty"`
	// Minutes the conversation is planned to take at most.
	Minutes int `json:"minutes,omitempty"`
	// Before is the checklist before the conversation.
	Before []string `json:"before,omitempty"`
	// Themes in order.
	Themes []ThemeText `json:"themes,omitempty"`
	// After are the questions the interviewer answers the same day.
	After []string `json:"after,omitempty"`
}

// ThemeText is a theme of a GuideText.
type ThemeText struct {
	// ID of the theme; none in a template.
	ID ID `json:"id,omitzero"`
	// Title of the theme.
	Title string `json:"title"`
	// Purpose says what the theme is to open.
	Purpose string `json:"purpose,omitempty"`
	// Minutes planned for it.
	Minutes int `json:"minutes,omitempty"`
	// Questions in order.
	Questions []QuestionText `json:"questions,omitempty"`
}

// QuestionText is a question of a GuideText with what hangs under it.
type QuestionText struct {
	// ID of the question; none in a template.
	ID ID `json:"id,omitzero"`
	// Type says what the line is for.
	Type QuestionType `json:"type"`
	// Priority says how much it matters that it is asked.
	Priority Priority `json:"priority,omitempty"`
	// Text as it is asked.
	Text string `json:"text"`
	// Comment to the interviewer.
	Comment string `json:"comment,omitempty"`
	// Research are the research questions it serves.
	Research []ResearchText `json:"research,omitempty"`
	// Under are the follow-ups and probes that belong to it.
	Under []QuestionText `json:"under,omitempty"`
}

// ResearchText is a research question that a question serves.
type ResearchText struct {
	// ID of the research question; none where the text was written by hand.
	ID ID `json:"id,omitzero"`
	// Text of the research question.
	Text string `json:"text"`
}

// Walk calls f with every question and how deep it hangs, in the order they are asked in, until f returns false.
func (g *GuideText) Walk(f func(t *ThemeText, q *QuestionText, depth int) bool) {
	var each func(t *ThemeText, all []QuestionText, depth int) bool
	each = func(t *ThemeText, all []QuestionText, depth int) bool {
		for i := range all {
			if !f(t, &all[i], depth) || !each(t, all[i].Under, depth+1) {
				return false
			}
		}
		return true
	}
	for i := range g.Themes {
		if !each(&g.Themes[i], g.Themes[i].Questions, 0) {
			return
		}
	}
}
