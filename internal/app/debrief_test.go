package app

import (
	"testing"

	"feltbog/internal/feltbog"
)

func TestADebriefIsTypedAndItsWishStandsAtTheGuide(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	guide, err := p.AddGuide(ctx, feltbog.GuideText{Name: "Hverdag", After: []string{"Hvad overraskede mig?", "Tre citater, ordret"}, Themes: []feltbog.ThemeText{{Title: "Dagen",
		Questions: []feltbog.QuestionText{{Type: feltbog.MainQuestion, Text: "Fortæl om i går", Priority: feltbog.Must}, {Type: feltbog.MainQuestion, Text: "Hvem ringer du til?", Priority: feltbog.Must}}}}})
	if err != nil {
		t.Fatal(err)
	}
	session, err := p.StartSession(ctx, NewSession{Type: feltbog.Interview, Guide: guide, PlaceName: "Køkkenet"})
	if err != nil {
		t.Fatal(err)
	}
	page, err := p.SessionPage(ctx, session)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.TypeNote(ctx, Written{ID: feltbog.NewID(), Fill: feltbog.NoteBlock{Session: session, Question: page.Questions[0].ID}, Text: "Står op kl. 5"}); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"H", "Hu", "Hun lo"} {
		if err := p.TypeDebrief(ctx, session, func(d *feltbog.Debrief) { AnswerAfter(d, "Tre citater, ordret", text) }); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.TypeDebrief(ctx, session, func(d *feltbog.Debrief) { d.GuideChange = "Spørg om nattesøvn" }); err != nil {
		t.Fatal(err)
	}
	if err := p.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	d, err := p.Debrief(ctx, session)
	if err != nil || len(d.Must) != 2 || !d.Must[0].Asked || d.Must[1].Asked || len(d.Questions) != 2 ||
		len(d.Debrief.Answers) != 1 || d.Debrief.Answers[0].Text != "Hun lo" || d.Debrief.Held.IsZero() {
		t.Fatalf("%+v, %v", d, err)
	}
	if wishes, err := p.GuideWishes(ctx, guide); err != nil || len(wishes) != 1 || wishes[0].Text != "Spørg om nattesøvn" || wishes[0].Place != "Køkkenet" {
		t.Errorf("%+v, %v", wishes, err)
	}
	if rows, err := p.GuideRows(ctx); err != nil || len(rows) != 1 || rows[0].Changes != 1 {
		t.Errorf("%+v, %v", rows, err)
	}
	if _, err := p.Undo(ctx); err != nil { // one step for what was typed
		t.Fatal(err)
	}
	if d, _ := p.Debrief(ctx, session); len(d.Debrief.Answers) != 0 || d.Debrief.GuideChange != "" {
		t.Errorf("after undo: %+v", d.Debrief)
	}
}
