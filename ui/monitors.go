package ui

import (
	"github.com/go-gl/glfw/v3.3/glfw"

	"feltbog/ui/i18n"
)

// watchMonitors looks after the participant's window when a screen is unplugged. The toolkit tells nothing of screens, so
// the library below it is asked. It is called when the window is there, on the UI goroutine, as are its calls back.
func (w *Window) watchMonitors() {
	glfw.SetMonitorCallback(func(_ *glfw.Monitor, event glfw.PeripheralEvent) {
		if event == glfw.Disconnected {
			w.screenGone()
		}
	})
}

// screenGone takes the participant's window away when it filled a screen: it would come down over the console.
func (w *Window) screenGone() {
	if w.other == nil || w.shell == nil || !w.other.ScreenGone() {
		return
	}
	w.win.RequestFocus()
	w.shell.Say(i18n.T("participant.gone"))
}
