package app

import "testing"

// A colleague who began with a pakke wrote a member on the own machine; the project is given the key before the two have met.
func TestAColleagueWhoseKeyWasAddedIsOneMemberOnceTheMachinesMeet(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	b := m.joins("Bo")
	card, err := b.KeyCard(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.AddMember(t.Context(), card, ""); err != nil {
		t.Fatal(err)
	}
	for _, one := range [][2]*Project{{b, a}, {a, b}} {
		m.takes(one[1], m.packs(one[0], PackOrder{Words: sixWords}).File)
	}
	for _, p := range m.all {
		team, err := p.members(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(team) != 2 {
			t.Errorf("there are %d members: %+v", len(team), team)
		}
		if all, err := p.Conflicts(t.Context()); err != nil || len(all) != 0 {
			t.Errorf("%d texts have two versions, %v", len(all), err)
		}
	}
}
