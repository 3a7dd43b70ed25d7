// Package screen is the contract between a screen and the window around it. A screen knows its Host and the use cases
// it calls; it never knows another screen: it opens a Route.
package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/uikit"
)

// Place is one of the six places of the rail, or what stands below them.
type Place string

// The places, in the order of the rail.
const (
	Project  Place = "project"
	Field    Place = "field"
	Photos   Place = "photos"
	Material Place = "material"
	Workshop Place = "workshop"
	Share    Place = "share"
	Settings Place = "settings"
	Help     Place = "help"
	Trash    Place = "trash"
	History  Place = "history"
)

// The parts of a session that come after it.
const (
	Debrief = "debrief" // right after it: what the team says
	After   = "after"   // in the evening: writing out
)

// Versions is the part of Share that shows texts with two versions.
const Versions = "versions"

// Places are the six places of the rail.
func Places() []Place { return []Place{Project, Field, Photos, Material, Workshop, Share} }

// Route says where to go: a place, and in it a record, or a part.
type Route struct {
	Place Place
	Kind  feltbog.Kind // with ID: the record to show
	ID    feltbog.ID
	Part  string // of the place, as "keys" of the settings
	// Begin begins to write on arrival: in the record, or a loose note at the place. It is not remembered.
	Begin bool `json:"-"`
}

// Screen is one place of the window. It is built once and shown many times.
type Screen interface {
	// Title names the place, for the window's title and the list of recent places.
	Title() string
	// Content is built once and kept.
	Content() fyne.CanvasObject
	// Shown is called on the UI goroutine when the screen comes to the front. ctx ends when it leaves. A screen loads
	// and subscribes here.
	Shown(ctx context.Context, at Route)
}

// Optional interfaces of a Screen.
type (
	// Searchable has a search field of its own. FocusSearch is false when there is nothing to search in now.
	Searchable interface{ FocusSearch() bool }
	// Keyed binds actions of the table of keys while the screen is shown. It is asked after Shown.
	Keyed interface{ Keys() map[string]func() }
	// FileDropper takes files that are dropped on the window.
	FileDropper interface {
		DropFiles(at fyne.Position, files []fyne.URI)
	}
	// Leaver has something to finish, such as a draft, before it leaves the front or the vault is locked. Leave runs
	// on the UI goroutine and returns what is then done elsewhere, waited for before a lock; nil when there is nothing.
	Leaver interface{ Leave() func() error }
	// Helped has a help of its own. Topic is "" when it is the place's.
	Helped interface{ Topic() string }
	// Paneled has a side panel that can be folded.
	Paneled interface{ TogglePanel() }
)

// Host is what the window offers to a screen. All methods may be called from any goroutine except where noted.
type Host interface {
	uikit.Runner
	// Window is where dialogs and file pickers belong.
	Window() fyne.Window
	// Open goes to another place.
	Open(Route)
	// Say shows a quiet message that does not take the focus and goes away by itself: a finished sentence.
	Say(text string)
	// Fail shows what went wrong in words, and stays until it is closed.
	Fail(error)
	// Start runs a job in the job strip, where it can be stopped. done is called on the UI goroutine.
	Start(job app.Job, done func(error))
	// Act runs a short use case elsewhere, tells when it failed, and then calls done on the UI goroutine (done may be
	// nil; it is not called after a failure).
	Act(f func(context.Context) error, done func())
	// Show opens a dialog: a card on a veil. Keys of the window are inert until it closes. Call it on the UI goroutine.
	Show(Dialog)
	// CloseDialog closes the topmost dialog. Call it on the UI goroutine.
	CloseDialog()
	// Lock locks the vault.
	Lock()
}

// Dialog is a card in front of everything else.
type Dialog struct {
	Name    string // in the trace
	Title   string
	Content fyne.CanvasObject
	Width   float32 // 0: 520
	// Buttons stand below, the one that does the thing last. Escape is the first of them.
	Buttons []fyne.CanvasObject
	First   fyne.Focusable // gets focus; nil: the first that can
	Closed  func()         // after it went away, however
}
