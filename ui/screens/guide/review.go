package guide

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// review is the form of the sprint in which others try the guide: question by question whether it is understood, whom it
// bothers, how it could be worded, and what becomes of it. What is filled in is kept a moment later.
type review struct {
	s     *Screen
	box   fyne.CanvasObject
	load  uikit.Loader[feltbog.GuideReview]
	state feltbog.GuideReview
	there bool
	guide feltbog.ID
	edits int // how often it was changed here
	saved int // how many of these changes are in the vault

	steps  *fyne.Container
	date   *widgets.DateField
	people *fyne.Container
	rows   *fyne.Container
	absent *widgets.Entry
	left   *widgets.Text
	done   *widgets.Button
}

func newReview(s *Screen) *review {
	r := &review{s: s, steps: widgets.Column(theme.Gap4), people: widgets.Flow(theme.Gap8), rows: widgets.Column(theme.Gap12), left: widgets.Quiet("")}
	r.load.Run = s.host
	r.date = widgets.NewDateField(func(t string) (feltbog.FuzzyDate, error) { return feltbog.ParseFuzzyDate(t, time.Now().Year()) }, i18n.Fuzzy, func(d feltbog.FuzzyDate) {
		r.change(func(g *feltbog.GuideReview) { g.Date = d })
	})
	uikit.Name(r.date.Entry, "guide.review.date")
	r.absent = uikit.Name(widgets.NewTextArea(i18n.T("guide.review.absent.prompt"), 3), "guide.review.absent")
	r.absent.OnChanged = func(text string) {
		r.typed(func(g *feltbog.GuideReview) { g.Absent = listed(text) })
	}
	r.absent.Left = s.settle
	r.done = uikit.Name(widgets.NewPrimary(i18n.T("guide.review.done"), "check", r.qualify), "guide.review.done")
	do := uikit.Name(widgets.NewButton(i18n.T("guide.review.apply"), "edit", r.apply), "guide.review.apply")
	r.box = container.NewVScroll(widgets.Pad(container.New(&readable{}, widgets.Column(theme.Gap16,
		widgets.Column(theme.Gap4, widgets.Titled(i18n.T("guide.review")), r.steps),
		widgets.Columns(theme.Gap16, []float32{1, 2}, widgets.Field(i18n.T("guide.review.date"), r.date, ""), widgets.Field(i18n.T("guide.review.people"), r.people, "")),
		r.rows, widgets.Field(i18n.T("guide.review.absent"), r.absent, i18n.T("guide.review.absent.help")), r.left, widgets.Flow(theme.Gap8, do, r.done))),
		theme.Gap20, theme.Gap28, theme.Gap40, theme.Gap28))
	return r
}

// listed are the lines of a text that say something.
func listed(text string) []string {
	var all []string
	for _, l := range strings.Split(text, "\n") {
		if !blank(l) {
			all = append(all, strings.TrimSpace(l))
		}
	}
	return all
}

// show reads what was filled in.
func (r *review) show() {
	if r.guide != r.s.page.guide.ID {
		r.guide, r.there, r.edits, r.saved = r.s.page.guide.ID, false, 0, 0
	}
	if r.saved != r.edits {
		return // what stands here is newer
	}
	id, under, edits := r.guide, r.s.page.review, r.edits
	r.load.Load(r.s.ctx, func(ctx context.Context) (feltbog.GuideReview, error) {
		return r.s.readReview(ctx, id, under)
	}, func(got feltbog.GuideReview, err error) {
		if err != nil {
			r.s.host.Fail(err)
			return
		}
		if r.there && edits != r.edits {
			return // what was changed here since is newer
		}
		first := !r.there
		same := !first && got.ID == r.state.ID && r.sameRows(got)
		r.state, r.there = got, true
		if !same {
			r.draw()
		}
		trace.Event("shown", "name", "guide.review", "lines", len(r.rows.Objects))
	})
}

// sameRows says that the form shows just what was read, and need not be drawn anew.
func (r *review) sameRows(g feltbog.GuideReview) bool {
	return slices.Equal(g.Lines, r.state.Lines) && slices.Equal(g.Absent, r.state.Absent) && g.Date == r.state.Date &&
		slices.Equal(g.Perspectives, r.state.Perspectives) && len(r.rows.Objects) == len(r.questions())
}

