package feltbog

// KindTrialAction is the kind of TrialAction.
const KindTrialAction Kind = "trial_action"

// TrialOutcome says how a trial went.
type TrialOutcome string

// The values of TrialOutcome.
const (
	TrialAsExpected TrialOutcome = "as_expected" // som forventet
	TrialBetter     TrialOutcome = "better"      // bedre
	TrialWorse      TrialOutcome = "worse"       // dårligere
	TrialMixed      TrialOutcome = "mixed"       // blandet
	TrialUnclear    TrialOutcome = "unclear"     // uklart
)

// TrialOutcomes lists them in the order in which they are shown.
func TrialOutcomes() []TrialOutcome {
	return []TrialOutcome{TrialAsExpected, TrialBetter, TrialWorse, TrialMixed, TrialUnclear}
}

// TrialDecision says what is done after a trial.
type TrialDecision string

// The values of TrialDecision.
const (
	TrialStop    TrialDecision = "stop"    // opgiv
	TrialAdapt   TrialDecision = "adapt"   // tilpas
	TrialRepeat  TrialDecision = "repeat"  // gentag
	TrialExtend  TrialDecision = "extend"  // udvid
	TrialOperate TrialDecision = "operate" // drift
)

// TrialDecisions lists them in the order in which they are shown.
func TrialDecisions() []TrialDecision {
	return []TrialDecision{TrialStop, TrialAdapt, TrialRepeat, TrialExtend, TrialOperate}
}

// TrialAction is a small trial of something new ("prøvehandling"), planned, done, studied and decided on in one
// round; the next round is a new one that points back.
type TrialAction struct {
	Base
	// Number that is printed.
	Number int `field:"number,index" json:"number"`
	// Name of the trial.
	Name string `field:"name,required,search" json:"name"`
	// Owner sees to it.
	Owner ID `field:"owner,ref=member" json:"owner"`
	// Before is the round this one builds on.
	Before ID `field:"before,index,ref=trial_action" json:"before"`
	// Starts is when.
	Starts FuzzyDate `field:"starts" json:"starts"`
	// Ends is when it is over.
	Ends FuzzyDate `field:"ends" json:"ends"`
	// Question: what do we want to know?
	Question string `field:"question,search,long" json:"question"`
	// Assumption: we believe that ... because ...
	Assumption string `field:"assumption,search,long" json:"assumption"`
	// Doing: what exactly, who, where, when, how many?
	Doing string `field:"doing,search,long" json:"doing"`
	// Measures are how we shall see whether it works.
	Measures []string `field:"measures" json:"measures"`
	// StopRule: when do we stop at once?
	StopRule string `field:"stop_rule,search,long" json:"stop_rule"`
	// Leave says who gave permission.
	Leave string `field:"leave,long" json:"leave"`
	// Happened is what was done and seen, deviations too.
	Happened string `field:"happened,search,long" json:"happened"`
	// Outcome says how it went.
	Outcome TrialOutcome `field:"outcome" json:"outcome"`
	// Learned is what we learned, also what nobody expected.
	Learned string `field:"learned,search,long" json:"learned"`
	// ForWhom says for whom it worked and for whom not.
	ForWhom string `field:"for_whom,search,long" json:"for_whom"`
	// Decision says what is done now.
	Decision TrialDecision `field:"decision" json:"decision"`
}

// Kind implements Record.
func (*TrialAction) Kind() Kind { return KindTrialAction }

// Validate implements Record: its choices are among the known ones.
func (t *TrialAction) Validate() error {
	return first(
		oneOf(t, "outcome", t.Outcome, TrialOutcomes()),
		oneOf(t, "decision", t.Decision, TrialDecisions()),
	)
}
