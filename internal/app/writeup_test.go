package app

import (
	"testing"
	"time"

	"feltbog/internal/feltbog"
)

func TestAJottingIsWrittenOutBesideItselfAndStaysAsItWas(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	session, person := raid(t, p)
	tag, err := p.TagNamed(ctx, "transport")
	must(t, err)
	jot := note(t, p, "bus, kø", feltbog.ID{}, feltbog.NoteBlock{Session: session, Type: feltbog.QuoteMemory, Speaker: person, Tags: []feltbog.ID{tag}})
	note(t, p, "regn", feltbog.ID{}, feltbog.NoteBlock{Session: session})
	u, err := p.WriteUp(ctx, session)
	must(t, err)
	if len(u.Rows) != 2 || u.Waiting != 2 || u.Rows[0].Note != nil {
		t.Fatalf("%+v", u)
	}
	out := OutOf(u.Rows[0].Jotting)
	must(t, p.TypeNote(ctx, Written{ID: out.ID, After: jot, Fill: out, Text: "Bussen var fuld, og køen nåede ud på gaden."}))
	must(t, p.Settle(ctx))
	u, err = p.WriteUp(ctx, session)
	must(t, err)
	n := u.Rows[0].Note
	if n == nil || n.Layer != feltbog.FieldNote || n.Speaker != person || len(n.Tags) != 1 || n.Happened != u.Rows[0].Jotting.Happened || u.Waiting != 1 {
		t.Fatalf("%+v", u)
	}
	if u.Rows[0].Jotting.Text != "bus, kø" || len(u.Rows) != 2 {
		t.Error("the jotting was changed, or the note counts as one")
	}
	memo := OutOf(*n)
	must(t, p.TypeNote(ctx, Written{ID: memo.ID, After: n.ID, Fill: memo, Text: "Ventetid igen."}))
	must(t, p.Settle(ctx))
	if u, err = p.WriteUp(ctx, session); err != nil || u.Rows[0].Memo == nil || u.Rows[0].Memo.Layer != feltbog.Memo {
		t.Fatalf("%+v, %v", u, err)
	}
	if _, err := p.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if u, err = p.WriteUp(ctx, session); err != nil || u.Rows[0].Memo != nil || u.Rows[0].Note == nil {
		t.Errorf("undo left %+v, %v", u.Rows[0], err)
	}
	all, err := p.ToWriteOut(ctx)
	if err != nil || len(all) != 1 || all[0].Waiting != 1 || all[0].Session.ID != session || all[0].Late {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestOneIsRemindedAfterADay(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	session, _ := raid(t, p)
	id := note(t, p, "bus", feltbog.ID{}, feltbog.NoteBlock{Session: session})
	must(t, p.EditNote(ctx, id, func(n *feltbog.NoteBlock) { n.Noted = feltbog.NewInstant(p.v.Now().Add(-25 * time.Hour)) }))
	u, err := p.WriteUp(ctx, session)
	if err != nil || !u.Late {
		t.Errorf("%+v, %v", u, err)
	}
	if all, err := p.ToWriteOut(ctx); err != nil || !all[0].Late {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestWhatMustBeAskedAndWasNotIsTold(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	guide, question := guideOf(t, p, "Hvad gør det svært?")
	session, err := p.StartSession(ctx, NewSession{Type: feltbog.Interview, Guide: guide})
	must(t, err)
	u, err := p.WriteUp(ctx, session)
	if err != nil || len(u.Unasked) != 1 || u.Unasked[0] != "Hvad gør det svært?" {
		t.Fatalf("%+v, %v", u, err)
	}
	must(t, p.AnswerQuestion(ctx, session, question, feltbog.ID{}, feltbog.Skipped))
	if u, err = p.WriteUp(ctx, session); err != nil || len(u.Unasked) != 1 {
		t.Errorf("skipped is not asked: %+v, %v", u, err)
	}
	note(t, p, "trappen", feltbog.ID{}, feltbog.NoteBlock{Session: session, Question: question})
	must(t, p.AnswerQuestion(ctx, session, question, feltbog.ID{}, ""))
	if u, err = p.WriteUp(ctx, session); err != nil || len(u.Unasked) != 0 {
		t.Errorf("a note answers it: %+v, %v", u, err)
	}
}
