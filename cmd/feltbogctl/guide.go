package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// guide are the verbs about interview guides.
func (c *command) guide() *cobra.Command {
	g := c.verb("guide", "ctl.help.guide", between(0, -1), c.noVerb)
	var format string
	export := c.inVault("export ID", "ctl.help.guide.export", exactly(1), func(ctx context.Context, p *app.Project, args []string) error {
		id, err := feltbog.ParseID(args[0])
		if err != nil {
			return err
		}
		if format == "pdf" { // on paper it leaves the project, so it goes through the gate
			_, err := p.PrintGuide(ctx, streamDesk{c.out}, id, c.say)
			return err
		}
		text, err := p.GuideText(ctx, id)
		if err != nil {
			return err
		}
		switch format {
		case "json":
			return app.WriteGuide(c.out, text)
		case "md":
			return app.WriteGuideMarkdown(c.out, text, c.say)
		}
		return feltbog.Errorf(feltbog.EUsage, "guide.format", "write a guide as json, md or pdf, not as %q", format).With("format", format)
	})
	export.Flags().StringVar(&format, "format", "json", c.say("ctl.flag.guide.format"))
	g.AddCommand(
		c.inVault("list", "ctl.help.guide.list", exactly(0), func(ctx context.Context, p *app.Project, _ []string) error {
			all, err := p.GuideRows(ctx)
			if err != nil {
				return err
			}
			return c.guides(all)
		}),
		c.inVault("add TEMPLATE", "ctl.help.guide.add", exactly(1), func(ctx context.Context, p *app.Project, args []string) error {
			shelf, err := app.OpenTemplates(assets.Templates(), c.lang)
			if err != nil {
				return err
			}
			var known []string
			for _, text := range shelf.Begin() {
				if text.Key == args[0] {
					return c.addGuide(ctx, p, text)
				}
				known = append(known, text.Key)
			}
			return feltbog.Errorf(feltbog.EUsage, "guide.template", "there is no guide to begin with called %q; there are %v", args[0], known).
				With("name", args[0]).With("known", strings.Join(known, ", "))
		}),
		c.inVault("import FILE", "ctl.help.guide.import", exactly(1), func(ctx context.Context, p *app.Project, args []string) error {
			text, err := p.ReadGuideFile(ctx, args[0], assets.Says()...)
			if err != nil {
				return err
			}
			return c.addGuide(ctx, p, text)
		}), export)
	return g
}

// addGuide makes a guide and prints its id.
func (c *command) addGuide(ctx context.Context, p *app.Project, text feltbog.GuideText) error {
	id, err := p.AddGuide(ctx, text)
	if err != nil {
		return err
	}
	if c.json {
		return json.NewEncoder(c.out).Encode(map[string]any{"guide": id, "name": text.Name})
	}
	_, err = fmt.Fprintln(c.out, id)
	return err
}

func (c *command) guides(all []app.GuideRow) error {
	if c.json {
		return json.NewEncoder(c.out).Encode(all)
	}
	for _, g := range all {
		line := g.ID.String() + "  " + g.Name + ": " + c.say("choice.guide_state."+string(g.State))
		if g.Number > 0 {
			line += c.say("ctl.guide.used", "version", fmt.Sprint(g.Number), "sessions", fmt.Sprint(g.Sessions))
		}
		if g.Edited && g.Number > 0 {
			line += c.say("ctl.guide.edited")
		}
		if _, err := fmt.Fprintln(c.out, line); err != nil {
			return err
		}
	}
	return nil
}
