package app

import (
	"fmt"
	"path/filepath"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// season is a project of 200 sessions with 50 notes each.
func season(b *testing.B) (*Project, feltbog.ID) {
	b.Helper()
	r, err := NewRecovery()
	if err != nil {
		b.Fatal(err)
	}
	p, err := Create(b.Context(), filepath.Join(b.TempDir(), "season.feltbog"), Founding{Project: "Season", Device: "Bench", Passphrase: "fire gule bier i haven", Recovery: r},
		Options{Config: b.TempDir(), Anywhere: true, CheapKeys: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { p.Close() })
	var last feltbog.ID
	for i := range 200 {
		if last, err = p.StartSession(b.Context(), NewSession{Type: feltbog.EthnoRaid, PlaceName: fmt.Sprintf("Sted %d", i%20)}); err != nil {
			b.Fatal(err)
		}
		err = p.act(b.Context(), "note_block.add", func(_ *vault.Space, w *store.Writer) error {
			for n := range 50 {
				note := &feltbog.NoteBlock{Session: last, Type: feltbog.SeenHeard, Layer: feltbog.Jotting, Text: fmt.Sprintf("Note %d om bussen og bænken ved døren", n), Noted: feltbog.NewInstant(p.v.Now())}
				note.ID = feltbog.NewID()
				if err := w.Put(note); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return p, last
}

// BenchmarkLists opens the lists of a season; the budget is 100 ms each.
func BenchmarkLists(b *testing.B) {
	p, last := season(b)
	for name, f := range map[string]func() error{
		"sessions": func() error { _, err := p.Sessions(b.Context()); return err },
		"session":  func() error { _, err := p.SessionPage(b.Context(), last); return err },
		"home":     func() error { _, err := p.FieldHome(b.Context()); return err },
		"towrite":  func() error { _, err := p.ToWriteOut(b.Context()); return err },
		"notes":    func() error { _, err := p.Browse(b.Context(), feltbog.KindNoteBlock, 200); return err },
		"typing": func() error {
			return p.TypeNote(b.Context(), Written{ID: feltbog.ID{7}, Fill: feltbog.NoteBlock{Session: last}, Text: fmt.Sprint("bus ", b.N)})
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := f(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
