package main

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
)

func (c *command) demo() *cobra.Command {
	var wish app.SampleWish
	var reset bool
	v := c.verb("demo DIR [--pictures-out DIR] [--reset]", "ctl.help.demo", exactly(1), func(cmd *cobra.Command, args []string) error {
		return c.makeSample(cmd.Context(), args[0], wish, reset)
	})
	v.Flags().StringVar(&wish.Pictures, "pictures-out", "", c.say("ctl.flag.pictures_out"))
	v.Flags().BoolVar(&reset, "reset", false, c.say("ctl.flag.reset"))
	return v
}

func (c *command) makeSample(ctx context.Context, dir string, wish app.SampleWish, reset bool) (err error) {
	job := app.CreateSample
	if reset {
		job = app.ResetSample
		wish.Passphrase, err = c.passphrase(ctx)
	} else {
		wish.Passphrase, err = c.secret(ctx, c.passphraseFile, "FELTBOG_PASSPHRASE", "ctl.ask.new", true)
	}
	if err != nil {
		return err
	}
	var made app.SampleMade
	if err := c.do(ctx, job(dir, wish, c.opt, &made)); err != nil {
		return err
	}
	return c.print(made, func(w io.Writer) {
		fmt.Fprintln(w, c.say("ctl.demo.done", "title", made.Title, "vault", made.Folder, "records", strconv.Itoa(made.Records)))
		if made.Pictures > 0 {
			fmt.Fprintln(w, c.say("ctl.demo.pictures", "pictures", strconv.Itoa(made.Pictures), "folder", wish.Pictures))
		}
	})
}
