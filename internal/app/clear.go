package app

import (
	"context"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
)

// CoveredCopies are the copies that may leave, in the order in which their items were asked for.
type CoveredCopies struct {
	Use  feltbog.Use
	Made []CoveredItem
}

// CoveredItem is what an item looks like to whoever gets it.
type CoveredItem struct {
	Item   GateItem
	Record feltbog.Record // a copy: pseudonyms, no file, no file name, no camera
	Copy   []byte         // of a picture: the copy that may leave; nil for anything else
}

// Refusal is an item that stays in, with every reason that the gate names.
type Refusal struct {
	Item    GateItem
	Verdict string // "no" or "unknown"
	Reasons []GateReason
}

// Cover shows what copies for people outside the team would look like now: names given way to pseudonyms, what was decided
// about carried out. It answers three things at once: the copies of what may leave; every passage that the scan came upon
// in any of the items (those with Open() must be decided about first, with DecideFinding); and the items that stay in,
// with the reasons. Each item is either covered or refused. An item with an open finding is refused.
//
// It is for previews and for choosing. It lets nothing out and writes nothing in the register of disclosures: what really
// leaves goes through the gate's Let, which asks all of it anew, so what is covered here may never be handed on or kept.
// Without an open register every item about people is refused (gate.blind, or gate.blind.none with the machines that
// hold one) and there are no findings.
func (p *Project) Cover(ctx context.Context, use feltbog.Use, items []GateItem) (CoveredCopies, []ScanFinding, []Refusal, error) {
	out := CoveredCopies{Use: use}
	g, c, err := p.gateAndCover(ctx)
	if err != nil {
		return out, nil, nil, cancelled(ctx, err)
	}
	people, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	if err != nil {
		return out, nil, nil, cancelled(ctx, err)
	}
	names := map[feltbog.ID]string{}
	for _, o := range people {
		names[o.ID] = o.Pseudonym
	}
	var found []ScanFinding
	if c.Blind == nil {
		if found, err = p.findings(ctx, g, c, use, items, true); err != nil {
			return out, nil, nil, err
		}
	}
	var refused []Refusal
	for _, it := range items {
		a, rec, picture, err := g.Preview(ctx, use, gate.Item(it), p.v.Now())
		if err != nil {
			return out, nil, nil, cancelled(ctx, err)
		}
		if rec == nil {
			answer := gateAnswer(a, names, GateAnswer{})
			refused = append(refused, Refusal{it, answer.Verdict, answer.Reasons})
			continue
		}
		out.Made = append(out.Made, CoveredItem{it, rec, picture})
	}
	return out, found, refused, nil
}
