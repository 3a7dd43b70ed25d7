package workshop

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

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

// cardNumber is a card's number as somebody types it.
var cardNumber = regexp.MustCompile(`\d+`)

// pointing reads the numbers of cards that are on the wall; wrong is the first that is not.
func pointing(b *app.Board, text string) (ids []feltbog.ID, wrong string) {
	for _, m := range cardNumber.FindAllString(text, -1) {
		n, _ := strconv.Atoi(m)
		i := slices.IndexFunc(b.Cards(), func(c feltbog.Card) bool { return c.Number == n })
		if i < 0 {
			return nil, app.CardName(n)
		}
		if id := b.Cards()[i].ID; !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, ""
}

// askReading asks what somebody sees in what is chosen.
func (s *Screen) askReading() {
	at := s.wall.at
	if s.now == nil || at.id().IsZero() {
		return
	}
	x := feltbog.Reading{Type: feltbog.Interprets}
	if s.guest {
		x.Perspective = s.role
	} else {
		x.Perspective = s.spoke
	}
	if at.card.IsZero() {
		x.Cluster = at.cluster
	} else {
		x.Cards = []feltbog.ID{at.card}
	}
	s.reading(x)
}

// reading is the dialog of a reading, new where it has no id.
func (s *Screen) reading(x feltbog.Reading) {
	b, id := s.now.board, s.id
	var options []widgets.Option
	for _, p := range six {
		options = append(options, widgets.Option{Value: string(p), Text: many(p)})
	}
	for _, p := range feltbog.Perspectives() {
		if !slices.Contains(six, p) {
			options = append(options, widgets.Option{Value: string(p), Text: many(p)})
		}
	}
	if x.Perspective == "" {
		x.Perspective = feltbog.Citizen
	}
	role := uikit.Name(widgets.NewSelect(options, string(x.Perspective), nil), "board.reading.role")
	var types []widgets.Option
	for _, t := range feltbog.ReadingTypes() {
		types = append(types, widgets.Option{Value: string(t), Text: i18n.Upper(i18n.Choice("reading_type", string(t)))})
	}
	kind := uikit.Name(widgets.NewSegment(types, string(x.Type), nil), "board.reading.type")
	text := uikit.Name(widgets.NewTextArea(i18n.T("board.reading.hint"), 4), "board.reading.text")
	text.SetText(x.Text)
	cards := uikit.Name(widgets.NewEntry("K-003, K-016"), "board.reading.cards")
	cards.SetText(strings.Join(cardNames(&b, x.Cards), ", "))
	wrong := widgets.NewText("", theme.Small, theme.RedText)
	wrong.Hide()
	refuse := func(why string, at fyne.Focusable) {
		wrong.SetText(why)
		wrong.Show()
		s.host.Window().Canvas().Focus(at)
	}
	do := uikit.Name(widgets.NewPrimary(i18n.T("board.reading.do"), "check", nil), "board.reading.do")
	do.Tap = func() {
		ids, bad := pointing(&b, cards.Text)
		switch {
		case strings.TrimSpace(text.Text) == "":
			refuse(i18n.T("board.reading.lacks"), text)
			return
		case bad != "":
			refuse(i18n.T("board.reading.card", "card", bad), cards)
			return
		case len(ids) == 0 && x.Cluster.IsZero():
			refuse(i18n.T("board.reading.about"), cards)
			return
		}
		y := x
		y.Text, y.Cards, y.Type = strings.TrimSpace(text.Text), ids, feltbog.ReadingType(kind.Selected())
		if !s.guest {
			y.Perspective = feltbog.Perspective(role.Selected())
			s.spoke = y.Perspective
		}
		s.host.Act(func(ctx context.Context) (err error) {
			if x.ID.IsZero() {
				_, err = s.deps.AddReading(ctx, id, y)
				return err
			}
			return s.deps.EditReading(ctx, id, x.ID, func(o *feltbog.Reading) {
				o.Text, o.Cards, o.Type, o.Perspective = y.Text, y.Cards, y.Type, y.Perspective
			})
		}, func() {
			s.host.CloseDialog()
			trace.Event("reading", "role", string(y.Perspective), "cards", len(ids))
			s.host.Window().Canvas().Focus(s.wall)
			s.reload()
		})
	}
	body := widgets.Column(theme.Gap16)
	if s.guest {
		body.Add(widgets.Plain(i18n.T("board.reading.role", "role", i18n.Choice("perspective", string(s.role)))))
	} else {
		body.Add(widgets.Field(i18n.T("board.reading.who"), role, i18n.T("board.reading.who.help")))
	}
	body.Add(kind)
	body.Add(widgets.Field(i18n.T("board.reading.text"), text, ""))
	body.Add(widgets.Field(i18n.T("board.reading.cards"), widgets.Tall(cards), i18n.T("board.reading.cards.help")))
	body.Add(wrong)
	title := i18n.T("board.reading.add")
	if !x.ID.IsZero() {
		title = i18n.T("board.reading.edit")
	}
	stop := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog), "board.reading.stop")
	s.host.Show(screen.Dialog{Name: "board.reading", Title: title, Width: 640, Content: body, First: text, Buttons: []fyne.CanvasObject{stop, do}})
}

