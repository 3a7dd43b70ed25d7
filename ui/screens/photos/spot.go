package photos

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// spotFields are what is said of the spot in front.
type spotFields struct {
	p           *inspector
	box         *fyne.Container
	id          feltbog.ID
	label, note *widgets.Entry
	kind        *widgets.Select
	who         *widgets.Select // whoever is seen there
	tags        *fyne.Container
	filling     bool
	kept        [2]string
}

func newSpotFields(p *inspector) *spotFields {
	f := &spotFields{p: p}
	f.label = uikit.Name(widgets.NewEntry(i18n.T("photos.spot.label")), "photos.spot.label")
	f.note = uikit.Name(widgets.NewTextArea(i18n.T("photos.spot.note"), 2), "photos.spot.note")
	var kinds []widgets.Option
	for _, t := range feltbog.RegionTypes() {
		if t == feltbog.RegionRedaction { // that is drawn where pictures are covered
			continue
		}
		kinds = append(kinds, widgets.Option{Value: string(t), Text: i18n.Upper(i18n.Choice("region_type", string(t)))})
	}
	f.kind = uikit.Name(widgets.NewSelect(kinds, "", func(v string) {
		f.edit(func(r *feltbog.Region) { r.Type = feltbog.RegionType(v) })
	}), "photos.spot.kind")
	f.label.OnChanged = func(text string) { f.later("label", func(r *feltbog.Region) { r.Label = text }) }
	f.note.OnChanged = func(text string) { f.later("note", func(r *feltbog.Region) { r.Note = text }) }
	remove := uikit.Name(widgets.NewDanger(i18n.T("photos.spot.remove"), "trash", f.remove), "photos.spot.remove")
	f.who = uikit.Name(widgets.NewSelect(nil, "", f.tie), "photos.spot.who")
	f.tags = widgets.Flow(theme.Gap4)
	f.box = widgets.Column(theme.Gap8, widgets.Tall(f.label), f.note, f.kind, widgets.Field(i18n.T("photos.spot.who"), f.who, ""), f.tags, widgets.Row(0, remove, widgets.Spacer()))
	f.box.Hide()
	return f
}

// show is about another spot; the zero ID hides the fields.
func (f *spotFields) show(id feltbog.ID) {
	another := f.id != id
	f.id = id
	f.box.Hidden = id.IsZero()
	for i := range f.p.pointed {
		r := &f.p.pointed[i]
		if r.ID != id {
			continue
		}
		f.filling = true
		for n, x := range []struct {
			e    *widgets.Entry
			text string
		}{{f.label, r.Label}, {f.note, r.Note}} {
			if another || x.e.Text == f.kept[n] {
				x.e.SetText(x.text)
				f.kept[n] = x.text
			}
		}
		f.kind.SetSelected(string(r.Type))
		f.showWho(r)
		f.showTags(r)
		f.filling = false
	}
}

// someone is the choice of somebody who is not written down yet.
const someone = "new"

// showWho lists those who are seen in the picture.
func (f *spotFields) showWho(r *feltbog.Region) {
	options, now := []widgets.Option{{Text: i18n.T("photos.spot.nobody")}}, ""
	for i := range f.p.now.Seen {
		d := &f.p.now.Seen[i]
		options = append(options, widgets.Option{Value: d.ID.String(), Text: seenTitle(i, d)})
		if d.Region == r.ID {
			now = d.ID.String()
		}
	}
	f.who.SetOptions(append(options, widgets.Option{Value: someone, Text: i18n.T("redact.person.new")}))
	f.who.SetSelected(now)
}

// tie says who is seen in the spot in front; nobody unties it.
func (f *spotFields) tie(v string) {
	id, photo := f.id, f.p.id
	if f.filling || id.IsZero() {
		return
	}
	who, err := feltbog.ParseID(v)
	var before []feltbog.ID
	for i := range f.p.now.Seen {
		if d := &f.p.now.Seen[i]; d.Region == id && d.ID != who {
			before = append(before, d.ID)
		}
	}
	f.p.s.keep.Then(func(ctx context.Context) error {
		for _, b := range before {
			if err := f.p.s.deps.EditDepicted(ctx, b, func(d *feltbog.DepictedPerson) { d.Region = feltbog.ID{} }); err != nil {
				return err
			}
		}
		if err != nil && v != someone {
			return nil
		}
		g := feltbog.Region{Photo: photo}
		g.ID = id
		_, err := f.p.s.deps.PointOut(ctx, photo, who, g)
		return err
	}, func() {
		trace.Event("saved", "kind", string(feltbog.KindDepictedPerson))
		f.p.reload()
	})
}

// showTags are the tags with a key, as the spot bears them; here they are tapped, for the keys are about the picture.
func (f *spotFields) showTags(r *feltbog.Region) {
	s, id := f.p.s, r.ID
	f.tags.Objects = nil
	for i, tag := range s.shelf.Pinned[:min(len(s.shelf.Pinned), keyed)] {
		on := slices.Contains(r.Tags, tag)
		q := widgets.NewQuickTag(s.tagName(tag), "", func() {
			s.keep.Then(func(ctx context.Context) error { return s.deps.TagRegion(ctx, id, tag, !on) }, f.told(id))
		})
		if on {
			q.State = widgets.TagOn
		}
		f.tags.Add(uikit.Name(q, "photos.spot.tag."+digit(i)))
	}
	f.tags.Refresh()
}

func (f *spotFields) later(name string, change func(*feltbog.Region)) {
	if f.filling || f.id.IsZero() {
		return
	}
	id := f.id
	f.p.s.keep.Later(fieldOf{id, name}, func(ctx context.Context) error { return f.p.s.deps.EditRegion(ctx, id, change) }, f.told(id))
}

func (f *spotFields) edit(change func(*feltbog.Region)) {
	if f.filling || f.id.IsZero() {
		return
	}
	id := f.id
	f.p.s.keep.Then(func(ctx context.Context) error { return f.p.s.deps.EditRegion(ctx, id, change) }, f.told(id))
}

func (f *spotFields) told(id feltbog.ID) func() {
	return func() { trace.Event("saved", "kind", string(feltbog.KindRegion), "id", id.String()) }
}

func (f *spotFields) remove() {
	id := f.id
	if id.IsZero() {
		return
	}
	f.p.s.keep.Then(func(ctx context.Context) error { return f.p.s.deps.DeleteRegion(ctx, id) }, func() {
		f.p.s.host.Say(i18n.T("photos.spot.removed"))
	})
}

func (f *spotFields) leave() { f.show(feltbog.ID{}) }
