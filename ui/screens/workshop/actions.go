package workshop

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// numberOf is the number of a bunke as it hangs on the wall, 0 for those without.
func (s *Screen) numberOf(cluster feltbog.ID) int {
	for _, c := range s.wall.columns {
		if c.cluster == cluster {
			return c.number
		}
	}
	return 0
}

// columnAt is the column of a bunke's number; 0 is that of the loose cards.
func (s *Screen) columnAt(number int) *column {
	for _, c := range s.wall.columns {
		if c.number == number {
			return c
		}
	}
	return nil
}

// move puts cards into a column, behind a card of it, or before all others. In the column of the loose ones they have no order.
func (s *Screen) move(cards []feltbog.ID, to *column, after feltbog.ID, first bool) {
	if len(cards) == 0 || to == nil {
		return
	}
	id := s.id
	do := func(ctx context.Context) error { return s.deps.Place(ctx, id, to.cluster, cards, after) }
	switch {
	case to.cluster.IsZero():
		if !slices.ContainsFunc(cards, func(c feltbog.ID) bool { return !s.wall.clusterOf(c).IsZero() }) {
			return
		}
		do = func(ctx context.Context) error { return s.deps.Unplace(ctx, id, cards) }
	case first:
		all := slices.Clone(cards)
		for _, v := range to.cards {
			if !slices.Contains(cards, v.card.ID) {
				all = append(all, v.card.ID)
			}
		}
		do = func(ctx context.Context) error { return s.deps.Place(ctx, id, to.cluster, all, feltbog.ID{}) }
	}
	said := i18n.T("board.loose.done", "cards", s.names(cards))
	if !to.cluster.IsZero() {
		said = i18n.T("board.paper.done", "card", s.names(cards), "number", i18n.Number(to.number))
	}
	s.host.Act(do, func() {
		trace.Event("placed", "n", len(cards), "failed", false)
		clear(s.wall.picked)
		s.side.said(said, widgets.Green)
		s.reload()
	})
}

// names are the numbers of cards in words.
func (s *Screen) names(cards []feltbog.ID) string {
	if s.now == nil {
		return ""
	}
	return strings.Join(cardNames(&s.now.board, cards), ", ")
}

// toNumber puts the chosen cards last in the bunke of a number.
func (s *Screen) toNumber(n int) { s.move(s.wall.these(), s.columnAt(n), feltbog.ID{}, false) }

// shift moves the card in front up or down in its bunke.
func (s *Screen) shift(by int) {
	col, card := s.wall.place()
	if card < 0 || col >= len(s.wall.columns) || s.wall.columns[col].cluster.IsZero() {
		return
	}
	c := s.wall.columns[col]
	to := card + by
	if to < 0 || to >= len(c.cards) {
		return
	}
	one := []feltbog.ID{c.cards[card].card.ID}
	switch {
	case by > 0:
		s.move(one, c, c.cards[to].card.ID, false)
	case to == 0:
		s.move(one, c, feltbog.ID{}, true)
	default:
		s.move(one, c, c.cards[to-1].card.ID, false)
	}
}

// cardMenu is what can be done with the cards that are chosen.
func (s *Screen) cardMenu() []widgets.MenuItem {
	these := s.wall.these()
	here := s.wall.at.cluster
	items := []widgets.MenuItem{{Text: i18n.T("board.reading.add"), Icon: "plus", Key: i18n.T("board.key.reading"), Tap: s.askReading},
		{Text: i18n.N("board.move", len(these)), Quiet: true, Rule: true}}
	for _, c := range s.wall.columns {
		text, key := i18n.T("board.loose"), "0"
		if !c.cluster.IsZero() {
			text, key = i18n.Number(c.number)+". "+short(named(c.title)), ""
			if c.number < 10 {
				key = i18n.Number(c.number)
			}
		}
		items = append(items, widgets.MenuItem{Text: text, Key: key, On: c.cluster == here && len(these) == 1, Tap: func() { s.move(these, c, feltbog.ID{}, false) }})
	}
	if s.guest {
		return items
	}
	return append(items, widgets.MenuItem{Text: i18n.N("board.out", len(these)), Icon: "minus", Danger: true, Rule: true, Tap: func() { s.out(these) }})
}

// named is the name of a bunke, or that it has none.
func named(title string) string {
	if title == "" {
		return i18n.T("board.cluster.unnamed")
	}
	return title
}

// short cuts a sentence for a menu.
func short(text string) string {
	if r := []rune(text); len(r) > 42 {
		return strings.TrimSpace(string(r[:41])) + "…"
	}
	return text
}

// clusterMenu is what can be done with a bunke.
func (s *Screen) clusterMenu(c *column) []widgets.MenuItem {
	return []widgets.MenuItem{
		{Text: i18n.T("board.cluster.name"), Icon: "edit", Key: i18n.T("board.key.name"), Tap: s.nameCluster},
		{Text: i18n.T("board.reading.add"), Icon: "plus", Key: i18n.T("board.key.reading"), Tap: s.askReading},
		{Text: i18n.T("board.cluster.left"), Icon: "left", Tap: func() { s.moveCluster(-1) }, Off: c.number == 1, Rule: true},
		{Text: i18n.T("board.cluster.right"), Icon: "right", Tap: func() { s.moveCluster(1) }, Off: c.number == len(s.wall.columns)-1},
		{Text: i18n.T("board.cluster.remove"), Icon: "trash", Danger: true, Rule: true, Tap: s.removeCluster},
	}
}

// out takes cards out of the workshop.
func (s *Screen) out(cards []feltbog.ID) {
	id, n := s.id, len(cards)
	s.host.Act(func(ctx context.Context) error { return s.deps.RemoveCards(ctx, id, cards) }, func() {
		s.host.Say(i18n.N("board.out.done", n))
		s.reload()
	})
}

