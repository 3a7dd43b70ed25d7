package photos

import (
	"context"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/trace"
	"feltbog/ui/widgets"
)

// keys are what the mode does by the table of keys.
func (r *redacting) keys() map[string]func() {
	o := r.s.single
	keys := map[string]func(){
		"redact.new": func() { o.view.DrawHere(widgets.BoxMark) }, "redact.person": r.person, "redact.accept": r.acceptAll, "redact.make": r.make,
		"redact.original": func() { r.toggleLook(lookOriginal) }, "redact.copy": func() { r.toggleLook(lookCopy) },
		"redact.face": func() { r.setSubject(feltbog.CoversFace) }, "redact.text": func() { r.setSubject(feltbog.CoversText) },
		"redact.other": func() { r.setSubject(feltbog.CoversOther) }, "photos.bar": r.s.barThem, "photos.rights": r.s.rights, "photos.export": r.s.export, "out": r.out,
	}
	for i, m := range feltbog.RedactionMethods() {
		keys["redact.method."+digit(i)] = func() { r.setTool(string(m)) }
	}
	return keys
}

// out goes back to the one picture.
func (r *redacting) out() { r.s.open(r.s.single.id) }

// then writes something, and reads the picture again.
func (r *redacting) then(event string, f func(context.Context) error) {
	r.s.keep.Then(f, func() {
		trace.Event("saved", "kind", string(feltbog.KindRedaction), "what", event)
		r.s.inspect.reload()
	})
}

// add covers places. The one that was drawn last comes to the front.
func (r *redacting) add(all ...app.Covering) {
	id := r.s.single.id
	var written []func()
	for i := range all {
		c := &all[i]
		c.ID = feltbog.NewID()
		r.front = standing{covering: c.ID}
		written = append(written, r.hold(*c, false))
	}
	r.page()
	r.s.keep.Then(r.told(written, func(ctx context.Context) error {
		_, err := r.s.deps.AddRedactions(ctx, id, all)
		return err
	}), func() { trace.Event("covered", "n", len(all)) })
}

// told has what was written, or could not be, read again.
func (r *redacting) told(written []func(), f func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		err := f(ctx)
		r.s.host.Do(func() { r.forget(written) })
		return err
	}
}

// forget reads again what was written, or could not be.
func (r *redacting) forget(written []func()) {
	for _, f := range written {
		f()
	}
	r.s.inspect.reload()
}

// drawn keeps a box that was drawn: a covering, or around somebody.
func (r *redacting) drawn(m widgets.Mark) {
	if r.look != lookDraw {
		r.setLook(lookDraw)
	}
	if r.tool == toolPerson {
		who := r.tie
		r.tie = feltbog.ID{}
		r.setTool(string(feltbog.BoxOver))
		r.pointOut(who, m)
		return
	}
	c := app.Covering{Method: feltbog.RedactionMethod(r.tool), Subject: r.what, X: m.X, Y: m.Y, W: m.W, H: m.H}
	if c.Method == feltbog.CropAway {
		crop(&c)
	}
	r.add(c)
}

// crop makes a covering what is left of the picture. One that was not drawn, but asked for by a key, is too small for that.
func crop(c *app.Covering) {
	c.Subject = ""
	if c.W <= 0.13 && c.H <= 0.13 {
		c.X, c.Y, c.W, c.H = 0.1, 0.1, 0.8, 0.8
	}
}

// pointOut says where somebody is seen.
func (r *redacting) pointOut(who feltbog.ID, m widgets.Mark) {
	photo := r.s.single.id
	var g feltbog.Region
	place(&g, m)
	r.s.keep.Then(func(ctx context.Context) error {
		id, err := r.s.deps.PointOut(ctx, photo, who, g)
		if err == nil {
			r.s.host.Do(func() { r.want = id })
		}
		return err
	}, func() {
		trace.Event("saved", "kind", string(feltbog.KindDepictedPerson))
		r.s.inspect.reload()
	})
}

