package elicit

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// head says whose pictures they are, and whether the participant sees one now.
type head struct {
	s           *Screen
	box         *fyne.Container
	badge       *widgets.Badge
	title, meta *widgets.Text
	state       *widgets.Chip
	clock       *widgets.Text
	modes       *widgets.Segment
	start, view *widgets.Button
	more        *widgets.Button
}

func newHead(s *Screen) *head {
	h := &head{s: s, badge: widgets.NewBadge(widgets.RoleOf(""), widgets.Heard, 30), title: widgets.NewText("", theme.Section, theme.Ink).Bold().Ellipsis(),
		meta: widgets.Quiet("").Ellipsis(), state: widgets.NewChip("", widgets.Neutral, "screen"), clock: widgets.NewText("", theme.Section, theme.Ink).Bold().Line()}
	h.modes = uikit.Name(widgets.NewSegment([]widgets.Option{{Value: talk, Text: i18n.T("elicit.talk")}, {Value: piles, Text: i18n.T("elicit.piles")},
		{Value: after, Text: i18n.T("elicit.after")}}, talk, s.setMode), "elicit.modes")
	h.start = uikit.Name(widgets.NewPrimary(i18n.T("elicit.begin"), "bubble", s.begin), "elicit.begin")
	h.view = uikit.Name(widgets.NewButton("", "screen", s.toggleShown), "elicit.show")
	h.view.Key = chord("elicit.show")
	h.more = uikit.Name(widgets.NewButton("", "more", func() { widgets.NewMenu(s.menu()...).ShowBelow(h.more) }), "elicit.more")
	h.box = widgets.Pad(container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(h.badge), 0, theme.Gap12, 0, 0),
		widgets.Row(theme.Gap12, container.NewCenter(h.state), container.NewCenter(h.clock), h.modes, h.start, h.view, h.more), widgets.Column(0, h.title, h.meta)),
		theme.Gap12, theme.Gap28, theme.Gap12, theme.Gap28)
	return h
}

func (h *head) show() {
	s := h.s
	set := &s.page.Series.Set
	h.badge.Hidden = s.page.Series.Who == nil
	title := set.Title
	if w := s.page.Series.Who; w != nil {
		h.badge.Set(widgets.RoleOf(string(w.Perspective)), widgets.Heard)
		title = i18n.T("elicit.with", "who", w.Pseudonym)
	}
	h.title.SetText(title)
	by := ""
	if set.MadeBy != "" {
		by = i18n.T("elicit.made_by." + string(set.MadeBy))
	}
	meta := i18n.N("elicit.meta", len(s.page.Series.Pictures), "title", set.Title)
	if by != "" {
		meta += " · " + by
	}
	h.meta.SetText(meta)
	h.start.Hidden = s.talking() || len(s.page.Series.Pictures) == 0
	h.modes.SetSelected(s.mode)
	h.looks()
	h.time()
	h.box.Refresh()
}

// looks says what the participant sees.
func (h *head) looks() {
	s := h.s
	shown := !s.console.Shown().IsZero()
	switch {
	case !s.other.Showing():
		h.state.Set(i18n.T("elicit.sees.nothing"), widgets.Neutral, "screen")
	case shown && s.console.Shown() != s.console.At():
		h.state.Set(i18n.T("elicit.sees.other"), widgets.Amber, "screen")
	case shown:
		h.state.Set(i18n.T("elicit.sees.this"), widgets.Green, "screen")
	default:
		h.state.Set(i18n.T("elicit.sees.black"), widgets.Neutral, "screen")
	}
	text := i18n.T("elicit.show")
	if s.showsThis() {
		text = i18n.T("elicit.black")
	}
	h.view.SetText(text)
}

// time shows how long one has talked.
func (h *head) time() {
	ses := &h.s.page.Session
	text := ""
	if h.s.talking() && !ses.Started.IsZero() {
		until := time.Now()
		if !ses.Ended.IsZero() {
			until = ses.Ended.Time()
		}
		if d := until.Sub(ses.Started.Time()); d >= 0 && d < 12*time.Hour {
			text = fmt.Sprintf("%02d:%02d", int(d.Minutes()), int(d.Seconds())%60)
		}
	}
	if h.clock.Text != text {
		h.clock.SetText(text)
	}
}

