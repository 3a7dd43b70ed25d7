package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/testkit"
	"feltbog/internal/vault"
)

// invites makes a guest's vault of a workshop's pakke.
func (m *machines) invites(p *Project, workshop feltbog.ID, name string) *Project {
	m.t.Helper()
	file := m.packs(p, PackOrder{Space: feltbog.WorkshopSpace, Workshop: workshop, Words: sixWords, Recipient: "Gæst", Reason: "fællestolkning"}).File
	return m.add(m.tries(name, file))
}

// back hands what a guest said to a machine of the team.
func (m *machines) back(guest *Project, workshop feltbog.ID) string {
	m.t.Helper()
	return m.packs(guest, PackOrder{Space: feltbog.WorkshopSpace, Workshop: workshop, Words: sixWords}).File
}

// cards makes a workshop with cards of what three people said.
func (m *machines) cards(p *Project) feltbog.ID {
	m.t.Helper()
	id := newWorkshop(m.t, p)
	var items []GateItem
	for i, name := range []string{"Karen Ærbæk", "Ole Thuesen", "Solvej Ågård"} {
		who := agreed(m.t, p, name)
		items = append(items, quoted(m.t, p, who, fmt.Sprintf("Det er sådan, jeg ser det: %s", []string{"brevet ligger der", "bussen går", "jeg venter"}[i])))
	}
	made, err := p.AddCards(m.t.Context(), id, items)
	must(m.t, err)
	if len(made.Cards) != 3 {
		m.t.Fatalf("%+v", made)
	}
	return id
}

func TestAGuestSeesCardsOnlyAndWhatTheySayComesBackOnce(t *testing.T) {
	m := newMachines(t)
	a, ctx := m.all[0], t.Context()
	id := m.cards(a)
	b := m.joins("Bo")
	g := m.invites(a, id, "gæst")
	if !g.IsGuest() || g.v.Team() != nil {
		t.Fatal("a guest has a project")
	}
	if _, err := g.v.Register(); err == nil {
		t.Error("a guest has a register")
	}
	seen := board(t, g, id)
	if len(seen.Loose) != 3 || !seen.Guest || seen.Workshop.Question == "" {
		t.Fatalf("%+v", seen)
	}
	must(t, g.SetRole(ctx, feltbog.Politician))
	heap, err := g.AddCluster(ctx, id, "Bussen bestemmer, hvornår vi kan være syge")
	must(t, err)
	must(t, g.Place(ctx, id, heap, []feltbog.ID{seen.Loose[0].ID, seen.Loose[1].ID}, feltbog.ID{}))
	reading, err := g.AddReading(ctx, id, feltbog.Reading{Text: "Hvem bestemte køreplanen?", Cluster: heap, Cards: []feltbog.ID{seen.Loose[0].ID}})
	must(t, err)
	back := m.back(g, id)

	for range 2 {
		m.takes(a, back)
	}
	at := board(t, a, id)
	if len(at.Clusters) != 1 || len(at.Clusters[0].Cards) != 2 || len(at.Loose) != 1 || len(at.Readings) != 1 || at.Readings[0].Perspective != feltbog.Politician {
		t.Fatalf("%+v", at)
	}
	if r := at.About(heap); len(r) != 1 || r[0].Perspective != feltbog.Politician {
		t.Errorf("%+v", r)
	}
	kept, err := list[*feltbog.Reading](ctx, a, feltbog.KindReading)
	if err != nil || len(kept) != 1 || kept[0].ID != saidID(reading) || kept[0].Cluster != saidID(heap) || kept[0].Cards[0] != seen.Loose[0].ID {
		t.Errorf("%+v, %v", kept, err)
	}

	// A colleague hears of the workshop from the team, and of what was said from the same pakke, before or after.
	m.gives(a, b)
	m.takes(b, back)
	if got := board(t, b, id); len(got.Loose)+len(got.Clusters[0].Cards) != 3 || len(got.Readings) != 1 {
		t.Errorf("%+v", got)
	}
	m.gives(b, a)
	m.gives(a, b)
	if m.digest(a) != m.digest(b) {
		t.Error("two machines that took the same in do not agree")
	}
	all, err := list[*feltbog.Reading](ctx, b, feltbog.KindReading)
	if err != nil || len(all) != 1 {
		t.Errorf("%d readings in the team, %v", len(all), err)
	}
}

