package bench

import (
	"container/heap"
	"encoding/binary"
	"math/rand/v2"
	"strconv"
	"time"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/testkit/text"
)

const (
	notesPerSession = 50
	setUpTo         = 20 // changes in one set, at most
	foreignDevices  = 6
)

// world is the fieldwork of several devices: it makes their change sets in order of time.
type world struct {
	rng     *rand.Rand
	text    *text.Maker
	now     time.Time
	devices []*change.Chain // the foreign ones
	people  []feltbog.ID
	places  []feltbog.ID
	tags    []feltbog.ID
	later   todo
	session int
	open    feltbog.ID // the newest session
	photos  int
	out     func(body []byte, changes int) error
}

// newWorld starts with devices nobody knows. out takes the wire form of each set.
func newWorld(seed uint64, space feltbog.ID, now time.Time, out func(body []byte, changes int) error) *world {
	w := &world{rng: rand.New(rand.NewPCG(seed, 0xfe17)), text: text.New(seed), now: now, out: out}
	for range foreignDevices {
		w.devices = append(w.devices, &change.Chain{Space: space, Device: w.id()})
	}
	return w
}

func (w *world) id() feltbog.ID {
	var id feltbog.ID
	binary.LittleEndian.PutUint64(id[:], rand.Uint64()) // never two devices of one name, also when a seed is used again
	binary.LittleEndian.PutUint64(id[8:], w.rng.Uint64())
	return id
}

// chance is true in one of n cases.
func (w *world) chance(n int) bool { return w.rng.IntN(n) == 0 }

func (w *world) some(ids []feltbog.ID, n int) []feltbog.ID {
	out := make([]feltbog.ID, 0, n)
	for range n {
		out = append(out, ids[w.rng.IntN(len(ids))])
	}
	return out
}

// found makes what a project starts with: tags, places and the first participants.
func (w *world) found() error {
	var recs []feltbog.Record
	for i := range 60 {
		recs = append(recs, &feltbog.Tag{Name: w.text.Word(100 + 40*i), Description: w.text.Note()})
	}
	for i := range 30 {
		recs = append(recs, &feltbog.Place{Name: w.text.Place() + " " + strconv.Itoa(i+1), Area: w.text.Place()})
	}
	for range 40 {
		recs = append(recs, w.participant())
	}
	return w.write(0, "bench.found", recs)
}

func (w *world) participant() feltbog.Record {
	return &feltbog.Participant{Pseudonym: "B-" + strconv.Itoa(len(w.people)+1), Perspective: feltbog.Citizen,
		AgeGroup: feltbog.Adult, TakesPart: feltbog.TakesPartYes, Descriptor: w.text.Word(500 + w.rng.IntN(2000))}
}

// sessionRecords makes a session of n notes: the session itself, then sets of notes.
func (w *world) sessionRecords(n int) (first []feltbog.Record, notes [][]feltbog.Record) {
	w.session++
	at := w.now
	if w.chance(2) || len(w.people) == 0 {
		p := w.participant()
		p.SetRecordID(w.id())
		w.people = append(w.people, p.RecordID())
		first = append(first, p)
	}
	met := w.some(w.people, 1+w.rng.IntN(3))
	s := &feltbog.Session{Type: feltbog.SessionTypes()[w.rng.IntN(6)], Title: "Samtale " + strconv.Itoa(w.session) + ", " + w.text.Place(),
		Place: w.some(w.places, 1)[0], Started: feltbog.NewInstant(at), Ended: feltbog.NewInstant(at.Add(time.Duration(n) * time.Minute)),
		Participants: met, Purpose: w.text.Note()}
	s.SetRecordID(w.id())
	first, w.open = append(first, s), s.ID
	order := ""
	for n > 0 {
		var set []feltbog.Record
		for range min(n, 1+w.rng.IntN(setUpTo)) {
			order, _ = change.Between(order, "")
			set = append(set, w.note(s, met, at, order))
			at = at.Add(time.Minute)
			n--
		}
		notes = append(notes, set)
	}
	return first, notes
}

