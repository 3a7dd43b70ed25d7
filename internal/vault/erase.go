package vault

import (
	"context"
	"os"
	"path/filepath"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
)

// Erase erases for good: records, everything written about participants, or single earlier values. It reaches the log,
// the tables, the index, the media volumes and the backups that this vault keeps, and it cannot be undone. Machines that
// hear of it do the same.
func (v *Vault) Erase(ctx context.Context, s *Space, e change.Erasure, reason string) error {
	return v.EraseAnd(ctx, s, store.Action{Name: "record.erase", Reason: reason}, func(w *store.Writer) error { return w.Erase(e) })
}

// EraseAnd carries out an action that erases beside what else it does: both happen, or neither.
func (v *Vault) EraseAnd(ctx context.Context, s *Space, a store.Action, f func(*store.Writer) error) error {
	if a.Actor.IsZero() {
		a.Actor = v.Actor(ctx)
	}
	if _, err := s.Write(ctx, a, f); err != nil {
		return err
	}
	return v.sweepErased(ctx)
}

// sweepErased finishes what erasures in the log ask for outside the database: files in the media volumes that nothing
// refers to any more, and keys in the backups. It runs after each erasure and at each open, so a crash only delays it.
func (v *Vault) sweepErased(ctx context.Context) error {
	keysChanged, mediaChanged := false, false
	for _, s := range v.Spaces() {
		due, media, err := s.SweepDue(ctx)
		if err != nil {
			return err
		}
		keysChanged, mediaChanged = keysChanged || due, mediaChanged || media
		hashes, err := s.PendingBlobs(ctx)
		if err != nil {
			return err
		}
		for _, h := range hashes {
			if err := s.Media.Erase(ctx, h); err != nil {
				return err
			}
			if err := s.dropThumbs(ctx, h); err != nil {
				return err
			}
			if err := s.BlobErased(ctx, h); err != nil {
				return err
			}
		}
	}
	if !keysChanged {
		return nil
	}
	base := filepath.Join(v.dir, backupFolder)
	if _, err := os.Stat(base); err == nil {
		vfs, err := v.backupLayer()
		if err != nil {
			return err
		}
		defer vfs.Close()
		if err := v.writeRecordKeys(ctx, vfs, base); err != nil {
			return err
		}
		if mediaChanged { // they may be large, and most erasures are of words
			if _, err := v.copyMedia(ctx, filepath.Join(base, mediaFolder)); err != nil {
				return err
			}
		}
	}
	for _, s := range v.Spaces() {
		if err := s.SetSwept(ctx); err != nil {
			return err
		}
	}
	return nil
}

// EraseRecord erases one record, wherever it stands.
func (v *Vault) EraseRecord(ctx context.Context, id feltbog.ID, reason string) error {
	s, err := v.Find(ctx, id)
	if err != nil {
		return err
	}
	return v.Erase(ctx, s, change.Erasure{Records: []feltbog.ID{id}}, reason)
}

// EraseParticipant erases everything that is written about a participant, in every open space: the register first.
func (v *Vault) EraseParticipant(ctx context.Context, id feltbog.ID, reason string) error {
	for _, s := range v.Spaces() {
		if s.Kind() == feltbog.WorkshopSpace {
			continue
		}
		if err := v.Erase(ctx, s, change.Erasure{Subjects: []feltbog.ID{id}}, reason); err != nil {
			return err
		}
	}
	return nil
}
