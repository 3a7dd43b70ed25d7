package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// command is one run: what it reads and writes, and the flags that every verb has.
type command struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) string
	terminal terminal
	opt      app.Options // the zero value outside tests

	vault          string
	passphraseFile string
	custodian      string // file with a custodian's age key, instead of a passphrase
	keyring        bool   // this machine's keyring, instead of a passphrase
	json           bool
	lang           string
}

// run does what the arguments say and returns the exit status.
func (c *command) run(ctx context.Context, args []string) int {
	c.lang = language(args, c.env)
	root := c.root()
	root.SetArgs(args)
	root.SetIn(c.in)
	root.SetOut(c.out)
	root.SetErr(c.err)
	err := root.ExecuteContext(ctx)
	return c.report(ctx, err)
}

// language is known before the flags are read, so that help speaks it too.
func language(args []string, env func(string) string) string {
	for i, a := range args {
		if v, ok := strings.CutPrefix(a, "--lang="); ok {
			return v
		}
		if a == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
	}
	locale := env("LC_ALL")
	if locale == "" {
		locale = env("LANG")
	}
	if locale == "da" || strings.HasPrefix(locale, "da_") || strings.HasPrefix(locale, "da.") {
		return "da"
	}
	return "en"
}

func (c *command) root() *cobra.Command {
	root := c.verb("feltbogctl", "ctl.help", cobra.ArbitraryArgs, c.noVerb)
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{Hidden: true})
	root.SetUsageTemplate(c.usageTemplate())
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		what, _, _ := strings.Cut(err.Error(), " in -") // what follows may be a secret in the wrong place
		return feltbog.Errorf(feltbog.EUsage, "ctl.usage", "%s; see --help", what).With("what", what)
	})
	flags := root.PersistentFlags()
	flags.StringVar(&c.vault, "vault", c.env("FELTBOG_VAULT"), c.say("ctl.flag.vault"))
	flags.Lookup("vault").DefValue = "" // a folder's name may be a person's
	flags.StringVar(&c.passphraseFile, "passphrase-file", "", c.say("ctl.flag.passphrase"))
	flags.BoolVar(&c.keyring, "keyring", false, c.say("ctl.flag.keyring"))
	flags.StringVar(&c.custodian, "custodian-key", "", c.say("ctl.flag.custodian_key"))
	flags.BoolVar(&c.json, "json", false, c.say("ctl.flag.json"))
	flags.String("lang", "", c.say("ctl.flag.lang"))
	root.PersistentFlags().BoolP("help", "h", false, c.say("ctl.flag.help"))
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if !slices.Contains(assets.Languages(), c.lang) {
			return feltbog.Errorf(feltbog.EUsage, "ctl.lang", "the languages are da and en")
		}
		return nil
	}
	root.AddCommand(c.initVerb(), c.demo(), c.passwd(), c.recover(), c.keys(), c.guide(), c.session(), c.participant(), c.consent(), c.note(), c.photo(), c.region(), c.rights(), c.redact(), c.doNotUse(), c.series(), c.workshop(), c.lockStatus(), c.stat(), c.verify(), c.backup(), c.restore(),
		c.record(), c.undo(), c.redo(), c.conflicts(), c.resolve(), c.search(), c.gate(), c.bundle(), c.member(), c.identity(), c.bench())
	return root
}

// verb makes a cobra command whose help is the sentence of a key.
func (c *command) verb(use, help string, args cobra.PositionalArgs, run func(*cobra.Command, []string) error) *cobra.Command {
	return &cobra.Command{Use: use, Short: c.say(help), Args: args, RunE: run, DisableFlagsInUseLine: true}
}

// between asks for least to most arguments after the verb; most -1 sets no bound.
func between(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) >= least && (most < 0 || len(args) <= most) {
			return nil
		}
		return wrongUse(cmd)
	}
}

func exactly(n int) cobra.PositionalArgs { return between(n, n) }

// wrongUse says how a verb is used.
func wrongUse(cmd *cobra.Command) error {
	return feltbog.Errorf(feltbog.EUsage, "ctl.args", "the verb is used like this: %s", cmd.UseLine()).With("use", cmd.UseLine())
}

// noVerb answers a group of verbs that was named without one, or with one that there is not.
func (c *command) noVerb(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return cmd.Help()
	}
	return feltbog.Errorf(feltbog.EUsage, "ctl.verb", "there is no verb %q; see %s --help", args[0], cmd.CommandPath()).
		With("verb", args[0]).With("command", cmd.CommandPath())
}

// usageTemplate is cobra's, in the user's language.
func (c *command) usageTemplate() string {
	return c.say("ctl.usage.line") + ` {{if .HasAvailableSubCommands}}{{.CommandPath}} ...{{else}}{{.UseLine}}{{end}}
{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`
}

// say returns the sentence of a key with the names and values of pairs filled in.
func (c *command) say(key string, pairs ...string) string {
	args := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i]] = pairs[i+1]
	}
	for _, lang := range []string{c.lang, "en"} {
		if s, ok := assets.Sentence(lang, key, args); ok {
			return s
		}
	}
	return key
}

// folder returns the vault that the user named.
func (c *command) folder() (string, error) {
	if c.vault == "" {
		return "", feltbog.Errorf(feltbog.EUsage, "ctl.vault", "which vault? Name its folder with --vault or FELTBOG_VAULT")
	}
	return c.vault, nil
}

// open asks for the passphrase, opens the vault, does f and closes it.
func (c *command) open(ctx context.Context, f func(*app.Project) error) error {
	dir, err := c.folder()
	if err != nil {
		return err
	}
	way, err := c.unlock(ctx)
	if err != nil {
		return err
	}
	p, err := app.Open(ctx, dir, way, c.opt)
	if err != nil {
		return err
	}
	return errors.Join(f(p), p.Close())
}

// unlock is the way into the vault that the user named; without one it is the passphrase.
func (c *command) unlock(ctx context.Context) (app.Unlock, error) {
	switch {
	case c.keyring:
		return app.Unlock{Keyring: true}, nil
	case c.custodian != "":
		key, err := readSecret(c.custodian)
		return app.Unlock{Custodian: key}, err
	}
	passphrase, err := c.passphrase(ctx)
	return app.Unlock{Passphrase: passphrase}, err
}
