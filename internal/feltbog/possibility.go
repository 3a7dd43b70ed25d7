package feltbog

// KindPossibility is the kind of Possibility.
const KindPossibility Kind = "possibility"

// Possibility is an opening that a workshop sees ("mulighed, Hvordan kan vi ...?") with one small step.
type Possibility struct {
	Base
	// Workshop it was found in.
	Workshop ID `field:"workshop,required,index,ref=workshop" json:"workshop"`
	// Group that found it.
	Group ID `field:"group,ref=workshop_group" json:"group"`
	// Text: how might we ...?
	Text string `field:"text,required,search,long" json:"text"`
	// Who should take part, by role.
	Who string `field:"who,search" json:"who"`
	// FirstStep is the small first step.
	FirstStep string `field:"first_step,search,long" json:"first_step"`
	// Cluster it grew out of.
	Cluster ID `field:"cluster,ref=cluster" json:"cluster"`
	// Perspectives of those who stand behind it.
	Perspectives []Perspective `field:"perspectives,set" json:"perspectives"`
}

// Kind implements Record.
func (*Possibility) Kind() Kind { return KindPossibility }

// Validate implements Record: its choices are among the known ones.
func (p *Possibility) Validate() error {
	return eachOf(p, "perspectives", p.Perspectives, Perspectives())
}
