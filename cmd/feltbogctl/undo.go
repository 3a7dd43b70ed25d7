package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

func (c *command) undo() *cobra.Command {
	var steps int
	v := c.verb("undo [--steps N]", "ctl.help.undo", exactly(0), func(cmd *cobra.Command, _ []string) error {
		return c.takeBack(cmd.Context(), steps, "undone", "ctl.undo.done", (*app.Project).Undo)
	})
	v.Flags().IntVar(&steps, "steps", 1, c.say("ctl.flag.steps"))
	return v
}

func (c *command) redo() *cobra.Command {
	var steps int
	v := c.verb("redo [--steps N]", "ctl.help.redo", exactly(0), func(cmd *cobra.Command, _ []string) error {
		return c.takeBack(cmd.Context(), steps, "redone", "ctl.redo.done", (*app.Project).Redo)
	})
	v.Flags().IntVar(&steps, "steps", 1, c.say("ctl.flag.steps"))
	return v
}

// takeBack does up to n steps. Fewer are no error as long as there was one.
func (c *command) takeBack(ctx context.Context, n int, name, sentence string, step func(*app.Project, context.Context) (app.Step, error)) error {
	if n < 1 {
		return feltbog.Errorf(feltbog.EUsage, "ctl.steps", "the number of steps is 1 or more")
	}
	return c.open(ctx, func(p *app.Project) error {
		done := []app.Step{}
		var err error
		for len(done) < n {
			var s app.Step
			if s, err = step(p, ctx); err != nil {
				break
			}
			done = append(done, s)
		}
		if len(done) == 0 {
			return err
		}
		if feltbog.ErrorCode(err) == feltbog.ENotFound {
			err = nil
		}
		return errors.Join(err, c.print(map[string][]app.Step{name: done}, func(w io.Writer) {
			for _, s := range done {
				fmt.Fprintln(w, c.say(sentence, "action", assets.Action(c.lang, s.Action, string(s.Kind), s.Title)))
				if s.Kept > 0 {
					fmt.Fprintln(w, c.say("ctl.undo.kept", "count", strconv.Itoa(s.Kept)))
				}
			}
		}))
	})
}

func (c *command) conflicts() *cobra.Command {
	return c.verb("conflicts", "ctl.help.conflicts", exactly(0), func(cmd *cobra.Command, _ []string) error {
		return c.open(cmd.Context(), func(p *app.Project) error {
			all, err := p.Conflicts(cmd.Context())
			if err != nil {
				return err
			}
			out := []app.Dispute{}
			for _, x := range all {
				d, err := p.Dispute(cmd.Context(), x.Kind, x.ID, x.Field)
				if err != nil {
					return err
				}
				out = append(out, d)
			}
			return c.print(out, func(w io.Writer) {
				for _, x := range out {
					c.writeDispute(w, x)
				}
				if len(all) == 0 {
					fmt.Fprintln(w, c.say("ctl.conflicts.none"))
				}
			})
		})
	})
}

func (c *command) writeDispute(w io.Writer, x app.Dispute) {
	fmt.Fprintf(w, "%s %s %s\n", x.Kind, x.ID, x.Field)
	for _, v := range x.Versions {
		fmt.Fprintf(w, "    %s  %s  %s\n        %s\n", v.Change, v.At.Local().Format(time.DateTime), v.Name, oneLine(plain(v.Value)))
	}
	if v := x.Ancestor; v != nil {
		fmt.Fprintf(w, "    %s\n        %s\n", c.say("ctl.conflicts.ancestor", "date", v.At.Local().Format(time.DateTime), "name", v.Name), oneLine(plain(v.Value)))
	}
	if x.Merged != nil {
		fmt.Fprintf(w, "    %s\n        %s\n", c.say("ctl.conflicts.merged"), oneLine(*x.Merged))
	}
}

func (c *command) resolve() *cobra.Command {
	var choice app.Choice
	v := c.verb("resolve KIND ID FIELD --value V | --take CHANGE | --merge | --both", "ctl.help.resolve", exactly(3), func(cmd *cobra.Command, args []string) error {
		kind, id, err := recordArgs(args)
		if err != nil {
			return err
		}
		ways := 0
		for _, flag := range []string{"value", "take", "merge", "both"} {
			if cmd.Flags().Changed(flag) {
				ways++
			}
		}
		if ways != 1 || cmd.Flags().Changed("take") && choice.Take == "" {
			return wrongUse(cmd)
		}
		return c.open(cmd.Context(), func(p *app.Project) error {
			if err := p.Resolve(cmd.Context(), kind, id, args[2], choice); err != nil {
				return err
			}
			rec, err := p.Get(cmd.Context(), kind, id)
			if err != nil {
				return err
			}
			return c.printRecord(rec)
		})
	})
	v.Flags().StringVar(&choice.Text, "value", "", c.say("ctl.flag.value"))
	v.Flags().StringVar(&choice.Take, "take", "", c.say("ctl.flag.take"))
	v.Flags().BoolVar(&choice.Merge, "merge", false, c.say("ctl.flag.merge"))
	v.Flags().BoolVar(&choice.Both, "both", false, c.say("ctl.flag.both"))
	return v
}