func (r *review) questions() []questionRow {
	var all []questionRow
	for _, t := range r.s.page.themes {
		all = append(all, t.Questions...)
	}
	return all
}

// draw builds the form.
func (r *review) draw() {
	g := &r.state
	r.steps.Objects = nil
	if r.s.shelf.Review.Purpose != "" {
		r.steps.Add(widgets.Plain(r.s.shelf.Review.Purpose))
	}
	for i, st := range r.s.shelf.Review.Steps {
		r.steps.Add(widgets.Quiet(i18n.T("guide.review.step", "n", i18n.Number(i+1), "title", st.Title, "minutes", i18n.Number(st.Minutes), "text", st.Text)))
	}
	r.date.SetValue(g.Date)
	r.people.Objects = nil
	for _, p := range feltbog.Perspectives() {
		r.people.Add(r.perspective(p))
	}
	r.rows.Objects = nil
	for i, q := range r.questions() {
		r.rows.Add(r.row(i, q))
	}
	if text := strings.Join(g.Absent, "\n"); !slices.Equal(listed(r.absent.Text), g.Absent) {
		changed := r.absent.OnChanged
		r.absent.OnChanged = nil
		r.absent.SetText(text)
		r.absent.OnChanged = changed
	}
	r.count()
	r.box.Refresh()
}

// perspective is one of those who tried it.
func (r *review) perspective(p feltbog.Perspective) *widgets.QuickTag {
	var tag *widgets.QuickTag
	state := func() widgets.TagState {
		if slices.Contains(r.state.Perspectives, p) {
			return widgets.TagOn
		}
		return widgets.TagOff
	}
	tag = widgets.NewQuickTag(i18n.Upper(i18n.Choice("perspective", string(p))), "", func() {
		r.change(func(g *feltbog.GuideReview) { g.Perspectives = toggled(g.Perspectives, p) })
		tag.SetState(state())
	})
	tag.SetState(state())
	return tag
}

// row is the verdict on one question.
func (r *review) row(i int, q questionRow) fyne.CanvasObject {
	line := r.line(q.ID)
	yes := []widgets.Option{{Value: string(feltbog.Yes), Text: i18n.Choice("yes_no", string(feltbog.Yes))}, {Value: string(feltbog.No), Text: i18n.Choice("yes_no", string(feltbog.No))}}
	understood := widgets.NewSegment(yes, string(line.Understood), func(v string) {
		r.setLine(q.ID, func(l *feltbog.GuideReviewLine) { l.Understood = feltbog.YesNo(v) })
	})
	var choices []widgets.Option
	for _, d := range feltbog.ReviewDecisions() {
		choices = append(choices, widgets.Option{Value: string(d), Text: i18n.Choice("review_decision", string(d))})
	}
	decision := widgets.NewSegment(choices, string(line.Decision), func(v string) {
		r.setLine(q.ID, func(l *feltbog.GuideReviewLine) { l.Decision = feltbog.ReviewDecision(v) })
	})
	bothers := r.entry(line.Bothers, q.ID, func(l *feltbog.GuideReviewLine, text string) { l.Bothers = text })
	wording := r.entry(line.Rewording, q.ID, func(l *feltbog.GuideReviewLine, text string) { l.Rewording = text })
	if i == 0 {
		uikit.Name(understood, "guide.review.understood")
		uikit.Name(decision, "guide.review.decision")
		uikit.Name(bothers, "guide.review.bothers")
		uikit.Name(wording, "guide.review.wording")
	}
	ask := func(key, fallback string) string {
		for _, a := range r.s.shelf.Review.Asks {
			if a.Key == key {
				return a.Ask
			}
		}
		return fallback
	}
	return widgets.CardPadded(widgets.Column(theme.Gap8,
		container.New(&beside{gap: theme.Gap8, left: 28}, widgets.NewText(i18n.Number(i+1), theme.Body, theme.Ink2).Bold().Line(), widgets.NewText(q.Text, theme.Read, theme.Ink)),
		widgets.Flow(theme.Gap20, widgets.Field(ask("understood", i18n.T("guide.review.understood")), container.NewHBox(understood), ""),
			widgets.Field(ask("decision", i18n.T("guide.review.decision")), container.NewHBox(decision), "")),
		widgets.Columns(theme.Gap16, []float32{1, 1.4}, widgets.Field(ask("bothers", i18n.T("guide.review.bothers")), widgets.Tall(bothers), ""),
			widgets.Field(ask("rewording", i18n.T("guide.review.wording")), widgets.Tall(wording), ""))), theme.Gap16)
}

