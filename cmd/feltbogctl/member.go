package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

func (c *command) identity() *cobra.Command {
	group := c.verb("identity", "ctl.help.identity", cobra.ArbitraryArgs, c.noVerb)
	group.AddCommand(c.verb("show", "ctl.help.identity.show", exactly(0), func(cmd *cobra.Command, _ []string) error {
		return c.open(cmd.Context(), func(p *app.Project) error {
			card, err := p.KeyCard(cmd.Context())
			if err != nil {
				return err
			}
			return c.print(card, func(w io.Writer) { fmt.Fprintf(w, "%s\n%s\n%s\n", card.Name, card.Words, card.Key) })
		})
	}))
	var to string
	export := c.verb("export --to FILE", "ctl.help.identity.export", exactly(0), func(cmd *cobra.Command, _ []string) error {
		if to == "" {
			return wrongUse(cmd)
		}
		return c.open(cmd.Context(), func(p *app.Project) error {
			card, err := p.ExportKeyCard(cmd.Context(), to)
			if err != nil {
				return err
			}
			return c.print(card, func(w io.Writer) { fmt.Fprintln(w, c.say("ctl.identity.written", "file", to, "words", card.Words)) })
		})
	})
	export.Flags().StringVar(&to, "to", "", c.say("ctl.flag.identity.to"))
	group.AddCommand(export)
	return group
}

func (c *command) member() *cobra.Command {
	group := c.verb("member", "ctl.help.member", cobra.ArbitraryArgs, c.noVerb)
	group.AddCommand(c.memberAdd(), c.memberList(), c.memberRemove())
	return group
}

func (c *command) memberAdd() *cobra.Command {
	var name, role string
	v := c.verb("add FILE [--name NAME] [--role ROLE]", "ctl.help.member.add", exactly(1), func(cmd *cobra.Command, args []string) error {
		card, err := app.ReadKeyCard(args[0])
		if err != nil {
			return err
		}
		if name != "" {
			card.Name = name
		}
		return c.open(cmd.Context(), func(p *app.Project) error {
			m, err := p.AddMember(cmd.Context(), card, feltbog.MemberRole(role))
			if err != nil {
				return err
			}
			return c.print(app.MemberLine{Member: m, Words: card.Words}, func(w io.Writer) {
				fmt.Fprintln(w, c.say("ctl.member.added", "name", m.Name, "words", card.Words))
			})
		})
	})
	v.Flags().StringVar(&name, "name", "", c.say("ctl.flag.member.name"))
	v.Flags().StringVar(&role, "role", "", c.say("ctl.flag.member.role"))
	return v
}

func (c *command) memberList() *cobra.Command {
	return c.verb("list", "ctl.help.member.list", exactly(0), func(cmd *cobra.Command, _ []string) error {
		return c.open(cmd.Context(), func(p *app.Project) error {
			all, err := p.MemberLines(cmd.Context())
			if err != nil {
				return err
			}
			return c.print(all, func(w io.Writer) {
				for _, m := range all {
					state := m.Words
					if !m.Ended.IsZero() {
						state = c.say("ctl.member.ended")
					}
					fmt.Fprintf(w, "%s  %-12s %-20s %s\n", m.ID, m.Role, m.Name, state)
				}
			})
		})
	})
}

func (c *command) memberRemove() *cobra.Command {
	return c.verb("remove ID", "ctl.help.member.remove", exactly(1), func(cmd *cobra.Command, args []string) error {
		return c.open(cmd.Context(), func(p *app.Project) error {
			who, err := findMembers(cmd.Context(), p, args)
			if err != nil {
				return err
			}
			if err := p.RemoveMember(cmd.Context(), who[0]); err != nil {
				return err
			}
			return c.print(map[string]feltbog.ID{"removed": who[0]}, func(w io.Writer) { fmt.Fprintln(w, c.say("ctl.member.removed")) })
		})
	})
}
