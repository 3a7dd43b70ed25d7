package feltbog

// KindPlanRow is the kind of PlanRow.
const KindPlanRow Kind = "plan_row"

// PlanRow is one period of the process plan ("fase", "række i procesplanen"). Its label is free text, because a plan
// may say "Marts/april" or "Efter sommerferien" and mean just that.
type PlanRow struct {
	Base
	// Period is the label in the first column ("Tid").
	Period string `field:"period,required,search" json:"period"`
	// Note says what the period is about.
	Note string `field:"note,search,long" json:"note"`
	// Order is the fractional index in the plan.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*PlanRow) Kind() Kind { return KindPlanRow }

// Validate implements Record: its required fields are all it needs.
func (*PlanRow) Validate() error { return nil }
