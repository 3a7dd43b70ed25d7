package share

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// home shows the team with its keys and what was taken in.
type home struct {
	s       *Screen
	two     *fyne.Container // the message that texts have two versions
	words   *widgets.Text
	members *fyne.Container
	add     *widgets.Button
	imports *fyne.Container
	all     fyne.CanvasObject
}

func newHome(s *Screen) *home {
	h := &home{s: s, two: container.NewStack(), words: widgets.NewText("", theme.Read, theme.Ink), members: widgets.Column(0), imports: widgets.Column(0)}
	h.words.Style.Monospace = true
	pack := uikit.Name(widgets.NewPrimary(i18n.T("share.make"), "del", func() { s.host.Open(screen.Route{Place: screen.Share, Part: Make}) }), "share.make")
	pack.Tall = false
	take := uikit.Name(widgets.NewButton(i18n.T("share.take"), "import", func() { AskTake(s.host, s.deps, s.files) }), "share.take")
	head := container.NewBorder(nil, nil, nil, widgets.Column(0, widgets.Row(theme.Gap12, take, pack)),
		widgets.Column(theme.Gap4, widgets.Titled(i18n.T("share.title")), widgets.Quiet(i18n.T("share.lead"))))
	save := uikit.Name(widgets.NewButton(i18n.T("share.key.save"), "doc", func() { s.saveKey(false) }), "share.key.save")
	show := uikit.Name(widgets.NewButton(i18n.T("share.key.show"), "screen", s.showKey), "share.key.show")
	key := widgets.Card(widgets.Column(theme.Gap12, widgets.Headed(i18n.T("share.key")), widgets.Plain(i18n.T("share.key.help")),
		widgets.Column(theme.Gap4, widgets.Label(i18n.T("share.key.words")), h.words), widgets.Flow(theme.Gap8, save, show)))
	h.add = uikit.Name(widgets.NewButton(i18n.T("share.member.add"), "plus", s.askMember), "share.member.add")
	team := widgets.Card(widgets.Column(theme.Gap12, widgets.Headed(i18n.T("share.members")), h.members, widgets.Flow(theme.Gap8, h.add)))
	taken := widgets.Card(widgets.Column(theme.Gap12, widgets.Headed(i18n.T("share.imports")), h.imports))
	register := uikit.Name(widgets.NewLink(i18n.T("share.register.all"), func() { s.host.Open(screen.Route{Place: screen.Share, Part: Register}) }), "share.register.low")
	h.two.Hide()
	h.all = container.NewVScroll(widgets.Pad(widgets.AtMost(widgets.Column(theme.Gap16, head, h.two, taken, team, key, widgets.Row(0, register)), 1240), theme.Gap20, theme.Gap28, theme.Gap28, theme.Gap28))
	return h
}

func (h *home) set(v state) {
	h.two.Hidden = v.saved.TwoVersions == 0
	if !h.two.Hidden {
		see := uikit.Name(widgets.NewButton(i18n.T("share.two.see"), "split", func() { h.s.host.Open(screen.Route{Place: screen.Share, Part: screen.Versions}) }), "share.versions")
		h.two.Objects = []fyne.CanvasObject{widgets.NewMessage(widgets.Amber, "split", i18n.N("share.two", v.saved.TwoVersions), see)}
	}
	h.words.SetText(v.card.Words)
	h.members.Objects = nil
	for i, m := range v.members {
		if i > 0 {
			h.members.Add(widgets.Rule())
		}
		h.members.Add(h.member(m, v.team.Coordinator, i+1))
	}
	h.add.Enable(v.team.Coordinator)
	h.imports.Objects = nil
	if len(v.imports) == 0 {
		h.imports.Add(widgets.NewText(i18n.T("share.imports.none"), theme.Body, theme.Ink2))
	}
	for i, im := range v.imports {
		if i > 0 {
			h.imports.Add(widgets.Rule())
		}
		h.imports.Add(h.taken(im, i+1))
	}
	h.all.Refresh()
}

