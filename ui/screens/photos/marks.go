package photos

import (
	"context"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/trace"
	"feltbog/ui/widgets"
)

var shapes = map[feltbog.Shape]widgets.MarkShape{feltbog.Rect: widgets.BoxMark, feltbog.Ellipse: widgets.RoundMark, feltbog.Polygon: widgets.PathMark}

// markOf is a spot as the picture shows it.
func markOf(r *feltbog.Region, label string) widgets.Mark {
	m := widgets.Mark{Shape: shapes[r.Shape], X: r.X, Y: r.Y, W: r.W, H: r.H, Label: label}
	for _, p := range r.Points {
		m.Path = append(m.Path, [2]float64{p.X, p.Y})
	}
	return m
}

// place gives a spot the outline of a mark.
func place(r *feltbog.Region, m widgets.Mark) {
	r.X, r.Y, r.W, r.H, r.Points = m.X, m.Y, m.W, m.H, nil
	for shape, mark := range shapes {
		if mark == m.Shape {
			r.Shape = shape
		}
	}
	if m.Shape == widgets.PathMark {
		r.X, r.Y, r.W, r.H = 0, 0, 0, 0
		for _, p := range m.Path {
			r.Points = append(r.Points, feltbog.Point{X: p[0], Y: p[1]})
		}
	}
}

// spots shows the spots on the picture.
func (o *single) spots() {
	regions := o.s.inspect.pointed
	marks, at := make([]widgets.Mark, len(regions)), -1
	for i := range regions {
		marks[i] = markOf(&regions[i], i18n.Number(i+1))
		if id := regions[i].ID; id == o.want || o.want.IsZero() && id == o.s.inspect.spot.id {
			at = i
		}
	}
	o.view.SetMarks(marks, at)
	o.chosen(at)
}

// mark begins to draw a spot.
func (o *single) mark(shape widgets.MarkShape) {
	if !o.on || !o.view.Has() {
		return
	}
	o.view.Draw(shape)
	key := "photos.mark.help"
	if shape == widgets.PathMark {
		key = "photos.mark.help.path"
	}
	o.s.host.Say(i18n.T(key))
}

// drawn keeps a spot that was drawn.
func (o *single) drawn(m widgets.Mark) {
	r := feltbog.Region{Photo: o.id, Type: feltbog.RegionContent}
	r.ID = feltbog.NewID()
	place(&r, m)
	o.want = r.ID
	o.s.keep.Then(func(ctx context.Context) error {
		_, err := o.s.deps.AddRegion(ctx, r)
		return err
	}, func() {
		trace.Event("saved", "kind", string(feltbog.KindRegion), "id", r.ID.String())
		o.s.inspect.reload()
	})
}

// moved keeps where a spot is now.
func (o *single) moved(i int, m widgets.Mark) {
	regions := o.s.inspect.pointed
	if i < 0 || i >= len(regions) {
		return
	}
	place(&regions[i], m)
	id := regions[i].ID
	o.s.keep.Later(fieldOf{id, "place"}, func(ctx context.Context) error {
		return o.s.deps.EditRegion(ctx, id, func(r *feltbog.Region) { place(r, m) })
	}, func() { trace.Event("saved", "kind", string(feltbog.KindRegion), "id", id.String()) })
}

// choose brings a spot to the front from the list of them.
func (o *single) choose(i int) {
	regions := o.s.inspect.pointed
	if i < 0 || i >= len(regions) {
		return
	}
	o.want = regions[i].ID
	o.spots()
}

// chosen is about another spot.
func (o *single) chosen(i int) {
	id := feltbog.ID{}
	if regions := o.s.inspect.pointed; i >= 0 && i < len(regions) {
		id = regions[i].ID
		o.want = feltbog.ID{}
	}
	in := o.s.inspect
	in.spot.show(id)
	in.showSpots()
	in.all.Refresh()
}
