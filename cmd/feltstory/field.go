package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// begin makes the project with its plan and a guide that was looked over.
func (d *day) begin() {
	d.a = d.newMachine("tovholder")
	p := d.Project
	d.a.founds("init", "--name", p.Title, "--device", "Tovholderens maskine", "--member", d.a.member)
	var made []struct{ ID string }
	d.a.read(&made, "record", "list", "project")
	expect(len(made) == 1, "there are %d projects", len(made))
	methods := map[string]string{}
	var cards []map[string]any
	for _, m := range p.Methods {
		cards = append(cards, map[string]any{"name": m.Name, "summary": m.Summary})
	}
	var ids []string
	for i, id := range d.a.putAll("method_card", cards) {
		methods[p.Methods[i].Name] = id
		ids = append(ids, id)
	}
	d.a.ok("record", "put", "project", "--id", made[0].ID, "--set", "purpose="+p.Purpose, "--set", "target_group="+p.Target, "--set", "place_frame="+p.Place,
		"--set", "starts=oktober 2024", "--set", "running_year=2025", "--set", "methods="+strings.Join(ids, ","))
	var all []map[string]any
	for _, o := range p.Principles {
		all = append(all, map[string]any{"name": o.Name, "text": o.Text})
	}
	d.a.putAll("principle", all)
	all = nil
	for _, r := range p.Plan {
		all = append(all, map[string]any{"period": r.Period})
	}
	rows := d.a.putAll("plan_row", all)
	all = nil
	dates := 0
	for i, r := range p.Plan {
		for _, o := range r.Actions {
			f := map[string]any{"row": rows[i], "text": o.Text, "dates": o.Dates, "caveat": o.Caveat}
			if id := methods[o.Method]; id != "" {
				f["method"] = id
			}
			all = append(all, f)
			dates += len(o.Dates)
		}
	}
	d.a.putAll("plan_action", all)
	var guides []struct{ ID string }
	d.a.ok("guide", "add", p.Guide)
	d.a.read(&guides, "guide", "list")
	expect(len(guides) == 1, "%d guides", len(guides))
	d.a.ok("gate", "print", "guide", "--guide", guides[0].ID, "--to", d.path("guide.pdf"))
	d.says("project", fmt.Sprintf("%s: %d principles, %d methods, %d actions with %d dates, a guide", p.Title, len(p.Principles), len(p.Methods), len(all), dates))
	tags := make([]map[string]any, len(d.Story.Tags))
	for i, t := range d.Story.Tags {
		tags[i] = map[string]any{"name": t}
	}
	d.tags = d.a.putAll("tag", tags)
}

// join gives the second fieldworker the project, in a pakke for six words.
func (d *day) join() {
	d.b = d.newMachine("feltarbejder")
	file, words := d.path("pakker", "begynd.feltbundle"), d.path("keys", "begynd.txt")
	d.a.ok("bundle", "write", "--to", file, "--passphrase-out", words, "--for", "Feltarbejder", "--reason", "ny kollega")
	d.b.founds("init", "--join", file, "--device", "Feltets maskine", "--member", d.b.member, "--bundle-passphrase-file", words)
	d.left = append(d.left, file)
	d.at = []*machine{d.a, d.b}
	key := d.path("keys", d.b.name+".member")
	d.b.ok("identity", "export", "--to", key)
	d.a.ok("member", "add", key)
	d.says("joined", "a second machine, with a pakke and six words; the project has its key")
}

// talk has twelve short conversations, six on each machine, with nobody in between.
func (d *day) talk() {
	notes := 0
	for _, t := range d.Talks {
		m, one := d.at[t.Machine], talk{}
		one.session = m.ok("session", "start", "--type", "kitchen_table", "--place", t.Place)
		var who struct{ Participant, Code string }
		m.read(&who, "participant", "add", "--perspective", t.Person.Perspective, "--age", t.Person.Age, "--name", t.Person.Name, "--phone", t.Person.Phone)
		one.person, one.code = who.Participant, who.Code
		m.ok("consent", "set", who.Code, "all", "given", "--form", "written")
		if t.Person.Says == "report" {
			m.ok("consent", "set", who.Code, "quote_joint,image_joint", "refused", "--form", "written")
		}
		m.ok("record", "put", "session", "--id", one.session, "--set", "participants="+one.person)
		var all []map[string]any
		for _, n := range t.Notes {
			f := map[string]any{"session": one.session, "type": n.Type, "layer": n.Layer, "text": n.Text, "participants": []string{one.person}}
			if strings.HasPrefix(n.Type, "quote") {
				f["speaker"] = one.person
			}
			all = append(all, f)
		}
		one.notes = m.putAll("note_block", all)
		notes += len(all)
		d.talks = append(d.talks, one)
	}
	d.says("talked", fmt.Sprintf("%d conversations on two machines, %d notes", len(d.talks), notes))
}

