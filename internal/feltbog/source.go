package feltbog

// KindSource is the kind of Source.
const KindSource Kind = "source"

// SourceType says what a source is.
type SourceType string

// The values of SourceType.
const (
	Transcript SourceType = "transcript" // udskrift
	Document   SourceType = "document"   // dokument
	Figure     SourceType = "figure"     // figur
	Statement  SourceType = "statement"  // offentlig udtalelse
)

// SourceTypes lists them in the order in which they are shown.
func SourceTypes() []SourceType {
	return []SourceType{Transcript, Document, Figure, Statement}
}

// Source is material that came from outside as text ("kilde"): a transcript, a document, a figure, a public
// statement.
type Source struct {
	Base
	// Title of the source.
	Title string `field:"title,required,search" json:"title"`
	// Type says what it is.
	Type SourceType `field:"type,required" json:"type"`
	// Session that a transcript was made of.
	Session ID `field:"session,index,ref=session" json:"session"`
	// File as it was brought in.
	File BlobRef `field:"file" json:"file"`
	// Text of the source, one paragraph per line.
	Text string `field:"text,search,long" json:"text"`
	// Origin says where it is from; a figure must have one to be shown.
	Origin string `field:"origin,search" json:"origin"`
	// FigureQuestion is what was asked or counted.
	FigureQuestion string `field:"figure_question,search" json:"figure_question"`
	// FigureUnit is what the numbers count: percent, persons.
	FigureUnit string `field:"figure_unit" json:"figure_unit"`
	// Dated is when the source is from.
	Dated FuzzyDate `field:"dated" json:"dated"`
	// Imported is when it was brought in.
	Imported Instant `field:"imported" json:"imported"`
	// Language as a two-letter code; empty is Danish.
	Language string `field:"language" json:"language"`
	// Perspective it speaks from.
	Perspective Perspective `field:"perspective" json:"perspective"`
	// Participants whose words it holds.
	Participants []ID `field:"participants,set,subject,ref=participant" json:"participants"`
	// Tags that mark it.
	Tags []ID `field:"tags,set,ref=tag" json:"tags"`
}

// Kind implements Record.
func (*Source) Kind() Kind { return KindSource }

// Validate implements Record: a figure says where it is from.
func (s *Source) Validate() error {
	return first(
		oneOf(s, "type", s.Type, SourceTypes()),
		oneOf(s, "perspective", s.Perspective, Perspectives()),
		when(s.Type == Figure && s.Origin == "", missing(s, "origin")),
	)
}
