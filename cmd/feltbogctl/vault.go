package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

func (c *command) initVerb() *cobra.Command {
	var f app.Founding
	var sheetFile, join string
	way := &bundleWay{}
	v := c.verb("init --name NAME|--join BUNDLE --device NAME", "ctl.help.init", exactly(0), func(cmd *cobra.Command, _ []string) error {
		if join == "" {
			return c.found(cmd.Context(), f, sheetFile, app.Create)
		}
		if f.Project != "" {
			return wrongUse(cmd)
		}
		return c.withBundle(cmd.Context(), way, func(key app.BundleKey) error { return c.joinBundle(cmd.Context(), f, sheetFile, join, key) })
	})
	way.flags(c, v)
	v.Flags().StringVar(&join, "join", "", c.say("ctl.flag.join"))
	v.Flags().StringVar(&f.Project, "name", "", c.say("ctl.flag.name"))
	v.Flags().StringVar(&f.Device, "device", "", c.say("ctl.flag.device"))
	v.Flags().StringVar(&f.Member, "member", "", c.say("ctl.flag.member"))
	v.Flags().StringVar(&sheetFile, "recovery-out", "", c.say("ctl.flag.recovery_out"))
	return v
}

// founded is the JSON of init. The words stand in it once, unless they went into a file.
type founded struct {
	app.Facts
	Recovery     *sheet       `json:"recovery,omitempty"`
	RecoveryFile string       `json:"recovery_file,omitempty"`
	Strength     app.Strength `json:"strength"`
}

// sheet is the recovery sheet ("genåbningsark").
type sheet struct {
	Vault string   `json:"vault"`
	Date  string   `json:"date"`
	Words []string `json:"words"`
}

// found makes the vault. A sheet for a file is on the disk before the vault is made: a vault whose sheet was lost on the
// way would be one passphrase from being lost itself.
func (c *command) found(ctx context.Context, f app.Founding, sheetFile string,
	create func(context.Context, string, app.Founding, app.Options) (*app.Project, error)) error {
	dir, err := c.folder()
	if err != nil {
		return err
	}
	if f.Device == "" {
		f.Device, _ = os.Hostname()
	}
	if f.Passphrase, err = c.secret(ctx, c.passphraseFile, "FELTBOG_PASSPHRASE", "ctl.ask.new", true); err != nil {
		return err
	}
	if f.Recovery, err = app.NewRecovery(); err != nil {
		return err
	}
	s := sheet{Vault: app.VaultName(dir), Date: c.now().Format(time.DateOnly), Words: f.Recovery.Words}
	if sheetFile != "" {
		if err := c.writeSheet(sheetFile, s); err != nil {
			return err
		}
	}
	p, err := create(ctx, dir, f, c.opt)
	if err != nil {
		if sheetFile != "" {
			err = errors.Join(err, os.Remove(sheetFile))
		}
		return err
	}
	done := founded{RecoveryFile: sheetFile, Strength: c.judge(f.Passphrase)}
	if sheetFile == "" {
		done.Recovery = &s
	}
	done.Facts, err = p.Facts(ctx)
	return errors.Join(err, c.print(done, func(w io.Writer) {
		fmt.Fprintln(w, c.say("ctl.init.done", "vault", done.Folder, "project", done.Title))
		if sheetFile != "" {
			fmt.Fprintln(w, c.say("ctl.init.sheet", "file", sheetFile))
			return
		}
		fmt.Fprintf(w, "\n%s", c.sheetText(s))
	}), p.Close())
}

// joinBundle makes a vault that begins with a colleague's pakke. What is wrong with the pakke is said before a passphrase
// is asked for.
func (c *command) joinBundle(ctx context.Context, f app.Founding, sheetFile, file string, key app.BundleKey) error {
	if _, err := app.PeekBundle(file, key); err != nil {
		return err
	}
	return c.found(ctx, f, sheetFile, func(ctx context.Context, dir string, f app.Founding, opt app.Options) (*app.Project, error) {
		var p *app.Project
		err := c.do(ctx, app.Job{Title: "job.bundle.take", Start: func(ctx context.Context, progress *app.Progress) (err error) {
			p, err = app.JoinBundle(ctx, dir, file, key, f, opt, progress)
			return err
		}})
		return p, err
	})
}

