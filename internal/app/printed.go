package app

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/letter"
	"feltbog/internal/print"
	"feltbog/internal/store"
)

// Desk is where a paper is put to be printed. A Machine is one: its papers lie in a private folder and are wiped.
type Desk interface {
	Paper(name string, write func(io.Writer) error) (string, error)
}

// Printed is a paper that was let out.
type Printed struct {
	Path       string     `json:"file"`
	Disclosure feltbog.ID `json:"disclosure"`        // its line in the register
	Letter     feltbog.ID `json:"letter,omitzero"`   // the version of the information letter
	Version    int        `json:"version,omitempty"` // and its number
	Numbers    []string   `json:"numbers,omitempty"` // of cards
}

// mostSheets is how many sheets of cards are made at a time.
const mostSheets = 25

// paper lets the project's own records out as one paper. name is the file's, without its ending: it is read by whoever
// looks into the folder, so it is made of numbers and never of what somebody is called.
func (p *Project) paper(ctx context.Context, desk Desk, name, title string, items []gate.Item, say Say,
	render func(io.Writer, []gate.Cleared) error) (Printed, error) {
	g, err := p.gate(ctx)
	if err != nil {
		return Printed{}, err
	}
	o := gate.Order{Use: feltbog.UseInterview, Title: title, Format: "pdf", Recipient: say("print.recipient"), Reason: say("print.reason"),
		Member: p.v.Actor(ctx), At: p.v.Now(), Strict: true}
	var passed gate.Passage
	path, err := desk.Paper(name+".pdf", func(w io.Writer) error {
		var err error
		passed, err = g.Let(ctx, o, items, render, gateway{p}, w)
		return err
	})
	return Printed{Path: path, Disclosure: passed.Disclosure.ID}, cancelled(ctx, err)
}

// PrintLetter prints the information letter, and makes its text a version when it is a new one.
func (p *Project) PrintLetter(ctx context.Context, desk Desk, simple bool) (Printed, error) {
	l, err := p.keepLetter(ctx, simple)
	if err != nil {
		return Printed{}, cancelled(ctx, err)
	}
	number := strconv.Itoa(l.Number)
	done, err := p.paper(ctx, desk, letter.Say("print.letter.file", "number", number), letter.Say("print.letter.entry", "number", number),
		[]gate.Item{{Kind: l.Kind(), ID: l.ID}}, letter.Say, func(w io.Writer, c []gate.Cleared) error { return print.Letter(w, c[0], letter.Say) })
	done.Letter, done.Version = l.ID, l.Number
	return done, err
}

// PrintConsentForm prints an empty consent form that names the version of the letter that goes with it.
func (p *Project) PrintConsentForm(ctx context.Context, desk Desk, simple bool) (Printed, error) {
	l, err := p.keepLetter(ctx, simple)
	if err != nil {
		return Printed{}, cancelled(ctx, err)
	}
	rec, err := p.project(ctx)
	if err != nil {
		return Printed{}, cancelled(ctx, err)
	}
	number := strconv.Itoa(l.Number)
	done, err := p.paper(ctx, desk, letter.Say("print.consent.file", "number", number), letter.Say("print.consent.entry", "number", number),
		[]gate.Item{{Kind: l.Kind(), ID: l.ID}, {Kind: rec.Kind(), ID: rec.ID}}, letter.Say,
		func(w io.Writer, c []gate.Cleared) error { return print.ConsentForm(w, c[0], c[1], letter.Say) })
	done.Letter, done.Version = l.ID, l.Number
	return done, err
}

// PrintCards prints sheets of four numbered cards for people in pictures. The numbers are this machine's own and are never
// given twice, also when the printing fails.
func (p *Project) PrintCards(ctx context.Context, desk Desk, sheets int) (Printed, error) {
	if sheets < 1 || sheets > mostSheets {
		return Printed{}, feltbog.Errorf(feltbog.EUsage, "print.sheets", "from 1 to %d sheets are printed at a time", mostSheets).
			With("most", strconv.Itoa(mostSheets))
	}
	now, err := p.Letter(ctx, false)
	if err == nil {
		err = incomplete(now.Missing)
	}
	if err != nil {
		return Printed{}, err
	}
	rec, err := p.project(ctx)
	if err != nil {
		return Printed{}, cancelled(ctx, err)
	}
	var numbers []int
	var names []string
	for range 4 * sheets {
		n, err := p.v.NextNumber(ctx, feltbog.ReleaseNumbers)
		if err != nil {
			return Printed{}, cancelled(ctx, err)
		}
		numbers, names = append(numbers, n), append(names, print.CardNumber(n))
	}
	from, to := names[0], names[len(names)-1]
	done, err := p.paper(ctx, desk, letter.Say("print.cards.file", "from", from, "to", to), letter.Say("print.cards.entry", "from", from, "to", to),
		[]gate.Item{{Kind: rec.Kind(), ID: rec.ID}}, letter.Say,
		func(w io.Writer, c []gate.Cleared) error { return print.Cards(w, c[0], numbers, letter.Say) })
	done.Numbers = names
	return done, err
}

// PrintGuide prints a version of a guide, or a draft as it stands, with its labels in the language of say.
func (p *Project) PrintGuide(ctx context.Context, desk Desk, id feltbog.ID, say Say) (Printed, error) {
	team := p.v.Team()
	if team == nil {
		return Printed{}, feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
	}
	rec, _, err := team.Get(ctx, id)
	if err != nil {
		return Printed{}, cancelled(ctx, err)
	}
	items := []gate.Item{{Kind: rec.Kind(), ID: id}}
	number := ""
	switch r := rec.(type) {
	case *feltbog.GuideVersion:
		number = strconv.Itoa(r.Number)
	case *feltbog.Guide:
		for _, kind := range []feltbog.Kind{feltbog.KindGuideTheme, feltbog.KindQuestion} {
			if err := team.Each(ctx, kind, []store.Where{{Field: "guide", Value: id}}, 0, func(o feltbog.Record) error {
				items = append(items, gate.Item{Kind: kind, ID: o.RecordID()})
				return nil
			}); err != nil {
				return Printed{}, cancelled(ctx, err)
			}
		}
	default:
		return Printed{}, otherKind(id, rec.Kind(), feltbog.KindGuide)
	}
	short := fmt.Sprintf("%x", id[:3])
	name, title := say("print.guide.file.draft", "id", short), say("print.guide.entry.draft")
	if number != "" {
		name, title = say("print.guide.file", "number", number, "id", short), say("print.guide.entry", "number", number)
	}
	return p.paper(ctx, desk, name, title, items, say, func(w io.Writer, c []gate.Cleared) error { return print.Guide(w, c, print.Say(say)) })
}
