package main

import (
	"context"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"

	"feltbog/internal/feltbog"
)

type record struct {
	Kind, ID, Space, Status string
	Fields                  map[string]any
}

func TestARecordIsWrittenReadChangedAndListed(t *testing.T) {
	c := newProject(t)
	id := c.note("Bjørn på Ærø spurgte: »Hvornår kommer bussen?« <b>& så\nikke mere")
	var r record
	c.json(&r, "record", "get", "note_block", id)
	if r.ID != id || r.Space != "team" || r.Status != "present" || r.Fields["text"] != "Bjørn på Ærø spurgte: »Hvornår kommer bussen?« <b>& så\nikke mere" {
		t.Errorf("%+v", r)
	}
	if out := c.ok("record", "put", "note_block", "--id", id, "--set", "zone=køkken"); out != id {
		t.Errorf("put printed %q", out)
	}
	c.json(&r, "record", "get", "note_block", id)
	if r.Fields["zone"] != "køkken" || r.Fields["layer"] != "jotting" {
		t.Errorf("%+v", r.Fields)
	}
	second := c.note("noget andet")
	var all []record
	c.json(&all, "record", "list", "note_block")
	if len(all) != 2 || all[0].ID != second {
		t.Errorf("newest first: %+v", all)
	}
	c.json(&all, "record", "list", "note_block", "--where", "zone=køkken")
	if len(all) != 1 || all[0].ID != id {
		t.Errorf("where: %+v", all)
	}
	c.json(&all, "record", "list", "note_block", "--where", "zone=")
	if len(all) != 1 || all[0].ID != second {
		t.Errorf("where empty: %+v", all)
	}
	if c.json(&all, "record", "list", "note_block", "--limit", "1"); len(all) != 1 {
		t.Errorf("limit: %d", len(all))
	}
	if c.json(&all, "record", "list", "place"); len(all) != 0 {
		t.Errorf("no places: %+v", all)
	}
	if out := c.ok("record", "list", "note_block"); !strings.HasPrefix(out, second+"\tnoget andet\n"+id+"\tBjørn på Ærø") {
		t.Error(out)
	}
	if out := c.ok("record", "get", "note_block", id); !strings.Contains(out, "zone: køkken") {
		t.Error(out)
	}
}

func TestConditionsOnSetsReferencesAndYesNo(t *testing.T) {
	c := newProject(t)
	tag := c.ok("record", "put", "tag", "--set", "name=bus")
	home := c.ok("record", "put", "place", "--set", "name=Hos Bjørn", "--set", "home=ja")
	c.ok("record", "put", "place", "--set", "name=Torvet")
	id := c.note("med mærkat")
	c.ok("record", "put", "note_block", "--id", id, "--set", "tags="+tag, "--set", "happened=2025-03-13T15:00:00+01:00")
	var all []record
	for _, where := range []string{"tags=" + tag, "happened=2025-03-13T15:00:00+01:00", "type=seen_heard"} {
		if c.json(&all, "record", "list", "note_block", "--where", where); len(all) != 1 || all[0].ID != id {
			t.Errorf("%s: %+v", where, all)
		}
	}
	if c.json(&all, "record", "list", "place", "--where", "home=ja"); len(all) != 1 || all[0].ID != home {
		t.Errorf("home=ja: %+v", all)
	}
	if c.json(&all, "record", "list", "place", "--where", "home=nej"); len(all) != 1 || all[0].ID == home {
		t.Errorf("home=nej: %+v", all)
	}
	c.fails(2, "record", "list", "place", "--where", "home=måske")
	c.fails(2, "record", "list", "place", "--where", "nix=1")
	c.fails(2, "record", "list", "note_block", "--where", "tags=")
	c.fails(2, "record", "list", "nix")
	c.fails(2, "record", "list", "place", "--where", "home")
}