// member is a row: who, and the words of the key, and taking the key away.
func (h *home) member(m app.MemberLine, may bool, n int) fyne.CanvasObject {
	name := m.Name
	if m.Own {
		name = i18n.T("share.member.own", "name", m.Name)
	}
	meta := i18n.T("project.role." + string(m.Role))
	switch {
	case !m.Ended.IsZero():
		meta = i18n.T("share.member.ended", "date", i18n.Fuzzy(m.Ended))
	case m.Words == "":
		meta += " · " + i18n.T("share.member.nokey")
	default:
		meta += " · " + m.Words
	}
	var right fyne.CanvasObject
	if may && !m.Own && m.Ended.IsZero() {
		right = container.NewCenter(uikit.Name(widgets.NewLink(i18n.T("share.member.remove"), func() { h.s.askRemove(m) }), "share.member.remove"+strconv.Itoa(n)))
	}
	return container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(widgets.Icon("person", theme.Ink2, 20)), 0, theme.Gap12, 0, 0), right,
		widgets.Pad(widgets.Column(2, widgets.Plain(name).Bold(), widgets.Quiet(meta)), theme.Gap8, 0, theme.Gap8, 0))
}

// taken is a row: a pakke that was taken in, and how to undo it or take it in again.
func (h *home) taken(im app.Import, n int) fyne.CanvasObject {
	from := im.Sender
	if from == "" {
		from = im.Machine
	}
	meta := i18n.T("share.import.meta", "who", from, "when", i18n.Moment(im.At), "changes", i18n.N("share.changes", im.Sets))
	var do *widgets.Button
	chip := widgets.NewChip(i18n.T("share.import.undone"), widgets.Amber, "undo")
	if im.Withheld {
		do = uikit.Name(widgets.NewButton(i18n.T("share.import.again"), "redo", func() { h.s.retake(im) }), "share.import.again"+strconv.Itoa(n))
	} else {
		chip.Hide()
		do = uikit.Name(widgets.NewButton(i18n.T("share.import.undo"), "undo", func() { h.s.askWithhold(im) }), "share.import.undo"+strconv.Itoa(n))
	}
	name := im.Bundle.Name
	if im.Space == feltbog.RegisterSpace {
		name = i18n.T("share.import.register", "name", name)
	}
	return container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(widgets.Icon("import", theme.Ink2, 20)), 0, theme.Gap12, 0, 0),
		widgets.Row(theme.Gap12, container.NewCenter(chip), container.NewCenter(do)),
		widgets.Pad(widgets.Column(2, widgets.Plain(name).Bold(), widgets.Quiet(meta)), theme.Gap8, theme.Gap12, theme.Gap8, 0))
}

// askWithhold tells what undoing an import leaves, and undoes it.
func (s *Screen) askWithhold(im app.Import) {
	var own []app.Heading
	s.host.Act(func(ctx context.Context) (err error) {
		own, err = s.deps.BuiltOn(ctx, im.Space, im.N)
		return err
	}, func() {
		body := widgets.Column(theme.Gap12, widgets.Plain(i18n.T("share.undo.what", "name", im.Bundle.Name, "changes", i18n.N("share.changes", im.Sets))))
		if len(own) > 0 {
			body.Add(widgets.NewMessage(widgets.Amber, "edit", i18n.N("share.undo.own", len(own)), nil))
			body.Add(headings(own))
		}
		body.Add(widgets.Quiet(i18n.T("share.undo.later")))
		do := uikit.Name(widgets.NewDanger(i18n.T("share.import.undo"), "undo", func() {
			s.host.CloseDialog()
			s.host.Act(func(ctx context.Context) error {
				_, err := s.deps.WithholdImport(ctx, im.Space, im.N)
				return err
			}, func() {
				s.host.Say(i18n.T("share.undo.said", "name", im.Bundle.Name))
				s.reload()
			})
		}), "share.undo.do")
		keep := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog), "share.undo.cancel")
		s.host.Show(screen.Dialog{Name: "share.undo", Title: i18n.T("share.import.undo"), Width: 600, Content: body, First: keep, Buttons: []fyne.CanvasObject{keep, do}})
	})
}

func (s *Screen) retake(im app.Import) {
	s.host.Act(func(ctx context.Context) error { return s.deps.RetakeImport(ctx, im.Space, im.N) }, func() {
		s.host.Say(i18n.T("share.again.said", "name", im.Bundle.Name))
		s.reload()
	})
}
