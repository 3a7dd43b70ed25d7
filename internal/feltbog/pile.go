package feltbog

// KindPile is the kind of Pile.
const KindPile Kind = "pile"

// Pile is one heap of a sorting ("stak billeder"), with the name its maker gave it.
type Pile struct {
	Base
	// Sort it belongs to.
	Sort ID `field:"sort,required,index,ref=pile_sort" json:"sort"`
	// Name in the words of who made it.
	Name string `field:"name,search" json:"name"`
	// Photos in it.
	Photos []ID `field:"photos,set,ref=photo" json:"photos"`
	// Order is the fractional index on the table.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*Pile) Kind() Kind { return KindPile }

// Validate implements Record: its required fields are all it needs.
func (*Pile) Validate() error { return nil }
