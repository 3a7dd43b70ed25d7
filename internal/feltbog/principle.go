package feltbog

// KindPrinciple is the kind of Principle.
const KindPrinciple Kind = "principle"

// Principle is one of the ideas a project is carried by ("bærende princip"), such as co-creation. It is a record of
// its own so that sessions can tick which principles they served, also after it has been reworded.
type Principle struct {
	Base
	// Name in a word or two.
	Name string `field:"name,required,search" json:"name"`
	// Text says what it means in practice.
	Text string `field:"text,search,long" json:"text"`
	// Order is the fractional index in the list.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*Principle) Kind() Kind { return KindPrinciple }

// Validate implements Record: its required fields are all it needs.
func (*Principle) Validate() error { return nil }
