package feltbog

// KindResearchQuestion is the kind of ResearchQuestion.
const KindResearchQuestion Kind = "research_question"

// ResearchQuestion is something the project wants to understand ("undersøgelsesspørgsmål"). Nobody is asked it
// directly; questions in guides serve it.
type ResearchQuestion struct {
	Base
	// Text of the question.
	Text string `field:"text,required,search,long" json:"text"`
	// Note on what we already believe to know.
	Note string `field:"note,search,long" json:"note"`
	// Order is the fractional index in the list.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*ResearchQuestion) Kind() Kind { return KindResearchQuestion }

// Validate implements Record: its required fields are all it needs.
func (*ResearchQuestion) Validate() error { return nil }
