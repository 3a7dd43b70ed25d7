package guide

import (
	"slices"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// page is what the screen shows: a draft, or a version that stays as it is.
type page struct {
	guide   feltbog.Guide
	version *feltbog.GuideVersion // nil: the draft
	state   feltbog.GuideState
	number  int
	// base is the version that the draft goes on from, nil for none.
	base     *app.GuideVersionLine
	themes   []themeRow
	warnings []feltbog.GuideWarning
	versions []app.GuideVersionLine
	research []app.ServedQuestion
	counts   map[feltbog.Priority]int
	review   feltbog.ID // the sprint that is under way
	wishes   []app.Wish
	twoWays  map[feltbog.ID]bool // what was written in two places
}

// themeRow is a section of the guide with its main questions.
type themeRow struct {
	ID             feltbog.ID
	Title, Purpose string
	Minutes        int
	Questions      []questionRow
}

// questionRow is a question with what hangs under it.
type questionRow struct {
	feltbog.FrozenQuestion
	Under []questionRow
}

// frozen says that nothing can be changed.
func (p *page) frozen() bool { return p.version != nil }

// name is that of what is shown.
func (p *page) name() string {
	if p.frozen() {
		return p.version.Name
	}
	return p.guide.Name
}

// before and after are the two lists around the conversation.
func (p *page) list(of string) []string {
	g := p.guide
	if p.frozen() {
		g.Before, g.After = p.version.Before, p.version.After
	}
	if of == spotBefore {
		return g.Before
	}
	return g.After
}

func (p *page) themeAt(id feltbog.ID) int {
	return slices.IndexFunc(p.themes, func(t themeRow) bool { return t.ID == id })
}

// minutes are those of all themes.
func (p *page) minutes() (sum int) {
	for _, t := range p.themes {
		sum += t.Minutes
	}
	return sum
}

// each calls f with every question, what hangs under it after it.
func (p *page) each(f func(t *themeRow, q *questionRow)) {
	var walk func(t *themeRow, all []questionRow)
	walk = func(t *themeRow, all []questionRow) {
		for i := range all {
			f(t, &all[i])
			walk(t, all[i].Under)
		}
	}
	for i := range p.themes {
		walk(&p.themes[i], p.themes[i].Questions)
	}
}

// find returns a question and its theme, nil when it is gone.
func (p *page) find(id feltbog.ID) (t *themeRow, q *questionRow) {
	p.each(func(at *themeRow, x *questionRow) {
		if x.ID == id {
			t, q = at, x
		}
	})
	return t, q
}

// themesOf hangs the questions of frozen themes under those they belong to. One whose parent is gone stands at the top.
func themesOf(all []feltbog.FrozenTheme) []themeRow {
	var out []themeRow
	for _, t := range all {
		there := map[feltbog.ID]bool{}
		for _, q := range t.Questions {
			there[q.ID] = true
		}
		var hang func(parent feltbog.ID) []questionRow
		hang = func(parent feltbog.ID) []questionRow {
			var under []questionRow
			for _, q := range t.Questions {
				if q.Parent == parent || parent.IsZero() && !there[q.Parent] {
					under = append(under, questionRow{FrozenQuestion: q, Under: hang(q.ID)})
				}
			}
			return under
		}
		out = append(out, themeRow{ID: t.ID, Title: t.Title, Purpose: t.Purpose, Minutes: t.Minutes, Questions: hang(feltbog.ID{})})
	}
	return out
}

// open are the warnings about a question that nobody has answered.
func (s *Screen) open(q *questionRow) []feltbog.GuideWarning {
	var out []feltbog.GuideWarning
	for _, w := range s.page.warnings {
		if w.Question == q.ID && !w.Kept {
			out = append(out, w)
		}
	}
	return out
}
