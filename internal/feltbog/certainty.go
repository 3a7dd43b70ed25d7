package feltbog

// Certainty says how sure we are of something ("sikkerhed").
type Certainty string

// The values of Certainty.
const (
	Certain   Certainty = "certain"   // sikker
	Likely    Certainty = "likely"    // sandsynlig
	Suggests  Certainty = "suggests"  // tyder på
	Uncertain Certainty = "uncertain" // usikker
)

// Certainties lists them, surest first.
func Certainties() []Certainty { return []Certainty{Certain, Likely, Suggests, Uncertain} }
