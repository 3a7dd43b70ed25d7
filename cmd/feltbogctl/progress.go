package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"feltbog/internal/app"
)

// do runs a job and shows on standard error how far it is: a bar on a terminal, plain lines otherwise.
func (c *command) do(ctx context.Context, j app.Job) error {
	title := c.say(j.Title)
	f, ok := c.err.(*os.File)
	if ok && term.IsTerminal(int(f.Fd())) {
		return j.Run(ctx, func(r app.Report) { c.bar(title, r) })
	}
	last := ""
	return j.Run(ctx, func(r app.Report) {
		if line := howFar(title, r); !r.Ended && line != last {
			fmt.Fprintln(c.err, line)
			last = line
		}
	})
}

const barWidth = 30

func (c *command) bar(title string, r app.Report) {
	if r.Ended {
		fmt.Fprint(c.err, "\r\x1b[K")
		return
	}
	full := 0
	if r.Total > 0 {
		full = int(min(r.Done, r.Total) * barWidth / r.Total)
	}
	fmt.Fprintf(c.err, "\r\x1b[K[%s%s] %s", strings.Repeat("#", full), strings.Repeat(".", barWidth-full), howFar(title, r))
}

func howFar(title string, r app.Report) string {
	if r.Total > 0 {
		return fmt.Sprintf("%s: %d %%", title, min(r.Done, r.Total)*100/r.Total)
	}
	if r.Done > 0 {
		return fmt.Sprintf("%s: %d", title, r.Done)
	}
	return title
}
