package photos

import (
	"context"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// first is how many pictures are shown before all of them are read.
const first = 400

// start reads how the pictures are looked at here, then the latest of them, then all.
func (s *Screen) start() {
	if s.there {
		s.changed()
		return
	}
	s.loading = true
	ctx := s.ctx
	s.host.Go(func() {
		kept, err := s.deps.Kept(ctx, keptView)
		if err == nil {
			s.host.Do(func() { s.use(readView(kept, s.view)) })
		}
		s.read(ctx, first)
	})
}

// changed reads everything again: once, however much changes meanwhile.
func (s *Screen) changed() {
	if s.ctx.Err() != nil {
		return
	}
	if s.loading {
		s.again = true
		return
	}
	s.loading = true
	ctx := s.ctx
	s.host.Go(func() { s.read(ctx, 0) })
}

// read runs elsewhere.
func (s *Screen) read(ctx context.Context, limit int) {
	shelf, err := s.deps.Photos(ctx, limit)
	s.host.Do(func() {
		if ctx.Err() != nil || ctx != s.ctx {
			return
		}
		if s.loading = false; err != nil {
			s.host.Fail(err)
			return
		}
		s.shelf, s.there = shelf, true
		s.pics.forget()
		s.regroup()
		s.inspect.reload()
		if shelf.Partial || s.again {
			s.again = false
			s.changed()
		}
	})
}

// regroup shows the pictures as the filter and the view ask.
func (s *Screen) regroup() {
	shelf, f, v := s.shelf, s.filter, s.view
	s.sort.Load(s.ctx, func(context.Context) (arranged, error) { return arrange(shelf, f, v), nil }, func(a arranged, _ error) { s.show(a) })
}

func (s *Screen) show(a arranged) {
	s.at, s.groups = a.at, a.groups
	s.grid.SetItems(a.keys, headings(a.groups))
	s.bar.show(a.counts, len(a.keys))
	s.jumps.show(a.groups)
	s.single.arranged()
	s.empty.Objects = nil
	switch {
	case a.counts.all == 0:
		s.empty.Objects = []fyne.CanvasObject{widgets.NewEmpty("billeder", i18n.T("empty.photos"), uikit.Name(widgets.NewPrimary(i18n.T("photos.bring"), "import", s.bringFolder), "photos.bring.first"))}
	case len(a.keys) == 0:
		s.empty.Objects = []fyne.CanvasObject{widgets.NewEmpty("filter", i18n.T("photos.none_match"), widgets.NewButton(i18n.N("photos.filter.clear", s.filter.Count()), "x", s.unfilter))}
	}
	s.grid.Hidden = len(a.keys) == 0
	if c := s.host.Window().Canvas(); !s.grid.Hidden && !s.single.on && c.Focused() == nil && c.Overlays().Top() == nil {
		c.Focus(s.grid) // so that its keys work at once
	}
	s.empty.Refresh()
	if s.grid.At() < 0 && len(a.keys) > 0 {
		s.grid.GoTo(0)
	}
	s.inFront()
	s.tags.show()
	s.middle.Refresh()
	trace.Event("shown", "name", "photos", "rows", len(a.keys), "all", a.counts.all, "partial", s.shelf.Partial)
}

// line returns what is known of a picture in the grid, nil when it is gone.
func (s *Screen) line(id feltbog.ID) *app.PhotoLine {
	if i, ok := s.at[id]; ok && i < len(s.shelf.Lines) && s.shelf.Lines[i].ID == id {
		return &s.shelf.Lines[i]
	}
	return nil
}

// front is the picture in front; zero: none.
func (s *Screen) frontID() feltbog.ID {
	if s.single.on {
		return s.single.id
	}
	if i := s.grid.At(); i >= 0 && i < s.grid.Len() {
		return s.grid.Key(i)
	}
	return feltbog.ID{}
}

// these are the pictures that an action is about: those selected, or else the one in front.
func (s *Screen) these() []feltbog.ID {
	if !s.single.on {
		if all := s.grid.Selected(); len(all) > 0 {
			return all
		}
	}
	if id := s.frontID(); !id.IsZero() {
		return []feltbog.ID{id}
	}
	return nil
}

// inFront says of another picture what is known of it.
func (s *Screen) inFront() {
	s.inspect.open(s.frontID())
	s.tags.show()
}

func (s *Screen) picked() {
	s.tags.show()
	s.inspect.several()
	trace.Event("picked", "n", s.grid.CountSelected())
}
