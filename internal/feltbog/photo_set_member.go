package feltbog

import "strconv"

// KindPhotoSetMember is the kind of PhotoSetMember.
const KindPhotoSetMember Kind = "photo_set_member"

// Choice says what became of a picture when the participant chose.
type Choice string

// The values of Choice.
const (
	Candidate Choice = "candidate"  // kandidat
	Chosen    Choice = "chosen"     // valgt
	LeftOut   Choice = "left_out"   // fravalgt
	TakenBack Choice = "taken_back" // trukket
)

// Choices lists them in the order in which they are shown.
func Choices() []Choice {
	return []Choice{Candidate, Chosen, LeftOut, TakenBack}
}

// PhotoSetMember is a picture's place in a series ("udvælgelse og rangordning").
type PhotoSetMember struct {
	Base
	// Set is the series.
	Set ID `field:"set,required,index,ref=photo_set" json:"set"`
	// Photo that has the place.
	Photo ID `field:"photo,required,index,ref=photo" json:"photo"`
	// Rank by importance, 1 first; 0 is not ranked.
	Rank int `field:"rank" json:"rank"`
	// Choice says what became of it.
	Choice Choice `field:"choice" json:"choice"`
	// Reason it was chosen.
	Reason string `field:"reason,search,long" json:"reason"`
	// WhyNot is the reason it was left out.
	WhyNot string `field:"why_not,search,long" json:"why_not"`
	// Order is the fractional index on the table.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*PhotoSetMember) Kind() Kind { return KindPhotoSetMember }

// Validate implements Record: its choices are among the known ones.
func (p *PhotoSetMember) Validate() error {
	return first(
		oneOf(p, "choice", p.Choice, Choices()),
		when(p.Rank < 0, wrong(p, "rank", strconv.Itoa(p.Rank), rule("rule.rank", "ranks count from 1"))),
	)
}
