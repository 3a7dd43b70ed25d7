// Package source is a source to be read: a transcript by times and speakers, with a search in it, and what in it still
// points at people. A dialog brings a transcript in and asks who speaks.
package source

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/telling"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Deps are the use cases that the screen calls.
type Deps interface {
	Bus() *app.Bus
	Source(ctx context.Context, id feltbog.ID) (app.SourcePage, error)
	NamesIn(ctx context.Context, record feltbog.ID, text string) (app.Tellings, error)
	LetStand(ctx context.Context, record feltbog.ID, text string) error
	ReplaceTelling(ctx context.Context, kind feltbog.Kind, record feltbog.ID, field, passage, with string) error
	Visit(ctx context.Context, kind feltbog.Kind, id feltbog.ID) error
}

// read is what was read.
type read struct {
	page  app.SourcePage
	found app.Tellings
}

// piece is how many paragraphs are drawn at a time, and offered how many names are asked about at once.
const (
	piece   = 150
	offered = 4
)

// Screen is one source at a time.
type Screen struct {
	host  screen.Host
	deps  Deps
	ctx   context.Context
	load  uikit.Loader[read]
	id    feltbog.ID
	now   read
	limit int
	at    int // the hit in front

	title, meta *widgets.Text
	find        *widgets.Entry
	count       *widgets.Text
	session     *widgets.Button
	offer       *fyne.Container
	rows        *fyne.Container
	more        *widgets.Button
	scroll      *container.Scroll
	all         fyne.CanvasObject
}

// New returns the screen with nothing on it.
func New(host screen.Host, deps Deps) *Screen {
	s := &Screen{host: host, deps: deps, ctx: context.Background(), limit: piece, title: widgets.Titled(""), meta: widgets.Quiet(""), count: widgets.Quiet("").Line(),
		offer: widgets.Column(0), rows: widgets.Column(theme.Gap12)}
	s.load.Run = host
	s.find = uikit.Name(widgets.NewEntry(i18n.T("source.find")), "source.find")
	s.find.OnChanged = func(string) { s.at = -1; s.draw(); s.next() }
	s.find.Enter = s.next
	s.session = uikit.Name(widgets.NewButton("", "bubble", func() {
		host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: s.now.page.Source.Session})
	}), "source.session")
	s.more = uikit.Name(widgets.NewButton(i18n.T("source.more"), "down", func() { s.limit += piece; s.draw() }), "source.more")
	s.scroll = container.NewVScroll(widgets.Pad(widgets.AtMost(widgets.Column(theme.Gap16, s.rows, container.NewCenter(s.more)), 960), 2, theme.Gap16, theme.Gap40, 2))
	head := widgets.Column(theme.Gap12, container.NewBorder(nil, nil, nil, container.NewVBox(s.session), widgets.Column(theme.Gap4, s.title, s.meta)),
		container.NewBorder(nil, nil, nil, container.NewCenter(widgets.Pad(s.count, 0, 0, 0, theme.Gap12)), container.NewVBox(widgets.Tall(s.find))), s.offer, widgets.Rule())
	s.all = widgets.Pad(container.NewBorder(widgets.Pad(head, 0, 0, theme.Gap12, 0), nil, nil, nil, s.scroll), theme.Gap20, theme.Gap28, 0, theme.Gap28)
	return s
}

// Title implements screen.Screen. It names nobody.
func (s *Screen) Title() string { return i18n.Upper(i18n.Kind(feltbog.KindSource)) }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.all }