// moved keeps where a mark is now.
func (r *redacting) moved(i int, m widgets.Mark) {
	if i < 0 || i >= len(r.marks) {
		return
	}
	now := r.now()
	p := r.marks[i]
	if d := r.seen(p.person); d != nil {
		if g := r.region(d.Region); g != nil {
			id := g.ID
			place(g, m)
			r.s.keep.Later(fieldOf{id, "place"}, func(ctx context.Context) error {
				return r.s.deps.EditRegion(ctx, id, func(g *feltbog.Region) { place(g, m) })
			}, func() { trace.Event("saved", "kind", string(feltbog.KindRegion), "id", id.String()) })
		}
		return
	}
	for k := range now.Covered.All {
		c := &now.Covered.All[k]
		if c.ID != p.covering {
			continue
		}
		c.X, c.Y, c.W, c.H = m.X, m.Y, m.W, m.H
		r.changeLater(*c, "place", func(c *app.Covering) { c.X, c.Y, c.W, c.H = m.X, m.Y, m.W, m.H })
		r.picture()
		r.side.state()
		return
	}
}

// changeLater changes a covering soon; c is how it is then.
func (r *redacting) changeLater(c app.Covering, name string, f func(*app.Covering)) {
	written := r.hold(c, false)
	r.s.keep.Later(fieldOf{c.ID, name}, r.told([]func(){written}, func(ctx context.Context) error { return r.s.deps.ChangeRedaction(ctx, c.ID, f) }),
		func() { trace.Event("saved", "kind", string(feltbog.KindRedaction), "id", c.ID.String()) })
}

// change changes the covering in front at once.
func (r *redacting) change(f func(*app.Covering)) {
	c := r.covering()
	if c == nil {
		return
	}
	f(c)
	id, written := c.ID, r.hold(*c, false)
	r.place()
	r.picture()
	r.side.page()
	r.s.keep.Then(r.told([]func(){written}, func(ctx context.Context) error { return r.s.deps.ChangeRedaction(ctx, id, f) }),
		func() { trace.Event("saved", "kind", string(feltbog.KindRedaction), "id", id.String()) })
}

// setTool chooses how the next box covers, and the one in front.
func (r *redacting) setTool(tool string) {
	r.tool = tool
	r.tie = feltbog.ID{}
	if c := r.covering(); c != nil && tool != toolPerson && string(c.Method) != tool {
		r.change(func(c *app.Covering) {
			c.Method = feltbog.RedactionMethod(tool)
			if c.Method == feltbog.CropAway {
				crop(c)
			}
		})
	}
	r.bar.page()
}

// setSubject says what the next box covers, and the one in front.
func (r *redacting) setSubject(what feltbog.RedactionSubject) {
	r.what = what
	if c := r.covering(); c != nil && c.Subject != what && c.Method != feltbog.CropAway {
		r.change(func(c *app.Covering) { c.Subject = what })
	}
	r.bar.page()
}

// remove takes the mark away that is in front.
func (r *redacting) remove() {
	switch c := r.covering(); {
	case c != nil:
		id := c.ID
		r.front = r.next()
		written := r.hold(*c, true)
		r.page()
		r.s.keep.Then(r.told([]func(){written}, func(ctx context.Context) error { return r.s.deps.RemoveRedactions(ctx, []feltbog.ID{id}) }),
			func() { trace.Event("saved", "kind", string(feltbog.KindRedaction), "what", "remove") })
		r.s.host.Say(i18n.T("redact.removed"))
	case r.proposal() != nil:
		r.refuse(r.front.proposal)
	case r.seen(r.front.person) != nil:
		id := r.front.person
		r.front = r.next()
		r.then("person", func(ctx context.Context) error { return r.s.deps.DeleteDepicted(ctx, id) })
		r.s.host.Say(i18n.T("redact.person.removed"))
	}
}

// next is the mark that comes to the front when the one in front goes away.
func (r *redacting) next() standing {
	at := r.s.single.view.Front()
	if at+1 < len(r.marks) {
		return r.marks[at+1]
	}
	if at > 0 && at-1 < len(r.marks) {
		return r.marks[at-1]
	}
	return standing{}
}

// accept is Enter on the mark in front: it covers what is proposed, or somebody who is seen.
func (r *redacting) accept(i int) {
	if i < 0 || i >= len(r.marks) {
		return
	}
	p := r.marks[i]
	switch {
	case p.proposal > 0:
		r.acceptOne(p.proposal)
	case !p.person.IsZero():
		r.coverPerson(p.person)
	}
}

