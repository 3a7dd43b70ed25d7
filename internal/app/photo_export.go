package app

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/photo"
)

// PhotoExport says which picture leaves, for whom and why.
type PhotoExport struct {
	Photo     feltbog.ID
	Use       feltbog.Use
	Recipient string
	Reason    string
	Folder    string // where the file is written
}

// PhotoExported is a picture that was let out.
type PhotoExported struct {
	File       string     `json:"file"`
	Width      int        `json:"width"`
	Height     int        `json:"height"`
	Disclosure feltbog.ID `json:"disclosure"` // its line in the register
}

// pixelsOnly lets a picture out without a word: what is written about it does not come along, so nobody is asked about it.
type pixelsOnly struct{ whole gate.Cover }

// Cover implements gate.Cover.
func (x pixelsOnly) Cover(ctx context.Context, use feltbog.Use, rec feltbog.Record, about []feltbog.ID) (feltbog.Record, []gate.Reason, error) {
	o, ok := rec.(*feltbog.Photo)
	if !ok {
		return nil, nil, otherKind(rec.RecordID(), rec.Kind(), feltbog.KindPhoto)
	}
	bare := &feltbog.Photo{Number: o.Number}
	bare.ID = o.ID
	return x.whole.Cover(ctx, use, bare, about)
}

// Derivative implements gate.Derivatives.
func (x pixelsOnly) Derivative(ctx context.Context, o *feltbog.Photo) ([]byte, error) {
	return x.whole.Derivative(ctx, o)
}

// pixelGate is the gate for pictures without a word.
func (p *Project) pixelGate(ctx context.Context) (*gate.Gate, error) {
	if p.v.Team() == nil {
		return nil, feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
	}
	c, err := p.readCover(ctx)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	g, err := gate.Open(ctx, gateway{p}, pixelsOnly{c})
	return g, cancelled(ctx, err)
}

// ExportPhoto writes a picture for others to see: the covered copy where something is covered, else one made anew from
// the pixels. Only what the gate clears is written, and only when it stands in the register. The file's name is a
// number.
func (p *Project) ExportPhoto(ctx context.Context, x PhotoExport, say Say) (PhotoExported, error) {
	var done PhotoExported
	o, err := p.photoRecord(ctx, x.Photo)
	if err != nil {
		return done, err
	}
	if err := p.follow(ctx, x.Photo); err != nil {
		return done, err
	}
	g, err := p.pixelGate(ctx)
	if err != nil {
		return done, err
	}
	number := fmt.Sprintf("%04d", o.Number)
	order := gate.Order{Use: x.Use, Title: say("photo.export.entry", "number", number), Format: "jpg", Recipient: x.Recipient, Reason: x.Reason,
		Member: p.v.Actor(ctx), At: p.v.Now(), Strict: true}
	done.File = filepath.Join(x.Folder, say("photo.export.file", "number", number)+".jpg")
	var passed gate.Passage
	err = WritePaper(done.File, func(w io.Writer) (err error) {
		passed, err = g.Let(ctx, order, []gate.Item{{Kind: feltbog.KindPhoto, ID: x.Photo}}, func(w io.Writer, c []gate.Cleared) error {
			b, err := c[0].Picture()
			if err != nil {
				return err
			}
			size, err := photo.SizeOf(b)
			if err != nil {
				return err
			}
			done.Width, done.Height = size.Width, size.Height
			_, err = w.Write(b)
			return err
		}, gateway{p}, w)
		return err
	})
	done.Disclosure = passed.Disclosure.ID
	return done, cancelled(ctx, err)
}

// PhotosExport says which pictures leave, for whom and why.
type PhotosExport struct {
	PhotoExport
	Photos []feltbog.ID
}

// PhotoKept is a picture that stayed here, and why.
type PhotoKept struct {
	Photo  feltbog.ID
	Number int
	Why    []error // each is a reason of the gate, or what went wrong
}

// PhotosExported says what became of several pictures.
type PhotosExported struct {
	Out  []PhotoExported
	Kept []PhotoKept
}

// WouldExport asks the gate, before anything is written, which pictures it would keep back for a use, and why.
func (p *Project) WouldExport(ctx context.Context, use feltbog.Use, photos []feltbog.ID) ([]PhotoKept, error) {
	g, err := p.pixelGate(ctx)
	if err != nil {
		return nil, err
	}
	var kept []PhotoKept
	for _, id := range photos {
		o, err := p.photoRecord(ctx, id)
		if err != nil {
			return nil, err
		}
		a, err := g.May(ctx, use, gate.Item{Kind: feltbog.KindPhoto, ID: id}, p.v.Now())
		if err != nil {
			return nil, cancelled(ctx, err)
		}
		if a.Verdict != gate.Yes {
			kept = append(kept, PhotoKept{id, o.Number, whys(a.Reasons)})
		}
	}
	return kept, nil
}

// whys are the reasons that stand in the way, each once.
func whys(all []gate.Reason) (out []error) {
	seen := map[string]bool{}
	for _, r := range all {
		if r.Why != nil && !seen[r.Why.Error()] {
			seen[r.Why.Error()] = true
			out = append(out, r.Why)
		}
	}
	return out
}

// ExportPhotos writes pictures for others to see, each as ExportPhoto does. One that is kept back keeps no other back.
func (p *Project) ExportPhotos(ctx context.Context, x PhotosExport, say Say, progress *Progress) (PhotosExported, error) {
	var done PhotosExported
	would, err := p.WouldExport(ctx, x.Use, x.Photos)
	if err != nil {
		return done, err
	}
	progress.Expect(int64(len(x.Photos)))
	for _, id := range x.Photos {
		if i := slices.IndexFunc(would, func(k PhotoKept) bool { return k.Photo == id }); i >= 0 {
			done.Kept = append(done.Kept, would[i])
			progress.Add(1)
			continue
		}
		one := x.PhotoExport
		one.Photo = id
		out, err := p.ExportPhoto(ctx, one, say)
		switch {
		case ctx.Err() != nil || feltbog.ErrorCode(err) == feltbog.ECancelled:
			return done, cancelled(ctx, err)
		case err != nil:
			o, gone := p.photoRecord(ctx, id)
			if gone != nil {
				return done, gone
			}
			done.Kept = append(done.Kept, PhotoKept{id, o.Number, []error{err}})
		default:
			done.Out = append(done.Out, out)
		}
		progress.Add(1)
	}
	return done, nil
}
