package share

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/kinds"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// folderKept is the name under which a vault keeps where the last pakke was put.
const folderKept = "share.folder"

// packer makes a pakke: for whom, what, and where to. What the scan finds in the texts is shown before anything leaves.
type packer struct {
	s       *Screen
	chosen  map[feltbog.ID]bool
	words   string // the six words of the pakke that is being made
	over    bool   // it is made, and what there is to say of it was read
	busy    bool
	title   string // of the project
	named   string // the name that was proposed
	offered string // the file that was
	asked   uikit.Loader[string]

	forMembers, forWords *widgets.Choice
	byWords              bool
	known                string // which members stand there
	members              *fyne.Container
	what                 *widgets.Segment
	originals            *widgets.Check
	naming               *widgets.Message // what it means that the names travel
	name, reason, file   *widgets.Entry
	found                *fyne.Container
	wrong                *widgets.Text
	do                   *widgets.Button
	end                  *widgets.Button // once it is made
	all                  fyne.CanvasObject
	body                 *fyne.Container
}

const (
	everything = "all"
	onlyNew    = "new"
	names      = "register" // who people are: never together with anything else
)

func newPacker(s *Screen) *packer {
	p := &packer{s: s, chosen: map[feltbog.ID]bool{}, members: widgets.Column(0), found: widgets.Column(theme.Gap8), wrong: widgets.NewText("", theme.Body, theme.RedText)}
	p.asked.Run = s.host
	p.forMembers = uikit.Name(widgets.NewChoice(i18n.T("share.for.members"), i18n.T("share.for.members.what"), true, func() { p.forWhom(false) }), "share.for.members")
	p.forWords = uikit.Name(widgets.NewChoice(i18n.T("share.for.words"), i18n.T("share.for.words.what"), false, func() { p.forWhom(true) }), "share.for.words")
	p.what = uikit.Name(widgets.NewSegment([]widgets.Option{{Value: everything, Text: i18n.T("share.what.all")}, {Value: onlyNew, Text: i18n.T("share.what.new")},
		{Value: names, Text: i18n.T("share.what.register")}}, everything, p.ofWhat), "share.what")
	p.naming = widgets.NewMessage(widgets.Amber, "lock", i18n.T("share.register.why"), nil)
	p.naming.Hide()
	p.originals = uikit.Name(widgets.NewCheck(i18n.T("share.originals"), false, func(bool) {}), "share.originals")
	p.name, p.reason = uikit.Name(widgets.NewEntry(""), "share.name"), uikit.Name(widgets.NewEntry(i18n.T("share.reason.hint")), "share.reason")
	p.file = uikit.Name(widgets.NewEntry(""), "share.file")
	p.file.OnChanged = func(string) { p.tell("") }
	choose := uikit.Name(widgets.NewButton(i18n.T("share.folder"), "folder", func() { s.files.Folder(app.FolderOf(p.file.Text), func(dir string) { p.propose(dir) }) }), "share.folder")
	p.do = uikit.Name(widgets.NewPrimary(i18n.T("share.make.do"), "lock", func() { p.pack(false) }), "share.make.do")
	back := uikit.Name(widgets.NewButton(i18n.T("door.back"), "left", func() { s.host.Open(screen.Route{Place: screen.Share}) }), "share.make.back")
	p.found.Hide()
	p.wrong.Hide()
	p.body = widgets.Column(theme.Gap20, widgets.Titled(i18n.T("share.make")),
		widgets.Column(theme.Gap8, widgets.Label(i18n.T("share.for")), widgets.Columns(theme.Gap12, []float32{1, 1}, p.forMembers, p.forWords), p.members),
		widgets.Column(theme.Gap8, widgets.Label(i18n.T("share.what")), widgets.Row(theme.Gap20, p.what), p.originals, p.naming),
		widgets.Columns(theme.Gap16, []float32{1, 1}, widgets.Field(i18n.T("share.name"), widgets.Tall(p.name), ""), widgets.Field(i18n.T("share.reason"), widgets.Tall(p.reason), "")),
		widgets.Column(6, widgets.Label(i18n.T("share.where")), container.NewBorder(nil, nil, nil, widgets.Pad(choose, 0, 0, 0, theme.Gap12), widgets.Tall(p.file))),
		p.found)
	foot := container.NewStack(widgets.NewBox(theme.Card, "", 0), container.NewBorder(widgets.Rule(), nil, nil, nil,
		widgets.Pad(container.NewBorder(nil, nil, nil, widgets.Row(theme.Gap12, container.NewCenter(back), container.NewCenter(p.do)),
			container.New(middle{}, widgets.Column(0, p.wrong, widgets.Quiet(i18n.T("share.make.promise"))))), theme.Gap12, theme.Gap28, theme.Gap12, theme.Gap28)))
	p.all = container.NewBorder(nil, foot, nil, nil, container.NewVScroll(widgets.Pad(widgets.AtMost(p.body, 1000), theme.Gap20, theme.Gap28, theme.Gap20, theme.Gap28)))
	p.set(s.now)
	return p
}

