package session

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// draw shows everything.
func (s *Screen) draw() {
	s.person.show()
	s.question.show()
	s.drawNotes()
	s.tools.show()
	s.side.show()
	s.all.Refresh()
}

// moved shows where one went, and puts the cursor into the note that is begun there.
func (s *Screen) moved() {
	s.settle()
	s.editor.Leave()
	s.lines, s.limit = nil, atOnce
	s.state.Note = feltbog.ID{}
	s.merge(nil)
	s.draw()
	s.write(s.last(), -1)
	s.remember()
}

// name is what a session is called on its own screen.
func (s *Screen) name() string {
	if s.page.Session.Title != "" {
		return s.page.Session.Title
	}
	return i18n.Upper(i18n.Choice("session_type", string(s.page.Session.Type)))
}

// step goes to the next or the previous question.
func (s *Screen) step(by int) {
	if at := s.questionAt() + by; at >= 0 && at < len(s.page.Questions) {
		s.goQuestion(s.page.Questions[at].ID)
	}
}

func (s *Screen) goQuestion(id feltbog.ID) {
	s.state.Question = id
	s.moved()
	trace.Event("question", "n", s.questionAt()+1)
}

// beside goes to the notes beside the guide.
func (s *Screen) beside() {
	if len(s.page.Questions) > 0 {
		s.goQuestion(besideGuide)
	}
}

func (s *Screen) goPerson(id feltbog.ID) {
	s.state.Person = id
	s.moved()
}

// asked ticks the question, or takes the tick back.
func (s *Screen) asked() {
	if q := s.questionNow(); q != nil {
		c := feltbog.Asked
		if s.coverage(q.ID) != "" {
			c = ""
		}
		s.cover(q.ID, c)
	}
}

func (s *Screen) cover(question feltbog.ID, c feltbog.Coverage) {
	id, whom := s.id, s.asksWhom()
	s.keep.Then(func(ctx context.Context) error { return s.deps.AnswerQuestion(ctx, id, question, whom, c) }, func() {
		trace.Event("ticked", "coverage", string(c))
		s.reload()
	})
}

// questionMenu is what can be said about a question.
func (s *Screen) questionMenu(i int) []widgets.MenuItem {
	q := s.page.Questions[i].ID
	var items []widgets.MenuItem
	for _, c := range feltbog.Coverages() {
		items = append(items, widgets.MenuItem{Text: i18n.Upper(i18n.Choice("coverage", string(c))), On: s.coverage(q) == c, Tap: func() { s.cover(q, c) }})
	}
	return append(items, widgets.MenuItem{Text: i18n.T("session.untick"), Rule: true, Off: s.coverage(q) == "", Tap: func() { s.cover(q, "") }})
}

// nextPerson goes on to somebody new, at the same place with the same questions.
func (s *Screen) nextPerson() {
	if !s.there || s.observes() {
		return
	}
	s.settle()
	id := s.id
	of := feltbog.Citizen
	if p := s.personNow(); p != nil {
		of = p.Perspective
	}
	var person feltbog.ID
	var code string
	s.keep.Then(func(ctx context.Context) (err error) {
		person, code, err = s.deps.NextPerson(ctx, id, of)
		return err
	}, func() {
		s.state.Person, s.state.Note = person, feltbog.ID{}
		if s.raid() && len(s.page.Questions) > 0 { // who is met next is asked from the beginning; who joins a talk, what it is about
			s.state.Question = s.page.Questions[0].ID
		}
		s.page.People = append(s.page.People, app.SessionPerson{Participant: feltbog.Participant{Base: feltbog.Base{ID: person}, Pseudonym: code, Perspective: of}})
		s.moved()
		trace.Event("person", "code", code, "people", len(s.page.People))
		s.reload()
	})
}

