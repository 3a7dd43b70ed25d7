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
	state       *widgets.Chip // what the participant sees
	brief       *widgets.Chip // the same where there is little room
	clock       *widgets.Text
	modes       *widgets.Segment
	start, view *widgets.Button
	more        *widgets.Button
	line        *titled
}

// leastTitle is the room, in Fyne units, that the title keeps beside what the participant sees.
const leastTitle = 200

// titled puts the badge, the title with its line below, what the participant sees, and the buttons beside each other. Where
// that leaves the title too little room, what the participant sees stands below it, in few words, in the place of the line,
// and the key is not told on the button.
type titled struct{ h *head }

// keyWide is how wide the key on the button is, in Fyne units.
func (l *titled) keyWide() float32 {
	return widgets.NewKeyCap(chord("elicit.show")).MinSize().Width + 10
}

// MinSize implements fyne.Layout.
func (l *titled) MinSize(o []fyne.CanvasObject) fyne.Size {
	high := max(l.h.title.MinSize().Height+theme.Gap4+l.h.brief.MinSize().Height, l.h.view.MinSize().Height, theme.TargetPrimary)
	return fyne.NewSize(o[0].MinSize().Width+l.h.brief.MinSize().Width+theme.Gap12+o[4].MinSize().Width, high)
}

// Layout implements fyne.Layout.
func (l *titled) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h, badge, words, buttons := l.h, o[0], o[1], o[4]
	x := float32(0)
	if h.badge.Visible() {
		x = badge.MinSize().Width
	}
	badge.Resize(fyne.NewSize(x, size.Height))
	row, chip := buttons.MinSize(), h.state.MinSize()
	if h.view.Key == "" {
		row.Width += l.keyWide()
	}
	below := size.Width-x-row.Width-chip.Width-2*theme.Gap12 < leastTitle*theme.Scale()
	h.state.Hidden, h.brief.Hidden, h.meta.Hidden = below, !below, below
	if (h.view.Key == "") != below {
		if h.view.Key = chord("elicit.show"); below {
			h.view.Key = ""
		}
		h.view.Refresh()
	}
	row = buttons.MinSize()
	buttons.Move(fyne.NewPos(size.Width-row.Width, (size.Height-row.Height)/2))
	buttons.Resize(row)
	room := size.Width - x - row.Width - theme.Gap12
	high := words.MinSize().Height
	if !below {
		words.Move(fyne.NewPos(x, (size.Height-high)/2))
		words.Resize(fyne.NewSize(room-chip.Width-theme.Gap12, high))
		h.state.Move(fyne.NewPos(x+room-chip.Width, (size.Height-chip.Height)/2))
		h.state.Resize(chip)
		return
	}
	chip = h.brief.MinSize()
	y := max((size.Height-high-theme.Gap4-chip.Height)/2, 0)
	words.Move(fyne.NewPos(x, y))
	words.Resize(fyne.NewSize(room, high))
	h.brief.Move(fyne.NewPos(x, y+high+theme.Gap4))
	h.brief.Resize(chip)
}

// shy hides a text that has no room to be read whole.
type shy struct{ text *widgets.Text }

// MinSize implements fyne.Layout.
func (shy) MinSize(o []fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, o[0].MinSize().Height) }

// Layout implements fyne.Layout.
func (l shy) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size)
	o[0].(*fyne.Container).Hidden = fyne.MeasureText(l.text.Text, theme.Size(theme.Small), fyne.TextStyle{}).Width+theme.Gap20 > size.Width
}

func newHead(s *Screen) *head {
	h := &head{s: s, badge: widgets.NewBadge(widgets.RoleOf(""), widgets.Heard, 30), title: widgets.NewText("", theme.Section, theme.Ink).Bold().Ellipsis(),
		meta: widgets.Quiet("").Ellipsis(), state: widgets.NewChip("", widgets.Neutral, "screen"), brief: widgets.NewChip("", widgets.Neutral, "screen"), clock: widgets.NewText("", theme.Section, theme.Ink).Bold().Line()}
	h.modes = uikit.Name(widgets.NewSegment([]widgets.Option{{Value: talk, Text: i18n.T("elicit.talk")}, {Value: piles, Text: i18n.T("elicit.piles")},
		{Value: after, Text: i18n.T("elicit.after")}}, talk, s.setMode), "elicit.modes")
	h.start = uikit.Name(widgets.NewPrimary(i18n.T("elicit.begin"), "bubble", s.begin), "elicit.begin")
	h.view = uikit.Name(widgets.NewButton("", "screen", s.toggleShown), "elicit.show")
	h.view.Key = chord("elicit.show")
	h.more = uikit.Name(widgets.NewButton("", "more", func() { widgets.NewMenu(s.menu()...).ShowBelow(h.more) }), "elicit.more")
	h.line = &titled{h: h}
	h.box = widgets.Pad(container.New(h.line, widgets.Pad(container.NewCenter(h.badge), 0, theme.Gap12, 0, 0),
		widgets.Column(0, h.title, h.meta), h.state, h.brief, widgets.Row(theme.Gap12, container.NewCenter(h.clock), h.modes, h.start, h.view, h.more)),
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
	what, tone := "black", widgets.Neutral
	switch {
	case !s.other.Showing():
		what = "nothing"
	case shown && s.console.Shown() != s.console.At():
		what, tone = "other", widgets.Amber
	case shown:
		what, tone = "this", widgets.Green
	}
	h.state.Set(i18n.T("elicit.sees."+what), tone, "screen")
	h.brief.Set(i18n.T("elicit.sees."+what+".brief"), tone, "screen")
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
