package feltbog

// KindPlanAction is the kind of PlanAction.
const KindPlanAction Kind = "plan_action"

// PlanStatus says how far a planned action has come.
type PlanStatus string

// The values of PlanStatus.
const (
	PlanIdea      PlanStatus = "idea"      // idé
	PlanPlanned   PlanStatus = "planned"   // planlagt
	PlanRunning   PlanStatus = "running"   // i gang
	PlanDone      PlanStatus = "done"      // gennemført
	PlanCancelled PlanStatus = "cancelled" // aflyst
	PlanMoved     PlanStatus = "moved"     // flyttet
)

// PlanStatuses lists them in the order in which they are shown.
func PlanStatuses() []PlanStatus {
	return []PlanStatus{PlanIdea, PlanPlanned, PlanRunning, PlanDone, PlanCancelled, PlanMoved}
}

// PlanAction is something the plan says we will do ("handling"). It may have several dates or none, and it keeps its
// caveat when nobody can know the date yet.
type PlanAction struct {
	Base
	// Row is the period the action stands in.
	Row ID `field:"row,required,index,ref=plan_row" json:"row"`
	// Text says what is done.
	Text string `field:"text,required,search,long" json:"text"`
	// Method is how it is done.
	Method ID `field:"method,ref=method_card" json:"method"`
	// Perspectives tell who takes part.
	Perspectives []Perspective `field:"perspectives,set" json:"perspectives"`
	// Responsible are the team members who see to it.
	Responsible []ID `field:"responsible,set,ref=member" json:"responsible"`
	// Dates are when it happens, in the order they were written.
	Dates []FuzzyDate `field:"dates" json:"dates"`
	// Caveat says what the dates depend on ("forbehold").
	Caveat string `field:"caveat" json:"caveat"`
	// Status says how far it has come.
	Status PlanStatus `field:"status" json:"status"`
	// Sessions are what came of it.
	Sessions []ID `field:"sessions,set,ref=session" json:"sessions"`
	// Order is the fractional index within the period.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*PlanAction) Kind() Kind { return KindPlanAction }

// Validate implements Record: its choices are among the known ones.
func (p *PlanAction) Validate() error {
	return first(
		eachOf(p, "perspectives", p.Perspectives, Perspectives()),
		oneOf(p, "status", p.Status, PlanStatuses()),
	)
}
