package shell

import (
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2/container"

	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// hide covers everything at once, or uncovers it. What has focus keeps it, with the cursor where it was.
func (s *Shell) hide() {
	if s.hidden != nil {
		s.unhide()
		return
	}
	text := widgets.Titled(i18n.T("hidden"))
	text.Line()
	help := widgets.Plain(i18n.T("hidden.how")).Line()
	cover := container.NewStack(widgets.NewBlocker(theme.Sunk), container.NewCenter(widgets.Column(theme.Gap8, text, help)))
	c := s.Window().Canvas()
	cover.Resize(c.Size())
	c.Overlays().Add(cover)
	resume := s.Keys.Suspend(s.unhide)
	s.hidden = cover
	s.unbind = append(s.unbind, resume)
	s.resumeKeys = resume
	s.Window().SetTitle(i18n.T("app.name"))
	trace.Event("hidden")
}

func (s *Shell) unhide() {
	if s.hidden == nil {
		return
	}
	s.Window().Canvas().Overlays().Remove(s.hidden)
	s.hidden = nil
	s.resumeKeys()
	s.reload()
	trace.Event("shown.again")
}

// Listening is implemented by screens of a running session: nobody types while listening, so that the screen is hidden
// instead of locked.
type Listening interface{ Listening() bool }

// pace is how often the shell looks whether somebody is there.
const pace = 5 * time.Second

// watch locks after a time without anybody, and when the machine has slept. In a pause it gives memory that is no longer
// used back to the system: an old laptop has other programs to run.
func (s *Shell) watch() {
	uikit.Touch()
	tick := time.NewTicker(pace)
	defer tick.Stop()
	last, given := time.Now(), false
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-tick.C:
		}
		now := time.Now()
		switch still := uikit.Idle() >= pace; {
		case still && !given: // once in each pause, on this goroutine: nobody waits for it
			debug.FreeOSMemory()
			given = true
		case !still:
			given = false
		}
		// The clock on the wall goes on while the machine sleeps; the monotonic one does not.
		slept := now.Round(0).Sub(last.Round(0)) - now.Sub(last)
		last = now
		s.Do(func() { s.rest(slept, uikit.Idle()) })
	}
}

// rest decides what a pause means.
func (s *Shell) rest(slept, idle time.Duration) {
	if slept > 2*pace {
		s.Lock()
		return
	}
	if s.Config.Idle == 0 || idle < s.Config.Idle {
		return
	}
	if l, ok := s.router.current().(Listening); ok && l.Listening() {
		if s.hidden == nil {
			s.hide()
		}
		return
	}
	s.Lock()
}

// out is Escape outside of everything: focus leaves the field.
func (s *Shell) out() { s.Window().Canvas().Unfocus() }

// nextPanel moves the focus to the next part of the window: rail, then screen.
func (s *Shell) nextPanel() {
	c := s.Window().Canvas()
	for _, item := range s.rail.items {
		if c.Focused() == item {
			c.Unfocus()
			if sc := s.router.current(); sc != nil {
				focusFirst(c, sc.Content())
			}
			return
		}
	}
	c.Focus(s.rail.items[s.place()])
}

// help opens the help for what is in front: the screen's own, or the place's.
func (s *Shell) help() {
	part := string(s.place())
	if h, ok := s.router.current().(screen.Helped); ok && h.Topic() != "" {
		part += "/" + h.Topic()
	}
	s.Open(screen.Route{Place: screen.Help, Part: part})
}

// place is the place of the rail that is in front.
func (s *Shell) place() screen.Place {
	if s.router.at >= 0 {
		if p := s.router.history[s.router.at].Place; s.rail.items[p] != nil {
			return p
		}
	}
	return screen.Project
}
