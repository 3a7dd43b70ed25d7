package feltbog

// KindAttachment is the kind of Attachment.
const KindAttachment Kind = "attachment"

// AttachmentType says what a file is.
type AttachmentType string

// The values of AttachmentType.
const (
	Drawing   AttachmentType = "drawing" // tegning
	Sketch    AttachmentType = "sketch"  // skitse af stedet
	Sound     AttachmentType = "sound"   // lyd
	Video     AttachmentType = "video"   // video
	OtherFile AttachmentType = "other"   // andet
)

// AttachmentTypes lists them in the order in which they are shown.
func AttachmentTypes() []AttachmentType {
	return []AttachmentType{Drawing, Sketch, Sound, Video, OtherFile}
}

// Attachment is a file that belongs to something else ("bilag"): a drawing, a sketch of the place, sound, a
// programme.
type Attachment struct {
	Base
	// Owner is what the file belongs to.
	Owner ID `field:"owner,required,index,ref=session|note_block|plan_action|workshop|debrief|photo_set|trial_action" json:"owner"`
	// Type says what it is.
	Type AttachmentType `field:"type,required" json:"type"`
	// Title of the file.
	Title string `field:"title,search" json:"title"`
	// Time is when it was made, by the clock of what made it.
	Time Instant `field:"time" json:"time"`
	// File itself.
	File BlobRef `field:"file,required" json:"file"`
	// Note says what one sees or hears.
	Note string `field:"note,search,long" json:"note"`
	// Participants who made it or are in it.
	Participants []ID `field:"participants,set,subject,ref=participant" json:"participants"`
}

// Kind implements Record.
func (*Attachment) Kind() Kind { return KindAttachment }

// Validate implements Record: its choices are among the known ones.
func (a *Attachment) Validate() error {
	return oneOf(a, "type", a.Type, AttachmentTypes())
}
