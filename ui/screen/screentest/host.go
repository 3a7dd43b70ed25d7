// Package screentest is a screen.Host for tests of screens: nothing happens until Drain, and what a screen asked of the
// window is written down.
package screentest

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/shortcuts"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
)

// Host is a window that remembers.
type Host struct {
	uikit.Queue
	t       testing.TB
	window  fyne.Window
	Keys    *shortcuts.Keys
	Said    []string
	Failed  []error
	Opened  []screen.Route
	Dialogs []screen.Dialog // that are open
	Locked  bool
}

var _ screen.Host = (*Host)(nil)

// New returns a host with a window of a test app in Danish and the day palette.
func New(t testing.TB) *Host {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.New(theme.Day, 1))
	if err := i18n.Use("da"); err != nil {
		t.Fatal(err)
	}
	h := &Host{t: t, window: test.NewTempWindow(t, nil)}
	h.Keys = shortcuts.Attach(h.window)
	return h
}

// Put shows a screen in the window, at a size, and drains what that started.
func (h *Host) Put(s screen.Screen, at screen.Route, width, height float32) {
	h.window.SetContent(s.Content())
	h.window.Resize(fyne.NewSize(width, height))
	if k, ok := s.(screen.Keyed); ok {
		for id, f := range k.Keys() {
			h.t.Cleanup(h.Keys.On(id, f))
		}
	}
	s.Shown(h.t.Context(), at)
	h.Drain()
	h.window.Resize(fyne.NewSize(width, height+1)) // wrapped text knows its height once it had a width
	h.window.Resize(fyne.NewSize(width, height))
}

// Window implements screen.Host.
func (h *Host) Window() fyne.Window { return h.window }

// Open implements screen.Host.
func (h *Host) Open(r screen.Route) { h.Opened = append(h.Opened, r) }

// Say implements screen.Host.
func (h *Host) Say(text string) { h.Said = append(h.Said, text) }

// Fail implements screen.Host.
func (h *Host) Fail(err error) { h.Failed = append(h.Failed, err) }

// Start implements screen.Host: the job is done when the queue is drained.
func (h *Host) Start(job app.Job, done func(error)) {
	h.Go(func() {
		err := job.Run(h.t.Context(), nil)
		h.Do(func() {
			if done != nil {
				done(err)
			}
		})
	})
}

// Act implements screen.Host.
func (h *Host) Act(f func(context.Context) error, done func()) {
	h.Go(func() {
		err := f(h.t.Context())
		h.Do(func() {
			if err != nil {
				h.Fail(err)
			} else if done != nil {
				done()
			}
		})
	})
}

// Show implements screen.Host.
func (h *Host) Show(d screen.Dialog) {
	h.Dialogs = append(h.Dialogs, d)
	h.window.Canvas().Overlays().Add(d.Content)
	if d.First != nil {
		h.window.Canvas().Focus(d.First)
	}
}

// CloseDialog implements screen.Host.
func (h *Host) CloseDialog() {
	n := len(h.Dialogs)
	if n == 0 {
		h.t.Error("a dialog is closed and none is open")
		return
	}
	d := h.Dialogs[n-1]
	h.Dialogs = h.Dialogs[:n-1]
	h.window.Canvas().Overlays().Remove(d.Content)
	if d.Closed != nil {
		d.Closed()
	}
}

// Lock implements screen.Host.
func (h *Host) Lock() { h.Locked = true }
