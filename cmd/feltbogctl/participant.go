package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// participant are the verbs about people, by their pseudonym. A name that is given goes to the register and is never
// printed by a list.
func (c *command) participant() *cobra.Command {
	v := c.verb("participant", "ctl.help.participant", between(0, -1), c.noVerb)
	v.AddCommand(c.participantAdd(), c.participantEdit(),
		c.inVault("list", "ctl.help.participant.list", exactly(0), func(ctx context.Context, p *app.Project, _ []string) error {
			all, err := p.People(ctx, "")
			if err != nil {
				return err
			}
			if c.json {
				return json.NewEncoder(c.out).Encode(all)
			}
			for _, o := range all {
				if _, err := fmt.Fprintf(c.out, "%s  %s  %s  %s  %s\n", o.ID, o.Pseudonym, o.Perspective, o.Consent, o.Descriptor); err != nil {
					return err
				}
			}
			return nil
		}),
		c.onParticipant("show", "ctl.help.participant.show", func(ctx context.Context, p *app.Project, id feltbog.ID) error {
			page, err := p.Person(ctx, id)
			if err != nil {
				return err
			}
			return c.showParticipant(page)
		}))
	return v
}

// onParticipant makes a verb about one participant, named by pseudonym or id.
func (c *command) onParticipant(verb, help string, f func(context.Context, *app.Project, feltbog.ID) error) *cobra.Command {
	return c.inVault(verb+" PARTICIPANT", help, exactly(1), func(ctx context.Context, p *app.Project, args []string) error {
		id, err := p.FindParticipant(ctx, args[0])
		if err != nil {
			return err
		}
		return f(ctx, p, id)
	})
}

// personFlags are what can be said about a person on the command line.
type personFlags struct {
	cmd                                                           *cobra.Command
	pseudonym, perspective, age, descriptor                       string
	name, phone, email, address, guardian, interpreter, companion string
}

func (c *command) personFlags(cmd *cobra.Command, f *personFlags) {
	f.cmd = cmd
	for _, one := range []struct {
		into *string
		name string
	}{{&f.pseudonym, "pseudonym"}, {&f.perspective, "perspective"}, {&f.age, "age"}, {&f.descriptor, "descriptor"}, {&f.name, "name"}, {&f.phone, "phone"},
		{&f.email, "email"}, {&f.address, "address"}, {&f.guardian, "guardian"}, {&f.interpreter, "interpreter"}, {&f.companion, "companion"}} {
		cmd.Flags().StringVar(one.into, one.name, "", c.say("ctl.flag.participant."+one.name))
	}
}

// identity writes what was said into a record of the register, and reports whether anything was.
func (f *personFlags) identity(who *feltbog.Identity) bool {
	said := false
	for name, into := range map[string]*string{"name": &who.Name, "phone": &who.Phone, "email": &who.Email, "address": &who.Address,
		"guardian": &who.Guardian, "interpreter": &who.Interpreter, "companion": &who.Companion} {
		if flag := f.cmd.Flags().Lookup(name); flag.Changed {
			*into, said = flag.Value.String(), true
		}
	}
	return said
}

func (c *command) participantAdd() *cobra.Command {
	var f personFlags
	add := c.inVault("add", "ctl.help.participant.add", exactly(0), func(ctx context.Context, p *app.Project, _ []string) error {
		n := app.NewPerson{Pseudonym: f.pseudonym, Perspective: feltbog.Perspective(f.perspective), AgeGroup: feltbog.AgeGroup(f.age), Descriptor: f.descriptor}
		if f.identity(&n.Identity) && n.Identity.Name == "" {
			return feltbog.Errorf(feltbog.EUsage, "ctl.participant.unnamed", "the register keeps nothing about a person without a name; say --name too")
		}
		id, code, err := p.AddParticipant(ctx, n)
		if err != nil {
			return err
		}
		if c.json {
			return json.NewEncoder(c.out).Encode(map[string]any{"participant": id, "code": code})
		}
		_, err = fmt.Fprintln(c.out, id, code)
		return err
	})
	c.personFlags(add, &f)
	return add
}

func (c *command) participantEdit() *cobra.Command {
	var f personFlags
	change := c.onParticipant("edit", "ctl.help.participant.edit", func(ctx context.Context, p *app.Project, id feltbog.ID) error {
		said := func(name string) bool { return f.cmd.Flags().Lookup(name).Changed }
		if said("pseudonym") || said("perspective") || said("age") || said("descriptor") {
			if err := p.EditParticipant(ctx, id, func(r *feltbog.Participant) {
				if said("pseudonym") {
					r.Pseudonym = f.pseudonym
				}
				if said("perspective") {
					r.Perspective = feltbog.Perspective(f.perspective)
				}
				if said("age") {
					r.AgeGroup = feltbog.AgeGroup(f.age)
				}
				if said("descriptor") {
					r.Descriptor = f.descriptor
				}
			}); err != nil {
				return err
			}
		}
		if !f.identity(&feltbog.Identity{}) {
			return nil
		}
		return p.EditIdentity(ctx, id, func(who *feltbog.Identity) { f.identity(who) })
	})
	c.personFlags(change, &f)
	return change
}

