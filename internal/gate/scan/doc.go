// Package scan finds in a text what points at a person: names that the register knows, in any letter case, with Danish
// genitives and common misspellings, and numbers and addresses that belong to one person. It is pure: it reads no files,
// and what it is given of the register stays in memory. It finds and never decides; people say what becomes of a finding.
//
// A name is found by the letters as they sound: both are folded (å and aa, æ and ae, ø, ö and oe, ph and f, th and t, ck
// and k, x and ks, doubled letters, an h that is not heard). In long words that begin alike one letter may be missing, too many or another; such
// a finding is a Guess. A name that is also an ordinary word, such as Dag or Holm, counts only with a capital, or beside
// another part of the same name; where the word often begins sentences, as Hans and Ny do, not at the beginning of one.
// Words of one or two letters count only as part of a whole name.
//
// Find returns what points at somebody who is known, and numbers. It is quick enough for every letter that is typed. Look
// is for what is on its way out: it also finds addresses, number plates and what looks like a name. Details finds what
// tells little by itself and much together.
package scan

import "feltbog/internal/feltbog"

// Kind says what a finding is.
type Kind string

// The kinds of finding.
const (
	Name     Kind = "name"      // what a participant is called
	Near     Kind = "near"      // the name of somebody close to a participant
	GiveAway Kind = "give_away" // other words that point at a participant
	CPR      Kind = "cpr"       // ten digits whose first six are a date
	Phone    Kind = "phone"
	Email    Kind = "email"
	Address  Kind = "address" // a road with the number of a house
	Plate    Kind = "plate"   // of a vehicle
	Likely   Kind = "likely"  // what looks like the name of somebody whom the register does not know
	Detail   Kind = "detail"  // age, place, illness, work, day, family: three of them in one excerpt may be one person
)

// Finding is a passage of a text, as bytes from Start up to and not with End. Both lie on the borders of letters.
type Finding struct {
	Start, End  int
	Kind        Kind
	Participant feltbog.ID   // whom a name points at; zero for numbers
	Others      []feltbog.ID // whom it may point at as well: two people may be called Karen
	Text        string       // the passage
	Genitive    bool         // a name with the s of a genitive
	Guess       bool         // a name with a letter wrong
	Class       string       // of a Detail: what it tells
}

// Person is somebody the register knows.
type Person struct {
	ID        feltbog.ID
	Names     []string // in full; each part is looked for by itself too
	Nicknames []string // looked for whole
	Near      []string // names of people who stand close, as a guardian
	GiveAways []string // whole words that point at the person
}
