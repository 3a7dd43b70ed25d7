// Feltshots makes pictures of every screen, on the sample project, in both looks and three sizes. It needs no display.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/uikit"
)

// sizes are those that the design language draws for.
var sizes = []fyne.Size{fyne.NewSize(1024, 700), fyne.NewSize(1440, 900), fyne.NewSize(1920, 1080)}

func main() {
	app.Main()
	to := flag.String("to", "out/shots", "folder for the pictures")
	only := flag.String("only", "", "only pictures whose name holds this")
	lang := flag.String("lang", "da", "da or en")
	guides := flag.Bool("guide", false, "the pictures of the guides, instead of every screen")
	flag.Parse()
	if err := run(*to, *only, *lang, *guides); err != nil {
		fmt.Fprintln(os.Stderr, "feltshots:", err)
		os.Exit(1)
	}
}

func run(to, only, lang string, guides bool) (err error) {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "feltshots-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()
	if err := i18n.Use(lang); err != nil {
		return err
	}
	if guides {
		return guide(to, scratch, lang)
	}
	if err := atWork(to, only, scratch, lang); err != nil {
		return err
	}
	began := time.Date(2025, 3, 11, 14, 30, 0, 0, time.FixedZone("", 3600))
	opt := app.Options{Config: filepath.Join(scratch, "config"), CheapKeys: true, Anywhere: true, Now: func() time.Time { return began }}
	machine, err := app.OpenMachine(opt)
	if err == nil { // a backup's message has no place in the pictures
		_, err = machine.Choose(func(s *app.Settings) { s.Backup.Days = 0 })
	}
	if err != nil {
		return err
	}
	dir, secret := filepath.Join(scratch, "Lillerup.feltbog"), rand.Text()
	for _, look := range []string{"lyst", "aften"} {
		s := &shoot{to: to, only: only, look: look, lang: lang}
		set, err := machine.Settings()
		if err != nil {
			return err
		}
		s.w = ui.New(test.NewApp(), &s.queue, machine, set, ui.Config{Options: opt, Look: look, Lang: lang, Size: sizes[1], Version: "1.0"})
		if look == "lyst" {
			s.w.Door("")
			s.take("door-new")
			p, err := sample(machine, dir, secret)
			if err != nil {
				return err
			}
			if err := p.Close(); err != nil {
				return err
			}
		}
		s.w.Door(dir)
		s.take("door-unlock")
		p, err := machine.Open(context.Background(), dir, app.Unlock{Passphrase: secret})
		if err != nil {
			return err
		}
		s.w.Close()
		s.queue.Drain()
		s.w.Enter(p)
		s.queue.Drain()
		for _, r := range ui.Tour() {
			s.w.Show(r)
			name := string(r.Place)
			if r.Part != "" {
				name += "-" + r.Part
			}
			s.take(name)
		}
		for _, kind := range []feltbog.Kind{feltbog.KindPlanAction, feltbog.KindNoteBlock, feltbog.KindParticipant} {
			one, err := p.Browse(context.Background(), kind, 1)
			if err != nil {
				return err
			}
			for _, h := range one {
				s.w.Show(screen.Route{Place: screen.Place(h.Place), Kind: h.Kind, ID: h.ID})
				s.take("record-" + string(kind))
			}
		}
		s.w.Press("Ctrl+K")
		s.take("search")
		s.w.Close()
		s.queue.Drain()
		if s.err != nil {
			return s.err
		}
	}
	return nil
}

// sample makes the vault of the sample project.
func sample(m *app.Machine, dir, secret string) (*app.Project, error) {
	r, err := app.NewRecovery()
	if err != nil {
		return nil, err
	}
	p, err := m.Create(context.Background(), dir, app.Founding{Project: "Lillerup", Device: "Laptop 1", Passphrase: secret, Recovery: r})
	if err != nil {
		return nil, err
	}
	return p, p.FillSample(context.Background(), nil)
}

// shoot takes pictures of one window.
type shoot struct {
	queue    uikit.Queue
	w        *ui.Window
	to, only string
	look     string
	lang     string
	err      error
}

// take takes a picture in each size.
func (s *shoot) take(name string) {
	s.queue.Drain()
	for _, size := range sizes {
		file := fmt.Sprintf("%s-%s-%.0f.png", name, s.look, size.Width)
		if s.lang != "da" {
			file = s.lang + "-" + file
		}
		if s.err != nil || !strings.Contains(file, s.only) {
			continue
		}
		// Wrapped text only knows its height once it has a width.
		s.w.Resize(size.Add(fyne.NewSize(0, 1)))
		s.queue.Drain()
		s.w.Resize(size)
		s.queue.Drain()
		s.err = write(filepath.Join(s.to, file), s.w.Canvas())
	}
}

func write(file string, c fyne.Canvas) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(f, c.Capture()), f.Close())
}
