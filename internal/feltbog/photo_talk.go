package feltbog

// KindPhotoTalk is the kind of PhotoTalk.
const KindPhotoTalk Kind = "photo_talk"

// PhotoTalk is what a participant says about one picture ("billedsamtale"), along the six questions of SHOWeD. Each
// of the six may be left out; "why" can sound like blame.
type PhotoTalk struct {
	Base
	// Photo that is talked about.
	Photo ID `field:"photo,required,index,ref=photo" json:"photo"`
	// Session in which it is.
	Session ID `field:"session,index,ref=session" json:"session"`
	// Set the picture was taken from.
	Set ID `field:"set,ref=photo_set" json:"set"`
	// Participant who speaks.
	Participant ID `field:"participant,index,subject,ref=participant" json:"participant"`
	// Perspective of the speaker.
	Perspective Perspective `field:"perspective" json:"perspective"`
	// See: what do you see here?
	See string `field:"see,search,long" json:"see"`
	// Happening: what is really happening here?
	Happening string `field:"happening,search,long" json:"happening"`
	// OurLives: what has it to do with your or our lives?
	OurLives string `field:"our_lives,search,long" json:"our_lives"`
	// Why: why is it so?
	Why string `field:"why,search,long" json:"why"`
	// Educate: how can the picture make others understand?
	Educate string `field:"educate,search,long" json:"educate"`
	// CanDo: what can we do about it?
	CanDo string `field:"can_do,search,long" json:"can_do"`
	// Outside is what stands just outside the picture.
	Outside string `field:"outside,search,long" json:"outside"`
	// Verbatim tells that the answers are in the participant's own words.
	Verbatim bool `field:"verbatim" json:"verbatim"`
	// Regions are the spots that were pointed at.
	Regions []ID `field:"regions,set,ref=region" json:"regions"`
	// Tags that mark it.
	Tags []ID `field:"tags,set,ref=tag" json:"tags"`
}

// Kind implements Record.
func (*PhotoTalk) Kind() Kind { return KindPhotoTalk }

// Validate implements Record: its choices are among the known ones.
func (p *PhotoTalk) Validate() error {
	return oneOf(p, "perspective", p.Perspective, Perspectives())
}
