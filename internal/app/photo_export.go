package app

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

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
	if p.v.Team() == nil {
		return done, feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
	}
	c, err := p.readCover(ctx)
	if err != nil {
		return done, cancelled(ctx, err)
	}
	g, err := gate.Open(ctx, gateway{p}, pixelsOnly{c})
	if err != nil {
		return done, cancelled(ctx, err)
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
