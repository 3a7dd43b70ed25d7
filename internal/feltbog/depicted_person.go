package feltbog

import "strings"

// KindDepictedPerson is the kind of DepictedPerson.
const KindDepictedPerson Kind = "depicted_person"

// DepictedStatus says how a person in a picture was settled.
type DepictedStatus string

// The values of DepictedStatus.
const (
	DepictedConsent  DepictedStatus = "consent"          // samtykke
	DepictedBlurred  DepictedStatus = "blurred"          // sløret
	DepictedCropped  DepictedStatus = "cropped"          // beskåret
	NotRecognisable  DepictedStatus = "not_recognisable" // ikke genkendelig
	DepictedReasoned DepictedStatus = "reasoned"         // begrundet
)

// DepictedStatuses lists them in the order in which they are shown.
func DepictedStatuses() []DepictedStatus {
	return []DepictedStatus{DepictedConsent, DepictedBlurred, DepictedCropped, NotRecognisable, DepictedReasoned}
}

// DepictedPerson is somebody who can be seen in a picture ("afbildet person"). Each must be settled, by consent, by
// covering or by judgement, before the picture is used for anything outside the team.
type DepictedPerson struct {
	Base
	// Photo the person is in.
	Photo ID `field:"photo,required,index,ref=photo" json:"photo"`
	// Region the person fills; none when it was not drawn.
	Region ID `field:"region,ref=region" json:"region"`
	// Participant it is, where it is one.
	Participant ID `field:"participant,index,subject,ref=participant" json:"participant"`
	// CardNumber is the number of the release card, where it is not.
	CardNumber string `field:"card_number,index" json:"card_number"`
	// Status says how it was settled; empty is unresolved and blocks the picture.
	Status DepictedStatus `field:"status" json:"status"`
	// Uses that the person agreed to on the card.
	Uses []Use `field:"uses,set" json:"uses"`
	// WantsBlur tells that the person wants to be covered.
	WantsBlur bool `field:"wants_blur" json:"wants_blur"`
	// Signed is the date on the card.
	Signed FuzzyDate `field:"signed" json:"signed"`
	// Paper is the signed card in the register.
	Paper ID `field:"paper,ref=paper" json:"paper"`
	// Witness is who heard an oral yes.
	Witness ID `field:"witness,ref=member" json:"witness"`
	// ByGuardian tells that a guardian signed for a child.
	ByGuardian bool `field:"by_guardian" json:"by_guardian"`
	// AssessedBy is who judged that the person cannot be recognised or need not be asked.
	AssessedBy ID `field:"assessed_by,ref=member" json:"assessed_by"`
	// Assessed is when.
	Assessed Instant `field:"assessed" json:"assessed"`
	// Reason for that judgement.
	Reason string `field:"reason,long" json:"reason"`
}

// Kind implements Record.
func (*DepictedPerson) Kind() Kind { return KindDepictedPerson }

// Validate implements Record: consent says whose, a judgement says by whom, and a reasoned one why.
func (d *DepictedPerson) Validate() error {
	return first(
		oneOf(d, "status", d.Status, DepictedStatuses()),
		eachOf(d, "uses", d.Uses, Uses()),
		when(d.Status == DepictedConsent && d.Participant.IsZero() && d.CardNumber == "", missing(d, "card_number")),
		when((d.Status == NotRecognisable || d.Status == DepictedReasoned) && d.AssessedBy.IsZero(), missing(d, "assessed_by")),
		when(d.Status == DepictedReasoned && strings.TrimSpace(d.Reason) == "", missing(d, "reason")),
	)
}

// Resolved reports whether the person no longer stands in the way of using the picture.
func (d *DepictedPerson) Resolved() bool { return d.Status != "" }
