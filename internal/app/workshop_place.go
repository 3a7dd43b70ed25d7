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

// numbered is a card's number and a heap's, as somebody types them without an arrow: k22 2, 3;2.
var numbered = regexp.MustCompile(`^\s*[Kk]?\s*[-–.]?\s*0*(\d{1,6})\s*(?:[-–=]*>|→|,|;|:|=|\s)\s*(?:[Bb]unke\s*)?0*(\d{1,4})\s*$`)

var (
	arrow  = regexp.MustCompile(`[-–=]*>|→|=|:`)
	digits = regexp.MustCompile(`\d+`)
	// filler may stand between numbers beside an arrow.
	filler = regexp.MustCompile(`(?i)\bbunke\b|\bog\b|\band\b|k\s*[-–.]?\s*\d+|\d+|[\s,;.&]`)
)

// placings reads a line: a card and a heap, or cards, an arrow and a heap, as often as one likes. ok is false when it
// cannot be read.
func placings(line string) (out []Placed, ok bool) {
	if m := numbered.FindStringSubmatch(line); m != nil {
		card, _ := strconv.Atoi(m[1])
		heap, _ := strconv.Atoi(m[2])
		return []Placed{{card, heap}}, true
	}
	parts := arrow.Split(line, -1)
	var cards []int
	for i, part := range parts {
		var numbers []int
		for _, d := range digits.FindAllString(part, -1) {
			n, err := strconv.Atoi(d)
			if err != nil {
				return nil, false
			}
			numbers = append(numbers, n)
		}
		if filler.ReplaceAllString(part, "") != "" || len(numbers) == 0 {
			return nil, false
		}
		if i > 0 {
			for _, card := range cards {
				out = append(out, Placed{card, numbers[0]})
			}
			numbers = numbers[1:]
		}
		if more := i < len(parts)-1; more == (len(numbers) == 0) {
			return nil, false // an arrow without cards before it, or cards without one behind
		}
		cards = numbers
	}
	return out, true
}

// Placed is a card that was placed by its number.
type Placed struct {
	Card    int `json:"card"`
	Cluster int `json:"cluster"`
}

// PlaceByNumber reads what was typed from paper, as K-003, K-016 -> 2 in lines or one behind the other, and places all of them as one action. A line that
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
		read, ok := placings(line)
		if !ok {
			return nil, feltbog.Errorf(feltbog.EUsage, "workshop.line", "%q is no card and bunke: write them as K-022 -> 2", line).With("line", line)
		}
		for _, o := range read {
			if _, ok := cards[o.Card]; !ok {
				return nil, feltbog.Errorf(feltbog.ENotFound, "workshop.nocard", "there is no card %s", CardName(o.Card)).With("card", CardName(o.Card))
			}
			if o.Cluster < 1 || o.Cluster > len(b.Clusters) {
				return nil, feltbog.Errorf(feltbog.ENotFound, "workshop.nocluster", "there is no bunke %d", o.Cluster).With("number", strconv.Itoa(o.Cluster))
			}
		}
		out = append(out, read...)
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
