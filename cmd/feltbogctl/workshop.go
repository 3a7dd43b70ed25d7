package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// workshop are the verbs about joint interpretations.
func (c *command) workshop() *cobra.Command {
	v := c.verb("workshop", "ctl.help.workshop", between(0, -1), c.noVerb)
	v.AddCommand(c.workshopCreate(), c.workshopRead(), c.workshopPrint(), c.workshopAdd(),
		c.inVault("list", "ctl.help.workshop.list", exactly(0), func(ctx context.Context, p *app.Project, _ []string) error {
			all, err := p.Workshops(ctx)
			if err != nil {
				return err
			}
			return c.print(all, func(w io.Writer) {
				for _, o := range all {
					fmt.Fprintf(w, "%s %3d %s\n", o.Workshop.ID, o.Cards, o.Workshop.Title)
				}
			})
		}),
		c.onWorkshop("cards WORKSHOP", "ctl.help.workshop.cards", 0, 0, func(ctx context.Context, p *app.Project, id feltbog.ID, _ []string) error {
			b, err := p.Board(ctx, id)
			if err != nil {
				return err
			}
			return c.print(b.Cards(), func(w io.Writer) { writeCards(w, b.Cards()) })
		}),
		c.onWorkshop("board WORKSHOP", "ctl.help.workshop.board", 0, 0, func(ctx context.Context, p *app.Project, id feltbog.ID, _ []string) error {
			return c.showBoard(ctx, p, id)
		}),
		c.onWorkshop("remove WORKSHOP K-NUMBER ...", "ctl.help.workshop.remove", 1, -1, func(ctx context.Context, p *app.Project, id feltbog.ID, args []string) error {
			ids, err := cardIDs(ctx, p, id, args)
			if err != nil {
				return err
			}
			return p.RemoveCards(ctx, id, ids)
		}),
		c.onWorkshop("cluster WORKSHOP TITLE", "ctl.help.workshop.cluster", 1, 1, func(ctx context.Context, p *app.Project, id feltbog.ID, args []string) error {
			made, err := p.AddCluster(ctx, id, args[0])
			if err != nil {
				return err
			}
			return c.print(named{Kind: feltbog.KindCluster, ID: made}, func(w io.Writer) { fmt.Fprintln(w, made) })
		}),
		c.onWorkshop("place WORKSHOP CARD->NUMBER ...", "ctl.help.workshop.place", 1, -1, func(ctx context.Context, p *app.Project, id feltbog.ID, args []string) error {
			placed, err := p.PlaceByNumber(ctx, id, strings.Join(args, "\n"))
			if err != nil {
				return err
			}
			return c.print(placed, func(w io.Writer) {
				for _, o := range placed {
					fmt.Fprintf(w, "%s -> %d\n", app.CardName(o.Card), o.Cluster)
				}
			})
		}))
	return v
}

// onWorkshop makes a verb about one workshop, named by its title or id.
func (c *command) onWorkshop(use, help string, least, most int, f func(context.Context, *app.Project, feltbog.ID, []string) error) *cobra.Command {
	if most >= 0 {
		most++
	}
	return c.inVault(use, help, between(least+1, most), func(ctx context.Context, p *app.Project, args []string) error {
		id, err := p.FindWorkshop(ctx, args[0])
		if err != nil {
			return err
		}
		return f(ctx, p, id, args[1:])
	})
}

