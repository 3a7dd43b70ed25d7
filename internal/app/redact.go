package app

import (
	"context"
	"slices"
	"strconv"

	"feltbog/internal/feltbog"
	"feltbog/internal/photo"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Covering is one redaction with where it is, in fractions of the upright picture.
type Covering struct {
	ID      feltbog.ID               `json:"id"`
	Method  feltbog.RedactionMethod  `json:"method"`
	Subject feltbog.RedactionSubject `json:"subject,omitempty"`
	X       float64                  `json:"x"`
	Y       float64                  `json:"y"`
	W       float64                  `json:"w"`
	H       float64                  `json:"h"`
	Label   string                   `json:"label,omitempty"`
	Weak    bool                     `json:"weak,omitempty"` // a box is recommended for what it covers
}

// CoveredPhoto is what is covered in a picture.
type CoveredPhoto struct {
	Photo    feltbog.ID                 `json:"photo"`
	All      []Covering                 `json:"coverings"`
	Made     bool                       `json:"made"`               // the covered copy stands as it is drawn
	Asked    bool                       `json:"asked,omitempty"`    // somebody had a copy made: it follows what is drawn
	Readable []feltbog.SensitiveContent `json:"readable,omitempty"` // letters and numbers that somebody marked
	Unread   bool                       `json:"unread,omitempty"`   // and nothing that can be read is covered
}

// Redactions reads what is covered in a picture, in an order that stays.
func (p *Project) Redactions(ctx context.Context, id feltbog.ID) (CoveredPhoto, error) {
	out := CoveredPhoto{Photo: id, All: []Covering{}}
	o, err := p.photoRecord(ctx, id)
	if err != nil {
		return out, err
	}
	of, err := p.redactionsOf(ctx, id)
	if err != nil {
		return out, cancelled(ctx, err)
	}
	for _, r := range of.All {
		c := Covering{ID: r.ID, Method: r.Method, Subject: r.Subject, Weak: r.Subject.Weaker(r.Method)}
		if g := of.Regions[r.Region]; g != nil {
			c.X, c.Y, c.W, c.H = around(g)
			c.Label = g.Label
		}
		out.All = append(out.All, c)
	}
	_, out.Made = of.Current(o)
	out.Asked = of.Asked()
	for _, s := range feltbog.ReadableContents() {
		if slices.Contains(o.Sensitive, s) {
			out.Readable = append(out.Readable, s)
		}
	}
	out.Unread = len(out.Readable) > 0 && !of.HasText()
	return out, nil
}

// around is the box that holds a region.
func around(g *feltbog.Region) (x, y, w, h float64) {
	if g.Shape != feltbog.Polygon || len(g.Points) == 0 {
		return g.X, g.Y, g.W, g.H
	}
	left, top, right, bottom := 1., 1., 0., 0.
	for _, q := range g.Points {
		left, top, right, bottom = min(left, q.X), min(top, q.Y), max(right, q.X), max(bottom, q.Y)
	}
	return left, top, right - left, bottom - top
}

// redactionsOf reads the redactions of a picture and their regions. Those in the trash are not there.
func (p *Project) redactionsOf(ctx context.Context, id feltbog.ID) (feltbog.PhotoRedactions, error) {
	team := p.v.Team()
	of := feltbog.PhotoRedactions{Regions: map[feltbog.ID]*feltbog.Region{}}
	var all []feltbog.Redaction
	var regions []feltbog.Region
	if err := each(ctx, team, "photo", id, &all); err != nil || len(all) == 0 {
		return of, err
	}
	if err := each(ctx, team, "photo", id, &regions); err != nil {
		return of, err
	}
	for i := range regions {
		of.Regions[regions[i].ID] = &regions[i]
	}
	for i := range all {
		of.All = append(of.All, &all[i])
	}
	slices.SortFunc(of.All, func(a, b *feltbog.Redaction) int { return byOrder(ordered{id: a.ID}, ordered{id: b.ID}) })
	return of, nil
}

// mostCoverings is how many there are in one picture at most.
const mostCoverings = 200

// AddRedactions covers several places in a picture, as one action. What has no method gets a solid box, which is what is
// recommended; what has no ID gets one.
func (p *Project) AddRedactions(ctx context.Context, id feltbog.ID, all []Covering) ([]feltbog.ID, error) {
	if len(all) == 0 {
		return nil, nil
	}
	if len(all) > mostCoverings {
		return nil, feltbog.Errorf(feltbog.EUsage, "redact.many", "at most %d places are covered at a time", mostCoverings).With("most", strconv.Itoa(mostCoverings))
	}
	if _, err := p.photoRecord(ctx, id); err != nil {
		return nil, err
	}
	ids := make([]feltbog.ID, 0, len(all))
	err := p.act(ctx, "redaction.add", func(_ *vault.Space, w *store.Writer) error {
		for _, c := range all {
			g := &feltbog.Region{Photo: id, Type: feltbog.RegionRedaction, Shape: feltbog.Rect, X: c.X, Y: c.Y, W: c.W, H: c.H, Label: c.Label}
			g.ID = feltbog.NewID()
			r := &feltbog.Redaction{Photo: id, Region: g.ID, Method: c.Method, Subject: c.Subject}
			if r.ID = c.ID; r.ID.IsZero() {
				r.ID = feltbog.NewID()
			}
			if r.Method == "" {
				r.Method = feltbog.BoxOver
			}
			if err := w.Put(g); err != nil {
				return err
			}
			if err := w.Put(r); err != nil {
				return err
			}
			ids = append(ids, r.ID)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return ids, p.follow(ctx, id)
}

// ChangeRedaction moves a redaction, or covers in another way.
func (p *Project) ChangeRedaction(ctx context.Context, id feltbog.ID, f func(*Covering)) error {
	var photo feltbog.ID
	err := p.act(ctx, "redaction.edit", func(s *vault.Space, w *store.Writer) error {
		rec, _, err := s.Get(ctx, id)
		if err != nil {
			return err
		}
		r, ok := rec.(*feltbog.Redaction)
		if !ok {
			return otherKind(id, rec.Kind(), feltbog.KindRedaction)
		}
		photo = r.Photo
		var was, now Covering
		if _, err := edit(ctx, s, w, r.Region, func(g *feltbog.Region) {
			was = Covering{ID: id, Method: r.Method, Subject: r.Subject, Label: g.Label}
			was.X, was.Y, was.W, was.H = around(g)
			now = was
			f(&now)
			g.Label = now.Label
			if now.X != was.X || now.Y != was.Y || now.W != was.W || now.H != was.H {
				g.Shape, g.Points, g.X, g.Y, g.W, g.H = feltbog.Rect, nil, now.X, now.Y, now.W, now.H
			}
		}); err != nil {
			return err
		}
		_, err = edit(ctx, s, w, id, func(r *feltbog.Redaction) { r.Method, r.Subject = now.Method, now.Subject })
		return err
	})
	if err != nil {
		return err
	}
	return p.follow(ctx, photo)
}

// RemoveRedactions uncovers places, as one action.
func (p *Project) RemoveRedactions(ctx context.Context, ids []feltbog.ID) error {
	if len(ids) == 0 {
		return nil
	}
	photos := map[feltbog.ID]bool{}
	err := p.act(ctx, "redaction.delete", func(s *vault.Space, w *store.Writer) error {
		for _, id := range ids {
			rec, _, err := s.Get(ctx, id)
			if err != nil {
				return err
			}
			r, ok := rec.(*feltbog.Redaction)
			if !ok {
				return otherKind(id, rec.Kind(), feltbog.KindRedaction)
			}
			photos[r.Photo] = true
			if err := w.Delete(id); err != nil {
				return err
			}
			if err := w.Delete(r.Region); err != nil && feltbog.ErrorCode(err) != feltbog.ENotFound {
				return err
			}
		}
		return nil
	})
	for photo := range photos {
		if err == nil {
			err = p.follow(ctx, photo)
		}
	}
	return err
}

// ProposeRedactions says where faces seem to be that nothing covers yet, as solid boxes. It misses some, and finds some
// that are none: nothing is covered by it.
func (p *Project) ProposeRedactions(ctx context.Context, id feltbog.ID) ([]Covering, error) {
	o, err := p.photoRecord(ctx, id)
	if err != nil {
		return nil, err
	}
	img, err := p.shrunk(ctx, o, screenSide)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	faces, err := photo.Faces(img)
	if err != nil {
		return nil, err
	}
	of, err := p.redactionsOf(ctx, id)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	out := []Covering{}
	for _, f := range faces {
		g := &feltbog.Region{Shape: feltbog.Rect, X: f.X, Y: f.Y, W: f.W, H: f.H}
		if !of.Covers(g) {
			out = append(out, Covering{Method: feltbog.BoxOver, Subject: feltbog.CoversFace, X: f.X, Y: f.Y, W: f.W, H: f.H})
		}
	}
	return out, nil
}

// MarkReadable says what can be read in a picture; nothing else that is delicate in it changes.
func (p *Project) MarkReadable(ctx context.Context, id feltbog.ID, what []feltbog.SensitiveContent) error {
	return p.EditPhoto(ctx, id, func(o *feltbog.Photo) {
		kept := slices.DeleteFunc(slices.Clone(o.Sensitive), func(s feltbog.SensitiveContent) bool { return slices.Contains(feltbog.ReadableContents(), s) })
		for _, s := range feltbog.ReadableContents() {
			if slices.Contains(what, s) {
				kept = append(kept, s)
			}
		}
		o.Sensitive = kept
	})
}