func TestAGuestCanAddReadingsHeapsAndPlacementsAndNothingElse(t *testing.T) {
	m := newMachines(t)
	a, ctx := m.all[0], t.Context()
	id := m.cards(a)
	own, err := a.AddReading(ctx, id, feltbog.Reading{Text: "Holdets egen læsning", Perspective: feltbog.Professional})
	must(t, err)
	card := board(t, a, id).Loose[0]
	for name, f := range map[string]func(g *Project) error{
		"edits a reading of the team": func(g *Project) error {
			return g.EditReading(ctx, id, own, func(r *feltbog.Reading) { r.Text = "noget andet" })
		},
		"removes a reading of the team": func(g *Project) error { return g.RemoveReading(ctx, id, own) },
		"edits the workshop":            func(g *Project) error { return g.EditWorkshop(ctx, id, func(w *feltbog.Workshop) { w.Title = "Mit" }) },
		"takes a card out":              func(g *Project) error { return g.RemoveCards(ctx, id, []feltbog.ID{card.ID}) },
		"makes a workshop":              func(g *Project) error { _, err := g.MakeWorkshop(ctx, NewWorkshop{Title: "x"}); return err },
		"writes a card by the verb for everything": func(g *Project) error {
			_, err := g.Put(ctx, Edit{Kind: feltbog.KindCluster, ID: card.ID, Texts: []Setting{{Field: "title", Text: "x"}}})
			return err
		},
		"edits a card by the verb for everything": func(g *Project) error {
			_, err := g.Put(ctx, Edit{Kind: feltbog.KindWorkshop, ID: id, Texts: []Setting{{Field: "title", Text: "x"}}})
			return err
		},
		"deletes a card by the verb for everything": func(g *Project) error { return g.Delete(ctx, feltbog.KindCard, card.ID) },
	} {
		g := m.invites(a, id, "g"+fmt.Sprint(len(m.all)))
		before := m.digest(g)
		if err := f(g); err == nil {
			t.Errorf("a guest %s", name)
		}
		if m.digest(g) != before {
			t.Errorf("a guest %s: something changed", name)
		}
	}
}

// A guest's program may be changed by its user: what comes back is judged by the team.
func TestWhatAHostileGuestSendsIsRefusedAsAWhole(t *testing.T) {
	m := newMachines(t)
	a, ctx := m.all[0], t.Context()
	id := m.cards(a)
	own, err := a.AddReading(ctx, id, feltbog.Reading{Text: "Holdets egen læsning", Perspective: feltbog.Professional})
	must(t, err)
	heap, err := a.AddCluster(ctx, id, "Holdets bunke")
	must(t, err)
	card := board(t, a, id).Loose[0]
	for name, f := range map[string]func(ws *vault.Space, w *store.Writer) error{
		"adds a card": func(_ *vault.Space, w *store.Writer) error {
			c := &feltbog.Card{Workshop: id, Number: 99, Type: feltbog.QuoteCard, Text: "ikke clearet", Perspective: feltbog.Citizen}
			c.ID = feltbog.NewID()
			return w.Put(c)
		},
		"edits a card":     func(_ *vault.Space, w *store.Writer) error { c := card; c.Text = "lavet om"; return w.Put(&c) },
		"takes a card out": func(_ *vault.Space, w *store.Writer) error { return w.Delete(card.ID) },
		"edits the workshop": func(ws *vault.Space, w *store.Writer) error {
			_, err := edit(ctx, ws, w, id, func(o *feltbog.Workshop) { o.Machines = append(o.Machines, feltbog.NewID()) })
			return err
		},
		"edits a reading of the team": func(ws *vault.Space, w *store.Writer) error {
			_, err := edit(ctx, ws, w, own, func(o *feltbog.Reading) { o.Text = "lavet om" })
			return err
		},
		"removes a heap of the team": func(_ *vault.Space, w *store.Writer) error { return w.Delete(heap) },
		"adds a machine": func(_ *vault.Space, w *store.Writer) error {
			d := &feltbog.Device{Name: "x", SigningKey: strings.Repeat("0", 64)}
			d.ID = feltbog.NewID()
			return w.Put(d)
		},
	} {
		g := m.invites(a, id, "h"+fmt.Sprint(len(m.all)))
		ws, err := g.workshopSpace(ctx, id)
		must(t, err)
		_, err = g.AddReading(ctx, id, feltbog.Reading{Text: "en ærlig læsning", Perspective: feltbog.Relative})
		must(t, err)
		ws.Limit(nil)
		_, err = g.v.Do(ctx, store.Action{Name: "x"}, vault.Work{ws: func(w *store.Writer) error { return f(ws, w) }})
		must(t, err)
		file, before := m.back(g, id), m.digest(a)
		var v Preview
		if err := a.Preview(file, BundleKey{Words: sixWords}, &v).Run(ctx, nil); feltbog.ErrorCode(err) != feltbog.ERefused {
			t.Errorf("a guest %s: the preview says %v", name, err)
		}
		var done TakenIn
		if err := a.TakeIn(file, BundleKey{Words: sixWords}, &done).Run(ctx, nil); feltbog.ErrorCode(err) != feltbog.ERefused {
			t.Errorf("a guest %s: %v", name, err)
		}
		if m.digest(a) != before {
			t.Errorf("a guest %s: something changed", name)
		}
	}
}

