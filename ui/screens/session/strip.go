package session

import (
	"context"
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// strip shows the session's pictures below what is written, and those that appeared in a watched folder. While a
// picture is chosen, the keys of the tags are about it.
type strip struct {
	s      *Screen
	box    *fyne.Container
	row    *fyne.Container
	chosen feltbog.ID
	kept   map[feltbog.ID]image.Image
	asked  map[feltbog.ID]bool
	shown  string
	fresh  []freshFile // in the watched folder, not taken in
	folder string      // that is watched; "" none
	stop   context.CancelFunc
	take   *widgets.Button
}

type freshFile struct {
	path string
	img  image.Image
}

// mostTiles is how many of the session's pictures the strip shows: the latest.
const mostTiles = 24

func newStrip(s *Screen) *strip {
	p := &strip{s: s, kept: map[feltbog.ID]image.Image{}, asked: map[feltbog.ID]bool{}, row: widgets.Row(theme.Gap4)}
	p.take = uikit.Name(widgets.NewPrimary("", "import", s.takeFresh), "session.strip.take")
	p.take.Key = chord("Ctrl+Shift+I")
	p.take.Hide()
	p.box = container.NewBorder(nil, nil, nil, container.NewCenter(p.take), container.NewHScroll(p.row))
	p.box.Hide()
	return p
}

// reset forgets another session's pictures.
func (p *strip) reset() {
	p.chosen, p.shown, p.fresh = feltbog.ID{}, "", nil
	p.kept, p.asked = map[feltbog.ID]image.Image{}, map[feltbog.ID]bool{}
	p.unwatch()
}

// show draws the strip when something in it is another than before.
func (p *strip) show() {
	photos := p.s.page.Photos
	if n := len(photos); n > mostTiles {
		photos = photos[n-mostTiles:]
	}
	if !slices.Contains(p.all(), p.chosen) {
		p.chosen = feltbog.ID{}
	}
	p.row.Objects = nil
	for i := range photos {
		p.row.Add(p.tile(&photos[i]))
	}
	for i := range p.s.page.Files {
		p.row.Add(p.file(&p.s.page.Files[i], i+1))
	}
	for i := range p.fresh {
		f := &p.fresh[i]
		t := widgets.NewPhotoTile()
		t.Image, t.Loose, t.Text = f.img, true, i18n.T("session.strip.new")
		t.Tap = func() { p.takeOne(f.path) }
		p.row.Add(uikit.Name(t, "session.strip.fresh."+i18n.Number(i+1)))
	}
	p.take.Hidden = len(p.fresh) == 0
	p.take.SetText(i18n.N("session.strip.take", len(p.fresh)))
	hidden := len(p.row.Objects) == 0
	if p.box.Hidden != hidden {
		p.box.Hidden = hidden
		p.s.tools.box.Refresh()
	}
	p.box.Refresh()
}

func (p *strip) tile(o *feltbog.Photo) fyne.CanvasObject {
	id := o.ID
	t := widgets.NewPhotoTile()
	t.Image, t.Chosen = p.kept[id], id == p.chosen
	t.Text = i18n.T("session.strip.photo", "number", i18n.Padded(o.Number))
	if !o.Taken.IsZero() {
		t.Text = i18n.Clock(o.Taken.Time())
	}
	if name := firstOf(o.ParticipantTitle, o.ResearcherTitle); name != "" {
		t.Text += " · " + name
	}
	if n := len(o.Tags); n > 0 {
		t.Text += " · " + i18n.N("session.strip.tags", n)
	}
	t.Tap = func() { p.choose(id) }
	t.Open = func() { p.open(id) }
	t.Menu = func(at fyne.Position) {
		widgets.NewMenu(widgets.MenuItem{Text: i18n.T("session.strip.open"), Icon: "zoom", Tap: func() { p.open(id) }},
			widgets.MenuItem{Text: i18n.T("session.strip.note"), Icon: "link", Tap: func() { p.toNote(id) }}).ShowAt(p.s.host.Window().Canvas(), at)
	}
	p.ask(id)
	return uikit.Name(t, "session.strip."+i18n.Padded(o.Number))
}

// fileIcons say what a file is.
var fileIcons = map[feltbog.AttachmentType]string{feltbog.Sound: "ear", feltbog.Video: "play"}

// file is a tile for a file that is no picture: sound, video, a paper. Open hands it to the system's player.
func (p *strip) file(a *feltbog.Attachment, n int) fyne.CanvasObject {
	id := a.ID
	t := widgets.NewPhotoTile()
	t.Chosen, t.Text = id == p.chosen, a.Title
	if t.Icon = fileIcons[a.Type]; t.Icon == "" {
		t.Icon = "doc"
	}
	if !a.Time.IsZero() {
		t.Text = i18n.Clock(a.Time.Time()) + " · " + a.Title
	}
	t.Tap = func() { p.choose(id) }
	t.Open = func() { p.open(id) }
	t.Menu = func(at fyne.Position) {
		widgets.NewMenu(widgets.MenuItem{Text: i18n.T("attachment.open"), Icon: "play", Tap: func() { p.open(id) }},
			widgets.MenuItem{Text: i18n.T("attachment.page"), Icon: "doc", Tap: func() {
				p.s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindAttachment, ID: id})
			}}).ShowAt(p.s.host.Window().Canvas(), at)
	}
	return uikit.Name(t, "session.strip.file."+i18n.Number(n))
}

