package history

import (
	"context"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// only shows what one member did; "" everybody.
func (s *Screen) only(member string) {
	s.by = feltbog.ID{}
	if id, err := feltbog.ParseID(member); err == nil {
		s.by = id
	}
	s.deeds = nil
	s.reload()
}

// open leads to the record that an action was about.
func (s *Screen) open(i int) {
	about := s.list.Rows()[i].About
	if about.Status == app.Gone || about.ID.IsZero() {
		s.host.Say(i18n.T("history.gone"))
		return
	}
	s.host.Open(screen.To(about))
}

// menu is what can be done with an action.
func (s *Screen) menu(i int) []widgets.MenuItem {
	d := s.list.Rows()[i].Deed
	items := []widgets.MenuItem{{Text: i18n.T("history.open"), Icon: "arrow", Tap: func() { s.open(i) }, Off: d.About.ID.IsZero() || d.About.Status == app.Gone}}
	switch {
	case d.Steps == 1:
		items = append(items, widgets.MenuItem{Text: i18n.T("history.undo"), Icon: "undo", Tap: func() { s.undo(d) }})
	case d.Steps > 1:
		items = append(items, widgets.MenuItem{Text: i18n.N("history.undo.to", d.Steps), Icon: "undo", Tap: func() { s.ask(d) }})
	}
	return items
}

// ask tells what going back so far means.
func (s *Screen) ask(d app.Deed) {
	stop := uikit.Name(widgets.NewButton(i18n.T("history.keep"), "", s.host.CloseDialog), "history.keep")
	do := uikit.Name(widgets.NewPrimary(i18n.N("history.undo.do", d.Steps), "undo", func() {
		s.host.CloseDialog()
		s.undo(d)
	}), "history.undo.do")
	s.host.Show(screen.Dialog{Name: "undo", Title: i18n.N("history.undo.title", d.Steps),
		Content: widgets.Plain(i18n.T("history.undo.text", "what", sentence(d))), Buttons: []fyne.CanvasObject{stop, do}, First: do})
}

// undo takes the own actions back down to one of them.
func (s *Screen) undo(d app.Deed) {
	var steps []app.Step
	s.host.Act(func(ctx context.Context) error {
		var err error
		steps, err = s.deps.UndoTo(ctx, d.ID)
		return err
	}, func() {
		kept := 0
		for _, st := range steps {
			kept += st.Kept
		}
		if len(steps) == 1 {
			s.host.Say(i18n.T("undone", "what", i18n.Action(steps[0].Action, steps[0].Kind, steps[0].Title)))
		} else {
			s.host.Say(i18n.N("history.undone.many", len(steps)))
		}
		if kept > 0 {
			s.host.Say(i18n.N("undo.kept", kept))
		}
		trace.Event("undone", "steps", len(steps))
		s.reload()
	})
}
