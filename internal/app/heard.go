package app

import (
	"context"

	"feltbog/internal/feltbog"
)

// Hearing says how we know a perspective ("hvor ved vi det fra?").
type Hearing string

// The ways of knowing, best first.
const (
	HeardDirectly Hearing = "heard"   // hørt direkte
	ToldByOthers  Hearing = "told"    // fortalt af andre
	Guessed       Hearing = "guessed" // gættet
	NotHeard      Hearing = "missing" // mangler
)

// Perspective is one segment of the wheel.
type Perspective struct {
	Perspective feltbog.Perspective
	Hearing     Hearing
	People      int // participants who were heard
}

// Heard is the wheel of perspectives ("hvem har vi hørt?"). A perspective is heard when somebody who speaks from it was
// met in a session or is quoted; told when only others' words, a source or an observation hold it; guessed when it
// stands in our own wonder or only in the map of actors; otherwise it is missing. Researchers are
// ourselves and have no segment, and "other" has one only when something is known of it.
func (p *Project) Heard(ctx context.Context) ([]Perspective, error) {
	known := map[feltbog.Perspective]Hearing{}
	people, err := p.heardPeople(ctx)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	if p.v.Team() != nil {
		if err := p.toldOf(ctx, known); err != nil {
			return nil, cancelled(ctx, err)
		}
	}
	var out []Perspective
	for _, v := range feltbog.Perspectives() {
		one := Perspective{Perspective: v, Hearing: known[v], People: people[v]}
		switch {
		case one.People > 0:
			one.Hearing = HeardDirectly
		case one.Hearing == "":
			one.Hearing = NotHeard
		}
		if v == feltbog.Researcher || v == feltbog.OtherView && one.Hearing == NotHeard {
			continue
		}
		out = append(out, one)
	}
	return out, nil
}

// heardPeople counts those who were met or are quoted, by perspective. Who has left the project does not count.
func (p *Project) heardPeople(ctx context.Context) (map[feltbog.Perspective]int, error) {
	met := map[feltbog.ID]bool{}
	sessions, err := list[*feltbog.Session](ctx, p, feltbog.KindSession)
	if err != nil {
		return nil, err
	}
	tomorrow := day(p.v.Now()).AddDate(0, 0, 1)
	for _, s := range sessions {
		start, dated := s.Time.Start()
		if s.Started.IsZero() && (!dated || !start.Before(tomorrow)) {
			continue // planned, or nobody knows whether it was held
		}
		for _, id := range s.Participants {
			met[id] = true
		}
	}
	people, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	n := map[feltbog.Perspective]int{}
	for _, who := range people {
		if who.TakesPart == feltbog.TakesPartNo || who.TakesPart == feltbog.TakesPartWithdrawn {
			continue
		}
		if !met[who.ID] {
			quoted, err := p.v.Team().Any(ctx, feltbog.KindNoteBlock, "speaker", who.ID)
			if err != nil {
				return nil, err
			}
			if !quoted {
				continue
			}
		}
		n[who.Perspective]++
	}
	return n, err
}

// toldOf notes what is known of perspectives from elsewhere than their people.
func (p *Project) toldOf(ctx context.Context, known map[feltbog.Perspective]Hearing) error {
	note := func(v feltbog.Perspective, h Hearing) {
		if v != "" && known[v] != ToldByOthers {
			known[v] = h
		}
	}
	notes, err := p.v.Team().Tally(ctx, feltbog.KindNoteBlock, waitingNewest, "perspective", "type", "layer")
	if err != nil {
		return err
	}
	for _, t := range notes {
		if t.Values[1] == string(feltbog.Wonder) || t.Values[2] == string(feltbog.Memo) {
			note(feltbog.Perspective(t.Values[0]), Guessed)
		} else {
			note(feltbog.Perspective(t.Values[0]), ToldByOthers)
		}
	}
	sources, err := p.v.Team().Tally(ctx, feltbog.KindSource, waitingNewest, "perspective")
	if err != nil {
		return err
	}
	for _, t := range sources {
		note(feltbog.Perspective(t.Values[0]), ToldByOthers)
	}
	actors, err := p.v.Team().Tally(ctx, feltbog.KindActor, waitingNewest, "perspective")
	for _, t := range actors {
		note(feltbog.Perspective(t.Values[0]), Guessed)
	}
	return err
}