// tick counts the time until ctx ends.
func (h *head) tick(ctx context.Context) {
	if _, test := h.s.host.(interface{ Drain() }); test {
		return // a test holds the clock
	}
	h.s.host.Go(func() {
		t := time.NewTicker(time.Second)
		defer t.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-t.C:
				h.s.host.Do(h.time)
			}
		}
	})
}

// begin begins the conversation: with the participant whose series it is.
func (s *Screen) begin() {
	set := s.page.Series.Set
	n := app.NewSession{Type: feltbog.PhotoSession, Title: set.Title}
	if !set.Participant.IsZero() {
		n.Participants = []feltbog.ID{set.Participant}
	}
	s.keep.Then(func(ctx context.Context) error {
		id, err := s.deps.StartSession(ctx, n)
		if err != nil {
			return err
		}
		return s.deps.EditSeries(ctx, set.ID, func(o *feltbog.PhotoSet) { o.Session = id })
	}, func() {
		trace.Event("begun", "kind", string(feltbog.KindSession))
		s.reload()
	})
}

// menu is what can be done with the series and the picture.
func (s *Screen) menu() []widgets.MenuItem {
	stay, stays := "elicit.stay", s.console.Stays()
	items := []widgets.MenuItem{
		{Text: i18n.T(stay), Icon: "lock", Key: chord("elicit.stay"), On: stays, Tap: s.toggleStay},
		{Text: i18n.T("elicit.alone"), Icon: "hand", Key: chord("elicit.alone"), On: s.alone, Off: !s.other.Showing(), Tap: s.toggleAlone},
		{Text: i18n.T("elicit.close"), Icon: "x", Key: chord("elicit.close"), Off: !s.other.Showing(), Tap: s.closeOther},
		{Text: i18n.T("elicit.about"), Icon: "edit", Rule: true, Tap: s.about},
		{Text: i18n.T("elicit.closing"), Icon: "help", Tap: s.closing},
		{Text: i18n.T("elicit.brief"), Icon: "print", Tap: s.printBrief},
		{Text: i18n.T("elicit.cards"), Icon: "print", Tap: s.printCards},
	}
	if o := s.now(); o != nil {
		items = append(items,
			widgets.MenuItem{Text: i18n.T("elicit.earlier"), Icon: "left", Key: chord("elicit.earlier"), Rule: true, Tap: func() { s.moveBy(-1) }},
			widgets.MenuItem{Text: i18n.T("elicit.later"), Icon: "right", Key: chord("elicit.later"), Tap: func() { s.moveBy(1) }},
			widgets.MenuItem{Text: i18n.T("elicit.choose"), Icon: "check", Tap: s.chooseIt},
			widgets.MenuItem{Text: i18n.T("elicit.out"), Icon: "x", Key: chord("elicit.out"), Tap: s.leaveOut},
			widgets.MenuItem{Text: i18n.T("photos.rights"), Icon: "shield", Key: chord("photos.rights"), Off: s.Rights == nil, Tap: s.rights},
			widgets.MenuItem{Text: i18n.T("elicit.take"), Icon: "minus", Tap: s.takeOut})
	}
	if s.talking() {
		items = append(items, widgets.MenuItem{Text: i18n.T("elicit.answers"), Icon: "edit", Key: chord("elicit.answers"), Off: s.now() == nil, Rule: true, Tap: s.answer})
		text, icon := "elicit.end", "check"
		if !s.page.Session.Ended.IsZero() {
			text, icon = "elicit.resume", "undo"
		}
		items = append(items, widgets.MenuItem{Text: i18n.T(text), Icon: icon, Tap: s.endOrResume})
	}
	return append(items, widgets.MenuItem{Text: i18n.T("elicit.delete"), Icon: "trash", Danger: true, Rule: true, Tap: s.remove})
}
