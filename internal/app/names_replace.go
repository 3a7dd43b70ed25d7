package app

import (
	"bytes"
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/gate/scan"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// ReplaceTelling puts something else in the place of a passage, wherever it points at somebody in a field of a record,
// and erases in the same action what stood in the field before: on this machine at once, on others when they hear of it.
// It cannot be undone. Where the passage does not stand in the field any more, what stood there before and held it is
// erased and the text stays as it is; where it never did, nothing changes.
func (p *Project) ReplaceTelling(ctx context.Context, kind feltbog.Kind, record feltbog.ID, field, passage, with string) error {
	if passage == "" {
		return feltbog.Errorf(feltbog.EUsage, "names.nothing", "nothing was chosen to be replaced")
	}
	schema, err := schemaOf(kind)
	if err != nil {
		return err
	}
	f, ok := schema.Field(field)
	if !ok || f.Type != feltbog.TypeText {
		return feltbog.Errorf(feltbog.EUsage, "names.field", "%q is no text of a %s", field, kind).With("field", field)
	}
	if err := p.Settle(ctx); err != nil { // what is being typed becomes a value that can be erased
		return err
	}
	s, err := p.homeOf(ctx, kind, record)
	if err != nil {
		return cancelled(ctx, err)
	}
	names, _, _, err := p.scanner(ctx)
	if err != nil {
		return err
	}
	return cancelled(ctx, p.v.EraseAnd(ctx, s, store.Action{Name: "names.replace"}, func(w *store.Writer) error {
		rec, err := shown(ctx, s, w, schema, record, f)
		if err != nil {
			return err
		}
		v := f.Value(rec)
		text := masked(names, v.String(), passage, with)
		if text == v.String() {
			return forget(w, record, field, passage)
		}
		earlier, err := w.Earlier(record, field)
		if err != nil {
			return err
		}
		v.SetString(text)
		if err := w.Put(rec); err != nil {
			return err
		}
		return w.Erase(change.Erasure{Values: earlier})
	}))
}

// forget erases what stood in a field earlier and held a passage.
func forget(w *store.Writer, record feltbog.ID, field, passage string) error {
	earlier, err := w.Earlier(record, field)
	if err != nil {
		return err
	}
	var held []change.ValueRef
	for _, ref := range earlier {
		data, ok, err := w.Value(ref.ID, field)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		plain, err := change.Plain(data)
		if text, is := plain.(string); err == nil && is && strings.Contains(text, passage) {
			held = append(held, ref)
		}
	}
	if len(held) == 0 {
		return nil
	}
	return w.Erase(change.Erasure{Values: held})
}

// shown reads a record whose field is about to be written over with all that stood there before. It refuses where that
// would take somebody's words along unseen: another version of the field, or letters that were typed meanwhile.
func shown(ctx context.Context, s *vault.Space, w *store.Writer, schema *feltbog.Schema, id feltbog.ID, f feltbog.Field) (feltbog.Record, error) {
	rec, trashed, err := current(ctx, s, schema, id)
	if err != nil {
		return nil, err
	}
	if trashed {
		return nil, feltbog.Errorf(feltbog.EInvalid, "record.intrash", "the record %s is in the trash; take it back first", id).With("id", id.String())
	}
	state, err := w.State(id)
	if err != nil || state == nil {
		return rec, err
	}
	heads := state.Fields[f.Name].Visible()
	if len(heads) > 1 {
		return nil, feltbog.Errorf(feltbog.EInvalid, "names.versions", "the field has two versions; choose between them first")
	}
	have, err := change.EncodeField(rec, f)
	if err != nil {
		return nil, err
	}
	for _, h := range heads {
		if now, _, err := w.Value(h.ID, f.Name); err != nil {
			return nil, err
		} else if !bytes.Equal(now, have) {
			return nil, feltbog.Errorf(feltbog.EInvalid, "names.meanwhile", "the text was changed meanwhile; look at it again")
		}
	}
	return rec, nil
}

// masked puts something else in the place of a passage wherever the scan finds it. Where it finds it nowhere, as when
// the register was locked since, it is replaced as a word of its own: never inside of another.
func masked(names *scan.Scanner, text, passage, with string) string {
	var b strings.Builder
	at := 0
	for _, f := range names.Find(text) {
		if f.Text == passage {
			b.WriteString(text[at:f.Start] + with)
			at = f.End
		}
	}
	if at > 0 {
		return b.String() + text[at:]
	}
	for rest := text; ; {
		i := strings.Index(rest, passage)
		if i < 0 {
			return b.String() + text[at:]
		}
		start := len(text) - len(rest) + i
		end := start + len(passage)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !inWord(before) && !inWord(after) {
			b.WriteString(text[at:start] + with)
			at = end
		}
		rest = text[end:]
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
