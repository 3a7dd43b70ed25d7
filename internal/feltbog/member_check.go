package feltbog

// KindMemberCheck is the kind of MemberCheck.
const KindMemberCheck Kind = "member_check"

// MemberCheck is what a participant said when shown what we made of it ("tilbageløb").
type MemberCheck struct {
	Base
	// Participant who was asked.
	Participant ID `field:"participant,required,index,subject,ref=participant" json:"participant"`
	// Session in which it was done.
	Session ID `field:"session,ref=session" json:"session"`
	// Date it was done.
	Date FuzzyDate `field:"date" json:"date"`
	// Shown is what the participant was shown.
	Shown string `field:"shown,required,search,long" json:"shown"`
	// Items that were shown.
	Items []ID `field:"items,set,ref=interpretation|excerpt|photo|theme|learning_point" json:"items"`
	// Reply of the participant.
	Reply string `field:"reply,search,long" json:"reply"`
	// Correction is what we changed because of it.
	Correction string `field:"correction,search,long" json:"correction"`
}

// Kind implements Record.
func (*MemberCheck) Kind() Kind { return KindMemberCheck }

// Validate implements Record: its required fields are all it needs.
func (*MemberCheck) Validate() error { return nil }
