package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// mostScanned is how long a file may be that is looked through.
const mostScanned = 64 << 20

// scanned is the JSON of gate scan, for each file.
type scanned struct {
	File     string            `json:"file"`
	Blind    bool              `json:"register_locked"`
	Findings []app.TextFinding `json:"findings"`
}

func (c *command) gateScan() *cobra.Command {
	return c.verb("scan FILE...", "ctl.help.gate.scan", between(1, -1), func(cmd *cobra.Command, args []string) error {
		return c.open(cmd.Context(), func(p *app.Project) error {
			all := []scanned{}
			for _, file := range args {
				text, err := readText(file)
				if err != nil {
					return err
				}
				found, blind, err := p.ScanText(cmd.Context(), text)
				if err != nil {
					return err
				}
				all = append(all, scanned{file, blind, found})
			}
			return c.print(all, func(w io.Writer) { c.writeScanned(w, all) })
		})
	})
}

// readText reads a file, and gives it up when it is too long to be a text.
func readText(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", feltbog.Errorf(feltbog.ENotFound, "ctl.gate.file", "%s cannot be read", file).With("file", file)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, mostScanned+1))
	if err != nil || len(b) > mostScanned {
		return "", feltbog.Errorf(feltbog.EInvalid, "ctl.gate.file", "%s cannot be read", file).With("file", file)
	}
	return string(b), nil
}

func (c *command) writeScanned(w io.Writer, all []scanned) {
	for _, s := range all {
		if s.Blind {
			fmt.Fprintln(w, s.File+": "+c.say("gate.blind"))
		}
		for _, f := range s.Findings {
			fmt.Fprintf(w, "%s:%d:%d\t%s\t%s\t%s\n", s.File, f.Line, f.Column, c.say("finding."+string(f.Finding)), f.Passage, f.Participant)
		}
	}
}

// itemsAndUse reads what both findings and decide begin with.
func (c *command) itemsAndUse(use string, args []string) (feltbog.Use, []app.GateItem, error) {
	u := feltbog.Use(use)
	if !slices.Contains(feltbog.Uses(), u) {
		return u, nil, feltbog.Errorf(feltbog.EUsage, "ctl.gate.use", "%q is no use; the uses are %s", use, usesText()).With("use", use).With("uses", usesText())
	}
	var items []app.GateItem
	for ; len(args) > 1; args = args[2:] {
		kind, id, err := recordArgs(args)
		if err != nil {
			return u, nil, err
		}
		items = append(items, app.GateItem{Kind: kind, ID: id})
	}
	return u, items, nil
}

func (c *command) gateFindings() *cobra.Command {
	var use string
	var strict bool
	v := c.verb("findings --use USE [--strict] KIND ID ...", "ctl.help.gate.findings", between(2, -1), func(cmd *cobra.Command, args []string) error {
		if len(args)%2 != 0 {
			return wrongUse(cmd)
		}
		u, items, err := c.itemsAndUse(use, args)
		if err != nil {
			return err
		}
		return c.open(cmd.Context(), func(p *app.Project) error {
			found, err := p.Findings(cmd.Context(), u, items)
			if err != nil {
				return err
			}
			open := 0
			for _, f := range found {
				if f.Open() {
					open++
				}
			}
			err = c.print(found, func(w io.Writer) { c.writePassages(w, found) })
			if err != nil || !strict || open == 0 {
				return err
			}
			return feltbog.Errorf(feltbog.ERefused, "ctl.gate.open", "%d findings are undecided", open).With("count", strconv.Itoa(open))
		})
	})
	v.Flags().StringVar(&use, "use", "", c.say("ctl.flag.use"))
	v.Flags().BoolVar(&strict, "strict", false, c.say("ctl.flag.strict"))
	return v
}

func (c *command) writePassages(w io.Writer, found []app.ScanFinding) {
	for _, f := range found {
		what := c.say("finding.open")
		if !f.Open() {
			what = c.say("finding.passing." + string(f.Passing))
		}
		fmt.Fprintf(w, "%s %s\t%s\t%s\t%s\t%s\n    %s\n", f.Kind, f.Record, c.say("finding."+string(f.Finding)), f.Passage, what, f.Instead,
			strings.ReplaceAll(f.Sentence, "\n", " "))
	}
	if len(found) == 0 {
		fmt.Fprintln(w, c.say("finding.none"))
	}
}

func (c *command) gateDecide() *cobra.Command {
	var use, passage, kind, instead string
	v := c.verb("decide KIND ID keep|replace|omit --use USE --finding KIND --passage TEXT [--instead TEXT]", "ctl.help.gate.decide", exactly(3),
		func(cmd *cobra.Command, args []string) error {
			u, items, err := c.itemsAndUse(use, args[:2])
			if err != nil {
				return err
			}
			d := app.FindingDecision{Item: items[0], Finding: app.FindingKind(kind), Passage: passage, Passing: feltbog.Passing(args[2]), Instead: instead, Use: u}
			if passage == "" || kind == "" || !slices.Contains(feltbog.Passings(), d.Passing) || instead != "" && d.Passing != feltbog.PassReplace {
				return wrongUse(cmd)
			}
			return c.open(cmd.Context(), func(p *app.Project) error { return p.DecideFinding(cmd.Context(), d) })
		})
	v.Flags().StringVar(&use, "use", "", c.say("ctl.flag.use"))
	v.Flags().StringVar(&kind, "finding", "", c.say("ctl.flag.finding"))
	v.Flags().StringVar(&passage, "passage", "", c.say("ctl.flag.passage"))
	v.Flags().StringVar(&instead, "instead", "", c.say("ctl.flag.instead"))
	return v
}
