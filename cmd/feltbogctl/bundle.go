package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// bundleWay is how a pakke is opened: with its six words, with a secret key in a file, or with the vault's own key.
type bundleWay struct {
	words, secret string // files
}

func (w *bundleWay) flags(c *command, v *cobra.Command) {
	v.PersistentFlags().StringVar(&w.words, "bundle-passphrase-file", "", c.say("ctl.flag.bundle_words"))
	v.PersistentFlags().StringVar(&w.secret, "bundle-key-file", "", c.say("ctl.flag.bundle_key"))
}

func (w *bundleWay) key(c *command) (app.BundleKey, error) {
	switch {
	case w.words != "" && w.secret != "":
		return app.BundleKey{}, feltbog.Errorf(feltbog.EUsage, "bundle.recipients", "a pakke is made for keys, or for one passphrase, not for both")
	case w.words != "":
		text, err := readSecret(w.words)
		return app.BundleKey{Words: text}, err
	case w.secret != "":
		text, err := readSecret(w.secret)
		return app.BundleKey{Secret: ageKey(text)}, err
	}
	return app.BundleKey{Words: c.env("FELTBOG_BUNDLE_PASSPHRASE")}, nil
}

// ageKey is the key's line in a file as age-keygen writes it.
func ageKey(text string) string {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			return line
		}
	}
	return text
}

func (c *command) bundle() *cobra.Command {
	group := c.verb("bundle", "ctl.help.bundle", cobra.ArbitraryArgs, c.noVerb)
	way := &bundleWay{}
	way.flags(c, group)
	group.AddCommand(c.bundleWrite(way), c.bundleInspect(way), c.bundlePreview(way), c.bundleVerify(way), c.bundleImport(way),
		c.bundleList(), c.bundleUndo(), c.bundleRedo())
	return group
}

func (c *command) bundleWrite(way *bundleWay) *cobra.Command {
	var o app.PackOrder
	var space, wordsOut, since, expires string
	var recipients, members []string
	v := c.verb("write --to FILE --recipient KEY|--member NAME|--passphrase-out FILE [--since FILE|VECTOR] [--new]", "ctl.help.bundle.write", exactly(0),
		func(cmd *cobra.Command, _ []string) error {
			if o.File == "" {
				return wrongUse(cmd)
			}
			o.Space = feltbog.SpaceKind(space)
			if err := readOrder(&o, recipients, expires); err != nil {
				return err
			}
			return c.open(cmd.Context(), func(p *app.Project) (err error) {
				if which, is := strings.CutPrefix(space, string(feltbog.WorkshopSpace)+":"); is {
					o.Space = feltbog.WorkshopSpace
					if o.Workshop, err = p.FindWorkshop(cmd.Context(), which); err != nil {
						return err
					}
				}
				if o.Members, err = findMembers(cmd.Context(), p, members); err != nil {
					return err
				}
				if err := c.readSince(&o, since, way); err != nil {
					return err
				}
				if wordsOut != "" {
					if o.Words, err = c.wordsFor(wordsOut); err != nil {
						return err
					}
				}
				var done app.Packed
				if err = c.do(cmd.Context(), p.Pack(o, &done)); err != nil {
					if wordsOut != "" {
						err = errors.Join(err, os.Remove(wordsOut))
					}
					if len(done.Names) > 0 && !o.NamesSeen {
						err = errors.Join(err, c.print(done, func(w io.Writer) { c.writeNames(w, done.Names) }))
					}
					return err
				}
				return c.print(done, func(w io.Writer) { c.writePacked(w, done, wordsOut) })
			})
		})
	v.Aliases = []string{"pack"}
	f := v.Flags()
	f.StringVar(&o.File, "to", "", c.say("ctl.flag.bundle.to"))
	f.StringVar(&space, "space", string(feltbog.TeamSpace), c.say("ctl.flag.bundle.space"))
	f.StringArrayVar(&recipients, "recipient", nil, c.say("ctl.flag.bundle.recipient"))
	f.StringArrayVar(&members, "member", nil, c.say("ctl.flag.bundle.member"))
	f.StringVar(&wordsOut, "passphrase-out", "", c.say("ctl.flag.bundle.words_out"))
	f.StringVar(&since, "since", "", c.say("ctl.flag.bundle.since"))
	f.BoolVar(&o.New, "new", false, c.say("ctl.flag.bundle.new"))
	f.BoolVar(&o.Originals, "originals", false, c.say("ctl.flag.bundle.originals"))
	f.BoolVar(&o.NamesSeen, "names-seen", false, c.say("ctl.flag.bundle.names"))
	f.StringVar(&o.Name, "name", "", c.say("ctl.flag.bundle.name"))
	f.StringVar(&o.Recipient, "for", "", c.say("ctl.flag.bundle.for"))
	f.StringVar(&o.Reason, "reason", "", c.say("ctl.flag.bundle.reason"))
	f.StringVar(&expires, "expires", "", c.say("ctl.flag.bundle.expires"))
	return v
}