// consent notes what the person answered by word of mouth.
func (s *Screen) consent(given bool) {
	p := s.personNow()
	if p == nil {
		return
	}
	id := p.ID
	s.keep.Then(func(ctx context.Context) error { return s.deps.NoteOralConsent(ctx, id, given) }, func() {
		trace.Event("consent", "given", given)
		s.reload()
		s.write(s.last(), -1)
	})
}

// pause stops the clock, or lets it go on.
func (s *Screen) pause() {
	s.state.Paused = !s.state.Paused
	s.remember()
	s.side.show()
}

// end closes the session, or opens it again.
func (s *Screen) end() {
	id, again := s.id, !s.page.Session.Ended.IsZero()
	s.settle()
	s.keep.Then(func(ctx context.Context) error {
		if again {
			return s.deps.ResumeSession(ctx, id)
		}
		return s.deps.EndSession(ctx, id)
	}, func() {
		trace.Event("ended", "again", again)
		if again {
			s.reload()
			return
		}
		s.debrief()
	})
}

// debrief goes to what the team says right after a session.
func (s *Screen) debrief() {
	s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: s.id, Part: screen.Debrief})
}

// writeOut goes to the write-up of the session.
func (s *Screen) writeOut() {
	s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: s.id, Part: screen.After})
}

// attach asks for a picture or another file for the note that is written, or for a folder to be watched.
func (s *Screen) attach() {
	watch := widgets.MenuItem{Text: i18n.T("session.watch"), Icon: "folder", Tap: func() { s.files.Folder("", s.strip.watch) }}
	if s.strip.folder != "" {
		watch = widgets.MenuItem{Text: i18n.T("session.watch.off"), Icon: "folder", Tap: func() {
			s.strip.unwatch()
			s.strip.show()
		}}
	}
	widgets.NewMenu(widgets.MenuItem{Text: i18n.T("session.attach.file"), Icon: "camera", Key: chord("Ctrl+Shift+B"), Tap: s.attachFile}, watch,
		widgets.MenuItem{Text: i18n.T("session.strip.step"), Icon: "tag", Key: chord("Ctrl+Shift+T"), Off: len(s.page.Photos) == 0, Tap: s.strip.step},
	).ShowBelow(s.tools.file)
}

func (s *Screen) attachFile() {
	if l := s.current(); l != nil {
		s.attachTo(l)
	}
}

func (s *Screen) attachTo(l *line) {
	s.files.Open("", nil, func(path string) { s.takeAll(l, []string{path}) })
}

// takeAll brings files in: pictures and whatever else. A note that has no words yet leaves them to the session.
func (s *Screen) takeAll(l *line, paths []string) {
	owner := s.id
	if l != nil && !l.fresh {
		owner = l.rec.ID
	}
	var people []feltbog.ID
	if !s.state.Person.IsZero() {
		people = []feltbog.ID{s.state.Person}
	}
	s.keep.Then(func(ctx context.Context) error {
		for _, path := range paths {
			if _, err := s.deps.Attach(ctx, owner, path, people); err != nil {
				return err
			}
		}
		return nil
	}, func() {
		s.host.Say(i18n.N("session.files.taken", len(paths)))
		trace.Event("attached", "n", len(paths))
		s.reload()
	})
}

// DropFiles implements screen.FileDropper.
func (s *Screen) DropFiles(_ fyne.Position, files []fyne.URI) {
	var paths []string
	for _, f := range files {
		if f.Scheme() == "file" && f.Path() != "" {
			paths = append(paths, f.Path())
		}
	}
	s.host.Go(func() {
		there := app.FilesThere(paths)
		s.host.Do(func() {
			if len(there) < len(files) {
				s.host.Say(i18n.T("photos.drop.unreal"))
			}
			if len(there) > 0 {
				s.takeAll(s.current(), there)
			}
		})
	})
}

// pasted takes files in that were copied in a file manager: what is pasted then is nothing but their addresses. It
// reports whether that is so.
func (s *Screen) pasted(text string) bool {
	paths := app.PastedFiles(text)
	if len(paths) == 0 {
		return false
	}
	s.takeAll(s.current(), paths)
	return true
}

