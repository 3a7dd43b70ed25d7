package app

import (
	"context"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// gateway is the vault as the gate sees it: what it reads, and where it writes the register of disclosures.
type gateway struct{ p *Project }

// gate opens the gate.
func (p *Project) gate(ctx context.Context) (*gate.Gate, error) {
	g, _, err := p.gateAndCover(ctx)
	return g, cancelled(ctx, err)
}

// Record implements gate.Reader.
func (g gateway) Record(ctx context.Context, id feltbog.ID) (feltbog.Record, error) {
	s, err := g.p.v.Find(ctx, id)
	if err != nil {
		return nil, err
	}
	rec, info, err := s.Get(ctx, id)
	if err == nil && (rec == nil || status(info) != Present) {
		return nil, feltbog.Errorf(feltbog.ENotFound, "record.unknown", "there is no record %s here", id).With("id", id.String())
	}
	return rec, err
}

// Project implements gate.Reader.
func (g gateway) Project(ctx context.Context) (*feltbog.Project, error) { return g.p.project(ctx) }

// Participants implements gate.Reader.
func (g gateway) Participants(ctx context.Context) ([]*feltbog.Participant, error) {
	return list[*feltbog.Participant](ctx, g.p, feltbog.KindParticipant)
}

// Consents implements gate.Reader.
func (g gateway) Consents(ctx context.Context) ([]*feltbog.Consent, error) {
	return list[*feltbog.Consent](ctx, g.p, feltbog.KindConsent)
}

// Withdrawals implements gate.Reader.
func (g gateway) Withdrawals(ctx context.Context) ([]*feltbog.WithdrawalCase, error) {
	return list[*feltbog.WithdrawalCase](ctx, g.p, feltbog.KindWithdrawalCase)
}

// Depicted implements gate.Reader.
func (g gateway) Depicted(ctx context.Context, photo feltbog.ID) ([]*feltbog.DepictedPerson, error) {
	recs, err := g.p.v.Team().List(ctx, feltbog.KindDepictedPerson, []store.Where{{Field: "photo", Value: photo}}, 0)
	var out []*feltbog.DepictedPerson
	for _, r := range recs {
		out = append(out, r.(*feltbog.DepictedPerson))
	}
	return out, err
}

// Redactions implements gate.Reader.
func (g gateway) Redactions(ctx context.Context, photo feltbog.ID) (feltbog.PhotoRedactions, error) {
	return g.p.redactionsOf(ctx, photo)
}

// Register implements gate.Registrar: it asks once more while nobody else can write.
func (g gateway) Register(ctx context.Context, d *feltbog.Disclosure, still func(context.Context) error) error {
	return g.p.act(ctx, "disclosure.add", func(_ *vault.Space, w *store.Writer) error {
		if err := still(ctx); err != nil {
			return err
		}
		return w.Put(d)
	})
}

// GateQuery asks what may leave for a use: certain items, or everything of one participant, or of all of them.
type GateQuery struct {
	Use         feltbog.Use
	Items       []GateItem
	Participant string    // pseudonym; "": everybody, when no items are named
	At          time.Time // zero: now
}

// GateItem names a record.
type GateItem struct {
	Kind feltbog.Kind `json:"kind"`
	ID   feltbog.ID   `json:"id"`
}

// GateAnswer is what the gate says about an item, or about everything of one kind that is one participant's.
type GateAnswer struct {
	Kind        feltbog.Kind     `json:"kind,omitempty"`
	ID          *feltbog.ID      `json:"id,omitempty"`
	Participant string           `json:"participant,omitempty"`
	Material    feltbog.Material `json:"material,omitempty"`
	Verdict     string           `json:"verdict"` // yes, no, unknown; only a yes lets it out
	Reasons     []GateReason     `json:"reasons"`
	Consents    []feltbog.ID     `json:"consents"` // that a yes rests on
}

// GateReason says why not. Why is worded by whoever shows it.
type GateReason struct {
	Key         string        `json:"key"`
	Participant string        `json:"participant,omitempty"`
	Scope       feltbog.Scope `json:"scope,omitempty"`
	Text        string        `json:"text,omitempty"`
	Why         error         `json:"-"`
}

// GateCheck asks the gate. It writes nothing and lets nothing out.
func (p *Project) GateCheck(ctx context.Context, q GateQuery) ([]GateAnswer, error) {
	g, err := p.gate(ctx)
	if err != nil {
		return nil, err
	}
	if q.At.IsZero() {
		q.At = p.v.Now()
	}
	people, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	names := map[feltbog.ID]string{}
	for _, o := range people {
		names[o.ID] = o.Pseudonym
	}
	out := []GateAnswer{}
	if len(q.Items) == 0 {
		out, err = p.checkPeople(ctx, g, q, people, names)
		if err != nil {
			return nil, cancelled(ctx, err)
		}
	}
	for _, it := range q.Items {
		a, err := g.May(ctx, q.Use, gate.Item(it), q.At)
		if err != nil {
			return nil, cancelled(ctx, err)
		}
		out = append(out, gateAnswer(a, names, GateAnswer{Kind: it.Kind, ID: &it.ID}))
	}
	return out, nil
}

// checkPeople asks for each kind of material of the participants, and of a single one for each thing that is there.
func (p *Project) checkPeople(ctx context.Context, g *gate.Gate, q GateQuery, people []*feltbog.Participant, names map[feltbog.ID]string) ([]GateAnswer, error) {
	out := []GateAnswer{}
	found := false
	for _, o := range people {
		if q.Participant != "" && o.Pseudonym != q.Participant {
			continue
		}
		found = true
		for _, m := range feltbog.Materials() {
			out = append(out, gateAnswer(g.MayOf(q.Use, o.ID, m, q.At), names, GateAnswer{Participant: o.Pseudonym, Material: m}))
		}
		if q.Participant == "" {
			continue
		}
		items, err := p.itemsOf(ctx, o.ID)
		if err != nil {
			return nil, err
		}
		for _, it := range items {
			a, err := g.May(ctx, q.Use, gate.Item(it), q.At)
			if err != nil {
				return nil, err
			}
			out = append(out, gateAnswer(a, names, GateAnswer{Kind: it.Kind, ID: &it.ID, Participant: o.Pseudonym}))
		}
	}
	if q.Participant != "" && !found {
		return nil, feltbog.Errorf(feltbog.ENotFound, "participant.none", "there is no participant called %s", q.Participant).With("who", q.Participant)
	}
	return out, nil
}

// materialKinds are the kinds of records that a person's material lies in, with the fields that name the person.
var materialKinds = map[feltbog.Kind][]string{
	feltbog.KindNoteBlock: {"speaker", "participants"}, feltbog.KindAnswer: {"participant"}, feltbog.KindSource: {"participants"},
	feltbog.KindAttachment: {"participants"}, feltbog.KindPhoto: {"photographer"}, feltbog.KindPhotoTalk: {"participant"},
	feltbog.KindExcerpt: {"participants"},
}

// itemsOf lists what is a participant's.
func (p *Project) itemsOf(ctx context.Context, person feltbog.ID) ([]GateItem, error) {
	var out []GateItem
	seen := map[feltbog.ID]bool{}
	add := func(kind feltbog.Kind, id feltbog.ID) {
		if !seen[id] {
			seen[id] = true
			out = append(out, GateItem{kind, id})
		}
	}
	for _, schema := range feltbog.Schemas() {
		for _, field := range materialKinds[schema.Kind] {
			recs, err := p.v.Team().List(ctx, schema.Kind, []store.Where{{Field: field, Value: person}}, 0)
			if err != nil {
				return nil, err
			}
			for _, r := range recs {
				add(schema.Kind, r.RecordID())
			}
		}
	}
	depicted, err := p.v.Team().List(ctx, feltbog.KindDepictedPerson, []store.Where{{Field: "participant", Value: person}}, 0)
	for _, r := range depicted {
		add(feltbog.KindPhoto, r.(*feltbog.DepictedPerson).Photo)
	}
	return out, err
}

// gateAnswer tells an answer by pseudonyms.
func gateAnswer(a gate.Answer, names map[feltbog.ID]string, to GateAnswer) GateAnswer {
	to.Verdict, to.Reasons, to.Consents = string(a.Verdict), []GateReason{}, []feltbog.ID{}
	if a.Verdict == gate.Yes {
		to.Consents = append(to.Consents, a.Consents...)
	}
	for _, r := range a.Reasons {
		to.Reasons = append(to.Reasons, GateReason{Key: r.Why.Key, Participant: names[r.Participant], Scope: r.Scope, Why: r.Why})
	}
	return to
}
