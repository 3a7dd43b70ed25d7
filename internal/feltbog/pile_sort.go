package feltbog

// KindPileSort is the kind of PileSort.
const KindPileSort Kind = "pile_sort"

// PileSort is one sorting of a series into piles ("sortering"). A series may be sorted many times, by different
// people.
type PileSort struct {
	Base
	// Set that is sorted.
	Set ID `field:"set,required,index,ref=photo_set" json:"set"`
	// Number of the sorting, counted from 1.
	Number int `field:"number" json:"number"`
	// Session in which it was done.
	Session ID `field:"session,ref=session" json:"session"`
	// Participant who sorted.
	Participant ID `field:"participant,index,subject,ref=participant" json:"participant"`
	// Perspective of who sorted.
	Perspective Perspective `field:"perspective" json:"perspective"`
	// Rule says what it was sorted by, if anything was said.
	Rule string `field:"rule,search" json:"rule"`
}

// Kind implements Record.
func (*PileSort) Kind() Kind { return KindPileSort }

// Validate implements Record: its choices are among the known ones.
func (p *PileSort) Validate() error {
	return oneOf(p, "perspective", p.Perspective, Perspectives())
}
