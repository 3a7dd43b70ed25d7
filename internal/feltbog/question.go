package feltbog

import "slices"

// KindQuestion is the kind of Question.
const KindQuestion Kind = "question"

// QuestionType says what a line of a guide is for.
type QuestionType string

// The values of QuestionType.
const (
	MainQuestion QuestionType = "main"       // hovedspørgsmål
	FollowUp     QuestionType = "follow_up"  // opfølgning
	Probe        QuestionType = "probe"      // probe
	Exercise     QuestionType = "exercise"   // øvelse
	Checkpoint   QuestionType = "checkpoint" // tjekpunkt
)

// QuestionTypes lists them in the order in which they are shown.
func QuestionTypes() []QuestionType {
	return []QuestionType{MainQuestion, FollowUp, Probe, Exercise, Checkpoint}
}

// Priority says how much it matters that a question is asked.
type Priority string

// The values of Priority.
const (
	Must   Priority = "must"   // skal
	Should Priority = "should" // bør
	May    Priority = "may"    // kan
)

// Priorities lists them in the order in which they are shown.
func Priorities() []Priority {
	return []Priority{Must, Should, May}
}

// Question is one thing the guide asks or reminds of ("spørgsmål"). A follow-up or a probe hangs under the question
// it follows.
type Question struct {
	Base
	// Guide the question belongs to.
	Guide ID `field:"guide,required,index,ref=guide" json:"guide"`
	// Theme it stands under.
	Theme ID `field:"theme,required,index,ref=guide_theme" json:"theme"`
	// Parent is the question that a follow-up or a probe belongs to.
	Parent ID `field:"parent,index,ref=question" json:"parent"`
	// Type says what the line is for.
	Type QuestionType `field:"type,required" json:"type"`
	// Priority says how much it matters that it is asked.
	Priority Priority `field:"priority" json:"priority"`
	// Text as it is asked.
	Text string `field:"text,required,search,long" json:"text"`
	// Comment to the interviewer.
	Comment string `field:"comment,search,long" json:"comment"`
	// ResearchQuestions are what the answer helps to understand; coverage is counted by them.
	ResearchQuestions []ID `field:"research_questions,set,ref=research_question" json:"research_questions"`
	// Kept are the keys of warnings that somebody looked at and left the text as it stands; the comment may say why.
	Kept []string `field:"kept,set" json:"kept"`
	// Order is the fractional index within the theme or under the parent.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*Question) Kind() Kind { return KindQuestion }

// Validate implements Record: a follow-up and a probe have a question to follow.
func (q *Question) Validate() error {
	return first(
		oneOf(q, "type", q.Type, QuestionTypes()),
		oneOf(q, "priority", q.Priority, Priorities()),
		when(q.Parent.IsZero() && (q.Type == FollowUp || q.Type == Probe), missing(q, "parent")),
		when(!q.ID.IsZero() && q.Parent == q.ID, wrong(q, "parent", q.Parent.String(), rule("rule.own_follower", "a question cannot follow itself"))),
	)
}

// Keeps reports whether somebody has left the text as it stands against a warning.
func (q *Question) Keeps(key WarningKey) bool { return slices.Contains(q.Kept, string(key)) }
