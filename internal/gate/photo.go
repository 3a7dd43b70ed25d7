package gate

import (
	"bytes"
	"context"
	"crypto/sha256"
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

// picture fetches the covered copy of a picture that may leave, or of the one that an excerpt is of. A picture that has
// none, or whose copy says more than its pixels do, is held back.
func (g *Gate) picture(ctx context.Context, rec feltbog.Record, a *Answer) ([]byte, error) {
	id := feltbog.ID{}
	switch r := rec.(type) {
	case *feltbog.Photo:
		id = r.ID
	case *feltbog.Excerpt:
		if r.SourceKind == feltbog.KindPhoto {
			id = r.Source
		}
	}
	if id.IsZero() {
		return nil, nil
	}
	whole, err := g.reader.Record(ctx, id)
	if err != nil {
		return nil, err
	}
	photo, ok := whole.(*feltbog.Photo)
	if !ok {
		return nil, feltbog.Errorf(feltbog.ERefused, "gate.gone", "it is not there any more")
	}
	if g.cover == nil { // a picture of which nobody asked anything is still not let out as it is
		a.deny(Reason{Verdict: No, Why: NoCopy()})
		return nil, nil
	}
	b, err := g.cover.Derivative(ctx, photo)
	switch {
	case feltbog.ErrorCode(err) == feltbog.ENotFound, err == nil && len(b) == 0:
		a.deny(Reason{Verdict: No, Why: NoCopy()})
	case err != nil:
		return nil, err
	case tells(b, photo):
		a.deny(Reason{Verdict: No, Why: feltbog.Errorf(feltbog.ERefused, "gate.photo.tells", "the copy of the picture still says where it comes from")})
	}
	return b, nil
}

// NoCopy is the reason why a picture stays in of which there is no covered copy.
func NoCopy() *feltbog.Error {
	return feltbog.Errorf(feltbog.ERefused, "gate.photo.copy", "there is no covered copy of the picture, and nothing else of it leaves")
}

// tells reports whether a copy is the original, or carries what cameras and programs write beside the pixels.
func tells(b []byte, photo *feltbog.Photo) bool {
	if sha256.Sum256(b) == photo.Original.Hash {
		return true
	}
	for _, mark := range []string{"Exif\x00\x00", "http://ns.adobe.com/", "Photoshop 3.0", "eXIf", "tEXt", "iTXt", "zTXt"} {
		if bytes.Contains(b[:min(len(b), 1<<16)], []byte(mark)) {
			return true
		}
	}
	return false
}
