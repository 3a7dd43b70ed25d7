package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
)

func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const talk = `WEBVTT

00:00:01.000 --> 00:00:04.000
<v Kim Interviewer>Hvordan går det, Karen?

00:00:09.000 --> 00:00:12.000
<v Karen Holm>Godt. Bos bror ringede fra 20 30 40 50.

01:00:20.000 --> 01:00:21.000
<v Kim Interviewer>Nå, Bo Vestergaards bror.
`

func TestATranscriptBecomesASourceWithoutNames(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	karen := person(t, p, NewPerson{Perspective: feltbog.Relative, Identity: feltbog.Identity{Name: "Karen Holm"}})
	person(t, p, NewPerson{Identity: feltbog.Identity{Name: "Bo Vestergaard"}})
	session, err := p.StartSession(ctx, NewSession{Type: feltbog.Interview})
	if err != nil {
		t.Fatal(err)
	}
	path := file(t, "Samtale med Karen Holm.vtt", talk)
	f, err := p.ReadTranscript(ctx, path)
	if err != nil || len(f.Speakers) != 2 || f.Speakers[0].Paragraphs != 2 || !f.Again.IsZero() {
		t.Fatalf("%+v, %v", f, err)
	}
	id, err := p.ImportTranscript(ctx, f, TranscriptImport{Say: wording("da"), Session: session, Speakers: map[string]SpeakerIs{"Kim Interviewer": {Interviewer: true}, "Karen Holm": {Participant: karen}}})
	if err != nil {
		t.Fatal(err)
	}
	rec, _, err := p.v.Team().Get(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	src := rec.(*feltbog.Source)
	want := "[0:00:01] Interviewer: Hvordan går det, Å-01?\n[0:00:09] Å-01: Godt. Bos bror ringede fra ….\n[1:00:20] Interviewer: Nå, B-02s bror."
	if src.Text != want || src.Title != "Samtale med Å-01" || src.Session != session || len(src.Participants) != 1 || src.Perspective != feltbog.Relative || !src.File.IsZero() {
		t.Errorf("%q\n%+v", src.Text, src)
	}
	if again, err := p.ReadTranscript(ctx, path); err != nil || again.Again != id {
		t.Errorf("the same file is not known again: %+v, %v", again.Again, err)
	}
	if _, err := p.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if again, err := p.ReadTranscript(ctx, path); err != nil || !again.Again.IsZero() {
		t.Errorf("an import that was undone counts: %v", err)
	}
}

func TestASpeakerNobodyNamedIsCountedAndNotCalledByName(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	f, err := p.ReadTranscript(ctx, file(t, "a.txt", "Ingrid: Ja\n\nTaler 2: Hej Ingrid\n\nIngrid: Nej\n\nTaler 2: Jo"))
	if err != nil {
		t.Fatal(err)
	}
	id, err := p.ImportTranscript(ctx, f, TranscriptImport{Say: wording("da"), Title: "Samtale"})
	if err != nil {
		t.Fatal(err)
	}
	rec, _, _ := p.v.Team().Get(ctx, id)
	if got := rec.(*feltbog.Source).Text; strings.Contains(got, "Ingrid") || got != "Taler 1: Ja\nTaler 2: Hej Taler 1\nTaler 1: Nej\nTaler 2: Jo" {
		t.Errorf("%q", got)
	}
}

func TestABrokenHugeOrCancelledTranscriptLeavesNothing(t *testing.T) {
	p := newProject(t)
	for name, text := range map[string]string{"huge.txt": strings.Repeat("ord og flere ord ", 20<<20/17), "a.docx": "no zip", "a.pdf": "x", "a.txt": ""} {
		if _, err := p.ReadTranscript(t.Context(), file(t, name, text)); feltbog.ErrorCode(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	f, err := p.ReadTranscript(t.Context(), file(t, "a.txt", "Hej"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.ImportTranscript(ctx, f, TranscriptImport{Say: wording("da")}); err == nil {
		t.Error("a cancelled import went on")
	} else if errors.Is(err, context.Canceled) {
		t.Log(err)
	}
	if all, err := list[*feltbog.Source](t.Context(), p, feltbog.KindSource); err != nil || len(all) != 0 {
		t.Errorf("%v, %v", all, err)
	}
}