// readingMenu is what can be done with a reading.
func (s *Screen) readingMenu(x feltbog.Reading) []widgets.MenuItem {
	id := s.id
	return []widgets.MenuItem{
		{Text: i18n.T("board.reading.edit"), Icon: "edit", Tap: func() { s.reading(x) }},
		{Text: i18n.T("board.reading.remove"), Icon: "trash", Danger: true, Tap: func() {
			s.host.Act(func(ctx context.Context) error { return s.deps.RemoveReading(ctx, id, x.ID) }, func() {
				s.host.Say(i18n.T("board.reading.removed"))
				s.reload()
			})
		}},
	}
}

// askApart asks for a point on which perspectives differ. It is kept, not solved.
func (s *Screen) askApart() {
	at := s.wall.at
	if s.now == nil || s.guest || at.id().IsZero() {
		return
	}
	id, d := s.id, feltbog.Disagreement{}
	if at.card.IsZero() {
		d.Cluster = at.cluster
	} else {
		d.Cards = []feltbog.ID{at.card}
	}
	point := uikit.Name(widgets.NewTextArea(i18n.T("board.apart.hint"), 2), "board.apart.point")
	options := []widgets.Option{{Text: i18n.T("board.apart.nobody")}}
	for _, p := range feltbog.Perspectives() {
		options = append(options, widgets.Option{Value: string(p), Text: many(p)})
	}
	who := func(n string) *widgets.Select {
		return uikit.Name(widgets.NewSelect(options, "", nil), "board.apart.who"+n)
	}
	view := func(n string) *widgets.Entry {
		return uikit.Name(widgets.NewTextArea("", 2), "board.apart.view"+n)
	}
	whoA, whoB, viewA, viewB := who("1"), who("2"), view("1"), view("2")
	var lives []widgets.Option
	for _, v := range feltbog.Livables() {
		lives = append(lives, widgets.Option{Value: string(v), Text: i18n.Upper(i18n.Choice("livable", string(v)))})
	}
	live := uikit.Name(widgets.NewSegment(lives, string(feltbog.LivableInvestigate), nil), "board.apart.live")
	do := uikit.Name(widgets.NewPrimary(i18n.T("board.apart.do"), "check", nil), "board.apart.do")
	do.Tap = func() {
		if strings.TrimSpace(point.Text) == "" {
			s.host.Window().Canvas().Focus(point)
			return
		}
		d.Point, d.ViewA, d.ViewB = point.Text, strings.TrimSpace(viewA.Text), strings.TrimSpace(viewB.Text)
		d.PerspectiveA, d.PerspectiveB, d.Livable = feltbog.Perspective(whoA.Selected()), feltbog.Perspective(whoB.Selected()), feltbog.Livable(live.Selected())
		s.host.Act(func(ctx context.Context) error {
			_, err := s.deps.AddDisagreement(ctx, id, d)
			return err
		}, func() {
			s.host.CloseDialog()
			s.host.Window().Canvas().Focus(s.wall)
			s.reload()
		})
	}
	stop := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog), "board.apart.stop")
	half := []float32{1, 1}
	s.host.Show(screen.Dialog{Name: "board.apart", Title: i18n.T("board.apart.add"), Width: 720, First: point, Buttons: []fyne.CanvasObject{stop, do},
		Content: widgets.Column(theme.Gap16, widgets.Field(i18n.T("board.apart.point"), point, ""),
			widgets.Columns(theme.Gap16, half, widgets.Field(i18n.T("board.apart.one"), whoA, ""), widgets.Field(i18n.T("board.apart.other"), whoB, "")),
			widgets.Columns(theme.Gap16, half, widgets.Field(i18n.T("board.apart.view"), viewA, ""), widgets.Field(i18n.T("board.apart.view"), viewB, "")),
			widgets.Field(i18n.T("board.livable"), live, ""))})
}

// apartMenu is what can be done with a disagreement.
func (s *Screen) apartMenu(d feltbog.Disagreement) []widgets.MenuItem {
	id := s.id
	return []widgets.MenuItem{{Text: i18n.T("board.apart.remove"), Icon: "trash", Danger: true, Tap: func() {
		s.host.Act(func(ctx context.Context) error { return s.deps.RemoveDisagreement(ctx, id, d.ID) }, func() {
			s.host.Say(i18n.T("board.apart.removed"))
			s.reload()
		})
	}}}
}
