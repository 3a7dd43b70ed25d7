package app

import (
	"context"
	"errors"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/gate/cover"
	"feltbog/internal/gate/scan"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// FindingKind is what the scan takes a passage for.
type FindingKind = scan.Kind

// FindingCPR is the kind of a CPR number, which is never kept.
const FindingCPR = scan.CPR

// ScanFinding is a passage of something that is to leave, in its sentence, with what becomes of it.
type ScanFinding struct {
	Kind        feltbog.Kind    `json:"kind"`
	Record      feltbog.ID      `json:"record"`
	Field       string          `json:"field"`
	Finding     scan.Kind       `json:"finding"`
	Class       string          `json:"class,omitempty"` // of a detail
	Passage     string          `json:"passage"`
	Sentence    string          `json:"sentence"`
	Participant string          `json:"participant,omitempty"` // pseudonym
	Passing     feltbog.Passing `json:"passing"`               // "": somebody must decide
	Decided     bool            `json:"decided"`               // false: it goes without asking
	Instead     string          `json:"instead,omitempty"`
}

// Open reports whether somebody has to decide before it may leave.
func (f ScanFinding) Open() bool { return f.Passing == "" }

// Findings looks through what is to leave for a use. It writes nothing and lets nothing out. Without an open register it
// is refused: names cannot be looked for.
func (p *Project) Findings(ctx context.Context, use feltbog.Use, items []GateItem) ([]ScanFinding, error) {
	g, c, err := p.gateAndCover(ctx)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	if c.Blind != nil {
		return nil, c.Blind
	}
	return p.findings(ctx, g, c, use, items, false)
}

// findings looks through items; gone lets those be that are not there any more, of which the gate says so itself.
func (p *Project) findings(ctx context.Context, g *gate.Gate, c *cover.Cover, use feltbog.Use, items []GateItem, gone bool) ([]ScanFinding, error) {
	out := []ScanFinding{}
	for _, it := range items {
		rec, err := (gateway{p}).Record(ctx, it.ID)
		if gone && (feltbog.ErrorCode(err) == feltbog.ENotFound || err == nil && rec.Kind() != it.Kind) {
			continue
		}
		if err != nil {
			return nil, cancelled(ctx, err)
		}
		if rec.Kind() != it.Kind {
			return nil, otherKind(it.ID, rec.Kind(), it.Kind)
		}
		a, err := g.May(ctx, use, gate.Item(it), p.v.Now())
		if err != nil {
			return nil, cancelled(ctx, err)
		}
		_, found := c.Look(use, rec, a.Subjects)
		for _, f := range found {
			out = append(out, ScanFinding{Kind: it.Kind, Record: it.ID, Field: f.Field, Finding: f.Kind, Class: f.Class, Passage: f.Text, Sentence: f.Sentence,
				Participant: c.People[f.Participant].Pseudonym, Passing: f.Passing, Decided: f.Decided, Instead: f.Instead})
		}
	}
	return out, nil
}

// FindingDecision is what somebody decides about a passage.
type FindingDecision struct {
	Item    GateItem
	Finding scan.Kind
	Passage string
	Passing feltbog.Passing
	Instead string      // for a replacement; "": a plain word
	Use     feltbog.Use // for what is kept
}

// DecideFinding remembers in the register what becomes of a passage in a record. A CPR number cannot be kept, and what the
// scan did not find cannot be decided about.
func (p *Project) DecideFinding(ctx context.Context, d FindingDecision) error {
	if d.Finding == scan.CPR && d.Passing == feltbog.PassKeep {
		return feltbog.Errorf(feltbog.ERefused, "gate.keep.cpr", "a CPR number never leaves; replace it or leave it out")
	}
	all, err := p.Findings(ctx, d.Use, []GateItem{d.Item})
	if err != nil {
		return err
	}
	who, seen := "", false
	for _, f := range all {
		if f.Finding == d.Finding && f.Passage == d.Passage {
			who, seen = f.Participant, true
		}
	}
	if !seen && d.Finding != scan.Detail { // two details ask nothing, but may be decided about all the same
		return feltbog.Errorf(feltbog.ENotFound, "gate.passage", "the scan finds no such passage there")
	}
	register, err := p.v.Register()
	if err != nil {
		return err
	}
	rec := &feltbog.ScanDecision{Record: d.Item.ID, Finding: string(d.Finding), Passage: d.Passage, Passing: d.Passing, Use: d.Use,
		Decided: feltbog.NewInstant(p.v.Now()), Member: p.v.Actor(ctx)}
	if d.Passing == feltbog.PassReplace {
		rec.Instead = d.Instead
	}
	if who != "" {
		people, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
		if err != nil {
			return cancelled(ctx, err)
		}
		for _, o := range people {
			if o.Pseudonym == who {
				rec.Participant = o.ID
			}
		}
	}
	rec.ID = feltbog.NewID()
	_, err = p.v.Do(ctx, store.Action{Name: "finding.decide"}, vault.Work{register: func(w *store.Writer) error { return w.Put(rec) }})
	return cancelled(ctx, err)
}

// gateAndCover opens the gate with what covers.
func (p *Project) gateAndCover(ctx context.Context) (*gate.Gate, *cover.Cover, error) {
	if p.v.Team() == nil {
		return nil, nil, feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
	}
	c, err := p.readCover(ctx)
	if err != nil {
		return nil, nil, err
	}
	g, err := gate.Open(ctx, gateway{p}, c)
	return g, c, err
}

// codedKey is the key of a coded error.
func codedKey(err error) string {
	var coded *feltbog.Error
	if errors.As(err, &coded) {
		return coded.Key
	}
	return ""
}
