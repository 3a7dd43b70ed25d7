package feltbog

import "strings"

// KindCard is the kind of Card.
const KindCard Kind = "card"

// CardType says what a card shows.
type CardType string

// The values of CardType.
const (
	QuoteCard       CardType = "quote"       // citat, ordret
	RetoldCard      CardType = "retold"      // gengivet efter hukommelse
	ObservationCard CardType = "observation" // feltnote
	PhotoCard       CardType = "photo"       // foto
	FigureCard      CardType = "figure"      // tal
)

// CardTypes lists them in the order in which they are shown.
func CardTypes() []CardType {
	return []CardType{QuoteCard, RetoldCard, ObservationCard, PhotoCard, FigureCard}
}

// Card is a copy of something that the gate cleared for a workshop ("kort", K-014). It carries nothing that leads
// back: no source, no time, no person. Which material it came from is known to the team alone, in its CardSource.
type Card struct {
	Base
	// Workshop the card was made for.
	Workshop ID `field:"workshop,required,index,ref=workshop" json:"workshop"`
	// Number that is printed; shuffled, so that neighbours tell nothing.
	Number int `field:"number,required,index" json:"number"`
	// Type says what it shows.
	Type CardType `field:"type,required" json:"type"`
	// Text with names and details taken out.
	Text string `field:"text,search,long" json:"text"`
	// Image is the covered copy.
	Image BlobRef `field:"image" json:"image"`
	// Caption under the image.
	Caption string `field:"caption,search" json:"caption"`
	// Perspective the material is seen from.
	Perspective Perspective `field:"perspective,required" json:"perspective"`
}

// Kind implements Record.
func (*Card) Kind() Kind { return KindCard }

// Validate implements Record: a card shows something.
func (c *Card) Validate() error {
	return first(
		oneOf(c, "type", c.Type, CardTypes()),
		oneOf(c, "perspective", c.Perspective, Perspectives()),
		when(strings.TrimSpace(c.Text) == "" && c.Image.IsZero(), missing(c, "text")),
		when(c.Type == PhotoCard && c.Image.IsZero(), missing(c, "image")),
	)
}
