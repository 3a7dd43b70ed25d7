package trash

import (
	"context"
	"slices"
	"strings"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/kinds"
	"feltbog/ui/trace"
	"feltbog/ui/widgets"
)

// reload asks for the trash again.
func (s *Screen) reload() {
	if s.ctx.Err() != nil {
		return
	}
	q := app.TrashQuery{Kind: s.kind, Limit: s.limit}
	s.load.Load(s.ctx, func(ctx context.Context) (app.Trash, error) { return s.deps.Trash(ctx, q) }, func(t app.Trash, err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.show(t)
	})
}

// show puts the trash in the list.
func (s *Screen) show(t app.Trash) {
	if s.kind != "" && t.Kinds[s.kind] == 0 { // the last of its kind left: show the others
		s.kind = ""
		s.filter.SetSelected("")
		s.reload()
		return
	}
	s.mayErase = t.MayErase
	at := s.list.At()
	s.list.SetRows(t.Items)
	if s.list.At() < 0 && len(t.Items) > 0 {
		s.list.GoTo(min(max(at, 0), len(t.Items)-1))
	}
	s.showKinds(t)
	s.note.SetText(i18n.N("trash.count", t.Total))
	s.note.Hidden = t.Total == 0
	s.empty.Hidden, s.list.Hidden = t.Total > 0, t.Total == 0
	here := t.Total
	if s.kind != "" {
		here = t.Kinds[s.kind]
	}
	s.more.Hidden = here <= len(t.Items)
	s.enable()
	s.all.Refresh()
	trace.Event("shown", "name", "trash", "rows", len(t.Items))
}

// showKinds fills the choice of kinds with those that are there.
func (s *Screen) showKinds(t app.Trash) {
	var options []widgets.Option
	for kind, n := range t.Kinds {
		name := i18n.Kinds(kind)
		options = append(options, widgets.Option{Value: string(kind), Text: i18n.T("trash.kind", "kinds", name, "n", i18n.Number(n)), Icon: kinds.Icon(kind)})
	}
	slices.SortFunc(options, func(a, b widgets.Option) int { return strings.Compare(a.Text, b.Text) })
	s.filter.SetOptions(append([]widgets.Option{{Text: i18n.T("trash.all")}}, options...))
}

// only shows one kind; "" all.
func (s *Screen) only(kind string) {
	s.kind, s.limit = feltbog.Kind(kind), piece
	s.reload()
}
