package feltbog

// KindIdentity is the kind of Identity.
const KindIdentity Kind = "identity"

// Identity says who a participant is ("navn og kontakt"). It lives in the register only: with it, everything the team
// has becomes a person. There is no field for a CPR number, because the program has no use for one.
type Identity struct {
	Base
	// Participant whose identity this is.
	Participant ID `field:"participant,required,index,subject,ref=participant" json:"participant"`
	// Name in full.
	Name string `field:"name,required,search" json:"name"`
	// Nicknames and short forms; the scan for names looks for them too.
	Nicknames []string `field:"nicknames" json:"nicknames"`
	// GiveAways are other words that point at the person, such as a street, a workplace or a child's name; the scan
	// looks for them.
	GiveAways []string `field:"give_aways" json:"give_aways"`
	// Phone number.
	Phone string `field:"phone" json:"phone"`
	// Email address.
	Email string `field:"email" json:"email"`
	// Address of the home.
	Address string `field:"address,long" json:"address"`
	// Guardian is who has custody or guardianship, with name.
	Guardian string `field:"guardian" json:"guardian"`
	// GuardianContact is how to reach the guardian.
	GuardianContact string `field:"guardian_contact" json:"guardian_contact"`
	// Companion comes along, if the person wants one ("ledsager").
	Companion string `field:"companion" json:"companion"`
	// Interpreter used or wanted, with language.
	Interpreter string `field:"interpreter" json:"interpreter"`
	// Needs are breaks, large type, a quiet room.
	Needs string `field:"needs,long" json:"needs"`
	// Note on how and when to reach the person.
	Note string `field:"note,long" json:"note"`
}

// Kind implements Record.
func (*Identity) Kind() Kind { return KindIdentity }

// Validate implements Record: its required fields are all it needs.
func (*Identity) Validate() error { return nil }