// sheetText is the sheet as it is printed.
func (c *command) sheetText(s sheet) string {
	var words strings.Builder
	for i, w := range s.Words {
		fmt.Fprintf(&words, "  %2d. %s\n", i+1, w)
	}
	return c.say("ctl.sheet", "vault", s.Vault, "date", s.Date, "words", words.String())
}

// writeSheet writes the sheet into a new file that only its owner can read.
func (c *command) writeSheet(file string, s sheet) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrExist) {
		return feltbog.Errorf(feltbog.EUsage, "ctl.sheet.exists", "%s is there already and is not written over; choose another file", file).With("file", file)
	}
	if err == nil {
		_, err = io.WriteString(f, c.sheetText(s))
		if err == nil {
			err = f.Sync()
		}
		if err = errors.Join(err, f.Close()); err != nil {
			err = errors.Join(err, os.Remove(file))
		}
	}
	if err != nil {
		return feltbog.Errorf(feltbog.EUsage, "ctl.sheet.write", "the recovery sheet cannot be written to %s, so no vault was made: %w", file, err).
			With("file", file)
	}
	return nil
}

func (c *command) now() time.Time {
	if c.opt.Now != nil {
		return c.opt.Now()
	}
	return time.Now()
}

// rekeyed is the JSON of passwd and recover.
type rekeyed struct {
	Changed  bool         `json:"changed"`
	Strength app.Strength `json:"strength"`
}

func (c *command) passwd() *cobra.Command {
	var newFile string
	v := c.verb("passwd", "ctl.help.passwd", exactly(0), func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		dir, err := c.folder()
		if err != nil {
			return err
		}
		old, err := c.passphrase(ctx)
		if err != nil {
			return err
		}
		p, err := app.Open(ctx, dir, app.Unlock{Passphrase: old}, c.opt)
		if err != nil {
			return err
		}
		fresh, err := c.newPassphrase(ctx, newFile)
		if err == nil {
			err = p.ChangePassphrase(old, fresh)
		}
		if err = errors.Join(err, p.Close()); err != nil {
			return err
		}
		return c.printRekeyed(fresh, "ctl.passwd.done")
	})
	v.Flags().StringVar(&newFile, "new-passphrase-file", "", c.say("ctl.flag.new_passphrase"))
	return v
}

func (c *command) recover() *cobra.Command {
	var newFile, wordsFile string
	v := c.verb("recover", "ctl.help.recover", exactly(0), func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		dir, err := c.folder()
		if err != nil {
			return err
		}
		words, err := c.secret(ctx, wordsFile, "FELTBOG_RECOVERY", "ctl.ask.words", false)
		if err != nil {
			return err
		}
		if strings.TrimSpace(words) == "" {
			return feltbog.Errorf(feltbog.EKey, "ctl.words", "the twelve words of the recovery sheet are needed")
		}
		fresh, err := c.newPassphrase(ctx, newFile)
		if err != nil {
			return err
		}
		p, err := app.Recover(ctx, dir, words, fresh, c.opt)
		if err != nil {
			return err
		}
		if err := p.Close(); err != nil {
			return err
		}
		return c.printRekeyed(fresh, "ctl.recover.done")
	})
	v.Flags().StringVar(&wordsFile, "words-file", "", c.say("ctl.flag.words"))
	v.Flags().StringVar(&newFile, "new-passphrase-file", "", c.say("ctl.flag.new_passphrase"))
	return v
}

func (c *command) newPassphrase(ctx context.Context, file string) (string, error) {
	return c.secret(ctx, file, "FELTBOG_NEW_PASSPHRASE", "ctl.ask.new", true)
}

func (c *command) printRekeyed(passphrase, sentence string) error {
	return c.print(rekeyed{Changed: true, Strength: c.judge(passphrase)}, func(w io.Writer) { fmt.Fprintln(w, c.say(sentence)) })
}

func (c *command) lockStatus() *cobra.Command {
	return c.verb("lock-status", "ctl.help.lock_status", exactly(0), func(*cobra.Command, []string) error {
		dir, err := c.folder()
		if err != nil {
			return err
		}
		l, err := app.LockStatus(dir, c.opt)
		if err != nil {
			return err
		}
		return c.print(l, func(w io.Writer) {
			if l.Open {
				fmt.Fprintln(w, c.say("ctl.lock.open", "host", l.Host, "process", l.Process, "since", l.Since))
			} else {
				fmt.Fprintln(w, c.say("ctl.lock.closed"))
			}
		})
	})
}
