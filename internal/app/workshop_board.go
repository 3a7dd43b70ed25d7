package app

import (
	"cmp"
	"context"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault"
)

// Board is a workshop as it hangs on the wall.
type Board struct {
	Workshop feltbog.Workshop       `json:"workshop"`
	Loose    []feltbog.Card         `json:"loose"` // that lie in no heap
	Clusters []BoardCluster         `json:"clusters"`
	Readings []feltbog.Reading      `json:"readings"` // all of them, in the order in which they were written
	Apart    []feltbog.Disagreement `json:"disagreements"`
	Dots     map[feltbog.ID]int     `json:"dots"`  // on a card or a heap
	Heard    []HeardCount           `json:"heard"` // cards on the wall by perspective
	Guest    bool                   `json:"guest"`
}

// BoardCluster is one heap, numbered as it is called out in the room.
type BoardCluster struct {
	Number  int             `json:"number"`
	Cluster feltbog.Cluster `json:"cluster"`
	Cards   []feltbog.Card  `json:"cards"`
}

// HeardCount is how many cards speak from a perspective.
type HeardCount struct {
	Perspective feltbog.Perspective `json:"perspective"`
	Cards       int                 `json:"cards"`
}

// Card finds a card by its id.
func (b *Board) Card(id feltbog.ID) (feltbog.Card, bool) {
	for _, c := range b.Cards() {
		if c.ID == id {
			return c, true
		}
	}
	return feltbog.Card{}, false
}

// Cards are all cards by number.
func (b *Board) Cards() []feltbog.Card {
	all := slices.Clone(b.Loose)
	for _, c := range b.Clusters {
		all = append(all, c.Cards...)
	}
	slices.SortFunc(all, byNumber)
	return all
}

// About are the readings of a card or a heap by the perspective of who wrote them, in the order in which perspectives are
// shown. None takes the place of another.
func (b *Board) About(target feltbog.ID) []RoleReadings {
	var out []RoleReadings
	for _, p := range feltbog.Perspectives() {
		var of []feltbog.Reading
		for _, r := range b.Readings {
			if r.Perspective == p && (r.Cluster == target || slices.Contains(r.Cards, target)) {
				of = append(of, r)
			}
		}
		if len(of) > 0 {
			out = append(out, RoleReadings{p, of})
		}
	}
	return out
}

// Differ are the disagreements about a card or a heap.
func (b *Board) Differ(target feltbog.ID) []feltbog.Disagreement {
	var out []feltbog.Disagreement
	for _, d := range b.Apart {
		if d.Cluster == target || slices.Contains(d.Cards, target) {
			out = append(out, d)
		}
	}
	return out
}

// RoleReadings are the readings of one perspective.
type RoleReadings struct {
	Perspective feltbog.Perspective `json:"perspective"`
	Readings    []feltbog.Reading   `json:"readings"`
}

func byNumber(a, b feltbog.Card) int {
	return cmp.Or(cmp.Compare(a.Number, b.Number), slices.Compare(a.ID[:], b.ID[:]))
}

// Board reads a workshop as it hangs on the wall. A card that two people put into two heaps lies where it was put last; where
// nobody can tell, in the first.
func (p *Project) Board(ctx context.Context, workshop feltbog.ID) (Board, error) {
	rec, err := p.workshopRecord(ctx, workshop)
	if err != nil {
		return Board{}, err
	}
	ws, err := p.workshopSpace(ctx, workshop)
	if err != nil {
		return Board{}, err
	}
	b := Board{Workshop: *rec, Loose: []feltbog.Card{}, Clusters: []BoardCluster{}, Readings: []feltbog.Reading{}, Apart: []feltbog.Disagreement{},
		Dots: map[feltbog.ID]int{}, Guest: p.IsGuest()}
	return b, cancelled(ctx, b.read(ctx, ws, rec.ID))
}

func (b *Board) read(ctx context.Context, ws *vault.Space, id feltbog.ID) error {
	var cards []feltbog.Card
	var dots []feltbog.Dot
	for _, err := range []error{
		each(ctx, ws, "workshop", id, &cards),
		each(ctx, ws, "workshop", id, &b.Readings),
		each(ctx, ws, "workshop", id, &b.Apart),
		each(ctx, ws, "workshop", id, &dots),
	} {
		if err != nil {
			return err
		}
	}
	slices.SortFunc(cards, byNumber)
	slices.SortFunc(b.Readings, func(x, y feltbog.Reading) int { return byOrder(ordered{x.ID, x.Order}, ordered{y.ID, y.Order}) })
	slices.SortFunc(b.Apart, func(x, y feltbog.Disagreement) int { return byOrder(ordered{id: x.ID}, ordered{id: y.ID}) })
	for _, d := range dots {
		b.Dots[d.Target] += max(d.Count, 1)
	}
	clusters, lies, err := heaps(ctx, ws, id)
	if err != nil {
		return err
	}
	at := map[feltbog.ID]int{}
	for i, c := range clusters {
		at[c.ID] = i
		b.Clusters = append(b.Clusters, BoardCluster{Number: i + 1, Cluster: c, Cards: []feltbog.Card{}})
	}
	heard := map[feltbog.Perspective]int{}
	placed := map[feltbog.ID]feltbog.Placement{}
	for _, o := range lies {
		placed[o.Item] = o
	}
	for _, c := range cards {
		heard[c.Perspective]++
		if o, ok := placed[c.ID]; ok {
			in := &b.Clusters[at[o.Cluster]]
			in.Cards = append(in.Cards, c)
		} else {
			b.Loose = append(b.Loose, c)
		}
	}
	for i := range b.Clusters {
		slices.SortFunc(b.Clusters[i].Cards, func(x, y feltbog.Card) int {
			return byOrder(ordered{placed[x.ID].ID, placed[x.ID].Order}, ordered{placed[y.ID].ID, placed[y.ID].Order})
		})
	}
	for _, p := range feltbog.Perspectives() {
		b.Heard = append(b.Heard, HeardCount{p, heard[p]})
	}
	return nil
}

// heaps reads the heaps of a workshop in their order, and for each item the one placement that counts: in a heap that is
// there, and of several the one with the smallest id, which is the same on every machine.
func heaps(ctx context.Context, ws *vault.Space, workshop feltbog.ID) ([]feltbog.Cluster, []feltbog.Placement, error) {
	var clusters []feltbog.Cluster
	if err := each(ctx, ws, "workshop", workshop, &clusters); err != nil {
		return nil, nil, err
	}
	slices.SortFunc(clusters, func(a, b feltbog.Cluster) int { return byOrder(ordered{a.ID, a.Order}, ordered{b.ID, b.Order}) })
	counts := map[feltbog.ID]feltbog.Placement{}
	for _, c := range clusters {
		var lies []feltbog.Placement
		if err := each(ctx, ws, "cluster", c.ID, &lies); err != nil {
			return nil, nil, err
		}
		for _, o := range lies {
			if was, twice := counts[o.Item]; !twice || slices.Compare(o.ID[:], was.ID[:]) < 0 {
				counts[o.Item] = o
			}
		}
	}
	var out []feltbog.Placement
	for _, o := range counts {
		out = append(out, o)
	}
	return clusters, out, nil
}
