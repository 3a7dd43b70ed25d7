package vault

import (
	"context"
	"fmt"

	"feltbog/internal/feltbog"
)

// Finding is one thing that Verify found wrong.
type Finding struct {
	Space feltbog.SpaceKind `json:"space"`
	File  string            `json:"file"`
	What  string            `json:"what"`
	// Mendable is true when Rebuild makes it good: the log is whole and only what is derived from it is wrong.
	Mendable bool `json:"mendable"`
	// Missing is true when nothing is damaged, but a picture or file that the log names has not arrived.
	Missing bool `json:"missing"`
}

// Verify checks every open space against its log, and with deep every picture and file against its hash. It changes
// nothing. An error means that the check itself could not be made.
func (v *Vault) Verify(ctx context.Context, deep bool, progress Progress) ([]Finding, error) {
	var out []Finding
	for _, s := range v.Spaces() {
		if _, _, err := s.Seal(ctx); err != nil {
			return nil, err
		}
		found, err := s.Verify(ctx, progress)
		if err != nil {
			return nil, fmt.Errorf("verify %s: %w", s.Path(), err)
		}
		for _, f := range found {
			out = append(out, Finding{Space: s.Kind(), File: f.File, What: f.What, Mendable: !f.InLog})
		}
		if deep {
			media, err := s.verifyMedia(ctx, progress)
			if err != nil {
				return nil, err
			}
			out = append(out, media...)
		}
	}
	return out, nil
}

// Rebuild makes tables, index and vocabulary of every open space again from the log.
func (v *Vault) Rebuild(ctx context.Context, progress Progress) error {
	for _, s := range v.Spaces() {
		if err := s.Rebuild(ctx, progress); err != nil {
			return fmt.Errorf("rebuild %s: %w", s.Path(), err)
		}
	}
	return nil
}

// Digest hashes the visible state of the team space: equal on two machines that agree.
func (v *Vault) Digest(ctx context.Context) ([32]byte, error) {
	s := v.home()
	return s.Digest(ctx)
}
