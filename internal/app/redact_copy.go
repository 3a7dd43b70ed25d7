package app

import (
	"context"
	"image"

	"feltbog/internal/feltbog"
	"feltbog/internal/photo"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// MakeRedacted makes the covered copy of a picture, from the pixels, and keeps it. From then on the copy follows what is
// drawn. Somebody in the picture who is not settled, or wants to be covered, and now is, is settled by it.
func (p *Project) MakeRedacted(ctx context.Context, id feltbog.ID) error {
	p.coverMu.Lock()
	defer p.coverMu.Unlock()
	o, err := p.photoRecord(ctx, id)
	if err != nil {
		return err
	}
	of, err := p.redactionsOf(ctx, id)
	if err != nil {
		return cancelled(ctx, err)
	}
	if len(of.All) == 0 {
		return feltbog.Errorf(feltbog.EUsage, "redact.nothing", "nothing is covered in the picture yet")
	}
	if err := p.makeRedacted(ctx, o, of); err != nil {
		return err
	}
	return p.settleCovered(ctx, o.ID, of)
}

// makeRedacted makes and keeps the copy of what the records say.
func (p *Project) makeRedacted(ctx context.Context, o *feltbog.Photo, of feltbog.PhotoRedactions) error {
	if _, ok := of.Current(o); ok {
		return nil
	}
	made, err := p.redacted(ctx, o, of)
	if err != nil {
		return cancelled(ctx, err)
	}
	refs, err := p.v.Team().PutFiles(ctx, []vault.File{{Contents: made.JPEG, MIME: photo.JPEG.MIME()}})
	if err != nil {
		return cancelled(ctx, err)
	}
	mark, now, by := feltbog.RedactionMark(o, of), feltbog.NewInstant(p.v.Now()), p.v.Actor(ctx)
	return p.act(ctx, "redaction.ready", func(s *vault.Space, w *store.Writer) error {
		for _, r := range of.All {
			rec, info, err := s.Get(ctx, r.ID)
			if err != nil {
				return err
			}
			if now, ok := rec.(*feltbog.Redaction); !ok || status(info) == Trashed || now.Region != r.Region {
				continue // it changed meanwhile: the copy is out of date before it is kept
			}
			if _, err := edit(ctx, s, w, r.ID, func(r *feltbog.Redaction) { r.Done, r.By, r.Copy, r.Made = now, by, refs[0], mark }); err != nil {
				return err
			}
		}
		return nil
	})
}

// redacted makes the copy from the file that travels.
func (p *Project) redacted(ctx context.Context, o *feltbog.Photo, of feltbog.PhotoRedactions) (photo.Redacted, error) {
	if o.Travel.IsZero() {
		if o.Original.IsZero() {
			return photo.Redacted{}, photoAway()
		}
		return photo.Redacted{}, p.noTravel(ctx, o)
	}
	b, err := readFile(ctx, p.v.Team(), o.Travel, photo.MaxFile)
	if err != nil {
		return photo.Redacted{}, err
	}
	var shapes []photo.Shape
	for _, r := range of.All {
		g := of.Regions[r.Region]
		if g == nil { // covered nobody knows where: rather no copy than one that shows it
			return photo.Redacted{}, feltbog.Errorf(feltbog.EInvalid, "redact.nowhere", "one of the places to cover is gone; remove it and draw it again")
		}
		s := photo.Shape{Method: r.Method}
		s.X, s.Y, s.W, s.H = around(g)
		shapes = append(shapes, s)
	}
	return photo.RedactCopy(b, o.Turn, shapes)
}

// settleCovered settles those who are covered now.
func (p *Project) settleCovered(ctx context.Context, id feltbog.ID, of feltbog.PhotoRedactions) error {
	var seen []feltbog.DepictedPerson
	if err := each(ctx, p.v.Team(), "photo", id, &seen); err != nil {
		return cancelled(ctx, err)
	}
	var covered []feltbog.ID
	for _, d := range seen {
		g := of.Regions[d.Region]
		if g != nil && of.Covers(g) && (!d.Resolved() || d.WantsBlur && d.Status == feltbog.DepictedConsent) {
			covered = append(covered, d.ID)
		}
	}
	if len(covered) == 0 {
		return nil
	}
	return p.act(ctx, "depicted_person.edit", func(s *vault.Space, w *store.Writer) error {
		for _, who := range covered {
			if _, err := edit(ctx, s, w, who, func(d *feltbog.DepictedPerson) { d.Status = feltbog.DepictedBlurred }); err != nil {
				return err
			}
		}
		return nil
	})
}

// follow remakes the covered copy of a picture when somebody had it made and it is out of date. What the copy cannot be
// made of is told when it is asked for: until then the gate holds the picture back.
func (p *Project) follow(ctx context.Context, id feltbog.ID) error {
	p.coverMu.Lock()
	defer p.coverMu.Unlock()
	of, err := p.redactionsOf(ctx, id)
	if err != nil || !of.Asked() {
		return cancelled(ctx, err)
	}
	o, err := p.photoRecord(ctx, id)
	if err != nil {
		return err
	}
	err = p.makeRedacted(ctx, o, of)
	switch feltbog.ErrorCode(err) {
	case feltbog.EInvalid, feltbog.EMissing, feltbog.EDamaged:
		return nil
	}
	return err
}

// FollowRedactions remakes every covered copy that is out of date: after something was taken back, or came in a pakke.
// It returns how many.
func (p *Project) FollowRedactions(ctx context.Context) (n int, err error) {
	err = p.eachOldRedaction(ctx, func(id feltbog.ID) error {
		n++
		return p.follow(ctx, id)
	})
	return n, err
}

// eachOldRedaction calls f for every picture of which somebody had a covered copy made that is out of date now.
func (p *Project) eachOldRedaction(ctx context.Context, f func(photo feltbog.ID) error) error {
	team := p.v.Team()
	if team == nil {
		return nil
	}
	photos := map[feltbog.ID]bool{}
	if err := team.Each(ctx, feltbog.KindRedaction, nil, 0, func(r feltbog.Record) error {
		photos[r.(*feltbog.Redaction).Photo] = true
		return ctx.Err()
	}); err != nil {
		return cancelled(ctx, err)
	}
	for id := range photos {
		of, err := p.redactionsOf(ctx, id)
		if err != nil {
			return cancelled(ctx, err)
		}
		o, err := p.photoRecord(ctx, id)
		if feltbog.ErrorCode(err) == feltbog.ENotFound {
			continue
		}
		if err != nil {
			return err
		}
		if _, ok := of.Current(o); ok || !of.Asked() {
			continue
		}
		if err := f(id); err != nil {
			return err
		}
	}
	return nil
}

// RedactedImage is how a picture looks when all is covered that is drawn, for the screen.
func (p *Project) RedactedImage(ctx context.Context, id feltbog.ID) (image.Image, error) {
	o, err := p.photoRecord(ctx, id)
	if err != nil {
		return nil, err
	}
	of, err := p.redactionsOf(ctx, id)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	if ref, ok := of.Current(o); ok {
		if b, err := readFile(ctx, p.v.Team(), ref, photo.MaxFile); err == nil {
			return photo.Shrunk(b, screenSide)
		}
	}
	made, err := p.redacted(ctx, o, of)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	return photo.Shrunk(made.JPEG, screenSide)
}

// SketchRedactions is how a picture looks on the screen with places covered that need not be kept yet. A crop is not
// drawn.
func (p *Project) SketchRedactions(ctx context.Context, id feltbog.ID, all []Covering) (image.Image, error) {
	o, err := p.photoRecord(ctx, id)
	if err != nil {
		return nil, err
	}
	img, err := p.shrunk(ctx, o, screenSide)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	shapes := make([]photo.Shape, len(all))
	for i, c := range all {
		shapes[i] = photo.Shape{Method: c.Method, X: c.X, Y: c.Y, W: c.W, H: c.H}
	}
	return photo.Sketch(img, shapes), ctx.Err()
}

// FollowJob is FollowRedactions where somebody can see that it goes on, and stop it.
func (p *Project) FollowJob() Job {
	return Job{Title: "job.redact.follow", Start: func(ctx context.Context, _ *Progress) error {
		_, err := p.FollowRedactions(ctx)
		return err
	}}
}

// OldRedactions counts the pictures whose covered copy is out of date.
func (p *Project) OldRedactions(ctx context.Context) (n int, err error) {
	err = p.eachOldRedaction(ctx, func(feltbog.ID) error { n++; return nil })
	return n, err
}
