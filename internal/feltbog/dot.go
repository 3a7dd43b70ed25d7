package feltbog

// KindDot is the kind of Dot.
const KindDot Kind = "dot"

// DotMeaning says what a dot means.
type DotMeaning string

// The values of DotMeaning.
const (
	DotTouches  DotMeaning = "touches"  // rører
	DotWonders  DotMeaning = "wonders"  // undrer
	DotProvokes DotMeaning = "provokes" // provokerer
	DotPriority DotMeaning = "priority" // vigtigst
)

// DotMeanings lists them in the order in which they are shown.
func DotMeanings() []DotMeaning {
	return []DotMeaning{DotTouches, DotWonders, DotProvokes, DotPriority}
}

// Dot is a dot that somebody put on a card or a heap while reading in silence, or to choose ("prik").
type Dot struct {
	Base
	// Workshop it was put in.
	Workshop ID `field:"workshop,required,index,ref=workshop" json:"workshop"`
	// Target it was put on.
	Target ID `field:"target,required,index,ref=card|cluster|possibility" json:"target"`
	// Perspective of who put it.
	Perspective Perspective `field:"perspective,required" json:"perspective"`
	// Meaning of the dot.
	Meaning DotMeaning `field:"meaning,required" json:"meaning"`
	// Count is how many, when a table's dots are entered together; 0 is one.
	Count int `field:"count" json:"count"`
}

// Kind implements Record.
func (*Dot) Kind() Kind { return KindDot }

// Validate implements Record: its choices are among the known ones.
func (d *Dot) Validate() error {
	return first(
		oneOf(d, "perspective", d.Perspective, Perspectives()),
		oneOf(d, "meaning", d.Meaning, DotMeanings()),
		within(d, "count", d.Count, 0, 999),
	)
}
