package app

import (
	"context"
	"encoding/json"
	"io"
	"math/rand/v2"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/photo"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// CardsMade is what became of a choice for a workshop.
type CardsMade struct {
	Cards      []int      `json:"numbers"`           // of the new cards, in order
	Already    int        `json:"already,omitempty"` // pieces of which there is a card already
	Refused    []Refusal  `json:"-"`
	Disclosure feltbog.ID `json:"disclosure,omitzero"`
}

// newCard is a card that is being made, and of what.
type newCard struct {
	card  feltbog.Card
	from  feltbog.CardSource
	bytes []byte
}

// AddCards makes numbered cards of pieces of material, as one action. Each passes the gate for joint interpretation; what
// it refuses stays in and is named with its reasons, and where it refuses everything nothing happens but that error. Ids
// are random, numbers and the order in which cards are kept are shuffled, and all have one time: nothing tells which
// share a person. A piece of which the workshop has a card gets no second one.
func (p *Project) AddCards(ctx context.Context, workshop feltbog.ID, items []GateItem) (CardsMade, error) {
	var done CardsMade
	if p.IsGuest() {
		return done, guestOnly()
	}
	ws, err := p.ownWorkshop(ctx, workshop)
	if err != nil {
		return done, err
	}
	rec, err := p.workshopRecord(ctx, workshop)
	if err != nil {
		return done, err
	}
	items, done.Already, err = p.notYetCards(ctx, rec.ID, items)
	if err != nil || len(items) == 0 {
		return done, cancelled(ctx, err)
	}
	g, err := p.gate(ctx)
	if err != nil {
		return done, err
	}
	next, err := nextCard(ctx, ws)
	if err != nil {
		return done, cancelled(ctx, err)
	}
	var made []newCard
	order := gate.Order{Use: feltbog.UseInterpretation, Title: rec.Title, Format: "cards", Recipient: rec.Title, Reason: rec.Title, Member: p.v.Actor(ctx), At: p.v.Now()}
	passed, err := g.Let(ctx, order, gateItems(items), func(w io.Writer, cleared []gate.Cleared) (err error) {
		if made, err = p.cardsOf(ctx, rec.ID, cleared, next); err != nil {
			return err
		}
		for _, c := range made {
			if err := json.NewEncoder(w).Encode(struct {
				Card    feltbog.Card
				Picture []byte
			}{c.card, c.bytes}); err != nil {
				return err
			}
		}
		return nil
	}, gateway{p}, io.Discard)
	people, listErr := p.pseudonyms(ctx)
	for _, r := range passed.Refused {
		a := gateAnswer(gate.Answer{Verdict: r.Verdict, Reasons: r.Reasons}, people, GateAnswer{})
		done.Refused = append(done.Refused, Refusal{GateItem(r.Item), a.Verdict, a.Reasons})
	}
	if err != nil || listErr != nil {
		if err == nil {
			err = listErr
		}
		return done, cancelled(ctx, err)
	}
	done.Disclosure = passed.Disclosure.ID
	if err := p.keepCards(ctx, ws, made, passed.Disclosure.ID); err != nil {
		return done, cancelled(ctx, err)
	}
	for _, c := range made {
		done.Cards = append(done.Cards, c.card.Number)
	}
	slices.Sort(done.Cards)
	return done, nil
}

func gateItems(items []GateItem) []gate.Item {
	out := make([]gate.Item, len(items))
	for i, it := range items {
		out[i] = gate.Item(it)
	}
	return out
}

// pseudonyms are the codes of all participants.
func (p *Project) pseudonyms(ctx context.Context) (map[feltbog.ID]string, error) {
	people, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	names := map[feltbog.ID]string{}
	for _, o := range people {
		names[o.ID] = o.Pseudonym
	}
	return names, err
}

// notYetCards leaves out what stands in a list twice and what the workshop has a card of.
func (p *Project) notYetCards(ctx context.Context, workshop feltbog.ID, items []GateItem) ([]GateItem, int, error) {
	var from []feltbog.CardSource
	if err := each(ctx, p.v.Team(), "workshop", workshop, &from); err != nil {
		return nil, 0, err
	}
	var out []GateItem
	already := 0
	for _, it := range items {
		if slices.ContainsFunc(from, func(c feltbog.CardSource) bool { return c.Source == it.ID }) {
			already++
		} else if !slices.Contains(out, it) {
			out = append(out, it)
		}
	}
	return out, already, nil
}

// nextCard is the first number that no card of a workshop has or had.
func nextCard(ctx context.Context, ws *vault.Space) (int, error) {
	next := 1
	recs, err := ws.Trash(ctx)
	if err != nil {
		return 0, err
	}
	for _, o := range recs {
		if o.Kind != feltbog.KindCard {
			continue
		}
		rec, _, err := ws.Get(ctx, o.ID)
		if err != nil {
			return 0, err
		}
		if c, ok := rec.(*feltbog.Card); ok {
			next = max(next, c.Number+1)
		}
	}
	err = ws.Each(ctx, feltbog.KindCard, nil, 0, func(r feltbog.Record) error {
		next = max(next, r.(*feltbog.Card).Number+1)
		return nil
	})
	return next, err
}

// cardsOf makes cards of what the gate cleared, shuffled, with numbers that tell nothing.
func (p *Project) cardsOf(ctx context.Context, workshop feltbog.ID, cleared []gate.Cleared, next int) ([]newCard, error) {
	people, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	if err != nil {
		return nil, err
	}
	seen := map[feltbog.ID]feltbog.Perspective{}
	for _, o := range people {
		seen[o.ID] = o.Perspective
	}
	var out []newCard
	for _, c := range cleared {
		rec, err := c.Open()
		if err != nil {
			return nil, err
		}
		picture, err := c.Picture()
		if err != nil {
			return nil, err
		}
		made, err := cardOf(rec, picture)
		if err != nil {
			return nil, err
		}
		made.card.Workshop = workshop
		for _, who := range c.About() {
			if made.card.Perspective == "" {
				made.card.Perspective = seen[who]
			}
		}
		if made.card.Perspective == "" { // what the team saw itself
			made.card.Perspective = feltbog.Researcher
		}
		it := c.Item()
		made.from = feltbog.CardSource{Workshop: workshop, SourceKind: it.Kind, Source: it.ID, Participants: c.About(), Cleared: feltbog.NewInstant(p.v.Now())}
		out = append(out, made)
	}
	rand.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	numbers := rand.Perm(len(out))
	for i := range out {
		out[i].card.ID, out[i].from.ID = feltbog.NewID(), feltbog.NewID()
		out[i].card.Number, out[i].from.Card = next+numbers[i], out[i].card.ID
		if b := out[i].bytes; b != nil {
			out[i].card.Image = feltbog.NewBlobRef(b, photo.JPEG.MIME())
		}
		if err := feltbog.Check(&out[i].card); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// cardOf is what a card shows of a covered copy.
func cardOf(rec feltbog.Record, picture []byte) (newCard, error) {
	n := newCard{bytes: picture}
	c := &n.card
	quoted := func(verbatim bool) feltbog.CardType {
		if verbatim {
			return feltbog.QuoteCard
		}
		return feltbog.RetoldCard
	}
	switch o := rec.(type) {
	case *feltbog.NoteBlock:
		c.Text, c.Perspective, c.Type = o.Text, o.Perspective, feltbog.ObservationCard
		if o.Type.Quotes() {
			c.Type = quoted(o.Type == feltbog.QuoteVerbatim)
		}
	case *feltbog.Answer:
		c.Text, c.Perspective, c.Type = o.Text, o.Perspective, quoted(o.Verbatim)
	case *feltbog.Excerpt:
		c.Text, c.Perspective, c.Type = o.Quote, o.Perspective, feltbog.ObservationCard
		switch o.Speech {
		case feltbog.Verbatim:
			c.Type = feltbog.QuoteCard
		case feltbog.Approximate:
			c.Type = feltbog.RetoldCard
		}
		if picture != nil {
			c.Type, c.Caption = feltbog.PhotoCard, c.Text
			c.Text = ""
		}
	case *feltbog.PhotoTalk:
		var said []string
		for _, t := range []string{o.See, o.Happening, o.OurLives, o.Why, o.Educate, o.CanDo, o.Outside} {
			if t = strings.TrimSpace(t); t != "" {
				said = append(said, t)
			}
		}
		c.Text, c.Perspective, c.Type = strings.Join(said, "\n"), o.Perspective, quoted(o.Verbatim)
	case *feltbog.Photo:
		c.Type, c.Caption = feltbog.PhotoCard, firstFilled(o.ParticipantTitle, o.ParticipantCaption, o.ResearcherTitle, o.ResearcherCaption)
	default:
		return n, feltbog.Errorf(feltbog.EUsage, "workshop.kind", "no card is made of a %s", rec.Kind()).With("kind", string(rec.Kind()))
	}
	if picture != nil { // cards are looked at, not enlarged
		img, err := photo.Shrunk(picture, cardSide)
		if err != nil {
			return n, err
		}
		if n.bytes, err = photo.Encode(img, 85); err != nil {
			return n, err
		}
	}
	c.Text = strings.TrimSpace(c.Text)
	if c.Text == "" && n.bytes == nil {
		return n, feltbog.Errorf(feltbog.EUsage, "workshop.empty", "there is nothing in it to put on a card")
	}
	return n, nil
}

// cardSide is the longer side of the picture on a card, in pixels: 300 to the inch on A6.
const cardSide = 1400

func firstFilled(all ...string) string {
	for _, s := range all {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// keepCards writes cards where the guests see them, and where they came from in the team.
func (p *Project) keepCards(ctx context.Context, ws *vault.Space, made []newCard, line feltbog.ID) error {
	for i := range made {
		if b := made[i].bytes; b != nil {
			refs, err := ws.PutFiles(ctx, []vault.File{{Contents: b, MIME: photo.JPEG.MIME()}})
			if err != nil {
				return err
			}
			made[i].card.Image = refs[0]
		}
	}
	_, err := p.v.Do(ctx, store.Action{Name: "workshop.cards"}, vault.Work{
		p.v.Team(): func(w *store.Writer) error {
			for i := range made {
				made[i].from.Disclosure = line
				if err := w.Put(&made[i].from); err != nil {
					return err
				}
			}
			return nil
		},
		ws: func(w *store.Writer) error {
			for i := range made {
				if err := w.Put(&made[i].card); err != nil {
					return err
				}
			}
			return nil
		}})
	return err
}

// RemoveCards takes cards out of a workshop, as one action. Guests lose them with the next pakke.
func (p *Project) RemoveCards(ctx context.Context, workshop feltbog.ID, cards []feltbog.ID) error {
	if p.IsGuest() {
		return guestOnly()
	}
	ws, err := p.ownWorkshop(ctx, workshop)
	if err != nil || len(cards) == 0 {
		return err
	}
	team := p.v.Team()
	var from []feltbog.ID
	for _, c := range cards {
		var of []feltbog.CardSource
		if err := each(ctx, team, "card", c, &of); err != nil {
			return cancelled(ctx, err)
		}
		for _, o := range of {
			from = append(from, o.ID)
		}
	}
	_, err = p.v.Do(ctx, store.Action{Name: "workshop.uncard"}, vault.Work{
		team: func(w *store.Writer) error { return deleteAll(w, from) },
		ws: func(w *store.Writer) error {
			var gone []feltbog.ID
			for _, c := range cards {
				var lies []feltbog.Placement
				if err := each(ctx, ws, "item", c, &lies); err != nil {
					return err
				}
				for _, o := range lies {
					gone = append(gone, o.ID)
				}
			}
			return deleteAll(w, append(gone, cards...))
		}})
	return cancelled(ctx, err)
}

func deleteAll(w *store.Writer, ids []feltbog.ID) error {
	for _, id := range ids {
		if err := w.Delete(id); err != nil {
			return err
		}
	}
	return nil
}

// CardHeld is a card whose material may not be used any more.
type CardHeld struct {
	Card    feltbog.ID   `json:"card"`
	Number  int          `json:"number"`
	Item    GateItem     `json:"item"`
	Reasons []GateReason `json:"reasons"`
}

// HeldCards asks the gate again about the material of every card of a workshop, and returns those that may not be used any
// more: somebody took something back, or said no to a picture.
func (p *Project) HeldCards(ctx context.Context, workshop feltbog.ID) ([]CardHeld, error) {
	_, from, err := p.cardSources(ctx, workshop)
	if err != nil || len(from) == 0 {
		return nil, cancelled(ctx, err)
	}
	var items []GateItem
	var cards []cardFrom
	for _, c := range from {
		items = append(items, GateItem{Kind: c.source.SourceKind, ID: c.source.Source})
		cards = append(cards, c)
	}
	answers, err := p.GateCheck(ctx, GateQuery{Use: feltbog.UseInterpretation, Items: items})
	if err != nil {
		return nil, err
	}
	var out []CardHeld
	for i, a := range answers {
		if a.Verdict != "yes" {
			out = append(out, CardHeld{Card: cards[i].card.ID, Number: cards[i].card.Number, Item: items[i], Reasons: a.Reasons})
		}
	}
	slices.SortFunc(out, func(a, b CardHeld) int { return a.Number - b.Number })
	return out, nil
}

// cardFrom is a card and where it came from.
type cardFrom struct {
	card   feltbog.Card
	source feltbog.CardSource
}

// cardSources returns the space of a workshop and its cards with what they were made of.
func (p *Project) cardSources(ctx context.Context, workshop feltbog.ID) (*vault.Space, []cardFrom, error) {
	if p.IsGuest() {
		return nil, nil, guestOnly()
	}
	ws, err := p.workshopSpace(ctx, workshop)
	if err != nil {
		return nil, nil, err
	}
	rec, err := p.workshopRecord(ctx, workshop)
	if err != nil {
		return nil, nil, err
	}
	var all []feltbog.CardSource
	if err := each(ctx, p.v.Team(), "workshop", rec.ID, &all); err != nil {
		return nil, nil, err
	}
	of := map[feltbog.ID]feltbog.CardSource{}
	for _, c := range all {
		of[c.Card] = c
	}
	var out []cardFrom
	err = ws.Each(ctx, feltbog.KindCard, nil, 0, func(r feltbog.Record) error {
		c := r.(*feltbog.Card)
		src, ok := of[c.ID]
		if !ok {
			return feltbog.Errorf(feltbog.ERefused, "workshop.stranger", "nobody knows where the card %s comes from; take it out first", CardName(c.Number)).With("card", CardName(c.Number))
		}
		out = append(out, cardFrom{*c, src})
		return nil
	})
	return ws, out, err
}

// CardImage reads the picture on a card.
func (p *Project) CardImage(ctx context.Context, workshop, card feltbog.ID) ([]byte, error) {
	ws, err := p.workshopSpace(ctx, workshop)
	if err != nil {
		return nil, err
	}
	rec, _, err := ws.Get(ctx, card)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	c, ok := rec.(*feltbog.Card)
	if !ok || c.Image.IsZero() {
		return nil, feltbog.Errorf(feltbog.ENotFound, "workshop.noimage", "there is no picture on the card")
	}
	return readFile(ctx, ws, c.Image, photo.MaxFile)
}
