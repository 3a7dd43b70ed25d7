package app

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
)

// PhotoPage is what is known about one picture.
type PhotoPage struct {
	Photo    feltbog.Photo
	State    PhotoState
	Session  *PhotoSession
	Place    string
	Maker    *PhotoPerson  // the participant who took it
	ChosenBy []PhotoPerson // those who chose it for a series
	Depicted []PhotoPerson // those who are seen in it
	Member   string        // the one of the team who took it
	Tags     []Named
	Regions  []feltbog.Region // in the order in which they were drawn
	Said     []PhotoQuote     // what notes that show it say
	May      []PhotoUse
	Open     []RightsGap  // what is open about it
	Seen     []PhotoSeen  // everybody who is seen in it
	Covered  CoveredPhoto // what is covered in it
}

// PhotoSeen is somebody who is seen in a picture, and how that was settled.
type PhotoSeen struct {
	feltbog.DepictedPerson
	Name string // the pseudonym of a participant
	By   string // who judged
	Bare bool   // said to be covered, and is not
	Over bool   // something is drawn over the person: the copy settles it
}

// PhotoQuote is a note that a picture stands in.
type PhotoQuote struct {
	ID      feltbog.ID
	Session feltbog.ID
	Type    feltbog.NoteType
	Text    string
}

// PhotoUse says whether a picture may be used for something now.
type PhotoUse struct {
	Use     feltbog.Use
	Allowed bool
	Settled bool // false: nobody can say yet
}

// Photo reads one picture.
func (p *Project) Photo(ctx context.Context, id feltbog.ID) (PhotoPage, error) {
	page := PhotoPage{}
	_, rec, info, err := p.find(ctx, feltbog.KindPhoto, id)
	if err != nil {
		return page, cancelled(ctx, err)
	}
	if status(info) == Trashed {
		return page, feltbog.Errorf(feltbog.ENotFound, "record.unknown", "there is no record %s here", id).With("id", id.String())
	}
	page.Photo = *rec.(*feltbog.Photo)
	j, err := p.photoJudge(ctx)
	if err != nil {
		return page, err
	}
	page.State = j.state(&page.Photo)
	if o := j.people[page.Photo.Photographer]; o != nil {
		page.Maker = &PhotoPerson{ID: o.ID, Pseudonym: o.Pseudonym, Perspective: o.Perspective}
	}
	if err := p.photoAround(ctx, &page, j); err != nil {
		return page, cancelled(ctx, err)
	}
	if err := p.photoSaid(ctx, &page); err != nil {
		return page, cancelled(ctx, err)
	}
	if err := p.photoSettled(ctx, &page, j); err != nil {
		return page, cancelled(ctx, err)
	}
	return page, p.photoUses(ctx, &page)
}

// photoAround reads what the picture points to. What was erased or has not come yet is left out.
func (p *Project) photoAround(ctx context.Context, page *PhotoPage, j *photoJudge) error {
	team := p.v.Team()
	get := func(id feltbog.ID) (feltbog.Record, error) {
		if id.IsZero() {
			return nil, nil
		}
		rec, _, err := team.Get(ctx, id)
		if feltbog.ErrorCode(err) == feltbog.ENotFound {
			return nil, nil
		}
		return rec, err
	}
	place := func(id feltbog.ID) (string, error) {
		rec, err := get(id)
		if o, ok := rec.(*feltbog.Place); ok {
			return o.Name, err
		}
		return "", err
	}
	var err error
	if page.Place, err = place(page.Photo.Place); err != nil {
		return err
	}
	if err := p.photoPeople(ctx, page, j); err != nil {
		return err
	}
	rec, err := get(page.Photo.PhotographerMember)
	if m, ok := rec.(*feltbog.Member); ok {
		page.Member = m.Name
	}
	if err != nil {
		return err
	}
	if rec, err = get(page.Photo.Session); err != nil {
		return err
	}
	if s, ok := rec.(*feltbog.Session); ok {
		page.Session = &PhotoSession{Title: s.Title, Type: s.Type}
		if page.Session.Place, err = place(s.Place); err != nil {
			return err
		}
		for _, who := range s.Participants {
			if o := j.people[who]; o != nil {
				page.Session.With = append(page.Session.With, o.Pseudonym)
			}
		}
	}
	for _, id := range page.Photo.Tags {
		rec, err := get(id)
		if err != nil {
			return err
		}
		if t, ok := rec.(*feltbog.Tag); ok {
			page.Tags = append(page.Tags, Named{t.ID, t.Name})
		}
	}
	slices.SortFunc(page.Tags, byName)
	return nil
}

