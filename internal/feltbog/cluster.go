package feltbog

// KindCluster is the kind of Cluster.
const KindCluster Kind = "cluster"

// Cluster is a heap of cards and slips that belong together ("bunke"), named with a whole sentence. It has nothing to
// do with a health cluster.
type Cluster struct {
	Base
	// Workshop it was made in.
	Workshop ID `field:"workshop,required,index,ref=workshop" json:"workshop"`
	// Title is a whole sentence; empty while the heap has no name.
	Title string `field:"title,search" json:"title"`
	// Description of what holds it together.
	Description string `field:"description,search,long" json:"description"`
	// Order is the fractional index on the wall.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*Cluster) Kind() Kind { return KindCluster }

// Validate implements Record: its required fields are all it needs.
func (*Cluster) Validate() error { return nil }