// FocusSearch implements screen.Searchable.
func (s *Screen) FocusSearch() bool {
	s.host.Window().Canvas().Focus(s.find)
	return true
}

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, at screen.Route) {
	s.ctx = ctx
	if s.id != at.ID {
		s.id, s.limit, s.at = at.ID, piece, -1
		s.find.SetText("")
		s.rows.RemoveAll()
		s.scroll.ScrollToTop()
	}
	sub := app.Subscribe(s.deps.Bus(), func(app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	s.reload()
	id := s.id
	s.host.Act(func(ctx context.Context) error { return s.deps.Visit(ctx, feltbog.KindSource, id) }, nil)
}

func (s *Screen) reload() {
	if s.ctx.Err() != nil {
		return
	}
	id := s.id
	s.load.Load(s.ctx, func(ctx context.Context) (r read, err error) {
		if r.page, err = s.deps.Source(ctx, id); err == nil {
			r.found, err = s.deps.NamesIn(ctx, id, r.page.Source.Text)
		}
		return r, err
	}, func(r read, err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.show(r)
	})
}

func (s *Screen) show(r read) {
	s.now = r
	s.title.SetText(r.page.Source.Title)
	parts := []string{i18n.N("source.paragraphs", len(r.page.Lines))}
	if !r.page.Source.Imported.IsZero() {
		parts = append(parts, i18n.T("source.imported", "when", i18n.Moment(r.page.Source.Imported.Time().Local())))
	}
	for _, p := range r.page.People {
		parts = append(parts, p.Pseudonym)
	}
	s.meta.SetText(strings.Join(parts, " · "))
	s.session.SetText(i18n.T("source.session", "name", r.page.Session))
	s.session.Hidden = r.page.Session == ""
	s.names()
	s.draw()
	trace.Event("shown", "name", "source", "rows", len(r.page.Lines))
}

// names asks about the first few passages that point at people.
func (s *Screen) names() {
	s.offer.Objects = nil
	some := s.now.found
	distinct := map[string]bool{}
	for i, t := range some.All {
		distinct[t.Text] = true
		if len(distinct) > offered {
			some.All = some.All[:i]
			break
		}
	}
	id := s.id
	if o := telling.Offer(some, func(t app.Telling, with string) {
		s.host.Act(func(ctx context.Context) error {
			return s.deps.ReplaceTelling(ctx, feltbog.KindSource, id, "text", t.Text, with)
		}, func() {
			s.host.Say(i18n.T("names.replaced"))
			s.reload()
		})
	}, func(t app.Telling) {
		s.host.Act(func(ctx context.Context) error { return s.deps.LetStand(ctx, id, t.Text) }, s.reload)
	}); o != nil {
		s.offer.Add(o)
	}
	s.offer.Hidden = len(s.offer.Objects) == 0
	s.offer.Refresh()
}

// draw shows the first paragraphs, with the hits of the search marked.
func (s *Screen) draw() {
	want := strings.ToLower(strings.TrimSpace(s.find.Text))
	s.rows.Objects = nil
	for _, l := range s.now.page.Lines[:min(s.limit, len(s.now.page.Lines))] {
		s.rows.Objects = append(s.rows.Objects, row(l, want))
	}
	if len(s.now.page.Lines) == 0 {
		s.rows.Objects = []fyne.CanvasObject{widgets.Quiet(i18n.T("source.empty"))}
	}
	s.rows.Refresh()
	s.more.Hidden = s.limit >= len(s.now.page.Lines)
	hits := s.hits()
	s.count.Hidden = want == ""
	s.count.SetText(i18n.N("source.hits", len(hits)))
	s.all.Refresh()
}

// hits are the paragraphs that hold what is looked for.
func (s *Screen) hits() []int {
	want := strings.ToLower(strings.TrimSpace(s.find.Text))
	if want == "" {
		return nil
	}
	var out []int
	for i, l := range s.now.page.Lines {
		if strings.Contains(strings.ToLower(l.Text), want) {
			out = append(out, i)
		}
	}
	return out
}

// next goes to the next hit, and after the last to the first.
func (s *Screen) next() {
	hits := s.hits()
	if len(hits) == 0 {
		return
	}
	to := hits[0]
	for _, i := range hits {
		if i > s.at {
			to = i
			break
		}
	}
	s.at = to
	if to >= s.limit {
		s.limit = to + piece
		s.draw()
	}
	s.scroll.ScrollToOffset(fyne.NewPos(0, max(s.rows.Objects[to].Position().Y-theme.Gap40, 0)))
}

// row is one paragraph: when, who, what.
func row(l app.SourceLine, want string) fyne.CanvasObject {
	text := widgets.NewMarked(l.Text, marks(l.Text, want))
	if l.Time == "" && l.Speaker == "" {
		return text
	}
	side := widgets.Column(2)
	if l.Speaker != "" {
		side.Add(widgets.NewText(l.Speaker, theme.Small, theme.Ink).Bold())
	}
	if l.Time != "" {
		side.Add(widgets.Quiet(l.Time).Line())
	}
	return widgets.Columns(theme.Gap16, []float32{1, 6}, side, text)
}

// marks are the places where what is looked for stands.
func marks(text, want string) []widgets.Span {
	if want == "" {
		return nil
	}
	var out []widgets.Span
	low, w := []rune(strings.ToLower(text)), []rune(want)
	for i := 0; i+len(w) <= len(low); i++ {
		if string(low[i:i+len(w)]) == want {
			out = append(out, widgets.Span{From: i, To: i + len(w), Kind: widgets.HitSpan})
			i += len(w) - 1
		}
	}
	return out
}
