package app

import (
	"context"
	"errors"
	"fmt"
	"os"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// ConsentEntry is a consent form as somebody filled it in: each question by itself, and what was not answered stays so.
type ConsentEntry struct {
	Participant feltbog.ID
	Answers     map[feltbog.Scope]feltbog.ConsentState // given or refused
	From        feltbog.FuzzyDate                      // zero: today
	Until       feltbog.FuzzyDate                      // zero: until the project ends
	Form        feltbog.ConsentForm
	GivenBy     feltbog.ConsentGiver // "": a guardian for that form, else the person
	Letter      feltbog.ID
	ExplainedBy feltbog.ID // zero: who sits here
	Witness     feltbog.ID // zero: who sits here, when it was by word of mouth
	Interpreted bool
	Note        string
	Paper       string // file with the signed paper, for the register; "": none
}

// RecordConsent writes the answers as one action. They are never undone or changed: another answer is a new entry. The
// signed paper goes to the register, since a signature is a name.
func (p *Project) RecordConsent(ctx context.Context, e ConsentEntry) error {
	if len(e.Answers) == 0 {
		return feltbog.Errorf(feltbog.EUsage, "consent.empty", "no question of the form is answered yet")
	}
	for _, state := range e.Answers {
		if state != feltbog.ConsentGiven && state != feltbog.ConsentRefused {
			return feltbog.Errorf(feltbog.EUsage, "consent.answer", "the answer to a question is yes or no, not %q", state).With("state", string(state))
		}
	}
	if _, err := p.participant(ctx, e.Participant); err != nil {
		return err
	}
	e.complete(p, ctx)
	work := vault.Work{}
	var paper feltbog.Paper
	if e.Paper != "" {
		register, err := p.v.Register()
		if err != nil {
			return err
		}
		if paper, err = p.signed(ctx, register, e); err != nil {
			return err
		}
		work[register] = func(w *store.Writer) error { return w.Put(&paper) }
	}
	team := p.v.Team()
	work[team] = func(w *store.Writer) error {
		for _, scope := range feltbog.Scopes() {
			state, ok := e.Answers[scope]
			if !ok {
				continue
			}
			c := &feltbog.Consent{Participant: e.Participant, Scope: scope, State: state, From: e.From, Form: e.Form, GivenBy: e.GivenBy, Letter: e.Letter,
				ExplainedBy: e.ExplainedBy, Witness: e.Witness, Interpreted: e.Interpreted, Document: paper.ID, Recorded: feltbog.NewInstant(p.v.Now()), Note: e.Note}
			if state == feltbog.ConsentGiven {
				c.Until = e.Until
			}
			c.ID = feltbog.NewID()
			if err := w.Put(c); err != nil {
				return err
			}
		}
		state, asked := e.Answers[feltbog.ScopeParticipation]
		if !asked {
			return nil
		}
		takes := feltbog.TakesPartYes
		if state == feltbog.ConsentRefused {
			takes = feltbog.TakesPartNo
		}
		_, err := edit(ctx, team, w, e.Participant, func(r *feltbog.Participant) { r.TakesPart = takes })
		return err
	}
	_, err := p.v.Do(ctx, store.Action{Name: "consent.record"}, work)
	return cancelled(ctx, err)
}

// complete fills in what follows from the rest.
func (e *ConsentEntry) complete(p *Project, ctx context.Context) {
	if e.From.IsZero() {
		e.From = feltbog.FuzzyDay(p.v.Now())
	}
	if e.GivenBy == "" {
		e.GivenBy = feltbog.Self
		if e.Form == feltbog.ByGuardian {
			e.GivenBy = feltbog.Guardian
		}
	}
	me := p.v.Actor(ctx)
	if e.ExplainedBy.IsZero() {
		e.ExplainedBy = me
	}
	if e.Form == feltbog.OralWitness && e.Witness.IsZero() && e.Paper == "" {
		e.Witness = me
	}
}

// signed brings the signed paper into the register's files.
func (p *Project) signed(ctx context.Context, register *vault.Space, e ConsentEntry) (feltbog.Paper, error) {
	f, err := os.Open(e.Paper)
	if err != nil {
		return feltbog.Paper{}, unreadable(e.Paper, err)
	}
	defer func() { _ = f.Close() }()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return feltbog.Paper{}, unreadable(e.Paper, errors.Join(err, fmt.Errorf("not a file")))
	}
	kind, err := sniff(f)
	if err != nil {
		return feltbog.Paper{}, unreadable(e.Paper, err)
	}
	ref, err := register.PutFile(ctx, f, kind)
	if err != nil {
		return feltbog.Paper{}, cancelled(ctx, err)
	}
	paper := feltbog.Paper{Type: feltbog.ConsentPaper, Participant: e.Participant, File: ref, Signed: e.From, Letter: e.Letter}
	if e.GivenBy == feltbog.Guardian {
		paper.Type = feltbog.GuardianConsent
	}
	paper.ID = feltbog.NewID()
	return paper, nil
}

// OpenPaper lays a signed paper of the register into the private folder that is wiped, under a name that says nothing, and
// returns its path for the system's viewer.
func (p *Project) OpenPaper(ctx context.Context, desk Desk, ref feltbog.BlobRef) (string, error) {
	register, err := p.v.Register()
	if err != nil {
		return "", err
	}
	return layOut(ctx, desk, register, ref)
}

// WithdrawConsent writes that somebody took back a yes: to some questions, or with none named to all that hold. Taking
// back the part itself takes back everything. note says what was said. It returns how many answers it took back.
func (p *Project) WithdrawConsent(ctx context.Context, id feltbog.ID, scopes []feltbog.Scope, note string) (int, error) {
	page, err := p.Person(ctx, id)
	if err != nil {
		return 0, err
	}
	whole := len(scopes) == 0
	for _, s := range scopes {
		whole = whole || s == feltbog.ScopeParticipation
	}
	wanted := map[feltbog.Scope]bool{}
	for _, s := range scopes {
		wanted[s] = true
	}
	now := p.v.Now()
	var taken []*feltbog.Consent
	for _, l := range page.Scopes {
		gave := l.State == TakingPart || l.State == HalfAllowed || l.State == RunOut
		if !gave && !wanted[l.Scope] && (!whole || l.Scope != feltbog.ScopeParticipation) || !whole && !wanted[l.Scope] {
			continue
		}
		c := &feltbog.Consent{Participant: id, Scope: l.Scope, State: feltbog.ConsentWithdrawn, From: feltbog.FuzzyDay(now),
			ExplainedBy: p.v.Actor(ctx), Recorded: feltbog.NewInstant(now), Note: note}
		c.ID = feltbog.NewID()
		taken = append(taken, c)
	}
	err = p.act(ctx, "consent.withdraw", func(s *vault.Space, w *store.Writer) error {
		for _, c := range taken {
			if err := w.Put(c); err != nil {
				return err
			}
		}
		if !whole {
			return nil
		}
		_, err := edit(ctx, s, w, id, func(r *feltbog.Participant) { r.TakesPart = feltbog.TakesPartWithdrawn })
		return err
	})
	return len(taken), err
}