// photoPeople reads who chose the picture and who is seen in it.
func (p *Project) photoPeople(ctx context.Context, page *PhotoPage, j *photoJudge) error {
	team := p.v.Team()
	add := func(to *[]PhotoPerson, id feltbog.ID) {
		if o := j.people[id]; o != nil && !slices.ContainsFunc(*to, func(x PhotoPerson) bool { return x.ID == id }) {
			*to = append(*to, PhotoPerson{ID: o.ID, Pseudonym: o.Pseudonym, Perspective: o.Perspective})
		}
	}
	for _, d := range j.depicted[page.Photo.ID] {
		add(&page.Depicted, d.Participant)
	}
	var members []feltbog.PhotoSetMember
	if err := each(ctx, team, "photo", page.Photo.ID, &members); err != nil {
		return err
	}
	for _, m := range members {
		if m.Choice != feltbog.Chosen {
			continue
		}
		rec, _, err := team.Get(ctx, m.Set)
		if err != nil && feltbog.ErrorCode(err) != feltbog.ENotFound {
			return err
		}
		if set, ok := rec.(*feltbog.PhotoSet); ok {
			add(&page.ChosenBy, set.Participant)
		}
	}
	return nil
}

// photoSaid reads what was drawn in the picture and said about it.
func (p *Project) photoSaid(ctx context.Context, page *PhotoPage) error {
	team, id := p.v.Team(), page.Photo.ID
	if err := each(ctx, team, "photo", id, &page.Regions); err != nil {
		return err
	}
	slices.SortFunc(page.Regions, func(a, b feltbog.Region) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	var notes []feltbog.NoteBlock
	if err := each(ctx, team, "photos", id, &notes); err != nil {
		return err
	}
	slices.SortFunc(notes, func(a, b feltbog.NoteBlock) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), bytes.Compare(a.ID[:], b.ID[:]))
	})
	for _, n := range notes {
		page.Said = append(page.Said, PhotoQuote{ID: n.ID, Session: n.Session, Type: n.Type, Text: n.Text})
	}
	return nil
}

// photoSettled says who is seen in the picture, what is covered, and what is open.
func (p *Project) photoSettled(ctx context.Context, page *PhotoPage, j *photoJudge) (err error) {
	page.Open = j.gaps(&page.Photo)
	seen := slices.Clone(j.depicted[page.Photo.ID])
	slices.SortFunc(seen, func(a, b *feltbog.DepictedPerson) int { return byOrder(ordered{id: a.ID}, ordered{id: b.ID}) })
	for _, d := range seen {
		who := PhotoSeen{DepictedPerson: *d, Bare: j.bare(d)}
		if of := j.covered[d.Photo]; of != nil && of.Regions[d.Region] != nil {
			who.Over = of.Covers(of.Regions[d.Region])
		}
		if o := j.people[d.Participant]; o != nil {
			who.Name = o.Pseudonym
		}
		if !d.AssessedBy.IsZero() {
			rec, _, err := p.v.Team().Get(ctx, d.AssessedBy)
			if err != nil && feltbog.ErrorCode(err) != feltbog.ENotFound {
				return err
			}
			if m, ok := rec.(*feltbog.Member); ok {
				who.By = m.Name
			}
		}
		page.Seen = append(page.Seen, who)
	}
	page.Covered, err = p.Redactions(ctx, page.Photo.ID)
	return err
}

// photoUses asks the gate.
func (p *Project) photoUses(ctx context.Context, page *PhotoPage) error {
	g, err := p.gate(ctx)
	if err != nil {
		return err
	}
	for _, use := range []feltbog.Use{feltbog.UseInterpretation, feltbog.UseReport, feltbog.UseTalk, feltbog.UseWeb} {
		a, err := g.May(ctx, use, gate.Item{Kind: feltbog.KindPhoto, ID: page.Photo.ID}, p.v.Now())
		if err != nil {
			return cancelled(ctx, err)
		}
		page.May = append(page.May, PhotoUse{Use: use, Allowed: a.Verdict == gate.Yes, Settled: a.Verdict != gate.Unknown})
	}
	return nil
}