// readOrder reads keys, each a key itself or a file with one, and the last day.
func readOrder(o *app.PackOrder, recipients []string, expires string) error {
	for _, text := range recipients {
		if _, err := os.Stat(text); err == nil {
			card, err := app.ReadKeyCard(text)
			if err != nil {
				return err
			}
			text = card.Key
		}
		o.Keys = append(o.Keys, text)
	}
	if expires == "" {
		return nil
	}
	day, err := time.ParseInLocation(time.DateOnly, expires, time.Local)
	if err != nil {
		return feltbog.Errorf(feltbog.EUsage, "ctl.gate.date", "%q is not one day", expires).With("date", expires)
	}
	o.Expires = day.AddDate(0, 0, 1).Add(-time.Second)
	return nil
}

// readSince reads what the receiver has: another pakke, or a version vector "machine:number,machine:number".
func (c *command) readSince(o *app.PackOrder, since string, way *bundleWay) (err error) {
	if since == "" {
		return nil
	}
	if _, err := os.Stat(since); err == nil {
		o.SinceFile = since
		o.SinceKey, err = way.key(c)
		return err
	}
	o.Since, err = app.ParseVector(since)
	return err
}

// findMembers finds members by name or id.
func findMembers(ctx context.Context, p *app.Project, names []string) ([]feltbog.ID, error) {
	if len(names) == 0 {
		return nil, nil
	}
	all, err := p.MemberLines(ctx)
	if err != nil {
		return nil, err
	}
	var out []feltbog.ID
	for _, name := range names {
		i := slices.IndexFunc(all, func(m app.MemberLine) bool {
			return (strings.EqualFold(m.Name, name) || m.ID.String() == name) && m.Ended.IsZero()
		})
		if i < 0 {
			return nil, feltbog.Errorf(feltbog.ENotFound, "ctl.member.none", "there is no member called %s", name).With("name", name)
		}
		out = append(out, all[i].ID)
	}
	return out, nil
}

// wordsFor draws six words and writes them into a new file before the pakke is made: a pakke whose words were lost on the
// way is of no use.
func (c *command) wordsFor(file string) (string, error) {
	text, err := app.ProposePassphrase()
	if err != nil {
		return "", err
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return "", feltbog.Errorf(feltbog.EUsage, "ctl.sheet.exists", "%s is there already and is not written over; choose another file", file).With("file", file)
	}
	if err == nil {
		_, err = io.WriteString(f, text+"\n")
		err = errors.Join(err, f.Sync(), f.Close())
	}
	if err != nil {
		return "", feltbog.Errorf(feltbog.EUsage, "bundle.write", "the pakke cannot be written to %s: %w", file, err).With("file", file)
	}
	return text, nil
}

