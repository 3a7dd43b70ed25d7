package feltbog

// Use is something that material leaves the team for ("brug"). Whoever uses material names the use, and the gate answers
// for that use alone.
type Use string

// The uses.
const (
	UseInterview      Use = "interview"      // samtalen med forskeren
	UseInterpretation Use = "interpretation" // fællestolkning
	UseReport         Use = "report"         // rapport
	UseTalk           Use = "talk"           // oplæg
	UseWeb            Use = "web"            // internet
	UseArchive        Use = "archive"        // arkiv
	UsePartner        Use = "partner"        // partner
)

// Uses lists them in the order in which they are shown.
func Uses() []Use {
	return []Use{UseInterview, UseInterpretation, UseReport, UseTalk, UseWeb, UseArchive, UsePartner}
}
