package photos

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/widgets"
)

// apart is how long after a picture the next one belongs to something else.
const apart = time.Hour

// group is pictures that stand together, and where the way to it leads from.
type group struct {
	title, meta string
	jump        string // what it is called beside the grid; groups that follow each other with one name have one way
	month       string // over the ways; "" none
	n           int
}

// arranged is the grid as it is to be shown.
type arranged struct {
	keys   []feltbog.ID
	groups []group
	counts counts
	at     map[feltbog.ID]int
}

// arrange narrows, sorts and groups. It is called elsewhere than on the UI goroutine and writes nothing it was given.
func arrange(shelf app.PhotoShelf, f app.PhotoFilter, v view) arranged {
	a := arranged{counts: count(shelf.Lines), at: make(map[feltbog.ID]int, len(shelf.Lines))}
	lines := make([]*app.PhotoLine, 0, len(shelf.Lines))
	for i := range shelf.Lines {
		l := &shelf.Lines[i]
		a.at[l.ID] = i
		if f.Match(l) {
			lines = append(lines, l)
		}
	}
	// those without a time keep their place at the end; within equal times the number decides
	slices.SortStableFunc(lines, func(a, b *app.PhotoLine) int {
		if a.Taken.IsZero() != b.Taken.IsZero() {
			if a.Taken.IsZero() {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(a.Taken.Milli(), b.Taken.Milli()), cmp.Compare(a.Number, b.Number))
	})
	switch v.By {
	case bySession:
		a.named(lines, v, func(l *app.PhotoLine) []string { return []string{sessionKey(l.Session)} }, func(key string) string {
			id, _ := feltbog.ParseID(key)
			return sessionName(shelf.Sessions[id], key)
		})
	case byPlace:
		a.named(lines, v, func(l *app.PhotoLine) []string { return []string{shelf.Places[l.Place]} }, func(key string) string {
			return orElse(key, i18n.T("photos.no_place"))
		})
	case byTag:
		names := map[feltbog.ID]string{}
		for _, t := range shelf.Tags {
			names[t.ID] = t.Name
		}
		a.named(lines, v, func(l *app.PhotoLine) []string {
			var all []string
			for _, t := range l.Tags {
				if names[t] != "" {
					all = append(all, names[t])
				}
			}
			if len(all) == 0 {
				return []string{""}
			}
			return all
		}, func(key string) string { return orElse(key, i18n.T("photos.no_tag")) })
	default:
		a.timed(lines, shelf, v)
	}
	return a
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func sessionKey(id feltbog.ID) string {
	if id.IsZero() {
		return ""
	}
	return id.String()
}

// named groups by names; a picture stands in each of its groups. Groups follow each other as their first pictures do for
// sessions, and by name otherwise; the one without a name is last.
func (a *arranged) named(lines []*app.PhotoLine, v view, keysOf func(*app.PhotoLine) []string, name func(string) string) {
	members := map[string][]feltbog.ID{}
	var order []string
	for _, l := range lines {
		for _, k := range keysOf(l) {
			if members[k] == nil {
				order = append(order, k)
			}
			members[k] = append(members[k], l.ID)
		}
	}
	if v.By != bySession {
		slices.SortFunc(order, func(a, b string) int { return cmp.Compare(strings.ToLower(a), strings.ToLower(b)) })
	} else if !v.Oldest {
		slices.Reverse(order)
	}
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(empty(a), empty(b)) })
	for _, k := range order {
		ids := members[k]
		a.keys = append(a.keys, ids...)
		a.groups = append(a.groups, group{title: name(k), jump: name(k), meta: i18n.N("photos.count", len(ids)), n: len(ids)})
	}
}

func empty(s string) int {
	if s == "" {
		return 1
	}
	return 0
}

