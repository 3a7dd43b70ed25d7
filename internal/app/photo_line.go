package app

import (
	"context"
	"slices"

	"feltbog/internal/feltbog"
)

// PhotoState says how it stands with showing a picture outside the team. It only shows; what may leave is asked of the
// gate.
type PhotoState string

// The values of PhotoState, the one that hinders most last.
const (
	PhotoFree    PhotoState = "free"    // everybody is settled and whose it is said yes to joint interpretation
	PhotoCovered PhotoState = "covered" // and somebody in it was covered
	PhotoInside  PhotoState = "inside"  // settled, but only the team may see it
	PhotoMissing PhotoState = "missing" // somebody, or whether there are children, is not settled
	PhotoNot     PhotoState = "not"     // somebody said: do not use it
)

// PhotoLine is one picture in an overview of very many.
type PhotoLine struct {
	ID           feltbog.ID      `json:"id"`
	Number       int             `json:"number"`
	Taken        feltbog.Instant `json:"taken,omitzero"`
	Session      feltbog.ID      `json:"session,omitzero"`
	Place        feltbog.ID      `json:"place,omitzero"`
	Photographer feltbog.ID      `json:"photographer,omitzero"`
	Tags         []feltbog.ID    `json:"tags"`
	State        PhotoState      `json:"state"`
	Important    bool            `json:"important,omitempty"`
	Why          []RightsGap     `json:"why,omitempty"`       // what keeps it inside the team, for PhotoMissing
	Captioned    bool            `json:"captioned,omitempty"` // somebody wrote a title or a caption
}

// Handled reports whether somebody has done something with the picture since it came in.
func (l PhotoLine) Handled() bool {
	return len(l.Tags) > 0 || l.Important || l.Captioned || l.State == PhotoNot
}

// PhotoPerson is a participant as pictures name one.
type PhotoPerson struct {
	ID          feltbog.ID
	Pseudonym   string
	Perspective feltbog.Perspective
}

// PhotoShelf is everything a grid of pictures shows.
type PhotoShelf struct {
	Lines    []PhotoLine // those taken last first, those of unknown time last
	Partial  bool        // there are more than were asked for
	Sessions map[feltbog.ID]PhotoSession
	Places   map[feltbog.ID]string
	Tags     []Named // by name
	People   map[feltbog.ID]PhotoPerson
	Pinned   []feltbog.ID // tags with a key
}

// PhotoSession is a session as a heading over its pictures names it.
type PhotoSession struct {
	Title string
	Begun feltbog.Instant
	Type  feltbog.SessionType
	Place string
	With  []string // pseudonyms
}

// photoFields are what a line is made of.
var photoFields = []string{"number", "session", "place", "photographer", "made_by", "children", "important", "do_not_use", "wish", "tags", "travel", "turn",
	"participant_title", "participant_caption", "researcher_title", "researcher_caption"}

// Photos reads all pictures for the grid, or only the latest.
func (p *Project) Photos(ctx context.Context, limit int) (PhotoShelf, error) {
	shelf := PhotoShelf{Lines: []PhotoLine{}, Sessions: map[feltbog.ID]PhotoSession{}, Places: map[feltbog.ID]string{}, People: map[feltbog.ID]PhotoPerson{}}
	team := p.v.Team()
	if team == nil {
		return shelf, nil
	}
	j, err := p.photoJudge(ctx)
	if err != nil {
		return shelf, err
	}
	for id, o := range j.people {
		shelf.People[id] = PhotoPerson{ID: id, Pseudonym: o.Pseudonym, Perspective: o.Perspective}
	}
	ask := limit
	if limit > 0 {
		ask++
	}
	err = team.Sketch(ctx, feltbog.KindPhoto, photoFields, "taken", ask, func(r feltbog.Record) error {
		o := r.(*feltbog.Photo)
		if limit > 0 && len(shelf.Lines) == limit {
			shelf.Partial = true
			return nil
		}
		shelf.Lines = append(shelf.Lines, PhotoLine{ID: o.ID, Number: o.Number, Taken: o.Taken, Session: o.Session, Place: o.Place, Photographer: o.Photographer,
			Tags: o.Tags, State: j.state(o), Why: j.blocks(o), Important: o.Important,
			Captioned: o.ParticipantTitle != "" || o.ParticipantCaption != "" || o.ResearcherTitle != "" || o.ResearcherCaption != ""})
		return ctx.Err()
	})
	if err != nil {
		return shelf, cancelled(ctx, err)
	}
	return shelf, p.photoNames(ctx, &shelf)
}

// photoNames reads what the lines point to.
func (p *Project) photoNames(ctx context.Context, shelf *PhotoShelf) error {
	places, err := list[*feltbog.Place](ctx, p, feltbog.KindPlace)
	if err != nil {
		return cancelled(ctx, err)
	}
	for _, o := range places {
		shelf.Places[o.ID] = o.Name
	}
	sessions, err := list[*feltbog.Session](ctx, p, feltbog.KindSession)
	if err != nil {
		return cancelled(ctx, err)
	}
	for _, o := range sessions {
		s := PhotoSession{Title: o.Title, Begun: o.Started, Type: o.Type, Place: shelf.Places[o.Place]}
		for _, who := range o.Participants {
			if code := shelf.People[who].Pseudonym; code != "" {
				s.With = append(s.With, code)
			}
		}
		shelf.Sessions[o.ID] = s
	}
	tags, err := list[*feltbog.Tag](ctx, p, feltbog.KindTag)
	if err != nil {
		return cancelled(ctx, err)
	}
	for _, o := range tags {
		shelf.Tags = append(shelf.Tags, Named{o.ID, o.Name})
	}
	slices.SortFunc(shelf.Tags, byName)
	shelf.Pinned, err = p.PinnedTags(ctx)
	return err
}

