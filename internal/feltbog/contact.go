package feltbog

// KindContact is the kind of Contact.
const KindContact Kind = "contact"

// Contact is a person to call at an actor or a place ("kontaktperson"). It lives in the register, because it is a
// name.
type Contact struct {
	Base
	// Actor the person belongs to.
	Actor ID `field:"actor,index,ref=actor" json:"actor"`
	// Place the person opens the door to.
	Place ID `field:"place,index,ref=place" json:"place"`
	// Name of the person.
	Name string `field:"name,required,search" json:"name"`
	// Function or title.
	Function string `field:"function,search" json:"function"`
	// Phone number.
	Phone string `field:"phone" json:"phone"`
	// Email address.
	Email string `field:"email" json:"email"`
	// Note on how and when to reach the person.
	Note string `field:"note,search,long" json:"note"`
}

// Kind implements Record.
func (*Contact) Kind() Kind { return KindContact }

// Validate implements Record: a contact belongs to an actor or a place.
func (c *Contact) Validate() error {
	return when(c.Actor.IsZero() && c.Place.IsZero(), missing(c, "actor"))
}
