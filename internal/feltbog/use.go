package feltbog

// Use is something that material leaves the team for ("brug"). Whoever uses material names the use, and the gate answers
// for that use alone. What each use asks of those whose material it is stands in ScopesFor.
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

// UseTeam is the work inside the project team. A pakke to a colleague is whole and asks for no consent, but stands in the
// register of disclosures like everything else that leaves a machine. It is not among Uses.
const UseTeam Use = "team" // arbejdet i projektgruppen

// Uses lists them in the order in which they are shown.
func Uses() []Use {
	return []Use{UseInterview, UseInterpretation, UseReport, UseTalk, UseWeb, UseArchive, UsePartner}
}