// findTag asks for a tag by its first letters; a new name makes a new tag.
func (s *Screen) findTag() {
	l := s.current()
	if l == nil || !s.there {
		return
	}
	var tags []choice
	for _, t := range s.page.Tags {
		tags = append(tags, choice{t.ID, t.Name, ""})
	}
	s.ask("tag", i18n.T("session.tag.title"), i18n.T("session.tag.prompt"), tags, func(c choice, typed string) {
		if !c.id.IsZero() {
			s.mark(c.id)
			return
		}
		if strings.TrimSpace(typed) == "" {
			return
		}
		var id feltbog.ID
		s.keep.Then(func(ctx context.Context) (err error) {
			id, err = s.deps.TagNamed(ctx, typed)
			return err
		}, func() {
			s.mark(id)
			s.reload()
		})
	})
}

// jump asks for a question by some letters of it.
func (s *Screen) jump() {
	if len(s.page.Questions) == 0 {
		return
	}
	var all []choice
	for i, q := range s.page.Questions {
		all = append(all, choice{q.ID, q.Text, strconv.Itoa(i + 1)})
	}
	s.ask("jump", i18n.T("session.jump"), i18n.T("session.jump.prompt"), all, func(c choice, _ string) {
		if !c.id.IsZero() {
			s.goQuestion(c.id)
		}
	})
}

// move asks how many of the last notes go where.
func (s *Screen) move() {
	if !s.there || len(s.page.Notes) == 0 {
		return
	}
	count := 1
	const most = 20
	var counts []widgets.Option
	for n := 1; n <= min(len(s.page.Notes), most); n++ {
		counts = append(counts, widgets.Option{Value: strconv.Itoa(n), Text: i18n.N("session.notes", n)})
	}
	number := uikit.Name(widgets.NewSelect(counts, "1", func(v string) { count, _ = strconv.Atoi(v) }), "session.move.count")
	people := []widgets.Option{{Value: "", Text: i18n.T("session.move.same_person")}}
	for _, p := range s.page.People {
		people = append(people, widgets.Option{Value: p.ID.String(), Text: strings.TrimSpace(p.Pseudonym + " " + p.Descriptor)})
	}
	person := uikit.Name(widgets.NewSelect(people, "", nil), "session.move.person")
	questions := []widgets.Option{{Value: "", Text: i18n.T("session.move.same_question")}}
	for _, q := range s.page.Questions {
		questions = append(questions, widgets.Option{Value: q.ID.String(), Text: q.Text})
	}
	question := uikit.Name(widgets.NewSelect(questions, "", nil), "session.move.question")
	done := func() {
		var to app.Whither
		if id, err := feltbog.ParseID(person.Selected()); err == nil {
			to.Person = &id
		}
		if id, err := feltbog.ParseID(question.Selected()); err == nil {
			to.Question = &id
			for _, q := range s.page.Questions {
				if q.ID == id {
					to.Theme = q.Theme
				}
			}
		}
		s.host.CloseDialog()
		if to.Person == nil && to.Question == nil {
			return
		}
		id, n := s.id, 0
		s.settle()
		s.keep.Then(func(ctx context.Context) (err error) {
			n, err = s.deps.MoveLast(ctx, id, count, to)
			return err
		}, func() {
			s.host.Say(i18n.N("session.moved", n))
			trace.Event("moved", "n", n)
			s.lines = nil
			s.reload()
		})
	}
	s.host.Show(screen.Dialog{Name: "move", Title: i18n.T("session.move"), First: number,
		Content: widgets.Column(theme.Gap12, widgets.Field(i18n.T("session.move.count"), number, ""), widgets.Field(i18n.T("session.move.person"), person, ""),
			widgets.Field(i18n.T("session.move.question"), question, "")),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog),
			uikit.Name(widgets.NewPrimary(i18n.T("session.move.do"), "", done), "session.move.do")}})
}
