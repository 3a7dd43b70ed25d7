package feltbog

import "strconv"

// KindExcerpt is the kind of Excerpt.
const KindExcerpt Kind = "excerpt"

// Speech says how near a quote is to what was said.
type Speech string

// The values of Speech.
const (
	Verbatim    Speech = "verbatim"    // ordret, »...«
	Approximate Speech = "approximate" // gengivet efter hukommelse, ›...‹
	Paraphrase  Speech = "paraphrase"  // omskrevet
)

// Speeches lists them in the order in which they are shown.
func Speeches() []Speech {
	return []Speech{Verbatim, Approximate, Paraphrase}
}

// Excerpt is a piece of material that something is built on ("udsnit, belæg"): a passage of text, a region of a
// picture, a whole picture, an answer. It keeps the words themselves, so that a later edit of the source shows
// instead of shifting the quote.
type Excerpt struct {
	Base
	// SourceKind is the kind of the record it is taken from.
	SourceKind Kind `field:"source_kind,required" json:"source_kind"`
	// Source is the record it is taken from.
	Source ID `field:"source,required,index,ref=note_block|answer|source|debrief|photo|photo_talk" json:"source"`
	// SourceField is the text field, when the source has several.
	SourceField string `field:"source_field" json:"source_field"`
	// Start is the first character, counted in Unicode code points from 0.
	Start int `field:"start" json:"start"`
	// End is the character after the last; equal to Start when the excerpt is the whole record.
	End int `field:"end" json:"end"`
	// Quote is the passage as it stood when it was taken.
	Quote string `field:"quote,search,long" json:"quote"`
	// Region of a picture.
	Region ID `field:"region,index,ref=region" json:"region"`
	// Speech says how near the quote is to what was said.
	Speech Speech `field:"speech" json:"speech"`
	// Perspective it is seen from.
	Perspective Perspective `field:"perspective" json:"perspective"`
	// Participants whose words they are or who are in it.
	Participants []ID `field:"participants,set,subject,ref=participant" json:"participants"`
	// Tags that mark it.
	Tags []ID `field:"tags,set,ref=tag" json:"tags"`
	// Note says why it was taken out.
	Note string `field:"note,search,long" json:"note"`
}

// Kind implements Record.
func (*Excerpt) Kind() Kind { return KindExcerpt }

// Validate implements Record: a passage has a quote, and only a picture has a region.
func (e *Excerpt) Validate() error {
	return first(
		oneOf(e, "speech", e.Speech, Speeches()),
		oneOf(e, "perspective", e.Perspective, Perspectives()),
		e.validSource(),
		when(e.Start < 0 || e.End < e.Start, wrong(e, "end", strconv.Itoa(e.End), rule("rule.passage", "a passage ends after it starts"))),
		when(e.End > e.Start && e.Quote == "", missing(e, "quote")),
		when(!e.Region.IsZero() && e.SourceKind != KindPhoto && e.SourceKind != KindPhotoTalk,
			wrong(e, "region", e.Region.String(), rule("rule.picture_only", "only a picture has regions"))),
	)
}

func (e *Excerpt) validSource() error {
	f, _ := SchemaOf(KindExcerpt).Field("source")
	return oneOf(e, "source_kind", e.SourceKind, f.Refs)
}
