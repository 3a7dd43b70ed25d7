// Package files lets a person choose a file or a folder. Screens get a Picker as an interface of their own, so that
// tests choose; the one here shows the toolkit's dialog. It is used on the UI goroutine, and so are its answers.
package files

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"feltbog/ui/trace"
)

// Picker asks in a window.
type Picker struct {
	Window fyne.Window
	// Suspend makes the window's keys inert while a dialog is open; see shortcuts.Keys. nil: nothing is done.
	Suspend func(escape func()) (resume func())
	// Fail is told when the system could not give what was chosen; nil: nobody.
	Fail func(error)
}

// Folder asks for a folder, beginning at one. chosen is not called when nothing was chosen.
func (p Picker) Folder(start string, chosen func(path string)) {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if p.sound(err) && u != nil {
			chosen(u.Path())
		}
	}, p.Window)
	p.show(d, start)
}

// Open asks for a file whose name ends in one of the endings, as ".json"; with none for any file.
func (p Picker) Open(start string, endings []string, chosen func(path string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if p.sound(err) && r != nil {
			path := r.URI().Path()
			if p.sound(r.Close()) {
				chosen(path)
			}
		}
	}, p.Window)
	if len(endings) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(endings))
	}
	p.show(d, start)
}

// Save asks where a new file is to be written and proposes a name. The file exists, empty, when chosen is called.
func (p Picker) Save(name string, chosen func(path string)) {
	d := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		if p.sound(err) && w != nil {
			path := w.URI().Path()
			if p.sound(w.Close()) {
				chosen(path)
			}
		}
	}, p.Window)
	d.SetFileName(name)
	p.show(d, "")
}

func (p Picker) sound(err error) bool {
	if err != nil && p.Fail != nil {
		p.Fail(err)
	}
	return err == nil
}

// show opens a dialog as large as the window allows, with the window's keys suspended.
func (p Picker) show(d *dialog.FileDialog, start string) {
	if start != "" {
		if at, err := storage.ListerForURI(storage.NewFileURI(start)); err == nil {
			d.SetLocation(at)
		}
	}
	size := p.Window.Canvas().Size()
	d.Resize(fyne.NewSize(min(size.Width-80, 900), min(size.Height-80, 640)))
	if p.Suspend != nil {
		d.SetOnClosed(p.Suspend(d.Hide))
	}
	d.Show()
	trace.Event("dialog", "name", "files")
}