func (r *review) entry(text string, id feltbog.ID, set func(*feltbog.GuideReviewLine, string)) *widgets.Entry {
	e := widgets.NewEntry("")
	e.SetText(text)
	e.OnChanged = func(text string) {
		r.typed(func(g *feltbog.GuideReview) {
			setLine(g, id, func(l *feltbog.GuideReviewLine) { set(l, strings.TrimSpace(text)) })
		})
	}
	e.Left = r.s.settle
	return e
}

// line is what was said of a question so far.
func (r *review) line(id feltbog.ID) feltbog.GuideReviewLine {
	for _, l := range r.state.Lines {
		if l.Question == id {
			return l
		}
	}
	return feltbog.GuideReviewLine{Question: id}
}

func (r *review) setLine(id feltbog.ID, f func(*feltbog.GuideReviewLine)) {
	r.change(func(g *feltbog.GuideReview) { setLine(g, id, f) })
	r.count()
}

func setLine(g *feltbog.GuideReview, id feltbog.ID, f func(*feltbog.GuideReviewLine)) {
	i := slices.IndexFunc(g.Lines, func(l feltbog.GuideReviewLine) bool { return l.Question == id })
	if i < 0 {
		i = len(g.Lines)
		g.Lines = append(g.Lines, feltbog.GuideReviewLine{Question: id})
	}
	g.Lines = slices.Clone(g.Lines)
	f(&g.Lines[i])
}

// count says how many questions are decided.
func (r *review) count() {
	all, decided := r.questions(), 0
	for _, q := range all {
		if r.line(q.ID).Decision != "" {
			decided++
		}
	}
	r.left.SetText(i18n.T("guide.review.left", "n", i18n.Number(decided), "of", i18n.Number(len(all))))
}

// change keeps what was chosen, at once; typed what is written, soon.
func (r *review) change(f func(*feltbog.GuideReview)) {
	r.typed(f)
	r.s.settle()
}

func (r *review) typed(f func(*feltbog.GuideReview)) {
	r.edits++
	f(&r.state)
	if r.state.ID.IsZero() {
		r.state.ID, r.state.Guide = feltbog.NewID(), r.guide
	}
	g, edits := r.state, r.edits
	r.s.keep.Later(r, func(ctx context.Context) error { return r.s.keepReview(ctx, g) }, func() {
		r.saved = edits
		trace.Event("saved", "kind", string(feltbog.KindGuideReview))
	})
}

// apply does in the guide what was decided: questions are reworded or go.
func (r *review) apply() {
	s, id := r.s, r.state.ID
	if id.IsZero() {
		s.host.Say(i18n.T("guide.review.nothing"))
		return
	}
	var changed, left int
	s.then(func(ctx context.Context) (err error) {
		changed, left, err = s.deps.ApplyReview(ctx, id)
		return err
	}, func() {
		words := i18n.N("guide.review.applied", changed)
		if left > 0 {
			words += " " + i18n.N("guide.review.passed", left)
		}
		s.host.Say(words)
		r.rows.Objects = nil // the questions read otherwise now
		trace.Event("saved", "kind", string(feltbog.KindGuideReview), "changed", changed)
		s.reload()
	})
}

// qualify makes a version of the draft that was tried.
func (r *review) qualify() {
	s, id, review := r.s, r.guide, r.state.ID
	s.then(func(ctx context.Context) (err error) {
		if review.IsZero() {
			_, err = s.deps.QualifyGuide(ctx, id, "")
		} else {
			_, err = s.deps.QualifyReview(ctx, review, "")
		}
		return err
	}, func() {
		s.host.Say(i18n.T("guide.qualified"))
		trace.Event("guide.state", "state", string(feltbog.GuideQualified))
		s.back()
	})
}
