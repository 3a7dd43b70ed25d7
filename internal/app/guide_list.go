package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
)

// GuideLine is a guide in a list.
type GuideLine struct {
	ID          feltbog.ID
	Name        string
	Perspective feltbog.Perspective
	Minutes     int // it is planned to take
	Questions   int // that stand for themselves
	// State of what is written now: that of the version it equals, else a draft.
	State feltbog.GuideState
	// Number of that version, or the one that the draft would get.
	Number int
	// Versions, the newest first.
	Versions []GuideVersionLine
	Sessions int // that asked by any version
}

// GuideVersionLine is a version in a list.
type GuideVersionLine struct {
	ID       feltbog.ID
	Number   int
	Name     string
	State    feltbog.GuideState
	Made     feltbog.Instant
	Reason   string
	Sessions int // that asked by it
}

// GuideLines lists the guides by name, each with its versions. It reads each kind once.
func (p *Project) GuideLines(ctx context.Context) ([]GuideLine, error) {
	guides, err := list[*feltbog.Guide](ctx, p, feltbog.KindGuide)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	drafts := map[feltbog.ID]*guideDraft{}
	for _, g := range guides {
		drafts[g.ID] = &guideDraft{guide: g}
	}
	if err := p.readDrafts(ctx, drafts); err != nil {
		return nil, cancelled(ctx, err)
	}
	versions, err := p.versionLines(ctx)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	var out []GuideLine
	for _, g := range guides {
		d := drafts[g.ID]
		l := GuideLine{ID: g.ID, Name: g.Name, Perspective: g.Perspective, Minutes: g.Minutes, Versions: versions[g.ID]}
		for _, q := range d.questions {
			if q.Parent.IsZero() {
				l.Questions++
			}
		}
		for _, v := range l.Versions {
			l.Sessions += v.Sessions
		}
		_, l.State, l.Number = d.standing(l.Versions)
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b GuideLine) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), byOrder(ordered{id: a.ID}, ordered{id: b.ID}))
	})
	return out, nil
}

// readDrafts fills in the themes and questions of many guides.
func (p *Project) readDrafts(ctx context.Context, drafts map[feltbog.ID]*guideDraft) error {
	themes, err := list[*feltbog.GuideTheme](ctx, p, feltbog.KindGuideTheme)
	if err != nil {
		return err
	}
	questions, err := list[*feltbog.Question](ctx, p, feltbog.KindQuestion)
	if err != nil {
		return err
	}
	for _, t := range themes {
		if d := drafts[t.Guide]; d != nil {
			d.themes = append(d.themes, t)
		}
	}
	for _, q := range questions {
		if d := drafts[q.Guide]; d != nil {
			d.questions = append(d.questions, q)
		}
	}
	for _, d := range drafts {
		sortGuide(d.themes, d.questions)
	}
	return nil
}

// standing says which version a draft equals and what state that is in; none: it is a draft, and the number is the next.
func (d *guideDraft) standing(versions []GuideVersionLine) (feltbog.ID, feltbog.GuideState, int) {
	id, next := d.freeze(1).ID, 1
	for _, v := range versions {
		if v.ID == id {
			return v.ID, v.State, v.Number
		}
		next = max(next, v.Number+1)
	}
	return feltbog.ID{}, feltbog.GuideDraft, next
}

// versionLines reads all versions by their guide, the newest first, and counts the sessions of each.
func (p *Project) versionLines(ctx context.Context) (map[feltbog.ID][]GuideVersionLine, error) {
	used := map[feltbog.ID]int{}
	sessions, err := list[*feltbog.Session](ctx, p, feltbog.KindSession)
	if err != nil {
		return nil, err
	}
	for _, s := range sessions {
		used[s.GuideVersion]++
	}
	versions, err := list[*feltbog.GuideVersion](ctx, p, feltbog.KindGuideVersion)
	out := map[feltbog.ID][]GuideVersionLine{}
	for _, v := range versions {
		out[v.Guide] = append(out[v.Guide], GuideVersionLine{v.ID, v.Number, v.Name, v.State, v.Made, v.Reason, used[v.ID]})
	}
	for _, all := range out {
		slices.SortFunc(all, func(a, b GuideVersionLine) int {
			return cmp.Or(cmp.Compare(b.Number, a.Number), b.Made.Time().Compare(a.Made.Time()), byOrder(ordered{id: a.ID}, ordered{id: b.ID}))
		})
	}
	return out, err
}