func (c *command) workshopCreate() *cobra.Command {
	var n app.NewWorkshop
	var date string
	v := c.verb("create --title TITLE", "ctl.help.workshop.create", exactly(0), func(cmd *cobra.Command, _ []string) error {
		return c.open(cmd.Context(), func(p *app.Project) (err error) {
			if date != "" {
				if n.Time, err = p.ParseDate(cmd.Context(), date); err != nil {
					return err
				}
			}
			id, err := p.MakeWorkshop(cmd.Context(), n)
			if err != nil {
				return err
			}
			return c.print(named{Kind: feltbog.KindWorkshop, ID: id}, func(w io.Writer) { fmt.Fprintln(w, id) })
		})
	})
	v.Flags().StringVar(&n.Title, "title", "", c.say("ctl.flag.workshop.title"))
	v.Flags().StringVar(&n.Question, "question", "", c.say("ctl.flag.workshop.question"))
	v.Flags().StringVar(&n.PlaceName, "place", "", c.say("ctl.flag.workshop.place"))
	v.Flags().StringVar(&date, "date", "", c.say("ctl.flag.workshop.date"))
	return v
}

// cardsAdded is the JSON of workshop add.
type cardsAdded struct {
	app.CardsMade
	Refused []refusedItem `json:"refused"`
}

type refusedItem struct {
	Kind    feltbog.Kind     `json:"kind"`
	ID      feltbog.ID       `json:"id"`
	Verdict string           `json:"verdict"`
	Reasons []app.GateReason `json:"reasons"`
}

func (c *command) workshopAdd() *cobra.Command {
	var strict bool
	v := c.onWorkshop("add WORKSHOP KIND ID ...", "ctl.help.workshop.add", 2, -1, func(ctx context.Context, p *app.Project, id feltbog.ID, args []string) error {
		if len(args)%2 != 0 {
			return feltbog.Errorf(feltbog.EUsage, "ctl.usage.pairs", "each piece is a kind and an id")
		}
		var items []app.GateItem
		for ; len(args) > 0; args = args[2:] {
			kind, one, err := recordArgs(args)
			if err != nil {
				return err
			}
			items = append(items, app.GateItem{Kind: kind, ID: one})
		}
		if strict {
			if answers, err := p.GateCheck(ctx, app.GateQuery{Use: feltbog.UseInterpretation, Items: items}); err != nil {
				return err
			} else if n := notYes(answers); n > 0 {
				return feltbog.Errorf(feltbog.ERefused, "ctl.gate.refused", "%d of %d may not leave", n, len(items)).
					With("count", strconv.Itoa(n)).With("total", strconv.Itoa(len(items)))
			}
		}
		made, err := p.AddCards(ctx, id, items)
		done := cardsAdded{CardsMade: made, Refused: []refusedItem{}}
		for _, r := range made.Refused {
			for i := range r.Reasons {
				r.Reasons[i].Text = c.sentence(r.Reasons[i].Why)
			}
			done.Refused = append(done.Refused, refusedItem{r.Item.Kind, r.Item.ID, r.Verdict, r.Reasons})
		}
		if err != nil && len(done.Refused) == 0 {
			return err
		}
		if told := c.print(done, func(w io.Writer) { writeMade(w, done) }); told != nil {
			return told
		}
		return err
	})
	v.Flags().BoolVar(&strict, "strict", false, c.say("ctl.flag.strict"))
	return v
}

func notYes(all []app.GateAnswer) (n int) {
	for _, a := range all {
		if a.Verdict != "yes" {
			n++
		}
	}
	return n
}

func writeMade(w io.Writer, done cardsAdded) {
	for _, n := range done.Cards {
		fmt.Fprintln(w, app.CardName(n))
	}
	for _, r := range done.Refused {
		for _, why := range r.Reasons {
			fmt.Fprintf(w, "%s %s %s: %s\n", r.Kind, r.ID, r.Verdict, why.Text)
		}
	}
}

func writeCards(w io.Writer, all []feltbog.Card) {
	for _, o := range all {
		text := o.Text
		if text == "" {
			text = o.Caption
		}
		fmt.Fprintf(w, "%s %s %s %s\n", app.CardName(o.Number), o.Perspective, o.Type, strings.ReplaceAll(text, "\n", " "))
	}
}

