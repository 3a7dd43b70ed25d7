package app

import (
	"context"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// keptPins is the name under which this machine keeps its pinned tags.
const keptPins = "tags.pinned"

// maxPins is how many tags have a key: Alt+1 to Alt+9.
const maxPins = 9

// PinnedTags are the tags that have a key on this machine, in the order of the keys. Where nobody has pinned any, they
// are the tags that were made first.
func (p *Project) PinnedTags(ctx context.Context) ([]feltbog.ID, error) {
	kept, err := p.Kept(ctx, keptPins)
	if err != nil {
		return nil, err
	}
	tags, err := list[*feltbog.Tag](ctx, p, feltbog.KindTag)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	slices.Reverse(tags) // the oldest first
	if kept == "" {
		var out []feltbog.ID
		for _, t := range tags[:min(len(tags), maxPins)] {
			out = append(out, t.ID)
		}
		return out, nil
	}
	var out []feltbog.ID
	for s := range strings.FieldsSeq(kept) {
		if id, err := feltbog.ParseID(s); err == nil && slices.ContainsFunc(tags, func(t *feltbog.Tag) bool { return t.ID == id }) {
			out = append(out, id)
		}
	}
	return out, nil
}

// PinTag gives a tag a key on this machine, the next free one, or takes it away again. With nine keys taken the last
// one changes hands.
func (p *Project) PinTag(ctx context.Context, tag feltbog.ID, pin bool) error {
	pins, err := p.PinnedTags(ctx)
	if err != nil {
		return err
	}
	pins = slices.DeleteFunc(pins, func(id feltbog.ID) bool { return id == tag })
	if pin {
		pins = append(pins[:min(len(pins), maxPins-1)], tag)
	}
	var all []string
	for _, id := range pins {
		all = append(all, id.String())
	}
	return p.Keep(ctx, keptPins, strings.Join(append(all, "-"), " ")) // "-": somebody chose, perhaps none
}

// TagNamed returns the tag of a name, whatever the case of its letters; a new one when there is none.
func (p *Project) TagNamed(ctx context.Context, name string) (feltbog.ID, error) {
	name = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(name), "#"))
	tags, err := list[*feltbog.Tag](ctx, p, feltbog.KindTag)
	if err != nil {
		return feltbog.ID{}, cancelled(ctx, err)
	}
	for _, t := range tags {
		if strings.EqualFold(t.Name, name) {
			return t.ID, nil
		}
	}
	t := &feltbog.Tag{Name: name}
	t.ID = feltbog.NewID()
	return t.ID, p.act(ctx, "tag.add", func(_ *vault.Space, w *store.Writer) error { return w.Put(t) })
}