// showParticipant prints what the team knows, the answers, and whether the register knows a name; never the name itself
// except as JSON, which is asked for on purpose.
func (c *command) showParticipant(page app.PersonPage) error {
	if c.json {
		return json.NewEncoder(c.out).Encode(map[string]any{"participant": page.Person, "consent": page.Line.Consent, "scopes": page.Scopes,
			"sessions": page.Sessions, "notes": page.Notes, "register": page.Register, "identity": page.Identity, "papers": page.Papers})
	}
	if _, err := fmt.Fprintf(c.out, "%s  %s  %s  %s\n%s\n", page.Person.ID, page.Person.Pseudonym, page.Person.Perspective, page.Line.Consent, page.Person.Descriptor); err != nil {
		return err
	}
	return c.scopes(page)
}

// consent are the verbs about what people said yes and no to.
func (c *command) consent() *cobra.Command {
	v := c.verb("consent", "ctl.help.consent", between(0, -1), c.noVerb)
	v.AddCommand(c.consentSet(), c.onParticipant("show", "ctl.help.consent.show", func(ctx context.Context, p *app.Project, id feltbog.ID) error {
		page, err := p.Person(ctx, id)
		if err != nil {
			return err
		}
		if c.json {
			return json.NewEncoder(c.out).Encode(map[string]any{"consent": page.Line.Consent, "scopes": page.Scopes})
		}
		return c.scopes(page)
	}))
	return v
}

// scopes prints a line for each question that was answered.
func (c *command) scopes(page app.PersonPage) error {
	for _, l := range page.Scopes {
		if len(l.History) == 0 {
			continue
		}
		if _, err := fmt.Fprintf(c.out, "%s  %s  %s  %s\n", l.Scope, l.State, l.Newest.From, l.Newest.Form); err != nil {
			return err
		}
	}
	return nil
}

// wordOfMouth is the short form of the form in which a consent was given by word of mouth.
const wordOfMouth = "oral"

func (c *command) consentSet() *cobra.Command {
	var date, until, form, by, witness, note, paper string
	var letter int
	set := c.inVault("set PARTICIPANT SCOPE[,SCOPE...] given|refused|withdrawn", "ctl.help.consent.set", exactly(3), func(ctx context.Context, p *app.Project, args []string) error {
		id, err := p.FindParticipant(ctx, args[0])
		if err != nil {
			return err
		}
		scopes, err := scopesOf(args[1])
		if err != nil {
			return err
		}
		if args[2] == string(feltbog.ConsentWithdrawn) {
			_, err := p.WithdrawConsent(ctx, id, scopes, note)
			return err
		}
		e := app.ConsentEntry{Participant: id, Answers: map[feltbog.Scope]feltbog.ConsentState{}, Form: feltbog.ConsentForm(form),
			GivenBy: feltbog.ConsentGiver(by), Note: note, Paper: paper}
		if form == wordOfMouth {
			e.Form = feltbog.OralWitness
		}
		for _, s := range scopes {
			e.Answers[s] = feltbog.ConsentState(args[2])
		}
		if e.From, err = p.ParseDate(ctx, date); err != nil {
			return err
		}
		if e.Until, err = p.ParseDate(ctx, until); err != nil {
			return err
		}
		if e.Letter, e.Witness, err = letterAndWitness(ctx, p, id, letter, witness); err != nil {
			return err
		}
		return p.RecordConsent(ctx, e)
	})
	for _, one := range []struct {
		into        *string
		name, value string
	}{{&date, "date", ""}, {&until, "until", ""}, {&form, "form", wordOfMouth}, {&by, "by", ""}, {&witness, "witness", ""}, {&note, "note", ""}, {&paper, "paper", ""}} {
		set.Flags().StringVar(one.into, one.name, one.value, c.say("ctl.flag.consent."+one.name))
	}
	set.Flags().IntVar(&letter, "letter", 0, c.say("ctl.flag.consent.letter"))
	return set
}

// scopesOf reads a list of scopes; "all" is all of them.
func scopesOf(text string) ([]feltbog.Scope, error) {
	if text == "all" {
		return feltbog.Scopes(), nil
	}
	var out []feltbog.Scope
	for _, word := range strings.Split(text, ",") {
		scope := feltbog.Scope(strings.TrimSpace(word))
		if !slices.Contains(feltbog.Scopes(), scope) {
			var known []string
			for _, s := range feltbog.Scopes() {
				known = append(known, string(s))
			}
			return nil, feltbog.Errorf(feltbog.EUsage, "ctl.scope", "%q is no question of the form; there are %s", word, strings.Join(known, ", ")).
				With("scope", word).With("known", strings.Join(known, ", "))
		}
		out = append(out, scope)
	}
	return out, nil
}

// letterAndWitness finds the letter by its number and the witness by the member's name.
func letterAndWitness(ctx context.Context, p *app.Project, id feltbog.ID, number int, witness string) (letter, who feltbog.ID, err error) {
	page, err := p.Person(ctx, id)
	if err != nil {
		return letter, who, err
	}
	if number > 0 {
		i := slices.IndexFunc(page.Letters, func(l feltbog.InformationLetter) bool { return l.Number == number })
		if i < 0 {
			return letter, who, feltbog.Errorf(feltbog.ENotFound, "letter.unknown", "there is no version %d of the letter", number).With("number", strconv.Itoa(number))
		}
		letter = page.Letters[i].ID
	}
	if witness != "" {
		i := slices.IndexFunc(page.Team, func(m app.Named) bool { return strings.EqualFold(m.Name, witness) || m.ID.String() == witness })
		if i < 0 {
			return letter, who, feltbog.Errorf(feltbog.ENotFound, "member.unknown", "nobody in the team is called %q", witness).With("name", witness)
		}
		who = page.Team[i].ID
	}
	return letter, who, nil
}
