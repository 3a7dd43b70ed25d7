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

// pixelsOnly lets a picture out without a word: what is written about it is not looked through for names.
type pixelsOnly struct{}

// Cover implements gate.Cover.
func (pixelsOnly) Cover(_ context.Context, _ feltbog.Use, rec feltbog.Record, _ []feltbog.ID) (feltbog.Record, error) {
	o, ok := rec.(*feltbog.Photo)
	if !ok {
		return nil, otherKind(rec.RecordID(), rec.Kind(), feltbog.KindPhoto)
	}
	out := &feltbog.Photo{Travel: o.Travel, Turn: o.Turn, Number: o.Number}
	out.ID = o.ID
	return out, nil
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
	g, err := gate.Open(ctx, gateway{p}, pixelsOnly{})
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
			made, err := p.clearedPixels(ctx, c[0])
			if err != nil {
				return err
			}
			done.Width, done.Height = made.Size.Width, made.Size.Height
			_, err = w.Write(made.JPEG)
			return err
		}, gateway{p}, w)
		return err
	})
	done.Disclosure = passed.Disclosure.ID
	return done, cancelled(ctx, err)
}

// clearedPixels are the pixels of a picture that the gate cleared, and nothing beside them.
func (p *Project) clearedPixels(ctx context.Context, c gate.Cleared) (photo.Redacted, error) {
	rec, err := c.Open()
	if err != nil {
		return photo.Redacted{}, err
	}
	o, ok := rec.(*feltbog.Photo)
	if !ok {
		return photo.Redacted{}, otherKind(rec.RecordID(), rec.Kind(), feltbog.KindPhoto)
	}
	b, err := readFile(ctx, p.v.Team(), o.Travel, photo.MaxFile)
	if err != nil {
		return photo.Redacted{}, err
	}
	if current, err := p.redactionsOf(ctx, o.ID); err != nil {
		return photo.Redacted{}, err
	} else if len(current.All) > 0 { // it was made from the pixels already
		return photo.Stored(b)
	}
	return photo.RedactCopy(b, o.Turn, nil)
}