// timed groups by what was photographed in one go: the same day and session, without an hour between. The newest day
// comes first, or last; in a day time goes forwards.
func (a *arranged) timed(lines []*app.PhotoLine, shelf app.PhotoShelf, v view) {
	var runs [][]*app.PhotoLine
	for i, l := range lines {
		if i == 0 || parted(lines[i-1], l) {
			runs = append(runs, nil)
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], l)
	}
	if !v.Oldest {
		slices.SortStableFunc(runs, func(a, b []*app.PhotoLine) int {
			x, y := a[0].Taken, b[0].Taken
			if x.IsZero() || y.IsZero() {
				return cmp.Compare(timeless(x), timeless(y))
			}
			return cmp.Compare(dayNumber(y), dayNumber(x))
		})
	}
	words := dayWords{}
	for _, run := range runs {
		for _, l := range run {
			a.keys = append(a.keys, l.ID)
		}
		a.groups = append(a.groups, words.group(run, shelf))
	}
}

func timeless(t feltbog.Instant) int {
	if t.IsZero() {
		return 1
	}
	return 0
}

// dayNumber counts the days on the wall where the picture was taken.
func dayNumber(t feltbog.Instant) int64 {
	x := t.Time()
	_, offset := x.Zone()
	return (x.Unix() + int64(offset)) / (24 * 60 * 60)
}

func parted(a, b *app.PhotoLine) bool {
	if a.Taken.IsZero() || b.Taken.IsZero() {
		return a.Taken.IsZero() != b.Taken.IsZero()
	}
	return a.Session != b.Session || b.Taken.Milli()-a.Taken.Milli() > apart.Milliseconds() || dayNumber(a.Taken) != dayNumber(b.Taken)
}

// dayWords words the days, each once.
type dayWords map[int64][3]string

func (w dayWords) group(run []*app.PhotoLine, shelf app.PhotoShelf) group {
	first, last := run[0], run[len(run)-1]
	g := group{n: len(run), meta: i18n.N("photos.count", len(run))}
	if first.Taken.IsZero() {
		g.title, g.jump = i18n.T("photos.no_time"), i18n.T("photos.no_time")
		return g
	}
	n := dayNumber(first.Taken)
	if _, ok := w[n]; !ok {
		t := first.Taken.Time()
		day := i18n.T("photos.weekday." + [...]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}[t.Weekday()])
		w[n] = [3]string{i18n.Day(t), i18n.T("photos.day", "weekday", day, "day", i18n.Number(t.Day())), i18n.T("photos.month", "month", i18n.T("photos.month."+strings.ToLower(t.Month().String()[:3])), "year", strconv.Itoa(t.Year()))}
	}
	g.jump, g.month = w[n][1], w[n][2]
	from, to := i18n.Clock(first.Taken.Time()), i18n.Clock(last.Taken.Time())
	if from != to {
		from = i18n.T("photos.span", "from", from, "to", to)
	}
	g.title = i18n.T("photos.when", "day", w[n][0], "clock", from)
	if s, ok := shelf.Sessions[first.Session]; ok {
		g.meta = sessionName(s, "x") + " · " + g.meta
	}
	return g
}

// sessionName says what a session was, and with whom; key is "" for none.
func sessionName(s app.PhotoSession, key string) string {
	switch {
	case key == "":
		return i18n.T("photos.no_session")
	case s.Title != "":
		return s.Title
	case s.Type == "":
		return i18n.Upper(i18n.Kind(feltbog.KindSession))
	}
	name := i18n.Upper(i18n.Choice("session_type", string(s.Type)))
	switch {
	case len(s.With) > 0:
		return i18n.T("photos.session.with", "type", name, "who", strings.Join(s.With[:min(len(s.With), 3)], ", "))
	case s.Place != "":
		return i18n.T("photos.session.at", "type", name, "place", s.Place)
	}
	return name
}

// headings are the groups as the grid shows them.
func headings(groups []group) []widgets.GalleryGroup {
	out := make([]widgets.GalleryGroup, len(groups))
	for i, g := range groups {
		out[i] = widgets.GalleryGroup{Title: g.title, Meta: g.meta, N: g.n}
	}
	return out
}
