package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

type checkedGate struct {
	Use              string
	Yes, No, Unknown int
	Answers          []struct {
		Kind, ID, Participant, Material, Verdict string
		Reasons                                  []struct{ Key, Participant, Scope, Text string }
		Consents                                 []string
	}
}

// asked makes a participant who answered by word of mouth: takes part, notes, quotes in the joint interpretation.
func asked(c *console, code string) string {
	c.t.Helper()
	id := c.ok("record", "put", "participant", "--set", "pseudonym="+code, "--set", "perspective=citizen")
	p, err := app.Open(c.t.Context(), c.env["FELTBOG_VAULT"], app.Unlock{Passphrase: secret}, c.opt)
	if err != nil {
		c.t.Fatal(err)
	}
	defer p.Close()
	person, err := feltbog.ParseID(id)
	if err == nil {
		err = p.NoteOralConsent(c.t.Context(), person, true)
	}
	if err != nil {
		c.t.Fatal(err)
	}
	return id
}

func TestTheGateSaysWhatMayLeaveOfAParticipantAndWhyNot(t *testing.T) {
	c := newProject(t)
	id := asked(c, "B-07")
	note := c.ok("record", "put", "note_block", "--set", "type=quote_verbatim", "--set", "layer=note", "--set", "text=Jeg åbner dem ikke", "--set", "speaker="+id)
	verdict := func(g checkedGate, what string) (string, []string) {
		for _, a := range g.Answers {
			if a.Material == what || a.ID == what {
				var texts []string
				for _, r := range a.Reasons {
					texts = append(texts, r.Text)
				}
				return a.Verdict, texts
			}
		}
		return "", nil
	}
	var g checkedGate
	c.json(&g, "gate", "check", "--use", "report", "--participant", "B-07")
	for _, what := range []string{"quote", note} {
		if v, why := verdict(g, what); v != "unknown" || len(why) != 1 || why[0] != "B-07 har ikke sagt ja til citat i rapport" {
			t.Errorf("%s: %s %q", what, v, why)
		}
	}
	if g.Yes != 0 || g.Use != "report" || g.No+g.Unknown != len(g.Answers) {
		t.Errorf("%+v", g)
	}
	g = checkedGate{}
	c.json(&g, "gate", "check", "--use", "interpretation", "note_block", note)
	if len(g.Answers) != 1 || g.Answers[0].Verdict != "yes" || len(g.Answers[0].Consents) != 3 {
		t.Errorf("%+v", g)
	}
	g = checkedGate{}
	c.json(&g, "gate", "check", "--use", "interpretation", "--date", "1. marts 2020", "note_block", note)
	if g.Answers[0].Verdict != "unknown" {
		t.Errorf("before anybody was asked: %+v", g)
	}
	if out := c.ok("gate", "check", "--use", "report", "--participant", "B-07"); !strings.Contains(out, "B-07 har ikke sagt ja til citat i rapport") ||
		!strings.Contains(out, "citater\tuafklaret") {
		t.Error(out)
	}
	if out := c.ok("gate", "check", "--use", "report", "--lang", "en"); !strings.Contains(out, "B-07 has not said yes to") {
		t.Error(out)
	}
	status, _, errs := c.run("gate", "check", "--use", "report", "--strict", "note_block", note)
	if status != 5 || !strings.Contains(errs, "1 af 1") {
		t.Errorf("%d %s", status, errs)
	}
	for _, wrong := range [][]string{{"--use", "podcast"}, {}, {"--use", "report", "note_block"}, {"--use", "report", "--participant", "B-99"},
		{"--use", "report", "--date", "marts 2025", "note_block", note}} {
		c.fails(2, append([]string{"gate", "check"}, wrong...)...)
	}
}

func TestPapersArePrintedOnceTheProjectIsComplete(t *testing.T) {
	c := newProject(t)
	file := filepath.Join(t.TempDir(), "brev.pdf")
	if said := c.fails(6, "gate", "print", "letter", "--to", file); !strings.Contains(said, "13 felter") || !strings.Contains(said, "Brevets emne") {
		t.Error(said)
	}
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Error("it was printed all the same")
	}
	if out := c.ok("gate", "list"); out != "Intet er sendt ud af projektet." {
		t.Error(out)
	}
	var all []struct{ ID string }
	c.json(&all, "record", "list", "project")
	args := []string{"record", "put", "project", "--id", all[0].ID}
	for _, f := range []string{"letter_topic", "controller", "controller_address", "controller_contact", "controller_phone", "controller_email", "dpo_contact",
		"purpose", "legal_basis_text", "stored_data"} {
		args = append(args, "--set", f+"=Lillerup")
	}
	c.ok(append(args, "--set", "legal_basis=public_task", "--set", "names_deleted=31. december 2026", "--set", "material_deleted=2030")...)
	var done struct {
		File, Letter, Disclosure string
		Version                  int
		Numbers                  []string
	}
	c.json(&done, "gate", "print", "letter", "--to", file)
	b, err := os.ReadFile(file)
	if err != nil || !strings.HasPrefix(string(b), "%PDF-") || done.Version != 1 || done.Letter == "" {
		t.Fatalf("%v, %+v", err, done)
	}
	letter := done.Letter
	c.json(&done, "gate", "print", "form", "--to", filepath.Join(t.TempDir(), "form.pdf"))
	if done.Letter != letter {
		t.Error("the form goes with another version of the letter")
	}
	c.json(&done, "gate", "print", "cards", "--sheets", "2", "--to", filepath.Join(t.TempDir(), "kort.pdf"))
	if len(done.Numbers) != 8 {
		t.Errorf("%+v", done)
	}
	guide := c.ok("record", "put", "guide", "--set", "name=Borgere")
	c.json(&done, "gate", "print", "guide", "--guide", guide, "--to", filepath.Join(t.TempDir(), "guide.pdf"))
	var lines []struct{ Title, Hash string }
	if c.json(&lines, "gate", "list"); len(lines) != 4 || len(lines[0].Hash) != 64 {
		t.Errorf("%+v", lines)
	}
	if c.json(&lines, "gate", "list", "--text", "oplysningsbrev samtykke"); len(lines) != 1 {
		t.Errorf("%+v", lines)
	}
	c.fails(2, "gate", "print", "letter")
	c.fails(2, "gate", "print", "novel", "--to", file)
	c.fails(2, "record", "put", "information_letter", "--set", "number=2", "--set", "text=x")
}

// The guides that are shipped are made to be taken along on two pages.
func TestEveryShippedGuideIsPrintedOnTwoPagesAtMost(t *testing.T) {
	c := newProject(t)
	shelf, err := app.OpenTemplates(assets.Templates(), "da")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range shelf.Begin() {
		name := text.Key
		id := strings.Fields(c.ok("guide", "add", name))[0]
		pdf := c.ok("guide", "export", id, "--format", "pdf")
		if pages := strings.Count(pdf, "/Type /Page\n"); !strings.HasPrefix(pdf, "%PDF-") || pages < 1 || pages > 2 {
			t.Errorf("%s: %d pages", name, pages)
		}
		if keep := os.Getenv("FELTBOG_PAPERS"); keep != "" {
			_ = os.WriteFile(filepath.Join(keep, "shipped-"+name+".pdf"), []byte(pdf), 0o600)
		}
	}
	var lines []struct{ Title string }
	if c.json(&lines, "gate", "list"); len(lines) != len(shelf.Begin()) {
		t.Errorf("%d lines in the register", len(lines))
	}
}
