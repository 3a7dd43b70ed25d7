package main

import (
	"strings"
	"testing"
)

func TestASessionIsBegunWithAGuideShownAndEnded(t *testing.T) {
	c := newProject(t)
	var guide struct{ Guide string }
	c.json(&guide, "guide", "add", "ethno_raid")
	var made struct{ Session string }
	c.json(&made, "session", "start", "--type", "ethno_raid", "--place", "Torvet på Ærø", "--guide", guide.Guide)
	var next struct{ Participant, Code string }
	c.json(&next, "session", "next", made.Session)
	if next.Code != "B-01" {
		t.Errorf("%+v", next)
	}
	c.ok("record", "put", "note_block", "--set", "type=seen_heard", "--set", "layer=jotting", "--set", "session="+made.Session,
		"--set", "participants="+next.Participant, "--set", "text=Sidder på bænken", "--set", "happened=2025-03-04T14:31:00+01:00")
	if out := c.ok("session", "show", made.Session); !strings.Contains(out, "14:31  seen_heard  B-01  Sidder på bænken") {
		t.Error(out)
	}
	var page struct {
		Place     string
		Questions []struct{ Text, Priority string }
		Notes     []struct{ Text string }
	}
	c.json(&page, "session", "show", made.Session)
	if page.Place != "Torvet på Ærø" || len(page.Questions) != 5 || page.Questions[0].Priority != "must" || len(page.Notes) != 1 {
		t.Errorf("%+v", page)
	}
	c.ok("session", "end", made.Session)
	var all []struct {
		ID, Type, Place, Ended, Guide  string
		Who                            []struct{ Pseudonym string }
		Notes, Waiting, Unasked, Files int
	}
	c.json(&all, "session", "list")
	if len(all) != 1 || all[0].ID != made.Session || all[0].Ended == "" || all[0].Place != "Torvet på Ærø" || all[0].Guide == "" ||
		len(all[0].Who) != 1 || all[0].Who[0].Pseudonym != "B-01" || all[0].Notes != 1 || all[0].Waiting != 1 || all[0].Unasked == 0 {
		t.Errorf("%+v", all)
	}
	if status, _, _ := c.run("session", "start", "--type", "party"); status != 2 {
		t.Errorf("a session of no type there is: status %d", status)
	}
	if status, _, _ := c.run("session", "show", guide.Guide); status != 2 {
		t.Errorf("a guide shown as a session: status %d", status)
	}
}
