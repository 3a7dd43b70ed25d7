package participant

import (
	"context"
	"image"
	"image/draw"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"feltbog/internal/feltbog"
	"feltbog/ui/shortcuts"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
)

// most is how many pictures are kept ready beside the one that is shown.
const most = 5

// Config is what a window needs.
type Config struct {
	App fyne.App
	// Title is all that a window manager knows of the window: the program's name.
	Title string
	Run   uikit.Runner
	// Image makes a picture ready: upright and whole, on black, in exactly so many pixels. It is called elsewhere than on
	// the UI goroutine.
	Image func(ctx context.Context, photo feltbog.ID, w, h int) (image.Image, error)
	// Keys are those of the main window.
	Keys *shortcuts.Keys
}

// Window implements screen.Participant.
type Window struct {
	Config
	win    fyne.Window
	raster *canvas.Raster
	ctx    context.Context
	stop   context.CancelFunc

	shown  feltbog.ID // what is to be seen; zero: black
	next   []feltbog.ID
	size   image.Point // pixels, as it was painted last
	black  *image.RGBA // of that size
	ready  map[feltbog.ID]image.Image
	asked  map[feltbog.ID]bool
	told   feltbog.ID // the trace has said that it is painted
	step   func(by int)
	closed func()
	alone  bool
}

// New returns a window that is not open.
func New(c Config) *Window { return &Window{Config: c} }

// Open implements screen.Participant.
func (w *Window) Open() {
	if w.win != nil {
		return
	}
	w.ctx, w.stop = context.WithCancel(context.Background())
	w.forget()
	w.win = w.App.NewWindow(w.Title)
	w.win.SetPadded(false)
	w.raster = canvas.NewRaster(w.paint)
	w.win.SetContent(w.raster)
	w.win.Resize(fyne.NewSize(960, 600))
	w.win.SetCloseIntercept(w.Close)
	w.keys()
	w.win.Show()
	trace.Event("participant.open")
}

// Showing implements screen.Participant.
func (w *Window) Showing() bool { return w.win != nil }

// Show implements screen.Participant.
func (w *Window) Show(photo feltbog.ID) {
	w.shown = photo
	w.told = feltbog.ID{}
	if w.win != nil {
		w.ask(photo)
		w.raster.Refresh()
	}
}

// Prepare implements screen.Participant.
func (w *Window) Prepare(photos ...feltbog.ID) {
	w.next = photos[:min(len(photos), most)]
	if w.win == nil {
		return
	}
	for id := range w.ready {
		if id != w.shown && !slices.Contains(w.next, id) {
			delete(w.ready, id)
		}
	}
	for _, id := range w.next {
		w.ask(id)
	}
}

// Black implements screen.Participant.
func (w *Window) Black() {
	w.shown = feltbog.ID{}
	w.told = feltbog.ID{}
	if w.win != nil {
		w.raster.Refresh()
	}
}

// Forget takes away what was made ready of a picture.
func (w *Window) Forget(photo feltbog.ID) {
	delete(w.ready, photo)
	w.next = slices.DeleteFunc(slices.Clone(w.next), func(id feltbog.ID) bool { return id == photo })
	if w.shown == photo {
		w.Black()
	}
}

// OnStep implements screen.Participant.
func (w *Window) OnStep(step func(by int)) { w.step = step }

// OnClosed implements screen.Participant.
func (w *Window) OnClosed(closed func()) { w.closed = closed }

// Alone implements screen.Participant.
func (w *Window) Alone(on bool) { w.alone = on }

// ScreenGone implements screen.Participant.
func (w *Window) ScreenGone() bool {
	if w.win == nil || !w.win.FullScreen() {
		return false
	}
	w.Close()
	return true
}

// Close implements screen.Participant.
func (w *Window) Close() {
	if w.win == nil {
		return
	}
	win := w.win
	w.stop()
	w.win, w.raster, w.shown, w.alone = nil, nil, feltbog.ID{}, false
	w.forget()
	win.SetCloseIntercept(nil)
	win.Close()
	trace.Event("participant.closed")
	if w.closed != nil {
		w.closed()
	}
}

func (w *Window) forget() {
	w.ready, w.asked = map[feltbog.ID]image.Image{}, map[feltbog.ID]bool{}
}

// paint returns what is seen: the picture, when it is there in this size, and else black.
func (w *Window) paint(width, height int) image.Image {
	if now := image.Pt(width, height); now != w.size { // another screen, or full: all is made ready anew
		w.size = now
		w.black = image.NewRGBA(image.Rect(0, 0, width, height))
		draw.Draw(w.black, w.black.Rect, image.Black, image.Point{}, draw.Src)
		w.forget()
		w.Run.Do(w.askAll)
	}
	img := w.ready[w.shown]
	if w.shown.IsZero() || img == nil || img.Bounds().Size() != w.size {
		return w.black
	}
	if w.told != w.shown {
		w.told = w.shown
		trace.Event("participant.painted", "id", w.shown.String(), "w", width, "h", height)
	}
	return img
}

func (w *Window) askAll() {
	if w.win == nil {
		return
	}
	for _, id := range append([]feltbog.ID{w.shown}, w.next...) {
		w.ask(id)
	}
}

// ask has a picture made ready, when it is not and nobody was asked.
func (w *Window) ask(photo feltbog.ID) {
	if photo.IsZero() || w.asked[photo] || w.ready[photo] != nil || w.size.X == 0 || w.size.Y == 0 {
		return
	}
	ctx, size := w.ctx, w.size
	w.asked[photo] = true
	w.Run.Go(func() {
		img, err := w.Image(ctx, photo, size.X, size.Y)
		w.Run.Do(func() {
			if ctx.Err() != nil || size != w.size {
				return
			}
			delete(w.asked, photo)
			if err != nil { // black: nothing else can be told here
				trace.Event("participant.failed", "id", photo.String(), "error", err.Error())
				return
			}
			if photo != w.shown && !slices.Contains(w.next, photo) {
				return
			}
			w.ready[photo] = img
			trace.Event("participant.ready", "id", photo.String())
			if photo == w.shown {
				w.raster.Refresh()
			}
		})
	})
}
