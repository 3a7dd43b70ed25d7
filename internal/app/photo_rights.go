package app

import (
	"context"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// RightsGap names something about a picture that nobody has settled, or that stands in the way of showing it.
type RightsGap string

// The values of RightsGap, in the order in which they are asked.
const (
	GapMaker    RightsGap = "maker"    // a participant took it, and nobody knows which
	GapLicence  RightsGap = "licence"  // a participant's or a found picture without leave to use it
	GapPerson   RightsGap = "person"   // somebody in it is not settled
	GapCover    RightsGap = "cover"    // somebody in it wants to be covered and is not
	GapCopy     RightsGap = "copy"     // something is to be covered, and the covered copy is not made
	GapChildren RightsGap = "children" // nobody said whether children are in it
	GapPapers   RightsGap = "papers"   // letters, numbers plates, screens or signs can be read in it, and nothing that can be read is covered
	GapPlace    RightsGap = "place"    // the place itself gives something away
)

// RightsGaps lists them in the order in which they are shown.
func RightsGaps() []RightsGap {
	return []RightsGap{GapMaker, GapLicence, GapPerson, GapCover, GapCopy, GapChildren, GapPapers, GapPlace}
}

// gaps lists what is open about a picture.
func (j *photoJudge) gaps(o *feltbog.Photo) []RightsGap {
	open := map[RightsGap]bool{
		GapLicence: o.MadeBy == feltbog.MadeByFound && strings.TrimSpace(o.LicenceText) == "" || !o.Photographer.IsZero() && o.Licence.IsZero() && !j.yes(o.Photographer, feltbog.MaterialOwnPhoto),
		GapPapers:  readable(o) && (j.covered[o.ID] == nil || !j.covered[o.ID].HasText()),
		GapPlace:   o.SensitivePlace == feltbog.Yes,
	}
	for _, g := range j.blocks(o) {
		open[g] = true
	}
	return slices.DeleteFunc(RightsGaps(), func(g RightsGap) bool { return !open[g] })
}

// readable reports whether somebody marked that something can be read in a picture.
func readable(o *feltbog.Photo) bool {
	return slices.ContainsFunc(feltbog.ReadableContents(), func(s feltbog.SensitiveContent) bool { return slices.Contains(o.Sensitive, s) })
}

// PhotoRights is what is known of the rights in one picture.
type PhotoRights struct {
	Photo    feltbog.Photo
	State    PhotoState
	Maker    *PhotoPerson
	Depicted []feltbog.DepictedPerson // in the order in which they were written down
	Open     []RightsGap
	May      []PhotoUse
}

// PhotoRights reads the rights in one picture, and what it may be used for.
func (p *Project) PhotoRights(ctx context.Context, id feltbog.ID) (PhotoRights, error) {
	page, err := p.Photo(ctx, id)
	if err != nil {
		return PhotoRights{}, err
	}
	j, err := p.photoJudge(ctx)
	if err != nil {
		return PhotoRights{}, err
	}
	r := PhotoRights{Photo: page.Photo, State: page.State, Maker: page.Maker, May: page.May, Open: j.gaps(&page.Photo)}
	for _, d := range j.depicted[id] {
		r.Depicted = append(r.Depicted, *d)
	}
	slices.SortFunc(r.Depicted, func(a, b feltbog.DepictedPerson) int { return byOrder(ordered{id: a.ID}, ordered{id: b.ID}) })
	return r, nil
}

// OpenRights lists the pictures about which something is open, those taken last first, with what it is.
func (p *Project) OpenRights(ctx context.Context) ([]PhotoRights, error) {
	j, err := p.photoJudge(ctx)
	if err != nil {
		return nil, err
	}
	all, err := list[*feltbog.Photo](ctx, p, feltbog.KindPhoto)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	out := []PhotoRights{}
	for _, o := range all {
		if gaps := j.gaps(o); len(gaps) > 0 && !o.DoNotUse {
			out = append(out, PhotoRights{Photo: *o, State: j.state(o), Open: gaps})
		}
	}
	slices.SortStableFunc(out, func(a, b PhotoRights) int { return b.Photo.Taken.Time().Compare(a.Photo.Taken.Time()) })
	return out, nil
}

// AddDepicted writes down somebody who is seen in a picture. Without a status it blocks the picture outside the team. A
// judgement is this member's, and of now, when nothing else is said.
func (p *Project) AddDepicted(ctx context.Context, d feltbog.DepictedPerson) (feltbog.ID, error) {
	if d.ID.IsZero() {
		d.ID = feltbog.NewID()
	}
	p.assessed(ctx, &d, "")
	return d.ID, p.act(ctx, "depicted_person.add", func(_ *vault.Space, w *store.Writer) error { return w.Put(&d) })
}

// EditDepicted settles somebody who is seen in a picture, or changes what is known.
func (p *Project) EditDepicted(ctx context.Context, id feltbog.ID, f func(*feltbog.DepictedPerson)) error {
	return p.act(ctx, "depicted_person.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, id, func(d *feltbog.DepictedPerson) {
			was := d.Status
			f(d)
			p.assessed(ctx, d, was)
		})
		return err
	})
}

