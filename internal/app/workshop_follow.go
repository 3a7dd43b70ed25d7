package app

import (
	"context"
	"crypto/sha256"
	"reflect"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// saidKinds are what people said in a workshop, and what the team keeps of it.
var saidKinds = []feltbog.Kind{feltbog.KindCluster, feltbog.KindPlacement, feltbog.KindReading, feltbog.KindDisagreement, feltbog.KindPossibility, feltbog.KindDot}

// saidID is the id in the team of something that was said in a workshop: the same on every machine, so that taking it in
// twice, or on two machines, adds nothing.
func saidID(id feltbog.ID) feltbog.ID {
	sum := sha256.Sum256(slices.Concat([]byte("feltbog said in a workshop 1"), id[:]))
	var out feltbog.ID
	copy(out[:], sum[:])
	return out
}

// followWorkshop keeps in the team what was said in a workshop: what is new, what changed, and no longer what was taken
// back.
func (p *Project) followWorkshop(ctx context.Context, ws *vault.Space) error {
	team := p.v.Team()
	if team == nil {
		return nil
	}
	rec, err := p.workshopRecord(ctx, ws.Space())
	if err != nil {
		return err
	}
	said := map[feltbog.ID]feltbog.Record{}
	kept := map[feltbog.ID]feltbog.Record{}
	own := map[feltbog.ID]bool{} // ids in the workshop that have a copy
	for _, kind := range saidKinds {
		if err := ws.Each(ctx, kind, nil, 0, func(r feltbog.Record) error { own[r.RecordID()] = true; said[saidID(r.RecordID())] = r; return nil }); err != nil {
			return err
		}
	}
	for id, r := range said {
		said[id] = copyOf(r, id, own)
	}
	for _, kind := range saidKinds {
		if err := team.Each(ctx, kind, nil, 0, func(r feltbog.Record) error {
			if ofWorkshop(r, rec.ID, said, kept) {
				kept[r.RecordID()] = r
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return p.act(ctx, "workshop.said", func(_ *vault.Space, w *store.Writer) error {
		for id, r := range said {
			if was := kept[id]; was == nil || !reflect.DeepEqual(was, r) {
				if err := putAgain(ctx, team, w, r); err != nil {
					return err
				}
			}
		}
		for id := range kept {
			if said[id] == nil {
				if err := w.Delete(id); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// followWorkshops is followWorkshop for all that are here.
func (p *Project) followWorkshops(ctx context.Context) error {
	for _, s := range p.v.Spaces() {
		if s.Kind() == feltbog.WorkshopSpace {
			if err := p.followWorkshop(ctx, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// ofWorkshop reports whether a record in the team was said in a workshop. Heaps are asked about before what lies in them.
func ofWorkshop(r feltbog.Record, workshop feltbog.ID, said, kept map[feltbog.ID]feltbog.Record) bool {
	if said[r.RecordID()] != nil {
		return true
	}
	if o, ok := r.(*feltbog.Placement); ok {
		return said[o.Cluster] != nil || kept[o.Cluster] != nil
	}
	f, ok := feltbog.SchemaOf(r.Kind()).Field("workshop")
	return ok && f.Value(r).Interface() == any(workshop)
}

// copyOf is a record with the team's ids in the place of the workshop's, except those of cards, which the team knows by
// their sources.
func copyOf(r feltbog.Record, id feltbog.ID, own map[feltbog.ID]bool) feltbog.Record {
	schema := feltbog.SchemaOf(r.Kind())
	out := schema.New()
	to := reflect.ValueOf(out).Elem()
	to.Set(reflect.ValueOf(r).Elem())
	to.FieldByName("ID").Set(reflect.ValueOf(id))
	for _, f := range schema.Fields {
		switch v := f.Value(out); ref := v.Interface().(type) {
		case feltbog.ID:
			if own[ref] {
				v.Set(reflect.ValueOf(saidID(ref)))
			}
		case []feltbog.ID:
			all := slices.Clone(ref)
			for i := range all {
				if own[all[i]] {
					all[i] = saidID(all[i])
				}
			}
			v.Set(reflect.ValueOf(all))
		}
	}
	return out
}