func TestAPieceThatMayNotBeUsedAnyMoreStopsTheWorkshopsPakke(t *testing.T) {
	m := newMachines(t)
	a, ctx := m.all[0], t.Context()
	id := newWorkshop(t, a)
	who := agreed(t, a, "Karen Ærbæk")
	item := quoted(t, a, who, "Jeg ringer først, når det er slemt.")
	_, err := a.AddCards(ctx, id, []GateItem{item})
	must(t, err)
	_, err = a.WithdrawConsent(ctx, who, []feltbog.Scope{feltbog.ScopeQuoteJoint}, "ringede")
	must(t, err)
	held, err := a.HeldCards(ctx, id)
	if err != nil || len(held) != 1 || held[0].Number != 1 {
		t.Errorf("%+v, %v", held, err)
	}
	var done Packed
	order := PackOrder{Space: feltbog.WorkshopSpace, Workshop: id, Words: sixWords, File: m.file()}
	if err := a.Pack(order, &done).Run(ctx, nil); keyOf(err) != "workshop.held" {
		t.Errorf("%v", err)
	}
	must(t, a.RemoveCards(ctx, id, []feltbog.ID{held[0].Card}))
	if err := a.Pack(order, &done).Run(ctx, nil); err != nil {
		t.Error(err)
	}
}

func TestCardsLieWhereTheyWerePutByHandByNumberAndLast(t *testing.T) {
	m := newMachines(t)
	a, ctx := m.all[0], t.Context()
	id := m.cards(a)
	one, err := a.AddCluster(ctx, id, "Den første")
	must(t, err)
	two, err := a.AddCluster(ctx, id, "Den anden")
	must(t, err)
	for _, typed := range []string{"K-001 -> 2", "k2 2", "K-003→2", "3;2", "1 = 2", "K-002 bunke 2", "K-001, K-002 og 3 -> 1", "K-003 -> 2, K-001 -> 2; 2 → bunke 2"} {
		if _, err := a.PlaceByNumber(ctx, id, typed); err != nil {
			t.Errorf("%q: %v", typed, err)
		}
	}
	numbers := func(c BoardCluster) (out []int) {
		for _, o := range c.Cards {
			out = append(out, o.Number)
		}
		return out
	}
	if b := board(t, a, id); len(b.Clusters[1].Cards) != 3 || len(b.Loose) != 0 || !slices.Equal(numbers(b.Clusters[1]), []int{3, 1, 2}) {
		t.Errorf("%+v", b.Clusters)
	}
	for typed, why := range map[string]string{"K-009 -> 1": "workshop.nocard", "K-001 -> 7": "workshop.nocluster", "hest": "workshop.line", "": "workshop.line", "K-001, K-002": "workshop.line", "-> 2": "workshop.line", "K-001 -> 2, K-002": "workshop.line", "K-001 til 2": "workshop.line", "1 -> 2 -> ": "workshop.line", "K-001 -> 1\nK-77 -> 1": "workshop.nocard"} {
		if _, err := a.PlaceByNumber(ctx, id, typed); keyOf(err) != why {
			t.Errorf("%q: %v", typed, err)
		}
	}
	b := board(t, a, id)
	must(t, a.Place(ctx, id, one, []feltbog.ID{b.Clusters[1].Cards[1].ID}, feltbog.ID{}))
	must(t, a.MoveCluster(ctx, id, two, feltbog.ID{}))
	b = board(t, a, id)
	if b.Clusters[0].Cluster.ID != two || !slices.Equal(numbers(b.Clusters[0]), []int{3, 2}) || !slices.Equal(numbers(b.Clusters[1]), []int{1}) {
		t.Errorf("%+v", b.Clusters)
	}
	_, err = a.Undo(ctx)
	must(t, err)
	_, err = a.Undo(ctx)
	must(t, err)
	if b = board(t, a, id); b.Clusters[0].Cluster.ID != one || len(b.Clusters[1].Cards) != 3 {
		t.Errorf("after undo: %+v", b.Clusters)
	}
	must(t, a.RemoveCluster(ctx, id, two))
	if b = board(t, a, id); len(b.Clusters) != 1 || len(b.Loose) != 3 {
		t.Errorf("%+v", b)
	}
	must(t, a.Unplace(ctx, id, []feltbog.ID{b.Loose[0].ID}))
}

