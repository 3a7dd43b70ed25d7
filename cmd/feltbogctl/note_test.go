package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestATranscriptIsImportedOnceWithItsSpeakers(t *testing.T) {
	c := newProject(t)
	var made struct{ Participant, Code string }
	c.json(&made, "participant", "add", "--name", "Karen Holm")
	path := filepath.Join(t.TempDir(), "samtale.srt")
	if err := os.WriteFile(path, []byte("1\n00:00:01,000 --> 00:00:02,000\nKaren: Hej, jeg er Karen\n\n2\n00:00:09,000 --> 00:00:10,000\nKim: Velkommen\n\n3\n00:00:20,000 --> 00:00:21,000\nKaren: Tak\n\n4\n00:00:30,000 --> 00:00:31,000\nKim: Ja\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Source               string
		Again                bool
		Paragraphs, Speakers int
	}
	c.json(&got, "note", "import", path, "--speaker", "Karen="+made.Code, "--speaker", "Kim=interviewer")
	if got.Again || got.Paragraphs != 4 || got.Speakers != 2 {
		t.Errorf("%+v", got)
	}
	out := c.ok("record", "get", "source", got.Source)
	if strings.Contains(out, "Karen") || !strings.Contains(out, "[0:00:01] B-01: Hej, jeg er B-01") || !strings.Contains(out, "Interviewer: Velkommen") {
		t.Error(out)
	}
	source := got.Source
	if c.json(&got, "note", "import", path); !got.Again || got.Source != source {
		t.Errorf("%+v", got)
	}
	c.fails(2, "note", "import", path, "--speaker", "Karen")
	c.fails(2, "note", "import", filepath.Join(t.TempDir(), "findes ikke.txt"))
}
