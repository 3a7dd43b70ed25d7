package vault

import (
	"bufio"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/testkit"
	"feltbog/internal/vault/keys"
)

// planted words stand in every note that the killed process writes.
var planted = []string{"Hemmeligheden", "Ærøskøbing", "sygeplejersken", "skizofreni", "Bjørkelund"}

func TestMain(m *testing.M) {
	testkit.Main(m, map[string]func(){"writer": func() {
		if err := writer(); err != nil {
			fmt.Fprintln(os.Stderr, "writer:", err)
			os.Exit(1)
		}
	}})
}

func childOptions(config string) Options {
	return Options{Anywhere: true, Config: config, Keys: keys.Options{Weak: true, Cost: keys.Cost{Time: 1, Memory: 64, Threads: 1}}}
}

// line is what the writer tells: before a step what it is about to make of a record, after it that it is durable.
type line struct {
	Done  bool
	ID    feltbog.ID
	Value string // the note's text, or trashed
}

const trashed = "~trash"

// author is the process that is killed: it writes for ever and tells what it does.
type author struct {
	v     *Vault
	r     *rand.Rand
	out   *bufio.Writer
	notes []feltbog.ID
	text  map[feltbog.ID]string
	n     int
}

func writer() error {
	seed, err := strconv.ParseUint(os.Getenv("FELTBOG_SEED"), 10, 64)
	if err != nil {
		return err
	}
	v, err := Open(ctx, os.Getenv("KILL_VAULT"), Unlock{Passphrase: passphrase}, childOptions(os.Getenv("KILL_CONFIG")))
	if err != nil {
		return err
	}
	a := &author{v: v, r: rand.New(rand.NewPCG(seed, 1)), out: bufio.NewWriter(os.Stdout), text: map[feltbog.ID]string{}}
	recs, err := v.Team().List(ctx, feltbog.KindNoteBlock, nil, 30)
	if err != nil {
		return err
	}
	for _, r := range recs {
		a.notes = append(a.notes, r.RecordID())
		a.text[r.RecordID()] = r.(*feltbog.NoteBlock).Text
	}
	for {
		if err := a.step(); err != nil {
			return err
		}
	}
}

func (a *author) say(done bool, id feltbog.ID, value string) {
	b, _ := json.Marshal(line{done, id, value})
	a.out.Write(append(b, '\n'))
	a.out.Flush()
}

func (a *author) words() string {
	a.n++
	return fmt.Sprintf("%s %d %s %s", planted[a.r.IntN(len(planted))], a.n, planted[a.r.IntN(len(planted))],
		strings.Repeat(planted[a.r.IntN(len(planted))]+" ", a.r.IntN(60)))
}

func (a *author) block(id feltbog.ID, text string) *feltbog.NoteBlock {
	return &feltbog.NoteBlock{Base: feltbog.Base{ID: id}, Type: feltbog.SeenHeard, Layer: feltbog.Jotting, Text: text}
}

// write does one action on one note and tells of it.
func (a *author) write(id feltbog.ID, value string, f func(w *store.Writer) error) error {
	a.say(false, id, value)
	_, err := a.v.Do(ctx, store.Action{Name: "note"}, Work{a.v.Team(): f})
	if err == nil {
		a.say(true, id, value)
		a.text[id] = value
	}
	return err
}

func (a *author) step() error {
	if len(a.notes) == 0 || a.r.IntN(4) == 0 {
		n := a.block(feltbog.NewID(), a.words())
		a.notes = append(a.notes, n.ID)
		return a.write(n.ID, n.Text, func(w *store.Writer) error { return w.Put(n) })
	}
	id := a.notes[a.r.IntN(len(a.notes))]
	before := a.text[id]
	if before == trashed {
		return a.write(id, before, func(*store.Writer) error { return nil })
	}
	switch a.r.IntN(8) {
	case 0: // type for a while, then move on
		draft := store.Action{Name: "note.type", ID: feltbog.NewID()}
		for range 3 {
			text := a.words()
			a.say(false, id, text)
			if err := a.v.Team().SaveDraft(ctx, draft, func(w *store.Writer) error { return w.Put(a.block(id, text)) }); err != nil {
				return err
			}
			a.say(true, id, text)
			a.text[id] = text
		}
		_, _, err := a.v.Team().Seal(ctx)
		return err
	case 1:
		return a.write(id, trashed, func(w *store.Writer) error { return w.Delete(id) })
	case 2: // edit and undo
		if err := a.write(id, "kort "+before, func(w *store.Writer) error { return w.Put(a.block(id, "kort "+before)) }); err != nil {
			return err
		}
		a.say(false, id, before)
		if _, ok, err := a.v.Undo(ctx); err != nil || !ok {
			return fmt.Errorf("undo: %v, %w", ok, err)
		}
		a.say(true, id, before)
		a.text[id] = before
		return nil
	case 3: // over two spaces
		reg, err := a.v.Register()
		if err != nil {
			return err
		}
		p := &feltbog.Participant{Base: feltbog.Base{ID: feltbog.NewID()}, Pseudonym: fmt.Sprintf("B-%d", a.n), Perspective: feltbog.Citizen}
		who := &feltbog.Identity{Base: feltbog.Base{ID: feltbog.NewID()}, Participant: p.ID, Name: planted[4]}
		_, err = a.v.Do(ctx, store.Action{Name: "participant.add"}, Work{
			reg:        func(w *store.Writer) error { return w.Put(who) },
			a.v.Team(): func(w *store.Writer) error { return w.Put(p) },
		})
		return err
	case 4:
		if a.r.IntN(6) > 0 {
			return nil
		}
		_, err := a.v.Backup(ctx, 2, nil)
		return err
	}
	text := a.words()
	return a.write(id, text, func(w *store.Writer) error { return w.Put(a.block(id, text)) })
}

