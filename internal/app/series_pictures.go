package app

import (
	"cmp"
	"context"
	"slices"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// AddToSeries puts pictures at the end of a series, as candidates. Those that are in it, and those that are not to be
// used, are left out; it returns how many came in.
func (p *Project) AddToSeries(ctx context.Context, set feltbog.ID, photos []feltbog.ID) (added int, err error) {
	err = p.act(ctx, "photo_set.pictures", func(s *vault.Space, w *store.Writer) error {
		added, err = addPictures(ctx, s, w, set, photos)
		return err
	})
	return added, err
}

func addPictures(ctx context.Context, s *vault.Space, w *store.Writer, set feltbog.ID, photos []feltbog.ID) (int, error) {
	there, err := seriesPlaces(ctx, s, set)
	if err != nil {
		return 0, err
	}
	order, seen := "", map[feltbog.ID]bool{}
	for _, m := range there {
		order, seen[m.Photo] = m.Order, true
	}
	added := 0
	for _, id := range photos {
		if seen[id] {
			continue
		}
		seen[id] = true
		rec, info, err := s.Get(ctx, id)
		if err != nil {
			return 0, err
		}
		o, ok := rec.(*feltbog.Photo)
		if !ok {
			return 0, otherKind(id, rec.Kind(), feltbog.KindPhoto)
		}
		if status(info) != Present || o.DoNotUse {
			continue
		}
		m := &feltbog.PhotoSetMember{Set: set, Photo: id, Choice: feltbog.Candidate}
		m.ID = feltbog.NewID()
		if order, err = change.Between(order, ""); err != nil {
			return 0, err
		}
		m.Order = order
		if err := w.Put(m); err != nil {
			return 0, err
		}
		added++
	}
	return added, nil
}

// editPlaces hands the places of a series to f in their order and writes those that it changed.
func (p *Project) editPlaces(ctx context.Context, action string, set feltbog.ID, f func(*store.Writer, []feltbog.PhotoSetMember) error) error {
	return p.act(ctx, action, func(s *vault.Space, w *store.Writer) error {
		before, err := seriesPlaces(ctx, s, set)
		if err != nil {
			return err
		}
		after := slices.Clone(before)
		if err := f(w, after); err != nil {
			return err
		}
		for i := range after {
			if after[i] != before[i] {
				if err := w.Put(&after[i]); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// placeOf finds the place of a picture.
func placeOf(all []feltbog.PhotoSetMember, photo feltbog.ID) (int, error) {
	i := slices.IndexFunc(all, func(m feltbog.PhotoSetMember) bool { return m.Photo == photo })
	if i < 0 {
		return i, feltbog.Errorf(feltbog.ENotFound, "series.notin", "the picture %s is not in the series", photo).With("id", photo.String())
	}
	return i, nil
}

// TakeFromSeries takes pictures out of a series; the ranks behind them move up. What was said about them stays.
func (p *Project) TakeFromSeries(ctx context.Context, set feltbog.ID, photos []feltbog.ID) error {
	return p.editPlaces(ctx, "photo_set.pictures", set, func(w *store.Writer, all []feltbog.PhotoSetMember) error {
		before, ranks := slices.Clone(all), map[int]int{}
		for _, id := range photos {
			i, err := placeOf(all, id)
			if err != nil {
				return err
			}
			if _, twice := ranks[i]; !twice {
				ranks[i] = before[i].Rank
				rankAt(all, i, 0)
			}
		}
		for i, rank := range ranks { // what goes into the trash is not written again
			all[i].Rank = rank
			if err := w.Delete(all[i].ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// MoveInSeries puts a picture behind another, or first when after is zero.
func (p *Project) MoveInSeries(ctx context.Context, set, photo, after feltbog.ID) error {
	return p.editPlaces(ctx, "photo_set.order", set, func(_ *store.Writer, all []feltbog.PhotoSetMember) error {
		i, err := placeOf(all, photo)
		if err != nil || photo == after {
			return err
		}
		var behind feltbog.ID
		if !after.IsZero() {
			k, err := placeOf(all, after)
			if err != nil {
				return err
			}
			behind = all[k].ID
		}
		var orders []ordered
		for _, m := range all {
			orders = append(orders, ordered{m.ID, m.Order})
		}
		changed, err := placeAfter(orders, all[i].ID, behind)
		if err != nil {
			return err
		}
		for k := range all {
			if order, ok := changed[all[k].ID]; ok {
				all[k].Order = order
			}
		}
		return nil
	})
}

// ChoosePhoto says what became of a picture when it was chosen from the series, and why. One that is left out or taken
// back loses its rank.
func (p *Project) ChoosePhoto(ctx context.Context, set, photo feltbog.ID, choice feltbog.Choice, why string) error {
	return p.editPlaces(ctx, "photo_set.choose", set, func(_ *store.Writer, all []feltbog.PhotoSetMember) error {
		i, err := placeOf(all, photo)
		if err != nil {
			return err
		}
		all[i].Choice = choice
		switch choice {
		case feltbog.Chosen:
			all[i].Reason = why
		case feltbog.LeftOut, feltbog.TakenBack:
			all[i].WhyNot = why
			rankAt(all, i, 0)
		}
		return nil
	})
}

// RankPhoto gives a picture a rank by importance, 1 first; those at and behind it move down. 0 takes its rank away. One
// that was left out is chosen by it.
func (p *Project) RankPhoto(ctx context.Context, set, photo feltbog.ID, rank int) error {
	return p.editPlaces(ctx, "photo_set.rank", set, func(_ *store.Writer, all []feltbog.PhotoSetMember) error {
		i, err := placeOf(all, photo)
		if err != nil {
			return err
		}
		if rank < 0 {
			return feltbog.Errorf(feltbog.EInvalid, "series.rank", "ranks count from 1")
		}
		if rank > 0 {
			all[i].Choice = feltbog.Chosen
		}
		rankAt(all, i, rank)
		return nil
	})
}

// rankAt puts one place at a rank and numbers the ranked ones anew from 1.
func rankAt(all []feltbog.PhotoSetMember, i, rank int) {
	var ranked []int
	for k, m := range all {
		if m.Rank > 0 && k != i {
			ranked = append(ranked, k)
		}
	}
	slices.SortStableFunc(ranked, func(a, b int) int { return cmp.Compare(all[a].Rank, all[b].Rank) })
	all[i].Rank = 0
	if rank > 0 {
		ranked = slices.Insert(ranked, min(rank-1, len(ranked)), i)
	}
	for n, k := range ranked {
		all[k].Rank = n + 1
	}
}
