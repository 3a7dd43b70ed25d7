//go:build window && linux

package windowtest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// begin makes the project with its plan, principles and a guide that was looked over.
func (d *day) begin() {
	p := d.newPlace("tovholder")
	d.at[0] = p
	p.start()
	a := p.a
	found(a, d.Project.Title)
	a.TabTo("project.tabs")
	a.Key("Right")
	a.Spot("project.about.purpose")
	for _, f := range []struct{ name, text string }{{"project.about.purpose", d.Project.Purpose}, {"project.about.target_group", d.Project.Target}, {"project.about.place_frame", d.Project.Place}, {"project.running_year", "2025"}} {
		a.Mark()
		a.TabTo(f.name)
		a.Type(f.text)
		a.Key("Tab")
		a.Wait("saved", With("name", "project.field"))
	}
	for i, o := range d.Project.Principles {
		a.Mark()
		a.TabTo("project.principle.new")
		a.Type(o.Name)
		a.Key("Return")
		a.Wait("saved", With("name", "project.field"))
		a.Wait("shown", With("name", "project"))
		a.TabTo(fmt.Sprintf("project.principle.%d.text", i+1))
		a.Type(o.Text)
		a.Key("Tab")
		a.Wait("saved", With("name", "project.field"))
	}
	d.plan(a)
	d.guide(a)
}

// plan writes the process plan down, each date as people write it.
func (d *day) plan(a *App) {
	a.TabTo("project.tabs")
	a.Key("Left")
	a.Spot("project.plan.first")
	for _, row := range d.Project.Plan {
		for _, action := range row.Actions {
			a.Mark()
			if !a.Shows("project.action.new") { // the narrow column covers it
				a.Click("project.editor.close")
			}
			a.Click("project.action.new")
			a.Wait("opened", With("id", "new"))
			a.Into("project.new.text")
			a.Type(action.Text)
			a.Fill("project.new.period", row.Period)
			a.Key("Return")
			a.Wait("saved", With("kind", feltbog.KindPlanAction))
			a.Wait("opened", With("kind", feltbog.KindPlanAction))
			for i, date := range action.Dates {
				a.Mark()
				a.Into(fmt.Sprint("project.action.date.", i+1))
				a.Type(date)
				a.Key("Tab")
				a.Wait("saved", With("kind", feltbog.KindPlanAction))
			}
			if action.Caveat != "" {
				a.TabTo("project.action.caveat")
				a.Type(action.Caveat)
				a.Key("Tab")
				a.Wait("saved", With("kind", feltbog.KindPlanAction))
			}
		}
	}
	a.Shot("day-plan")
}

// guide begins a guide with a template and looks it over.
func (d *day) guide(a *App) {
	a.Key("F3")
	a.Wait("shown", With("name", "field"))
	a.TabTo("home.tabs")
	a.Key("Right")
	a.Wait("shown", With("name", "guides"))
	a.Click("place.guide")
	a.Key("Down", "Return")
	a.Wait("shown", With("name", "guide"), Where("questions", func(e Event) bool { return e.Number("questions") > 5 }))
	a.Shot("day-guide")
	a.Mark()
	a.Click("guide.next")
	a.Wait("shown", With("name", "guide.review"))
	a.Into("guide.review.bothers")
	a.Type("Den, der ikke læser så godt")
	a.Shot("day-review")
	a.BackTo("guide.review.done")
	a.Mark()
	a.Key("space")
	a.Wait("guide.state", With("state", feltbog.GuideQualified))
	a.Wait("shown", With("name", "guide"))
	a.Click("guide.next")
	a.Wait("guide.state", With("state", feltbog.GuideInUse))
}

// words are what every pakke is made for that is made for words.
func words() string { return strings.Join(app.RecoveryOf([16]byte{1}).Words[:6], " ") }

// join gives another fieldworker the project in a pakke for six words, and the project that fieldworker's key.
func (d *day) join() {
	p := d.at[0]
	file := d.pack(p, "begynd", "share.for.words")
	q := d.newPlace("feltarbejder")
	d.at[1] = q
	q.start(file)
	a := q.a
	a.Wait("shown", With("name", "door"), With("page", "join"))
	a.Fill("door.bundle.words", words())
	a.Fill("door.member", "Feltarbejder")
	a.Fill("door.passphrase", phrase)
	a.Fill("door.repeat", phrase)
	a.Shot("day-join")
	a.Click("door.join.next")
	a.Wait("shown", With("name", "door"), With("page", "sheet"))
	a.Fill("door.word1", sheet()[0])
	a.Fill("door.word2", sheet()[1])
	a.Click("door.create")
	a.Wait("unlocked")
	a.Wait("shown", With("name", "project"))
	a.Key("F7")
	a.Wait("shown", With("name", "share"))
	a.Click("share.key.save")
	a.chooseHere()
	a.Wait("key.saved")
	d.carry(q, p)
	a = p.a
	a.Key("F7")
	a.Wait("shown", With("name", "share"))
	a.Click("share.member.add")
	a.Wait("dialog", With("name", "files"))
	a.Layout()
	a.at(-57, -166) // behind the way up and the folder of the documents
	a.at(confirm())
	a.Wait("dialog", With("name", "share.member"))
	a.Click("share.member.same")
	a.Shot("day-key")
	a.Mark()
	a.Click("share.member.do")
	a.Wait("shown", With("name", "share"), With("members", 2))
}

// carry moves the key that somebody saved to somebody else.
func (d *day) carry(from, to *place) {
	all, err := filepath.Glob(filepath.Join(from.user, "*.json"))
	if err != nil || len(all) != 1 {
		d.t.Fatalf("the key of %s: %v %v", from.name, all, err)
	}
	if err := os.Rename(all[0], filepath.Join(to.user, filepath.Base(all[0]))); err != nil {
		d.t.Fatal(err)
	}
}
