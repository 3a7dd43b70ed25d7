package app

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"feltbog/internal/bundle"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
	"feltbog/internal/words"
)

// KeyCard is what one gives to colleagues so that they can make pakker for one: a public key, and six words to compare
// over the telephone. Nothing in it is secret.
type KeyCard struct {
	Form   string     `json:"feltbog"` // "key"
	Member feltbog.ID `json:"member,omitzero"`
	Name   string     `json:"name"`
	Key    string     `json:"public_key"`
	Words  string     `json:"words"` // of the fingerprint; a reader works them out anew
}

const keyCardForm = "key"

// fingerprintWords are read aloud to make sure that a key is the right one: 66 bits.
const fingerprintWords = 6

// newKeyCard reads a public key.
func newKeyCard(member feltbog.ID, name, public string) (KeyCard, error) {
	to, err := bundle.ParseRecipient(public)
	if err != nil {
		return KeyCard{}, err
	}
	print := to.Fingerprint()
	return KeyCard{Form: keyCardForm, Member: member, Name: name, Key: strings.ToLower(strings.TrimSpace(public)),
		Words: strings.Join(words.Fingerprint(print[:], fingerprintWords), " ")}, nil
}

// KeyCard returns one's own.
func (p *Project) KeyCard(ctx context.Context) (KeyCard, error) {
	_, public, err := ownKey(p.v)
	if err != nil {
		return KeyCard{}, err
	}
	me := p.v.Actor(ctx)
	return newKeyCard(me, p.names(ctx)(me), public)
}

// ExportKeyCard writes one's own into a new file.
func (p *Project) ExportKeyCard(ctx context.Context, file string) (KeyCard, error) {
	card, err := p.KeyCard(ctx)
	if err != nil {
		return KeyCard{}, err
	}
	b, err := json.MarshalIndent(card, "", "  ")
	if err != nil {
		return KeyCard{}, err
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return KeyCard{}, feltbog.Errorf(feltbog.EUsage, "key.exists", "%s is there already; choose another name for the key", file).With("file", file)
	}
	if err == nil {
		_, err = f.Write(append(b, '\n'))
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return KeyCard{}, feltbog.Errorf(feltbog.EUsage, "key.write", "the key cannot be written to %s: %w", file, err).With("file", file)
	}
	return card, p.keepOwnKey(ctx)
}

// maxKeyCard bounds a file with a key: a larger one was named by mistake.
const maxKeyCard = 64 << 10

// KeyCardEndings are how the names of files end that a key may be in.
func KeyCardEndings() []string { return []string{".json", ".txt", ".png", ".jpg", ".jpeg"} }

// ReadKeyCard reads a colleague's file, a picture of its QR code, or a bare public key in a file.
func ReadKeyCard(file string) (KeyCard, error) {
	f, err := os.Open(file)
	var b []byte
	if err == nil {
		b, err = io.ReadAll(io.LimitReader(f, maxKeyPicture+1))
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return KeyCard{}, feltbog.Errorf(feltbog.ENotFound, "key.read", "the key in %s cannot be read: %w", file, err).With("file", file)
	}
	picture := isPicture(b)
	if !picture && len(b) > maxKeyCard || len(b) > maxKeyPicture {
		return KeyCard{}, feltbog.Errorf(feltbog.EDamaged, "key.none", "%s holds no key", file).With("file", file)
	}
	var card KeyCard
	if picture {
		if card, err = cardOfPicture(b); err != nil {
			return KeyCard{}, feltbog.Errorf(feltbog.EDamaged, "key.unseen", "no key can be seen in the picture %s: %w", file, err).With("file", file)
		}
	} else if json.Unmarshal(b, &card) != nil || card.Form != keyCardForm {
		card = KeyCard{Key: string(b)}
	}
	card, err = newKeyCard(card.Member, oneLineOf(card.Name), card.Key)
	if err != nil {
		return KeyCard{}, feltbog.Errorf(feltbog.EDamaged, "key.none", "%s holds no key: %w", file, err).With("file", file)
	}
	return card, nil
}

