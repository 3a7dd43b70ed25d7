package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// series are the verbs about series of pictures and the talks about them.
func (c *command) series() *cobra.Command {
	v := c.verb("series", "ctl.help.series", between(0, -1), c.noVerb)
	v.AddCommand(c.seriesAdd(),
		c.inVault("list", "ctl.help.series.list", exactly(0), func(ctx context.Context, p *app.Project, _ []string) error {
			all, err := p.SeriesList(ctx)
			if err != nil {
				return err
			}
			return c.print(all, func(w io.Writer) {
				for _, o := range all {
					fmt.Fprintf(w, "%s %3d %s %s\n", o.ID, o.Pictures, o.Title, o.Who)
				}
			})
		}),
		c.onSeries("show ID", "ctl.help.series.show", 0, 0, c.showSeries),
		c.onSeries("put ID PHOTO ...", "ctl.help.series.put", 1, -1, func(ctx context.Context, p *app.Project, set feltbog.ID, args []string) error {
			ids, err := photoIDs(ctx, p, args)
			if err != nil {
				return err
			}
			n, err := p.AddToSeries(ctx, set, ids)
			if err != nil {
				return err
			}
			return c.print(map[string]int{"added": n}, func(w io.Writer) { fmt.Fprintln(w, n) })
		}),
		c.onSeries("take ID PHOTO ...", "ctl.help.series.take", 1, -1, func(ctx context.Context, p *app.Project, set feltbog.ID, args []string) error {
			ids, err := photoIDs(ctx, p, args)
			if err != nil {
				return err
			}
			return p.TakeFromSeries(ctx, set, ids)
		}),
		c.onSeries("rank ID PHOTO PLACE", "ctl.help.series.rank", 2, 2, func(ctx context.Context, p *app.Project, set feltbog.ID, args []string) error {
			ids, err := photoIDs(ctx, p, args[:1])
			if err != nil {
				return err
			}
			n, err := strconv.Atoi(args[1])
			if err != nil {
				return feltbog.Errorf(feltbog.EUsage, "series.rank", "ranks count from 1")
			}
			return p.RankPhoto(ctx, set, ids[0], n)
		}),
		c.onSeries("move ID PHOTO [AFTER]", "ctl.help.series.move", 1, 2, func(ctx context.Context, p *app.Project, set feltbog.ID, args []string) error {
			ids, err := photoIDs(ctx, p, args)
			if err != nil {
				return err
			}
			return p.MoveInSeries(ctx, set, ids[0], append(ids, feltbog.ID{})[1])
		}),
		c.seriesChoose(), c.seriesTalk(), c.seriesSort(), c.seriesPrint(),
		c.onSeries("after ID", "ctl.help.series.after", 0, 0, c.seriesAfter))
	return v
}

// onSeries makes a verb about one series, with from least to most arguments after its id.
func (c *command) onSeries(use, help string, least, most int, f func(context.Context, *app.Project, feltbog.ID, []string) error) *cobra.Command {
	if most >= 0 {
		most++
	}
	return c.inVault(use, help, between(least+1, most), func(ctx context.Context, p *app.Project, args []string) error {
		id, err := feltbog.ParseID(args[0])
		if err != nil {
			return err
		}
		return f(ctx, p, id, args[1:])
	})
}

func (c *command) seriesAdd() *cobra.Command {
	var set feltbog.PhotoSet
	var who, by, due string
	add := c.inVault("add TITLE [PHOTO ...]", "ctl.help.series.add", between(1, -1), func(ctx context.Context, p *app.Project, args []string) error {
		ids, err := photoIDs(ctx, p, args[1:])
		if err != nil {
			return err
		}
		set.Title, set.MadeBy = args[0], feltbog.MadeBy(by)
		if who != "" {
			if set.Participant, err = p.FindParticipant(ctx, who); err != nil {
				return err
			}
		}
		if due != "" {
			if set.Due, err = p.ParseDate(ctx, due); err != nil {
				return err
			}
		}
		id, err := p.MakeSeries(ctx, set, ids)
		if err != nil {
			return err
		}
		return c.printID(id)
	})
	add.Flags().StringVar(&who, "participant", "", c.say("ctl.flag.series.participant"))
	add.Flags().StringVar(&by, "made-by", "", c.say("ctl.flag.rights.made_by", "values", listed(feltbog.MadeBys())))
	add.Flags().StringVar(&set.Task, "task", "", c.say("ctl.flag.series.task"))
	add.Flags().StringVar(&due, "due", "", c.say("ctl.flag.series.due"))
	add.Flags().IntVar(&set.MostPictures, "most", 0, c.say("ctl.flag.series.most"))
	return add
}