// middle puts what wraps in the middle of the height.
type middle struct{}

func (middle) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(fyne.NewSize(s.Width, o[0].MinSize().Height))
	h := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(s.Width, h))
	o[0].Move(fyne.NewPos(0, max((s.Height-h)/2, 0)))
}

func (middle) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// set shows who there is to make a pakke for. The rows are made anew when others stand there than before.
func (p *packer) set(v state) {
	if v.title != "" && v.title != p.title {
		p.title = v.title
		p.call()
	}
	who := ""
	for _, m := range v.members {
		who += m.ID.String() + m.Words
	}
	if who == p.known {
		return
	}
	p.known, p.members.Objects = who, nil
	n := 0
	for _, m := range v.members {
		if m.Own || !m.Ended.IsZero() {
			continue
		}
		n++
		c := uikit.Name(widgets.NewCheck(m.Name, p.chosen[m.ID] && m.Words != "", func(on bool) { p.chosen[m.ID] = on }), "share.member"+strconv.Itoa(n))
		c.SetTrail(m.Words)
		if m.Words == "" {
			c.SetTrail(i18n.T("share.member.nokey"))
			c.SetEnabled(false)
		}
		p.members.Add(c)
	}
	if n == 0 {
		p.members.Add(widgets.NewMessage(widgets.Accent, "person", i18n.T("share.for.nobody"), nil))
	}
	p.members.Refresh()
}

// call proposes a name, and a file of that name, unless somebody wrote another.
func (p *packer) call() {
	if p.name.Text != p.named {
		return
	}
	what := p.title
	if p.what.Selected() == names {
		what = i18n.T("share.register.name", "title", p.title)
	}
	p.named = what + " " + i18n.Day(time.Now())
	p.name.SetText(p.named)
	switch p.file.Text {
	case "":
		p.propose("")
	case p.offered:
		p.propose(app.FolderOf(p.offered))
	}
}

// propose names a file in a folder; "" is where the last pakke was put.
func (p *packer) propose(dir string) {
	name := p.name.Text
	p.asked.Load(p.s.ctx, func(ctx context.Context) (string, error) {
		var err error
		if dir == "" {
			dir, err = p.s.deps.Kept(ctx, folderKept)
		}
		return p.s.deps.BundleFile(dir, name), err
	}, func(file string, err error) {
		if err != nil {
			p.s.host.Fail(err)
			return
		}
		p.offered = file
		p.file.SetText(file)
	})
}

// ofWhat shows what goes with what was chosen.
func (p *packer) ofWhat(what string) {
	p.originals.Hidden, p.naming.Hidden = what == names, what != names
	p.tell("")
	p.call()
	p.body.Refresh()
}

func (p *packer) forWhom(words bool) {
	p.byWords = words
	p.forWords.SetOn(words)
	p.forMembers.SetOn(!words)
	p.members.Hidden = words
	if words {
		p.what.SetSelected(everything) // what somebody has is known of members only, and names are for a key
		p.ofWhat(everything)
	}
	p.what.SetEnabled(!words)
	p.body.Refresh()
}

