// Package workshop is the place Fællestolkning: the list of workshops, and the board of one, where cards lie in bunker and
// what people see in them stands side by side by role, none in the place of another. A guest, whose vault holds a workshop
// and nothing else, has the board alone: they choose a role once, write readings, make bunker and place cards.
//
// The board can be used by mouse, by keys and by the numbers on printed cards. Where a card lies is always said in words too.
package workshop

import (
	"context"
	"image"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// Deps are the use cases that the place calls.
type Deps interface {
	Bus() *app.Bus
	IsGuest() bool
	Workshops(ctx context.Context) ([]app.WorkshopLine, error)
	MakeWorkshop(ctx context.Context, n app.NewWorkshop) (feltbog.ID, error)
	EditWorkshop(ctx context.Context, id feltbog.ID, f func(*feltbog.Workshop)) error
	RemoveWorkshop(ctx context.Context, id feltbog.ID) error
	Board(ctx context.Context, workshop feltbog.ID) (app.Board, error)
	HeldCards(ctx context.Context, workshop feltbog.ID) ([]app.CardHeld, error)
	RemoveCards(ctx context.Context, workshop feltbog.ID, cards []feltbog.ID) error
	CardPicture(ctx context.Context, workshop, card feltbog.ID, side int) (image.Image, error)
	AddCluster(ctx context.Context, workshop feltbog.ID, title string) (feltbog.ID, error)
	EditCluster(ctx context.Context, workshop, id feltbog.ID, f func(*feltbog.Cluster)) error
	MoveCluster(ctx context.Context, workshop, id, after feltbog.ID) error
	RemoveCluster(ctx context.Context, workshop, id feltbog.ID) error
	Place(ctx context.Context, workshop, cluster feltbog.ID, cards []feltbog.ID, after feltbog.ID) error
	Unplace(ctx context.Context, workshop feltbog.ID, cards []feltbog.ID) error
	PlaceByNumber(ctx context.Context, workshop feltbog.ID, text string) ([]app.Placed, error)
	AddReading(ctx context.Context, workshop feltbog.ID, r feltbog.Reading) (feltbog.ID, error)
	EditReading(ctx context.Context, workshop, id feltbog.ID, f func(*feltbog.Reading)) error
	RemoveReading(ctx context.Context, workshop, id feltbog.ID) error
	AddDisagreement(ctx context.Context, workshop feltbog.ID, d feltbog.Disagreement) (feltbog.ID, error)
	RemoveDisagreement(ctx context.Context, workshop, id feltbog.ID) error
	Role(ctx context.Context) feltbog.Perspective
	SetRole(ctx context.Context, role feltbog.Perspective) error
	Undo(ctx context.Context) (app.Step, error)
	ParseDate(ctx context.Context, text string) (feltbog.FuzzyDate, error)
	BundleFile(folder, name string) string
	Pack(o app.PackOrder, done *app.Packed) app.Job
	Keep(ctx context.Context, name, value string) error
	Kept(ctx context.Context, name string) (string, error)
}

// Files asks a person for a folder; see package files.
type Files interface {
	Folder(start string, chosen func(path string))
}

// six are the perspectives that a joint interpretation listens for, in the order in which they are shown.
var six = []feltbog.Perspective{feltbog.Citizen, feltbog.Professional, feltbog.CivilSociety, feltbog.Leader, feltbog.Politician, feltbog.Relative}
