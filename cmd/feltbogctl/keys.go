package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// keys are the verbs about the ways into a vault.
func (c *command) keys() *cobra.Command {
	k := c.verb("keys", "ctl.help.keys", between(0, -1), c.noVerb)
	k.AddCommand(
		c.inVault("list", "ctl.help.keys.list", exactly(0), func(_ context.Context, p *app.Project, _ []string) error { return c.ways(p) }),
		c.inVault("keyring on|off", "ctl.help.keys.keyring", exactly(1), func(_ context.Context, p *app.Project, args []string) error {
			on, err := onOff(args[0])
			if err == nil {
				err = p.UseKeyring(on)
			}
			return c.andWays(p, err)
		}),
		c.inVault("add-custodian NAME RECIPIENT", "ctl.help.keys.add", exactly(2), func(_ context.Context, p *app.Project, args []string) error {
			_, err := p.AddCustodian(args[0], args[1])
			return c.andWays(p, err)
		}),
		c.inVault("remove-custodian ID", "ctl.help.keys.remove", exactly(1), func(_ context.Context, p *app.Project, args []string) error {
			id, err := feltbog.ParseID(args[0])
			if err == nil {
				err = p.RemoveCustodian(id)
			}
			return c.andWays(p, err)
		}),
		c.sheetVerb(), c.registerVerb())
	return k
}

// inVault makes a verb that works in an open vault.
func (c *command) inVault(use, help string, args cobra.PositionalArgs, f func(context.Context, *app.Project, []string) error) *cobra.Command {
	return c.verb(use, help, args, func(cmd *cobra.Command, args []string) error {
		return c.open(cmd.Context(), func(p *app.Project) error { return f(cmd.Context(), p, args) })
	})
}

func onOff(text string) (bool, error) {
	switch text {
	case "on", "til":
		return true, nil
	case "off", "fra":
		return false, nil
	}
	return false, feltbog.Errorf(feltbog.EUsage, "ctl.onoff", "say on or off")
}

func (c *command) andWays(p *app.Project, err error) error {
	if err != nil {
		return err
	}
	return c.ways(p)
}

// ways prints the ways into the vault.
func (c *command) ways(p *app.Project) error {
	w, err := p.Ways(context.Background())
	if err != nil {
		return err
	}
	return c.print(w, func(out io.Writer) {
		fmt.Fprintln(out, c.say("ctl.keys.keyring", "on", c.say("ctl.yesno."+yesNo(w.Keyring))))
		fmt.Fprintln(out, c.say("ctl.keys.register", "on", c.say("ctl.yesno."+yesNo(w.RegisterOwn))))
		for _, cust := range w.Custodians {
			fmt.Fprintf(out, "%s  %s  %s  %s\n", cust.ID, cust.Added.Format(time.DateOnly), cust.Name, cust.Recipient)
		}
	})
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// sheetVerb draws a new recovery sheet in place of the old.
func (c *command) sheetVerb() *cobra.Command {
	var file string
	v := c.inVault("sheet", "ctl.help.keys.sheet", exactly(0), func(ctx context.Context, p *app.Project, _ []string) error {
		return c.newSheet(p, file, p.NewSheet)
	})
	v.Flags().StringVar(&file, "recovery-out", "", c.say("ctl.flag.recovery_out"))
	return v
}

// newSheet draws words, writes them where they are wanted, and only then makes them valid.
func (c *command) newSheet(p *app.Project, file string, valid func(app.Recovery) error) error {
	r, err := app.NewRecovery()
	if err != nil {
		return err
	}
	s := sheet{Vault: app.VaultName(p.Dir()), Date: c.now().Format(time.DateOnly), Words: r.Words}
	if file != "" {
		if err := c.writeSheet(file, s); err != nil {
			return err
		}
	}
	if err := valid(r); err != nil {
		return err
	}
	doc := founded{RecoveryFile: file}
	if file == "" {
		doc.Recovery = &s
	}
	return c.print(struct {
		Recovery     *sheet `json:"recovery,omitempty"`
		RecoveryFile string `json:"recovery_file,omitempty"`
	}{doc.Recovery, file}, func(w io.Writer) {
		if file != "" {
			fmt.Fprintln(w, c.say("ctl.init.sheet", "file", file))
			return
		}
		fmt.Fprint(w, c.sheetText(s))
	})
}

// registerVerb gives the register a passphrase of its own, changes it, or takes it away.
func (c *command) registerVerb() *cobra.Command {
	var secret, fresh, out string
	v := c.inVault("register protect|change|free", "ctl.help.keys.register", exactly(1), func(ctx context.Context, p *app.Project, args []string) error {
		ask := func(file, variable, question string, twice bool) (string, error) {
			return c.secret(ctx, file, variable, question, twice)
		}
		switch strings.ToLower(args[0]) {
		case "protect":
			word, err := ask(fresh, "FELTBOG_NEW_REGISTER_PASSPHRASE", "ctl.ask.register_new", true)
			if err != nil {
				return err
			}
			return c.newSheet(p, out, func(r app.Recovery) error { return p.ProtectRegister(word, r) })
		case "change":
			old, err := ask(secret, "FELTBOG_REGISTER_PASSPHRASE", "ctl.ask.register", false)
			if err != nil {
				return err
			}
			word, err := ask(fresh, "FELTBOG_NEW_REGISTER_PASSPHRASE", "ctl.ask.register_new", true)
			if err == nil {
				err = p.ChangeRegisterPassphrase(old, word)
			}
			return c.andWays(p, err)
		case "free":
			old, err := ask(secret, "FELTBOG_REGISTER_PASSPHRASE", "ctl.ask.register", false)
			if err == nil {
				err = p.UnlockRegister(ctx, old)
			}
			if err == nil {
				err = p.UnprotectRegister()
			}
			return c.andWays(p, err)
		}
		return feltbog.Errorf(feltbog.EUsage, "ctl.register", "say protect, change or free")
	})
	v.Flags().StringVar(&secret, "register-passphrase-file", "", c.say("ctl.flag.register_passphrase"))
	v.Flags().StringVar(&fresh, "new-register-passphrase-file", "", c.say("ctl.flag.new_register_passphrase"))
	v.Flags().StringVar(&out, "recovery-out", "", c.say("ctl.flag.recovery_out"))
	return v
}
