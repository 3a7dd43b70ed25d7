package shell

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/trace"
)

func (s *Shell) undo() { s.step("undone", s.Config.Project.Undo) }

func (s *Shell) redo() { s.step("redone", s.Config.Project.Redo) }

// step undoes or redoes one action and tells which.
func (s *Shell) step(told string, f func(context.Context) (app.Step, error)) {
	var step app.Step
	s.Run.Go(func() {
		var err error
		step, err = f(s.ctx)
		s.Do(func() {
			switch {
			case feltbog.ErrorCode(err) == feltbog.ENotFound:
				s.Say(i18n.Error(err))
			case err != nil:
				s.Fail(err)
			default:
				say := i18n.T(told, "what", i18n.Action(step.Action, step.Kind, step.Title))
				if step.Kept > 0 {
					say = strings.TrimSuffix(say, ".") + ". " + i18n.N("undo.kept", step.Kept)
				}
				s.toasts.say(say)
				trace.Event(told, "action", step.Action)
				s.showState()
			}
		})
	})
}

// focusFirst gives focus to the first widget in an object that takes it.
func focusFirst(c fyne.Canvas, o fyne.CanvasObject) bool {
	if f, ok := o.(fyne.Focusable); ok && o.Visible() {
		c.Focus(f)
		return true
	}
	if box, ok := o.(*fyne.Container); ok && o.Visible() {
		for _, child := range box.Objects {
			if focusFirst(c, child) {
				return true
			}
		}
	}
	return false
}