func (c *command) writeNames(w io.Writer, all []app.NameFound) {
	for _, f := range all {
		past := ""
		if f.Past {
			past = " (" + c.say("ctl.bundle.past") + ")"
		}
		fmt.Fprintf(w, "%s %s %s: %s%s\n", f.Kind, f.ID, f.Field, strings.Join(f.What, ", "), past)
	}
}

func (c *command) writePacked(w io.Writer, d app.Packed, wordsOut string) {
	fmt.Fprintln(w, c.say("ctl.bundle.written", "name", d.Name, "file", d.File, "size", strconv.FormatInt(d.Size, 10), "changes", strconv.Itoa(d.Changes),
		"files", strconv.Itoa(d.Files)))
	if wordsOut != "" {
		fmt.Fprintln(w, c.say("ctl.bundle.words", "file", wordsOut))
	}
	if d.Absent > 0 {
		fmt.Fprintln(w, c.say("ctl.bundle.absent", "count", strconv.Itoa(d.Absent)))
	}
	if d.Blind {
		fmt.Fprintln(w, c.say("ctl.bundle.blind"))
	}
	c.writeNames(w, d.Names)
}

// withBundle asks for the six words when a pakke needs them and somebody is there to be asked.
func (c *command) withBundle(ctx context.Context, way *bundleWay, f func(app.BundleKey) error) error {
	key, err := way.key(c)
	if err != nil {
		return err
	}
	err = f(key)
	var coded *feltbog.Error
	if !errors.As(err, &coded) || coded.Key != "bundle.key.phrase" && coded.Key != "bundle.key.none" || !c.terminal.Present() {
		return err
	}
	if key.Words, err = c.ask(ctx, c.say("ctl.ask.bundle")); err != nil {
		return err
	}
	return f(key)
}

func (c *command) bundleInspect(way *bundleWay) *cobra.Command {
	return c.verb("inspect FILE", "ctl.help.bundle.inspect", exactly(1), func(cmd *cobra.Command, args []string) error {
		return c.withBundle(cmd.Context(), way, func(key app.BundleKey) error {
			show := func(b app.Bundle, err error) error {
				if err != nil {
					return err
				}
				return c.print(b, func(w io.Writer) { c.writeBundle(w, b) })
			}
			if key != (app.BundleKey{}) { // it opens without a vault
				return show(app.PeekBundle(args[0], key))
			}
			return c.open(cmd.Context(), func(p *app.Project) error { return show(p.PeekBundle(args[0], key)) })
		})
	})
}

func (c *command) writeBundle(w io.Writer, b app.Bundle) {
	fmt.Fprintln(w, c.say("ctl.bundle.is", "name", b.Name, "sender", b.Sender, "machine", b.Machine, "date", b.Created.Local().Format(time.DateTime), "title", b.Title))
	fmt.Fprintln(w, c.say("ctl.bundle.holds", "sets", strconv.Itoa(b.Sets), "changes", strconv.Itoa(b.Changes), "files", strconv.Itoa(b.Files),
		"size", strconv.FormatInt(b.Bytes, 10)))
	switch {
	case b.Whole:
		fmt.Fprintln(w, c.say("ctl.bundle.whole"))
	case b.Follows != nil:
		fmt.Fprintln(w, c.say("ctl.bundle.follows", "name", b.Follows.Name, "date", b.Follows.Created.Local().Format(time.DateOnly)))
	default:
		fmt.Fprintln(w, c.say("ctl.bundle.part"))
	}
	if b.Expires != nil {
		fmt.Fprintln(w, c.say("ctl.bundle.expires", "date", b.Expires.Local().Format(time.DateOnly)))
	}
}

