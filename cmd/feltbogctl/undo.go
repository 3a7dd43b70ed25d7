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
			return c.print(all, func(w io.Writer) {
				for _, x := range all {
					fmt.Fprintf(w, "%s %s %s\n", x.Kind, x.ID, x.Field)
					for _, v := range x.Versions {
						fmt.Fprintf(w, "    %s  %s  %s\n        %s\n", v.Change, v.At.Local().Format(time.DateTime), v.Name, oneLine(plain(v.Value)))
					}
				}
				if len(all) == 0 {
					fmt.Fprintln(w, c.say("ctl.conflicts.none"))
				}
			})
		})
	})
}

func (c *command) resolve() *cobra.Command {
	var choice app.Choice
	v := c.verb("resolve KIND ID FIELD --value V | --take CHANGE", "ctl.help.resolve", exactly(3), func(cmd *cobra.Command, args []string) error {
		kind, id, err := recordArgs(args)
		if err != nil {
			return err
		}
		if cmd.Flags().Changed("value") == cmd.Flags().Changed("take") || cmd.Flags().Changed("take") && choice.Take == "" {
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
	return v
}
