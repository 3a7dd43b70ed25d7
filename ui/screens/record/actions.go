package record

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/kinds"
	"feltbog/ui/telling"
	"feltbog/ui/trace"
)

// typed has what was typed kept at the next pause.
func (s *Screen) typed(e *editor) {
	if e.pause != nil {
		e.pause.Stop()
	}
	if e.entry.Text != e.kept {
		e.pause = time.AfterFunc(pause, func() { s.host.Do(func() { s.keep(e) }) })
	}
}

// keep makes durable what is being typed, without ending it.
func (s *Screen) keep(e *editor) {
	text, kind, id := e.entry.Text, s.kind, s.id
	if text == e.kept || s.editors[e.name] != e {
		return
	}
	e.kept = text
	var err error
	s.host.Act(func(ctx context.Context) error {
		err = s.deps.Type(ctx, app.Edit{Kind: kind, ID: id, Texts: []app.Setting{{Field: e.name, Text: text}}})
		return nil
	}, func() {
		if e.fail(err); err == nil {
			trace.Event("kept", "kind", string(kind), "id", id.String())
		}
	})
}

// save writes a text that was left, and ends what was being typed.
func (s *Screen) save(e *editor) {
	if !e.dirty() || s.id.IsZero() {
		return
	}
	text, kind, id := e.entry.Text, s.kind, s.id
	var err error
	s.host.Act(func(ctx context.Context) error {
		err = s.write(ctx, kind, id, []app.Setting{{Field: e.name, Text: text}})
		return nil
	}, func() {
		e.fail(err)
		if err == nil {
			e.saved = text
			trace.Event("saved", "kind", string(kind), "id", id.String())
			s.reload()
			s.look(e, text)
		}
		s.left.Refresh()
	})
}

// look looks for names in a text that was left. Who somebody is stands in the register, where names belong.
func (s *Screen) look(e *editor, text string) {
	kind, id := s.kind, s.id
	if schema := feltbog.SchemaOf(kind); schema == nil || !schema.Lives(feltbog.TeamSpace) {
		return
	}
	var found app.Tellings
	s.host.Act(func(ctx context.Context) (err error) {
		found, err = s.deps.NamesIn(ctx, id, text)
		return err
	}, func() {
		if e.entry.Text != text || s.id != id {
			return
		}
		e.offer.Objects = nil
		if o := telling.Offer(found, func(t app.Telling, with string) {
			s.host.Act(func(ctx context.Context) error { return s.deps.ReplaceTelling(ctx, kind, id, e.name, t.Text, with) }, func() {
				s.host.Say(i18n.T("names.replaced"))
				e.offer.Objects = nil
				s.reload()
			})
		}, func(t app.Telling) {
			s.host.Act(func(ctx context.Context) error { return s.deps.LetStand(ctx, id, t.Text) }, func() { s.look(e, text) })
		}); o != nil {
			e.offer.Objects = []fyne.CanvasObject{o}
		}
		e.offer.Refresh()
		s.left.Refresh()
	})
}

func (s *Screen) write(ctx context.Context, kind feltbog.Kind, id feltbog.ID, texts []app.Setting) error {
	if err := s.deps.Type(ctx, app.Edit{Kind: kind, ID: id, Texts: texts}); err != nil {
		return err
	}
	return s.deps.Settle(ctx)
}

// Leave implements screen.Leaver: what is being written is saved.
func (s *Screen) Leave() func() error {
	var texts []app.Setting
	for _, e := range s.editors {
		if e.dirty() {
			texts = append(texts, app.Setting{Field: e.name, Text: e.entry.Text})
			e.saved = e.entry.Text
		}
	}
	kind, id := s.kind, s.id
	if len(texts) == 0 {
		return nil
	}
	return func() error { return s.write(context.Background(), kind, id, texts) }
}

// remove puts the record into the trash.
func (s *Screen) remove() {
	h := s.page.Heading
	s.host.Act(func(ctx context.Context) error { return s.deps.Delete(ctx, h.Kind, h.ID) }, func() {
		s.host.Say(i18n.T("record.deleted", "what", kinds.Thing(h)))
		s.reload()
	})
}

// restore brings it back.
func (s *Screen) restore() {
	h := s.page.Heading
	s.host.Act(func(ctx context.Context) error {
		_, err := s.deps.Restore(ctx, h.Kind, h.ID)
		return err
	}, func() {
		s.host.Say(i18n.T("trash.restored", "what", kinds.Thing(h)))
		s.reload()
	})
}

// resolve settles two versions.
func (s *Screen) resolve(field string, c app.Choice) {
	kind, id := s.kind, s.id
	delete(s.editors, field) // it shows what is chosen
	s.host.Act(func(ctx context.Context) error { return s.deps.Resolve(ctx, kind, id, field, c) }, func() {
		trace.Event("resolved", "kind", string(kind), "field", field)
		s.reload()
	})
}