func TestWhatTheTeamSaysInAWorkshopIsKeptInTheTeamAndUndoneWithOneStep(t *testing.T) {
	m := newMachines(t)
	a, ctx := m.all[0], t.Context()
	id := m.cards(a)
	heap, err := a.AddCluster(ctx, id, "Bussen bestemmer")
	must(t, err)
	must(t, a.Place(ctx, id, heap, []feltbog.ID{board(t, a, id).Loose[0].ID}, feltbog.ID{}))
	_, err = a.AddReading(ctx, id, feltbog.Reading{Text: "Det er sådan, køreplanen er", Cluster: heap})
	must(t, err)
	kept := func() (readings, places int) {
		r, err := list[*feltbog.Reading](ctx, a, feltbog.KindReading)
		must(t, err)
		l, err := list[*feltbog.Placement](ctx, a, feltbog.KindPlacement)
		must(t, err)
		return len(r), len(l)
	}
	if r, l := kept(); r != 1 || l != 1 {
		t.Fatalf("%d readings, %d placements in the team", r, l)
	}
	found, err := a.Find(ctx, Query{Text: "køreplanen"})
	if err != nil || len(found.Hits) != 1 {
		t.Errorf("found %d times, %v", len(found.Hits), err)
	}
	for want := 1; want >= 0; want-- {
		_, err = a.Undo(ctx)
		must(t, err)
		if r, l := kept(); r != 0 || l != want {
			t.Errorf("after undo: %d readings, %d placements, want 0 and %d", r, l, want)
		}
	}
	_, err = a.Redo(ctx)
	must(t, err)
	if _, l := kept(); l != 1 {
		t.Errorf("after redo: %d placements", l)
	}
}

// Two machines of the team and two guests; what comes back is taken in by both, in any order and any number of times, with
// pakker of the team in between.
func TestWhatGuestsSayMergesInAnyOrderAndAnyNumberOfTimes(t *testing.T) {
	seed := testkit.Seed(t)
	r := testkit.Rand(seed)
	for round := range testkit.Rounds(3, 60) {
		m := newMachines(t)
		a, ctx := m.all[0], t.Context()
		id := m.cards(a)
		b := m.joins("Bo")
		said := 0
		var back []string
		for i := range 2 {
			g := m.invites(a, id, fmt.Sprintf("gæst%d", i))
			cards := board(t, g, id).Loose
			var heaps []feltbog.ID
			for range 1 + r.IntN(2) {
				heap, err := g.AddCluster(ctx, id, fmt.Sprintf("Bunke %d", r.IntN(100)))
				must(t, err)
				heaps = append(heaps, heap)
			}
			for range 1 + r.IntN(3) {
				must(t, g.Place(ctx, id, heaps[r.IntN(len(heaps))], []feltbog.ID{cards[r.IntN(len(cards))].ID}, feltbog.ID{}))
				_, err := g.AddReading(ctx, id, feltbog.Reading{Perspective: feltbog.Perspectives()[r.IntN(7)], Text: fmt.Sprintf("Læsning %d", r.IntN(1000)), Cluster: heaps[0]})
				must(t, err)
				said++
				if r.IntN(2) == 0 { // an earlier pakke of the same guest
					back = append(back, m.back(g, id))
				}
			}
			back = append(back, m.back(g, id))
		}
		m.gives(a, b) // so that b knows of the workshop
		last := append([]string(nil), back...)
		for range 3 {
			r.Shuffle(len(back), func(i, j int) { back[i], back[j] = back[j], back[i] })
			for _, file := range back {
				m.takes([]*Project{a, b}[r.IntN(2)], file)
			}
			if r.IntN(2) == 0 {
				m.gives(a, b)
			}
		}
		for _, file := range last { // and in the end both have all of it
			m.takes(a, file)
			m.takes(b, file)
		}
		m.gives(a, b)
		m.gives(b, a)
		m.gives(a, b)
		x, y := board(t, a, id), board(t, b, id)
		if len(x.Readings) != said || len(y.Readings) != said {
			t.Fatalf("seed %d, round %d: %d and %d readings of %d", seed, round, len(x.Readings), len(y.Readings), said)
		}
		kept, err := list[*feltbog.Reading](ctx, b, feltbog.KindReading)
		if err != nil || len(kept) != said {
			t.Fatalf("seed %d, round %d: %d readings in the team of %d, %v", seed, round, len(kept), said, err)
		}
		if m.digest(a) != m.digest(b) {
			t.Fatalf("seed %d, round %d: the two machines do not agree", seed, round)
		}
		conflicts, err := a.Conflicts(ctx)
		if err != nil || len(conflicts) != 0 {
			t.Fatalf("seed %d, round %d: %+v, %v", seed, round, conflicts, err)
		}
		for _, p := range m.all {
			must(t, p.Close())
		}
	}
}
