package feltbog

// KindInformationLetter is the kind of InformationLetter.
const KindInformationLetter Kind = "information_letter"

// InformationLetter is one version of the letter that says what happens to what people tell and show
// ("oplysningsbrev", Art. 13 GDPR). A version that a consent points to is never changed; a correction is a new
// version.
type InformationLetter struct {
	Base
	// Number of the version, counted from 1.
	Number int `field:"number,required" json:"number"`
	// Text with every bracket filled in.
	Text string `field:"text,required,search,long" json:"text"`
	// Simple marks the version in plainer language for children and others who want it.
	Simple bool `field:"simple" json:"simple"`
	// Language as a two-letter code; empty is Danish.
	Language string `field:"language" json:"language"`
	// Made is when the version was finished.
	Made Instant `field:"made" json:"made"`
	// Reason says what was changed since the version before.
	Reason string `field:"reason,long" json:"reason"`
	// File as it was printed.
	File BlobRef `field:"file" json:"file"`
}

// Kind implements Record.
func (*InformationLetter) Kind() Kind { return KindInformationLetter }

// Validate implements Record: versions count from 1.
func (i *InformationLetter) Validate() error {
	return within(i, "number", i.Number, 1, 9999)
}
