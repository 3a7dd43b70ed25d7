package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAGuideIsTakenFromATemplateWrittenToAFileAndReadAgain(t *testing.T) {
	c := newProject(t)
	var made struct{ Guide, Name string }
	c.json(&made, "guide", "add", "citizen")
	if made.Name != "Køkkenbordssamtale med borgere" {
		t.Fatalf("%+v", made)
	}
	file := filepath.Join(t.TempDir(), "guide.json")
	out := c.ok("guide", "export", made.Guide)
	if !json.Valid([]byte(out)) {
		t.Fatal(out)
	}
	if err := os.WriteFile(file, []byte(out), 0o600); err != nil {
		t.Fatal(err)
	}
	c.ok("guide", "import", file)
	var all []struct{ ID, Name string }
	c.json(&all, "guide", "list")
	if len(all) != 2 || all[0].Name != made.Name || all[1].Name != made.Name || all[0].ID == all[1].ID {
		t.Errorf("%+v", all)
	}
	if md := c.ok("guide", "export", made.Guide, "--format", "md"); !strings.Contains(md, "- [skal] Vil du tage mig med") && !strings.Contains(md, "- [must] Vil du tage mig med") {
		t.Error(md)
	}
	if status, _, said := c.run("guide", "export", made.Guide, "--format", "pptx"); status != 2 || !strings.Contains(said, "pptx") {
		t.Errorf("status %d: %s", status, said)
	}
	if status, _, said := c.run("guide", "add", "nobody"); status != 2 || !strings.Contains(said, "professional") {
		t.Errorf("status %d: %s", status, said)
	}
	if err := os.WriteFile(file, []byte(`{"feltbog":"guide"`), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, _ := c.run("guide", "import", file); status != 4 {
		t.Errorf("half a file: status %d", status)
	}
}

func TestAGuideInMarkdownIsReadAgainInEitherLanguageAndTheListTellsItsState(t *testing.T) {
	c := newProject(t)
	var made, again struct{ Guide, Name string }
	c.json(&made, "guide", "add", "professional")
	file := filepath.Join(t.TempDir(), "guide.md")
	for _, lang := range []string{"da_DK", "en_GB"} {
		c.env["LANG"] = lang
		if err := os.WriteFile(file, []byte(c.ok("guide", "export", made.Guide, "--format", "md")), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, c.env["LANG"] = range []string{"da_DK", "en_GB"} {
			c.json(&again, "guide", "import", file)
			a, b := c.ok("guide", "export", made.Guide, "--format", "md"), c.ok("guide", "export", again.Guide, "--format", "md")
			if a != b || again.Name != made.Name {
				t.Errorf("came back as\n%s\nand went as\n%s", b, a)
			}
		}
	}
	c.env["LANG"] = "da_DK"
	c.ok("session", "start", "--type", "interview", "--guide", made.Guide)
	out := c.ok("guide", "list")
	if strings.Count(out, "udkast") != 4 || strings.Count(out, "i brug") != 1 {
		t.Error(out)
	}
	if err := os.WriteFile(file, []byte("# x\n\n## y\n\nvrøvl\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, said := c.run("guide", "import", file); status != 4 || !strings.Contains(said, "5") || !strings.Contains(said, "vrøvl") {
		t.Errorf("status %d: %s", status, said)
	}
}