// ledger is what the writer was heard to promise: the last acknowledged value of each note, and the one it was about
// to write when it was killed.
type ledger struct {
	acked map[feltbog.ID]string
	tried map[feltbog.ID]string
}

func (l *ledger) hear(t *testing.T, text string) {
	var x line
	if err := json.Unmarshal([]byte(text), &x); err != nil {
		return // the last line may be cut short
	}
	if x.Done {
		l.acked[x.ID] = x.Value
		delete(l.tried, x.ID)
	} else {
		l.tried[x.ID] = x.Value
	}
}

// check compares every promise with what is there, and settles what was under way.
func (l *ledger) check(t *testing.T, v *Vault) (lost int) {
	t.Helper()
	for id, want := range l.acked {
		rec, info, err := v.Team().Get(ctx, id)
		got := ""
		if err == nil {
			got = rec.(*feltbog.NoteBlock).Text
			if info.Status == 1 {
				got = trashed
			}
		}
		if tried, under := l.tried[id]; got != want && (!under || got != tried) {
			t.Errorf("note %s: %.60q is there, %.60q was acknowledged (%v)", id, got, want, err)
			lost++
		} else {
			l.acked[id] = got
		}
	}
	for id := range l.tried {
		if _, known := l.acked[id]; !known {
			if rec, info, err := v.Team().Get(ctx, id); err == nil && info.Status == 0 {
				l.acked[id] = rec.(*feltbog.NoteBlock).Text
			}
		}
	}
	clear(l.tried)
	return lost
}

// R1 and R3 of the storage report: a process that is killed at any moment loses nothing it acknowledged, and leaves
// nothing readable on the disk.
func TestAKilledWriterLosesNothingItAcknowledgedAndLeavesNothingReadable(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes; left out in short runs")
	}
	seed := testkit.Seed(t)
	r := testkit.Rand(seed)
	config, tmp := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", tmp)
	opt := childOptions(config)
	v := newVault(t, opt)
	dir := v.Dir()
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	l := &ledger{acked: map[feltbog.ID]string{}, tried: map[feltbog.ID]string{}}
	acks, scanned := 0, 0
	n := testkit.Rounds(20, 200)
	markers := testkit.Markers(planted...)
	for round := range n {
		c := testkit.Start(t, "writer", "KILL_VAULT="+dir, "KILL_CONFIG="+config, fmt.Sprintf("FELTBOG_SEED=%d", seed+uint64(round)))
		for _, s := range c.KillSometime(r, 80) {
			l.hear(t, s)
			acks++
		}
		scanned += testkit.ScanTree(t, markers, dir, config, tmp)
		if t.Failed() {
			t.FailNow()
		}
		v, err := Open(ctx, dir, Unlock{Passphrase: passphrase}, opt)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		lost := l.check(t, v)
		sound(t, v)
		if err := v.Close(); err != nil || lost > 0 || t.Failed() {
			t.Fatalf("round %d: %d lost, %v", round, lost, err)
		}
	}
	t.Logf("%d rounds, %d lines heard, %d notes, %d files scanned", n, acks, len(l.acked), scanned)
}

func TestTheScannerSeesAnUnencryptedDatabase(t *testing.T) {
	dir := t.TempDir()
	db, err := sql.Open("sqlite", filepath.Join(dir, "plain.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE note(text TEXT); INSERT INTO note VALUES('Hemmeligheden i Ærøskøbing')"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	if hits := testkit.Hits(t, testkit.Markers(planted...), dir); len(hits) < 3 {
		t.Errorf("the scanner is blind: %v", hits)
	}
}