func (c *command) bundleVerify(way *bundleWay) *cobra.Command {
	return c.verb("verify FILE", "ctl.help.bundle.verify", exactly(1), func(cmd *cobra.Command, args []string) error {
		return c.withBundle(cmd.Context(), way, func(key app.BundleKey) error {
			return c.open(cmd.Context(), func(p *app.Project) error {
				var b app.Bundle
				if err := c.do(cmd.Context(), p.VerifyBundle(args[0], key, &b)); err != nil {
					return err
				}
				return c.print(b, func(w io.Writer) {
					c.writeBundle(w, b)
					fmt.Fprintln(w, c.say("ctl.bundle.sound"))
				})
			})
		})
	})
}

func (c *command) bundlePreview(way *bundleWay) *cobra.Command {
	return c.verb("preview FILE", "ctl.help.bundle.preview", exactly(1), func(cmd *cobra.Command, args []string) error {
		return c.withBundle(cmd.Context(), way, func(key app.BundleKey) error {
			return c.open(cmd.Context(), func(p *app.Project) error {
				var v app.Preview
				if err := c.do(cmd.Context(), p.Preview(args[0], key, &v)); err != nil {
					return err
				}
				return c.print(v, func(w io.Writer) { c.writePreview(w, v) })
			})
		})
	})
}

func (c *command) writePreview(w io.Writer, v app.Preview) {
	c.writeBundle(w, v.Bundle)
	if v.Stranger {
		fmt.Fprintln(w, c.say("ctl.bundle.stranger", "machine", v.Machine))
	}
	if v.Gap {
		fmt.Fprintln(w, c.say("ctl.bundle.gap", "machines", strings.Join(v.Lacks, ", ")))
		return
	}
	if v.Withheld != 0 {
		fmt.Fprintln(w, c.say("ctl.bundle.withheld", "import", strconv.FormatInt(v.Withheld, 10)))
	} else if v.Nothing {
		fmt.Fprintln(w, c.say("ctl.bundle.nothing"))
	}
	for _, part := range []struct {
		key   string
		kinds map[feltbog.Kind]int
	}{{"ctl.bundle.adds", v.Adds}, {"ctl.bundle.changes", v.Changed}, {"ctl.bundle.deletes", v.Deletes}, {"ctl.bundle.erased", v.Erased}} {
		if len(part.kinds) > 0 {
			fmt.Fprintln(w, c.say(part.key, "what", c.kindsText(part.kinds)))
		}
	}
	if v.Erases > 0 {
		fmt.Fprintln(w, c.say("ctl.bundle.erases", "count", strconv.Itoa(v.Erases)))
	}
	if len(v.Decide) > 0 {
		fmt.Fprintln(w, c.say("ctl.bundle.decide", "count", strconv.Itoa(len(v.Decide))))
		for _, d := range v.Decide {
			fmt.Fprintf(w, "    %s %s %s  %s\n", d.Kind, d.ID, d.Field, oneLine(d.Title))
		}
	}
	if len(v.MissingFiles) > 0 {
		fmt.Fprintln(w, c.say("ctl.bundle.missing", "count", strconv.Itoa(len(v.MissingFiles)), "names", strings.Join(v.MissingFiles, ", ")))
	}
}

// kindsText counts records by kind, as "3 noter, 1 billede".
func (c *command) kindsText(kinds map[feltbog.Kind]int) string {
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		key := "kind." + string(k)
		if kinds[k] != 1 {
			key += ".many"
		}
		name, known := assets.Sentence(c.lang, key, nil)
		if !known {
			name = string(k)
		}
		parts = append(parts, fmt.Sprintf("%d %s", kinds[k], name))
	}
	return strings.Join(parts, ", ")
}

func (c *command) bundleImport(way *bundleWay) *cobra.Command {
	v := c.verb("import FILE", "ctl.help.bundle.import", exactly(1), func(cmd *cobra.Command, args []string) error {
		return c.withBundle(cmd.Context(), way, func(key app.BundleKey) error {
			return c.open(cmd.Context(), func(p *app.Project) error {
				var d app.TakenIn
				if err := c.do(cmd.Context(), p.TakeIn(args[0], key, &d)); err != nil {
					return err
				}
				return c.print(d, func(w io.Writer) { c.writeTaken(w, d) })
			})
		})
	})
	v.Aliases = []string{"take-in"}
	return v
}

