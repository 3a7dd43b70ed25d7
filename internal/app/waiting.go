package app

import (
	"context"
	"time"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// Matter is a kind of thing that waits for a person ("venter på dig").
type Matter string

// The matters, in the order in which they are shown.
const (
	WaitJottings         Matter = "jottings"          // stikord, der skal skrives ud
	WaitUnsettledPhotos  Matter = "unsettled_photos"  // billeder med en uafklaret person
	WaitTwoVersions      Matter = "two_versions"      // tekster, I har skrevet forskelligt
	WaitOverdueActions   Matter = "overdue_actions"   // handlinger, hvis dato er gået
	WaitMissingConsents  Matter = "missing_consents"  // deltagere uden samtykke
	WaitExpiringConsents Matter = "expiring_consents" // samtykker, der udløber snart
	WaitOpenWithdrawals  Matter = "open_withdrawals"  // tilbagetrækninger, der ikke er lukket
)

// Waiting is one matter with what waits.
type Waiting struct {
	Matter Matter
	N      int
	// Items are the first of them, at most waitingListed.
	Items []Waits
}

// Waits is one record that waits.
type Waits struct {
	Kind  feltbog.Kind
	ID    feltbog.ID
	Text  string            // what it is called or says
	Due   feltbog.FuzzyDate // when it runs out or was to happen
	Field string            // of two versions: which field
}

const (
	waitingListed = 200
	// waitingNewest is how many of the newest paragraphs are looked at for jottings.
	waitingNewest = 20000
)

// Waiting lists what waits for a person, without matters of which there is nothing.
func (p *Project) Waiting(ctx context.Context) ([]Waiting, error) {
	var out []Waiting
	if p.v.Team() == nil {
		return nil, nil
	}
	for _, m := range []struct {
		matter Matter
		find   func(context.Context) ([]Waits, error)
	}{
		{WaitJottings, p.jottings}, {WaitUnsettledPhotos, p.unsettledPhotos}, {WaitTwoVersions, p.twoVersions},
		{WaitOverdueActions, p.overdueActions}, {WaitMissingConsents, p.missingConsents}, {WaitExpiringConsents, p.expiringConsents},
		{WaitOpenWithdrawals, p.openWithdrawals},
	} {
		items, err := m.find(ctx)
		if err != nil {
			return nil, cancelled(ctx, err)
		}
		if n := len(items); n > 0 {
			items = items[:min(n, waitingListed)]
			out = append(out, Waiting{Matter: m.matter, N: n, Items: p.spelled(ctx, items)})
		}
	}
	return out, nil
}

// spelled fills in what the items are called where that is not known yet.
func (p *Project) spelled(ctx context.Context, items []Waits) []Waits {
	for i := range items {
		if items[i].Text != "" {
			continue
		}
		rec, _, err := p.v.Team().Get(ctx, items[i].ID)
		if err != nil {
			continue
		}
		switch r := rec.(type) {
		case *feltbog.NoteBlock:
			items[i].Text = r.Text
		case *feltbog.Photo:
			items[i].Text = firstText(r.ResearcherTitle, r.ParticipantTitle)
		case *feltbog.Participant:
			items[i].Text = r.Pseudonym
		case *feltbog.PlanAction:
			items[i].Text = r.Text
		case *feltbog.PlanRow:
			items[i].Text = r.Period
		case *feltbog.Project:
			items[i].Text = r.Title
		}
	}
	return items
}

func firstText(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// jottings are those that no note or memo has worked out.
func (p *Project) jottings(ctx context.Context) ([]Waits, error) {
	ids, err := p.v.Team().Unanswered(ctx, feltbog.KindNoteBlock, waitingNewest, "layer", string(feltbog.Jotting), "derived_from")
	out := make([]Waits, len(ids))
	for i, id := range ids {
		out[i] = Waits{Kind: feltbog.KindNoteBlock, ID: id}
	}
	return out, err
}

// unsettledPhotos are those that show a person whom nobody has settled, unless they are not to be used at all.
func (p *Project) unsettledPhotos(ctx context.Context) ([]Waits, error) {
	seen := map[feltbog.ID]bool{}
	var out []Waits
	people, err := list[*feltbog.DepictedPerson](ctx, p, feltbog.KindDepictedPerson)
	for _, d := range people {
		if d.Resolved() || seen[d.Photo] {
			continue
		}
		seen[d.Photo] = true
		rec, info, err := p.v.Team().Get(ctx, d.Photo)
		photo, ok := rec.(*feltbog.Photo)
		if err != nil || !ok || info.Status == change.Trashed || photo.DoNotUse {
			continue
		}
		out = append(out, Waits{Kind: feltbog.KindPhoto, ID: d.Photo})
	}
	return out, err
}

func (p *Project) twoVersions(ctx context.Context) ([]Waits, error) {
	var out []Waits
	for _, s := range p.v.Spaces() {
		all, err := s.Conflicts(ctx)
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			out = append(out, Waits{Kind: c.Kind, ID: c.Record, Field: c.Field})
		}
	}
	return out, nil
}

// overdueActions are planned, and their last date lies before today.
func (p *Project) overdueActions(ctx context.Context) ([]Waits, error) {
	today := day(p.v.Now())
	_, actions, err := p.planRecords(ctx)
	var out []Waits
	for _, a := range actions {
		if a.Status != feltbog.PlanPlanned && a.Status != feltbog.PlanMoved {
			continue
		}
		var last feltbog.FuzzyDate
		over := false
		for _, d := range a.Dates {
			end, known := d.End()
			if over = known && end.Before(today); !over {
				break
			}
			last = d
		}
		if over {
			out = append(out, Waits{Kind: feltbog.KindPlanAction, ID: a.ID, Text: a.Text, Due: last})
		}
	}
	return out, err
}

func (p *Project) openWithdrawals(ctx context.Context) ([]Waits, error) {
	cases, err := list[*feltbog.WithdrawalCase](ctx, p, feltbog.KindWithdrawalCase)
	var out []Waits
	for _, c := range cases {
		if c.State == feltbog.CaseClosed {
			continue
		}
		w := Waits{Kind: feltbog.KindWithdrawalCase, ID: c.ID, Due: c.Received}
		if rec, _, err := p.v.Team().Get(ctx, c.Participant); err == nil {
			if who, ok := rec.(*feltbog.Participant); ok {
				w.Text = who.Pseudonym
			}
		}
		out = append(out, w)
	}
	return out, err
}

// day is midnight UTC of the day that the clock shows, as fuzzy dates count days.
func day(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