func TestADateTakesTheProjectsRunningYear(t *testing.T) {
	c := newProject(t)
	row := c.ok("record", "put", "plan_row", "--set", "period=Efterår 2025")
	dates := `["5. september kl. 11.00-13.00"]`
	if s := c.fails(2, "record", "put", "plan_action", "--set", "row="+row, "--set", "text=Etnoraid", "--set", "dates="+dates); !strings.Contains(s, "mangler et årstal") {
		t.Error(s)
	}
	c.ok("record", "put", "project", "--set", "running_year=2025", "--set", "starts=marts")
	var project []record
	if c.json(&project, "record", "list", "project"); len(project) != 1 || !strings.HasPrefix(project[0].Fields["starts"].(string), "2025-03") {
		t.Errorf("%+v", project)
	}
	id := c.ok("record", "put", "plan_action", "--set", "row="+row, "--set", "text=Etnoraid", "--set", "dates="+dates)
	var r record
	c.json(&r, "record", "get", "plan_action", id)
	if got, _ := json.Marshal(r.Fields["dates"]); !strings.Contains(string(got), "2025-09-05") || !strings.Contains(string(got), "11") {
		t.Errorf("dates %s", got)
	}
	if s := c.fails(2, "record", "put", "project", "--set", "starts=en dag"); !strings.Contains(s, "Det er ikke en dato") || strings.Contains(s, "en dag") {
		t.Error(s)
	}
	c.fails(2, "record", "put", "project", "--id", row, "--set", "title=To")
	c.fails(2, "record", "delete", "project", project[0].ID)
}

func TestKindsWithRulesOfTheirOwnNameTheirVerb(t *testing.T) {
	c := newProject(t)
	for kind, verb := range map[string]string{"consent": "consent set", "member": "member add", "card": "workshop add", "disclosure": "gate"} {
		if s := c.fails(2, "record", "put", kind, "--set", "x=y"); !strings.Contains(s, "»"+verb+"«") {
			t.Errorf("%s: %s", kind, s)
		}
	}
}

func TestWrongRecordsAreRefusedWithoutEchoingWhatWasWritten(t *testing.T) {
	c := newProject(t)
	id := c.note("her")
	for _, args := range [][]string{
		{"put", "nix", "--set", "a=b"},
		{"put", "note_block", "--set", "nix=Opfundet Navn"},
		{"put", "note_block", "--set", "type=Opfundet Navn"},
		{"put", "note_block", "--set", "Opfundet Navn"},
		{"put", "note_block", "--set", "type=seen_heard"},
		{"put", "note_block", "--id", "Opfundet Navn"},
		{"put", "place", "--id", id, "--set", "name=Opfundet Navn"},
		{"put"},
		{"put", "note_block", "--stdin"},
		{"get", "note_block", strings.Repeat("0", 31) + "1"},
		{"get", "place", id},
		{"get", "note_block"},
		{"nix"},
	} {
		if s := c.fails(2, append([]string{"record"}, args...)...); strings.Contains(s, "Opfundet") {
			t.Errorf("%v: %s", args, s)
		}
	}
	var all []record
	if c.json(&all, "record", "list", "note_block"); len(all) != 1 {
		t.Errorf("%d notes", len(all))
	}
}

