package guide

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// warnings are what may be worth another look in the question as it stands now, also while it is being written.
func (c *card) warnings() []feltbog.GuideWarning {
	s := c.m.s
	if s.page.frozen() {
		return nil
	}
	known := s.open(&c.q)
	if c.text.block.Text() == c.q.Text && c.text.edits == 0 {
		return known
	}
	var out []feltbog.GuideWarning
	for _, w := range feltbog.WarnQuestion(c.text.block.Text(), c.q.Type, s.page.guide.Perspective, &s.shelf.Writing) {
		w.Question = c.q.ID
		if !s.kept(c.q.ID, w) {
			out = append(out, w)
		}
	}
	return out
}

// kept says that somebody looked at such a warning about the question and left it as it stands.
func (s *Screen) kept(id feltbog.ID, w feltbog.GuideWarning) bool {
	for _, k := range s.page.warnings {
		if k.Question == id && k.Key == w.Key && k.Kept {
			return true
		}
	}
	return false
}

// look puts the marks, the messages and the buttons of the card up to date.
func (c *card) look() {
	found := c.warnings()
	two := c.m.s.page.twoWays[c.q.ID]
	front := c.front() && !c.m.s.page.frozen()
	said := fmt.Sprint(front, two, c.text.fresh(), found)
	if said == c.said {
		return
	}
	c.said = said
	c.text.block.Marks = marks(c.text.block.Text(), found)
	c.text.block.Refresh()
	c.warn.Objects = nil
	if two {
		id := c.q.ID
		solve := uikit.Name(widgets.NewButton(i18n.T("guide.two_ways.open"), "split", func() {
			c.m.s.host.Open(screen.Route{Place: screen.Record, Kind: feltbog.KindQuestion, ID: id})
		}), "guide.two_ways")
		c.warn.Add(widgets.NewMessage(widgets.Amber, "split", i18n.T("guide.two_ways"), solve))
	}
	for _, w := range found {
		lead, text := words(w)
		if front {
			m := widgets.NewMessage(widgets.Amber, "warn", text, nil)
			m.Lead = lead
			c.warn.Add(m)
		}
	}
	c.warn.Hidden = len(c.warn.Objects) == 0
	c.showButtons(front, found)
	c.warn.Refresh()
	c.box.Refresh()
}

// marks are the places of warnings in a text, counted in characters.
func marks(text string, found []feltbog.GuideWarning) []widgets.Span {
	var all []widgets.Span
	for _, w := range found {
		if w.Start < 0 || w.End > len(text) || w.Start >= w.End {
			continue
		}
		from := utf8.RuneCountInString(text[:w.Start])
		all = append(all, widgets.Span{From: from, To: from + utf8.RuneCountInString(text[w.Start:w.End]), Kind: widgets.WarningSpan})
	}
	return all
}

// words say what was seen and what can be done.
func words(w feltbog.GuideWarning) (lead, text string) {
	var args []string
	for k, v := range w.Args {
		args = append(args, k, v)
	}
	switch w.Key {
	case feltbog.WarnYesNo:
		return i18n.T("guide.look.yes_no.lead"), i18n.T("guide.look.yes_no", "openings", quoted(w.Args["openings"]))
	case feltbog.WarnTwo:
		return i18n.T("guide.look.two.lead"), i18n.T("guide.look.two")
	case feltbog.WarnJargon:
		return i18n.T("guide.look.jargon.lead", args...), i18n.T("guide.look.jargon", args...)
	case feltbog.WarnLong:
		return "", i18n.T("guide.look.long", args...)
	case feltbog.WarnShort:
		return "", i18n.T("guide.look.short", args...)
	}
	return "", ""
}

// quoted puts the first few openings into marks.
func quoted(list string) string {
	const most = 3
	var all []string
	for i, o := range strings.Split(list, ", ") {
		if i < most {
			all = append(all, i18n.T("guide.quote", "text", o))
		}
	}
	if n := len(all); n > 1 {
		return i18n.T("guide.or", "first", strings.Join(all[:n-1], ", "), "last", all[n-1])
	}
	return strings.Join(all, "")
}

