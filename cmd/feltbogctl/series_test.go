package main

import (
	"os"
	"path/filepath"
	"testing"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

func TestASeriesIsMadeTalkedAboutSortedAndPrinted(t *testing.T) {
	c, dir := newProject(t), t.TempDir()
	drawn(t, dir, "en.jpg", 40)
	drawn(t, dir, "to.jpg", 90)
	drawn(t, dir, "tre.jpg", 120)
	var done importedDocument
	c.json(&done, "photo", "import", dir, "--jobs", "1")
	a, b, third := done.Imported[0].String(), done.Imported[1].String(), done.Imported[2].String()
	var made struct{ ID feltbog.ID }
	c.json(&made, "series", "add", "Det nære", a, b, "--task", "det nære", "--most", "12")
	set := made.ID.String()
	c.ok("series", "put", set, third, a)
	c.ok("series", "rank", set, third, "1")
	c.ok("series", "move", set, third)
	c.ok("series", "choose", set, b, "left_out", "--reason", "Den viser naboen")
	c.ok("series", "talk", set, "--photo", a, "--note", "Det er bænken.", "--prompt", "see")
	c.ok("series", "sort", set, "Nemt="+a+","+third, "Svært="+b, "--rule", "hvor nemt det er")
	var d seriesDocument
	c.json(&d, "series", "show", set)
	if len(d.Pictures) != 3 || d.Pictures[0].Photo != done.Imported[2] || d.Pictures[0].Rank != 1 || d.Pictures[2].WhyNot == "" || d.Session.IsZero() || len(d.Sorts) != 1 || len(d.Sorts[0].Piles[0].Photos) != 2 {
		t.Fatalf("%+v", d)
	}
	var pairs []pairDocument
	if c.json(&pairs, "series", "after", set); len(pairs) != 3 || pairs[0].Same != 1 || pairs[1].Same != 0 {
		t.Errorf("%+v", pairs)
	}
	var page []app.SeriesLine
	if c.json(&page, "series", "list"); len(page) != 1 || page[0].Sorts != 1 {
		t.Errorf("%+v", page)
	}
	card := filepath.Join(dir, "kort.pdf")
	c.ok("series", "print", set, "--to", card)
	if info, err := os.Stat(card); err != nil || info.Size() < 1000 {
		t.Error(err)
	}
	c.fails(5, "series", "print", set, "--use", "report", "--to", filepath.Join(dir, "historie.pdf")) // nobody has said whether there are children
	c.ok("series", "take", set, a)
	c.fails(2, "series", "rank", set, b, "først")
}

func TestRightsAreSetAndAPictureIsTakenOutOfUseAndBackForAReason(t *testing.T) {
	c, dir := newProject(t), t.TempDir()
	drawn(t, dir, "en.jpg", 40)
	var done importedDocument
	c.json(&done, "photo", "import", dir, "--jobs", "1")
	id := done.Imported[0].String()
	state := func(want app.PhotoState) rightsDocument {
		t.Helper()
		var d rightsDocument
		if c.json(&d, "rights", "show", id); d.State != want {
			t.Fatalf("%+v, not %s", d, want)
		}
		return d
	}
	state(app.PhotoMissing)
	c.ok("rights", "set", id, "--children", "no", "--owner", "B-07", "--sensitive", "papers,plate")
	if d := state(app.PhotoFree); len(d.Sensitive) != 2 || d.Owner != "B-07" {
		t.Errorf("%+v", d)
	}
	var made struct{ ID feltbog.ID }
	c.json(&made, "rights", "person", id)
	var open []rightsDocument
	if c.json(&open, "rights", "open"); len(open) != 1 || open[0].Open[0] != app.GapPerson {
		t.Errorf("%+v", open)
	}
	c.fails(2, "rights", "person", id, "--id", made.ID.String(), "--status", "reasoned")
	c.ok("rights", "person", id, "--id", made.ID.String(), "--status", "reasoned", "--reason", "Ses bagfra")
	if d := state(app.PhotoFree); d.People[0].AssessedBy.IsZero() || d.People[0].Reason != "Ses bagfra" {
		t.Errorf("%+v", d)
	}
	c.ok("do-not-use", id, "--reason", "Jeg fortryder")
	if d := state(app.PhotoNot); d.Why != "Jeg fortryder" {
		t.Errorf("%+v", d)
	}
	c.ok("do-not-use", id, "--again", "Alligevel")
	state(app.PhotoFree)
	c.ok("rights", "set", id, "--wish", "team")
	if d := state(app.PhotoInside); d.Sensitive == nil || d.Owner != "B-07" {
		t.Errorf("%+v", d)
	}
	c.fails(2, "rights", "set", id, "--wish", "måske")
	c.ok("rights", "person", id, "--id", made.ID.String(), "--remove")
	c.fails(2, "do-not-use", "0000")
}