func TestDeleteUndoRedoAndHistory(t *testing.T) {
	c := newProject(t)
	id := c.note("først")
	c.ok("record", "put", "note_block", "--id", id, "--set", "text=så")
	c.ok("record", "delete", "note_block", id)
	var r record
	if c.json(&r, "record", "get", "note_block", id); r.Status != "trashed" || r.Fields["text"] != "så" {
		t.Errorf("%+v", r)
	}
	var done struct {
		Undone, Redone []struct{ Action string }
	}
	if c.json(&done, "undo", "--steps", "2"); len(done.Undone) != 2 || done.Undone[0].Action != "note_block.delete" {
		t.Errorf("%+v", done)
	}
	if c.json(&r, "record", "get", "note_block", id); r.Status != "present" || r.Fields["text"] != "først" {
		t.Errorf("%+v", r)
	}
	if out := c.ok("redo"); !strings.Contains(out, "Rettede noten »så«") {
		t.Error(out)
	}
	if c.json(&r, "record", "get", "note_block", id); r.Fields["text"] != "så" {
		t.Errorf("%+v", r)
	}
	var history []struct {
		Change, Action, Name, Undoes string
		Fields                       []struct {
			Field string
			Value any
		}
	}
	c.json(&history, "record", "history", "note_block", id)
	if len(history) != 6 || history[0].Action != "note_block.add" || history[0].Name != "Tovholder" || history[3].Undoes == "" {
		t.Errorf("%+v", history)
	}
	if out := c.ok("record", "history", "note_block", id); !strings.Contains(out, "text: først") {
		t.Error(out)
	}
	if s := c.fails(2, "undo", "--steps", "0"); s == "" {
		t.Error("no sentence")
	}
	c.ok("undo", "--steps", "99")
	c.fails(2, "undo")
	// What is written into a record in the trash is there again.
	c.ok("record", "put", "note_block", "--id", id, "--set", "text=igen")
	if c.json(&r, "record", "get", "note_block", id); r.Status != "present" || r.Fields["text"] != "igen" || r.Fields["type"] != "seen_heard" {
		t.Errorf("%+v", r)
	}
	c.fails(2, "redo")
}

func TestAnErasedRecordIsGoneAndCannotBeWrittenAgain(t *testing.T) {
	c := newProject(t)
	id := c.note("en hemmelighed om Bjørn")
	var doc struct {
		ID     string
		Erased bool
	}
	if c.json(&doc, "record", "delete", "note_block", id, "--erase", "--reason", "trukket tilbage"); !doc.Erased || doc.ID != id {
		t.Errorf("%+v", doc)
	}
	c.fails(2, "record", "get", "note_block", id)
	c.fails(2, "record", "delete", "note_block", id)
	if s := c.fails(2, "record", "put", "note_block", "--id", id, "--set", "text=igen"); !strings.Contains(s, "slettet for altid") {
		t.Error(s)
	}
	var found struct{ Hits []any }
	if c.json(&found, "search", "hemmelighed"); len(found.Hits) != 0 {
		t.Error("search finds what was erased")
	}
	c.ok("verify", "--deep")
}

const noteLine = `{"kind":"note_block","fields":{"type":"seen_heard","layer":"jotting","text":"`

func TestLinesAreAcknowledgedOneByOne(t *testing.T) {
	c := newProject(t)
	r, w := io.Pipe()
	c.in = r
	acks, ackW := io.Pipe()
	cmd := &command{in: r, out: ackW, err: io.Discard, env: func(k string) string { return c.env[k] }, terminal: c, opt: c.opt}
	done := make(chan int, 1)
	go func() { done <- cmd.run(context.Background(), []string{"record", "put", "--stdin"}) }()
	buf := make([]byte, 64)
	for range 3 {
		if _, err := io.WriteString(w, noteLine+"æøå\"}}\n"); err != nil {
			t.Fatal(err)
		}
		n, err := acks.Read(buf) // comes before the next line is sent
		if err != nil || n != 33 {
			t.Fatalf("ack %q: %v", buf[:n], err)
		}
	}
	w.Close()
	if status := <-done; status != 0 {
		t.Errorf("status %d", status)
	}
	var all []record
	if c.json(&all, "record", "list", "note_block"); len(all) != 3 || all[0].Fields["text"] != "æøå" {
		t.Errorf("%+v", all)
	}
}

