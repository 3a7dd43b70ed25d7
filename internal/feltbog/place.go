package feltbog

// KindPlace is the kind of Place.
const KindPlace Kind = "place"

// Place is where something happens ("sted"). A home is called "hjemme hos B-07": the address of a participant stands
// in the register.
type Place struct {
	Base
	// Name of the place as the team calls it.
	Name string `field:"name,required,search" json:"name"`
	// Area is the coarse location that may be printed: a district, a town.
	Area string `field:"area,search" json:"area"`
	// Description of the place.
	Description string `field:"description,search,long" json:"description"`
	// Access says who gave leave to be there and how.
	Access string `field:"access,search,long" json:"access"`
	// Agreements with the place, such as signs about photographs.
	Agreements string `field:"agreements,long" json:"agreements"`
	// Sensitive marks a place whose mere naming tells something about those who come there.
	Sensitive bool `field:"sensitive" json:"sensitive"`
	// Home marks somebody's home.
	Home bool `field:"home" json:"home"`
}

// Kind implements Record.
func (*Place) Kind() Kind { return KindPlace }

// Validate implements Record: its required fields are all it needs.
func (*Place) Validate() error { return nil }
