package feltbog

// TemplateKind says what a template file holds.
type TemplateKind string

// The kinds of template files.
const (
	GuideTemplate   TemplateKind = "guide"   // a guide to begin from, or a guide that was written to a file
	GridTemplate    TemplateKind = "grid"    // the headings of an observation grid
	ProbeTemplate   TemplateKind = "probes"  // the probe bank
	WritingTemplate TemplateKind = "writing" // what to look out for while writing questions
	ReviewTemplate  TemplateKind = "review"  // the form of the sprint that qualifies a guide
	ElicitTemplate  TemplateKind = "elicit"  // what is asked about a picture, and the task of a series
)

// TemplateVersion is the newest form of template files that this program reads, and the one it writes.
const TemplateVersion = 1

// TemplateHead is how every template file begins. Templates are data: what people read stands in the file, in the file's
// language, and changing a template never changes what was made from it.
type TemplateHead struct {
	// What says what the file holds.
	What TemplateKind `json:"feltbog"`
	// Version of the form.
	Version int `json:"version"`
	// Language of the texts, as "da".
	Language string `json:"language,omitempty"`
	// Key names the template among the shipped ones, the same in every language; empty in files that people wrote.
	Key string `json:"key,omitempty"`
	// About says in a sentence or two what it is for.
	About string `json:"about,omitempty"`
}
