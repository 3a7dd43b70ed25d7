package app

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
)

// ConsentSum says in one word how it stands with somebody's consent.
type ConsentSum string

// The values of ConsentSum.
const (
	NotAsked    ConsentSum = "not_asked"  // to take part
	TakingPart  ConsentSum = "given"      // and what holds is counted beside
	SaidNo      ConsentSum = "refused"    // to take part
	TakenBack   ConsentSum = "withdrawn"  // took part once
	RunOut      ConsentSum = "expired"    // the yes holds no longer
	HalfAllowed ConsentSum = "incomplete" // under 15: guardian and child have not both said yes
)

// PersonLine is somebody in a list. It holds nothing from the register.
type PersonLine struct {
	ID          feltbog.ID          `json:"id"`
	Pseudonym   string              `json:"pseudonym"`
	Perspective feltbog.Perspective `json:"perspective"`
	AgeGroup    feltbog.AgeGroup    `json:"age_group,omitempty"`
	Descriptor  string              `json:"descriptor,omitempty"`
	Consent     ConsentSum          `json:"consent"`
	Allowed     int                 `json:"allowed"` // how many questions of the form have a yes that holds
	Sessions    int                 `json:"sessions"`
	Met         feltbog.Instant     `json:"met,omitzero"` // when last
}

// People lists the participants, those met last first and those never met after them, by pseudonym. Text narrows to those
// whose pseudonym or descriptor holds it.
func (p *Project) People(ctx context.Context, text string) ([]PersonLine, error) {
	people, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	sessions, err := list[*feltbog.Session](ctx, p, feltbog.KindSession)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	consents, err := p.consents(ctx)
	if err != nil {
		return nil, err
	}
	ends, err := p.projectEnds(ctx)
	if err != nil {
		return nil, err
	}
	met, often := map[feltbog.ID]feltbog.Instant{}, map[feltbog.ID]int{}
	for _, s := range sessions {
		for _, who := range s.Participants {
			often[who]++
			if met[who].Milli() < s.Started.Milli() {
				met[who] = s.Started
			}
		}
	}
	want := strings.ToLower(strings.TrimSpace(text))
	out := []PersonLine{}
	for _, o := range people {
		if want != "" && !strings.Contains(strings.ToLower(o.Pseudonym+" "+o.Descriptor), want) {
			continue
		}
		l := PersonLine{ID: o.ID, Pseudonym: o.Pseudonym, Perspective: o.Perspective, AgeGroup: o.AgeGroup, Descriptor: o.Descriptor,
			Sessions: often[o.ID], Met: met[o.ID]}
		l.Consent, l.Allowed = p.sum(o, consents[o.ID], ends)
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b PersonLine) int {
		return cmp.Or(cmp.Compare(b.Met.Milli(), a.Met.Milli()), naturally(a.Pseudonym, b.Pseudonym), bytes.Compare(a.ID[:], b.ID[:]))
	})
	return out, nil
}

