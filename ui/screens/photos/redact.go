package photos

import (
	"bytes"
	"context"
	"image"
	"slices"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// redactPart is the part of a picture's route in which it is covered.
const redactPart = "redact"

// The ways to look at a picture that is covered.
const (
	lookDraw     = "draw"     // with what is covered, and the outlines
	lookOriginal = "original" // without anything
	lookCopy     = "copy"     // as others will see it
)

// toolPerson draws around somebody; the other tools are the methods of covering.
const toolPerson = "person"

// redacting is one picture while places in it are covered: boxes are drawn by hand or accepted from what the finder of
// faces proposes, which covers nothing by itself. Everything is a record as soon as it is drawn, and undone as any; the
// copy for others is made when somebody asks for it, and the original is never touched.
type redacting struct {
	s    *Screen
	on   bool
	tool string
	what feltbog.RedactionSubject // of the next box
	look string

	proposed []app.Covering
	refused  map[feltbog.ID][]app.Covering // what somebody said covers nothing, by picture, as long as the program runs
	propose  uikit.Loader[[]app.Covering]
	sketch   uikit.Loader[image.Image]
	copy     uikit.Loader[image.Image]
	gen      int
	sketched string                   // what the picture in view shows as covered
	marks    []standing               // what each mark on the picture is
	front    standing                 // the one in front
	want     feltbog.ID               // of what was just drawn: it comes to the front
	tie      feltbog.ID               // whoever the next box is drawn around; zero: somebody new
	local    map[feltbog.ID]unwritten // what was drawn or moved and is not read back yet
	bar      *redactBar               // over and beside the picture
	side     *redactSide              // the panel
}

// standing is what a mark stands for: one of a covering, somebody who is seen, or a proposal.
type standing struct {
	covering, person feltbog.ID
	proposal         int // counted from 1
}

func newRedacting(s *Screen) *redacting {
	r := &redacting{s: s, tool: string(feltbog.BoxOver), what: feltbog.CoversFace, look: lookDraw, refused: map[feltbog.ID][]app.Covering{}, local: map[feltbog.ID]unwritten{}}
	r.propose.Run, r.sketch.Run, r.copy.Run = s.host, s.host, s.host
	r.bar = newRedactBar(r)
	r.side = newRedactSide(r)
	return r
}

// open goes to the mode for the picture in front.
func (r *redacting) open() {
	if id := r.s.frontID(); !id.IsZero() {
		r.s.host.Open(screen.Route{Place: screen.Photos, Kind: feltbog.KindPhoto, ID: id, Part: redactPart})
	}
}

// enter puts the mode in the place of the one picture, which is shown already.
func (r *redacting) enter() {
	o := r.s.single
	r.on, r.look, r.front, r.want, r.tie, r.proposed, r.sketched = true, lookDraw, standing{}, feltbog.ID{}, feltbog.ID{}, nil, ""
	r.tool = string(feltbog.BoxOver)
	clear(r.local)
	o.view.Many, o.view.Enter = true, r.accept
	r.bar.take(o)
	r.s.front.Objects = []fyne.CanvasObject{r.bar.box}
	r.s.front.Refresh()
	r.s.inspect.box.Hide()
	r.side.box.Show()
	if !r.s.panel.Narrow() {
		r.s.panel.SetOpen(true)
	}
	r.s.panel.Width = theme.PanelWide
	r.s.panel.Refresh()
	r.page()
	r.find()
	r.s.host.Window().Canvas().Focus(o.view)
}

// leave gives the picture back.
func (r *redacting) leave() {
	if !r.on {
		return
	}
	r.on = false
	r.propose.Stop()
	r.sketch.Stop()
	r.copy.Stop()
	v := r.s.single.view
	v.Many, v.Enter = false, nil
	v.SetPicture(nil, image.Point{})
	r.bar.giveBack(r.s.single)
	r.side.box.Hide()
	r.s.inspect.box.Show()
	r.s.panel.Width = 0
	r.s.panel.Refresh()
}

// find looks for faces that nothing covers.
func (r *redacting) find() {
	id := r.s.single.id
	r.propose.Load(r.s.ctx, func(ctx context.Context) ([]app.Covering, error) { return r.s.deps.ProposeRedactions(ctx, id) }, func(all []app.Covering, err error) {
		if err != nil || !r.on || id != r.s.single.id { // what it cannot find somebody draws
			return
		}
		r.proposed = slices.DeleteFunc(all, func(c app.Covering) bool {
			return slices.ContainsFunc(r.refused[id], func(o app.Covering) bool { return same(c, o) })
		})
		r.page()
		trace.Event("proposed", "n", len(r.proposed))
	})
}

func same(a, b app.Covering) bool { return a.X == b.X && a.Y == b.Y && a.W == b.W && a.H == b.H }

// page shows what is known of the picture now.
func (r *redacting) page() {
	if !r.on {
		return
	}
	r.merge()
	r.place()
	r.picture()
	r.bar.page()
	r.side.page()
}

// unwritten is a covering as it was drawn or changed last; gone: it was removed.
type unwritten struct {
	app.Covering
	gen  int
	gone bool
}

// merge puts what is on its way into what was read, so that nothing jumps back while somebody goes on drawing.
func (r *redacting) merge() {
	now := r.now()
	if now == nil {
		return
	}
	all := slices.DeleteFunc(now.Covered.All, func(c app.Covering) bool { return r.local[c.ID].gone })
	for i := range all {
		if l, ok := r.local[all[i].ID]; ok {
			all[i] = l.Covering
		}
	}
	for id, l := range r.local {
		if !l.gone && !slices.ContainsFunc(all, func(c app.Covering) bool { return c.ID == id }) {
			all = append(all, l.Covering)
		}
	}
	slices.SortFunc(all, func(a, b app.Covering) int { return bytes.Compare(a.ID[:], b.ID[:]) }) // as they are read
	now.Covered.All = all
	now.Covered.Made = now.Covered.Made && len(r.local) == 0
}

// hold remembers a covering until written is called, after it was kept.
func (r *redacting) hold(c app.Covering, gone bool) (written func()) {
	r.gen++
	gen := r.gen
	r.local[c.ID] = unwritten{c, gen, gone}
	r.merge()
	return func() {
		if r.local[c.ID].gen == gen {
			delete(r.local, c.ID)
		}
	}
}

// now is what is known of the picture; nil until it was read.
func (r *redacting) now() *app.PhotoPage {
	if p := &r.s.inspect.now; p.Photo.ID == r.s.single.id {
		return p
	}
	return nil
}

// covering is the one in front; nil: something else is, or nothing.
func (r *redacting) covering() *app.Covering {
	if now := r.now(); now != nil {
		for i := range now.Covered.All {
			if c := &now.Covered.All[i]; c.ID == r.front.covering {
				return c
			}
		}
	}
	return nil
}

// proposal is the one in front; nil: something else is.
func (r *redacting) proposal() *app.Covering {
	if n := r.front.proposal; n > 0 && n <= len(r.proposed) {
		return &r.proposed[n-1]
	}
	return nil
}

// seen is whoever is in front; nil: something else is.
func (r *redacting) seen(id feltbog.ID) *app.PhotoSeen {
	if now := r.now(); now != nil && !id.IsZero() {
		for i := range now.Seen {
			if now.Seen[i].ID == id {
				return &now.Seen[i]
			}
		}
	}
	return nil
}

func (r *redacting) region(id feltbog.ID) *feltbog.Region {
	if now := r.now(); now != nil {
		for i := range now.Regions {
			if now.Regions[i].ID == id {
				return &now.Regions[i]
			}
		}
	}
	return nil
}

// place puts the marks on the picture: what is covered, who is seen and not covered, and what is proposed.
func (r *redacting) place() {
	r.marks = nil
	now, at, marks := r.now(), -1, []widgets.Mark(nil)
	if now == nil {
		return
	}
	add := func(p standing, m widgets.Mark) {
		if p == r.front || !r.want.IsZero() && (p.covering == r.want || p.person == r.want) {
			at = len(marks)
			r.front = p
		}
		r.marks, marks = append(r.marks, p), append(marks, m)
	}
	for i, c := range now.Covered.All {
		add(standing{covering: c.ID}, markOfCovering(c, i18n.Number(i+1)))
	}
	for i := range now.Seen {
		d := &now.Seen[i]
		if g := r.region(d.Region); g != nil && g.Type != feltbog.RegionRedaction && !d.Over {
			m := markOf(g, i18n.T("redact.person.mark", "n", i18n.Number(i+1)))
			look := lookOf(d)
			m.Color, m.Dashed = look.line, !d.Resolved() || d.Bare
			add(standing{person: d.ID}, m)
		}
	}
	for i, c := range r.proposed {
		add(standing{proposal: i + 1}, widgets.Mark{X: c.X, Y: c.Y, W: c.W, H: c.H, Label: i18n.T("redact.proposal.mark"), Color: proposedLine, Dashed: true, Still: true})
	}
	if at >= 0 {
		r.want = feltbog.ID{}
	} else {
		r.front = standing{}
	}
	if r.look != lookDraw {
		marks, at = nil, -1
	}
	r.s.single.view.SetMarks(marks, at)
}

// chosen is about another mark.
func (r *redacting) chosen(i int) {
	r.front = standing{}
	if i >= 0 && i < len(r.marks) {
		r.front = r.marks[i]
	}
	if c := r.covering(); c != nil {
		r.tool, r.what = string(c.Method), c.Subject
	}
	r.bar.page()
	r.side.page()
}

// choose brings something to the front from the list.
func (r *redacting) choose(p standing) {
	r.setLook(lookDraw)
	r.front = p
	r.place()
	r.chosen(slices.Index(r.marks, r.front))
}
