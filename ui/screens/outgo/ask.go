// Package outgo is where people settle what may leave the team: of a choice of items it shows which go out and how they will
// look, each passage that points at somebody in its sentence, to be kept, replaced or left out, and what stays in, with the
// reason. It lets nothing out itself: whoever asked is handed the items that may leave, and the gate asks all of it anew.
//
// Somebody asks by putting an Ask on the Tray and opening a route to the screen. It is on its own at each place that has one.
package outgo

import (
	"context"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
)

// Part is the part of a place under which the screen is reached.
const Part = "outgo"

// Ask is what somebody wants to let out.
type Ask struct {
	Use   feltbog.Use
	Items []app.GateItem
	// Title names what is being made, as "Kort til »Hvad gør det svært at få hjælp?«".
	Title string
	// Do words the button for that many items, Icon is its icon.
	Do   func(n int) string
	Icon string
	// Then is handed the items that may leave, in the order in which they were asked for.
	Then func([]app.GateItem)
	// Back is where one goes without letting anything out.
	Back screen.Route
}

// Tray holds what was asked last. Its methods belong to the UI goroutine.
type Tray struct{ ask *Ask }

// Put lays something on the tray, in place of what lay there.
func (t *Tray) Put(a Ask) { t.ask = &a }

// Clear empties the tray.
func (t *Tray) Clear() { t.ask = nil }

// Deps are the use cases that the screen calls.
type Deps interface {
	Bus() *app.Bus
	Cover(ctx context.Context, use feltbog.Use, items []app.GateItem) (app.CoveredCopies, []app.ScanFinding, []app.Refusal, error)
	DecideFinding(ctx context.Context, d app.FindingDecision) error
	ForgetFinding(ctx context.Context, d app.FindingDecision) error
	Heading(ctx context.Context, kind feltbog.Kind, id feltbog.ID) (app.Heading, error)
	UnlockRegister(ctx context.Context, passphrase string) error
}
