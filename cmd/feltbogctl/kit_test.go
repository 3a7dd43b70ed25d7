package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"feltbog/internal/app"
)

const secret = "fire gule bier i haven"

// console is a person, or a script, that runs the command again and again.
type console struct {
	t      testing.TB
	opt    app.Options
	env    map[string]string
	answer []string // what is typed at the terminal; nil: there is none
	ctx    context.Context
	in     io.Reader
}

func newConsole(t testing.TB) *console {
	t.Helper()
	return &console{t: t, ctx: context.Background(),
		opt: app.Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true},
		env: map[string]string{"FELTBOG_PASSPHRASE": secret, "FELTBOG_VAULT": filepath.Join(t.TempDir(), "lillerup.feltbog"), "LANG": "da_DK.UTF-8"}}
}

// newProject is a console with a vault.
func newProject(t testing.TB) *console {
	t.Helper()
	c := newConsole(t)
	c.ok("init", "--name", "Ældre i Lillerup", "--device", "Bærbar 1", "--member", "Tovholder")
	return c
}

// Present, ReadSecret and Restore make a console a terminal.
func (c *console) Present() bool { return c.answer != nil }

func (c *console) ReadSecret() (string, error) {
	if len(c.answer) == 0 {
		return "", errors.New("nobody types")
	}
	s := c.answer[0]
	c.answer = c.answer[1:]
	return s, nil
}

func (c *console) Restore() {}

func (c *console) run(args ...string) (status int, out, errs string) {
	c.t.Helper()
	var o, e bytes.Buffer
	in := c.in
	if in == nil {
		in = strings.NewReader("")
	}
	cmd := &command{in: in, out: &o, err: &e, env: func(k string) string { return c.env[k] }, terminal: c, opt: c.opt}
	status = cmd.run(c.ctx, args)
	return status, o.String(), e.String()
}

// ok runs a command that is to succeed and returns what it printed, without the line end.
func (c *console) ok(args ...string) string {
	c.t.Helper()
	status, out, errs := c.run(args...)
	if status != 0 {
		c.t.Fatalf("%v: status %d: %s", args, status, errs)
	}
	return strings.TrimRight(out, "\n")
}

// json runs a command with --json and reads its one document.
func (c *console) json(into any, args ...string) {
	c.t.Helper()
	out := c.ok(append(args, "--json")...)
	dec := json.NewDecoder(strings.NewReader(out))
	if err := dec.Decode(into); err != nil {
		c.t.Fatalf("%v: %v in %s", args, err, out)
	}
	if dec.More() {
		c.t.Fatalf("%v: more than one document: %s", args, out)
	}
}

// fails runs a command that is to end with a status and one sentence, and returns the sentence. What a job said of its
// progress before, as it does on a slow machine, is left out.
func (c *console) fails(want int, args ...string) string {
	c.t.Helper()
	status, out, errs := c.run(args...)
	if status != want {
		c.t.Fatalf("%v: status %d, want %d: %s%s", args, status, want, out, errs)
	}
	for _, said := range []string{"Laver eksemplet"} {
		for strings.HasPrefix(errs, said) {
			_, errs, _ = strings.Cut(errs, "\n")
		}
	}
	if strings.Count(errs, "\n") != 1 || strings.TrimSpace(errs) == "" {
		c.t.Fatalf("%v: not one sentence: %q", args, errs)
	}
	return strings.TrimSpace(errs)
}

// note writes a note and returns its id.
func (c *console) note(text string) string {
	c.t.Helper()
	return c.ok("record", "put", "note_block", "--set", "type=seen_heard", "--set", "layer=jotting", "--set", "text="+text)
}