func (p *packer) tell(text string) {
	p.wrong.SetText(text)
	p.wrong.Hidden = text == ""
}

// order is what was chosen, "" when it is enough to make a pakke.
func (p *packer) order() (o app.PackOrder, lacks string) {
	o = app.PackOrder{File: strings.TrimSpace(p.file.Text), Name: strings.TrimSpace(p.name.Text), Reason: strings.TrimSpace(p.reason.Text), Originals: p.originals.On()}
	if o.File == "" || !app.IsPlaced(o.File) {
		return o, i18n.T("share.where.lacks")
	}
	if !app.IsBundle(o.File) {
		o.File += app.BundleEnding
	}
	if p.byWords {
		return o, ""
	}
	for _, m := range p.s.now.members { // in order, and only whom it can still be made for
		if p.chosen[m.ID] && m.Words != "" && m.Ended.IsZero() {
			o.Members = append(o.Members, m.ID)
		}
	}
	if len(o.Members) == 0 {
		return o, i18n.T("share.for.lacks")
	}
	switch p.what.Selected() {
	case onlyNew:
		o.New = true
	case names:
		o.Space, o.Originals = feltbog.RegisterSpace, false
		if o.Reason == "" {
			return o, i18n.T("share.register.lacks")
		}
	}
	return o, ""
}

// pack makes it. seen is that what the scan found was looked at.
func (p *packer) pack(seen bool) {
	o, lacks := p.order()
	p.tell(lacks)
	if lacks != "" || p.busy {
		return
	}
	o.NamesSeen = seen
	p.busy = true
	p.do.Enable(false)
	var done app.Packed
	var named bool
	p.words = ""
	job := app.Job{Title: "job.bundle.pack", Start: func(ctx context.Context, progress *app.Progress) (err error) {
		if p.byWords {
			if o.Words, err = p.s.Words(); err != nil {
				return err
			}
		}
		err = p.s.deps.Pack(o, &done).Start(ctx, progress)
		if named = keyOf(err) == "bundle.names"; named {
			err = nil // shown on the page
		}
		return err
	}}
	p.s.host.Start(job, func(err error) {
		p.busy = false
		p.do.Enable(true)
		trace.Event("packed", "failed", err != nil, "names", len(done.Names), "sets", done.Sets)
		switch {
		case err != nil:
			p.tell(i18n.Error(err))
		case named:
			p.showFound(done.Names, done.Blind)
		default:
			p.words = o.Words
			p.made(o, done)
		}
	})
}

// showFound lists the texts that point at people, each to be looked at.
func (p *packer) showFound(all []app.NameFound, blind bool) {
	p.found.Objects = []fyne.CanvasObject{widgets.Headed(i18n.N("share.found", len(all))), widgets.Plain(i18n.T("share.found.help"))}
	if blind {
		p.found.Add(widgets.NewMessage(widgets.Amber, "lock", i18n.T("share.found.blind"), nil))
	}
	for i, f := range all {
		if i == listed {
			p.found.Add(widgets.Quiet(i18n.N("share.list.more", len(all)-i)))
			break
		}
		if f.Past {
			p.found.Add(p.foundPast(i, f))
			continue
		}
		look := uikit.Name(widgets.NewButton(i18n.T("share.found.open"), "right", func() { p.s.host.Open(screen.Route{Place: screen.Record, Kind: f.Kind, ID: f.ID}) }), "share.found"+strconv.Itoa(i+1))
		p.found.Add(container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(widgets.Icon("warn", theme.AmberText, 20)), 0, theme.Gap12, 0, 0), container.NewCenter(look),
			widgets.Column(0, widgets.Plain(kinds.Name(f.Kind)).Bold(), widgets.NewText("»"+strings.Join(f.What, "«, »")+"«", theme.Small, theme.Ink2))))
	}
	p.found.Add(widgets.Row(0, uikit.Name(widgets.NewButton(i18n.T("share.found.seen"), "check", func() { p.pack(true) }), "share.found.seen")))
	p.found.Show()
	p.body.Refresh()
	p.tell(i18n.T("share.found.stop"))
}

