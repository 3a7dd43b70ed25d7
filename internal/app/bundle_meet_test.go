package app

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/testkit"
)

// history is a random life of two or three machines that meet by pakker.
type history struct {
	*machines
	r     *rand.Rand
	notes []feltbog.ID
	log   []string
}

func (h *history) say(format string, args ...any) {
	h.log = append(h.log, fmt.Sprintf(format, args...))
}

func (h *history) any() *Project { return h.all[h.r.IntN(len(h.all))] }

// here returns a note that a machine shows.
func (h *history) here(p *Project) (feltbog.ID, bool) {
	for range 5 {
		if len(h.notes) == 0 {
			break
		}
		id := h.notes[h.r.IntN(len(h.notes))]
		if r, err := p.Get(h.t.Context(), feltbog.KindNoteBlock, id); err == nil && r.Status != Trashed && r.Fields["type"] != nil { // what it began with may be withheld
			return id, true
		}
	}
	return feltbog.ID{}, false
}

func (h *history) step() {
	ctx := h.t.Context()
	p := h.any()
	who := slices.Index(h.all, p)
	switch n := h.r.IntN(20); {
	case n < 5:
		h.notes = append(h.notes, h.note(p, fmt.Sprintf("note %d", len(h.notes))))
		h.say("%d writes", who)
	case n < 10:
		if id, ok := h.here(p); ok {
			h.edits(p, id, fmt.Sprintf("udgave %d", h.r.IntN(1000)))
			h.say("%d edits", who)
		}
	case n < 11:
		if id, ok := h.here(p); ok {
			if err := p.Delete(ctx, feltbog.KindNoteBlock, id); err != nil {
				h.t.Fatal(err)
			}
			h.say("%d deletes", who)
		}
	case n < 12:
		if all, err := p.Conflicts(ctx); err == nil && len(all) > 0 && all[0].Field != Deleted {
			c := all[h.r.IntN(len(all))]
			if err := p.Resolve(ctx, c.Kind, c.ID, c.Field, Choice{Take: c.Versions[0].Change}); err != nil {
				h.t.Fatal(err)
			}
			h.say("%d settles", who)
		}
	case n < 13 && who == 0: // the coordinator
		if id, ok := h.here(p); ok && h.r.IntN(3) == 0 {
			if err := p.Erase(ctx, feltbog.KindNoteBlock, id, ""); err != nil {
				h.t.Fatal(err)
			}
			h.say("%d erases", who)
		}
	case n < 15:
		imports, err := p.Imports(ctx)
		if err != nil {
			h.t.Fatal(err)
		}
		if len(imports) > 1 { // the first is what the machine began with
			i := imports[h.r.IntN(len(imports)-1)]
			if i.Withheld {
				err = p.RetakeImport(ctx, i.Space, i.N)
			} else {
				_, err = p.WithholdImport(ctx, i.Space, i.N)
			}
			h.say("%d undoes %d: %v", who, i.N, !i.Withheld)
		}
		if err != nil {
			h.t.Fatal(err)
		}
	case n < 16:
		if _, err := p.Undo(ctx); err != nil && feltbog.ErrorCode(err) != feltbog.ENotFound && feltbog.ErrorCode(err) != feltbog.EInvalid {
			h.t.Fatal(err)
		}
		h.say("%d undoes its last", who)
	default:
		h.hands(p, h.any())
	}
}

// hands gives over everything, or what is new, once or several times.
func (h *history) hands(from, to *Project) {
	ctx := h.t.Context()
	if from == to {
		return
	}
	o := PackOrder{Words: sixWords, NamesSeen: true, File: h.file()}
	facts, err := to.Facts(ctx)
	if err != nil {
		h.t.Fatal(err)
	}
	if rec, _, err := from.v.Team().Get(ctx, facts.Member); err == nil && h.r.IntN(3) > 0 {
		if m := rec.(*feltbog.Member); m.PublicKey != "" {
			o = PackOrder{Members: []feltbog.ID{facts.Member}, New: true, File: o.File, NamesSeen: true}
		}
	}
	key := BundleKey{Words: o.Words}
	h.packs(from, o)
	for n := range 1 + h.r.IntN(2) {
		if h.r.IntN(6) == 0 {
			h.say("a pakke is lost")
			return // the next one has a gap
		}
		var done TakenIn
		err := to.TakeIn(o.File, key, &done).Run(ctx, nil)
		if keyOf(err) == "bundle.gap" || keyOf(err) == "bundle.gap.unknown" {
			h.say("a gap")
			return
		}
		if err != nil {
			h.t.Fatal(err)
		}
		if n > 0 && done.New > 0 {
			h.t.Fatal("the second time brought something")
		}
		h.say("%d hands over to %d: %d", slices.Index(h.all, from), slices.Index(h.all, to), done.New)
	}
}

// settle takes every undone import in again and hands everything round until all know all.
func (h *history) settle() {
	for _, p := range h.all {
		imports, err := p.Imports(h.t.Context())
		if err != nil {
			h.t.Fatal(err)
		}
		for _, i := range imports {
			if i.Withheld {
				if err := p.RetakeImport(h.t.Context(), i.Space, i.N); err != nil {
					h.t.Fatal(err)
				}
			}
		}
	}
	for range 2 {
		for _, from := range h.all {
			for _, to := range h.all {
				if from != to {
					file := h.packs(from, PackOrder{Words: sixWords, NamesSeen: true}).File
					h.takes(to, file)
				}
			}
		}
	}
}

