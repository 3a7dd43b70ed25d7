package feltbog

import "strconv"

// KindPhotoSet is the kind of PhotoSet.
const KindPhotoSet Kind = "photo_set"

// Medium says what the pictures of a series are pictures of.
type Medium string

// The values of Medium.
const (
	PhotoMedium    Medium = "photo"    // foto
	DrawingMedium  Medium = "drawing"  // tegning
	PaintingMedium Medium = "painting" // maleri
	VideoMedium    Medium = "video"    // video
	ObjectMedium   Medium = "object"   // genstand
)

// Media lists them in the order in which they are shown.
func Media() []Medium {
	return []Medium{PhotoMedium, DrawingMedium, PaintingMedium, VideoMedium, ObjectMedium}
}

// PhotoSet is a series of pictures that is talked about ("fotoserie"), with the task it answers.
type PhotoSet struct {
	Base
	// Title of the series.
	Title string `field:"title,required,search" json:"title"`
	// Task is what the participant was asked to show.
	Task string `field:"task,search,long" json:"task"`
	// MadeBy says who made the pictures.
	MadeBy MadeBy `field:"made_by" json:"made_by"`
	// Media say what they are.
	Media []Medium `field:"media,set" json:"media"`
	// Participant whose series it is.
	Participant ID `field:"participant,index,subject,ref=participant" json:"participant"`
	// Session in which it is talked about.
	Session ID `field:"session,index,ref=session" json:"session"`
	// Due is when the pictures are to be back.
	Due FuzzyDate `field:"due" json:"due"`
	// MostPictures is how many the participant was asked for; 0 is no limit.
	MostPictures int `field:"most_pictures" json:"most_pictures"`
	// SaysMost is the picture that says most.
	SaysMost ID `field:"says_most,ref=photo" json:"says_most"`
	// Missing is the picture that could not be taken, and what would have been on it.
	Missing string `field:"missing,search,long" json:"missing"`
	// Audience is who may see them, in the participant's words.
	Audience string `field:"audience,search,long" json:"audience"`
	// Prompts are the team's own questions about each picture; none: those that are shipped.
	Prompts []PhotoPrompt `field:"prompts" json:"prompts"`
}

// Kind implements Record.
func (*PhotoSet) Kind() Kind { return KindPhotoSet }

// Validate implements Record: its choices are among the known ones.
func (p *PhotoSet) Validate() error {
	return first(
		oneOf(p, "made_by", p.MadeBy, MadeBys()),
		eachOf(p, "media", p.Media, Media()),
		validPrompts(p),
		when(p.MostPictures < 0, wrong(p, "most_pictures", strconv.Itoa(p.MostPictures), rule("rule.negative", "it cannot be negative"))),
	)
}