// observe keeps the observation log of the etnoraid.
func (d *day) observe() {
	m := d.at[d.Raid.Machine]
	session := m.ok("session", "start", "--type", "ethno_raid", "--place", d.Raid.Place)
	var all []map[string]any
	for _, l := range d.Raid.Lines {
		all = append(all, map[string]any{"session": session, "type": "seen_heard", "layer": "jotting", "text": l.Text})
	}
	d.raid = m.putAll("note_block", all)
	m.ok("session", "end", session)
	d.says("observed", fmt.Sprintf("%d lines at %s", len(all), d.Raid.Place))
}

// collect puts pictures for every conversation into folders of their own.
func (d *day) collect() [][]string {
	var files []string
	if d.pictures != "" {
		must(filepath.WalkDir(filepath.Join(d.pictures, "good"), func(p string, e fs.DirEntry, err error) error {
			if ext := strings.ToLower(filepath.Ext(p)); err == nil && !e.IsDir() && (ext == ".jpg" || ext == ".jpeg") {
				files = append(files, p)
			}
			return err
		}), "look for pictures")
	} else {
		drawn := d.path("pictures")
		helper := d.newMachine("prøve")
		e := helper.call("", "--passphrase-file", "demo", helper.vault, "--pictures-out", drawn)
		expect(e.code == 0, "draw pictures: %s", e.said)
		must(os.RemoveAll(helper.vault), "remove the sample")
		all, err := os.ReadDir(drawn)
		must(err, "look for pictures")
		for _, f := range all {
			files = append(files, filepath.Join(drawn, f.Name()))
		}
	}
	slices.Sort(files)
	r := rand.New(rand.NewPCG(d.Seed, 3))
	r.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
	want := 0
	for _, t := range d.Talks {
		want += t.Pictures
	}
	var out [][]string
	for _, t := range d.Talks { // fewer for each where there are not enough
		n := min(max(t.Pictures*min(len(files), want)/want, 1), len(files))
		out, files = append(out, files[:n]), files[n:]
		want -= t.Pictures
	}
	return out
}

// bring takes the pictures in while their conversations run, and tags them.
func (d *day) bring() {
	count, doubled := 0, 0
	for i, files := range d.collect() {
		t, m := d.Talks[i], d.at[d.Talks[i].Machine]
		args := append([]string{"photo", "import"}, files...)
		args = append(args, "--session", d.talks[i].session)
		for _, n := range t.Tags {
			args = append(args, "--tag", d.Story.Tags[n])
		}
		var done struct {
			Imported   []string
			Duplicates []struct{ Photo string }
			Failed     []struct{ File, Reason string }
		}
		m.read(&done, args...)
		expect(len(done.Failed) == 0, "not read: %+v", done.Failed)
		expect(len(done.Imported)+len(done.Duplicates) == len(files), "%d of %d pictures came in", len(done.Imported), len(files))
		d.talks[i].photos = done.Imported
		count += len(done.Imported)
		doubled += len(done.Duplicates)
		m.ok("session", "end", d.talks[i].session)
	}
	d.says("pictures", fmt.Sprintf("%d brought in and tagged during the conversations (%d were there already)", count, doubled))
}

// elicit has a talk about a series, with piles, and one picture that nobody may use.
func (d *day) elicit() {
	s := d.Story.Series
	m, t := d.at[s.Machine], d.talks[s.Talk]
	d.series = t.photos[:min(s.Pictures, len(t.photos))]
	id := m.ok(append([]string{"series", "add", s.Title, "--participant", t.code}, d.series...)...)
	m.ok("series", "talk", id)
	for i, said := range s.Says {
		if i < len(d.series) {
			m.ok("series", "talk", id, "--photo", d.series[i], "--note", said)
		}
	}
	args := []string{"series", "sort", id, "--rule", "hvor jeg er mig selv"}
	for name, of := range s.Piles {
		var photos []string
		for _, n := range of {
			if n < len(d.series) {
				photos = append(photos, d.series[n])
			}
		}
		if len(photos) > 0 {
			args = append(args, name+"="+strings.Join(photos, ","))
		}
	}
	m.ok(args...)
	m.ok("do-not-use", d.barred(), "--reason", "ikke den")
	d.says("elicited", fmt.Sprintf("%d pictures talked about and sorted; one of them is not to be used", len(d.series)))
}

// barred is the picture of which somebody said no.
func (d *day) barred() string { return d.series[min(d.Story.Series.Barred, len(d.series)-1)] }

// writeOut writes the notes out at night. A name that slipped in is replaced, and what stood there is erased.
func (d *day) writeOut() {
	out, replaced := 0, 0
	for i, t := range d.Talks {
		m := d.at[t.Machine]
		for j, n := range t.Notes {
			if n.Later == "" {
				continue
			}
			m.ok("record", "put", "note_block", "--id", d.talks[i].notes[j], "--set", "text="+n.Later, "--set", "layer=note")
			out++
		}
	}
	for _, m := range d.at {
		replaced += d.replace(m)
	}
	d.says("written", fmt.Sprintf("%d notes written out, %d passages replaced and erased", out, replaced))
}
