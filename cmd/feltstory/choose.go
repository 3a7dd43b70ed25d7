package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// chosen is a piece of material that somebody wants in a joint interpretation.
type chosen struct {
	kind, id string
	why      string // the reason for which it has to stay in; empty: it may leave
}

// picked are the thirty pieces that the story chooses, on the coordinator's machine.
func (d *day) picked() []chosen {
	var all []chosen
	for i, t := range d.Talks {
		why := map[string]string{"report": "refused", "takes-back": "withdrawn"}[t.Person.Says]
		for j, n := range t.Notes {
			if n.Chosen {
				all = append(all, chosen{"note_block", d.talks[i].notes[j], why})
			}
		}
	}
	for i, l := range d.Raid.Lines {
		if l.Chosen {
			all = append(all, chosen{"note_block", d.raid[i], ""})
		}
	}
	all = append(all, chosen{"photo", d.barred(), "barred"})
	n := 1
	for i, t := range d.Talks {
		if photos := d.talks[i].photos; n < d.Board.Pictures && t.Person.Says == "all" && i != d.Story.Series.Talk && len(photos) > 0 {
			why := ""
			if n == 1 {
				why = "unsettled" // nobody looked at it
			}
			all = append(all, chosen{"photo", photos[0], why})
			n++
		}
	}
	return all
}

// answers is what the gate says of pieces.
type answers struct {
	Yes, No, Unknown int
	Answers          []struct {
		ID, Verdict string
		Reasons     []struct{ Key, Text string }
	}
}

// choose asks the gate about thirty pieces, settles what it finds in them, and sees that it holds back what it must.
func (d *day) choose() {
	all := d.picked()
	var items []string
	covered := ""
	for _, c := range all {
		items = append(items, c.kind, c.id)
		if c.kind != "photo" || c.why == "unsettled" {
			continue
		}
		d.a.ok("rights", "set", c.id, "--children", "no", "--made-by", "researcher")
		if c.why == "" && covered == "" {
			covered = c.id
			d.a.ok("redact", "add", c.id, "0.30,0.20,0.20,0.25", "--make")
		}
	}
	var found []struct{ Kind, Record, Finding, Passage, Sentence, Passing string }
	ask := append([]string{"gate", "findings", "--use", "interpretation"}, items...)
	d.a.read(&found, ask...)
	open := 0
	for _, f := range found {
		if f.Passing == "" {
			decide := []string{"gate", "decide", f.Kind, f.Record, "keep", "--use", "interpretation", "--finding", f.Finding, "--passage", f.Passage}
			if slices.ContainsFunc(d.Secrets, func(word string) bool { return strings.Contains(f.Passage, word) }) {
				decide = append(decide, "--instead", "[…]")
				decide[4] = "replace"
			}
			d.a.ok(decide...)
			d.says("found", fmt.Sprintf("»%s« in: %s", f.Passage, strings.ReplaceAll(f.Sentence, "\n", " ")))
			open++
		}
	}
	expect(open > 0, "the gate found no name in what was chosen")
	d.a.refuses(5, append([]string{"gate", "check", "--use", "interpretation", "--strict"}, items...)...)
	var a answers
	d.a.read(&a, append([]string{"gate", "check", "--use", "interpretation"}, items...)...)
	held := map[string]int{}
	for i, c := range all {
		got := a.Answers[i]
		expect((got.Verdict == "yes") == (c.why == ""), "%s %s: the gate says %s %v, and it is %q", c.kind, c.id, got.Verdict, got.Reasons, c.why)
		if c.why != "" {
			held[c.why]++
		}
	}
	var why []string
	for w, n := range held {
		why = append(why, fmt.Sprintf("%d %s", n, w))
	}
	slices.Sort(why)
	d.says("chosen", fmt.Sprintf("%d pieces, %d may leave; held back: %s", len(all), a.Yes, strings.Join(why, ", ")))
	must(os.MkdirAll(d.path("ud"), 0o755), "make a folder")
	file := d.a.ok("photo", "export", covered, "--folder", d.path("ud"), "--use", "interpretation", "--to", "Gæsterne", "--reason", "fællestolkning")
	d.sides = append(d.sides, file)
}
