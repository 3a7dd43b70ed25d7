package app

import (
	"context"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault"
)

// Shelf is one kind of record at a place, with how many there are.
type Shelf struct {
	Kind  feltbog.Kind
	Count int
}

// browsed are the kinds that a person looks for one by one; parts of other records, such as the themes of a guide, are
// found inside them.
var browsed = map[Place][]feltbog.Kind{
	InField: {feltbog.KindSession, feltbog.KindNoteBlock, feltbog.KindParticipant, feltbog.KindGuide, feltbog.KindResearchQuestion,
		feltbog.KindPlace, feltbog.KindConsent, feltbog.KindDebrief},
	InPhotos:   {feltbog.KindPhoto, feltbog.KindPhotoSet, feltbog.KindPhotoTalk, feltbog.KindPileSort},
	InMaterial: {feltbog.KindTag, feltbog.KindExcerpt, feltbog.KindTheme, feltbog.KindInterpretation, feltbog.KindLearningPoint, feltbog.KindRecommendation, feltbog.KindTrialAction, feltbog.KindSource, feltbog.KindAttachment},
	InWorkshop: {feltbog.KindWorkshop, feltbog.KindCluster, feltbog.KindReading, feltbog.KindDisagreement, feltbog.KindPossibility},
	InShare:    {feltbog.KindDisclosure, feltbog.KindWithdrawalCase},
}

// searched are the spaces that somebody looks through: what was said in a workshop stands in the team too, and is found
// there once.
func (p *Project) searched() []*vault.Space {
	return slices.DeleteFunc(p.v.Spaces(), func(s *vault.Space) bool { return !p.IsGuest() && s.Kind() == feltbog.WorkshopSpace })
}

// homesOf are the spaces in which records of a kind are looked for: workshops only for what stands nowhere else.
func (p *Project) homesOf(schema *feltbog.Schema) []*vault.Space {
	return slices.DeleteFunc(p.v.Spaces(), func(s *vault.Space) bool {
		return !schema.Lives(s.Kind()) || !p.IsGuest() && s.Kind() == feltbog.WorkshopSpace && schema.Lives(feltbog.TeamSpace)
	})
}

// Shelves lists the kinds of a place of which there are any, in the order a person meets them.
func (p *Project) Shelves(ctx context.Context, at Place) ([]Shelf, error) {
	counts := map[string]int{}
	for _, s := range p.searched() {
		one, err := s.Stat(ctx, false)
		if err != nil {
			return nil, cancelled(ctx, err)
		}
		for kind, n := range one.Kinds {
			counts[kind] += n
		}
	}
	var out []Shelf
	for _, kind := range browsed[at] {
		if n := counts[string(kind)]; n > 0 {
			out = append(out, Shelf{kind, n})
		}
	}
	return out, nil
}

// Browse returns the newest records of one kind, named, and at most limit of them.
func (p *Project) Browse(ctx context.Context, kind feltbog.Kind, limit int) ([]Heading, error) {
	schema, err := schemaOf(kind)
	if err != nil {
		return nil, err
	}
	n := p.namer()
	var out []Heading
	for _, s := range p.homesOf(schema) {
		if len(out) >= limit {
			continue
		}
		err := s.Each(ctx, kind, nil, limit-len(out), func(rec feltbog.Record) error {
			if !slices.ContainsFunc(out, func(h Heading) bool { return h.ID == rec.RecordID() }) {
				out = append(out, n.of(ctx, rec, aboveMost))
			}
			return ctx.Err()
		})
		if err != nil {
			return nil, cancelled(ctx, err)
		}
	}
	return out, nil
}
