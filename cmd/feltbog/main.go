// Feltbog is the window of Feltbog. All flags are for tests and for starting a particular vault; a person needs none.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/ui"
	"feltbog/ui/trace"
)

// version is set when a release is built.
var version = "dev"

func main() {
	app.Main()
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "feltbog:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	c := ui.Config{Version: version}
	f := flag.NewFlagSet("feltbog", flag.ContinueOnError)
	f.StringVar(&c.Vault, "vault", "", "open the door of this vault")
	f.StringVar(&c.Options.Config, "data", "", "folder of this machine's own records instead of the system's")
	f.StringVar(&c.Lang, "lang", "", "da or en, whatever the settings say")
	f.StringVar(&c.Look, "theme", "", "lyst, aften or system, whatever the settings say")
	f.Func("size", "size of the window, as 1440x900", func(s string) (err error) { c.Size, err = size(s); return err })
	f.Func("now", "a clock that begins then and goes on, as 2025-03-27T14:30:00+01:00", func(s string) (err error) {
		c.Options.Now, err = clock(s)
		return err
	})
	tracing := f.String("trace", "", "write a line for each change of state to this file")
	f.BoolVar(&c.Options.CheapKeys, "cheap-keys", false, "passphrases cost nothing to check, and to guess: only for tests")
	f.BoolVar(&c.Options.Anywhere, "anywhere", false, "do not look at what folder a vault lies in: only for tests")
	f.Uint64Var(&c.Seed, "seed", 0, "draw recovery words, and those of pakker, from this number; heeded with --cheap-keys alone: only for tests")
	debug := f.Bool("debug", false, "say what takes long")
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	if f.NArg() == 1 { // what was double-clicked
		switch {
		case app.IsBundle(f.Arg(0)):
			file, err := filepath.Abs(f.Arg(0))
			if err != nil {
				return err
			}
			c.Bundle = file
		case c.Vault == "":
			c.Vault = f.Arg(0)
		}
	}
	if *debug {
		slog.SetLogLoggerLevel(slog.LevelDebug)
	}
	if *tracing != "" {
		if err := trace.To(*tracing); err != nil {
			return err
		}
	}
	return ui.Run(c)
}

func size(s string) (fyne.Size, error) {
	w, h, _ := strings.Cut(s, "x")
	width, err := strconv.ParseFloat(w, 32)
	if err != nil {
		return fyne.Size{}, err
	}
	height, err := strconv.ParseFloat(h, 32)
	return fyne.NewSize(float32(width), float32(height)), err
}

// clock returns a clock that shows a time when the program starts and goes on from there.
func clock(s string) (func() time.Time, error) {
	begin, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	return func() time.Time { return begin.Add(time.Since(start)) }, nil
}