// photoJudge knows what is needed to say how it stands with every picture.
type photoJudge struct {
	p        *Project
	people   map[feltbog.ID]*feltbog.Participant
	answers  map[feltbog.ID][]*feltbog.Consent
	ends     feltbog.FuzzyDate
	depicted map[feltbog.ID][]*feltbog.DepictedPerson // by picture
	covered  map[feltbog.ID]*feltbog.PhotoRedactions  // by picture
	said     map[saidYes]bool
}

type saidYes struct {
	who feltbog.ID
	of  feltbog.Material
}

func (p *Project) photoJudge(ctx context.Context) (*photoJudge, error) {
	j := &photoJudge{p: p, people: map[feltbog.ID]*feltbog.Participant{}, depicted: map[feltbog.ID][]*feltbog.DepictedPerson{}, said: map[saidYes]bool{}}
	people, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	for _, o := range people {
		j.people[o.ID] = o
	}
	seen, err := list[*feltbog.DepictedPerson](ctx, p, feltbog.KindDepictedPerson)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	for _, d := range seen {
		j.depicted[d.Photo] = append(j.depicted[d.Photo], d)
	}
	if err := j.readCovered(ctx); err != nil {
		return nil, cancelled(ctx, err)
	}
	if j.answers, err = p.consents(ctx); err != nil {
		return nil, err
	}
	j.ends, err = p.projectEnds(ctx)
	return j, err
}

// state says how it stands with one picture.
func (j *photoJudge) state(o *feltbog.Photo) PhotoState {
	if o.DoNotUse || o.Wish == feltbog.WishDelete {
		return PhotoNot
	}
	state := PhotoFree
	worse := func(s PhotoState) {
		if rankOfState[s] > rankOfState[state] {
			state = s
		}
	}
	if len(j.blocks(o)) > 0 {
		return PhotoMissing
	}
	if j.covered[o.ID] != nil {
		worse(PhotoCovered)
	}
	if !o.Photographer.IsZero() && !j.yes(o.Photographer, feltbog.MaterialOwnPhoto) {
		worse(PhotoInside)
	}
	if o.Wish == feltbog.WishTeam {
		worse(PhotoInside)
	}
	for _, d := range j.depicted[o.ID] {
		switch {
		case d.Status == feltbog.DepictedBlurred || d.Status == feltbog.DepictedCropped:
			worse(PhotoCovered)
		case d.CardNumber != "" && d.Participant.IsZero() && d.Status == feltbog.DepictedConsent && !slices.Contains(d.Uses, feltbog.UseInterpretation):
			worse(PhotoInside)
		case !d.Participant.IsZero() && d.Status == feltbog.DepictedConsent && !j.yes(d.Participant, feltbog.MaterialImage):
			worse(PhotoInside)
		}
	}
	return state
}

// blocks lists what is open about a picture that keeps it inside the team.
func (j *photoJudge) blocks(o *feltbog.Photo) []RightsGap {
	var out []RightsGap
	add := func(g RightsGap, open bool) {
		if open && !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	add(GapMaker, o.MadeBy == feltbog.MadeByParticipant && o.Photographer.IsZero())
	for _, d := range j.depicted[o.ID] {
		add(GapPerson, !d.Resolved())
		add(GapCover, d.WantsBlur && d.Status == feltbog.DepictedConsent || j.bare(d))
	}
	if of := j.covered[o.ID]; of != nil {
		_, made := of.Current(o)
		add(GapCopy, !made)
	}
	add(GapChildren, o.Children == "")
	return out
}

// bare reports whether somebody who is said to be covered is not.
func (j *photoJudge) bare(d *feltbog.DepictedPerson) bool {
	if d.Status != feltbog.DepictedBlurred && d.Status != feltbog.DepictedCropped {
		return false
	}
	of := j.covered[d.Photo]
	if of == nil {
		return true
	}
	g := of.Regions[d.Region]
	return g != nil && !of.Covers(g)
}

// readCovered reads what is covered in all pictures.
func (j *photoJudge) readCovered(ctx context.Context) error {
	j.covered = map[feltbog.ID]*feltbog.PhotoRedactions{}
	all, err := list[*feltbog.Redaction](ctx, j.p, feltbog.KindRedaction)
	for _, r := range all {
		of := j.covered[r.Photo]
		if of == nil {
			read, err := j.p.redactionsOf(ctx, r.Photo)
			if err != nil {
				return err
			}
			of = &read
			j.covered[r.Photo] = of
		}
	}
	return err
}

var rankOfState = map[PhotoState]int{PhotoFree: 0, PhotoCovered: 1, PhotoInside: 2, PhotoMissing: 3, PhotoNot: 4}

// yes reports whether somebody said yes to all that joint interpretation asks of a kind of material.
func (j *photoJudge) yes(who feltbog.ID, of feltbog.Material) bool {
	key := saidYes{who, of}
	if yes, ok := j.said[key]; ok {
		return yes
	}
	person, yes := j.people[who], false
	if scopes, can := feltbog.ScopesFor(feltbog.UseInterpretation, of); can && person != nil {
		by := byScope(j.answers[who])
		yes = !slices.ContainsFunc(scopes, func(s feltbog.Scope) bool { return j.p.standing(person, by[s], j.ends) != TakingPart })
	}
	j.said[key] = yes
	return yes
}
