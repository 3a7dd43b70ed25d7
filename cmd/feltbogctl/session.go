package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// session are the verbs about sessions.
func (c *command) session() *cobra.Command {
	s := c.verb("session", "ctl.help.session", between(0, -1), c.noVerb)
	s.AddCommand(c.sessionStart(),
		c.inVault("list", "ctl.help.session.list", exactly(0), func(ctx context.Context, p *app.Project, _ []string) error {
			home, err := p.FieldHome(ctx)
			if err != nil {
				return err
			}
			return c.sessions(home.Sessions)
		}),
		c.onSession("show", "ctl.help.session.show", c.showSession),
		c.onSession("end", "ctl.help.session.end", func(ctx context.Context, p *app.Project, id feltbog.ID) error { return p.EndSession(ctx, id) }),
		c.onSession("next", "ctl.help.session.next", func(ctx context.Context, p *app.Project, id feltbog.ID) error {
			person, code, err := p.NextPerson(ctx, id, "")
			if err != nil {
				return err
			}
			if c.json {
				return json.NewEncoder(c.out).Encode(map[string]any{"participant": person, "code": code})
			}
			_, err = fmt.Fprintln(c.out, person, code)
			return err
		}))
	return s
}

// onSession makes a verb about one session.
func (c *command) onSession(verb, help string, f func(context.Context, *app.Project, feltbog.ID) error) *cobra.Command {
	return c.inVault(verb+" ID", help, exactly(1), func(ctx context.Context, p *app.Project, args []string) error {
		id, err := feltbog.ParseID(args[0])
		if err != nil {
			return err
		}
		return f(ctx, p, id)
	})
}

func (c *command) sessionStart() *cobra.Command {
	var kind, place, guide string
	var questions []string
	start := c.inVault("start", "ctl.help.session.start", exactly(0), func(ctx context.Context, p *app.Project, _ []string) error {
		n := app.NewSession{Type: feltbog.SessionType(kind), PlaceName: place, Questions: questions}
		if guide != "" {
			id, err := feltbog.ParseID(guide)
			if err != nil {
				return err
			}
			n.Guide = id
		}
		id, err := p.StartSession(ctx, n)
		if err != nil {
			return err
		}
		if c.json {
			return json.NewEncoder(c.out).Encode(map[string]any{"session": id})
		}
		_, err = fmt.Fprintln(c.out, id)
		return err
	})
	var types []string
	for _, t := range feltbog.SessionTypes() {
		types = append(types, string(t))
	}
	start.Flags().StringVar(&kind, "type", string(feltbog.KitchenTable), c.say("ctl.flag.session.type", "types", strings.Join(types, ", ")))
	start.Flags().StringVar(&place, "place", "", c.say("ctl.flag.session.place"))
	start.Flags().StringVar(&guide, "guide", "", c.say("ctl.flag.session.guide"))
	start.Flags().StringArrayVar(&questions, "question", nil, c.say("ctl.flag.session.question"))
	return start
}

// sessions prints a line for each session.
func (c *command) sessions(all []app.SessionRow) error {
	if c.json {
		return json.NewEncoder(c.out).Encode(all)
	}
	for _, s := range all {
		if _, err := fmt.Fprintf(c.out, "%s  %s  %s  %s\n", s.ID, s.Type, s.Started.Time().Format("2006-01-02 15:04"), s.Place); err != nil {
			return err
		}
	}
	return nil
}

// showSession prints what a session holds: its questions with what became of them, and its notes.
func (c *command) showSession(ctx context.Context, p *app.Project, id feltbog.ID) error {
	page, err := p.SessionPage(ctx, id)
	if err != nil {
		return err
	}
	if c.json {
		return json.NewEncoder(c.out).Encode(map[string]any{"session": page.Session, "place": page.Place, "questions": page.Questions,
			"people": page.People, "answers": page.Answers, "notes": page.Notes, "files": page.Files})
	}
	codes := map[feltbog.ID]string{}
	for _, one := range page.People {
		codes[one.ID] = one.Pseudonym
	}
	for _, n := range page.Notes {
		var about []string
		for _, person := range n.Participants {
			about = append(about, codes[person])
		}
		if _, err := fmt.Fprintf(c.out, "%s  %s  %s  %s\n", n.Happened.Time().Format("15:04"), n.Type, strings.Join(about, " "), n.Text); err != nil {
			return err
		}
	}
	return nil
}
