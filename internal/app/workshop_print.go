package app

import (
	"context"
	"io"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/photo"
	"feltbog/internal/print"
)

// PrintWorkshopCards prints the cards of a workshop as A6, four to a page; only those of some numbers where numbers are
// given. Like a pakke it leaves only when the material of every card may still be used, and stands in the register.
func (p *Project) PrintWorkshopCards(ctx context.Context, desk Desk, workshop feltbog.ID, numbers []int, say Say) (Printed, error) {
	b, err := p.Board(ctx, workshop)
	if err != nil {
		return Printed{}, err
	}
	var cards []print.WorkshopCard
	for _, c := range b.Cards() {
		if len(numbers) > 0 && !slices.Contains(numbers, c.Number) {
			continue
		}
		one := print.WorkshopCard{Name: CardName(c.Number), Card: c}
		if !c.Image.IsZero() {
			if one.JPEG, err = p.CardImage(ctx, workshop, c.ID); err != nil {
				return Printed{}, err
			}
			size, err := photo.SizeOf(one.JPEG)
			if err != nil {
				return Printed{}, err
			}
			one.W, one.H = size.Width, size.Height
		}
		cards = append(cards, one)
	}
	g, err := p.gateOf(ctx)
	if err != nil {
		return Printed{}, cancelled(ctx, err)
	}
	order := gate.Order{Title: b.Workshop.Title, Format: "pdf", Recipient: say("print.recipient"), Reason: say("print.reason"), Member: p.v.Actor(ctx), At: p.v.Now()}
	var done Printed
	done.Path, err = desk.Paper(say("print.workshop.file")+".pdf", func(w io.Writer) error {
		passed, err := p.letWorkshop(ctx, g, b.Workshop.ID, order, func(w io.Writer, leave gate.Release) error {
			return print.WorkshopCards(w, leave, cards, b.Workshop.Title, print.Say(say))
		}, w)
		done.Disclosure = passed.Disclosure.ID
		return err
	})
	return done, cancelled(ctx, err)
}
