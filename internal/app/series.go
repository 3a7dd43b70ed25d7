package app

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// SeriesLine is a series of pictures in a list.
type SeriesLine struct {
	ID       feltbog.ID        `json:"id"`
	Title    string            `json:"title"`
	MadeBy   feltbog.MadeBy    `json:"made_by,omitempty"`
	Who      string            `json:"participant,omitempty"` // pseudonym of whose it is
	Session  feltbog.ID        `json:"session,omitzero"`
	Due      feltbog.FuzzyDate `json:"due,omitzero"`
	Pictures int               `json:"pictures"`
	Chosen   int               `json:"chosen"`
	Barred   int               `json:"barred"` // not to be used
	Sorts    int               `json:"sorts"`
	Cover    feltbog.ID        `json:"-"` // the first picture that may be shown
}

// SeriesPicture is a picture in its place in a series.
type SeriesPicture struct {
	Place feltbog.PhotoSetMember
	Photo feltbog.Photo
	State PhotoState
	Open  []RightsGap // what is not settled about it
}

// OnTable reports whether the picture is one to talk about: neither left out, nor taken back, nor barred.
func (s *SeriesPicture) OnTable() bool {
	return !s.Photo.DoNotUse && s.Place.Choice != feltbog.LeftOut && s.Place.Choice != feltbog.TakenBack
}

// Series is a series with its pictures in their order.
type Series struct {
	Set      feltbog.PhotoSet
	Who      *PhotoPerson // whose it is
	Pictures []SeriesPicture
	Sorts    []Sorting // in the order in which they were done
}

// Picture returns a picture of the series; nil when it is not in it.
func (s *Series) Picture(photo feltbog.ID) *SeriesPicture {
	for i := range s.Pictures {
		if s.Pictures[i].Photo.ID == photo {
			return &s.Pictures[i]
		}
	}
	return nil
}

// SeriesList reads all series, the newest first.
func (p *Project) SeriesList(ctx context.Context) ([]SeriesLine, error) {
	sets, err := list[*feltbog.PhotoSet](ctx, p, feltbog.KindPhotoSet)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	out := []SeriesLine{}
	for _, set := range sets {
		s, err := p.Series(ctx, set.ID)
		if err != nil {
			return nil, err
		}
		l := SeriesLine{ID: set.ID, Title: set.Title, MadeBy: set.MadeBy, Session: set.Session, Due: set.Due, Pictures: len(s.Pictures), Sorts: len(s.Sorts)}
		if s.Who != nil {
			l.Who = s.Who.Pseudonym
		}
		for _, one := range s.Pictures {
			if one.Place.Choice == feltbog.Chosen {
				l.Chosen++
			}
			if one.Photo.DoNotUse {
				l.Barred++
			}
			if l.Cover.IsZero() && one.OnTable() {
				l.Cover = one.Photo.ID
			}
		}
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b SeriesLine) int { return bytes.Compare(b.ID[:], a.ID[:]) })
	return out, nil
}

// Series reads one series. A picture that lies in the trash is not in it.
func (p *Project) Series(ctx context.Context, id feltbog.ID) (Series, error) {
	var s Series
	team, err := p.team()
	if err != nil {
		return s, err
	}
	_, rec, info, err := p.find(ctx, feltbog.KindPhotoSet, id)
	if err != nil {
		return s, cancelled(ctx, err)
	}
	if status(info) == Trashed {
		return s, feltbog.Errorf(feltbog.ENotFound, "record.unknown", "there is no record %s here", id).With("id", id.String())
	}
	s.Set = *rec.(*feltbog.PhotoSet)
	j, err := p.photoJudge(ctx)
	if err != nil {
		return s, err
	}
	if o := j.people[s.Set.Participant]; o != nil {
		s.Who = &PhotoPerson{ID: o.ID, Pseudonym: o.Pseudonym, Perspective: o.Perspective}
	}
	places, err := seriesPlaces(ctx, team, id)
	if err != nil {
		return s, cancelled(ctx, err)
	}
	for _, m := range places {
		rec, info, err := team.Get(ctx, m.Photo)
		if feltbog.ErrorCode(err) == feltbog.ENotFound || err == nil && status(info) != Present {
			continue
		}
		o, ok := rec.(*feltbog.Photo)
		if err != nil || !ok {
			return s, cancelled(ctx, err)
		}
		s.Pictures = append(s.Pictures, SeriesPicture{Place: m, Photo: *o, State: j.state(o), Open: j.gaps(o)})
	}
	s.Sorts, err = p.seriesSorts(ctx, team, &s)
	return s, cancelled(ctx, err)
}

// seriesPlaces reads the places of a series in their order. Where two machines put in the same picture, the older place
// counts.
func seriesPlaces(ctx context.Context, s *vault.Space, set feltbog.ID) ([]feltbog.PhotoSetMember, error) {
	var all []feltbog.PhotoSetMember
	if err := each(ctx, s, "set", set, &all); err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b feltbog.PhotoSetMember) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	seen := map[feltbog.ID]bool{}
	all = slices.DeleteFunc(all, func(m feltbog.PhotoSetMember) bool {
		again := seen[m.Photo]
		seen[m.Photo] = true
		return again
	})
	slices.SortStableFunc(all, func(a, b feltbog.PhotoSetMember) int { return byOrder(ordered{a.ID, a.Order}, ordered{b.ID, b.Order}) })
	return all, nil
}

// MakeSeries begins a series, with pictures if there are some already. Its title is all it needs.
func (p *Project) MakeSeries(ctx context.Context, set feltbog.PhotoSet, photos []feltbog.ID) (feltbog.ID, error) {
	set.Title = strings.TrimSpace(set.Title)
	if set.ID.IsZero() {
		set.ID = feltbog.NewID()
	}
	return set.ID, p.act(ctx, "photo_set.add", func(s *vault.Space, w *store.Writer) error {
		if err := w.Put(&set); err != nil {
			return err
		}
		_, err := addPictures(ctx, s, w, set.ID, photos)
		return err
	})
}

// EditSeries changes what is known of a series: its task, whose it is, which picture is missing, who may see it.
func (p *Project) EditSeries(ctx context.Context, id feltbog.ID, f func(*feltbog.PhotoSet)) error {
	return p.act(ctx, "photo_set.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, id, f)
		return err
	})
}

// DeleteSeries puts a series with its places, sortings and piles into the trash. The pictures stay.
func (p *Project) DeleteSeries(ctx context.Context, id feltbog.ID) error {
	return p.act(ctx, "photo_set.delete", func(s *vault.Space, w *store.Writer) error {
		var places []feltbog.PhotoSetMember
		var sorts []feltbog.PileSort
		if err := cmp.Or(each(ctx, s, "set", id, &places), each(ctx, s, "set", id, &sorts)); err != nil {
			return err
		}
		for _, o := range sorts {
			if err := deleteSort(ctx, s, w, o.ID); err != nil {
				return err
			}
		}
		for _, m := range places {
			if err := w.Delete(m.ID); err != nil {
				return err
			}
		}
		return w.Delete(id)
	})
}
