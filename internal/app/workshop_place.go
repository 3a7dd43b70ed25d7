package app

import (
	"context"
	"crypto/sha256"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// AddCluster makes a heap, after the others. Its name is a whole sentence and may wait.
func (p *Project) AddCluster(ctx context.Context, workshop feltbog.ID, title string) (feltbog.ID, error) {
	rec, err := p.workshopRecord(ctx, workshop)
	if err != nil {
		return feltbog.ID{}, err
	}
	id := feltbog.NewID()
	return id, p.inWorkshop(ctx, workshop, "cluster.add", func(ws *vault.Space, w *store.Writer) error {
		all, _, err := heaps(ctx, ws, rec.ID)
		if err != nil {
			return err
		}
		c := &feltbog.Cluster{Workshop: rec.ID, Title: strings.TrimSpace(title)}
		c.ID = id
		if n := len(all); n > 0 {
			c.Order = all[n-1].Order
		}
		if c.Order, err = change.Between(c.Order, ""); err != nil {
			return err
		}
		return w.Put(c)
	})
}

// EditCluster changes what is said about a heap.
func (p *Project) EditCluster(ctx context.Context, workshop, id feltbog.ID, f func(*feltbog.Cluster)) error {
	if err := p.ownWords(ctx, workshop, id); err != nil {
		return err
	}
	return p.inWorkshop(ctx, workshop, "cluster.edit", func(ws *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, ws, w, id, f)
		return err
	})
}

// MoveCluster puts a heap behind another; the zero ID puts it first.
func (p *Project) MoveCluster(ctx context.Context, workshop, id, after feltbog.ID) error {
	rec, err := p.workshopRecord(ctx, workshop)
	if err != nil || id == after {
		return err
	}
	if err := p.ownWords(ctx, workshop, id); err != nil {
		return err
	}
	return p.inWorkshop(ctx, workshop, "cluster.move", func(ws *vault.Space, w *store.Writer) error {
		all, _, err := heaps(ctx, ws, rec.ID)
		if err != nil {
			return err
		}
		var rest []ordered
		for _, c := range all {
			if c.ID != id {
				rest = append(rest, ordered{c.ID, c.Order})
			}
		}
		order, err := behind(rest, after)
		if err != nil {
			return err
		}
		_, err = edit(ctx, ws, w, id, func(c *feltbog.Cluster) { c.Order = order })
		return err
	})
}

// behind is an order right behind one of others; the zero ID is the first place.
func behind(all []ordered, after feltbog.ID) (string, error) {
	before, next := "", ""
	i := -1
	if !after.IsZero() {
		if i = slices.IndexFunc(all, func(o ordered) bool { return o.id == after }); i < 0 {
			i = len(all) - 1
		}
	}
	if i >= 0 {
		before = all[i].order
	}
	if i+1 < len(all) {
		next = all[i+1].order
	}
	if next != "" && next <= before { // two machines gave them the same place
		next = ""
	}
	return change.Between(before, next)
}

// RemoveCluster takes a heap away; its cards lie loose again, and what was read of it stays.
func (p *Project) RemoveCluster(ctx context.Context, workshop, id feltbog.ID) error {
	if err := p.ownWords(ctx, workshop, id); err != nil {
		return err
	}
	return p.inWorkshop(ctx, workshop, "cluster.delete", func(ws *vault.Space, w *store.Writer) error {
		var lies []feltbog.Placement
		if err := each(ctx, ws, "cluster", id, &lies); err != nil {
			return err
		}
		for _, o := range lies {
			if err := w.Delete(o.ID); err != nil {
				return err
			}
		}
		return w.Delete(id)
	})
}

// placementOf is the id of a card's place in a workshop: the same on every machine, so that whoever moves it last decides
// and no card lies in two heaps.
func placementOf(workshop, item feltbog.ID) feltbog.ID {
	sum := sha256.Sum256(slices.Concat([]byte("feltbog placement 1"), workshop[:], item[:]))
	var id feltbog.ID
	copy(id[:], sum[:])
	return id
}

// Place puts cards into a heap, behind another card of it; the zero ID puts them last.
func (p *Project) Place(ctx context.Context, workshop, cluster feltbog.ID, cards []feltbog.ID, after feltbog.ID) error {
	rec, err := p.workshopRecord(ctx, workshop)
	if err != nil || len(cards) == 0 {
		return err
	}
	return p.inWorkshop(ctx, workshop, "card.place", func(ws *vault.Space, w *store.Writer) error {
		return placeCards(ctx, ws, w, rec.ID, cluster, cards, after)
	})
}

