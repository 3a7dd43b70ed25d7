// Package print makes the papers that people take along: a guide to ask by, the information letter, the consent form and
// the cards for people in pictures. It writes PDF of A4 pages that can be read in black and white.
//
// It takes only what the gate has cleared, and says so by its types: a record that did not pass the gate cannot be printed.
// What stands around the material, such as "Dato" and "skal", comes from the translations and from the shipped papers.
package print

import (
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
)

// Say words a key of the translations; names and what is filled in for them follow in turn.
type Say func(key string, args ...string) string

// opened returns a cleared record of one type.
func opened[R feltbog.Record](c gate.Cleared) (R, error) {
	var none R
	rec, err := c.Open()
	if err != nil {
		return none, err
	}
	r, ok := rec.(R)
	if !ok {
		return none, feltbog.Errorf(feltbog.EUsage, "print.other", "a %s is not printed here", rec.Kind()).With("kind", string(rec.Kind()))
	}
	return r, nil
}

// day is the day of a moment in the letter's language.
func day(i feltbog.Instant, language string) string {
	if i.IsZero() {
		return ""
	}
	d := feltbog.FuzzyDay(i.Time())
	if language == "en" {
		return d.English()
	}
	return d.Danish()
}

// joined puts what is not empty side by side.
func joined(parts ...string) string {
	var all []string
	for _, p := range parts {
		if p != "" {
			all = append(all, p)
		}
	}
	return strings.Join(all, " · ")
}
