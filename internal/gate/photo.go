package gate

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
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
	c.derivative(r, covered)
	for _, d := range seen {
		if err := g.depicted(ctx, c, d, covered); err != nil {
			return err
		}
	}
	c.claims = c.onTop()
	return g.rests(ctx, c)
}

// derivative asks for the covered copy where something is covered in a picture: it has to be made of what the records say
// now. The original never leaves.
func (c *contents) derivative(r *feltbog.Photo, covered feltbog.PhotoRedactions) {
	c.pixels += feltbog.RedactionMark(r, covered)
	if len(covered.All) == 0 {
		return
	}
	if _, ok := covered.Current(r); !ok {
		c.block(Unknown, feltbog.Errorf(feltbog.ERefused, "gate.photo.copy", "something in the picture is to be covered, and the covered copy is not made or is out of date"))
	}
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
		var why *feltbog.Error
		if !errors.As(err, &why) || why.Code != feltbog.EMissing && why.Code != feltbog.EDamaged && why.Code != feltbog.EInvalid {
			return nil, err
		}
		a.deny(Reason{Verdict: Unknown, Why: why}) // its file is not here, or cannot be read
	case tells(b, photo):
		a.deny(Reason{Verdict: No, Why: feltbog.Errorf(feltbog.ERefused, "gate.photo.tells", "the copy of the picture still says where it comes from")})
	}
	return b, nil
}

// NoCopy is the reason why a picture stays in of which there is no covered copy.
func NoCopy() *feltbog.Error {
	return feltbog.Errorf(feltbog.ERefused, "gate.photo.none", "there is no covered copy of the picture, and nothing else of it leaves")
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
