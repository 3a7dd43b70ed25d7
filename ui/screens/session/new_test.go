package session

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/widgets"
)

// choices reads what the dialog offers.
func (w *world) choices() app.SessionChoices {
	w.t.Helper()
	c, err := w.p.SessionChoices(w.t.Context())
	must(w.t, err)
	return c
}

func TestASessionIsBegunWithATeamPeopleAndATimeAndChangedLater(t *testing.T) {
	w := newWorld(t, app.NewSession{Type: feltbog.Interview, PlaceName: "Køkkenet"})
	solsort, _, err := w.p.AddParticipant(t.Context(), app.NewPerson{Pseudonym: "Solsort"})
	must(t, err)
	isfugl, _, err := w.p.AddParticipant(t.Context(), app.NewPerson{Pseudonym: "Isfugl"})
	must(t, err)
	f := newForm(w.Host, w.p, w.choices(), nil)
	f.show()
	if f.more.box.Visible() {
		t.Error("what one seldom needs stands open")
	}
	test.Tap(f.opened)
	f.kind.SetSelected(string(feltbog.FieldVisit))
	f.fit()
	f.place.SetText("Torvet på Ærø")
	f.more.title.SetText("Torvedag")
	f.more.time.Entry.SetText("17. februar 2025")
	f.more.join(solsort.String())
	f.more.join(isfugl.String())
	test.Tap(f.more.chips.Objects[0].(*widgets.QuickTag)) // Isfugl after all not
	f.more.roles[0].SetSelected(string(feltbog.Observer))
	f.more.participation.SetSelected(string(feltbog.PassiveParticipation))
	f.done()
	w.settle()
	if len(w.Opened) != 1 || len(w.Failed) > 0 {
		t.Fatalf("%v, %v", w.Opened, w.Failed)
	}
	page, err := w.p.SessionPage(t.Context(), w.Opened[0].ID)
	must(t, err)
	s := page.Session
	if s.Title != "Torvedag" || page.Place != "Torvet på Ærø" || s.Time.String() == "" || len(s.Participants) != 1 || s.Participants[0] != solsort ||
		len(s.Team) != 1 || s.Team[0].Role != feltbog.Observer || s.Participation != feltbog.PassiveParticipation {
		t.Errorf("%+v", s)
	}

	Edit(w.Host, w.p, s.ID)
	w.settle()
	c := w.choices()
	c.Last = app.NewSession{Type: s.Type, Title: s.Title, Team: s.Team, Participants: s.Participants}
	g := newForm(w.Host, w.p, c, &s)
	g.show()
	g.place.SetText("Havnen")
	g.more.title.SetText("")
	g.done()
	w.settle()
	page, err = w.p.SessionPage(t.Context(), s.ID)
	must(t, err)
	if page.Place != "Havnen" || page.Session.Title != "" || len(page.Session.Participants) != 1 || len(w.Failed) > 0 {
		t.Errorf("%q %+v %v", page.Place, page.Session, w.Failed)
	}
	if _, err := w.p.Undo(t.Context()); err != nil {
		t.Error(err)
	}
	if page, _ := w.p.SessionPage(t.Context(), s.ID); page.Session.Title != "Torvedag" {
		t.Errorf("after undo: %+v", page.Session)
	}
}

func TestATimeThatCannotBeUnderstoodKeepsTheDialogOpen(t *testing.T) {
	w := newWorld(t, app.NewSession{Type: feltbog.Interview})
	f := newForm(w.Host, w.p, w.choices(), nil)
	f.show()
	f.more.time.Entry.SetText("når det passer")
	f.done()
	w.settle()
	if len(w.Dialogs) != 1 || !f.more.box.Visible() || len(w.Opened) != 0 {
		t.Errorf("%d dialogs, %v", len(w.Dialogs), w.Opened)
	}
}

func TestTheNextPersonIsOneTapAlsoWhereThePanelIsFolded(t *testing.T) {
	w := newWorld(t, raid)
	next := func() *widgets.Button {
		for _, o := range test.LaidOutObjects(w.s.person.row) {
			if b, ok := o.(*widgets.Button); ok && b.Text == "Næste person" && b.Visible() && b.Size().Width > 0 {
				return b
			}
		}
		return nil
	}
	if next() != nil {
		t.Error("the button stands there twice")
	}
	w.Window().Resize(fyne.NewSize(952, 636))
	w.settle()
	b := next()
	if b == nil {
		t.Fatal("in a narrow window the next person cannot be reached by hand")
	}
	test.Tap(b)
	w.settle()
	if got := len(w.page().People); got != 2 {
		t.Errorf("%d people", got)
	}
}

func TestSomebodyWhoJoinsATalkIsOneKeyAndTheQuestionStays(t *testing.T) {
	w := newWorld(t, app.NewSession{Type: feltbog.GroupTalk, Questions: nil, PlaceName: "Stuen"})
	w.do("session.next_person")
	w.do("session.next_person")
	w.write("De ler begge to")
	w.enter()
	page := w.page()
	if len(page.People) != 2 || len(page.Notes) != 1 || len(page.Notes[0].Participants) != 1 || page.Notes[0].Participants[0] != page.People[1].ID {
		t.Errorf("%+v", page)
	}
	if len(w.s.person.others.Objects) != 2 {
		t.Errorf("%d people can be chosen", len(w.s.person.others.Objects))
	}
}