func (c *command) showBoard(ctx context.Context, p *app.Project, id feltbog.ID) error {
	b, err := p.Board(ctx, id)
	if err != nil {
		return err
	}
	return c.print(b, func(w io.Writer) {
		fmt.Fprintln(w, b.Workshop.Title)
		writeCards(w, b.Loose)
		for _, o := range b.Clusters {
			fmt.Fprintf(w, "\n%d %s\n", o.Number, o.Cluster.Title)
			writeCards(w, o.Cards)
			for _, r := range b.About(o.Cluster.ID) {
				for _, said := range r.Readings {
					fmt.Fprintf(w, "  %s %s: %s\n", r.Perspective, said.Type, said.Text)
				}
			}
		}
	})
}

func (c *command) workshopRead() *cobra.Command {
	var role, kind string
	var cluster int
	var cards []string
	v := c.onWorkshop("read WORKSHOP TEXT", "ctl.help.workshop.read", 1, 1, func(ctx context.Context, p *app.Project, id feltbog.ID, args []string) error {
		r := feltbog.Reading{Text: args[0], Perspective: feltbog.Perspective(role), Type: feltbog.ReadingType(kind)}
		if cluster > 0 {
			b, err := p.Board(ctx, id)
			if err != nil {
				return err
			}
			if cluster > len(b.Clusters) {
				return feltbog.Errorf(feltbog.ENotFound, "workshop.nocluster", "there is no bunke %d", cluster).With("number", strconv.Itoa(cluster))
			}
			r.Cluster = b.Clusters[cluster-1].Cluster.ID
		}
		var err error
		if r.Cards, err = cardIDs(ctx, p, id, cards); err != nil {
			return err
		}
		made, err := p.AddReading(ctx, id, r)
		if err != nil {
			return err
		}
		return c.print(named{Kind: feltbog.KindReading, ID: made}, func(w io.Writer) { fmt.Fprintln(w, made) })
	})
	v.Flags().StringVar(&role, "role", "", c.say("ctl.flag.workshop.role"))
	var types []string
	for _, t := range feltbog.ReadingTypes() {
		types = append(types, string(t))
	}
	v.Flags().StringVar(&kind, "type", string(feltbog.Interprets), c.say("ctl.flag.workshop.type", "types", strings.Join(types, ", ")))
	v.Flags().IntVar(&cluster, "cluster", 0, c.say("ctl.flag.workshop.cluster"))
	v.Flags().StringArrayVar(&cards, "card", nil, c.say("ctl.flag.workshop.card"))
	return v
}

// cardIDs finds cards by their printed numbers.
func cardIDs(ctx context.Context, p *app.Project, workshop feltbog.ID, args []string) ([]feltbog.ID, error) {
	if len(args) == 0 {
		return nil, nil
	}
	b, err := p.Board(ctx, workshop)
	if err != nil {
		return nil, err
	}
	var out []feltbog.ID
	for _, a := range args {
		n, err := strconv.Atoi(strings.TrimLeft(strings.ToUpper(a), "K-"))
		found := false
		for _, o := range b.Cards() {
			if err == nil && o.Number == n {
				out, found = append(out, o.ID), true
			}
		}
		if !found {
			return nil, feltbog.Errorf(feltbog.ENotFound, "workshop.nocard", "there is no card %s", a).With("card", a)
		}
	}
	return out, nil
}

func (c *command) workshopPrint() *cobra.Command {
	var to string
	v := c.onWorkshop("print WORKSHOP --to FILE", "ctl.help.workshop.print", 0, 0, func(ctx context.Context, p *app.Project, id feltbog.ID, _ []string) error {
		if to == "" {
			return feltbog.Errorf(feltbog.EUsage, "ctl.usage.to", "say where to with --to")
		}
		done, err := p.PrintWorkshopCards(ctx, fileDesk{to}, id, nil, c.say)
		if err != nil {
			return err
		}
		return c.print(done, func(w io.Writer) { fmt.Fprintln(w, done.Path) })
	})
	v.Flags().StringVar(&to, "to", "", c.say("ctl.flag.to"))
	return v
}
