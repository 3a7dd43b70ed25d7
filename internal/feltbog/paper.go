package feltbog

// KindPaper is the kind of Paper.
const KindPaper Kind = "paper"

// PaperType says what was signed.
type PaperType string

// The values of PaperType.
const (
	ConsentPaper    PaperType = "consent_form"     // samtykkeerklæring
	GuardianConsent PaperType = "guardian_consent" // forældremyndighedens samtykke
	DepictedRelease PaperType = "depicted_release" // kort til personer på billeder
)

// PaperTypes lists them in the order in which they are shown.
func PaperTypes() []PaperType {
	return []PaperType{ConsentPaper, GuardianConsent, DepictedRelease}
}

// Paper is a signed paper as picture or file ("underskrevet samtykke", "kort til personer på billeder"). It lives in
// the register, because a signature is a name.
type Paper struct {
	Base
	// Type says what was signed.
	Type PaperType `field:"type,required" json:"type"`
	// Participant who signed; none for somebody known by the card only.
	Participant ID `field:"participant,index,subject,ref=participant" json:"participant"`
	// CardNumber is the number printed on a release card.
	CardNumber string `field:"card_number,search,index" json:"card_number"`
	// File is the scanned or photographed paper.
	File BlobRef `field:"file,required" json:"file"`
	// Signed is the date on the paper.
	Signed FuzzyDate `field:"signed" json:"signed"`
	// Letter is the version that was handed out.
	Letter ID `field:"letter,ref=information_letter" json:"letter"`
	// Witness is who was present, with name, where the witness is not on the team.
	Witness string `field:"witness" json:"witness"`
	// Note on the paper.
	Note string `field:"note,long" json:"note"`
}

// Kind implements Record.
func (*Paper) Kind() Kind { return KindPaper }

// Validate implements Record: it names a participant or a card.
func (p *Paper) Validate() error {
	return first(
		oneOf(p, "type", p.Type, PaperTypes()),
		when(p.Participant.IsZero() && p.CardNumber == "", missing(p, "participant")),
	)
}