func (c *command) writeTaken(w io.Writer, d app.TakenIn) {
	n := strconv.FormatInt(d.Import, 10)
	switch {
	case d.Again:
		fmt.Fprintln(w, c.say("ctl.bundle.again", "name", d.Name, "import", n))
	case d.Import == 0:
		fmt.Fprintln(w, c.say("ctl.bundle.nothing"))
	default:
		fmt.Fprintln(w, c.say("ctl.bundle.taken", "name", d.Name, "import", n, "changes", strconv.Itoa(d.Changed)))
	}
	if d.Decide > 0 {
		fmt.Fprintln(w, c.say("ctl.bundle.twoversions", "count", strconv.Itoa(d.Decide)))
	}
}

func (c *command) bundleList() *cobra.Command {
	return c.verb("list", "ctl.help.bundle.list", exactly(0), func(cmd *cobra.Command, _ []string) error {
		return c.open(cmd.Context(), func(p *app.Project) error {
			all, err := p.Imports(cmd.Context())
			if err != nil {
				return err
			}
			return c.print(all, func(w io.Writer) {
				for _, i := range all {
					mark := ""
					if i.Withheld {
						mark = c.say("ctl.bundle.undone.mark")
					}
					fmt.Fprintf(w, "%3d  %s  %-8s %s  %s %s\n", i.N, i.At.Local().Format(time.DateTime), i.Space, i.Bundle.Name, i.Sender, mark)
				}
				if len(all) == 0 {
					fmt.Fprintln(w, c.say("ctl.bundle.none"))
				}
			})
		})
	})
}

func (c *command) bundleUndo() *cobra.Command {
	var space string
	v := c.verb("undo IMPORT [--space team|register]", "ctl.help.bundle.undo", exactly(1), func(cmd *cobra.Command, args []string) error {
		n, err := importNumber(args[0])
		if err != nil {
			return err
		}
		return c.open(cmd.Context(), func(p *app.Project) error {
			d, err := p.WithholdImport(cmd.Context(), feltbog.SpaceKind(space), n)
			if err != nil {
				return err
			}
			return c.print(d, func(w io.Writer) {
				fmt.Fprintln(w, c.say("ctl.bundle.undone", "import", args[0]))
				if len(d.Own) > 0 {
					fmt.Fprintln(w, c.say("ctl.bundle.own", "count", strconv.Itoa(len(d.Own))))
				}
				for _, h := range d.Own {
					fmt.Fprintf(w, "    %s %s  %s\n", h.Kind, h.ID, oneLine(h.Title))
				}
			})
		})
	})
	v.Flags().StringVar(&space, "space", string(feltbog.TeamSpace), c.say("ctl.flag.bundle.space"))
	return v
}

func (c *command) bundleRedo() *cobra.Command {
	var space string
	v := c.verb("redo IMPORT [--space team|register]", "ctl.help.bundle.redo", exactly(1), func(cmd *cobra.Command, args []string) error {
		n, err := importNumber(args[0])
		if err != nil {
			return err
		}
		return c.open(cmd.Context(), func(p *app.Project) error {
			if err := p.RetakeImport(cmd.Context(), feltbog.SpaceKind(space), n); err != nil {
				return err
			}
			return c.print(map[string]int64{"import": n}, func(w io.Writer) { fmt.Fprintln(w, c.say("ctl.bundle.retaken", "import", args[0])) })
		})
	})
	v.Flags().StringVar(&space, "space", string(feltbog.TeamSpace), c.say("ctl.flag.bundle.space"))
	return v
}

func importNumber(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 1 {
		return 0, feltbog.Errorf(feltbog.ENotFound, "import.unknown", "there is no import %s here", text)
	}
	return n, nil
}