func placeCards(ctx context.Context, ws *vault.Space, w *store.Writer, workshop, cluster feltbog.ID, cards []feltbog.ID, after feltbog.ID) error {
	if rec, _, err := ws.Get(ctx, cluster); err != nil {
		return err
	} else if _, ok := rec.(*feltbog.Cluster); !ok {
		return otherKind(cluster, rec.Kind(), feltbog.KindCluster)
	}
	var lies []feltbog.Placement
	if err := each(ctx, ws, "cluster", cluster, &lies); err != nil {
		return err
	}
	var rest []ordered
	for _, o := range lies {
		if !slices.Contains(cards, o.Item) {
			rest = append(rest, ordered{o.Item, o.Order})
		}
	}
	slices.SortFunc(rest, byOrder)
	if after.IsZero() && len(rest) > 0 {
		after = rest[len(rest)-1].id
	}
	order, err := behind(rest, after)
	if err != nil {
		return err
	}
	next := ""
	if i := slices.IndexFunc(rest, func(o ordered) bool { return o.id == after }); i+1 < len(rest) && i >= 0 {
		next = rest[i+1].order
	}
	for i, card := range cards {
		if i > 0 {
			if next != "" && next <= order {
				next = ""
			}
			if order, err = change.Between(order, next); err != nil {
				return err
			}
		}
		o := &feltbog.Placement{Cluster: cluster, Item: card, Order: order}
		o.ID = placementOf(workshop, card)
		if err := putAgain(ctx, ws, w, o); err != nil {
			return err
		}
	}
	return nil
}

// putAgain writes a record, and takes it out of the trash where it lies there.
func putAgain(ctx context.Context, s *vault.Space, w *store.Writer, rec feltbog.Record) error {
	was, info, err := s.Get(ctx, rec.RecordID())
	if err != nil && feltbog.ErrorCode(err) != feltbog.ENotFound {
		return err
	}
	if err := w.Put(rec); err != nil {
		return err
	}
	if was != nil && status(info) == Trashed {
		return w.Restore(rec.RecordID())
	}
	return nil
}

// Unplace takes cards out of their heaps; they lie loose again.
func (p *Project) Unplace(ctx context.Context, workshop feltbog.ID, cards []feltbog.ID) error {
	return p.inWorkshop(ctx, workshop, "card.unplace", func(ws *vault.Space, w *store.Writer) error {
		for _, card := range cards {
			var lies []feltbog.Placement
			if err := each(ctx, ws, "item", card, &lies); err != nil {
				return err
			}
			for _, o := range lies {
				if err := w.Delete(o.ID); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// numbered is a card's number and a heap's, as somebody types them: K-022 -> 2, k22 2, 22→2.
var numbered = regexp.MustCompile(`^\s*[Kk]?\s*[-–.]?\s*0*(\d{1,6})\s*(?:[-–=]*>|→|,|;|:|=|\s)\s*(?:[Bb]unke\s*)?0*(\d{1,4})\s*$`)

// Placed is a card that was placed by its number.
type Placed struct {
	Card    int `json:"card"`
	Cluster int `json:"cluster"`
}

// PlaceByNumber reads what was typed from paper, a line for each card, and places all of them as one action. A line that
// cannot be read, or names a card or a heap that is not there, is told with its words, and nothing is placed.
func (p *Project) PlaceByNumber(ctx context.Context, workshop feltbog.ID, text string) ([]Placed, error) {
	b, err := p.Board(ctx, workshop)
	if err != nil {
		return nil, err
	}
	cards := map[int]feltbog.ID{}
	for _, c := range b.Cards() {
		cards[c.Number] = c.ID
	}
	var out []Placed
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		m := numbered.FindStringSubmatch(line)
		if m == nil {
			return nil, feltbog.Errorf(feltbog.EUsage, "workshop.line", "%q is no card and bunke: write them as K-022 -> 2", line).With("line", line)
		}
		card, _ := strconv.Atoi(m[1])
		heap, _ := strconv.Atoi(m[2])
		if _, ok := cards[card]; !ok {
			return nil, feltbog.Errorf(feltbog.ENotFound, "workshop.nocard", "there is no card %s", CardName(card)).With("card", CardName(card))
		}
		if heap < 1 || heap > len(b.Clusters) {
			return nil, feltbog.Errorf(feltbog.ENotFound, "workshop.nocluster", "there is no bunke %d", heap).With("number", strconv.Itoa(heap))
		}
		out = append(out, Placed{card, heap})
	}
	if len(out) == 0 {
		return nil, feltbog.Errorf(feltbog.EUsage, "workshop.line", "%q is no card and bunke: write them as K-022 -> 2", text).With("line", text)
	}
	return out, p.inWorkshop(ctx, workshop, "card.place", func(ws *vault.Space, w *store.Writer) error {
		for n, c := range b.Clusters {
			var in []feltbog.ID
			for _, o := range out {
				if o.Cluster == n+1 && !slices.Contains(in, cards[o.Card]) {
					in = append(in, cards[o.Card])
				}
			}
			if len(in) > 0 {
				if err := placeCards(ctx, ws, w, b.Workshop.ID, c.Cluster.ID, in, feltbog.ID{}); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
