package feltbog

// KindLearningPoint is the kind of LearningPoint.
const KindLearningPoint Kind = "learning_point"

// LearningType says what something learned is about.
type LearningType string

// The values of LearningType.
const (
	AboutLives       LearningType = "lives"       // om borgernes hverdag
	AboutCooperation LearningType = "cooperation" // om samarbejde
	AboutMethod      LearningType = "method"      // om metode
	AboutRules       LearningType = "rules"       // om regler
	AboutOrganising  LearningType = "organising"  // om organisering
	AboutOurselves   LearningType = "ourselves"   // om os selv
)

// LearningTypes lists them in the order in which they are shown.
func LearningTypes() []LearningType {
	return []LearningType{AboutLives, AboutCooperation, AboutMethod, AboutRules, AboutOrganising, AboutOurselves}
}

// LearningPoint is something the project has learned ("læringspunkt", Læring 11). What it rests on are EvidenceLinks.
type LearningPoint struct {
	Base
	// Number that is printed.
	Number int `field:"number,index" json:"number"`
	// Text: what we learned.
	Text string `field:"text,required,search,long" json:"text"`
	// Type says what it is about.
	Type LearningType `field:"type" json:"type"`
	// Perspectives it has been seen from.
	Perspectives []Perspective `field:"perspectives,set" json:"perspectives"`
	// Certainty says how sure we are.
	Certainty Certainty `field:"certainty" json:"certainty"`
	// Open tells that it is still being worked on.
	Open bool `field:"open" json:"open"`
	// Order is the fractional index in the list.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*LearningPoint) Kind() Kind { return KindLearningPoint }

// Validate implements Record: its choices are among the known ones.
func (l *LearningPoint) Validate() error {
	return first(
		oneOf(l, "type", l.Type, LearningTypes()),
		eachOf(l, "perspectives", l.Perspectives, Perspectives()),
		oneOf(l, "certainty", l.Certainty, Certainties()),
	)
}