// removeChosen takes away the bunke that is chosen; a card is only taken out by its menu.
func (s *Screen) removeChosen() {
	if s.wall.at.card.IsZero() {
		s.removeCluster()
	}
}

func (s *Screen) removeCluster() {
	id, cluster := s.id, s.wall.at.cluster
	if cluster.IsZero() {
		return
	}
	s.host.Act(func(ctx context.Context) error { return s.deps.RemoveCluster(ctx, id, cluster) }, func() {
		s.host.Say(i18n.T("board.cluster.removed"))
		s.reload()
	})
}

// moveCluster moves the chosen bunke among the others.
func (s *Screen) moveCluster(by int) {
	id, cluster := s.id, s.wall.at.cluster
	n := s.numberOf(cluster)
	if cluster.IsZero() || n+by < 1 || n+by > len(s.wall.columns)-1 {
		return
	}
	after := s.columnAt(n + by).cluster // behind the one at its right
	if by < 0 {
		after = s.columnAt(n + by - 1).cluster // behind the one before: none is the first place
	}
	s.host.Act(func(ctx context.Context) error { return s.deps.MoveCluster(ctx, id, cluster, after) }, s.reload)
}

// addCluster asks for the name of a new bunke.
func (s *Screen) addCluster() {
	if s.now == nil {
		return
	}
	id, these := s.id, s.wall.these()
	if len(s.wall.picked) == 0 {
		these = nil
	}
	s.askName("", i18n.T("board.cluster.add"), func(ctx context.Context, title string) (err error) {
		var made feltbog.ID
		if made, err = s.deps.AddCluster(ctx, id, title); err == nil && len(these) > 0 {
			err = s.deps.Place(ctx, id, made, these, feltbog.ID{})
		}
		s.host.Do(func() { s.wants = made })
		return err
	})
}

// nameCluster asks for another name of the chosen bunke.
func (s *Screen) nameCluster() {
	id, cluster := s.id, s.wall.at.cluster
	c := s.columnAt(s.numberOf(cluster))
	if cluster.IsZero() || c == nil {
		return
	}
	s.askName(c.title, i18n.T("board.cluster.name"), func(ctx context.Context, title string) error {
		return s.deps.EditCluster(ctx, id, cluster, func(o *feltbog.Cluster) { o.Title = title })
	})
}

func (s *Screen) askName(old, title string, keep func(context.Context, string) error) {
	entry := uikit.Name(widgets.NewTextArea(i18n.T("board.cluster.hint"), 2), "board.cluster.title")
	entry.SetText(old)
	do := uikit.Name(widgets.NewPrimary(i18n.T("board.cluster.do"), "check", nil), "board.cluster.do")
	do.Tap = func() {
		name := strings.Join(strings.Fields(entry.Text), " ")
		s.host.Act(func(ctx context.Context) error { return keep(ctx, name) }, func() {
			s.host.CloseDialog()
			clear(s.wall.picked)
			s.host.Window().Canvas().Focus(s.wall)
			s.reload()
		})
	}
	entry.Enter = do.Tap
	stop := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog), "board.cluster.stop")
	s.host.Show(screen.Dialog{Name: "board.cluster", Title: title, Content: widgets.Field(i18n.T("board.cluster.title"), entry, i18n.T("board.cluster.help")), First: entry, Buttons: []fyne.CanvasObject{stop, do}})
}

// undo takes the last step back.
func (s *Screen) undo() {
	var step app.Step
	s.host.Act(func(ctx context.Context) (err error) {
		step, err = s.deps.Undo(ctx)
		return err
	}, func() {
		s.side.said(i18n.T("undone", "what", i18n.Action(step.Action, step.Kind, step.Title)), widgets.Green)
		s.reload()
	})
}

// edit changes what the workshop is about.
func (s *Screen) edit() {
	if s.now != nil && !s.guest {
		w := s.now.board.Workshop
		Edit(s.host, s.deps, &w, func(feltbog.ID) { s.reload() })
	}
}

// print makes the sheets of the cards that are marked, or of all, and shows them.
func (s *Screen) print() {
	if s.Print == nil || s.now == nil || len(s.now.board.Cards()) == 0 {
		return
	}
	id, numbers := s.id, []int(nil)
	for _, c := range s.now.board.Cards() {
		if s.wall.picked[c.ID] {
			numbers = append(numbers, c.Number)
		}
	}
	s.host.Act(func(ctx context.Context) error { return s.Print(ctx, id, numbers) }, func() {
		trace.Event("printed", "what", "cards")
		s.host.Say(i18n.T("board.printed"))
	})
}

// askRole is where a guest says once in which role they read.
func (s *Screen) askRole() fyne.CanvasObject {
	col := widgets.Column(theme.Gap12, widgets.Titled(i18n.T("board.role.ask")), widgets.Plain(i18n.T("board.role.help")))
	for _, p := range six {
		text := i18n.Upper(i18n.Choice("perspective", string(p)))
		b := uikit.Name(widgets.NewButton(text, "", func() {
			s.host.Act(func(ctx context.Context) error { return s.deps.SetRole(ctx, p) }, func() {
				trace.Event("role", "role", string(p))
				s.fresh = true
				s.reload()
			})
		}), "board.role."+string(p))
		col.Add(container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(widgets.NewBadge(widgets.RoleOf(string(p)), widgets.Heard, 30)), 0, theme.Gap16, 0, 0), nil, b))
	}
	return widgets.Pad(widgets.AtMost(col, 440), theme.Gap40, theme.Gap28, theme.Gap28, theme.Gap40)
}
