package feltbog

// KindReading is the kind of Reading.
const KindReading Kind = "reading"

// ReadingType says what a slip does with the material.
type ReadingType string

// The values of ReadingType.
const (
	Sees            ReadingType = "sees"        // ser
	Wonders         ReadingType = "wonders"     // undrer
	Interprets      ReadingType = "interprets"  // tolker
	Disagrees       ReadingType = "disagrees"   // uenig
	SeesPossibility ReadingType = "possibility" // mulighed
)

// ReadingTypes lists them in the order in which they are shown.
func ReadingTypes() []ReadingType {
	return []ReadingType{Sees, Wonders, Interprets, Disagrees, SeesPossibility}
}

// Reading is one thing that somebody in a workshop sees in the material ("læsning, seddel"), stored by role and never
// by person. Readings that disagree stand side by side.
type Reading struct {
	Base
	// Workshop it was said in.
	Workshop ID `field:"workshop,required,index,ref=workshop" json:"workshop"`
	// Group it was said in.
	Group ID `field:"group,index,ref=workshop_group" json:"group"`
	// Perspective of the reader.
	Perspective Perspective `field:"perspective,required" json:"perspective"`
	// ReadAs is the perspective the reader had taken on, in the exercise where people swap.
	ReadAs Perspective `field:"read_as" json:"read_as"`
	// Type says what the slip does.
	Type ReadingType `field:"type,required" json:"type"`
	// Text of the slip.
	Text string `field:"text,required,search,long" json:"text"`
	// Cards it points to; an interpretation without one is shown as "uden belæg".
	Cards []ID `field:"cards,set,ref=card" json:"cards"`
	// Cluster it is about, where it is about a whole heap.
	Cluster ID `field:"cluster,index,ref=cluster" json:"cluster"`
	// Order is the fractional index in the list.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*Reading) Kind() Kind { return KindReading }

// Validate implements Record: its choices are among the known ones.
func (r *Reading) Validate() error {
	return first(
		oneOf(r, "perspective", r.Perspective, Perspectives()),
		oneOf(r, "read_as", r.ReadAs, Perspectives()),
		oneOf(r, "type", r.Type, ReadingTypes()),
	)
}
