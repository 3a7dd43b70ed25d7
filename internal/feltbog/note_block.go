package feltbog

// KindNoteBlock is the kind of NoteBlock.
const KindNoteBlock Kind = "note_block"

// NoteType says what a paragraph is. The seven have the keys Ctrl+1 to Ctrl+7, in this order.
type NoteType string

// The values of NoteType.
const (
	SeenHeard     NoteType = "seen_heard"     // set/hørt
	QuoteVerbatim NoteType = "quote_verbatim" // citat, ordret
	Wonder        NoteType = "wonder"         // min undring
	MethodNote    NoteType = "method"         // metode
	OwnFeeling    NoteType = "own_feeling"    // følelse hos mig
	ActionNeeded  NoteType = "action"         // handling
	QuoteMemory   NoteType = "quote_memory"   // gengivet efter hukommelse
)

// NoteTypes lists them in the order in which they are shown.
func NoteTypes() []NoteType {
	return []NoteType{SeenHeard, QuoteVerbatim, Wonder, MethodNote, OwnFeeling, ActionNeeded, QuoteMemory}
}

// NoteLayer says how far a note is worked out, after Emerson, Fretz and Shaw.
type NoteLayer string

// The values of NoteLayer.
const (
	Jotting   NoteLayer = "jotting" // stikord
	FieldNote NoteLayer = "note"    // udfoldet feltnote
	Memo      NoteLayer = "memo"    // memo
)

// NoteLayers lists them in the order in which they are shown.
func NoteLayers() []NoteLayer {
	return []NoteLayer{Jotting, FieldNote, Memo}
}

// NoteBlock is one paragraph of a note ("noteblok"). A note is the list of its session's blocks. What was seen and
// what one thinks of it are different types, so that an interpretation is never exported as an observation. A jotting
// is never overwritten when it is written out: the note and the memo are new blocks that point back to it.
type NoteBlock struct {
	Base
	// Session it belongs to; none for a loose note.
	Session ID `field:"session,index,ref=session" json:"session"`
	// Type says what the paragraph is.
	Type NoteType `field:"type,required" json:"type"`
	// Layer says how far it is worked out.
	Layer NoteLayer `field:"layer,required" json:"layer"`
	// Text of the paragraph.
	Text string `field:"text,search,long" json:"text"`
	// Happened is when it took place.
	Happened Instant `field:"happened,index" json:"happened"`
	// Noted is when it was written down.
	Noted Instant `field:"noted" json:"noted"`
	// Question of the guide it answers.
	Question ID `field:"question,index,ref=question" json:"question"`
	// Theme of the guide it belongs to.
	Theme ID `field:"theme,ref=guide_theme" json:"theme"`
	// Zone says where at the place.
	Zone string `field:"zone,search" json:"zone"`
	// Grid is the observation grid the block was written in.
	Grid Grid `field:"grid" json:"grid"`
	// Dimension is the heading within the grid.
	Dimension string `field:"dimension" json:"dimension"`
	// Perspective it is seen from.
	Perspective Perspective `field:"perspective" json:"perspective"`
	// Speaker is whose words a quote is.
	Speaker ID `field:"speaker,index,subject,ref=participant" json:"speaker"`
	// Participants are those it is about.
	Participants []ID `field:"participants,set,subject,ref=participant" json:"participants"`
	// Photos taken of what it describes.
	Photos []ID `field:"photos,set,ref=photo" json:"photos"`
	// Regions are the spots in pictures that were pointed at while this was said.
	Regions []ID `field:"regions,set,ref=region" json:"regions"`
	// Tags that mark it.
	Tags []ID `field:"tags,set,ref=tag" json:"tags"`
	// Prompt is the key of the question about the picture on screen under which it was said.
	Prompt string `field:"prompt" json:"prompt"`
	// DerivedFrom is the jotting or the note that this one works out.
	DerivedFrom ID `field:"derived_from,index,ref=note_block" json:"derived_from"`
	// Concern marks a worry about somebody; it opens local guidance, makes no case and sends nothing.
	Concern bool `field:"concern" json:"concern"`
	// Order is the fractional index in the note.
	Order string `field:"order,silent" json:"order"`
}

// Kind implements Record.
func (*NoteBlock) Kind() Kind { return KindNoteBlock }

// Validate implements Record: its type and layer are known, and its dimension belongs to its grid.
func (n *NoteBlock) Validate() error {
	return first(
		oneOf(n, "type", n.Type, NoteTypes()),
		oneOf(n, "layer", n.Layer, NoteLayers()),
		oneOf(n, "grid", n.Grid, Grids()),
		oneOf(n, "perspective", n.Perspective, Perspectives()),
		validDimension(n, n.Grid, n.Dimension),
		when(!n.ID.IsZero() && n.DerivedFrom == n.ID,
			wrong(n, "derived_from", n.ID.String(), rule("rule.own_source", "a note cannot be worked out from itself"))),
	)
}

// Quotes reports whether the type is somebody's words; only verbatim words may stand in a report without a remark.
func (t NoteType) Quotes() bool { return t == QuoteVerbatim || t == QuoteMemory }
