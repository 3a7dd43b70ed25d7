// Package scan finds in a text what points at a person: names that the register knows, in any letter case, with Danish
// genitives and common misspellings, and numbers and addresses that belong to one person. It is pure: it reads no files,
// and what it is given of the register stays in memory. It finds and never decides; people say what becomes of a finding.
//
// A name is found by the letters as they sound: both are folded (å and aa, æ and ae, ø, ö and oe, ph and f, th and t, ck
// and k, x and ks, doubled letters), and in long words one letter may be missing, too many or another. A name that is also
// an ordinary word, such as Dag or Holm, counts only with a capital inside a sentence, or beside another part of the same
// name. Words of one or two letters count only as part of a whole name.
package scan

import "feltbog/internal/feltbog"

// Kind says what a finding is.
type Kind string

// The kinds of finding.
const (
	Name  Kind = "name"
	CPR   Kind = "cpr" // ten digits whose first six are a date
	Phone Kind = "phone"
	Email Kind = "email"
)

// Finding is a passage of a text, as bytes from Start up to and not with End. Both lie on the borders of letters.
type Finding struct {
	Start, End  int
	Kind        Kind
	Participant feltbog.ID // whose name it is; zero for numbers
	Text        string     // the passage
	Genitive    bool       // a name with the s of a genitive
}

// Person is somebody the register knows.
type Person struct {
	ID    feltbog.ID
	Names []string // in full; each part is looked for by itself too
	Words []string // nicknames and what else gives the person away; looked for as they stand
}