// seriesDocument is a series as scripts read it.
type seriesDocument struct {
	ID       feltbog.ID       `json:"id"`
	Title    string           `json:"title"`
	Session  feltbog.ID       `json:"session,omitzero"`
	Pictures []placedDocument `json:"pictures"`
	Sorts    []sortDocument   `json:"sorts"`
}

type placedDocument struct {
	Photo  feltbog.ID      `json:"photo"`
	Title  string          `json:"title,omitempty"` // the participant's own
	Rank   int             `json:"rank,omitempty"`
	Choice feltbog.Choice  `json:"choice,omitempty"`
	Reason string          `json:"reason,omitempty"`
	WhyNot string          `json:"why_not,omitempty"`
	State  app.PhotoState  `json:"state"`
	Open   []app.RightsGap `json:"open"`
}

type sortDocument struct {
	ID    feltbog.ID     `json:"id"`
	Rule  string         `json:"rule,omitempty"`
	Piles []pileDocument `json:"piles"`
	Loose []feltbog.ID   `json:"loose"`
}

type pileDocument struct {
	ID     feltbog.ID   `json:"id"`
	Name   string       `json:"name"`
	Photos []feltbog.ID `json:"photos"`
}

func (c *command) showSeries(ctx context.Context, p *app.Project, id feltbog.ID, _ []string) error {
	s, err := p.Series(ctx, id)
	if err != nil {
		return err
	}
	d := seriesDocument{ID: id, Title: s.Set.Title, Session: s.Set.Session, Pictures: []placedDocument{}, Sorts: []sortDocument{}}
	for _, o := range s.Pictures {
		d.Pictures = append(d.Pictures, placedDocument{Photo: o.Photo.ID, Title: o.Photo.ParticipantTitle, Rank: o.Place.Rank, Choice: o.Place.Choice,
			Reason: o.Place.Reason, WhyNot: o.Place.WhyNot, State: o.State, Open: append([]app.RightsGap{}, o.Open...)})
	}
	for _, o := range s.Sorts {
		one := sortDocument{ID: o.Sort.ID, Rule: o.Sort.Rule, Piles: []pileDocument{}, Loose: append([]feltbog.ID{}, o.Loose...)}
		for _, pile := range o.Piles {
			one.Piles = append(one.Piles, pileDocument{pile.ID, pile.Name, append([]feltbog.ID{}, pile.Photos...)})
		}
		d.Sorts = append(d.Sorts, one)
	}
	return c.print(d, func(w io.Writer) {
		for _, o := range d.Pictures {
			fmt.Fprintf(w, "%s %2d %-9s %-8s %s\n", o.Photo, o.Rank, o.Choice, o.State, o.Title)
		}
		for i, o := range d.Sorts {
			for _, pile := range o.Piles {
				fmt.Fprintf(w, "%d %s: %d\n", i+1, pile.Name, len(pile.Photos))
			}
		}
	})
}

func (c *command) seriesChoose() *cobra.Command {
	var why string
	choose := c.onSeries("choose ID PHOTO candidate|chosen|left_out|taken_back", "ctl.help.series.choose", 2, 2, func(ctx context.Context, p *app.Project, set feltbog.ID, args []string) error {
		ids, err := photoIDs(ctx, p, args[:1])
		if err != nil {
			return err
		}
		return p.ChoosePhoto(ctx, set, ids[0], feltbog.Choice(args[1]), why)
	})
	choose.Flags().StringVar(&why, "reason", "", c.say("ctl.flag.series.reason"))
	return choose
}

// seriesTalk begins the talk about a series, or writes down what is said about one of its pictures.
func (c *command) seriesTalk() *cobra.Command {
	var photo, text, kind, prompt string
	talk := c.onSeries("talk ID", "ctl.help.series.talk", 0, 0, func(ctx context.Context, p *app.Project, set feltbog.ID, _ []string) error {
		s, err := p.Series(ctx, set)
		if err != nil {
			return err
		}
		session := s.Set.Session
		if session.IsZero() {
			n := app.NewSession{Type: feltbog.PhotoSession, Title: s.Set.Title}
			if s.Who != nil {
				n.Participants = []feltbog.ID{s.Who.ID}
			}
			if session, err = p.StartSession(ctx, n); err != nil {
				return err
			}
			if err := p.EditSeries(ctx, set, func(o *feltbog.PhotoSet) { o.Session = session }); err != nil {
				return err
			}
		}
		if text == "" {
			return c.printID(session)
		}
		id, err := feltbog.ParseID(photo)
		if err != nil {
			return err
		}
		if s.Picture(id) == nil {
			return feltbog.Errorf(feltbog.ENotFound, "series.notin", "the picture %s is not in the series", id).With("id", id.String())
		}
		note := app.Written{ID: feltbog.NewID(), Text: text, Fill: feltbog.NoteBlock{Session: session, Type: feltbog.NoteType(kind), Photos: []feltbog.ID{id}, Prompt: prompt}}
		if s.Who != nil {
			note.Fill.Participants = []feltbog.ID{s.Who.ID}
			if note.Fill.Type.Quotes() {
				note.Fill.Speaker = s.Who.ID
			}
		}
		if err := p.TypeNote(ctx, note); err != nil {
			return err
		}
		if err := p.Settle(ctx); err != nil {
			return err
		}
		return c.printID(note.ID)
	})
	talk.Flags().StringVar(&photo, "photo", "", c.say("ctl.flag.series.photo"))
	talk.Flags().StringVar(&text, "note", "", c.say("ctl.flag.series.note"))
	talk.Flags().StringVar(&kind, "type", string(feltbog.QuoteVerbatim), c.say("ctl.flag.series.type"))
	talk.Flags().StringVar(&prompt, "prompt", "", c.say("ctl.flag.series.prompt"))
	return talk
}