// keepOwnKey has the member record of whoever sits here name this vault's key, so that colleagues can make pakker for it.
func (p *Project) keepOwnKey(ctx context.Context) error {
	_, public, err := ownKey(p.v)
	if err != nil {
		return err
	}
	me := p.v.Actor(ctx)
	if p.v.Team() == nil || me.IsZero() {
		return nil
	}
	rec, _, err := p.v.Team().Get(ctx, me)
	if err != nil {
		return cancelled(ctx, err)
	}
	if m, ok := rec.(*feltbog.Member); !ok || m.PublicKey == public {
		return nil
	}
	return p.act(ctx, "member.key", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, me, func(m *feltbog.Member) { m.PublicKey = public })
		return err
	})
}

// MemberLine is a member with the words of the key that pakker to them are made for.
type MemberLine struct {
	feltbog.Member
	Words string `json:"words,omitempty"`
	Own   bool   `json:"own"`
}

// MemberLines lists the team by name.
func (p *Project) MemberLines(ctx context.Context) ([]MemberLine, error) {
	all, err := p.members(ctx)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	out := []MemberLine{}
	for _, m := range all {
		line := MemberLine{Member: m, Own: m.ID == p.v.Actor(ctx)}
		if m.PublicKey != "" {
			if card, err := newKeyCard(m.ID, m.Name, m.PublicKey); err == nil {
				line.Words = card.Words
			}
		}
		out = append(out, line)
	}
	return out, nil
}

// AddMember gives a colleague's key to the project: to the member that the card names, or whose name it has, otherwise to
// a new one, which is the same that the colleague's machine will tell of. Compare the six words with the colleague first. It is for coordinators.
func (p *Project) AddMember(ctx context.Context, card KeyCard, role feltbog.MemberRole) (feltbog.Member, error) {
	card, err := newKeyCard(card.Member, strings.TrimSpace(card.Name), card.Key)
	if err != nil {
		return feltbog.Member{}, err
	}
	if card.Name == "" {
		return feltbog.Member{}, feltbog.Errorf(feltbog.EUsage, "member.unnamed", "who is it? A member needs a name")
	}
	if role == "" {
		role = feltbog.Fieldworker
	}
	var out feltbog.Member
	err = p.act(ctx, "member.add", func(s *vault.Space, w *store.Writer) error {
		team, err := p.members(ctx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(team, func(m feltbog.Member) bool { return m.ID == card.Member })
		if i < 0 {
			i = slices.IndexFunc(team, func(m feltbog.Member) bool { return strings.EqualFold(m.Name, card.Name) && m.Ended.IsZero() })
		}
		m := feltbog.Member{Name: card.Name, Role: role}
		m.ID = card.Member // which the colleague's own machine writes too, before the two have met
		if m.ID.IsZero() {
			m.ID = feltbog.NewID()
		}
		if i >= 0 {
			m = team[i]
		}
		before := m
		m.PublicKey, m.Ended = card.Key, feltbog.FuzzyDate{}
		if err := mayEditMember(team, p.v.Actor(ctx), before, m); err != nil {
			return err
		}
		out = m
		return w.Put(&m)
	})
	return out, err
}

// RemoveMember ends a membership: no more pakker are made for the key. What was handed over before cannot be called back.
func (p *Project) RemoveMember(ctx context.Context, id feltbog.ID) error {
	if id == p.v.Actor(ctx) {
		return feltbog.Errorf(feltbog.ERefused, "member.self", "somebody else has to end your membership")
	}
	return p.act(ctx, "member.remove", func(s *vault.Space, w *store.Writer) error {
		team, err := p.members(ctx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(team, func(m feltbog.Member) bool { return m.ID == id })
		if i < 0 {
			return feltbog.Errorf(feltbog.ENotFound, "record.unknown", "there is no record %s here", id).With("id", id.String())
		}
		before, m := team[i], team[i]
		m.PublicKey, m.Ended = "", feltbog.FuzzyDay(p.v.Now())
		after := m
		after.Role = feltbog.Fieldworker // a coordinator who left is none any more
		if err := mayEditMember(team, p.v.Actor(ctx), before, after); err != nil {
			return err
		}
		return w.Put(&m)
	})
}
