package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/gate/scan"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Telling is a passage that points at a person, as characters from From up to and not with To.
type Telling struct {
	From, To    int
	Kind        scan.Kind
	Text        string
	Participant feltbog.ID // whose name it is; zero for numbers
	Pseudonym   string     // to put in its place; "" for numbers
}

// The kinds of Telling.
const (
	TellingName  = scan.Name
	TellingCPR   = scan.CPR
	TellingPhone = scan.Phone
	TellingEmail = scan.Email
)

// Tellings are what was found in a text.
type Tellings struct {
	All []Telling
	// Blind tells that the register is not open here, so that only numbers and addresses are known.
	Blind bool
}

// known are the names of the register as they were read last. They stay in memory.
type known struct {
	mu      sync.Mutex
	scanner *scan.Scanner // nil: read again
	codes   map[feltbog.ID]string
	blind   bool
}

// forget makes the next look read the register again.
func (k *known) forget() {
	k.mu.Lock()
	k.scanner = nil
	k.mu.Unlock()
}

// scanner returns what finds the names of the register.
func (p *Project) scanner(ctx context.Context) (*scan.Scanner, map[feltbog.ID]string, bool, error) {
	p.known.mu.Lock()
	defer p.known.mu.Unlock()
	register, err := p.v.Register()
	if blind := err != nil; p.known.scanner != nil && p.known.blind == blind {
		return p.known.scanner, p.known.codes, blind, nil
	}
	codes := map[feltbog.ID]string{}
	var people []scan.Person
	if err == nil {
		all, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
		if err != nil {
			return nil, nil, false, cancelled(ctx, err)
		}
		for _, o := range all {
			codes[o.ID] = o.Pseudonym
		}
		err = register.Each(ctx, feltbog.KindIdentity, nil, 0, func(r feltbog.Record) error {
			who := r.(*feltbog.Identity)
			one := scan.Person{ID: who.Participant, Names: []string{who.Name}, Words: append(slices.Clone(who.Nicknames), who.GiveAways...)}
			for _, near := range []string{who.Guardian, who.Companion} {
				if near != "" {
					one.Names = append(one.Names, near)
				}
			}
			people = append(people, one)
			return nil
		})
		if err != nil {
			return nil, nil, false, cancelled(ctx, err)
		}
	}
	p.known.scanner, p.known.codes, p.known.blind = scan.New(people), codes, err != nil
	return p.known.scanner, codes, err != nil, nil
}

// NamesIn finds what points at people in a text of a record, without what somebody has said may stand there.
func (p *Project) NamesIn(ctx context.Context, record feltbog.ID, text string) (Tellings, error) {
	s, codes, blind, err := p.scanner(ctx)
	if err != nil {
		return Tellings{}, err
	}
	out := Tellings{Blind: blind}
	found := s.Find(text)
	if len(found) == 0 {
		return out, nil
	}
	stays, err := p.Kept(ctx, staysIn(record))
	if err != nil {
		return out, err
	}
	from, at := 0, 0 // characters, bytes
	for _, f := range found {
		from += utf8.RuneCountInString(text[at:f.Start])
		at = f.Start
		if strings.Contains(stays, mark(record, f.Text)) {
			continue
		}
		instead := codes[f.Participant]
		if f.Genitive && instead != "" {
			instead += "s"
		}
		out.All = append(out.All, Telling{From: from, To: from + utf8.RuneCountInString(f.Text), Kind: f.Kind, Text: f.Text,
			Participant: f.Participant, Pseudonym: instead})
	}
	return out, nil
}

// staysIn is the name under which this machine keeps what may stand in a record.
func staysIn(record feltbog.ID) string { return "names.stay." + record.String() }

// mark stands for a passage without saying it.
func mark(record feltbog.ID, text string) string {
	sum := sha256.Sum256(append(record[:], strings.ToLower(text)...))
	return hex.EncodeToString(sum[:8]) + " "
}

// LetStand notes on this machine that a passage may stand in a record, so that nobody is asked about it again.
func (p *Project) LetStand(ctx context.Context, record feltbog.ID, text string) error {
	stays, err := p.Kept(ctx, staysIn(record))
	if err != nil {
		return err
	}
	return p.Keep(ctx, staysIn(record), stays+mark(record, text))
}

// ReplaceTelling puts something else in the place of a passage, everywhere in a field of a record, and erases what stood
// in the field before: on this machine at once, on others when they hear of it. It cannot be undone.
func (p *Project) ReplaceTelling(ctx context.Context, kind feltbog.Kind, record feltbog.ID, field, passage, with string) error {
	if passage == "" {
		return feltbog.Errorf(feltbog.EUsage, "names.nothing", "nothing was chosen to be replaced")
	}
	if err := p.Settle(ctx); err != nil { // what is being typed becomes a value that can be erased
		return err
	}
	s, err := p.homeOf(ctx, kind, record)
	if err != nil {
		return cancelled(ctx, err)
	}
	schema, err := schemaOf(kind)
	if err != nil {
		return err
	}
	f, ok := schema.Field(field)
	if !ok || f.Type != feltbog.TypeText {
		return feltbog.Errorf(feltbog.EUsage, "names.field", "%q is no text of a %s", field, kind).With("field", field)
	}
	_, err = p.v.Do(ctx, store.Action{Name: "names.replace"}, vault.Work{s: func(w *store.Writer) error {
		rec, _, err := current(ctx, s, schema, record)
		if err != nil {
			return err
		}
		v := f.Value(rec)
		v.SetString(strings.ReplaceAll(v.String(), passage, with))
		return w.Put(rec)
	}})
	if err != nil {
		return cancelled(ctx, err)
	}
	return p.eraseEarlier(ctx, s, record, field, passage)
}

// eraseEarlier erases the values a field had before the ones that show now.
func (p *Project) eraseEarlier(ctx context.Context, s *vault.Space, record feltbog.ID, field, passage string) error {
	history, err := s.History(ctx, record)
	if err != nil {
		return cancelled(ctx, err)
	}
	now, err := s.Versions(ctx, record, field)
	if err != nil && feltbog.ErrorCode(err) != feltbog.ENotFound {
		return cancelled(ctx, err)
	}
	var old []change.ValueRef
	for _, e := range history {
		for _, ed := range e.Edits {
			shows := slices.ContainsFunc(now.Versions, func(v store.Version) bool { return v.ID == e.ID })
			if ed.Field != field || ed.Value == nil || ed.Value.Data() == nil || shows && !strings.Contains(string(ed.Value.Data()), passage) {
				continue
			}
			old = append(old, change.ValueRef{ID: e.ID, Field: field})
		}
	}
	if len(old) == 0 {
		return nil
	}
	return cancelled(ctx, p.v.Erase(ctx, s, change.Erasure{Values: old}, ""))
}
