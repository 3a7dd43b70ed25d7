package vault

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/testkit"
	"feltbog/internal/vault/keys"
)

// planted are invented words of which nothing may be readable on the disk.
var planted = []string{"Kvistgaardløkken", "Æblerødsøster", "Strandåskovgænger", "Øllebrødsgrøften", "Tværmosehjælper",
	"Bukkehavebrøndby", "Hønsefjerskrænt", "Gråmandsværket", "Ribsbuskefælled", "Søskrænteløber"}

// said is one line of the writer: before a step which records it may change (Intent), after it what is now on the disk
// for good. Seqs are the chain ends of both spaces and of what was taken in. Recs gives the shown text of records, "-"
// for one in the trash and "x" for one that is erased.
type said struct {
	Op     string
	Intent bool              `json:",omitempty"`
	All    bool              `json:",omitempty"` // it may change any record
	Seqs   map[string]uint64 `json:",omitempty"` // "space device" -> number
	Recs   map[string]string `json:",omitempty"`
}

func say(s said) {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(append(b, '\n'))
}

// writer does everything a vault can do, in random order, until it is killed.
type writer struct {
	v     *Vault
	r     *rand.Rand
	notes []feltbog.ID
	tags  []feltbog.ID
	n     int
}

func cheapKeys() keys.Options {
	return keys.Options{Weak: true, Cost: keys.Cost{Time: 1, Memory: 64, Threads: 1}}
}

func writeUntilKilled() {
	seed, _ := strconv.ParseUint(os.Getenv("WRITER_SEED"), 10, 64)
	v, err := Open(ctx, os.Getenv("WRITER_VAULT"), Unlock{Passphrase: passphrase},
		Options{Anywhere: true, Config: os.Getenv("WRITER_CONFIG"), Keys: cheapKeys()})
	check(err)
	w := &writer{v: v, r: testkit.Rand(seed)}
	say(said{Op: "open", Seqs: w.seqs()})
	recs, err := v.Team().List(ctx, feltbog.KindNoteBlock, nil, 0)
	check(err)
	for _, rec := range recs {
		w.notes = append(w.notes, rec.RecordID())
	}
	trash, err := v.Team().Trash(ctx)
	check(err)
	for _, b := range trash {
		w.notes = append(w.notes, b.ID)
	}
	for i := range 3 {
		w.tags = append(w.tags, feltbog.ID{0x7a, byte(i)})
	}
	for {
		w.step()
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// seqs are the ends of the own chains.
func (w *writer) seqs() map[string]uint64 {
	m := map[string]uint64{}
	for _, s := range w.v.Spaces() {
		m[string(s.Kind())+" "+s.Device().String()] = s.OwnSeq(s.Device())
	}
	return m
}

// shown is what the disk holds of a record, in the words of said.
func shown(s *Space, id feltbog.ID) string {
	rec, info, err := s.Get(ctx, id)
	switch {
	case feltbog.ErrorCode(err) == feltbog.ENotFound:
		return "x"
	case err != nil:
		panic(err)
	case info.Status == change.Trashed:
		return "-"
	}
	if n, ok := rec.(*feltbog.NoteBlock); ok {
		return fmt.Sprintf("%s|%d", n.Text, len(n.Tags))
	}
	return rec.(*feltbog.Participant).Pseudonym
}

// do announces a step, takes it, and says what is on the disk now.
func (w *writer) do(op string, ids []feltbog.ID, f func() error) {
	recs := map[string]string{}
	for _, id := range ids {
		recs[id.String()] = ""
	}
	say(said{Op: op, Intent: true, All: ids == nil, Recs: recs})
	check(f())
	if ids == nil {
		ids = w.notes
	}
	for _, id := range ids {
		recs[id.String()] = shown(w.v.Team(), id)
	}
	say(said{Op: op, Seqs: w.seqs(), Recs: recs})
}

func (w *writer) text() string {
	w.n++
	return fmt.Sprintf("%s og %s nr %d", planted[w.r.IntN(len(planted))], planted[w.r.IntN(len(planted))], w.r.Int32())
}

// any picks a known note, and now and then a new one.
func (w *writer) any(fresh int) *feltbog.NoteBlock {
	if len(w.notes) > 0 && w.r.IntN(10) >= fresh {
		id := w.notes[w.r.IntN(len(w.notes))]
		if rec, info, err := w.v.Team().Get(ctx, id); err == nil && info.Status != change.Trashed {
			n := rec.(*feltbog.NoteBlock)
			n.Type, n.Layer = feltbog.SeenHeard, feltbog.Jotting // undo and withheld imports may have left them empty
			return n
		}
	}
	n := &feltbog.NoteBlock{Base: feltbog.Base{ID: feltbog.NewID()}, Type: feltbog.SeenHeard, Layer: feltbog.Jotting}
	w.notes = append(w.notes, n.ID)
	return n
}

func (w *writer) act(op string, id feltbog.ID, f func(*store.Writer) error) {
	w.do(op, []feltbog.ID{id}, func() error {
		_, err := w.v.Do(ctx, store.Action{Name: op}, Work{w.v.Team(): f})
		return err
	})
}
