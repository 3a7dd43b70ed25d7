package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feltbog/internal/app"
)

func TestAPictureIsCoveredAndLeavesOnlyAsTheCoveredCopy(t *testing.T) {
	c, dir, to := newProject(t), t.TempDir(), t.TempDir()
	drawn(t, dir, "en.jpg", 40)
	c.ok("photo", "import", dir)
	var list []struct {
		ID string `json:"id"`
	}
	c.json(&list, "photo", "list")
	id := list[0].ID
	c.ok("rights", "set", id, "--children", "no")
	var made app.CoveredPhoto
	c.json(&made, "redact", "add", id, "0.1,0.1,0.2,0.2", "0.5,0.5,0.3,0.2", "--covers", "text")
	if len(made.All) != 2 || made.Made {
		t.Fatalf("%+v", made)
	}
	if said := c.fails(5, "photo", "export", id, "--folder", to); !strings.Contains(said, "dækkede kopi") {
		t.Errorf("%s", said)
	}
	c.ok("redact", "change", made.All[0].ID.String(), "--method", "pixel", "--at", "0,0,0.5,0.5")
	c.json(&made, "redact", "make", id)
	if !made.Made {
		t.Errorf("%+v", made)
	}
	file := c.ok("photo", "export", id, "--folder", to, "--use", "report", "--to", "Kommunen", "--reason", "rapport")
	if info, err := os.Stat(strings.TrimSpace(file)); err != nil || info.Size() == 0 || filepath.Dir(strings.TrimSpace(file)) != to {
		t.Errorf("%q %v", file, err)
	}
	c.ok("redact", "remove", made.All[0].ID.String(), made.All[1].ID.String())
	c.json(&made, "redact", "text", id, "screen", "door_sign")
	if len(made.All) != 0 || len(made.Readable) != 2 || !made.Unread {
		t.Errorf("%+v", made)
	}
	c.ok("undo")
	var proposed []app.Covering
	c.json(&proposed, "redact", "propose", id)
	var now app.CoveredPhoto
	if c.json(&now, "redact", "list", id); len(now.All) != 0 || now.Unread {
		t.Errorf("%+v", now)
	}
	c.fails(2, "redact", "add", id, "over there")
}