// all lists what one can choose, in the order of the strip.
func (p *strip) all() []feltbog.ID {
	var ids []feltbog.ID
	for i := range p.s.page.Photos {
		ids = append(ids, p.s.page.Photos[i].ID)
	}
	for i := range p.s.page.Files {
		ids = append(ids, p.s.page.Files[i].ID)
	}
	return ids
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

// ask has the small copy of a picture read.
func (p *strip) ask(id feltbog.ID) {
	if p.asked[id] {
		return
	}
	p.asked[id] = true
	scale := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.box); c != nil {
		scale = c.Scale()
	}
	w, h := widgets.StripBox(scale)
	ctx := p.s.ctx
	p.s.host.Go(func() {
		img, err := p.s.deps.PhotoThumb(ctx, id, w, h)
		p.s.host.Do(func() {
			if err != nil || ctx.Err() != nil { // grey; it is asked again when something changes
				delete(p.asked, id)
				return
			}
			p.kept[id] = img
			p.show()
		})
	})
}

// choose makes the keys of the tags be about a picture, and no longer when it was chosen already.
func (p *strip) choose(id feltbog.ID) {
	if p.chosen == id {
		id = feltbog.ID{}
	}
	p.chosen = id
	p.show()
	p.s.tools.show()
	trace.Event("picture", "chosen", !id.IsZero())
}

// step chooses the next one: the pictures from the newest on, which is the one that was just taken, then the files;
// after the last one none.
func (p *strip) step() {
	n := len(p.s.page.Photos)
	order := p.all()
	slices.Reverse(order[:n])
	if i := slices.Index(order, p.chosen) + 1; i < len(order) {
		p.choose(order[i])
	} else if len(order) > 0 {
		p.choose(p.chosen)
	}
}

// openChosen opens what is chosen.
func (p *strip) openChosen() {
	if !p.chosen.IsZero() {
		p.open(p.chosen)
	}
}

// open shows a picture at its place, and hands a file to the system's player.
func (p *strip) open(id feltbog.ID) {
	if slices.ContainsFunc(p.s.page.Files, func(a feltbog.Attachment) bool { return a.ID == id }) {
		p.s.host.Act(func(ctx context.Context) error { return p.s.play(ctx, id) }, nil)
		return
	}
	p.s.host.Open(screen.Route{Place: screen.Photos, Kind: feltbog.KindPhoto, ID: id})
}

// toNote hangs a picture on the note that is written.
func (p *strip) toNote(id feltbog.ID) {
	l := p.s.current()
	if l == nil || l.fresh {
		return
	}
	p.s.change(l, func(n *feltbog.NoteBlock) {
		if !slices.Contains(n.Photos, id) {
			n.Photos = append(slices.Clone(n.Photos), id)
		}
	})
}

// tag puts a tag on the chosen picture or takes it off; false when none is chosen.
func (p *strip) tag(tag feltbog.ID) bool {
	i := slices.IndexFunc(p.s.page.Photos, func(o feltbog.Photo) bool { return o.ID == p.chosen })
	if i < 0 {
		return false
	}
	o := &p.s.page.Photos[i]
	id, on := o.ID, !slices.Contains(o.Tags, tag)
	if on {
		o.Tags = append(slices.Clone(o.Tags), tag)
	} else {
		o.Tags = slices.DeleteFunc(slices.Clone(o.Tags), func(t feltbog.ID) bool { return t == tag })
	}
	p.s.keep.Then(func(ctx context.Context) error { return p.s.deps.TagPhotos(ctx, []feltbog.ID{id}, tag, on) },
		func() { trace.Event("tagged", "kind", string(feltbog.KindPhoto), "on", on) })
	p.show()
	p.s.tools.show()
	return true
}

// tags are those of the chosen picture, and whether one is chosen.
func (p *strip) tags() ([]feltbog.ID, bool) {
	for i := range p.s.page.Photos {
		if p.s.page.Photos[i].ID == p.chosen {
			return p.s.page.Photos[i].Tags, true
		}
	}
	return nil, false
}

// watch looks at a folder for pictures that appear in it: of a card, or one that a phone's pictures come to.
func (p *strip) watch(dir string) {
	p.unwatch()
	ctx, stop := context.WithCancel(p.s.ctx)
	p.folder, p.stop = dir, stop
	p.s.host.Go(func() {
		err := p.s.deps.WatchFolder(ctx, dir, func(files []app.WatchedFile) {
			var fresh []freshFile
			for _, f := range files {
				fresh = append(fresh, freshFile{f.Path, f.Small})
			}
			p.s.host.Do(func() {
				switch {
				case ctx.Err() != nil:
				case len(files) == 0: // it has begun
					p.s.host.Say(i18n.T("session.watch.on", "folder", app.Trail(dir)))
					trace.Event("watching")
				default:
					p.fresh = append(p.fresh, fresh...)
					p.show()
					trace.Event("appeared", "n", len(fresh))
				}
			})
		})
		p.s.host.Do(func() {
			if p.folder == dir && ctx.Err() == nil {
				p.unwatch()
				if err != nil {
					p.s.host.Fail(err)
				}
			}
		})
	})
}

func (p *strip) unwatch() {
	if p.stop != nil {
		p.stop()
	}
	p.folder, p.stop, p.fresh = "", nil, nil
}

// takeFresh takes in what appeared.
func (s *Screen) takeFresh() {
	var paths []string
	for _, f := range s.strip.fresh {
		paths = append(paths, f.path)
	}
	s.strip.fresh = nil
	s.strip.show()
	s.takeAll(s.current(), paths)
}

func (p *strip) takeOne(path string) {
	p.fresh = slices.DeleteFunc(p.fresh, func(f freshFile) bool { return f.path == path })
	p.show()
	p.s.takeAll(p.s.current(), []string{path})
}
