package feltbog

// KindDisclosure is the kind of Disclosure.
const KindDisclosure Kind = "disclosure"

// Disclosure is one line of the register of everything that left the project ("udleveringsregister"). It is written
// by the gate and never changed, except to mark that something in it was withdrawn later.
type Disclosure struct {
	Base
	// Time it left.
	Time Instant `field:"time,required,index" json:"time"`
	// Use is what it left for.
	Use Use `field:"use,required" json:"use"`
	// Title of what left: a workshop, a report, a pack of cards.
	Title string `field:"title,required,search" json:"title"`
	// Format it left in, such as pdf or feltbundle.
	Format string `field:"format" json:"format"`
	// Recipient is the group or body it was made for.
	Recipient string `field:"recipient,search" json:"recipient"`
	// Reason it was made.
	Reason string `field:"reason,search,long" json:"reason"`
	// Items are what it held.
	Items []DisclosedItem `field:"items" json:"items"`
	// Participants whose material it held.
	Participants []ID `field:"participants,set,subject,ref=participant" json:"participants"`
	// Consents that it rested on.
	Consents []ID `field:"consents,set,ref=consent" json:"consents"`
	// Refused counts what the gate held back.
	Refused int `field:"refused" json:"refused"`
	// Hash is the SHA-256 of the file, in hexadecimal digits.
	Hash string `field:"hash,index" json:"hash"`
	// Originals tells that untouched photographs left too.
	Originals bool `field:"originals" json:"originals"`
	// Expires is when the recipient is to delete it.
	Expires FuzzyDate `field:"expires" json:"expires"`
	// Member who let it out.
	Member ID `field:"member,ref=member" json:"member"`
	// HoldsWithdrawn tells that something in it has been withdrawn since.
	HoldsWithdrawn bool `field:"holds_withdrawn" json:"holds_withdrawn"`
}

// Kind implements Record.
func (*Disclosure) Kind() Kind { return KindDisclosure }

// Validate implements Record: the use is known and every item is named.
func (d *Disclosure) Validate() error {
	return first(
		oneOf(d, "use", d.Use, append(Uses(), UseTeam)),
		d.validItems(),
	)
}

// DisclosedItem names one thing that left.
type DisclosedItem struct {
	// Kind of the record.
	Kind Kind `json:"kind"`
	// Record is its id.
	Record ID `json:"record"`
}

func (d *Disclosure) validItems() error {
	for _, i := range d.Items {
		if SchemaOf(i.Kind) == nil || i.Record.IsZero() {
			return wrong(d, "items", string(i.Kind), rule("rule.item", "each item names its kind and its record"))
		}
	}
	return nil
}
