package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// terminal is what asks a person. Secrets are read without echo.
type terminal interface {
	Present() bool // somebody can be asked
	ReadSecret() (string, error)
	Restore() // after ReadSecret was left waiting
}

// systemTerminal is the one that the program was started from.
type systemTerminal struct{}

var termState *term.State

func (systemTerminal) Present() bool { return term.IsTerminal(int(os.Stdin.Fd())) }

func (systemTerminal) ReadSecret() (string, error) {
	fd := int(os.Stdin.Fd())
	termState, _ = term.GetState(fd)
	b, err := term.ReadPassword(fd)
	return string(b), err
}

func (systemTerminal) Restore() {
	if termState != nil {
		_ = term.Restore(int(os.Stdin.Fd()), termState)
	}
}

// ask asks one secret on the terminal. Ctrl+C ends it and leaves the terminal as it was.
func (c *command) ask(ctx context.Context, question string) (string, error) {
	fmt.Fprint(c.err, question+" ")
	defer fmt.Fprintln(c.err)
	type answer struct {
		text string
		err  error
	}
	given := make(chan answer, 1)
	go func() {
		text, err := c.terminal.ReadSecret()
		given <- answer{text, err}
	}()
	select {
	case a := <-given:
		return a.text, a.err
	case <-ctx.Done():
		c.terminal.Restore()
		return "", ctx.Err()
	}
}

// secret finds a secret: in the file, in the environment, or from the person at the terminal, who is asked twice for one
// that is new.
func (c *command) secret(ctx context.Context, file, variable, question string, twice bool) (string, error) {
	if file != "" {
		return readSecret(file)
	}
	if s := c.env(variable); s != "" {
		return s, nil
	}
	if !c.terminal.Present() {
		return "", feltbog.Errorf(feltbog.EKey, "ctl.secret", "nobody can be asked here; set %s or name a file", variable).With("variable", variable)
	}
	s, err := c.ask(ctx, c.say(question))
	if err != nil || !twice {
		return s, err
	}
	again, err := c.ask(ctx, c.say("ctl.ask.again"))
	if err == nil && again != s {
		err = feltbog.Errorf(feltbog.EUsage, "ctl.differ", "the two were not the same; nothing was changed")
	}
	return s, err
}

// maxSecret bounds a file of secrets: a larger one was named by mistake.
const maxSecret = 64 << 10

// readSecret reads a secret's file, without the line end and the mark that editors add.
func readSecret(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", unreadable(file, err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxSecret))
	if err != nil {
		return "", unreadable(file, err)
	}
	return strings.TrimRight(strings.TrimPrefix(string(b), "\ufeff"), "\r\n"), nil
}

func unreadable(file string, err error) error {
	return feltbog.Errorf(feltbog.EUsage, "ctl.file", "the file %s cannot be read: %w", file, err).With("file", file)
}

func (c *command) passphrase(ctx context.Context) (string, error) {
	return c.secret(ctx, c.passphraseFile, "FELTBOG_PASSPHRASE", "ctl.ask.passphrase", false)
}

// judge remarks on a new passphrase that would not withstand much.
func (c *command) judge(passphrase string) app.Strength {
	s := app.Judge(passphrase)
	if s.Score < app.GoodScore {
		fmt.Fprintln(c.err, c.say("ctl.weak", "why", c.say(s.Reason, "least", "8")))
	}
	return s
}