// assessed writes who judged and when, where the status became a judgement.
func (p *Project) assessed(ctx context.Context, d *feltbog.DepictedPerson, was feltbog.DepictedStatus) {
	if d.Status != feltbog.NotRecognisable && d.Status != feltbog.DepictedReasoned || d.Status == was {
		return
	}
	d.AssessedBy, d.Assessed = p.v.Actor(ctx), feltbog.NewInstant(p.v.Now())
}

// DeleteDepicted puts somebody who was not in the picture after all into the trash.
func (p *Project) DeleteDepicted(ctx context.Context, id feltbog.ID) error {
	return p.act(ctx, "depicted_person.delete", func(_ *vault.Space, w *store.Writer) error { return w.Delete(id) })
}

// SettleRights keeps what a form says about the rights in one picture, as one action: the picture's own fields, and
// everybody who is seen in it. Somebody who was in it and is not listed goes into the trash.
func (p *Project) SettleRights(ctx context.Context, photo feltbog.ID, f func(*feltbog.Photo), seen []feltbog.DepictedPerson) error {
	return p.act(ctx, "photo.rights", func(s *vault.Space, w *store.Writer) error {
		if _, err := edit(ctx, s, w, photo, f); err != nil {
			return err
		}
		var old []feltbog.DepictedPerson
		if err := each(ctx, s, "photo", photo, &old); err != nil {
			return err
		}
		for _, o := range old {
			if !slices.ContainsFunc(seen, func(d feltbog.DepictedPerson) bool { return d.ID == o.ID }) {
				if err := w.Delete(o.ID); err != nil {
					return err
				}
			}
		}
		for _, d := range seen {
			was := feltbog.DepictedStatus("")
			if i := slices.IndexFunc(old, func(o feltbog.DepictedPerson) bool { return o.ID == d.ID }); i >= 0 {
				was = old[i].Status
			}
			if d.Photo = photo; d.ID.IsZero() {
				d.ID = feltbog.NewID()
			}
			p.assessed(ctx, &d, was)
			if err := w.Put(&d); err != nil {
				return err
			}
		}
		return nil
	})
}

// PointOut says where in a picture somebody is seen: a new place, or one that was drawn. The zero who is somebody nobody
// has written down yet. A place that was drawn for this person before goes into the trash.
func (p *Project) PointOut(ctx context.Context, photo, who feltbog.ID, g feltbog.Region) (feltbog.ID, error) {
	id, name := who, "depicted_person.edit"
	if who.IsZero() {
		name = "depicted_person.add"
	}
	err := p.act(ctx, name, func(s *vault.Space, w *store.Writer) error {
		if g.ID.IsZero() {
			g.ID, g.Photo, g.Type = feltbog.NewID(), photo, feltbog.RegionPerson
			if err := w.Put(&g); err != nil {
				return err
			}
		} else if _, err := edit(ctx, s, w, g.ID, func(r *feltbog.Region) {
			if r.Type == feltbog.RegionContent {
				r.Type = feltbog.RegionPerson
			}
		}); err != nil {
			return err
		}
		if who.IsZero() {
			d := &feltbog.DepictedPerson{Photo: photo, Region: g.ID}
			d.ID = feltbog.NewID()
			id = d.ID
			return w.Put(d)
		}
		before := feltbog.ID{}
		if _, err := edit(ctx, s, w, who, func(d *feltbog.DepictedPerson) { before, d.Region = d.Region, g.ID }); err != nil {
			return err
		}
		return p.dropPlace(ctx, s, w, before, g.ID)
	})
	return id, err
}

// dropPlace puts a place that was drawn for somebody into the trash when another took its place.
func (p *Project) dropPlace(ctx context.Context, s *vault.Space, w *store.Writer, old, now feltbog.ID) error {
	if old.IsZero() || old == now {
		return nil
	}
	rec, info, err := s.Get(ctx, old)
	if feltbog.ErrorCode(err) == feltbog.ENotFound {
		return nil
	}
	if g, ok := rec.(*feltbog.Region); !ok || err != nil || status(info) == Trashed || g.Type != feltbog.RegionPerson {
		return err
	}
	return w.Delete(old)
}
