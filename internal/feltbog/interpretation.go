package feltbog

// KindInterpretation is the kind of Interpretation.
const KindInterpretation Kind = "interpretation"

// Interpretation is one reading of some excerpts by the team ("tolkning"). Without an excerpt it is shown as "uden
// belæg". What citizens, professionals and politicians read in a workshop are Readings.
type Interpretation struct {
	Base
	// Text of the reading.
	Text string `field:"text,required,search,long" json:"text"`
	// Perspective it is read from.
	Perspective Perspective `field:"perspective" json:"perspective"`
	// Excerpts it rests on.
	Excerpts []ID `field:"excerpts,set,ref=excerpt" json:"excerpts"`
	// ContradictedBy are excerpts that speak against it; they are never left out.
	ContradictedBy []ID `field:"contradicted_by,set,ref=excerpt" json:"contradicted_by"`
	// Theme it is part of.
	Theme ID `field:"theme,index,ref=theme" json:"theme"`
	// Member who wrote it.
	Member ID `field:"member,ref=member" json:"member"`
	// Certainty says how sure we are.
	Certainty Certainty `field:"certainty" json:"certainty"`
	// Order is the fractional index in its theme.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*Interpretation) Kind() Kind { return KindInterpretation }

// Validate implements Record: its choices are among the known ones.
func (i *Interpretation) Validate() error {
	return first(
		oneOf(i, "perspective", i.Perspective, Perspectives()),
		oneOf(i, "certainty", i.Certainty, Certainties()),
	)
}
