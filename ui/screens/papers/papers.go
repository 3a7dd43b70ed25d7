// Package papers is the dialog in which the information letter, the consent form and the cards for people in pictures are
// made ready and printed: the fields of the project that they are filled in from, what is still missing by name, and the
// letter as it will stand on paper. What is written is kept when a field is left. Places that want papers printed show the
// dialog with Show, and print a guide with Guide.
package papers

import (
	"context"
	"io"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/trace"
)

// Deps are the use cases that the dialog calls.
type Deps interface {
	Overview(ctx context.Context) (app.Overview, error)
	EditProject(ctx context.Context, f func(*feltbog.Project)) error
	Letter(ctx context.Context, simple bool) (app.Letter, error)
	PrintLetter(ctx context.Context, desk app.Desk, simple bool) (app.Printed, error)
	PrintConsentForm(ctx context.Context, desk app.Desk, simple bool) (app.Printed, error)
	PrintCards(ctx context.Context, desk app.Desk, sheets int) (app.Printed, error)
}

// GuidePrinter is the use case of a guide's button.
type GuidePrinter interface {
	PrintGuide(ctx context.Context, desk app.Desk, id feltbog.ID, say app.Say) (app.Printed, error)
}

// Desk is where papers are put and shown.
type Desk struct {
	// Paper writes a file into a private folder that is wiped; see app.Machine.
	Paper func(name string, write func(io.Writer) error) (string, error)
	// View opens a file with the system's viewer, which prints it.
	View func(path string) error
}

// file makes a Desk an app.Desk.
type file struct{ Desk }

// Paper implements app.Desk.
func (f file) Paper(name string, write func(io.Writer) error) (string, error) {
	return f.Desk.Paper(name, write)
}

// Guide prints a guide, or a version of one, and opens it in the system's viewer.
func Guide(host screen.Host, deps GuidePrinter, desk Desk, id feltbog.ID) {
	run(host, desk, "guide", func(ctx context.Context) (app.Printed, error) { return deps.PrintGuide(ctx, file{desk}, id, i18n.T) }, nil)
}

// run prints something, opens it, and says that it stands in the register.
func run(host screen.Host, desk Desk, what string, print func(context.Context) (app.Printed, error), done func()) {
	host.Act(func(ctx context.Context) error {
		made, err := print(ctx)
		if err == nil {
			err = desk.View(made.Path)
		}
		return err
	}, func() {
		host.Say(i18n.T("papers.printed"))
		trace.Event("printed", "what", what)
		if done != nil {
			done()
		}
	})
}
