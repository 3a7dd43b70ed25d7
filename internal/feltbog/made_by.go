package feltbog

// MadeBy says who made a picture ("frembragt af"): elicitation with the participant's own pictures is another method than
// with the researcher's.
type MadeBy string

// The values of MadeBy.
const (
	MadeByParticipant MadeBy = "participant" // deltager
	MadeByResearcher  MadeBy = "researcher"  // forsker
	MadeByFound       MadeBy = "found"       // fundet, arkiv
	MadeTogether      MadeBy = "together"    // fælles
)

// MadeBys lists them in the order in which they are shown.
func MadeBys() []MadeBy {
	return []MadeBy{MadeByParticipant, MadeByResearcher, MadeByFound, MadeTogether}
}

// SensitiveContent is something delicate that a picture shows ("følsomt indhold").
type SensitiveContent string

// The values of SensitiveContent.
const (
	ShowsHealth      SensitiveContent = "health"      // helbred
	ShowsHome        SensitiveContent = "home"        // bolig
	ShowsPapers      SensitiveContent = "papers"      // CPR, brev
	ShowsNumberPlate SensitiveContent = "plate"       // nummerplade
	ShowsScreen      SensitiveContent = "screen"      // skærm
	ShowsDoorSign    SensitiveContent = "door_sign"   // dørskilt
	ShowsIntoxicated SensitiveContent = "intoxicated" // beruselse
	ShowsNudity      SensitiveContent = "nudity"      // nøgenhed
	ShowsReligion    SensitiveContent = "religion"    // religion
)

// SensitiveContents lists them in the order in which they are shown.
func SensitiveContents() []SensitiveContent {
	return []SensitiveContent{
		ShowsHealth, ShowsHome, ShowsPapers, ShowsNumberPlate, ShowsScreen, ShowsDoorSign, ShowsIntoxicated, ShowsNudity, ShowsReligion,
	}
}

// ReadableContents are those that are letters and numbers, which are to be covered before others see the picture.
func ReadableContents() []SensitiveContent {
	return []SensitiveContent{ShowsPapers, ShowsScreen, ShowsNumberPlate, ShowsDoorSign}
}
