package app

import (
	"testing"

	"feltbog/internal/feltbog"
)

func TestTheListSaysWhatHadToBeAskedAndWasNotAsTheDebriefDoes(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	main := func(text string, priority feltbog.Priority) feltbog.QuestionText {
		return feltbog.QuestionText{Type: feltbog.MainQuestion, Text: text, Priority: priority}
	}
	guide, err := p.AddGuide(ctx, feltbog.GuideText{Name: "Hverdag", Themes: []feltbog.ThemeText{{Title: "Dagen", Questions: []feltbog.QuestionText{
		main("Fortæl om i går", feltbog.Must), main("Hvem ringer du til?", feltbog.Must), main("Hvad gør du selv?", feltbog.Must),
		main("Hvad springer du over?", feltbog.Must), main("Hvad spiser du?", feltbog.Should)}}}})
	must(t, err)
	var ids []feltbog.ID
	for range 2 { // what one conversation covers is not covered in the next
		id, err := p.StartSession(ctx, NewSession{Type: feltbog.Interview, Guide: guide, PlaceName: "Køkkenet"})
		must(t, err)
		ids = append(ids, id)
	}
	q := sessionPage(t, p, ids[0]).Questions
	must(t, p.TypeNote(ctx, Written{ID: feltbog.NewID(), Fill: feltbog.NoteBlock{Session: ids[0], Question: q[0].ID}, Text: "Står op kl. 5"}))
	must(t, p.Settle(ctx))
	must(t, p.AnswerQuestion(ctx, ids[0], q[1].ID, feltbog.ID{}, feltbog.Asked))
	must(t, p.AnswerQuestion(ctx, ids[0], q[2].ID, feltbog.ID{}, feltbog.Declined))
	must(t, p.AnswerQuestion(ctx, ids[0], q[3].ID, feltbog.ID{}, feltbog.Skipped))
	h, err := p.FieldHome(ctx)
	must(t, err)
	unasked := map[feltbog.ID]int{}
	for _, r := range h.Sessions {
		unasked[r.ID] = r.Unasked
		d, err := p.Debrief(ctx, r.ID)
		must(t, err)
		for _, c := range d.Must {
			if !c.Asked {
				unasked[r.ID]--
			}
		}
		if unasked[r.ID] != 0 {
			t.Errorf("the list counts %d, the debrief %+v", r.Unasked, d.Must)
		}
		if want := map[feltbog.ID]int{ids[0]: 1, ids[1]: 4}[r.ID]; r.Unasked != want {
			t.Errorf("%d not asked, not %d", r.Unasked, want)
		}
	}
	if len(unasked) != 2 {
		t.Errorf("%+v", h.Sessions)
	}
}

func TestNotesOfNoSessionAreListedByTheirFirstLineTheNewestFirst(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	session, _ := raid(t, p)
	note(t, p, "På torvet", feltbog.ID{}, feltbog.NoteBlock{Session: session})
	old, err := p.LooseNote(ctx)
	must(t, err)
	must(t, p.EditNote(ctx, old, func(n *feltbog.NoteBlock) { n.Text = "\n  Bænken er våd\nog tom" }))
	late, err := p.LooseNote(ctx) // written down last, of what happened the day before
	must(t, err)
	must(t, p.EditNote(ctx, late, func(n *feltbog.NoteBlock) { n.Happened = feltbog.NewInstant(p.v.Now().AddDate(0, 0, -1)) }))
	h, err := p.FieldHome(ctx)
	must(t, err)
	if len(h.Loose) != 2 || h.Loose[0].ID != old || h.Loose[0].Text != "Bænken er våd" || h.Loose[1].ID != late || h.Loose[1].Text != "" {
		t.Errorf("%+v", h.Loose)
	}
	if len(h.Sessions) != 1 || h.Sessions[0].Notes != 1 {
		t.Errorf("%+v", h.Sessions)
	}
	must(t, p.DeleteNote(ctx, old))
	if h, err = p.FieldHome(ctx); err != nil || len(h.Loose) != 1 {
		t.Errorf("after it was deleted: %+v, %v", h.Loose, err)
	}
}