// foundPast is the line of a text whose earlier versions alone hold something: they can be erased, and the text stays.
func (p *packer) foundPast(i int, f app.NameFound) fyne.CanvasObject {
	line := widgets.Column(0, widgets.Plain(kinds.Name(f.Kind)).Bold(), widgets.NewText(i18n.T("share.found.past", "what", "»"+strings.Join(f.What, "«, »")+"«"), theme.Small, theme.Ink2))
	var erase *widgets.Button
	erase = uikit.Name(widgets.NewButton(i18n.T("share.found.erase"), "del", func() {
		p.s.host.Act(func(ctx context.Context) error {
			for _, what := range f.What {
				if err := p.s.deps.ReplaceTelling(ctx, f.Kind, f.ID, f.Field, what, ""); err != nil {
					return err
				}
			}
			return nil
		}, func() {
			erase.Hide()
			line.Add(widgets.NewText(i18n.T("share.found.erased"), theme.Small, theme.GreenText))
			p.body.Refresh()
			trace.Event("erased", "name", f.Field)
		})
	}), "share.found"+strconv.Itoa(i+1))
	return container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(widgets.Icon("warn", theme.AmberText, 20)), 0, theme.Gap12, 0, 0), container.NewCenter(erase), line)
}

// made says where the pakke lies, that it was read back, and shows the six words once.
func (p *packer) made(o app.PackOrder, done app.Packed) {
	col := widgets.Column(theme.Gap16, widgets.Titled(i18n.T("share.made")),
		widgets.NewMessage(widgets.Green, "check", i18n.T("share.made.read", "file", done.File), nil))
	if p.words != "" {
		w := widgets.NewText(p.words, theme.Title, theme.Ink).Bold()
		w.Style.Monospace = true
		col.Add(widgets.Card(widgets.Column(theme.Gap8, widgets.Label(i18n.T("share.made.words")), w, widgets.Plain(i18n.T("share.made.words.how")))))
	}
	var facts []string
	facts = append(facts, i18n.N("share.changes", done.Sets), i18n.N("share.preview.files", done.Files), i18n.T("share.made.size", "mb", i18n.Number(int((done.Size+(1<<20)-1)>>20))))
	if done.Whole {
		facts = append(facts, i18n.T("share.made.whole"))
	}
	col.Add(widgets.Plain(strings.Join(facts, " · ")))
	if done.Absent > 0 {
		col.Add(widgets.NewMessage(widgets.Amber, "billeder", i18n.N("share.made.absent", done.Absent), nil))
	}
	if n := len(done.Names); n > 0 {
		col.Add(widgets.Quiet(i18n.N("share.made.names", n)))
	}
	col.Add(widgets.Quiet(i18n.T("share.made.register")))
	end := uikit.Name(widgets.NewPrimary(i18n.T("share.made.done"), "check", func() {
		p.over = true
		p.s.host.Open(screen.Route{Place: screen.Share})
	}), "share.made.done")
	col.Add(widgets.Row(0, end))
	p.all = container.NewVScroll(widgets.Pad(widgets.AtMost(col, 900), theme.Gap20, theme.Gap28, theme.Gap20, theme.Gap28))
	p.end = end
	switch {
	case p.s.making && p.s.ctx.Err() == nil:
		p.s.put(p.all)
		p.s.host.Window().Canvas().Focus(end)
	case p.words != "": // they are shown nowhere else
		p.s.host.Open(screen.Route{Place: screen.Share, Part: Make})
	default:
		p.over = true
		p.s.host.Say(i18n.T("share.made.read", "file", done.File))
	}
	dir := app.FolderOf(o.File)
	p.s.host.Act(func(ctx context.Context) error { return p.s.deps.Keep(ctx, folderKept, dir) }, nil)
}
