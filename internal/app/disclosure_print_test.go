package app

import (
	"bytes"
	"context"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/letter"
)

func TestTheRegisterIsPrintedForOnePersonAndStandsInItself(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	var b bytes.Buffer
	if _, err := p.PrintDisclosures(ctx, pageDesk{&b}, DisclosureQuery{}, letter.Say); feltbog.ErrorCode(err) != feltbog.ENotFound || b.Len() > 0 {
		t.Fatal("an empty register was printed", err)
	}
	item := consenting(t, p, "Karen sov.", feltbog.ScopeQuoteReport)
	rec, _, err := p.v.Team().Get(ctx, item.ID)
	must(t, err)
	who := rec.(*feltbog.NoteBlock).Speaker
	team := &feltbog.Disclosure{Title: "Rapport til styregruppen", Use: feltbog.UseReport, Time: feltbog.NewInstant(p.v.Now()), Recipient: "Styregruppen",
		Participants: []feltbog.ID{who}, Items: []feltbog.DisclosedItem{{Kind: item.Kind, Record: item.ID}}, Hash: "abc"}
	team.ID = feltbog.NewID()
	must(t, (gateway{p}).Register(ctx, team, func(context.Context) error { return nil }))
	page, err := p.Disclosures(ctx, DisclosureQuery{})
	must(t, err)
	code := page.Lines[0].People[0]
	if _, err := p.PrintDisclosures(ctx, pageDesk{&b}, DisclosureQuery{Text: "B-99"}, letter.Say); feltbog.ErrorCode(err) != feltbog.ENotFound {
		t.Error("lines of nobody were printed", err)
	}
	done, err := p.PrintDisclosures(ctx, pageDesk{&b}, DisclosureQuery{Text: code}, letter.Say)
	must(t, err)
	if !bytes.HasPrefix(b.Bytes(), []byte("%PDF-")) {
		t.Error("it is no PDF")
	}
	if page, err = p.Disclosures(ctx, DisclosureQuery{}); err != nil || page.Total != 2 || page.Lines[0].ID != done.Disclosure || len(page.Lines[0].Hash) != 64 {
		t.Errorf("%v %+v", err, page)
	}
	line := registerLine(&page.Lines[1], nil, letter.Say)
	if line.Hash != "abc" || line.Title != "Rapport til styregruppen" || len(line.Facts) < 4 {
		t.Errorf("%+v", line)
	}
}
