package app

import (
	"context"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/gate/cover"
	"feltbog/internal/gate/scan"
	"feltbog/internal/letter"
	"feltbog/internal/photo"
	"feltbog/internal/vault"
)

// readCover reads what copies that leave the team are made with.
func (p *Project) readCover(ctx context.Context) (*cover.Cover, error) {
	c := &cover.Cover{People: map[feltbog.ID]cover.Person{}, Say: letter.Say, Pictures: derivatives{p}}
	people, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	if err != nil {
		return nil, err
	}
	for _, o := range people {
		c.People[o.ID] = cover.Person{Pseudonym: o.Pseudonym, Perspective: o.Perspective}
	}
	places, err := list[*feltbog.Place](ctx, p, feltbog.KindPlace)
	if err != nil {
		return nil, err
	}
	for _, o := range places {
		c.Places = append(c.Places, o.Name)
	}
	register, err := p.v.Register()
	if err != nil {
		c.Names = scan.New(nil)
		c.Blind, err = p.blind(ctx, err)
		return c, err
	}
	all, err := registered(ctx, register)
	if err != nil {
		return nil, err
	}
	named := map[feltbog.ID]bool{}
	for _, o := range all {
		named[o.ID] = true
	}
	if err := register.Each(ctx, feltbog.KindContact, nil, 0, func(r feltbog.Record) error {
		o := r.(*feltbog.Contact)
		all = append(all, scan.Person{ID: o.ID, Near: []string{o.Name}})
		return nil
	}); err != nil {
		return nil, err
	}
	c.Names = scan.New(all)
	c.Away = func(ctx context.Context, about []feltbog.ID) ([]string, error) {
		return p.away(ctx, register, named, about)
	}
	err = register.Each(ctx, feltbog.KindScanDecision, nil, 0, func(r feltbog.Record) error {
		c.Decisions = append(c.Decisions, r.(*feltbog.ScanDecision))
		return nil
	})
	return c, err
}

// registered are the people whose names stand in a register.
func registered(ctx context.Context, register *vault.Space) ([]scan.Person, error) {
	var people []scan.Person
	err := register.Each(ctx, feltbog.KindIdentity, nil, 0, func(r feltbog.Record) error {
		who := r.(*feltbog.Identity)
		people = append(people, scan.Person{ID: who.Participant, Names: []string{who.Name}, Nicknames: slices.Clone(who.Nicknames),
			Near: []string{who.Guardian, who.Companion}, GiveAways: slices.Clone(who.GiveAways)})
		return nil
	})
	return people, err
}

// blind says why no names can be looked for: the register here is locked, or it lies on other machines, which are named.
func (p *Project) blind(ctx context.Context, why error) (*feltbog.Error, error) {
	if p.v.Identity().Stamp.Device.IsZero() || codedKey(why) == "vault.register.locked" {
		return feltbog.Errorf(feltbog.ERefused, "gate.blind", "the register of names is locked, so nobody can look for names in the text"), nil
	}
	devices, err := list[*feltbog.Device](ctx, p, feltbog.KindDevice)
	if err != nil {
		return nil, err
	}
	var others []string
	for _, d := range devices {
		if d.ID != p.v.Identity().Stamp.Device {
			others = append(others, d.Name)
		}
	}
	slices.Sort(others)
	machines := strings.Join(slices.Compact(others), ", ")
	return feltbog.Errorf(feltbog.ERefused, "gate.blind.none", "there is no register of names here; it is kept on: %s", machines).With("machines", machines), nil
}

// away names the machines on which people were entered whose names the register here does not hold, where nothing of that
// machine's register ever came here.
func (p *Project) away(ctx context.Context, register *vault.Space, named map[feltbog.ID]bool, about []feltbog.ID) ([]string, error) {
	var out []string
	here := register.Vector()
	for _, who := range about {
		if named[who] {
			continue
		}
		past, err := p.v.Team().History(ctx, who)
		if feltbog.ErrorCode(err) == feltbog.ENotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		maker := past[0].ID.Device
		own, err := p.v.IsOwn(ctx, maker)
		if err != nil {
			return nil, err
		}
		if _, known := here[maker]; known || own {
			continue
		}
		name := maker.String()[:8]
		if rec, _, err := p.v.Team().Get(ctx, maker); err == nil {
			if d, ok := rec.(*feltbog.Device); ok && d.Name != "" {
				name = d.Name
			}
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out, nil
}

// derivatives makes the copies of pictures that may leave.
type derivatives struct{ p *Project }

// Derivative implements gate.Derivatives: the covered copy where something is covered, else one made anew from the pixels.
func (d derivatives) Derivative(ctx context.Context, o *feltbog.Photo) ([]byte, error) {
	of, err := d.p.redactionsOf(ctx, o.ID)
	if err != nil {
		return nil, err
	}
	if ref, ok := of.Current(o); ok {
		return readFile(ctx, d.p.v.Team(), ref, photo.MaxFile)
	}
	if len(of.All) > 0 {
		return nil, gate.NoCopy()
	}
	made, err := d.p.redacted(ctx, o, of)
	return made.JPEG, err
}
