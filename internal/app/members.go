package app

import (
	"context"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Team is who works on the project, and with which machines.
type Team struct {
	Members     []feltbog.Member // by name
	Own         feltbog.ID       // the member at this machine
	Coordinator bool             // and whether that is a coordinator, who may change the others
	Device      feltbog.Device   // this machine
	Devices     []feltbog.Device // all of them, newest first
}

// Team reads it.
func (p *Project) Team(ctx context.Context) (Team, error) {
	t := Team{Own: p.v.Actor(ctx)}
	var err error
	if t.Members, err = p.members(ctx); err != nil {
		return Team{}, cancelled(ctx, err)
	}
	for _, m := range t.Members {
		t.Coordinator = t.Coordinator || m.ID == t.Own && m.Role == feltbog.Coordinator
	}
	devices, err := list[*feltbog.Device](ctx, p, feltbog.KindDevice)
	for _, d := range devices {
		t.Devices = append(t.Devices, *d)
		if d.ID == p.v.Identity().Stamp.Device {
			t.Device = *d
		}
	}
	return t, cancelled(ctx, err)
}

func (p *Project) members(ctx context.Context) ([]feltbog.Member, error) {
	all, err := list[*feltbog.Member](ctx, p, feltbog.KindMember)
	var out []feltbog.Member
	for _, m := range all {
		out = append(out, *m)
	}
	slices.SortFunc(out, func(a, b feltbog.Member) int {
		if c := strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)); c != 0 {
			return c
		}
		return strings.Compare(a.ID.String(), b.ID.String())
	})
	return out, err
}

// EditMember changes a member. Everybody writes their own name and organisation; the rest is for coordinators, and a
// project keeps at least one of them.
func (p *Project) EditMember(ctx context.Context, id feltbog.ID, f func(*feltbog.Member)) error {
	return p.act(ctx, "member.edit", func(s *vault.Space, w *store.Writer) error {
		team, err := p.members(ctx)
		if err != nil {
			return err
		}
		var after feltbog.Member
		before, err := edit(ctx, s, w, id, func(m *feltbog.Member) {
			f(m)
			after = *m
		})
		if err != nil {
			return err
		}
		return mayEditMember(team, p.v.Actor(ctx), before, after)
	})
}

func mayEditMember(team []feltbog.Member, actor feltbog.ID, before, after feltbog.Member) error {
	coordinators := 0
	may := before.ID == actor && before.Role == after.Role
	for _, m := range team {
		if m.Role == feltbog.Coordinator && m.ID != before.ID {
			coordinators++
		}
		may = may || m.ID == actor && m.Role == feltbog.Coordinator
	}
	if !may {
		return feltbog.Errorf(feltbog.ERefused, "member.coordinator", "only a coordinator may change the others and their roles")
	}
	if before.Role == feltbog.Coordinator && after.Role != feltbog.Coordinator && coordinators == 0 {
		return feltbog.Errorf(feltbog.ERefused, "member.last", "a project needs a coordinator; make somebody else one first")
	}
	return nil
}

// NameDevice changes what this machine is called.
func (p *Project) NameDevice(ctx context.Context, name string) error {
	if strings.TrimSpace(name) == "" {
		return feltbog.Errorf(feltbog.EUsage, "device.unnamed", "this machine needs a name that colleagues know it by")
	}
	return p.act(ctx, "device.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, p.v.Identity().Stamp.Device, func(d *feltbog.Device) { d.Name = strings.TrimSpace(name) })
		return err
	})
}
