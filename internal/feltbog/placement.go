package feltbog

// KindPlacement is the kind of Placement.
const KindPlacement Kind = "placement"

// Placement says in which heap a card or a slip lies ("placering"). Whoever moves it last decides.
type Placement struct {
	Base
	// Cluster it lies in.
	Cluster ID `field:"cluster,required,index,silent,ref=cluster" json:"cluster"`
	// Item that lies there.
	Item ID `field:"item,required,index,ref=card|reading" json:"item"`
	// Order is the fractional index in the heap.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*Placement) Kind() Kind { return KindPlacement }

// Validate implements Record: its required fields are all it needs.
func (*Placement) Validate() error { return nil }