// acceptOne covers what one proposal shows.
func (r *redacting) acceptOne(n int) {
	if n < 1 || n > len(r.proposed) {
		return
	}
	c := r.proposed[n-1]
	r.proposed = append(r.proposed[:n-1:n-1], r.proposed[n:]...)
	r.front = standing{}
	r.page()
	r.add(c)
}

// acceptAll covers what all proposals show.
func (r *redacting) acceptAll() {
	if all := r.proposed; len(all) > 0 {
		r.proposed, r.front = nil, standing{}
		r.page()
		r.add(all...)
	}
}

// refuse says that a proposal is no face.
func (r *redacting) refuse(n int) {
	if n < 1 || n > len(r.proposed) {
		return
	}
	id := r.s.single.id
	r.refused[id] = append(r.refused[id], r.proposed[n-1])
	r.proposed = append(r.proposed[:n-1:n-1], r.proposed[n:]...)
	r.front = standing{}
	if n <= len(r.proposed) {
		r.front = standing{proposal: n}
	}
	r.page()
}

// person writes down whoever is seen in the mark in front, or in the next box that is drawn.
func (r *redacting) person() {
	if c := r.proposal(); c != nil {
		n := r.front.proposal
		m := widgets.Mark{X: c.X, Y: c.Y, W: c.W, H: c.H}
		r.proposed = append(r.proposed[:n-1:n-1], r.proposed[n:]...)
		r.pointOut(feltbog.ID{}, m)
		return
	}
	if c := r.covering(); c != nil && c.Method != feltbog.CropAway {
		r.pointOut(feltbog.ID{}, widgets.Mark{X: c.X, Y: c.Y, W: c.W, H: c.H})
		return
	}
	r.drawPerson(feltbog.ID{})
}

// drawPerson makes the next box the place of somebody.
func (r *redacting) drawPerson(who feltbog.ID) {
	r.setLook(lookDraw)
	r.setTool(toolPerson)
	r.tie = who
	r.s.host.Say(i18n.T("redact.person.draw"))
	r.s.single.view.Draw(widgets.BoxMark)
}

// coverPerson covers somebody with a solid box where the place is known, and else asks for it.
func (r *redacting) coverPerson(id feltbog.ID) {
	d := r.seen(id)
	if d == nil {
		return
	}
	if g := r.region(d.Region); g != nil {
		m := markOf(g, "")
		l, t, right, bottom := m.Around()
		r.add(app.Covering{Method: feltbog.BoxOver, Subject: feltbog.CoversFace, X: l, Y: t, W: right - l, H: bottom - t})
		return
	}
	r.drawPerson(id)
}

// settle says how somebody is settled by a judgement.
func (r *redacting) settle(id feltbog.ID, status feltbog.DepictedStatus) {
	r.then("person", func(ctx context.Context) error {
		return r.s.deps.EditDepicted(ctx, id, func(d *feltbog.DepictedPerson) { d.Status = status })
	})
}

// readable marks what can be read in the picture.
func (r *redacting) readable(what []feltbog.SensitiveContent) {
	id := r.s.single.id
	r.then("readable", func(ctx context.Context) error { return r.s.deps.MarkReadable(ctx, id, what) })
}

// make makes the covered copy. A large picture takes a while: it can be stopped.
func (r *redacting) make() {
	now := r.now()
	if now == nil || len(now.Covered.All) == 0 {
		r.s.host.Say(i18n.T("redact.nothing"))
		return
	}
	id, typed := r.s.single.id, r.s.keep.Flush()
	r.side.working(true)
	r.s.host.Start(app.Job{Title: "job.redact.make", Start: func(ctx context.Context, _ *app.Progress) error {
		if typed != nil {
			if err := typed(); err != nil {
				return err
			}
		}
		return r.s.deps.MakeRedacted(ctx, id)
	}}, func(err error) {
		r.side.working(false)
		trace.Event("redacted", "failed", err != nil)
		if err == nil {
			r.s.host.Say(i18n.T("redact.made"))
		}
		r.s.inspect.reload()
	})
}
