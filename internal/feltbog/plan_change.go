package feltbog

// KindPlanChange is the kind of PlanChange.
const KindPlanChange Kind = "plan_change"

// PlanChange is one line of the plan's change log ("ændringslog"): curiosity may overturn the plan, and then we write
// down why. It is written by people for people; the technical history is kept apart.
type PlanChange struct {
	Base
	// Action is what was changed; none when it concerns the whole plan.
	Action ID `field:"action,index,ref=plan_action|plan_row" json:"action"`
	// Date of the decision.
	Date FuzzyDate `field:"date,required" json:"date"`
	// Text says what was changed.
	Text string `field:"text,required,search,long" json:"text"`
	// Reason says why.
	Reason string `field:"reason,search,long" json:"reason"`
	// Trigger is the insight that set the change off.
	Trigger ID `field:"trigger,ref=excerpt|note_block|photo|interpretation|learning_point" json:"trigger"`
	// Member is who decided or wrote it down.
	Member ID `field:"member,ref=member" json:"member"`
}

// Kind implements Record.
func (*PlanChange) Kind() Kind { return KindPlanChange }

// Validate implements Record: its required fields are all it needs.
func (*PlanChange) Validate() error { return nil }
