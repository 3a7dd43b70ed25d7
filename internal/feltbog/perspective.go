package feltbog

// Perspective says from whose place something is seen ("perspektiv"). It is a field of every participant, excerpt,
// card and reading, because the whole method turns on comparing perspectives of equal worth.
type Perspective string

// The nine perspectives that are stored. Their badges are told apart by shape and letter, never by colour alone.
const (
	Citizen       Perspective = "citizen"       // borger
	Relative      Perspective = "relative"      // pårørende
	CivilSociety  Perspective = "civil_society" // frivillig, civilsamfund
	Professional  Perspective = "professional"  // fagperson
	Leader        Perspective = "leader"        // leder
	Administrator Perspective = "administrator" // administrativ medarbejder
	Politician    Perspective = "politician"    // politiker
	Researcher    Perspective = "researcher"    // forsker, tovholder
	OtherView     Perspective = "other"         // andet
)

// Perspectives lists all nine in the order in which they are shown.
func Perspectives() []Perspective {
	return []Perspective{
		Citizen, Relative, CivilSociety, Professional, Leader, Administrator, Politician, Researcher, OtherView,
	}
}
