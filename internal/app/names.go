package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate/scan"
)

// Telling is a passage that points at a person, as characters from From up to and not with To.
type Telling struct {
	From, To    int
	Kind        scan.Kind
	Text        string
	Guess       bool       // a name with a letter wrong
	Participant feltbog.ID // at whom it points; zero for numbers
	Pseudonym   string     // of that participant; "" for numbers
	// Instead is what can stand in its place: the pseudonym, or several where several people have the name, with the
	// genitive of the passage. It is empty where the passage is not what somebody is called.
	Instead []string
}

// The kinds of Telling.
const (
	TellingName     = scan.Name
	TellingNear     = scan.Near
	TellingGiveAway = scan.GiveAway
	TellingCPR      = scan.CPR
	TellingPhone    = scan.Phone
	TellingEmail    = scan.Email
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
	k.scanner, k.codes = nil, nil
	k.mu.Unlock()
}

// heard forgets what something that was written makes old: any of the register, and pseudonyms in the team space.
func (k *known) heard(space feltbog.SpaceKind, ids []feltbog.ID) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if space == feltbog.RegisterSpace || ids == nil || slices.ContainsFunc(ids, func(id feltbog.ID) bool { _, one := k.codes[id]; return one }) {
		k.scanner, k.codes = nil, nil
	}
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
		people, err = registered(ctx, register)
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
		out.All = append(out.All, Telling{From: from, To: from + utf8.RuneCountInString(f.Text), Kind: f.Kind, Text: f.Text, Guess: f.Guess,
			Participant: f.Participant, Pseudonym: codes[f.Participant], Instead: instead(f, codes)})
	}
	return out, nil
}

// instead lists what can stand in the place of a name.
func instead(f scan.Finding, codes map[feltbog.ID]string) []string {
	if f.Kind != scan.Name {
		return nil
	}
	var out []string
	for _, who := range append([]feltbog.ID{f.Participant}, f.Others...) {
		if code := codes[who]; code != "" {
			if f.Genitive {
				code += "s"
			}
			out = append(out, code)
		}
	}
	slices.SortFunc(out, naturally)
	return out
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
