package feltbog

// KindAnswer is the kind of Answer.
const KindAnswer Kind = "answer"

// Coverage says what became of a question.
type Coverage string

// The values of Coverage.
const (
	Asked    Coverage = "asked"    // stillet
	Skipped  Coverage = "skipped"  // sprunget over
	Declined Coverage = "declined" // ønskede ikke at svare
)

// Coverages lists them in the order in which they are shown.
func Coverages() []Coverage {
	return []Coverage{Asked, Skipped, Declined}
}

// Answer says what became of one question in one session ("svar"): asked, skipped or declined, and the answer where
// it was written under the question rather than in the note.
type Answer struct {
	Base
	// Session the question was asked in.
	Session ID `field:"session,required,index,ref=session" json:"session"`
	// Question that was asked, as it stands in the frozen guide.
	Question ID `field:"question,required,index,ref=question" json:"question"`
	// Participant who answered; none where the answer is everybody's.
	Participant ID `field:"participant,index,subject,ref=participant" json:"participant"`
	// Perspective of the answer.
	Perspective Perspective `field:"perspective" json:"perspective"`
	// Coverage says what became of the question.
	Coverage Coverage `field:"coverage,required" json:"coverage"`
	// Text of the answer.
	Text string `field:"text,search,long" json:"text"`
	// Verbatim tells that the text is in the participant's own words.
	Verbatim bool `field:"verbatim" json:"verbatim"`
	// Noted is when it was ticked or answered.
	Noted Instant `field:"noted" json:"noted"`
	// Tags that mark it.
	Tags []ID `field:"tags,set,ref=tag" json:"tags"`
}

// Kind implements Record.
func (*Answer) Kind() Kind { return KindAnswer }

// Validate implements Record: its choices are among the known ones.
func (a *Answer) Validate() error {
	return first(
		oneOf(a, "perspective", a.Perspective, Perspectives()),
		oneOf(a, "coverage", a.Coverage, Coverages()),
	)
}
