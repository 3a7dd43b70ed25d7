package guide

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// head says what guide it is, where it is in its life, and what comes next.
type head struct {
	s     *Screen
	box   fyne.CanvasObject
	name  *widgets.Text
	line  *widgets.Text
	life  *fyne.Container
	print *widgets.Button
	next  *widgets.Button
	more  *widgets.Button
	right *fyne.Container
}

func newHead(s *Screen) *head {
	h := &head{s: s, name: widgets.NewText("", theme.Section, theme.Ink).Bold(), line: widgets.Quiet(""), life: widgets.Row(theme.Gap8)}
	back := uikit.Name(widgets.NewButton("", "left", s.back), "guide.back")
	h.print = uikit.Name(widgets.NewButton(i18n.T("guide.print"), "print", s.printIt), "guide.print")
	h.next = uikit.Name(widgets.NewPrimary(i18n.T("guide.next.review"), "", s.next), "guide.next")
	h.more = uikit.Name(widgets.NewButton("", "more", func() { widgets.NewMenu(s.menu()...).ShowBelow(h.more) }), "guide.more")
	h.right = widgets.Flow(theme.Gap8, widgets.AtLeast(h.life, 0, theme.TargetPrimary))
	if s.print != nil {
		h.right.Add(widgets.AtLeast(h.print, 0, theme.TargetPrimary))
	}
	h.right.Add(widgets.AtLeast(h.more, 0, theme.TargetPrimary))
	h.right.Add(h.next)
	h.next.Hide()
	title := widgets.Column(0, h.name, h.line)
	at := container.New(&beside{gap: theme.Gap12}, back, title)
	row := container.New(&ends{least: 300, wide: h.wide}, at, h.right)
	h.box = widgets.Column(0, widgets.Pad(row, theme.Gap12, theme.Gap20, theme.Gap12, theme.Gap28), widgets.Rule())
	return h
}

// wide is how wide the right half is on one line.
func (h *head) wide() (w float32) {
	n := 0
	for _, o := range h.right.Objects {
		if o.Visible() {
			w += o.MinSize().Width
			n++
		}
	}
	return w + float32(max(n-1, 0))*theme.Gap8 + 1
}

// show puts everything up to date.
func (h *head) show() {
	s := h.s
	p := &s.page
	h.name.SetText(p.name())
	h.line.SetText(h.words())
	h.life.Objects = nil
	states := []feltbog.GuideState{feltbog.GuideDraft, feltbog.GuideQualified, feltbog.GuideInUse}
	if p.state == feltbog.GuideClosed {
		states = append(states, feltbog.GuideClosed)
	}
	for i, st := range states {
		if i > 0 {
			h.life.Add(widgets.Icon("right", theme.Ink3, theme.Gap16))
		}
		text := i18n.Upper(i18n.Choice("guide_state", string(st)))
		chip := widgets.NewChip(text, widgets.Outline, "")
		if st == p.state {
			chip = widgets.NewChip(text, tones[st], "dot")
			chip.Bold = true
		}
		h.life.Add(chip)
	}
	text := s.nextText()
	h.next.Hidden = text == ""
	h.next.SetText(text)
	h.box.Refresh()
}

var tones = map[feltbog.GuideState]widgets.Tone{
	feltbog.GuideDraft: widgets.Amber, feltbog.GuideQualified: widgets.Accent, feltbog.GuideInUse: widgets.Green, feltbog.GuideClosed: widgets.Neutral,
}

// words are the line under the name: which version, and what it goes on from.
func (h *head) words() string {
	p := &h.s.page
	switch {
	case p.frozen():
		used := 0
		for _, v := range p.versions {
			if v.ID == p.version.ID {
				used = v.Sessions
			}
		}
		return i18n.T("guide.version", "n", i18n.Number(p.number)) + " · " + usedBy(used)
	case p.base != nil && p.base.Sessions > 0:
		return i18n.N("guide.based.used", p.base.Sessions, "number", i18n.Number(p.number), "base", i18n.Number(p.base.Number))
	case p.base != nil:
		return i18n.T("guide.based", "number", i18n.Number(p.number), "base", i18n.Number(p.base.Number))
	}
	return i18n.T("guide.version", "n", i18n.Number(p.number))
}

// usedBy says how many sessions asked by a version.
func usedBy(n int) string {
	if n == 0 {
		return i18n.T("guide.unused")
	}
	return i18n.N("guide.used", n)
}

// back goes to the questions from another page of the guide, to the draft from a version, and to the guides from there.
func (s *Screen) back() {
	switch {
	case s.at.Part != "":
		s.host.Open(screen.Route{Place: screen.Field, Kind: s.at.Kind, ID: s.at.ID})
	case s.there && s.page.frozen():
		s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindGuide, ID: s.page.guide.ID})
	default:
		s.host.Open(screen.Route{Place: screen.Field, Part: "guides"})
	}
}

// printIt prints what is shown, after everything typed was written.
func (s *Screen) printIt() {
	id := s.at.ID
	s.settle()
	s.keep.Then(s.deps.Settle, func() { s.print(id) })
}
