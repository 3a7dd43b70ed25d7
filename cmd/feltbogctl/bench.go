package main

import (
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
)

func (c *command) bench() *cobra.Command {
	group := c.verb("bench", "ctl.help.bench", cobra.ArbitraryArgs, c.noVerb)
	group.AddCommand(c.benchGen(), c.benchRun())
	return group
}

func (c *command) benchGen() *cobra.Command {
	var o app.BenchOptions
	v := c.verb("gen --notes N --photos N [--seed S]", "ctl.help.bench_gen", exactly(0), func(cmd *cobra.Command, _ []string) error {
		dir, err := c.folder()
		if err != nil {
			return err
		}
		passphrase, err := c.passphrase(cmd.Context())
		if err != nil {
			return err
		}
		var made app.BenchMade
		if err := c.do(cmd.Context(), app.BenchGen(dir, passphrase, o, c.opt, &made)); err != nil {
			return err
		}
		return c.print(made, func(w io.Writer) {
			fmt.Fprintln(w, c.say("ctl.bench.made", "notes", strconv.Itoa(made.Notes), "changes", strconv.Itoa(made.Changes),
				"seconds", strconv.FormatFloat(made.Seconds, 'f', 0, 64), "rss", strconv.FormatInt(made.PeakRSS>>20, 10)))
			fmt.Fprintln(w, c.say("ctl.bench.bytes", "total", megabytes(made.Bytes.Total), "log", megabytes(made.Bytes.Log),
				"tables", megabytes(made.Bytes.Tables), "index", megabytes(made.Bytes.Index)))
		})
	})
	v.Flags().IntVar(&o.Notes, "notes", 10000, c.say("ctl.flag.notes"))
	v.Flags().IntVar(&o.Photos, "photos", 0, c.say("ctl.flag.photos"))
	v.Flags().Uint64Var(&o.Seed, "seed", 1, c.say("ctl.flag.seed"))
	return v
}

func megabytes(n int64) string { return strconv.FormatInt(n>>20, 10) }

func (c *command) benchRun() *cobra.Command {
	var what []string
	v := c.verb("run [--what open,search,put,merge,plain,verify]", "ctl.help.bench_run", exactly(0), func(cmd *cobra.Command, _ []string) error {
		dir, err := c.folder()
		if err != nil {
			return err
		}
		passphrase, err := c.passphrase(cmd.Context())
		if err != nil {
			return err
		}
		var figures []app.BenchFigure
		if err := c.do(cmd.Context(), app.BenchRun(dir, passphrase, what, c.opt, &figures)); err != nil {
			return err
		}
		return c.print(figures, func(w io.Writer) {
			fmt.Fprintf(w, "%-26s %10s %10s %8s %10s %-8s %6s\n", "", "median", "p95", "ratio", "budget", "", "n")
			for _, f := range figures {
				fmt.Fprintf(w, "%-26s %10.3g %10.3g %8.3g %10s %-8s %6d  %s\n", f.Name, f.Median, f.P95, f.Ratio, budget(f), f.Unit, f.N, verdict(f))
			}
		})
	})
	v.Flags().StringSliceVar(&what, "what", nil, c.say("ctl.flag.what"))
	return v
}

func budget(f app.BenchFigure) string {
	switch {
	case f.Bound == "":
		return ""
	case f.Least:
		return fmt.Sprintf(">= %g", f.Budget)
	}
	return fmt.Sprintf("<= %g", f.Budget)
}

func verdict(f app.BenchFigure) string {
	switch {
	case f.Bound == "":
		return ""
	case f.OK:
		return "ok (" + f.Bound + ")"
	}
	return "MISSED (" + f.Bound + ")"
}
