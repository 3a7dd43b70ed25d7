// Package photos shows the pictures: a grid of all of them by time, session, place or tag, with filters, tags by one key
// for everything that is selected, and a panel that says what is known of the one in front; and one picture, as large as
// one likes, with the spots that were pointed at. What participants say of a picture and what the team says stand apart.
// Pictures are decoded elsewhere than on the UI goroutine, and only those in view.
package photos

import (
	"context"
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Others is the part of the place that lists its other records, as series of pictures, by kind.
const Others = "all"

// Deps are the use cases that the screen calls.
type Deps interface {
	Bus() *app.Bus
	Photos(ctx context.Context, limit int) (app.PhotoShelf, error)
	Photo(ctx context.Context, id feltbog.ID) (app.PhotoPage, error)
	PhotoThumb(ctx context.Context, id feltbog.ID, w, h int) (image.Image, error)
	PhotoImage(ctx context.Context, id feltbog.ID, full bool) (image.Image, error)
	TagPhotos(ctx context.Context, ids []feltbog.ID, tag feltbog.ID, on bool) error
	MarkPhotos(ctx context.Context, ids []feltbog.ID, important bool) error
	DoNotUse(ctx context.Context, ids []feltbog.ID, why string) error
	UseAgain(ctx context.Context, ids []feltbog.ID, why string) error
	DeletePhotos(ctx context.Context, ids []feltbog.ID) error
	EditPhoto(ctx context.Context, id feltbog.ID, f func(*feltbog.Photo)) error
	AddRegion(ctx context.Context, r feltbog.Region) (feltbog.ID, error)
	EditRegion(ctx context.Context, id feltbog.ID, f func(*feltbog.Region)) error
	DeleteRegion(ctx context.Context, id feltbog.ID) error
	TurnPhotos(ctx context.Context, ids []feltbog.ID, quarters int) error
	SetPhotoMaker(ctx context.Context, ids []feltbog.ID, m app.PhotoMaker) error
	PhotoSpot(ctx context.Context, id feltbog.ID) (*feltbog.PhotoLocation, error)
	TagRegion(ctx context.Context, id, tag feltbog.ID, on bool) error
	TagNamed(ctx context.Context, name string) (feltbog.ID, error)
	ImportPhotos(ctx context.Context, in app.PhotoImport, progress *app.Progress, news func(app.PhotoImported)) (app.PhotoImported, error)
	DevelopPhotos(ctx context.Context, progress *app.Progress) error
	PendingPhotos(ctx context.Context) (int, error)
	UnfinishedImport(ctx context.Context) (*app.PhotoImport, error)
	ForgetImport(ctx context.Context) error
	MatchPhotos(ctx context.Context, ids []feltbog.ID, offset time.Duration) ([]app.PhotoMatch, error)
	AcceptMatches(ctx context.Context, all []app.PhotoMatch, offset time.Duration) error
	ShiftPhotos(ctx context.Context, ids []feltbog.ID, offset time.Duration) error
	PointOut(ctx context.Context, photo, who feltbog.ID, g feltbog.Region) (feltbog.ID, error)
	EditDepicted(ctx context.Context, id feltbog.ID, f func(*feltbog.DepictedPerson)) error
	DeleteDepicted(ctx context.Context, id feltbog.ID) error
	AddRedactions(ctx context.Context, id feltbog.ID, all []app.Covering) ([]feltbog.ID, error)
	ChangeRedaction(ctx context.Context, id feltbog.ID, f func(*app.Covering)) error
	RemoveRedactions(ctx context.Context, ids []feltbog.ID) error
	ProposeRedactions(ctx context.Context, id feltbog.ID) ([]app.Covering, error)
	SketchRedactions(ctx context.Context, id feltbog.ID, all []app.Covering) (image.Image, error)
	RedactedImage(ctx context.Context, id feltbog.ID) (image.Image, error)
	MakeRedacted(ctx context.Context, id feltbog.ID) error
	MarkReadable(ctx context.Context, id feltbog.ID, what []feltbog.SensitiveContent) error
	WouldExport(ctx context.Context, use feltbog.Use, photos []feltbog.ID) ([]app.PhotoKept, error)
	ExportPhotos(ctx context.Context, x app.PhotosExport, say app.Say, progress *app.Progress) (app.PhotosExported, error)
	SessionChoices(ctx context.Context) (app.SessionChoices, error)
	SeriesList(ctx context.Context) ([]app.SeriesLine, error)
	MakeSeries(ctx context.Context, set feltbog.PhotoSet, photos []feltbog.ID) (feltbog.ID, error)
	AddToSeries(ctx context.Context, set feltbog.ID, photos []feltbog.ID) (int, error)
	Visit(ctx context.Context, kind feltbog.Kind, id feltbog.ID) error
	Keep(ctx context.Context, name, value string) error
	Kept(ctx context.Context, name string) (string, error)
}

// Screen is the grid and the picture in front.
type Screen struct {
	host  screen.Host
	deps  Deps
	files Files
	// Rights shows what is settled about a picture; nil: nothing does.
	Rights func(feltbog.ID)
	// Lay puts things into a joint interpretation; nil: there is none here.
	Lay   func(items []app.GateItem, back screen.Route)
	asked bool // whether to go on with an import
	ctx   context.Context
	keep  uikit.Keeper

	view    view
	filter  app.PhotoFilter
	shelf   app.PhotoShelf
	at      map[feltbog.ID]int // where each picture stands in the shelf
	there   bool               // something was loaded
	loading bool
	again   bool // something changed while it was
	sort    uikit.Loader[arranged]
	groups  []group
	pics    *pictures

	bar     *bar
	jumps   *jumps
	grid    *widgets.Gallery[feltbog.ID]
	tags    *tagBar
	inspect *inspector
	single  *single
	redact  *redacting
	empty   *fyne.Container
	middle  *fyne.Container
	front   *fyne.Container // the grid, or one picture
	panel   *widgets.Panel
}

// New returns the screen.
func New(host screen.Host, deps Deps, files Files) *Screen {
	s := &Screen{host: host, deps: deps, files: files, ctx: context.Background(), view: view{By: byTime, Size: medium}, at: map[feltbog.ID]int{}, empty: container.NewStack()}
	s.sort.Run = host
	s.keep = uikit.Keeper{Run: host, Failed: host.Fail}
	s.pics = newPictures(host, deps, func() {
		s.grid.Redraw()
	})
	s.grid = uikit.Name(widgets.NewGallery[feltbog.ID](sides[s.view.Size]), "photos.grid")
	s.grid.PickGroup = i18n.T("photos.group.pick")
	s.grid.Fill = s.fill
	s.grid.Chosen = func(int) { s.inFront() }
	s.grid.Opened = func(i int) { s.open(s.grid.Key(i)) }
	s.grid.Picked = s.picked
	s.grid.Menu = func(int) []widgets.MenuItem { return s.menu() }
	s.grid.Sized = s.resize
	s.grid.Moved = func(first, _ int) {
		s.pics.only(s.grid)
		s.jumps.follow(first)
	}
	s.bar, s.jumps, s.tags, s.inspect, s.single = newBar(s), newJumps(s), newTagBar(s), newInspector(s), newSingle(s)
	s.redact = newRedacting(s)
	body := container.NewBorder(nil, nil, nil, nil, container.NewStack(widgets.Pad(s.grid, 0, theme.Gap16, 0, theme.Gap16), s.empty))
	s.middle = container.New(&sides3{s.jumps}, s.jumps.box, container.NewBorder(s.bar.box, s.tags.box, nil, nil, body))
	s.front = container.NewStack(s.middle)
	s.redact.side.box.Hide()
	s.panel = widgets.NewPanel(s.front, container.NewStack(s.inspect.box, s.redact.side.box), true)
	return s
}

func (s *Screen) redactOpen() { s.redact.open() }

// sides3 puts the way to the days beside the grid where there is room; where there is none it stands above, in the bar.
type sides3 struct{ j *jumps }

const jumpsWidth = 136

func (l *sides3) Layout(o []fyne.CanvasObject, s fyne.Size) {
	wide := s.Width >= 760*theme.Scale() && l.j.worth()
	o[0].(*fyne.Container).Hidden = !wide
	l.j.narrow(!wide)
	x := float32(0)
	if wide {
		x = jumpsWidth * theme.Scale()
		o[0].Resize(fyne.NewSize(x, s.Height))
	}
	o[1].Move(fyne.NewPos(x, 0))
	o[1].Resize(fyne.NewSize(s.Width-x, s.Height))
}

func (l *sides3) MinSize(o []fyne.CanvasObject) fyne.Size { return o[1].MinSize() }

// Title implements screen.Screen.
func (s *Screen) Title() string { return i18n.T("place.photos") }

// Topic implements screen.Helped.
func (s *Screen) Topic() string {
	if s.redact.on {
		return "redact"
	}
	return ""
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.panel }

// TogglePanel implements screen.Paneled.
func (s *Screen) TogglePanel() { s.panel.Toggle() }

// FocusSearch implements screen.Searchable: what one looks for among pictures are tags.
func (s *Screen) FocusSearch() bool {
	s.askFilter()
	return true
}

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, at screen.Route) {
	s.ctx = ctx
	sub := app.Subscribe(s.deps.Bus(), func(app.RecordsChanged) { s.host.Do(s.changed) })
	context.AfterFunc(ctx, sub.Close)
	s.loading, s.again = false, false
	if at.Kind == feltbog.KindPhoto && !at.ID.IsZero() {
		s.single.show(at.ID)
		if at.Part == redactPart {
			s.redact.enter()
		}
	} else {
		s.single.hide()
	}
	s.start()
	if !s.asked {
		s.asked = true
		s.goOn()
	}
}

// Leave implements screen.Leaver.
func (s *Screen) Leave() func() error {
	s.inspect.leave()
	return s.keep.Flush()
}

// Keys implements screen.Keyed.
func (s *Screen) Keys() map[string]func() {
	if s.redact.on {
		return s.redact.keys()
	}
	keys := map[string]func(){
		"redact": s.redact.open, "photos.export": s.export,
		"photos.tag.find": s.findTag, "photos.important": s.important, "photos.bar": s.barThem, "photos.delete": s.remove,
		"photos.filter": s.askFilter, "photos.bring": s.bringFolder, "photos.match": s.askMatch, "photos.turn": func() { s.turn(1) }, "photos.turn.back": func() { s.turn(-1) },
		"photos.series": s.toSeries, "photos.rights": s.rights, "cards.lay": s.lay,
		"photos.region": func() { s.single.mark(widgets.BoxMark) },
	}
	for i := range keyed {
		keys["photos.tag."+digit(i)] = func() { s.tagKey(i) }
	}
	if s.single.on {
		keys["out"] = s.back
	}
	return keys
}