func (w *world) note(s *feltbog.Session, met []feltbog.ID, at time.Time, order string) *feltbog.NoteBlock {
	n := &feltbog.NoteBlock{Session: s.ID, Type: feltbog.NoteTypes()[w.rng.IntN(7)], Layer: feltbog.FieldNote, Text: w.text.Note(),
		Happened: feltbog.NewInstant(at), Noted: feltbog.NewInstant(at.Add(30 * time.Second)), Order: order}
	n.SetRecordID(w.id())
	if n.Type.Quotes() {
		n.Speaker = met[w.rng.IntN(len(met))]
	}
	if w.chance(3) {
		n.Participants = met[:1]
	}
	if w.chance(10) {
		n.Tags = w.some(w.tags, 1)
	}
	return n
}

// write makes one set of new records on a foreign device and plans what becomes of its notes.
func (w *world) write(dev int, name string, recs []feltbog.Record) error {
	d := &change.Draft{Action: name, ActionID: w.id()}
	for i, r := range recs {
		if r.RecordID().IsZero() {
			r.SetRecordID(w.id())
		}
		switch r.(type) {
		case *feltbog.Tag:
			w.tags = append(w.tags, r.RecordID())
		case *feltbog.Place:
			w.places = append(w.places, r.RecordID())
		case *feltbog.Participant:
			if name == "bench.found" {
				w.people = append(w.people, r.RecordID())
			}
		}
		if err := put(d, r, change.At(w.now)+change.Clock(i)); err != nil {
			return err
		}
	}
	id, err := w.seal(dev, d)
	if err == nil {
		w.plan(id, recs)
	}
	return err
}

// plan decides what happens to new notes later: one in eight is edited, every twentieth tagged, every hundredth deleted.
func (w *world) plan(set change.SetID, recs []feltbog.Record) {
	for i, r := range recs {
		n, ok := r.(*feltbog.NoteBlock)
		if !ok {
			continue
		}
		made := change.ID{Device: set.Device, Seq: set.Seq, N: uint32(i)}
		t := task{record: n.ID, text: n.Text, over: made, seen: []change.ID{made}, due: w.now.Add(time.Duration(w.rng.ExpFloat64() * float64(72*time.Hour)))}
		switch x := w.rng.IntN(1000); {
		case x < 125:
			t.what = edit
		case x < 175:
			t.what = mark
		case x < 185:
			t.what = remove
		default:
			continue
		}
		heap.Push(&w.later, t)
	}
}

// put writes every field of a record into a draft, over what over says.
func put(d *change.Draft, r feltbog.Record, clock change.Clock) error {
	var subjects []feltbog.ID
	for _, f := range feltbog.SchemaOf(r.Kind()).Fields {
		if f.Subject {
			switch v := f.Value(r).Interface().(type) {
			case feltbog.ID:
				if !v.IsZero() {
					subjects = append(subjects, v)
				}
			case []feltbog.ID:
				subjects = append(subjects, v...)
			}
		}
		if f.Type == feltbog.TypeSet {
			all, err := change.EncodeSet(r, f)
			if err != nil {
				return err
			}
			for _, data := range all {
				d.Add(r.RecordID(), r.Kind(), f.Name, data, clock)
			}
			continue
		}
		data, err := change.EncodeField(r, f)
		if err != nil {
			return err
		}
		if !change.IsNull(data) {
			d.Put(r.RecordID(), r.Kind(), f.Name, data, nil, clock)
		}
	}
	if r.Kind() == feltbog.KindParticipant {
		subjects = append(subjects, r.RecordID())
	}
	d.About(r.RecordID(), subjects)
	return nil
}

func (w *world) seal(dev int, d *change.Draft) (change.SetID, error) {
	set, err := w.devices[dev].Seal(d, change.At(w.now)+change.Clock(len(d.Changes)))
	if err != nil {
		return change.SetID{}, err
	}
	body, err := change.Encode(set)
	if err != nil {
		return change.SetID{}, err
	}
	return set.ID(), w.out(body, len(set.Changes))
}