// seriesSort sorts a series: each argument is a pile, NAME=PHOTO,PHOTO.
func (c *command) seriesSort() *cobra.Command {
	var rule string
	sort := c.onSeries("sort ID NAME=PHOTO,PHOTO ...", "ctl.help.series.sort", 1, -1, func(ctx context.Context, p *app.Project, set feltbog.ID, args []string) error {
		s, err := p.Series(ctx, set)
		if err != nil {
			return err
		}
		type heap struct {
			name   string
			photos []feltbog.ID
		}
		var heaps []heap
		for _, a := range args {
			name, list, _ := strings.Cut(a, "=")
			ids, err := photoIDs(ctx, p, slices.DeleteFunc(strings.Split(list, ","), func(s string) bool { return s == "" }))
			if err != nil {
				return err
			}
			heaps = append(heaps, heap{name, ids})
		}
		id, err := p.BeginSort(ctx, feltbog.PileSort{Set: set, Session: s.Set.Session, Participant: s.Set.Participant, Rule: rule})
		if err != nil {
			return err
		}
		for _, h := range heaps {
			pile, err := p.AddPile(ctx, id, h.name, feltbog.ID{})
			if err != nil {
				return err
			}
			for _, photo := range h.photos {
				if err := p.PutInPile(ctx, id, photo, pile); err != nil {
					return err
				}
			}
		}
		return c.printID(id)
	})
	sort.Flags().StringVar(&rule, "rule", "", c.say("ctl.flag.series.rule"))
	return sort
}

// pairDocument says how often two pictures lay in one pile.
type pairDocument struct {
	A    feltbog.ID `json:"a"`
	B    feltbog.ID `json:"b"`
	Same int        `json:"same"`
	Of   int        `json:"of"`
}

// seriesAfter prints how often pictures came into one pile.
func (c *command) seriesAfter(ctx context.Context, p *app.Project, id feltbog.ID, _ []string) error {
	story, err := p.SeriesStory(ctx, id)
	if err != nil {
		return err
	}
	out := []pairDocument{}
	t := &story.Together
	for i := range t.Photos {
		for j := i + 1; j < len(t.Photos); j++ {
			if t.Both[i][j] > 0 {
				out = append(out, pairDocument{t.Photos[i], t.Photos[j], t.Same[i][j], t.Both[i][j]})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b pairDocument) int { return b.Same - a.Same })
	return c.print(out, func(w io.Writer) {
		for _, o := range out {
			fmt.Fprintf(w, "%s %s %d/%d\n", o.A, o.B, o.Same, o.Of)
		}
	})
}

// seriesPrint prints the task of a series, or the pictures as a story for a use.
func (c *command) seriesPrint() *cobra.Command {
	var to, use string
	print := c.onSeries("print ID", "ctl.help.series.print", 0, 0, func(ctx context.Context, p *app.Project, id feltbog.ID, _ []string) error {
		if to == "" {
			return feltbog.Errorf(feltbog.EUsage, "ctl.series.to", "say where to print it with --to")
		}
		if use == "" {
			shelf, err := app.OpenTemplates(assets.Templates(), c.lang)
			if err != nil {
				return err
			}
			done, err := p.PrintBrief(ctx, fileDesk{to}, id, shelf.Elicit)
			if err != nil {
				return err
			}
			return c.print(done, func(w io.Writer) { fmt.Fprintln(w, done.Path) })
		}
		done, err := p.PrintStory(ctx, fileDesk{to}, id, feltbog.Use(use), c.say)
		if err != nil {
			return err
		}
		return c.print(done, func(w io.Writer) { fmt.Fprintln(w, done.Path, done.Pictures, len(done.Held)) })
	})
	print.Flags().StringVar(&to, "to", "", c.say("ctl.flag.series.to"))
	print.Flags().StringVar(&use, "use", "", c.say("ctl.flag.series.use"))
	return print
}
