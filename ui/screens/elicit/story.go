package elicit

import (
	"context"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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

// story is what is left of a series: the pictures by rank with what was said about each, the participant's words and the
// team's apart, and how often two of them came into one pile, as a picture and as a table.
type story struct {
	s     *Screen
	box   *fyne.Container
	body  *fyne.Container
	use   *widgets.Select
	now   app.SeriesStory
	drawn int // how many small copies there were when it was drawn
	fresh bool
}

func newStory(s *Screen) *story {
	o := &story{s: s, body: widgets.Column(theme.Gap16)}
	var uses []widgets.Option
	for _, u := range []feltbog.Use{feltbog.UseInterview, feltbog.UseInterpretation, feltbog.UseReport, feltbog.UseTalk} {
		uses = append(uses, widgets.Option{Value: string(u), Text: i18n.Upper(i18n.Choice("use", string(u)))})
	}
	o.use = uikit.Name(widgets.NewSelect(uses, string(feltbog.UseInterview), nil), "elicit.use")
	print := uikit.Name(widgets.NewPrimary(i18n.T("elicit.print"), "print", o.print), "elicit.print")
	head := container.NewBorder(nil, nil, nil, widgets.Row(theme.Gap8, widgets.AtLeast(o.use, 220, 0), print), widgets.Headed(i18n.T("elicit.story")))
	o.box = container.NewBorder(widgets.Pad(head, theme.Gap12, theme.Gap28, theme.Gap8, theme.Gap28), nil, nil, nil,
		container.NewVScroll(widgets.Pad(o.body, 0, theme.Gap28, theme.Gap28, theme.Gap28)))
	return o
}

func (o *story) set(n app.SeriesStory) { o.now, o.fresh = n, true }

func (o *story) show() {
	for i := range o.now.Pictures {
		if p := &o.now.Pictures[i]; p.OnTable() {
			o.s.thumbs.get(p.Photo.ID)
		}
	}
	if !o.fresh && o.drawn == len(o.s.thumbs.kept) {
		return
	}
	o.fresh, o.drawn = false, len(o.s.thumbs.kept)
	o.body.Objects = nil
	for i := range o.now.Pictures {
		o.body.Add(o.picture(i))
	}
	set := &o.now.Series.Set
	for _, one := range []struct{ key, text string }{{"elicit.missing", set.Missing}, {"elicit.audience", set.Audience}} {
		if filled(one.text) {
			o.body.Add(widgets.Column(theme.Gap4, widgets.Label(i18n.T(one.key)), widgets.Plain("»"+one.text+"«")))
		}
	}
	if len(o.now.Series.Sorts) > 0 && len(o.now.Pictures) > 1 {
		o.body.Add(widgets.Headed(i18n.T("elicit.together")))
		o.body.Add(widgets.Quiet(i18n.N("elicit.together.help", len(o.now.Series.Sorts))))
		o.body.Add(container.NewHScroll(o.matrix()))
		o.body.Add(o.pairs())
	}
	o.body.Refresh()
}

// picture is one picture with what was said about it.
func (o *story) picture(i int) fyne.CanvasObject {
	p := &o.now.Pictures[i]
	tile := widgets.NewPhotoTile()
	if p.OnTable() {
		tile.Image = o.s.thumbs.get(p.Photo.ID)
	} else {
		tile.Loose, tile.Text = true, i18n.T("elicit.away."+why(&p.SeriesPicture))
	}
	tile.Tap = func() {
		o.s.goTo(p.Photo.ID)
		o.s.setMode(talk)
	}
	title := titleOf(&p.Photo)
	if p.Place.Rank > 0 {
		title = i18n.Number(p.Place.Rank) + " · " + title
	}
	head := widgets.Row(theme.Gap8, widgets.Plain(title).Bold().Line())
	if len(p.Open) > 0 {
		head.Add(widgets.NewChip(i18n.T("elicit.gap."+string(p.Open[0])), widgets.Amber, "warn"))
	}
	theirs, ours := widgets.Column(theme.Gap4, widgets.Label(o.s.who())), widgets.Column(theme.Gap4, widgets.Label(i18n.T("elicit.ours")))
	for _, n := range p.Theirs {
		theirs.Add(widgets.NewText("»"+n.Text+"«", theme.Read, theme.Ink))
	}
	for _, n := range p.Ours {
		t := widgets.NewText(n.Text, theme.Read, theme.Ink2)
		if n.Type == feltbog.Wonder {
			t.Italic()
		}
		ours.Add(t)
	}
	theirs.Hidden, ours.Hidden = len(p.Theirs) == 0, len(p.Ours) == 0
	answered(p.Talks, theirs, ours)
	body := widgets.Column(theme.Gap8, head, widgets.Columns(theme.Gap20, []float32{1, 1}, theirs, ours))
	if p.Place.Reason != "" {
		body.Add(widgets.Quiet(i18n.T("elicit.because", "why", p.Place.Reason)))
	}
	if p.Place.WhyNot != "" {
		body.Add(widgets.Quiet(i18n.T("elicit.because.not", "why", p.Place.WhyNot)))
	}
	var in []string
	for _, name := range p.Piles {
		if name != "" {
			in = append(in, "»"+name+"«")
		}
	}
	if len(in) > 0 {
		body.Add(widgets.Quiet(i18n.T("elicit.lay", "piles", strings.Join(in, ", "))))
	}
	return widgets.Card(container.NewBorder(nil, nil, widgets.Pad(widgets.Column(0, tile), 0, theme.Gap16, 0, 0), nil, body))
}

// side is how large a square of the matrix is.
const side = 44

// matrix shows how often two pictures lay together: the darker, the oftener, with the number in it.
func (o *story) matrix() fyne.CanvasObject {
	t := &o.now.Together
	grid := container.New(&squares{n: len(t.Photos) + 1})
	grid.Add(container.NewStack())
	for i := range t.Photos {
		grid.Add(o.corner(i))
	}
	low, high := theme.Color(theme.Card), theme.Color(theme.Accent)
	for i := range t.Photos {
		grid.Add(o.corner(i))
		for j := range t.Photos {
			share, text, ink := float64(0), "–", theme.Ink3
			if i != j && t.Both[i][j] > 0 {
				share, text, ink = float64(t.Same[i][j])/float64(max(t.Most, 1)), i18n.Number(t.Same[i][j]), theme.Ink
			}
			if i == j {
				text = ""
			}
			if share > 0.55 {
				ink = theme.OnAccent
			}
			square := canvas.NewRectangle(mixed(low, high, share))
			square.StrokeColor, square.StrokeWidth = theme.Color(theme.Line), 1
			grid.Add(container.NewStack(square, container.NewCenter(widgets.NewText(text, theme.Small, ink).Line())))
		}
	}
	return grid
}

// corner is a picture at the edge of the matrix.
func (o *story) corner(i int) fyne.CanvasObject {
	p := &o.now.Pictures[i]
	if img := o.s.thumbs.kept[p.Photo.ID]; img != nil && p.OnTable() {
		c := &canvas.Image{Image: img, FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth}
		return c
	}
	return container.NewCenter(widgets.Quiet(i18n.Number(i + 1)).Line())
}

// squares lays n in a row.
type squares struct{ n int }

// MinSize implements fyne.Layout.
func (l *squares) MinSize([]fyne.CanvasObject) fyne.Size {
	w := float32(l.n) * side * theme.Scale()
	return fyne.NewSize(w, w)
}

// Layout implements fyne.Layout.
func (l *squares) Layout(all []fyne.CanvasObject, _ fyne.Size) {
	k := side * theme.Scale()
	for i, o := range all {
		o.Move(fyne.NewPos(float32(i%l.n)*k, float32(i/l.n)*k))
		o.Resize(fyne.NewSize(k, k))
	}
}

func mixed(a, b color.Color, share float64) color.Color {
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	mix := func(x, y uint32) uint8 { return uint8((float64(x)*(1-share) + float64(y)*share) / 257) }
	return color.NRGBA{mix(ar, br), mix(ag, bg), mix(ab, bb), 255}
}

// pairs lists in words which pictures lay together, the oftenest first.
func (o *story) pairs() fyne.CanvasObject {
	t := &o.now.Together
	type pair struct{ i, j int }
	var all []pair
	for i := range t.Photos {
		for j := i + 1; j < len(t.Photos); j++ {
			if t.Same[i][j] > 0 {
				all = append(all, pair{i, j})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int { return t.Same[b.i][b.j] - t.Same[a.i][a.j] })
	rows := widgets.Column(theme.Gap4)
	for _, p := range all {
		rows.Add(widgets.Plain(i18n.T("elicit.pair", "a", titleOf(&o.now.Pictures[p.i].Photo), "b", titleOf(&o.now.Pictures[p.j].Photo),
			"n", i18n.Number(t.Same[p.i][p.j]), "of", i18n.Number(t.Both[p.i][p.j]))))
	}
	return rows
}

// print shows what would leave for a use, so that what the gate asks about can be settled, and then lets it out.
func (o *story) print() {
	s := o.s
	set, use := s.id, feltbog.Use(o.use.Selected())
	if s.Settle == nil {
		o.let(set, use)
		return
	}
	var items []app.GateItem
	s.host.Act(func(ctx context.Context) (err error) {
		items, err = s.deps.StoryItems(ctx, set)
		return err
	}, func() {
		s.Settle(o.now.Series.Set.Title, use, items, screen.Route{Place: screen.Field, Kind: feltbog.KindPhotoSet, ID: set}, func() { o.let(set, use) })
	})
}

// let lets the story out for a use, and says what the gate kept back.
func (o *story) let(set feltbog.ID, use feltbog.Use) {
	s := o.s
	var done app.StoryPrinted
	s.host.Act(func(ctx context.Context) (err error) {
		done, err = s.deps.PrintStory(ctx, s.desk, set, use, i18n.T)
		return err
	}, func() {
		text := i18n.N("elicit.printed", done.Pictures)
		if n := len(done.Held); n > 0 {
			text += " " + i18n.N("elicit.held", n)
		}
		s.host.Say(text)
		trace.Event("printed", "what", "story", "pictures", done.Pictures, "held", len(done.Held))
		s.host.Act(func(context.Context) error { return s.desk.View(done.Path) }, nil)
	})
}
