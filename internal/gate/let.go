package gate

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"feltbog/internal/feltbog"
)

// Order says what leaves, for whom and why. What stands in it goes into the register as it is.
type Order struct {
	Use       feltbog.Use
	Title     string
	Format    string // as "pdf"
	Recipient string
	Reason    string
	Expires   feltbog.FuzzyDate // when the recipient is to delete it
	Originals bool              // untouched photographs leave too
	Member    feltbog.ID        // who lets it out
	At        time.Time
	// Strict refuses everything when one item is refused.
	Strict bool
	// Spool keeps what is written until it may leave; nil keeps it in memory, which is right for papers.
	Spool io.ReadWriteSeeker
}

// Refused is an item that was held back, and why.
type Refused struct {
	Item    Item
	Verdict Verdict
	Reasons []Reason
}

// Passage is what went through, or did not.
type Passage struct {
	Disclosure feltbog.Disclosure
	Refused    []Refused
}

// Let lets items out. render writes the ones that may leave; what it writes stays in the gate until it stands in the
// register under its hash, and only then is it copied to to. An answer that is no longer a yes when the register is
// written stops everything. When nothing may leave, or with Strict when anything may not, nothing is rendered, and the
// Passage says why. A line of the register may stand for something that could not be written afterwards; nothing leaves
// that has no line.
func (g *Gate) Let(ctx context.Context, o Order, items []Item, render func(io.Writer, []Cleared) error, reg Registrar, to io.Writer) (Passage, error) {
	p := Passage{Disclosure: o.disclosure()}
	in := &passage{}
	var out []Cleared
	g, err := Open(ctx, g.reader, g.cover) // what people have answered by now
	if err != nil {
		return p, err
	}
	for _, it := range items {
		a, c, err := g.ask(ctx, o.Use, it, o.At)
		if err != nil {
			return p, err
		}
		if a.Verdict == Yes && c.about && g.cover == nil {
			a.deny(uncovered())
		}
		var picture []byte
		if a.Verdict == Yes {
			if picture, err = g.picture(ctx, c.rec, &a); err != nil {
				return p, err
			}
		}
		if a.Verdict != Yes {
			p.Refused = append(p.Refused, Refused{it, a.Verdict, a.Reasons})
			continue
		}
		out = append(out, Cleared{in: in, item: it, use: o.Use, rec: c.rec, picture: picture, pixels: c.pixels, about: slices.Clone(a.Subjects)})
		p.enter(it, a)
	}
	p.Disclosure.Refused = len(p.Refused)
	if len(out) == 0 || o.Strict && len(p.Refused) > 0 {
		return p, nothing(p.Refused)
	}
	still := func(ctx context.Context) error { return g.still(ctx, o, out) }
	return p, o.pass(ctx, &p.Disclosure, in, func(w io.Writer) error { return render(w, slices.Clone(out)) }, still, reg, to)
}

// LetWhole lets a whole space out in one pakke. The team's is never filtered, for a colleague must have all of it; the
// register of names leaves only in a pakke that was made for that. A workshop is let out item by item when its cards are
// made.
func (g *Gate) LetWhole(ctx context.Context, o Order, space feltbog.SpaceKind, render func(io.Writer, Release) error, reg Registrar, to io.Writer) (Passage, error) {
	p := Passage{Disclosure: o.disclosure()}
	if g.state.project == nil || space != feltbog.TeamSpace && space != feltbog.RegisterSpace {
		return p, feltbog.Errorf(feltbog.ERefused, "gate.space", "only the team's space, the register and a workshop leave as a whole")
	}
	p.Disclosure.Use = feltbog.UseTeam
	p.Disclosure.Items = []feltbog.DisclosedItem{{Kind: feltbog.KindProject, Record: g.state.project.ID}}
	in := &passage{}
	err := o.pass(ctx, &p.Disclosure, in, func(w io.Writer) error { return render(w, Release{in: in, space: space}) },
		func(context.Context) error { return nil }, reg, to)
	return p, err
}

// LetWorkshop lets a workshop's space out as a whole. Its cards were cleared one by one when they were made; the gate asks
// about the material of each again, and one that may not be used any more keeps all of it in, with the reasons.
func (g *Gate) LetWorkshop(ctx context.Context, o Order, items []Item, render func(io.Writer, Release) error, reg Registrar, to io.Writer) (Passage, error) {
	o.Use = feltbog.UseInterpretation
	p := Passage{Disclosure: o.disclosure()}
	g, err := Open(ctx, g.reader, g.cover)
	if err != nil {
		return p, err
	}
	if g.state.project == nil {
		return p, feltbog.Errorf(feltbog.ERefused, "gate.space", "only the team's space, the register and a workshop leave as a whole")
	}
	for _, it := range items {
		a, _, err := g.ask(ctx, o.Use, it, o.At)
		if err != nil {
			return p, err
		}
		if a.Verdict != Yes {
			p.Refused = append(p.Refused, Refused{it, a.Verdict, a.Reasons})
			continue
		}
		p.enter(it, a)
	}
	if len(p.Refused) > 0 {
		return p, nothing(p.Refused)
	}
	p.Disclosure.Items = append(p.Disclosure.Items, feltbog.DisclosedItem{Kind: feltbog.KindProject, Record: g.state.project.ID})
	in := &passage{}
	still := func(ctx context.Context) error {
		now, err := Open(ctx, g.reader, g.cover)
		if err != nil {
			return err
		}
		for _, it := range items {
			if a, _, err := now.ask(ctx, o.Use, it, o.At); err != nil || a.Verdict != Yes {
				return errors.Join(err, nothing([]Refused{{it, a.Verdict, a.Reasons}}))
			}
		}
		return nil
	}
	return p, o.pass(ctx, &p.Disclosure, in, func(w io.Writer) error { return render(w, Release{in: in, space: feltbog.WorkshopSpace}) }, still, reg, to)
}

