package record

import (
	"context"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/trace"
)

// loaded is what the page shows.
type loaded struct {
	page    app.Page
	history []app.Change
	gone    bool
}

// reload asks for the record again. Fields that are being written in keep what stands in them.
func (s *Screen) reload() {
	if s.ctx.Err() != nil || s.id.IsZero() {
		return
	}
	kind, id := s.kind, s.id
	s.load.Load(s.ctx, func(ctx context.Context) (loaded, error) {
		var l loaded
		var err error
		if l.page, err = s.deps.Page(ctx, kind, id); err == nil {
			l.history, err = s.deps.History(ctx, kind, id)
		}
		if feltbog.ErrorCode(err) == feltbog.ENotFound {
			return loaded{gone: true}, nil
		}
		return l, err
	}, func(l loaded, err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.page = l.page
		if l.gone {
			s.showGone()
		} else {
			s.show(l)
		}
		trace.Event("shown", "name", "record", "kind", string(s.kind), "gone", l.gone)
	})
}
