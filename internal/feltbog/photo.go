package feltbog

import "strconv"

// KindPhoto is the kind of Photo.
const KindPhoto Kind = "photo"

// Photo is one picture ("billede"): a photograph, or a drawing or an object that was photographed. The original is
// never changed; what is shown and shared are copies. The participant's own title and caption stand apart from the
// researcher's and are never overwritten by them.
type Photo struct {
	Base
	// Number that is printed: Billede 0187.
	Number int `field:"number,index" json:"number"`
	// Original is the untouched file with all it carries; it stays on the machine that imported it.
	Original BlobRef `field:"original" json:"original"`
	// Travel is the full-size copy without metadata that goes to the team.
	Travel BlobRef `field:"travel" json:"travel"`
	// FileName the picture had when it was imported.
	FileName string `field:"file_name,search" json:"file_name"`
	// Width in pixels of the upright picture.
	Width int `field:"width" json:"width"`
	// Height in pixels of the upright picture.
	Height int `field:"height" json:"height"`
	// Orientation is the EXIF value 1-8 of the original; 0 is not known.
	Orientation int `field:"orientation" json:"orientation"`
	// Turn is by how many quarters of a circle, clockwise, somebody turned the upright picture; 0-3.
	Turn int `field:"turn" json:"turn"`
	// Camera is maker and model, never a serial number.
	Camera string `field:"camera" json:"camera"`
	// Taken is when, by the camera's clock as corrected at import.
	Taken Instant `field:"taken,index" json:"taken"`
	// When is the date where no clock knows it.
	When FuzzyDate `field:"when" json:"when"`
	// Imported is when it was brought in.
	Imported Instant `field:"imported" json:"imported"`
	// Session it belongs to.
	Session ID `field:"session,index,ref=session" json:"session"`
	// Place it shows, coarsely; coordinates stand in the register.
	Place ID `field:"place,ref=place" json:"place"`
	// MadeBy says who made the picture.
	MadeBy MadeBy `field:"made_by" json:"made_by"`
	// Photographer is the participant who took it.
	Photographer ID `field:"photographer,index,subject,ref=participant" json:"photographer"`
	// PhotographerMember is the team member who took it.
	PhotographerMember ID `field:"photographer_member,ref=member" json:"photographer_member"`
	// ParticipantTitle is the participant's own title.
	ParticipantTitle string `field:"participant_title,search" json:"participant_title"`
	// ParticipantCaption is what the participant says about it.
	ParticipantCaption string `field:"participant_caption,search,long" json:"participant_caption"`
	// ResearcherTitle is the team's working title.
	ResearcherTitle string `field:"researcher_title,search" json:"researcher_title"`
	// ResearcherCaption is the team's description; a picture needs one to stand in a report.
	ResearcherCaption string `field:"researcher_caption,search,long" json:"researcher_caption"`
	// Owner says whose the copyright is, by role or pseudonym.
	Owner string `field:"owner" json:"owner"`
	// Licence is the consent by which the project may use a participant's own picture.
	Licence ID `field:"licence,ref=consent" json:"licence"`
	// LicenceText is the licence of a found picture.
	LicenceText string `field:"licence_text" json:"licence_text"`
	// Children tells whether children are in it; no answer blocks it outside the team.
	Children YesNo `field:"children" json:"children"`
	// Sensitive lists what is delicate in it.
	Sensitive []SensitiveContent `field:"sensitive,set" json:"sensitive"`
	// SensitivePlace tells whether the place itself gives something away.
	SensitivePlace YesNo `field:"sensitive_place" json:"sensitive_place"`
	// Important marks it as one of the best.
	Important bool `field:"important" json:"important"`
	// Wish is what the person whose picture it is wants done with it.
	Wish PhotoWish `field:"wish" json:"wish"`
	// DoNotUse takes it out of every use, at once and everywhere.
	DoNotUse bool `field:"do_not_use,index" json:"do_not_use"`
	// DoNotUseReason says why, if somebody wants to.
	DoNotUseReason string `field:"do_not_use_reason,long" json:"do_not_use_reason"`
	// AllowedAgain says why it may be used again after somebody said not to.
	AllowedAgain string `field:"allowed_again,long" json:"allowed_again"`
	// Tags that mark it.
	Tags []ID `field:"tags,set,ref=tag" json:"tags"`
	// Order is the fractional index in its session.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*Photo) Kind() Kind { return KindPhoto }

// Validate implements Record: one photographer, a size that can be, and choices among the known ones.
func (p *Photo) Validate() error {
	return first(
		oneOf(p, "made_by", p.MadeBy, MadeBys()),
		oneOf(p, "children", p.Children, YesNos()),
		eachOf(p, "sensitive", p.Sensitive, SensitiveContents()),
		oneOf(p, "sensitive_place", p.SensitivePlace, YesNos()),
		oneOf(p, "wish", p.Wish, PhotoWishes()),
		within(p, "orientation", p.Orientation, 0, 8),
		within(p, "turn", p.Turn, 0, 3),
		when(p.Width < 0 || p.Height < 0, wrong(p, "width", strconv.Itoa(p.Width), rule("rule.picture_size", "a picture has a size"))),
		when(!p.Photographer.IsZero() && !p.PhotographerMember.IsZero(),
			wrong(p, "photographer_member", p.PhotographerMember.String(), rule("rule.one_photographer", "a picture has one photographer"))),
	)
}