// sessionOf plays one session of n notes on a foreign device, and then what has become due by now.
func (w *world) sessionOf(dev, n int) error {
	first, notes := w.sessionRecords(n)
	if err := w.write(dev, "session.add", first); err != nil {
		return err
	}
	for _, set := range notes {
		w.now = w.now.Add(time.Duration(len(set)) * 10 * time.Second)
		if err := w.write(dev, "note.add", set); err != nil {
			return err
		}
	}
	return w.catchUp()
}

// The things that become of a note.
const (
	edit = iota
	mark
	remove
)

// task is something that happens to a note later.
type task struct {
	due    time.Time
	what   int
	record feltbog.ID
	text   string
	over   change.ID   // the text's last version
	seen   []change.ID // every change of the note
}

// catchUp does the tasks that are due, a few in each set, on whichever device.
func (w *world) catchUp() error {
	for len(w.later) > 0 && !w.later[0].due.After(w.now) {
		dev := w.rng.IntN(len(w.devices))
		d := &change.Draft{ActionID: w.id()}
		var tasks []task
		for range 1 + w.rng.IntN(4) {
			if len(w.later) == 0 || w.later[0].due.After(w.now) || len(tasks) > 0 && w.later[0].what != tasks[0].what {
				break
			}
			t := heap.Pop(&w.later).(task)
			tasks = append(tasks, t)
		}
		for i := range tasks {
			w.do(d, &tasks[i], change.At(w.now)+change.Clock(i))
		}
		id, err := w.seal(dev, d)
		if err != nil {
			return err
		}
		for i, t := range tasks {
			if t.what == edit && w.chance(3) {
				made := change.ID{Device: id.Device, Seq: id.Seq, N: uint32(i)}
				t.due = w.now.Add(time.Duration(w.rng.ExpFloat64() * float64(48*time.Hour)))
				t.seen = append(t.seen, made)
				if !w.chance(50) { // else a second one has edited the old text meanwhile: two versions
					t.over = made
				}
				heap.Push(&w.later, t)
			}
		}
	}
	return nil
}

func (w *world) do(d *change.Draft, t *task, clock change.Clock) {
	switch t.what {
	case edit:
		d.Action = "note.edit"
		t.text = w.edited(t.text)
		d.Put(t.record, feltbog.KindNoteBlock, "text", change.Scalar(t.text), []change.ID{t.over}, clock)
	case mark:
		d.Action = "note.tag"
		tag := w.some(w.tags, 1)[0]
		d.Add(t.record, feltbog.KindNoteBlock, "tags", change.Scalar(tag[:]), clock)
	case remove:
		d.Action = "note.delete"
		st := &change.State{Kind: feltbog.KindNoteBlock, Fields: map[string]*change.Field{}}
		for i, id := range t.seen {
			st.Fields[strconv.Itoa(i)] = &change.Field{Heads: []change.Head{{ID: id}}}
		}
		d.Delete(t.record, st, clock)
	}
}

// edited is a text with a few words changed: what a second look at a note gives.
func (w *world) edited(s string) string {
	more := w.text.Note()
	if len(s)+len(more) < 600 && w.chance(3) {
		return s + " " + more
	}
	for i := range s {
		if s[i] == ' ' && w.chance(8) {
			return s[:i] + " " + w.text.Word(w.rng.IntN(3000)) + s[i:]
		}
	}
	return s + " " + w.text.Word(w.rng.IntN(3000)) + "."
}

// todo is a heap by due.
type todo []task

func (t todo) Len() int           { return len(t) }
func (t todo) Less(i, j int) bool { return t[i].due.Before(t[j].due) }
func (t todo) Swap(i, j int)      { t[i], t[j] = t[j], t[i] }
func (t *todo) Push(x any)        { *t = append(*t, x.(task)) }
func (t *todo) Pop() any {
	old := *t
	x := old[len(old)-1]
	*t = old[:len(old)-1]
	return x
}
