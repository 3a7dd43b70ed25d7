package sample

import (
	"fmt"
	"time"

	"feltbog/internal/feltbog"
)

type personText struct {
	Pseudonym, Descriptor, Actor, Note string
	Perspective                        feltbog.Perspective
	Consent                            *consentText
}

// consentText is a form that was gone through: what was said yes to, what no, and what was taken back later. What
// stands nowhere was not asked.
type consentText struct {
	From, Until    string
	Form           feltbog.ConsentForm
	Given, Refused []feltbog.Scope
	Withdrawn      []feltbog.Scope
	WithdrawnOn    string `json:"withdrawn_on"`
}

// people reads the participants and what they agreed to. Each form is one step, and so is each change of mind.
func (b *book) people(text []byte) error {
	var all []personText
	if err := strict(text, &all); err != nil {
		return err
	}
	for _, t := range all {
		p := &feltbog.Participant{Pseudonym: t.Pseudonym, Perspective: t.Perspective, Descriptor: t.Descriptor, Actor: b.id(t.Actor),
			Note: t.Note, AgeGroup: feltbog.Adult}
		p.ID = b.id(t.Pseudonym)
		if t.Consent != nil {
			p.TakesPart = feltbog.TakesPartYes
		}
		err := b.added(p)
		if err == nil && t.Consent != nil {
			err = b.consents(p.ID, *t.Consent)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", t.Pseudonym, err)
		}
	}
	return nil
}

func (b *book) consents(person feltbog.ID, t consentText) error {
	form, err := b.answers(person, t, t.From)
	if err != nil {
		return err
	}
	var given []feltbog.Record
	for _, s := range t.Given {
		given = append(given, form(s, feltbog.ConsentGiven))
	}
	for _, s := range t.Refused {
		given = append(given, form(s, feltbog.ConsentRefused))
	}
	if err := b.did("consent.add", given...); err != nil || len(t.Withdrawn) == 0 {
		return err
	}
	if form, err = b.answers(person, t, t.WithdrawnOn); err != nil {
		return err
	}
	var back []feltbog.Record
	for _, s := range t.Withdrawn {
		back = append(back, form(s, feltbog.ConsentWithdrawn))
	}
	return b.did("consent.add", back...)
}

// answers returns what makes one answer of a form gone through on a day.
func (b *book) answers(person feltbog.ID, t consentText, on string) (func(feltbog.Scope, feltbog.ConsentState) feltbog.Record, error) {
	from, err := date(on)
	if err != nil {
		return nil, err
	}
	until, err := date(t.Until)
	if err != nil {
		return nil, err
	}
	at, ok := from.Day()
	if !ok {
		return nil, fmt.Errorf("%q is not a day", on)
	}
	recorded := feltbog.NewInstant(time.Date(at.Year(), at.Month(), at.Day(), 17, 0, 0, 0, cet))
	return func(s feltbog.Scope, state feltbog.ConsentState) feltbog.Record {
		c := &feltbog.Consent{Participant: person, Scope: s, State: state, From: from, Form: t.Form, GivenBy: feltbog.Self,
			Letter: b.id("brev"), ExplainedBy: b.id("member"), Recorded: recorded}
		if t.Form == feltbog.OralWitness {
			c.Witness = b.id("member")
		}
		if state == feltbog.ConsentGiven {
			c.Until = until
		}
		c.ID = feltbog.NewID()
		return c
	}, nil
}
