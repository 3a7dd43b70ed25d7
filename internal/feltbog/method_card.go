package feltbog

// KindMethodCard is the kind of MethodCard.
const KindMethodCard Kind = "method_card"

// MethodCard explains one way of working ("metodekort"): when to use it, when not to, and what comes out.
type MethodCard struct {
	Base
	// Name of the method.
	Name string `field:"name,required,search" json:"name"`
	// Summary in a few sentences.
	Summary string `field:"summary,required,search,long" json:"summary"`
	// UseWhen says when the method is right.
	UseWhen string `field:"use_when,search,long" json:"use_when"`
	// AvoidWhen says when it is not.
	AvoidWhen string `field:"avoid_when,search,long" json:"avoid_when"`
	// People says who takes part and how many.
	People string `field:"people,long" json:"people"`
	// Duration as people say it: "60–90 min".
	Duration string `field:"duration" json:"duration"`
	// Preparation is the checklist before.
	Preparation []string `field:"preparation" json:"preparation"`
	// Steps are what is done, in order.
	Steps []string `field:"steps" json:"steps"`
	// Product is what there is afterwards.
	Product string `field:"product,long" json:"product"`
	// Ethics says what to look out for.
	Ethics string `field:"ethics,long" json:"ethics"`
	// Templates are the names of the templates that belong to it.
	Templates []string `field:"templates" json:"templates"`
	// Order is the fractional index among the cards.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*MethodCard) Kind() Kind { return KindMethodCard }

// Validate implements Record: its required fields are all it needs.
func (*MethodCard) Validate() error { return nil }
