package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

func (c *command) backup() *cobra.Command {
	var to string
	v := c.verb("backup [--to FILE]", "ctl.help.backup", exactly(0), func(cmd *cobra.Command, _ []string) error {
		return c.open(cmd.Context(), func(p *app.Project) error {
			var made string
			if err := c.do(cmd.Context(), p.Backup(to, &made)); err != nil {
				return err
			}
			doc := map[string]string{"backup": made}
			return c.print(doc, func(w io.Writer) { fmt.Fprintln(w, made) })
		})
	})
	v.Flags().StringVar(&to, "to", "", c.say("ctl.flag.backup_to"))
	return v
}

func (c *command) restore() *cobra.Command {
	var to string
	v := c.verb("restore FILE --to DIR", "ctl.help.restore", exactly(1), func(cmd *cobra.Command, args []string) error {
		if to == "" {
			return feltbog.Errorf(feltbog.EUsage, "ctl.restore.to", "where to? Name a new folder with --to")
		}
		ctx := cmd.Context()
		passphrase, err := c.passphrase(ctx)
		if err != nil {
			return err
		}
		var p *app.Project
		err = c.do(ctx, app.Job{Title: "job.restore", Start: func(ctx context.Context, progress *app.Progress) (err error) {
			p, err = app.Restore(ctx, args[0], to, app.Unlock{Passphrase: passphrase}, c.opt, progress)
			return err
		}})
		if err != nil {
			return err
		}
		facts, err := p.Facts(ctx)
		return errors.Join(err, c.print(facts, func(w io.Writer) {
			fmt.Fprintln(w, c.say("ctl.restore.done", "vault", facts.Folder, "project", facts.Title))
		}), p.Close())
	})
	v.Flags().StringVar(&to, "to", "", c.say("ctl.flag.restore_to"))
	return v
}
