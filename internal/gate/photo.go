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
	for _, d := range seen {
		g.depicted(c, d)
	}
	c.claims = c.onTop()
	return g.rests(ctx, c)
}

// depicted adds one person in a picture.
func (g *asking) depicted(c *contents, d *feltbog.DepictedPerson) {
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
