package app

import (
	"context"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// freezeForUse returns the version of a guide that a session asks by, inside the action that begins the session: the
// draft as it stands, frozen. A draft that was frozen before, and not changed since, is the version it was.
func (p *Project) freezeForUse(ctx context.Context, s *vault.Space, w *store.Writer, guide feltbog.ID) (*feltbog.GuideVersion, error) {
	d, err := readDraft(ctx, s, guide)
	if err != nil {
		return nil, err
	}
	return p.freezeAs(ctx, s, w, d, feltbog.GuideInUse, "")
}

// freezeAs freezes a draft in a state. A version of that content that is there already goes to the state, unless it is
// further on its way. reason, where there is one, says what was changed.
func (p *Project) freezeAs(ctx context.Context, s *vault.Space, w *store.Writer, d *guideDraft, state feltbog.GuideState, reason string) (*feltbog.GuideVersion, error) {
	if len(d.themes) == 0 {
		return nil, feltbog.Errorf(feltbog.EInvalid, "guide.empty", "the guide %s has no theme yet, so there is nothing to ask by", d.guide.ID).
			With("name", d.guide.Name)
	}
	number := 1
	err := s.Each(ctx, feltbog.KindGuideVersion, []store.Where{{Field: "guide", Value: d.guide.ID}}, 0, func(r feltbog.Record) error {
		number = max(number, r.(*feltbog.GuideVersion).Number+1)
		return nil
	})
	if err != nil {
		return nil, err
	}
	v := d.freeze(number)
	old, info, err := s.Get(ctx, v.ID)
	switch {
	case err == nil:
		v = old.(*feltbog.GuideVersion)
		if status(info) == Trashed {
			if err := w.Restore(v.ID); err != nil {
				return nil, err
			}
		}
		if v.State == state || !v.State.MayBecome(state) {
			return v, nil
		}
	case feltbog.ErrorCode(err) != feltbog.ENotFound:
		return nil, err
	default:
		v.Made = feltbog.NewInstant(p.v.Now())
	}
	if v.State = state; reason != "" {
		v.Reason = reason
	}
	if d.guide.Based != v.ID {
		d.guide.Based = v.ID
		if err := w.Put(d.guide); err != nil {
			return nil, err
		}
	}
	return v, w.Put(v)
}
