package feltbog

import "strconv"

// KindNumberBlock is the kind of NumberBlock.
const KindNumberBlock Kind = "number_block"

// NumberSeries is what is numbered.
type NumberSeries string

// The values of NumberSeries.
const (
	CitizenNumbers        NumberSeries = "B"        // deltagere, B-15
	CardNumbers           NumberSeries = "K"        // kort, K-014
	PhotoNumbers          NumberSeries = "photo"    // Billede 0187
	RecommendationNumbers NumberSeries = "A"        // anbefalinger, A-04
	LearningNumbers       NumberSeries = "learning" // Læring 11
	CaseNumbers           NumberSeries = "case"     // tilbagetrækninger
	LetterNumbers         NumberSeries = "letter"   // oplysningsbreve
	TrialNumbers          NumberSeries = "trial"    // prøvehandlinger
	ReleaseNumbers        NumberSeries = "S"        // kort til personer på billeder, S-012
)

// NumberSeriesList lists them in the order in which they are shown.
func NumberSeriesList() []NumberSeries {
	return []NumberSeries{
		CitizenNumbers, CardNumbers, PhotoNumbers, RecommendationNumbers, LearningNumbers, CaseNumbers,
		LetterNumbers, TrialNumbers, ReleaseNumbers,
	}
}

// NumberBlock gives one machine a run of numbers that no other machine uses ("nummerblok"), so that a printed B-15 or
// K-014 is the same person or card for ever, also when machines are apart.
type NumberBlock struct {
	Base
	// Device that may use the numbers.
	Device ID `field:"device,required,index,ref=device" json:"device"`
	// Series the numbers belong to.
	Series NumberSeries `field:"series,required" json:"series"`
	// From is the first number.
	From int `field:"from,required" json:"from"`
	// To is the last number.
	To int `field:"to,required" json:"to"`
}

// Kind implements Record.
func (*NumberBlock) Kind() Kind { return KindNumberBlock }

// Validate implements Record: the block runs upwards from at least 1.
func (n *NumberBlock) Validate() error {
	return first(
		oneOf(n, "series", n.Series, NumberSeriesList()),
		when(n.From < 1 || n.To < n.From, wrong(n, "to", strconv.Itoa(n.To), rule("rule.block", "the block runs from at least 1 and upwards"))),
	)
}
