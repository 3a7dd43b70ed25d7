package app

import (
	"cmp"
	"context"
	"slices"

	"feltbog/internal/feltbog"
)

// SeriesStory is what is left of a series after it was talked about.
type SeriesStory struct {
	Series   Series
	Pictures []PhotoStory // by rank, then those without one in the order of the series
	Together Together     // of the pictures in that order
}

// PhotoStory is one picture with what was said about it, the participant's words and the team's apart.
type PhotoStory struct {
	SeriesPicture
	Theirs  []feltbog.NoteBlock // quotes
	Ours    []feltbog.NoteBlock // what was seen, wondered, noted
	Talks   []feltbog.PhotoTalk
	Regions []feltbog.Region
	Piles   []string // the names of the piles it lay in, one for each sorting, "" for none
}

// SeriesStory reads what is left of a series, over all sessions. A picture that is not to be used is in it only for the
// team to see.
func (p *Project) SeriesStory(ctx context.Context, set feltbog.ID) (SeriesStory, error) {
	series, err := p.Series(ctx, set)
	if err != nil {
		return SeriesStory{}, err
	}
	story := SeriesStory{Series: series}
	pictures := slices.Clone(series.Pictures)
	slices.SortStableFunc(pictures, func(a, b SeriesPicture) int {
		return cmp.Compare(uint(a.Place.Rank-1), uint(b.Place.Rank-1)) // no rank is last
	})
	team := p.v.Team()
	var ids []feltbog.ID
	for _, pic := range pictures {
		one := PhotoStory{SeriesPicture: pic}
		var notes []feltbog.NoteBlock
		if err := cmp.Or(each(ctx, team, "photos", pic.Photo.ID, &notes), each(ctx, team, "photo", pic.Photo.ID, &one.Talks)); err != nil {
			return story, cancelled(ctx, err)
		}
		slices.SortFunc(notes, func(a, b feltbog.NoteBlock) int {
			return cmp.Or(a.Noted.Time().Compare(b.Noted.Time()), byOrder(ordered{a.ID, a.Order}, ordered{b.ID, b.Order}))
		})
		for _, n := range notes {
			switch {
			case n.Type.Quotes() && saidByOther(&series.Set, &n): // in a story of one's own nobody else speaks
			case n.Type.Quotes():
				one.Theirs = append(one.Theirs, n)
			default:
				one.Ours = append(one.Ours, n)
			}
		}
		if one.Regions, err = regionsOf(ctx, team, pic.Photo.ID); err != nil {
			return story, cancelled(ctx, err)
		}
		for k := range series.Sorts {
			name := ""
			if pile := series.Sorts[k].Pile(pic.Photo.ID); pile != nil {
				name = pile.Name
			}
			one.Piles = append(one.Piles, name)
		}
		ids = append(ids, pic.Photo.ID)
		story.Pictures = append(story.Pictures, one)
	}
	story.Together = TogetherIn(ids, series.Sorts)
	return story, nil
}

// saidByOther reports whether a quote is known to be somebody else's than the one whose series it is.
func saidByOther(set *feltbog.PhotoSet, n *feltbog.NoteBlock) bool {
	switch {
	case set.Participant.IsZero():
		return false
	case !n.Speaker.IsZero():
		return n.Speaker != set.Participant
	}
	return len(n.Participants) > 0 && !slices.Contains(n.Participants, set.Participant)
}
