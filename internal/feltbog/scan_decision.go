package feltbog

// KindScanDecision is the kind of ScanDecision.
const KindScanDecision Kind = "scan_decision"

// Passing says what becomes of a passage that points at somebody, in a copy that leaves the team.
type Passing string

// The values of Passing.
const (
	PassKeep    Passing = "keep"    // behold
	PassReplace Passing = "replace" // erstat
	PassOmit    Passing = "omit"    // udelad
)

// Passings lists them in the order in which they are shown.
func Passings() []Passing { return []Passing{PassKeep, PassReplace, PassOmit} }

// ScanDecision remembers what somebody decided about a passage that the scan found in a record ("afgørelse om et fund").
// It holds the passage, which may be a name, so it lives with the names: it travels where the register does and nowhere
// else. What is kept is kept for one use; what is replaced or left out is so for every use.
type ScanDecision struct {
	Base
	// Record the passage stands in.
	Record ID `field:"record,required,index,ref=note_block|answer|source|debrief|photo|photo_talk|excerpt|attachment" json:"record"`
	// Finding is what the scan took it for.
	Finding string `field:"finding,required" json:"finding"`
	// Passage as it stood in the text.
	Passage string `field:"passage,required" json:"passage"`
	// Passing says what becomes of it.
	Passing Passing `field:"passing,required" json:"passing"`
	// Instead stands in its place; empty for a plain word of the same kind.
	Instead string `field:"instead" json:"instead"`
	// Use it may be kept for.
	Use Use `field:"use" json:"use"`
	// Participant at whom it points, where that is known.
	Participant ID `field:"participant,subject,ref=participant" json:"participant"`
	// Decided is when.
	Decided Instant `field:"decided,required" json:"decided"`
	// Member who decided.
	Member ID `field:"member,ref=member" json:"member"`
}

// Kind implements Record.
func (*ScanDecision) Kind() Kind { return KindScanDecision }

// Validate implements Record: what is kept is kept for a use.
func (d *ScanDecision) Validate() error {
	return first(
		oneOf(d, "passing", d.Passing, Passings()),
		oneOf(d, "use", d.Use, Uses()),
		when(d.Passing == PassKeep && d.Use == "", missing(d, "use")),
	)
}
