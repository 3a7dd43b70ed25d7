package feltbog

// KindGuideReview is the kind of GuideReview.
const KindGuideReview Kind = "guide_review"

// GuideReview is what came of having a guide tried by others before it is used ("kvalificering af spørgeguide").
type GuideReview struct {
	Base
	// Guide that was tried.
	Guide ID `field:"guide,required,index,ref=guide" json:"guide"`
	// Date it was tried.
	Date FuzzyDate `field:"date" json:"date"`
	// Perspectives of those who tried it.
	Perspectives []Perspective `field:"perspectives,set" json:"perspectives"`
	// Lines hold the verdict on each question.
	Lines []GuideReviewLine `field:"lines" json:"lines"`
	// Absent are questions that were found missing.
	Absent []string `field:"absent" json:"absent"`
	// Result is the version that came out of it.
	Result ID `field:"result,ref=guide_version" json:"result"`
}

// Kind implements Record.
func (*GuideReview) Kind() Kind { return KindGuideReview }

// Validate implements Record: its choices are among the known ones.
func (g *GuideReview) Validate() error {
	return first(
		eachOf(g, "perspectives", g.Perspectives, Perspectives()),
		g.validLines(),
	)
}

// ReviewDecision says what becomes of a question after a review.
type ReviewDecision string

// The values of ReviewDecision.
const (
	KeepQuestion   ReviewDecision = "keep"   // behold
	ChangeQuestion ReviewDecision = "change" // ret
	MoveQuestion   ReviewDecision = "move"   // flyt
	DropQuestion   ReviewDecision = "drop"   // slet
)

// ReviewDecisions lists them in the order in which they are shown.
func ReviewDecisions() []ReviewDecision {
	return []ReviewDecision{KeepQuestion, ChangeQuestion, MoveQuestion, DropQuestion}
}

// GuideReviewLine is the verdict on one question.
type GuideReviewLine struct {
	// Question that was tried.
	Question ID `json:"question"`
	// Text is how the question was worded when it was tried.
	Text string `json:"text"`
	// Understood says whether people understood it.
	Understood YesNo `json:"understood"`
	// Bothers says whom it makes uneasy.
	Bothers string `json:"bothers"`
	// Rewording is the new wording that was proposed.
	Rewording string `json:"rewording"`
	// Decision says what becomes of the question.
	Decision ReviewDecision `json:"decision"`
}

func (g *GuideReview) validLines() error {
	for _, l := range g.Lines {
		if err := first(
			when(l.Question.IsZero(), wrong(g, "lines", l.Rewording, rule("rule.question", "each line names its question"))),
			oneOf(g, "lines", l.Understood, YesNos()),
			oneOf(g, "lines", l.Decision, ReviewDecisions()),
		); err != nil {
			return err
		}
	}
	return nil
}
