package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

func (c *command) stat() *cobra.Command {
	var digest bool
	v := c.verb("stat [--digest]", "ctl.help.stat", exactly(0), func(cmd *cobra.Command, _ []string) error {
		return c.open(cmd.Context(), func(p *app.Project) error {
			st, err := p.Stat(cmd.Context(), digest)
			if err != nil {
				return err
			}
			return c.print(st, func(w io.Writer) { c.writeStat(w, st) })
		})
	})
	v.Flags().BoolVar(&digest, "digest", false, c.say("ctl.flag.digest"))
	return v
}

func (c *command) writeStat(w io.Writer, st app.Stat) {
	fmt.Fprintln(w, c.say("ctl.stat.title", "project", st.Title, "vault", st.Folder))
	for _, kind := range slices.Sorted(maps.Keys(st.Kinds)) {
		fmt.Fprintf(w, "  %-20s %8d\n", kind, st.Kinds[kind])
	}
	fmt.Fprintln(w, c.say("ctl.stat.rest", "trash", strconv.Itoa(st.Trash), "conflicts", strconv.Itoa(st.Conflicts),
		"bytes", strconv.FormatInt(st.Bytes, 10)))
	for _, s := range st.Spaces {
		fmt.Fprintf(w, "  %-20s %8d  %d B (log %d, tables %d, index %d, free %d)\n", s.Kind, s.Sets, s.Sizes.Total,
			s.Sizes.Log, s.Sizes.Tables, s.Sizes.Index, s.Sizes.Free)
	}
	for _, d := range st.Devices {
		own := " "
		if d.Own {
			own = "*"
		}
		fmt.Fprintf(w, "%s %s %8d  %s\n", own, d.ID, d.Sets, d.Name)
	}
	if st.Digest != "" {
		fmt.Fprintln(w, st.Digest)
	}
}

// checked is the JSON of verify.
type checked struct {
	Sound    bool          `json:"sound"`
	Deep     bool          `json:"deep"`
	Rebuilt  bool          `json:"rebuilt"`
	Findings []app.Finding `json:"findings"`
}

func (c *command) verify() *cobra.Command {
	var done checked
	v := c.verb("verify [--deep] [--rebuild]", "ctl.help.verify", exactly(0), func(cmd *cobra.Command, _ []string) error {
		return c.open(cmd.Context(), func(p *app.Project) error {
			if done.Rebuilt {
				if err := c.do(cmd.Context(), p.Rebuild()); err != nil {
					return err
				}
			}
			if err := c.do(cmd.Context(), p.Verify(done.Deep, &done.Findings)); err != nil {
				return err
			}
			done.Sound = len(done.Findings) == 0
			if err := c.print(done, func(w io.Writer) { c.writeFindings(w, done) }); err != nil || done.Sound {
				return err
			}
			return found(done.Findings)
		})
	})
	v.Flags().BoolVar(&done.Deep, "deep", false, c.say("ctl.flag.deep"))
	v.Flags().BoolVar(&done.Rebuilt, "rebuild", false, c.say("ctl.flag.rebuild"))
	return v
}

func (c *command) writeFindings(w io.Writer, done checked) {
	for _, f := range done.Findings {
		fmt.Fprintf(w, "%s\t%s\t%s\n", f.Space, f.File, f.What)
	}
	if done.Sound {
		fmt.Fprintln(w, c.say("ctl.verify.sound"))
	}
}

// found makes the error of a vault that is not sound, and says what helps.
func found(all []app.Finding) error {
	n := strconv.Itoa(len(all))
	if !slices.ContainsFunc(all, func(f app.Finding) bool { return !f.Missing }) {
		return feltbog.Errorf(feltbog.EMissing, "ctl.verify.missing",
			"%s pictures or files are named but not here; nothing is damaged, ask for a bundle that has them", n).With("count", n)
	}
	if !slices.ContainsFunc(all, func(f app.Finding) bool { return !f.Mendable }) {
		return feltbog.Errorf(feltbog.EDamaged, "ctl.verify.mendable",
			"%s findings; the log is whole, verify --rebuild makes them good", n).With("count", n)
	}
	return feltbog.Errorf(feltbog.EDamaged, "ctl.verify.damaged",
		"%s findings; the log itself is damaged, take the vault from a backup", n).With("count", n)
}
