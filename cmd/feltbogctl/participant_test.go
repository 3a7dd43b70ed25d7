package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAParticipantHasAPseudonymAndTheNameStaysInTheRegister(t *testing.T) {
	c := newProject(t)
	var made struct{ Participant, Code string }
	c.json(&made, "participant", "add", "--perspective", "relative", "--descriptor", "i det grønne hus", "--name", "Åse Bjørn", "--phone", "20304050")
	if made.Code != "Å-01" {
		t.Errorf("%+v", made)
	}
	for _, args := range [][]string{{"participant", "list"}, {"participant", "show", made.Code}, {"consent", "show", "å-01"}} {
		if out := c.ok(args...); strings.Contains(out, "Bjørn") {
			t.Errorf("%v prints the name: %s", args, out)
		}
	}
	var page struct {
		Register string
		Identity struct{ Name, Phone string }
	}
	c.ok("participant", "edit", made.Code, "--email", "aase@example.dk", "--pseudonym", "Solsort")
	c.json(&page, "participant", "show", "Solsort")
	if page.Register != "open" || page.Identity.Name != "Åse Bjørn" || page.Identity.Phone != "20304050" {
		t.Errorf("%+v", page)
	}
	if status, _, s := c.run("participant", "edit", "Solsort", "--descriptor", "Bjørns søster"); status == 0 {
		t.Error(s)
	}
	c.fails(2, "participant", "add", "--phone", "20304050")
}

func TestConsentIsSetByQuestionShownAndTakenBack(t *testing.T) {
	c := newProject(t)
	var made struct{ Participant, Code string }
	c.json(&made, "participant", "add")
	paper := filepath.Join(t.TempDir(), "samtykke.pdf")
	if err := os.WriteFile(paper, []byte("%PDF-1.4"), 0o600); err != nil {
		t.Fatal(err)
	}
	c.ok("consent", "set", made.Code, "participation,notes,quote_joint", "given", "--form", "written", "--date", "3. marts 2025", "--paper", paper)
	c.ok("consent", "set", made.Code, "audio", "refused", "--date", "3. marts 2025")
	type scope struct {
		Scope, State string
		History      []struct{ From, Form string }
	}
	states := func() map[string]string {
		t.Helper()
		var page struct{ Scopes []scope }
		c.json(&page, "consent", "show", made.Code)
		all := map[string]string{}
		for _, s := range page.Scopes {
			all[s.Scope] = s.State
		}
		return all
	}
	if s := states(); s["notes"] != "given" || s["audio"] != "refused" || s["image_web"] != "not_asked" {
		t.Errorf("%v", s)
	}
	c.ok("consent", "set", made.Code, "quote_joint", "withdrawn", "--note", "ringede")
	if s := states(); s["quote_joint"] != "withdrawn" || s["notes"] != "given" {
		t.Errorf("%v", s)
	}
	c.ok("consent", "set", made.Code, "all", "withdrawn")
	if s := states(); s["participation"] != "withdrawn" || s["notes"] != "withdrawn" {
		t.Errorf("%v", s)
	}
	c.fails(2, "consent", "set", made.Code, "everything", "given")
	c.fails(2, "consent", "set", made.Code, "notes", "maybe")
	c.fails(2, "consent", "set", made.Code, "notes", "given", "--paper", "findes ikke.pdf")
}