// naturally orders codes as people read them: B-2 before B-10.
func naturally(a, b string) int {
	return cmp.Or(cmp.Compare(strings.TrimRight(a, "0123456789"), strings.TrimRight(b, "0123456789")), cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

// consents reads all answers by participant.
func (p *Project) consents(ctx context.Context) (map[feltbog.ID][]*feltbog.Consent, error) {
	all, err := list[*feltbog.Consent](ctx, p, feltbog.KindConsent)
	out := map[feltbog.ID][]*feltbog.Consent{}
	for _, c := range all {
		out[c.Participant] = append(out[c.Participant], c)
	}
	return out, cancelled(ctx, err)
}

func (p *Project) projectEnds(ctx context.Context) (feltbog.FuzzyDate, error) {
	rec, err := p.project(ctx)
	if err != nil || rec == nil {
		return feltbog.FuzzyDate{}, cancelled(ctx, err)
	}
	return rec.Ends, nil
}

func (p *Project) sum(who *feltbog.Participant, all []*feltbog.Consent, ends feltbog.FuzzyDate) (ConsentSum, int) {
	sum, allowed := NotAsked, 0
	by := byScope(all)
	for _, scope := range feltbog.Scopes() {
		s := p.standing(who, by[scope], ends)
		if s == TakingPart {
			allowed++
		}
		if scope == feltbog.ScopeParticipation {
			sum = s
		}
	}
	if who.TakesPart == feltbog.TakesPartWithdrawn {
		sum = TakenBack
	}
	return sum, allowed
}

func byScope(all []*feltbog.Consent) map[feltbog.Scope][]*feltbog.Consent {
	by := map[feltbog.Scope][]*feltbog.Consent{}
	for _, c := range all {
		by[c.Scope] = append(by[c.Scope], c)
	}
	return by
}

// standing says what the answers to one question come to today. It only shows; what may be used is asked of the gate.
func (p *Project) standing(who *feltbog.Participant, answers []*feltbog.Consent, ends feltbog.FuzzyDate) ConsentSum {
	now := p.v.Now()
	one := func(c *feltbog.Consent) ConsentSum {
		switch {
		case c == nil:
			return NotAsked
		case c.State == feltbog.ConsentGiven:
			if out, _ := c.RunOut(now, ends); out {
				return RunOut
			}
			return TakingPart
		case c.State == feltbog.ConsentRefused:
			return SaidNo
		case c.State == feltbog.ConsentWithdrawn:
			return TakenBack
		}
		return RunOut
	}
	self := one(feltbog.Newest(answers, feltbog.Self, now))
	switch who.AgeGroup {
	case feltbog.Under15:
		guardian := one(feltbog.Newest(answers, feltbog.Guardian, now))
		switch {
		case self == guardian:
			return self
		case self == SaidNo || guardian == SaidNo:
			return SaidNo
		case self == TakenBack || guardian == TakenBack:
			return TakenBack
		case self == RunOut || guardian == RunOut:
			return RunOut
		}
		return HalfAllowed
	case feltbog.From15To17:
		return self
	}
	if self == SaidNo || self == TakenBack {
		return self
	}
	return one(feltbog.Newest(answers, "", now))
}

// ScopeLine is one question of the form with what was answered.
type ScopeLine struct {
	Scope   feltbog.Scope     `json:"scope"`
	State   ConsentSum        `json:"state"`
	Newest  feltbog.Consent   `json:"newest,omitzero"` // that counts; zero when nobody answered
	History []feltbog.Consent `json:"history"`         // all answers, the newest first
}

// PersonSession is a session with somebody.
type PersonSession struct {
	ID      feltbog.ID          `json:"id"`
	Type    feltbog.SessionType `json:"type"`
	Place   string              `json:"place,omitempty"`
	Started feltbog.Instant     `json:"started"`
}

// RegisterState says whether names can be seen on this machine now.
type RegisterState string

// The values of RegisterState.
const (
	RegisterOpen   RegisterState = "open"
	RegisterLocked RegisterState = "locked" // behind a passphrase of its own
	RegisterAway   RegisterState = "away"   // this machine does not have it
)

// PersonPage is what is known about one participant. The Identity and the Papers come from the register.
type PersonPage struct {
	Person   feltbog.Participant
	Line     PersonLine
	Scopes   []ScopeLine
	Sessions []PersonSession
	Notes    int // about the person, or by
	Register RegisterState
	Identity *feltbog.Identity
	Papers   []feltbog.Paper
	Letters  []feltbog.InformationLetter // versions, the newest first
	Team     []Named
	Me       feltbog.ID // who sits here
}

// Person reads one.
func (p *Project) Person(ctx context.Context, id feltbog.ID) (PersonPage, error) {
	person, err := p.participant(ctx, id)
	if err != nil {
		return PersonPage{}, err
	}
	page := PersonPage{Person: *person, Me: p.v.Actor(ctx)}
	team := p.v.Team()
	var answers []feltbog.Consent
	if err := each(ctx, team, "participant", id, &answers); err != nil {
		return page, cancelled(ctx, err)
	}
	ends, err := p.projectEnds(ctx)
	if err != nil {
		return page, err
	}
	page.Scopes = p.scopeLines(person, answers, ends)
	if err := p.personSessions(ctx, &page); err != nil {
		return page, cancelled(ctx, err)
	}
	if page.Notes, err = p.notesAbout(ctx, id); err != nil {
		return page, cancelled(ctx, err)
	}
	var all []*feltbog.Consent
	for i := range answers {
		all = append(all, &answers[i])
	}
	page.Line = PersonLine{ID: id, Pseudonym: person.Pseudonym, Perspective: person.Perspective, AgeGroup: person.AgeGroup, Descriptor: person.Descriptor,
		Sessions: len(page.Sessions)}
	if len(page.Sessions) > 0 {
		page.Line.Met = page.Sessions[0].Started
	}
	page.Line.Consent, page.Line.Allowed = p.sum(person, all, ends)
	if err := p.readRegister(ctx, &page); err != nil {
		return page, err
	}
	letters, err := list[*feltbog.InformationLetter](ctx, p, feltbog.KindInformationLetter)
	for _, l := range letters {
		page.Letters = append(page.Letters, *l)
	}
	slices.SortFunc(page.Letters, func(a, b feltbog.InformationLetter) int { return cmp.Compare(b.Made.Milli(), a.Made.Milli()) })
	if err != nil {
		return page, cancelled(ctx, err)
	}
	members, err := list[*feltbog.Member](ctx, p, feltbog.KindMember)
	for _, m := range members {
		page.Team = append(page.Team, Named{m.ID, m.Name})
	}
	slices.SortFunc(page.Team, byName)
	return page, cancelled(ctx, err)
}

func (p *Project) scopeLines(who *feltbog.Participant, answers []feltbog.Consent, ends feltbog.FuzzyDate) []ScopeLine {
	var out []ScopeLine
	for _, scope := range feltbog.Scopes() {
		l := ScopeLine{Scope: scope}
		var these []*feltbog.Consent
		for i := range answers {
			if answers[i].Scope == scope {
				these = append(these, &answers[i])
				l.History = append(l.History, answers[i])
			}
		}
		slices.SortStableFunc(l.History, func(a, b feltbog.Consent) int { return cmp.Compare(b.Recorded.Milli(), a.Recorded.Milli()) })
		if c := feltbog.Newest(these, "", p.v.Now()); c != nil {
			l.Newest = *c
		}
		l.State = p.standing(who, these, ends)
		out = append(out, l)
	}
	return out
}

func (p *Project) personSessions(ctx context.Context, page *PersonPage) error {
	var sessions []feltbog.Session
	if err := each(ctx, p.v.Team(), "participants", page.Person.ID, &sessions); err != nil {
		return err
	}
	for _, s := range sessions {
		l := PersonSession{ID: s.ID, Type: s.Type, Started: s.Started}
		if !s.Place.IsZero() {
			rec, _, err := p.v.Team().Get(ctx, s.Place)
			if err != nil && feltbog.ErrorCode(err) != feltbog.ENotFound {
				return err
			}
			if place, ok := rec.(*feltbog.Place); ok {
				l.Place = place.Name
			}
		}
		page.Sessions = append(page.Sessions, l)
	}
	slices.SortFunc(page.Sessions, func(a, b PersonSession) int { return cmp.Compare(b.Started.Milli(), a.Started.Milli()) })
	return nil
}

// notesAbout counts the notes that somebody is in.
func (p *Project) notesAbout(ctx context.Context, id feltbog.ID) (int, error) {
	seen := map[feltbog.ID]bool{}
	for _, field := range []string{"participants", "speaker"} {
		err := p.v.Team().Each(ctx, feltbog.KindNoteBlock, []store.Where{{Field: field, Value: id}}, 0, func(r feltbog.Record) error {
			seen[r.RecordID()] = true
			return nil
		})
		if err != nil {
			return 0, err
		}
	}
	return len(seen), nil
}

// readRegister adds what the register says, as far as it is open here.
func (p *Project) readRegister(ctx context.Context, page *PersonPage) error {
	register, err := p.v.Register()
	switch {
	case err == nil:
		page.Register = RegisterOpen
	case p.v.Keys().RegisterOwn():
		page.Register = RegisterLocked
		return nil
	default:
		page.Register = RegisterAway
		return nil
	}
	if page.Identity, err = p.identity(ctx, page.Person.ID); err != nil {
		return err
	}
	err = each(ctx, register, "participant", page.Person.ID, &page.Papers)
	slices.SortFunc(page.Papers, func(a, b feltbog.Paper) int { return b.Signed.Compare(a.Signed) })
	return cancelled(ctx, err)
}
