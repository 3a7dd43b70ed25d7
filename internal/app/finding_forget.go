package app

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"reflect"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// ForgetFinding takes back what was decided about a passage in a record, so that it is asked about again. Only Item,
// Finding and Passage are looked at.
func (p *Project) ForgetFinding(ctx context.Context, d FindingDecision) error {
	register, err := p.v.Register()
	if err != nil {
		return err
	}
	var ids []feltbog.ID
	err = register.Each(ctx, feltbog.KindScanDecision, []store.Where{{Field: "record", Value: d.Item.ID}}, 0, func(r feltbog.Record) error {
		if o := r.(*feltbog.ScanDecision); o.Finding == string(d.Finding) && strings.EqualFold(o.Passage, d.Passage) {
			ids = append(ids, o.ID)
		}
		return nil
	})
	if err != nil {
		return cancelled(ctx, err)
	}
	if len(ids) == 0 {
		return feltbog.Errorf(feltbog.ENotFound, "gate.undecided", "nothing was decided about that passage")
	}
	_, err = p.v.Do(ctx, store.Action{Name: "finding.forget"}, vault.Work{register: func(w *store.Writer) error {
		for _, id := range ids {
			if err := w.Delete(id); err != nil {
				return err
			}
		}
		return nil
	}})
	return cancelled(ctx, err)
}

// Words are the texts of a covered copy as they would be read for a use: on a card what the card says, else the passage of
// an excerpt, the captions of a picture, the text of a note.
func (c CoveredItem) Words(use feltbog.Use) []string {
	if c.Record == nil {
		return nil
	}
	var out []string
	if use == feltbog.UseInterpretation {
		made, _ := cardOf(c.Record, nil) // what no card is made of has no words on one
		for _, text := range []string{made.card.Text, made.card.Caption} {
			if text != "" {
				out = append(out, text)
			}
		}
		return out
	}
	for _, f := range feltbog.SchemaOf(c.Record.Kind()).Fields {
		if !f.Search || f.GoType.Kind() != reflect.String {
			continue
		}
		if text := strings.TrimSpace(f.Value(c.Record).String()); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// Picture decodes the copy of a picture; nil for anything else.
func (c CoveredItem) Picture() (image.Image, error) {
	if len(c.Copy) == 0 {
		return nil, nil
	}
	return jpeg.Decode(bytes.NewReader(c.Copy))
}
