package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"filippo.io/age"

	"feltbog/internal/testkit/story"
)

// broken ends the day.
type broken struct{ what string }

func (b broken) Error() string { return b.what }

// day is one telling of the story.
type day struct {
	*story.Story
	dir, ctl, pictures string

	a, b   *machine
	guest  *machine
	at     []*machine // the two fieldworkers, by the numbers in the story
	tags   []string
	talks  []talk
	raid   []string // the lines of the observation log
	series []string // the pictures of the series
	left   []string // files that left the project
	sides  []string // what those who are not in the team can read
}

// talk is a conversation that was had.
type talk struct {
	session, person, code string
	notes, photos         []string
}

// machine is somebody's vault and what opens it: a key file, because a passphrase costs a second each time.
type machine struct {
	d            *day
	name         string
	member       string
	vault, key   string
	public, word string
	config       string
}

// must ends the day when something failed.
func must(err error, what string) {
	if err != nil {
		panic(broken{what + ": " + err.Error()})
	}
}

// expect ends the day when something is not so.
func expect(ok bool, form string, args ...any) {
	if !ok {
		panic(broken{fmt.Sprintf(form, args...)})
	}
}

func (d *day) says(what, text string) { fmt.Printf("%-9s %s\n", what, text) }

// path is a file among the results.
func (d *day) path(parts ...string) string {
	file := filepath.Join(append([]string{d.dir}, parts...)...)
	must(os.MkdirAll(filepath.Dir(file), 0o755), "make a folder")
	return file
}

// newMachine is somebody who has no vault yet.
func (d *day) newMachine(name string) *machine {
	m := &machine{d: d, name: name, member: strings.ToUpper(name[:1]) + name[1:], vault: d.path(name + ".feltbog"), config: d.path("config", name), key: d.path("keys", name+".key"), word: d.path("keys", name+".txt")}
	k, err := age.GenerateX25519Identity()
	must(err, "make a key")
	must(os.WriteFile(m.key, []byte(k.String()+"\n"), 0o600), "write a key")
	m.public = k.Recipient().String()
	phrase, err := age.GenerateX25519Identity() // as good a source of chance as any
	must(err, "make a passphrase")
	must(os.WriteFile(m.word, []byte(phrase.String()[16:40]+"\n"), 0o600), "write a passphrase")
	return m
}

// exit is what a command ends with.
type exit struct {
	code      int
	out, said string
}

func (m *machine) call(stdin, key string, args ...string) exit {
	cmd := exec.Command(m.d.ctl, append(args, "--vault", m.vault, "--lang", "da", key, map[string]string{"--passphrase-file": m.word, "--custodian-key": m.key}[key])...)
	cmd.Env = append(os.Environ(), "FELTBOG_CONFIG="+m.config)
	cmd.Stdin = strings.NewReader(stdin)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	err := cmd.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		must(err, "run feltbogctl")
	}
	return exit{cmd.ProcessState.ExitCode(), strings.TrimSpace(out.String()), strings.TrimSpace(said.String())}
}

// ok runs a verb that has to work.
func (m *machine) ok(args ...string) string { return m.with("", args...) }

func (m *machine) with(stdin string, args ...string) string {
	e := m.call(stdin, "--custodian-key", args...)
	expect(e.code == 0, "%s: %s ended with %d: %s", m.name, strings.Join(args, " "), e.code, e.said)
	return e.out
}

// founds runs a verb that makes the vault, and lets the key open it from then on.
func (m *machine) founds(args ...string) {
	for _, all := range [][]string{args, {"keys", "add-custodian", "story", m.public}} {
		e := m.call("", "--passphrase-file", all...)
		expect(e.code == 0, "%s: %s ended with %d: %s", m.name, strings.Join(all, " "), e.code, e.said)
	}
}

// refuses runs a verb that has to end in one way, and returns why.
func (m *machine) refuses(code int, args ...string) string {
	e := m.call("", "--custodian-key", args...)
	expect(e.code == code, "%s: %s ended with %d, not %d: %s", m.name, strings.Join(args, " "), e.code, code, e.said)
	return e.said
}

// read runs a verb and reads its JSON.
func (m *machine) read(into any, args ...string) {
	out := m.ok(append(args, "--json")...)
	must(json.Unmarshal([]byte(out), into), "read what "+strings.Join(args, " ")+" says")
}

// putAll writes records of one kind in one go and returns their ids.
func (m *machine) putAll(kind string, all []map[string]any) []string {
	var lines strings.Builder
	for _, fields := range all {
		line, err := json.Marshal(map[string]any{"kind": kind, "fields": fields})
		must(err, "word a record")
		lines.Write(append(line, '\n'))
	}
	ids := strings.Fields(m.with(lines.String(), "record", "put", "--stdin"))
	expect(len(ids) == len(all), "%d of %d records of %s were kept", len(ids), len(all), kind)
	return ids
}

// digest is what the vault shows.
func (m *machine) digest() string {
	var s struct{ Digest string }
	m.read(&s, "stat", "--digest")
	return s.Digest
}