func TestABadLineStopsAndWhatCameBeforeItStays(t *testing.T) {
	c := newProject(t)
	for name, bad := range map[string]string{
		"not JSON": "hej", "unknown name": `{"kind":"note_block","felter":{}}`, "unknown field": `{"kind":"note_block","fields":{"nix":1}}`,
		"own rules": `{"kind":"consent","fields":{}}`, "id": `{"kind":"note_block","id":"12","fields":{}}`, "two": noteLine + `a"}} {}`,
	} {
		c.in = strings.NewReader(noteLine + "en\"}}\n\n" + bad + "\n" + noteLine + "to\"}}\n")
		status, out, errs := c.run("record", "put", "--stdin")
		if status != 2 || strings.Count(out, "\n") != 1 || !strings.HasPrefix(errs, "Linje 3: ") || !strings.Contains(errs, "Kode: ") {
			t.Errorf("%s: status %d, %q, %q", name, status, out, errs)
		}
	}
	var all []record
	if c.json(&all, "record", "list", "note_block"); len(all) != 6 {
		t.Errorf("%d notes", len(all))
	}
	c.in = strings.NewReader(noteLine + "sidste\"}}")
	var doc struct{ IDs []string }
	if c.json(&doc, "record", "put", "--stdin"); len(doc.IDs) != 1 {
		t.Errorf("%+v", doc)
	}
	c.in = strings.NewReader("")
	if c.json(&doc, "record", "put", "--stdin"); len(doc.IDs) != 0 {
		t.Errorf("%+v", doc)
	}
	c.in = strings.NewReader("{")
	if _, out, _ := c.run("record", "put", "--stdin", "--json"); !json.Valid([]byte(out)) {
		t.Errorf("not JSON: %q", out)
	}
}

func TestCtrlCEndsTheLinesCleanly(t *testing.T) {
	c := newProject(t)
	ctx, cancel := context.WithCancel(context.Background())
	r, w := io.Pipe()
	acked := &signalling{at: 1, reached: make(chan struct{})}
	var errs strings.Builder
	cmd := &command{in: r, out: acked, err: &errs, env: func(k string) string { return c.env[k] }, terminal: c, opt: c.opt}
	done := make(chan int, 1)
	go func() { done <- cmd.run(ctx, []string{"record", "put", "--stdin"}) }()
	if _, err := io.WriteString(w, noteLine+"en\"}}\n"); err != nil {
		t.Fatal(err)
	}
	<-acked.reached
	cancel()
	select {
	case status := <-done:
		if status != 1 || strings.TrimSpace(errs.String()) != "Stoppet. Intet er halvt gjort." {
			t.Errorf("status %d: %q", status, errs.String())
		}
	case <-time.After(30 * time.Second):
		t.Fatal("it does not stop")
	}
	var all []record
	if c.json(&all, "record", "list", "note_block"); len(all) != 1 {
		t.Errorf("%d notes", len(all))
	}
	c.ctx = ctx
	if s := c.fails(1, "stat"); !strings.Contains(s, "Stoppet") {
		t.Error(s)
	}
}

// signalling tells when something has been written so many times.
type signalling struct {
	n, at   int
	reached chan struct{}
}

func (s *signalling) Write(b []byte) (int, error) {
	if s.n++; s.n == s.at {
		close(s.reached)
	}
	return len(b), nil
}

func TestARefusedValueIsToldWhyInTheLanguageOfTheUser(t *testing.T) {
	c := newProject(t)
	for _, bad := range []struct{ set, da, en string }{
		{"shape=polygon", "mangekant har mindst tre hjørner", "a polygon has at least three corners"},
		{"x=bred", "skriv et tal", "write a number"},
		{"shape=rund", "det er et af ", "it is one of "},
	} {
		args := []string{"record", "put", "region", "--set", "photo=" + feltbog.NewID().String(), "--set", "type=content", "--set", bad.set}
		if s := c.fails(2, args...); !strings.Contains(s, bad.da) {
			t.Errorf("%s: %s", bad.set, s)
		}
		if s := c.fails(2, append(args, "--lang", "en")...); !strings.Contains(s, bad.en) {
			t.Errorf("%s: %s", bad.set, s)
		}
	}
	c.in = strings.NewReader(`{"kind":"region","fields":{"x":"bred"}}`)
	if s := c.fails(2, "record", "put", "--stdin"); !strings.Contains(s, "det er ikke den JSON") {
		t.Error(s)
	}
}
