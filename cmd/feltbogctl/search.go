package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

func (c *command) search() *cobra.Command {
	var q app.Query
	var kinds []string
	v := c.verb("search QUERY [--kind K] [--code C] [--limit N]", "ctl.help.search", between(1, -1), func(cmd *cobra.Command, args []string) error {
		q.Text = strings.Join(args, " ")
		for _, k := range kinds {
			q.Kinds = append(q.Kinds, feltbog.Kind(k))
		}
		return c.open(cmd.Context(), func(p *app.Project) error {
			found, err := p.Search(cmd.Context(), q)
			if err != nil {
				return err
			}
			return c.print(found, func(w io.Writer) { c.writeHits(w, found) })
		})
	})
	v.Flags().StringArrayVar(&kinds, "kind", nil, c.say("ctl.flag.kind"))
	v.Flags().StringVar(&q.Tag, "code", "", c.say("ctl.flag.code"))
	v.Flags().IntVar(&q.Limit, "limit", 0, c.say("ctl.flag.limit"))
	v.Flags().BoolVar(&q.Best, "best", false, c.say("ctl.flag.best"))
	return v
}

func (c *command) writeHits(w io.Writer, found app.Found) {
	f, ok := w.(*os.File)
	bold := ok && term.IsTerminal(int(f.Fd()))
	for _, h := range found.Hits {
		fmt.Fprintf(w, "%s\t%s\t%s\n", h.Kind, h.ID, marked(h, bold))
	}
	fmt.Fprintln(c.err, c.say("ctl.search.count", "count", strconv.Itoa(len(found.Hits)),
		"milliseconds", strconv.FormatFloat(found.Milliseconds, 'f', 1, 64)))
}

// marked shows the words that were looked for in bold, where that can be shown.
func marked(h app.Hit, bold bool) string {
	if !bold {
		return h.Snippet
	}
	var b strings.Builder
	at := 0
	for _, m := range h.Marks {
		b.WriteString(h.Snippet[at:m.Start] + "\x1b[1m" + h.Snippet[m.Start:m.End] + "\x1b[0m")
		at = m.End
	}
	return b.String() + h.Snippet[at:]
}
