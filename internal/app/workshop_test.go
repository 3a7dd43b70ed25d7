package app

import (
	"slices"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
)

// agreed is a participant who said yes to everything, with a name in the register.
func agreed(t testing.TB, p *Project, name string) feltbog.ID {
	t.Helper()
	id := saysYes(t, p)
	must(t, p.EditIdentity(t.Context(), id, func(who *feltbog.Identity) { who.Name = name }))
	return id
}

// quoted writes down what somebody said.
func quoted(t testing.TB, p *Project, who feltbog.ID, text string) GateItem {
	t.Helper()
	id := feltbog.NewID()
	must(t, p.TypeNote(t.Context(), Written{ID: id, Fill: feltbog.NoteBlock{Type: feltbog.QuoteVerbatim, Speaker: who}, Text: text}))
	must(t, p.Settle(t.Context()))
	return GateItem{Kind: feltbog.KindNoteBlock, ID: id}
}

func newWorkshop(t testing.TB, p *Project) feltbog.ID {
	t.Helper()
	id, err := p.MakeWorkshop(t.Context(), NewWorkshop{Title: "Fællestolkning i forsamlingshuset", Question: "Hvad gør det let at få hjælp?"})
	must(t, err)
	return id
}

func board(t *testing.T, p *Project, id feltbog.ID) Board {
	t.Helper()
	b, err := p.Board(t.Context(), id)
	must(t, err)
	return b
}

func TestWhatTheGateClearsBecomesNumberedCards(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	who := agreed(t, p, "Karen Ærbæk")
	id := newWorkshop(t, p)
	one, two := quoted(t, p, who, "Jeg ringer først, når det er slemt."), quoted(t, p, who, "Karen siger: den næste bus tør jeg ikke satse på.")
	made, err := p.AddCards(ctx, id, []GateItem{one, two, one})
	must(t, err)
	if !slices.Equal(made.Cards, []int{1, 2}) || made.Disclosure.IsZero() {
		t.Fatalf("%+v", made)
	}
	b := board(t, p, id)
	if len(b.Loose) != 2 || b.Loose[0].Type != feltbog.QuoteCard || b.Loose[0].Perspective != feltbog.Citizen {
		t.Fatalf("%+v", b.Loose)
	}
	for _, c := range b.Loose {
		if strings.Contains(c.Text, "Karen") || strings.Contains(c.Text, "B-") {
			t.Errorf("%q", c.Text)
		}
	}
	again, err := p.AddCards(ctx, id, []GateItem{one, two})
	if err != nil || again.Already != 2 || len(again.Cards) != 0 {
		t.Errorf("%+v, %v", again, err)
	}
	must(t, p.RemoveCards(ctx, id, []feltbog.ID{b.Loose[0].ID}))
	if b := board(t, p, id); len(b.Loose) != 1 {
		t.Errorf("%+v", b.Loose)
	}
	made, err = p.AddCards(ctx, id, []GateItem{one, two})
	if err != nil || !slices.Equal(made.Cards, []int{3}) || made.Already != 1 {
		t.Errorf("a number was given twice: %+v, %v", made, err)
	}
}

func TestSomebodyWhoSaidNoToTheWorkshopIsOnNoCard(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	who := agreed(t, p, "Karen Ærbæk")
	item := quoted(t, p, who, "Jeg ringer først, når det er slemt.")
	_, err := p.WithdrawConsent(ctx, who, []feltbog.Scope{feltbog.ScopeQuoteJoint}, "ringede")
	must(t, err)
	id := newWorkshop(t, p)
	made, err := p.AddCards(ctx, id, []GateItem{item})
	if feltbog.ErrorCode(err) != feltbog.ERefused || len(made.Cards) != 0 || len(made.Refused) != 1 || made.Refused[0].Reasons[0].Scope != feltbog.ScopeQuoteJoint {
		t.Fatalf("%+v, %v", made, err)
	}
	if b := board(t, p, id); len(b.Loose) != 0 {
		t.Errorf("%+v", b.Loose)
	}
}
