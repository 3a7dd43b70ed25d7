package feltbog

// ReviewForm words the sprint in which others try a guide before it is used ("designsprint, kvalificering af
// spørgeguide"). What comes of it is kept as a GuideReview.
type ReviewForm struct {
	TemplateHead
	// Name of the form.
	Name string `json:"name"`
	// Purpose of the sprint.
	Purpose string `json:"purpose"`
	// Before is the checklist.
	Before []string `json:"before"`
	// Steps of the sprint in order.
	Steps []ReviewStep `json:"steps"`
	// Asks words the fields of the form: participants, understood, bothers, rewording, decision, absent, result.
	Asks []ReviewAsk `json:"asks"`
	// After are the questions to end with.
	After []string `json:"after"`
}

// ReviewStep is one step of the sprint.
type ReviewStep struct {
	// Title of the step.
	Title string `json:"title"`
	// Minutes it takes.
	Minutes int `json:"minutes"`
	// Text says what is done.
	Text string `json:"text"`
}

// ReviewAsk words one field of the form.
type ReviewAsk struct {
	// Key of the field.
	Key string `json:"key"`
	// Ask is the question that the field answers.
	Ask string `json:"ask"`
	// Hint says how to answer; may be empty.
	Hint string `json:"hint,omitempty"`
	// Choices words the values to choose from, by value.
	Choices map[string]string `json:"choices,omitempty"`
}

// ReviewAsks lists the fields of a review form in the order in which they are filled in.
func ReviewAsks() []string {
	return []string{"participants", "understood", "bothers", "rewording", "decision", "absent", "result"}
}