func TestMachinesThatMetInAnyOrderAgree(t *testing.T) {
	r := testkit.Rand(testkit.Seed(t))
	for range testkit.Rounds(2, 300) {
		h := &history{machines: newMachines(t), r: r}
		h.joins("Bo")
		if r.IntN(2) == 0 {
			h.joins("Cecilie")
		}
		for range 30 + r.IntN(30) {
			h.step()
		}
		h.settle()
		for _, p := range h.all[1:] {
			if h.digest(p) != h.digest(h.all[0]) {
				t.Fatalf("the machines do not agree:\n%s", strings.Join(h.log, "\n"))
			}
		}
		for _, p := range h.all {
			var found []Finding
			if err := p.Verify(true, &found).Run(t.Context(), nil); err != nil || len(found) > 0 {
				t.Fatalf("%v %v\n%s", found, err, strings.Join(h.log, "\n"))
			}
			p.Close()
		}
	}
}

// takeUntilKilled is the process that is killed while it takes pakker in: it says what it is about to do and what is done.
func takeUntilKilled() {
	die := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	ctx := context.Background()
	p, err := Open(ctx, os.Getenv("KILL_VAULT"), Unlock{Passphrase: passphrase}, Options{Config: os.Getenv("KILL_CONFIG"), Anywhere: true, CheapKeys: true})
	die(err)
	out := bufio.NewWriter(os.Stdout)
	for _, file := range strings.Split(os.Getenv("KILL_FILES"), "\n") {
		fmt.Fprintln(out, "begin", file)
		die(out.Flush())
		var done TakenIn
		die(p.TakeIn(file, BundleKey{Words: sixWords}, &done).Start(ctx, nil))
		fmt.Fprintln(out, "done", file)
		die(out.Flush())
	}
	fmt.Fprintln(out, "end")
	die(out.Flush())
	select {} // until it is killed
}

func TestAKilledImportLeavesNothing(t *testing.T) {
	seed := testkit.Rand(testkit.Seed(t))
	m := newMachines(t)
	a := m.all[0]
	m.note(a, "begyndelse")
	first := m.packs(a, PackOrder{Words: sixWords}).File
	var files []string
	var blobs [][]byte
	for i := range testkit.Rounds(4, 40) {
		for k := range 15 {
			m.note(a, fmt.Sprintf("note %d af pakke %d", k, i))
		}
		b := []byte(strings.Repeat(fmt.Sprintf("billede %d ", i), 200_000))
		blobs = append(blobs, b)
		m.photo(a, fmt.Sprintf("IMG_%d.jpg", i), b, []byte{byte(i)})
		files = append(files, m.packs(a, PackOrder{Words: sixWords}).File)
	}
	b := m.add(m.tries("Bo", first))
	dir := b.Dir()
	b.Close()
	rounds := testkit.Rounds(12, 300)
	done := 0
	for range rounds {
		if done == len(files) {
			break
		}
		child := testkit.Start(t, "take", "KILL_VAULT="+dir, "KILL_CONFIG="+m.opt.Config, "KILL_FILES="+strings.Join(files[done:], "\n"))
		lines := child.KillSometime(seed, 2)
		acked := 0
		for _, l := range lines {
			if strings.HasPrefix(l, "done ") {
				acked++
			}
		}
		b, err := Open(t.Context(), dir, Unlock{Passphrase: passphrase}, m.opt)
		if err != nil {
			t.Fatal(err)
		}
		imports, err := b.Imports(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		whole := len(imports) - 1 // pakker that are here
		if whole < done+acked {
			t.Fatalf("%d pakker were taken in and %d are here", done+acked, whole)
		}
		for i, c := range blobs {
			if here := m.holds(b, c); here != (i < whole) {
				t.Fatalf("%d pakker are here; the picture of the %d. is here: %v", whole, i+1, here)
			}
		}
		n := 0
		if err := b.List(t.Context(), feltbog.KindNoteBlock, nil, 0, func(Record) error { n++; return nil }); err != nil || n != 1+15*whole {
			t.Fatalf("%d notes of %d pakker: %v", n, whole, err)
		}
		var found []Finding
		if err := b.Verify(true, &found).Run(t.Context(), nil); err != nil || len(found) > 0 {
			t.Fatal(found, err)
		}
		done = whole
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(m.dir, "*"+unfinished)); len(left) > 0 {
		t.Error(left)
	}
}

func TestPakkerTakenInTwiceAndInAnyOrderBringTheSame(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	id := m.note(a, "fra begyndelsen")
	b, c := m.joins("Bo"), m.joins("Cecilie")
	m.edits(a, id, "rettet af Anna") // and so that there are two versions
	m.edits(b, id, "rettet af Bo")
	m.note(b, "Bos note")
	m.edits(c, id, "rettet af Cecilie")
	m.note(c, "Cecilies note")
	files := []string{m.packs(a, PackOrder{Words: sixWords}).File, m.packs(b, PackOrder{Words: sixWords}).File, m.packs(c, PackOrder{Words: sixWords}).File}
	r := testkit.Rand(testkit.Seed(t))
	want := ""
	for round := range testkit.Rounds(3, 60) {
		for who, p := range m.all {
			order := append(r.Perm(len(files)), r.Perm(len(files))...)
			for range r.IntN(4) {
				order = append(order, r.IntN(len(files)))
			}
			for _, n := range order {
				m.takes(p, files[n])
			}
			digest := m.digest(p)
			if want == "" {
				want = digest
			}
			if digest != want {
				t.Fatalf("round %d: machine %d that took in %v differs", round, who, order)
			}
		}
		for _, p := range m.all {
			for _, f := range files {
				if got := m.takes(p, f); got.New != 0 || got.Import != 0 {
					t.Fatalf("%+v came again", got)
				}
			}
		}
	}
}
