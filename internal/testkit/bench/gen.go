package bench

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Options says what vault Gen makes.
type Options struct {
	Dir    string // a folder that does not exist yet
	Notes  int    // note blocks, besides sessions, places, participants and tags
	Photos int    // photos of those sessions, with small stand-ins for the pictures
	Seed   uint64 // the same seed gives the same texts and the same history; ids and salts are always new

	Passphrase string        // of the new vault
	Vault      vault.Options // Now is replaced: the notes are spread over the year before the newest one
	Import     int           // changes of other devices that arrive at a time; 0: 50 000
	Progress   func(done, total int)
}

// Made says what Gen made and what it cost.
type Made struct {
	Notes, Photos int
	Changes       int // in all sets, own and foreign
	Took          time.Duration
	CPU           time.Duration
	PeakRSS       int64 // bytes; 0 where the system does not tell
	Stat          store.Stat
}

// newestNote is when the last note of a made vault was written, at the latest.
var newestNote = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// Gen makes a vault. Its team space holds opt.Notes notes of 20 to 600 characters in sessions of about fifty, one note
// in eight edited later, some deleted, some tagged, a few edited by two people at once. When it fails the folder is
// left as far as it came.
func Gen(ctx context.Context, opt Options) (Made, error) {
	var made Made
	clock := newestNote.AddDate(-1, 0, 0)
	opt.Vault.Now = func() time.Time { return clock }
	if opt.Import == 0 {
		opt.Import = 50_000
	}
	resetPeak()
	start, cpu := time.Now(), CPUTime()
	f := vault.Founding{Project: "Lillerup", Member: "Tovholder", Device: "Bærbar 1", Passphrase: opt.Passphrase}
	if _, err := rand.Read(f.Recovery[:]); err != nil {
		return made, err
	}
	v, err := vault.Create(ctx, opt.Dir, f, opt.Vault)
	if err != nil {
		return made, err
	}
	made, err = fill(ctx, v.Team().Store, opt, &clock, keepIn(ctx, v.Team().Media))
	made.Took, made.CPU, made.PeakRSS = time.Since(start), CPUTime()-cpu, peakRSS()
	if err == nil {
		made.Stat, err = v.Team().Stat(ctx, true)
	}
	return made, errors.Join(err, v.Close())
}

// fill plays the year into a space. One session in forty is written here, the others arrive from other devices.
func fill(ctx context.Context, s *store.Store, opt Options, clock *time.Time, keep keeper) (Made, error) {
	var made Made
	var waiting [][]byte
	changes := 0
	w := newWorld(opt.Seed, s.Space(), *clock, func(body []byte, n int) error {
		waiting, changes = append(waiting, body), changes+n
		return nil
	})
	receive := func() error {
		err := receiveAll(ctx, s, waiting)
		clear(waiting)
		made.Changes += changes
		waiting, changes = waiting[:0], 0
		return err
	}
	if err := w.found(); err != nil {
		return made, err
	}
	start, step := w.now, newestNote.Sub(w.now)/time.Duration(opt.Notes/notesPerSession+2)
	for n := 0; made.Notes < opt.Notes; n++ {
		if err := ctx.Err(); err != nil {
			return made, err
		}
		size := min(notesPerSession/2+w.rng.IntN(notesPerSession), opt.Notes-made.Notes)
		made.Notes += size
		w.now = start.Add(time.Duration(made.Notes/notesPerSession) * step)
		*clock = w.now
		var err error
		if n%40 == 20 {
			var own int
			own, err = writeHere(ctx, s, w, size)
			made.Changes += own
		} else {
			err = w.sessionOf(n%len(w.devices), size)
		}
		if due := int(int64(opt.Photos)*int64(made.Notes)/int64(opt.Notes)) - w.photos; err == nil && due > 0 {
			err = w.photosOf(n%len(w.devices), due, keep)
			made.Photos = w.photos
		}
		if err == nil && changes >= opt.Import {
			err = receive()
		}
		if err != nil {
			return made, err
		}
		if opt.Progress != nil {
			opt.Progress(made.Notes, opt.Notes)
		}
	}
	return made, receive()
}

// writeHere writes a session as this machine's own, each set an action of its own, and edits a note in eight again.
func writeHere(ctx context.Context, s *store.Store, w *world, size int) (changes int, err error) {
	first, notes := w.sessionRecords(size)
	for _, recs := range append([][]feltbog.Record{first}, notes...) {
		write := func(name string, recs []feltbog.Record) error {
			_, err := s.Write(ctx, store.Action{Name: name}, func(wr *store.Writer) error {
				for _, r := range recs {
					if err := wr.Put(r); err != nil {
						return err
					}
				}
				return nil
			})
			changes += len(recs)
			return err
		}
		if err := write("note.add", recs); err != nil {
			return changes, err
		}
		if n, ok := recs[0].(*feltbog.NoteBlock); ok && w.chance(2) {
			n.Text = w.edited(n.Text)
			if err := write("note.edit", recs[:1]); err != nil {
				return changes, err
			}
		}
	}
	return changes, nil
}

// receiveAll takes sets in as one import.
func receiveAll(ctx context.Context, s *store.Store, bodies [][]byte) error {
	_, err := s.Receive(ctx, "bench", func() ([]byte, error) {
		if len(bodies) == 0 {
			return nil, nil
		}
		b := bodies[0]
		bodies = bodies[1:]
		return b, nil
	}, nil)
	return err
}
