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
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// side says who has not been heard, and takes numbers from paper.
type side struct {
	s     *Screen
	heard *fyne.Container
	hints *fyne.Container
	entry *widgets.Entry
	told  *widgets.Message
	undo  *widgets.Button
	print *widgets.Button
	box   fyne.CanvasObject
	known string
}

func newSide(s *Screen) *side {
	d := &side{s: s, heard: widgets.Column(theme.Gap8), hints: widgets.Column(theme.Gap8), told: widgets.NewMessage(widgets.Green, "check", "", nil)}
	d.entry = uikit.Name(widgets.NewEntry("K-022 → 2"), "board.paper")
	d.entry.TextStyle.Monospace = true
	d.entry.Enter = d.place
	d.told.Hide()
	d.undo = uikit.Name(widgets.NewButton(i18n.T("board.undo"), "undo", s.undo), "board.undo")
	d.print = uikit.Name(widgets.NewButton(i18n.T("board.print"), "print", s.print), "board.print")
	cap := widgets.NewKeyCap(i18n.T("photos.key.enter"))
	paper := widgets.Column(theme.Gap8, widgets.Column(theme.Gap4, widgets.NewText(i18n.T("board.paper"), theme.Body, theme.Ink).Bold(), widgets.Quiet(i18n.T("board.paper.help"))),
		container.NewBorder(nil, nil, nil, widgets.Pad(container.NewCenter(cap), 0, 0, 0, theme.Gap8), widgets.Tall(d.entry)), d.told)
	body := widgets.Column(theme.Gap16, widgets.Column(theme.Gap4, widgets.NewText(i18n.T("board.heard"), theme.Body, theme.Ink).Bold(), widgets.Quiet(i18n.T("board.heard.help"))), d.heard, d.hints, widgets.Rule(), paper)
	d.box = container.NewBorder(nil, widgets.Pad(widgets.Flow(theme.Gap8, d.undo, d.print), theme.Gap12, 0, 0, 0), nil, nil, container.NewVScroll(widgets.Pad(body, 0, theme.Gap8, 0, 0)))
	return d
}

// show counts the cards by perspective, and says whom they lack.
func (d *side) show(b *app.Board) {
	d.print.Hidden = d.s.Print == nil
	d.print.Enable(len(b.Cards()) > 0)
	counts := map[feltbog.Perspective]int{}
	for _, h := range b.Heard {
		counts[h.Perspective] = h.Cards
	}
	order := slices.Clone(six)
	for _, p := range feltbog.Perspectives() {
		if counts[p] > 0 && !slices.Contains(order, p) {
			order = append(order, p)
		}
	}
	slices.SortStableFunc(order, func(x, y feltbog.Perspective) int { return counts[y] - counts[x] })
	hints := hinted(b, counts)
	key := ""
	for _, h := range hints {
		key += h.text
	}
	for _, p := range order {
		key += string(p) + i18n.Number(counts[p])
	}
	if key == d.known {
		return
	}
	d.known, d.heard.Objects, d.hints.Objects = key, nil, nil
	for _, p := range order {
		state, ink := widgets.Heard, theme.Ink
		if counts[p] == 0 {
			state, ink = widgets.Missing, theme.AmberText
		}
		badge := widgets.NewBadge(widgets.RoleOf(string(p)), state, 25)
		badge.Outline = true
		name, n := widgets.NewText(many(p), theme.Small, ink), widgets.NewText(i18n.Number(counts[p]), theme.Small, ink).Bold().Line()
		name.Style.Bold = counts[p] == 0
		d.heard.Add(container.NewBorder(nil, nil, widgets.Pad(badge, 0, theme.Gap12, 0, 0), container.NewCenter(n), container.New(level{}, name)))
	}
	for _, h := range hints {
		d.hints.Add(widgets.NewMessage(widgets.Amber, h.icon, h.text, nil))
	}
	d.box.Refresh() // there may be more rows than before
}

// hintsMost is how many hints stand there.
const hintsMost = 3

// hint says whom the wall lacks.
type hint struct{ icon, text string }

// hinted says of whom there is no card, and which bunke speaks with one voice.
func hinted(b *app.Board, counts map[feltbog.Perspective]int) (out []hint) {
	if len(b.Cards()) == 0 {
		return nil
	}
	for _, p := range six {
		if counts[p] == 0 {
			out = append(out, hint{"ear", i18n.T("board.hint.none", "who", i18n.T("board.role."+string(p)+".within"))})
		}
	}
	if len(out) > 2 {
		out = out[:2]
	}
	for _, c := range b.Clusters {
		voices := map[feltbog.Perspective]bool{}
		for _, card := range c.Cards {
			voices[card.Perspective] = true
		}
		if len(c.Cards) > 2 && len(voices) == 1 {
			out = append(out, hint{"warn", i18n.T("board.hint.alone", "number", i18n.Number(c.Number), "who", i18n.T("board.role."+string(c.Cards[0].Perspective)+".within"))})
		}
	}
	return out[:min(len(out), hintsMost)]
}

// write goes to the field for numbers from paper.
func (d *side) write() {
	if !d.s.panel.Open() {
		d.s.panel.Toggle()
	}
	d.s.host.Window().Canvas().Focus(d.entry)
}

// said tells what became of a number.
func (d *side) said(text string, tone widgets.Tone) {
	icon := "check"
	if tone != widgets.Green {
		icon = "warn"
	}
	d.told.Set(tone, icon, text)
	d.told.Hidden = text == ""
	d.box.Refresh()
}

// place puts the cards that were typed into their bunker.
func (d *side) place() {
	text, id := d.entry.Text, d.s.id
	if strings.TrimSpace(text) == "" {
		return
	}
	var done []app.Placed
	var wrong error
	d.s.host.Act(func(ctx context.Context) error {
		done, wrong = d.s.deps.PlaceByNumber(ctx, id, text)
		return nil // it is told beside the field
	}, func() {
		trace.Event("placed", "n", len(done), "failed", wrong != nil)
		if wrong != nil {
			d.said(i18n.Error(wrong), widgets.Red)
			return
		}
		d.entry.SetText("")
		if last := done[len(done)-1]; len(done) == 1 {
			d.said(i18n.T("board.paper.done", "card", app.CardName(last.Card), "number", i18n.Number(last.Cluster)), widgets.Green)
		} else {
			d.said(i18n.N("board.paper.many", len(done)), widgets.Green)
		}
		d.s.reload()
	})
}
