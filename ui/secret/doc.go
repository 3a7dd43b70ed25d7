// Package secret is what the door and the settings share: choosing a passphrase with an honest word about it, the
// recovery sheet with its twelve words, and typing those words. It judges and draws through internal/app and keeps
// nothing: who embeds a part asks it for what was typed.
package secret

import (
	"context"
	"io"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/uikit"
)

// Files asks a person where to save a file.
type Files interface {
	Save(name string, chosen func(path string))
}

// Desk is what the parts need of the program around them.
type Desk struct {
	Run   uikit.Runner
	Files Files
	// Paper writes a paper that is printed and taken away afterwards; see app.Machine.
	Paper func(name string, write func(io.Writer) error) (string, error)
	// View opens a file with the system's viewer.
	View func(path string) error
	// Draw returns a random number from 0 to n-1.
	Draw func(n int) int
	// Fail shows an error.
	Fail func(error)
}

// sheetFile writes a sheet as PDF in the language of the window.
func sheetFile(s app.Sheet) func(io.Writer) error {
	return func(w io.Writer) error { return app.RecoverySheetPDF(w, s, i18n.T) }
}

// loader is a Loader whose requests end with the window.
type loader[T any] struct{ uikit.Loader[T] }

func (l *loader[T]) load(fetch func() (T, error), show func(T, error)) {
	l.Load(context.Background(), func(context.Context) (T, error) { return fetch() }, show)
}
