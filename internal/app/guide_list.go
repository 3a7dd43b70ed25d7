package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
)

// GuideRow is a guide in a list.
type GuideRow struct {
	ID          feltbog.ID          `json:"id"`
	Name        string              `json:"name"`
	Audience    string              `json:"audience,omitempty"`
	Perspective feltbog.Perspective `json:"perspective,omitempty"`
	Minutes     int                 `json:"minutes,omitempty"`
	Questions   int                 `json:"questions"` // that stand for themselves
	// Number and State of the newest version; drafts that were kept count only where there is no other. Without a version
	// 0 and a draft.
	Number int                `json:"version,omitempty"`
	State  feltbog.GuideState `json:"state"`
	// Edited: what is written now is none of the versions.
	Edited   bool               `json:"edited"`
	Versions []GuideVersionLine `json:"versions,omitempty"` // the newest first
	Sessions int                `json:"sessions"`           // that asked by any version
	Changes  int                `json:"changes"`            // wishes for changes noted after sessions
}

// GuideVersionLine is a version in a list.
type GuideVersionLine struct {
	ID       feltbog.ID         `json:"id"`
	Number   int                `json:"number"`
	Name     string             `json:"name"`
	State    feltbog.GuideState `json:"state"`
	Made     feltbog.Instant    `json:"made"`
	Reason   string             `json:"reason,omitempty"`
	Sessions int                `json:"sessions"` // that asked by it
}

// GuideRows lists the guides by name, each with its versions. It reads each kind once.
func (p *Project) GuideRows(ctx context.Context) ([]GuideRow, error) {
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
	wishes, err := p.wishes(ctx, versions)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	out := []GuideRow{}
	for _, g := range guides {
		d := drafts[g.ID]
		r := GuideRow{ID: g.ID, Name: g.Name, Audience: g.Audience, Perspective: g.Perspective, Minutes: g.Minutes, State: feltbog.GuideDraft,
			Versions: versions[g.ID], Changes: wishes[g.ID]}
		for _, q := range d.questions {
			if q.Parent.IsZero() {
				r.Questions++
			}
		}
		for _, v := range r.Versions {
			r.Sessions += v.Sessions
			if r.Number == 0 || r.State == feltbog.GuideDraft && v.State != feltbog.GuideDraft {
				r.Number, r.State = v.Number, v.State
			}
		}
		same, _, _ := d.standing(r.Versions)
		r.Edited = same.IsZero()
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b GuideRow) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), byOrder(ordered{id: a.ID}, ordered{id: b.ID}))
	})
	return out, nil
}

// wishes counts by guide what people noted after sessions that it should be changed to.
func (p *Project) wishes(ctx context.Context, versions map[feltbog.ID][]GuideVersionLine) (map[feltbog.ID]int, error) {
	of, asked, out := map[feltbog.ID]feltbog.ID{}, map[feltbog.ID]feltbog.ID{}, map[feltbog.ID]int{}
	for guide, all := range versions {
		for _, v := range all {
			of[v.ID] = guide
		}
	}
	sessions, err := list[*feltbog.Session](ctx, p, feltbog.KindSession)
	if err != nil {
		return nil, err
	}
	for _, s := range sessions {
		asked[s.ID] = of[s.GuideVersion]
	}
	debriefs, err := list[*feltbog.Debrief](ctx, p, feltbog.KindDebrief)
	for _, d := range debriefs {
		if d.GuideChange != "" {
			out[asked[d.Session]]++
		}
	}
	return out, err
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
