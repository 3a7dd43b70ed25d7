package feltbog

// KindDisagreement is the kind of Disagreement.
const KindDisagreement Kind = "disagreement"

// Livable says whether a disagreement may be left standing.
type Livable string

// The values of Livable.
const (
	LivableYes         Livable = "yes"         // ja
	LivableInvestigate Livable = "investigate" // undersøg mere
	LivableNo          Livable = "no"          // nej
)

// Livables lists them in the order in which they are shown.
func Livables() []Livable {
	return []Livable{LivableYes, LivableInvestigate, LivableNo}
}

// Disagreement is a point on which perspectives differ ("uenighed"). It is kept, not solved.
type Disagreement struct {
	Base
	// Workshop it came up in.
	Workshop ID `field:"workshop,required,index,ref=workshop" json:"workshop"`
	// Group it came up in.
	Group ID `field:"group,ref=workshop_group" json:"group"`
	// Point that is disagreed on.
	Point string `field:"point,required,search,long" json:"point"`
	// PerspectiveA is the one side.
	PerspectiveA Perspective `field:"perspective_a" json:"perspective_a"`
	// ViewA is what the one side says.
	ViewA string `field:"view_a,search,long" json:"view_a"`
	// PerspectiveB is the other side.
	PerspectiveB Perspective `field:"perspective_b" json:"perspective_b"`
	// ViewB is what the other side says.
	ViewB string `field:"view_b,search,long" json:"view_b"`
	// Livable says whether it may be left standing.
	Livable Livable `field:"livable" json:"livable"`
	// Cards it is about.
	Cards []ID `field:"cards,set,ref=card" json:"cards"`
	// Cluster it is about.
	Cluster ID `field:"cluster,ref=cluster" json:"cluster"`
}

// Kind implements Record.
func (*Disagreement) Kind() Kind { return KindDisagreement }

// Validate implements Record: its choices are among the known ones.
func (d *Disagreement) Validate() error {
	return first(
		oneOf(d, "perspective_a", d.PerspectiveA, Perspectives()),
		oneOf(d, "perspective_b", d.PerspectiveB, Perspectives()),
		oneOf(d, "livable", d.Livable, Livables()),
	)
}