// LetBack lets what a guest was given, and what they said about it, go back to the project. Nothing in a guest's vault came
// there but through the gate, and there is no register of disclosures; a vault with a project is refused.
func (g *Gate) LetBack(ctx context.Context, o Order, render func(io.Writer, Release) error, to io.Writer) error {
	if g.state.project != nil {
		return feltbog.Errorf(feltbog.ERefused, "gate.space", "only the team's space, the register and a workshop leave as a whole")
	}
	d, in := o.disclosure(), &passage{}
	return o.pass(ctx, &d, in, func(w io.Writer) error { return render(w, Release{in: in, space: feltbog.WorkshopSpace}) },
		func(context.Context) error { return nil }, nobody{}, to)
}

// nobody keeps no register.
type nobody struct{}

// Register implements Registrar.
func (nobody) Register(context.Context, *feltbog.Disclosure, func(context.Context) error) error {
	return nil
}

func (o Order) disclosure() feltbog.Disclosure {
	d := feltbog.Disclosure{Time: feltbog.NewInstant(o.At), Use: o.Use, Title: o.Title, Format: o.Format, Recipient: o.Recipient, Reason: o.Reason,
		Expires: o.Expires, Member: o.Member, Originals: o.Originals}
	d.ID = feltbog.NewID()
	return d
}

// enter writes an item that may leave into the line of the register.
func (p *Passage) enter(it Item, a Answer) {
	d := &p.Disclosure
	d.Items = append(d.Items, feltbog.DisclosedItem{Kind: it.Kind, Record: it.ID})
	for _, id := range a.Subjects {
		if !slices.Contains(d.Participants, id) {
			d.Participants = append(d.Participants, id)
		}
	}
	for _, id := range a.Consents {
		if !slices.Contains(d.Consents, id) {
			d.Consents = append(d.Consents, id)
		}
	}
}

// pass renders, registers and hands over, in this order.
func (o Order) pass(ctx context.Context, d *feltbog.Disclosure, in *passage, render func(io.Writer) error,
	still func(context.Context) error, reg Registrar, to io.Writer) error {
	spool := o.Spool
	if spool == nil {
		spool = &memory{}
	}
	hash := sha256.New()
	in.open.Store(true)
	err := render(io.MultiWriter(spool, hash))
	in.open.Store(false)
	if err != nil {
		return err
	}
	d.Hash = hex.EncodeToString(hash.Sum(nil))
	if err := reg.Register(ctx, d, still); err != nil {
		return err
	}
	if _, err := spool.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read back what was made: %w", err)
	}
	again := sha256.New() // what leaves is what was registered, also when it lay on a disk meanwhile
	if _, err := io.Copy(io.MultiWriter(to, again), spool); err != nil {
		return err
	}
	if hex.EncodeToString(again.Sum(nil)) != d.Hash {
		return feltbog.Errorf(feltbog.EDamaged, "gate.changed", "what was made changed on its way out; do not use the file")
	}
	return nil
}

// still asks once more about everything that was cleared, of what people have answered by now.
func (g *Gate) still(ctx context.Context, o Order, out []Cleared) error {
	now, err := Open(ctx, g.reader, g.cover)
	if err != nil {
		return err
	}
	for _, c := range out {
		a, as, err := now.ask(ctx, o.Use, c.item, o.At)
		if err != nil {
			return err
		}
		if a.Verdict == Yes && as.pixels != c.pixels {
			return feltbog.Errorf(feltbog.ERefused, "gate.photo.other", "what is covered in a picture changed while it was on its way out; try again")
		}
		if a.Verdict != Yes {
			return nothing([]Refused{{c.item, a.Verdict, a.Reasons}})
		}
	}
	return nil
}

// nothing says that nothing left, with the first reason.
func nothing(refused []Refused) error {
	for _, r := range refused {
		for _, why := range r.Reasons {
			return feltbog.Errorf(feltbog.ERefused, "gate.nothing", "nothing left the project: %w", why.Why)
		}
	}
	return feltbog.Errorf(feltbog.ERefused, "gate.empty", "there is nothing to let out")
}

// memory is a spool of small things.
type memory struct {
	bytes.Buffer
}

// Seek implements io.Seeker: a buffer is read from where it began, because nobody has read of it yet.
func (*memory) Seek(int64, int) (int64, error) { return 0, nil }