// showButtons shows what can be done with the question in front.
func (c *card) showButtons(front bool, found []feltbog.GuideWarning) {
	s := c.m.s
	c.buttons.Objects = nil
	if front && !c.text.fresh() {
		if w, ok := proposal(found); ok {
			c.buttons.Add(uikit.Name(widgets.NewButton(i18n.T("guide.proposal"), "", func() { s.useProposal(c, w) }), "guide.proposal"))
		}
		c.buttons.Add(uikit.Name(widgets.NewButton(i18n.T("guide.under.follow_up"), "plus", func() { s.addUnder(c, feltbog.FollowUp) }), "guide.follow_up"))
		c.buttons.Add(uikit.Name(widgets.NewButton(i18n.T("guide.under.probe"), "plus", func() { s.addUnder(c, feltbog.Probe) }), "guide.probe"))
		if len(found) > 0 {
			c.buttons.Add(uikit.Name(widgets.NewLink(i18n.T("guide.keep"), func() { s.askKeep(c, found) }), "guide.keep"))
		}
		more := uikit.Name(widgets.NewLink("", nil), "guide.question.more")
		more.Icon = "more"
		more.Tap = func() { widgets.NewMenu(s.questionMenu(c)...).ShowBelow(more) }
		c.buttons.Add(more)
	}
	c.buttons.Hidden = len(c.buttons.Objects) == 0
	c.box.Objects[1].(*fyne.Container).Hidden = c.buttons.Hidden
	c.buttons.Refresh()
}

// proposal is the first warning that has another wording.
func proposal(found []feltbog.GuideWarning) (feltbog.GuideWarning, bool) {
	for _, w := range found {
		if w.Args["say"] != "" {
			return w, true
		}
	}
	return feltbog.GuideWarning{}, false
}

// useProposal puts the other wording into the question.
func (s *Screen) useProposal(c *card, w feltbog.GuideWarning) {
	text := c.text.block.Text()
	if w.Start < 0 || w.End > len(text) || w.Start >= w.End {
		return
	}
	say := w.Args["say"]
	if first, _ := utf8.DecodeRuneInString(text[w.Start:]); w.Start == 0 && unicode.IsUpper(first) {
		say = i18n.Upper(say)
	}
	text = text[:w.Start] + say + text[w.End:]
	c.text.block.SetText(text)
	s.typed(c.text, text)
	s.settle()
	c.text.block.Edit(utf8.RuneCountInString(text[:w.Start]) + utf8.RuneCountInString(say))
}

// askKeep asks why a question is left as it stands.
func (s *Screen) askKeep(c *card, found []feltbog.GuideWarning) {
	why := uikit.Name(widgets.NewTextArea(i18n.T("guide.keep.example"), 2), "guide.keep.why")
	done := func() {
		reason := strings.TrimSpace(why.Text)
		s.host.CloseDialog()
		id := c.q.ID
		s.settle()
		var keys []feltbog.WarningKey
		for _, w := range found {
			keys = append(keys, w.Key)
		}
		s.keep.Then(func(ctx context.Context) error { return s.deps.KeepWarnings(ctx, id, keys, reason) }, func() {
			s.host.Say(i18n.T("guide.kept"))
			s.reload()
		})
	}
	var seen []fyne.CanvasObject
	for _, w := range found {
		lead, text := words(w)
		m := widgets.NewMessage(widgets.Amber, "warn", text, nil)
		m.Lead = lead
		seen = append(seen, m)
	}
	why.Enter = done
	s.host.Show(screen.Dialog{Name: "keep", Title: i18n.T("guide.keep"), First: why,
		Content: widgets.Column(theme.Gap12, append(seen, widgets.Field(i18n.T("guide.keep.why"), why, i18n.T("guide.keep.help")))...),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("guide.cancel"), "", s.host.CloseDialog),
			uikit.Name(widgets.NewPrimary(i18n.T("guide.keep.do"), "", done), "guide.keep.do")}})
}
