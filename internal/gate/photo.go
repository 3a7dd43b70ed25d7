package gate

import (
	"context"
	"slices"

	"feltbog/internal/feltbog"
)

// photo finds out whose a picture is: who made it, who is seen in it, and whether everybody in it is settled.
func (g *asking) photo(ctx context.Context, c *contents, r *feltbog.Photo) error {
	c.about, c.session = true, r.Session
	c.times = []feltbog.Instant{r.Taken, r.Imported}
	if r.DoNotUse {
		c.block(No, feltbog.Errorf(feltbog.ERefused, "gate.photo.not", "somebody said: do not use this picture"))
	}
	if r.Wish == feltbog.WishTeam || r.Wish == feltbog.WishDelete {
		c.block(No, feltbog.Errorf(feltbog.ERefused, "gate.photo.wish", "whoever the picture belongs to wants it seen by the researcher only"))
	}
	if r.Children == "" {
		c.block(Unknown, feltbog.Errorf(feltbog.ERefused, "gate.photo.children", "nobody has said whether children are in the picture"))
	}
	c.claim(feltbog.MaterialOwnPhoto, r.Photographer)
	if r.MadeBy == feltbog.MadeByParticipant && r.Photographer.IsZero() {
		c.block(Unknown, feltbog.Errorf(feltbog.ERefused, "gate.photo.maker", "nobody knows which participant took the picture"))
	}
	for _, s := range r.Sensitive {
		c.sensitive(s)
	}
	seen, err := g.reader.Depicted(ctx, r.ID)
	if err != nil {
		return err
	}
	covered, err := g.reader.Redactions(ctx, r.ID)
	if err != nil {
		return err
	}
	c.rec = c.derivative(r, covered)
	for _, d := range seen {
		if err := g.depicted(ctx, c, d, covered); err != nil {
			return err
		}
	}
	c.claims = c.onTop()
	return g.rests(ctx, c)
}

// derivative is what leaves of a picture: never the original, and where something is covered in it the covered copy,
// which has to be made of what the records say now.
func (c *contents) derivative(r *feltbog.Photo, covered feltbog.PhotoRedactions) *feltbog.Photo {
	out := *r
	out.Original, out.FileName = feltbog.BlobRef{}, ""
	if len(covered.All) == 0 {
		return &out
	}
	ref, ok := covered.Current(r)
	if !ok {
		c.block(Unknown, feltbog.Errorf(feltbog.ERefused, "gate.photo.copy", "something in the picture is to be covered, and the covered copy is not made or is out of date"))
	}
	out.Travel, out.Turn = ref, 0
	return &out
}

// bare reports whether somebody who is said to be covered or cropped away is not.
func (g *asking) bare(ctx context.Context, d *feltbog.DepictedPerson, covered feltbog.PhotoRedactions) (bool, error) {
	if len(covered.All) == 0 || d.Region.IsZero() {
		return len(covered.All) == 0, nil
	}
	rec, err := g.reader.Record(ctx, d.Region)
	if feltbog.ErrorCode(err) == feltbog.ENotFound {
		return false, nil
	}
	region, ok := rec.(*feltbog.Region)
	return ok && !covered.Covers(region), err
}

// depicted adds one person in a picture.
func (g *asking) depicted(ctx context.Context, c *contents, d *feltbog.DepictedPerson, covered feltbog.PhotoRedactions) error {
	if d.Status == feltbog.DepictedBlurred || d.Status == feltbog.DepictedCropped {
		bare, err := g.bare(ctx, d, covered)
		if err != nil {
			return err
		}
		if bare {
			c.block(No, feltbog.Errorf(feltbog.ERefused, "gate.photo.bare", "somebody in the picture is said to be covered, and nothing covers them"))
		}
	}
	switch {
	case !d.Resolved():
		c.block(Unknown, feltbog.Errorf(feltbog.ERefused, "gate.photo.unsettled", "there is somebody in the picture who is not settled"))
	case d.Status != feltbog.DepictedConsent:
	case !d.Participant.IsZero():
		c.claim(feltbog.MaterialImage, d.Participant)
	case !slices.Contains(d.Uses, g.use):
		c.block(No, feltbog.Errorf(feltbog.ERefused, "gate.photo.card", "the card %s of somebody in the picture does not allow it", d.CardNumber).
			With("card", d.CardNumber))
	}
	if d.WantsBlur && d.Status == feltbog.DepictedConsent {
		c.block(No, feltbog.Errorf(feltbog.ERefused, "gate.photo.blur", "somebody in the picture wants to be covered and is not"))
	}
	return nil
}

// sensitive marks what a picture shows; what shows somebody's health or belief needs a yes of its own from everybody whose
// it is.
func (c *contents) sensitive(s feltbog.SensitiveContent) {
	switch s {
	case feltbog.ShowsHealth, feltbog.ShowsIntoxicated:
		c.extra = append(c.extra, feltbog.MaterialHealth)
	case feltbog.ShowsReligion, feltbog.ShowsNudity:
		c.extra = append(c.extra, feltbog.MaterialOtherSensitive)
	}
}

// onTop asks everybody for what comes on top.
func (c *contents) onTop() []claim {
	for _, o := range slices.Clone(c.claims) {
		for _, m := range c.extra {
			c.claim(m, o.person)
		}
	}
	return c.claims
}

// rests blocks a picture of a session that has to rest.
func (g *asking) rests(ctx context.Context, c *contents) error {
	if c.session.IsZero() {
		return nil
	}
	rec, err := g.reader.Record(ctx, c.session)
	if err != nil {
		if feltbog.ErrorCode(err) == feltbog.ENotFound {
			return nil
		}
		return err
	}
	if s, ok := rec.(*feltbog.Session); ok && !s.CoolingOff.IsZero() {
		c.cool(s.CoolingOff.Time(), g.at)
	}
	return nil
}
