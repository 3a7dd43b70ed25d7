package shell

import (
	"context"
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/ui/screen"
	"feltbog/ui/trace"
)

// keepScreens is how many screens stay built.
const keepScreens = 12

// keepRoutes is how many steps back are remembered.
const keepRoutes = 100

// router shows one screen at a time and remembers the way there.
type router struct {
	s       *Shell
	box     *fyne.Container
	built   map[screen.Place]screen.Screen
	recent  []screen.Place // of the built ones, the last used last
	history []screen.Route
	at      int  // in history
	passing bool // what is shown was opened only to begin something there: the way does not lead back to it
	cancel  context.CancelFunc
	unbind  []func()
}

func newRouter(s *Shell) *router {
	return &router{s: s, box: container.NewStack(), built: map[screen.Place]screen.Screen{}, at: -1}
}

// open goes to a new route; what lay ahead in the history is forgotten.
func (r *router) open(to screen.Route) {
	lasting := to
	lasting.Begin = false
	if r.at >= 0 && r.history[r.at] == lasting {
		r.show(to)
		return
	}
	if r.passing {
		r.at--
	}
	r.passing = to.Begin && to.ID.IsZero()
	r.history = append(r.history[:r.at+1:r.at+1], lasting)
	if len(r.history) > keepRoutes {
		r.history = r.history[1:]
	}
	r.at = len(r.history) - 1
	r.show(to)
}

func (r *router) back() {
	if r.at > 0 {
		r.at--
		r.passing = false
		r.show(r.history[r.at])
	}
}

func (r *router) forward() {
	if r.at+1 < len(r.history) {
		r.at++
		r.passing = false
		r.show(r.history[r.at])
	}
}

// current is the screen in front, nil before the first.
func (r *router) current() screen.Screen {
	if r.at < 0 {
		return nil
	}
	return r.built[r.history[r.at].Place]
}

func (r *router) show(to screen.Route) {
	if finish := r.leave(); finish != nil {
		r.s.Act(func(context.Context) error { return finish() }, nil)
	}
	sc := r.screen(to.Place)
	r.box.Objects = []fyne.CanvasObject{sc.Content()}
	r.box.Refresh()
	r.s.rail.selectPlace(to.Place)
	r.s.Window().Canvas().Unfocus()
	var ctx context.Context
	ctx, r.cancel = context.WithCancel(r.s.ctx)
	sc.Shown(ctx, to)
	if k, ok := sc.(screen.Keyed); ok {
		for id, f := range k.Keys() {
			r.unbind = append(r.unbind, r.s.Keys.On(id, f))
		}
	}
	trace.Event("screen", "name", string(to.Place), "kind", string(to.Kind), "part", to.Part)
	r.remember(to)
	r.s.count()
}

// leave tells the screen in front that it goes, and returns what it has to finish.
func (r *router) leave() func() error {
	if r.cancel == nil {
		return nil
	}
	var finish func() error
	for place, sc := range r.built {
		if l, ok := sc.(screen.Leaver); ok && len(r.recent) > 0 && r.recent[len(r.recent)-1] == place {
			finish = l.Leave()
		}
	}
	r.cancel()
	r.cancel = nil
	for _, f := range r.unbind {
		f()
	}
	r.unbind = nil
	return finish
}

// screen returns the screen of a place, built when it is not, and forgets the one that was not used for longest.
func (r *router) screen(p screen.Place) screen.Screen {
	for i, q := range r.recent {
		if q == p {
			r.recent = append(append(r.recent[:i:i], r.recent[i+1:]...), p)
			return r.built[p]
		}
	}
	if len(r.recent) == keepScreens {
		delete(r.built, r.recent[0])
		r.recent = r.recent[1:]
	}
	r.recent = append(r.recent, p)
	r.built[p] = r.s.Config.Build(r.s, p)
	return r.built[p]
}

// find goes to the search field of the screen in front, or asks everywhere when it has none.
func (r *router) find() {
	if f, ok := r.current().(screen.Searchable); ok && f.FocusSearch() {
		return
	}
	r.s.search()
}

func (r *router) panel() {
	if p, ok := r.current().(screen.Paneled); ok {
		p.TogglePanel()
	}
}

// placeKept is the name under which a vault keeps where this machine left it.
const placeKept = "window.route"

func (r *router) remember(to screen.Route) {
	b, err := json.Marshal(to)
	if err != nil {
		return
	}
	r.s.Run.Go(func() {
		if err := r.s.Config.Project.Keep(context.WithoutCancel(r.s.ctx), placeKept, string(b)); err != nil {
			trace.Event("keep", "error", err.Error())
		}
	})
}

// reopen goes where this vault was left.
func (s *Shell) reopen() {
	if s.Config.Only != "" {
		s.Do(func() { s.router.open(screen.Route{Place: s.Config.Only}) })
		return
	}
	s.Run.Go(func() {
		at := screen.Route{Place: screen.Project}
		kept, err := s.Config.Project.Kept(s.ctx, placeKept)
		if err == nil && kept != "" && json.Unmarshal([]byte(kept), &at) != nil {
			at = screen.Route{Place: screen.Project}
		}
		s.Do(func() { s.router.open(at) })
	})
}
