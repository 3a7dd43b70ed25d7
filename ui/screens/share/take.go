package share

import (
	"context"
	"errors"
	"slices"
	"strings"

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

// Taker are the use cases of taking a pakke in.
type Taker interface {
	Preview(file string, key app.BundleKey, out *app.Preview) app.Job
	TakeIn(file string, key app.BundleKey, done *app.TakenIn) app.Job
}

// taking is one pakke on its way in: looked through, shown, and then taken in.
type taking struct {
	host  screen.Host
	deps  Taker
	file  string
	key   app.BundleKey
	would app.Preview
}

// AskTake asks which pakke is to be taken in.
func AskTake(host screen.Host, deps Taker, files Files) {
	files.Open("", []string{app.BundleEnding}, func(path string) { Take(host, deps, path) })
}

// Take looks a pakke through and shows what taking it in would do. Nothing is changed before a person says so.
func Take(host screen.Host, deps Taker, file string) {
	t := &taking{host: host, deps: deps, file: file}
	t.look()
}

// needsWords are the reasons why a pakke asks for the six words that it was made for.
var needsWords = []string{"bundle.key.phrase", "bundle.key.wrong"}

func keyOf(err error) string {
	var known *feltbog.Error
	if errors.As(err, &known) {
		return known.Key
	}
	return ""
}

func (t *taking) look() {
	var wrong error
	job := t.deps.Preview(t.file, t.key, &t.would)
	start := job.Start
	job.Start = func(ctx context.Context, p *app.Progress) error {
		err := start(ctx, p)
		if slices.Contains(needsWords, keyOf(err)) {
			wrong, err = err, nil // not an end: the words are asked for
		}
		return err
	}
	t.host.Start(job, func(err error) {
		switch {
		case err != nil: // the strip has told it
		case wrong != nil:
			t.askWords(wrong)
		default:
			t.show()
		}
	})
}

// askWords asks for the six words. said is why.
func (t *taking) askWords(said error) {
	entry := uikit.Name(widgets.NewEntry(i18n.T("share.words.hint")), "share.words")
	entry.SetText(t.key.Words)
	wrong := widgets.NewText("", theme.Small, theme.RedText)
	wrong.Hide()
	if t.key.Words != "" {
		wrong.SetText(i18n.Error(said))
		wrong.Show()
	}
	next := func() {
		if strings.TrimSpace(entry.Text) == "" {
			return
		}
		t.key = app.BundleKey{Words: entry.Text}
		t.host.CloseDialog()
		t.look()
	}
	entry.Enter = next
	shut := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", t.host.CloseDialog), "share.words.cancel")
	do := uikit.Name(widgets.NewPrimary(i18n.T("share.words.open"), "key", next), "share.words.open")
	t.host.Show(screen.Dialog{Name: "share.words", Title: i18n.T("share.words.title"), Width: 640, First: entry, Buttons: []fyne.CanvasObject{shut, do},
		Content: widgets.Column(theme.Gap12, widgets.Quiet(app.FileName(t.file)), widgets.Plain(i18n.T("share.words.why")), widgets.Tall(entry), wrong)})
}

func sum(m map[feltbog.Kind]int) (n int) {
	for _, k := range m {
		n += k
	}
	return n
}

// counted lists kinds with how many there are, the most first.
func counted(m map[feltbog.Kind]int) string {
	type one struct {
		n    int
		text string
	}
	var all []one
	for k, n := range m {
		name := i18n.Kinds(k)
		if n == 1 {
			name = i18n.Kind(k)
		}
		all = append(all, one{n, i18n.Number(n) + " " + name})
	}
	slices.SortFunc(all, func(a, b one) int {
		if a.n != b.n {
			return b.n - a.n
		}
		return strings.Compare(a.text, b.text)
	})
	const most = 3
	var out []string
	for i, o := range all {
		if i == most {
			out = append(out, i18n.T("share.more"))
			break
		}
		out = append(out, o.text)
	}
	return strings.Join(out, ", ")
}

// show is the preview.
func (t *taking) show() {
	v := t.would
	trace.Event("preview", "adds", sum(v.Adds), "changed", sum(v.Changed), "decide", len(v.Decide), "missing", len(v.MissingFiles), "gap", v.Gap, "nothing", v.Nothing)
	from := v.Sender
	if from == "" {
		from = v.Machine
	}
	whole := i18n.N("share.preview.files", v.Files)
	if len(v.MissingFiles) > 0 {
		whole = i18n.N("share.preview.lacks", len(v.MissingFiles))
	}
	body := widgets.Column(theme.Gap16, container.NewBorder(nil, nil, nil, widgets.Column(0, widgets.NewChip(i18n.T("share.preview.sound"), widgets.Green, "shield")),
		widgets.Quiet(strings.Join([]string{v.Name, i18n.T("share.preview.made", "when", i18n.Moment(v.Created.Local())), v.Machine, whole}, " · "))))
	for _, m := range t.messages() {
		body.Add(m)
	}
	if !v.Gap {
		body.Add(t.numbers())
		body.Add(t.lists())
	}
	shut := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", t.host.CloseDialog), "share.preview.cancel")
	d := screen.Dialog{Name: "share.preview", Title: i18n.T("share.preview.title", "who", from), Width: 1080, Content: body, First: shut, Buttons: []fyne.CanvasObject{shut}}
	if !v.Gap && (!v.Nothing || v.Withheld != 0) {
		text := i18n.T("share.preview.do", "new", i18n.Number(sum(v.Adds)), "changed", i18n.Number(sum(v.Changed)))
		if v.Withheld != 0 {
			text = i18n.T("share.import.again")
		}
		do := uikit.Name(widgets.NewPrimary(text, "import", func() {
			t.host.CloseDialog()
			t.take()
		}), "share.preview.do")
		d.Buttons, d.First = append(d.Buttons, do), do
		body.Add(widgets.Row(theme.Gap8, widgets.Icon("undo", theme.Ink2, 18), widgets.Quiet(i18n.T("share.preview.undo"))))
	}
	t.host.Show(d)
}

// messages are what a person must know before: what is missing, who it is from, that nothing is new.
func (t *taking) messages() (out []fyne.CanvasObject) {
	v := t.would
	say := func(tone widgets.Tone, icon, text string) {
		out = append(out, widgets.NewMessage(tone, icon, text, nil))
	}
	switch {
	case v.Gap && v.Follows != nil:
		say(widgets.Red, "warn", i18n.T("share.preview.gap", "name", v.Follows.Name, "when", i18n.Day(v.Follows.Created.Local()), "who", v.Sender, "machines", strings.Join(v.Lacks, ", ")))
	case v.Gap:
		say(widgets.Red, "warn", i18n.T("share.preview.gap.unknown", "who", v.Sender, "machines", strings.Join(v.Lacks, ", ")))
	case v.Withheld != 0:
		say(widgets.Amber, "undo", i18n.T("share.preview.withheld"))
	case v.Nothing:
		say(widgets.Green, "check", i18n.T("share.preview.nothing"))
	}
	if v.Stranger {
		say(widgets.Amber, "shield", i18n.T("share.preview.stranger", "machine", v.Machine, "who", v.Sender))
	}
	if n := len(v.MissingFiles); n > 0 {
		say(widgets.Amber, "billeder", i18n.N("share.preview.missing", n, "names", some(v.MissingFiles), "who", v.Sender))
	}
	if n := sum(v.Erased); n > 0 || v.Erases > 0 {
		text := i18n.N("share.preview.erases", max(v.Erases, n))
		if n > 0 {
			text += " " + i18n.T("share.preview.erased", "what", counted(v.Erased))
		}
		say(widgets.Amber, "trash", text)
	}
	return out
}

// some lists names, and how many more there are.
func some(names []string) string {
	const most = 8
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return i18n.N("share.names.more", len(names)-most, "names", strings.Join(names[:most], ", "))
}

// numbers are four cards: what comes, what changes, what has to be decided, what is here already.
func (t *taking) numbers() fyne.CanvasObject {
	v := t.would
	card := func(n int, title, text string, look bool) fyne.CanvasObject {
		ground, edge, ink, ink2 := theme.Card, theme.Line, theme.Ink, theme.Ink2
		if look {
			ground, edge, ink, ink2 = theme.AmberGround, theme.AmberLine, theme.AmberText, theme.AmberText
		}
		words := widgets.Column(0, widgets.NewText(title, theme.Small, ink).Bold(), widgets.NewText(text, theme.Small, ink2))
		return container.NewStack(widgets.NewBox(ground, edge, theme.RadiusCard), widgets.Pad(container.NewBorder(nil, nil,
			widgets.Pad(container.NewCenter(widgets.NewText(i18n.Number(n), theme.Number, ink).Bold().Line()), 0, theme.Gap12, 0, 0), nil, words), 14, 14, 14, 14))
	}
	files := counted(v.Adds)
	if v.NewFiles > 0 {
		files = strings.TrimPrefix(files+", "+i18n.N("share.preview.newfiles", v.NewFiles), ", ")
	}
	return widgets.Columns(theme.Gap12, []float32{1, 1, 1, 1},
		card(sum(v.Adds), i18n.T("share.preview.adds"), files, false),
		card(sum(v.Changed)-t.deciding(), i18n.T("share.preview.changes"), i18n.T("share.preview.changes.help"), false),
		card(len(v.Decide), i18n.T("share.preview.decide"), i18n.T("share.preview.decide.help"), len(v.Decide) > 0),
		card(v.Sets-v.New, i18n.T("share.preview.here"), i18n.T("share.preview.here.help"), false))
}

// deciding is how many of the records that change will have two versions of something.
func (t *taking) deciding() int {
	seen := map[feltbog.ID]bool{}
	for _, d := range t.would.Decide {
		seen[d.ID] = true
	}
	return min(len(seen), sum(t.would.Changed))
}

// lists say it in more words: what will have two versions, what changes, what comes, what goes to the trash.
func (t *taking) lists() fyne.CanvasObject {
	v := t.would
	box := widgets.Column(theme.Gap12)
	if n := len(v.Decide); n > 0 {
		rows := widgets.Column(theme.Gap4, widgets.NewText(i18n.N("share.preview.two", n), theme.Body, theme.Ink).Bold())
		for i, d := range v.Decide {
			if i == listed {
				rows.Add(widgets.Quiet(i18n.N("share.list.more", n-i)))
				break
			}
			rows.Add(line("split", kinds.Title(d.Heading), i18n.FieldName(d.Field)))
		}
		box.Add(rows)
	}
	section := func(title, icon string, m map[feltbog.Kind]int) {
		if len(m) == 0 {
			return
		}
		rows := widgets.Column(theme.Gap4, widgets.NewText(i18n.T(title), theme.Body, theme.Ink).Bold())
		var all []feltbog.Kind
		for k := range m {
			all = append(all, k)
		}
		slices.SortFunc(all, func(a, b feltbog.Kind) int { return m[b] - m[a] })
		for _, k := range all {
			rows.Add(line(kinds.Icon(k), kinds.Name(k), i18n.Number(m[k])))
		}
		box.Add(rows)
	}
	section("share.preview.list.changed", "check", v.Changed)
	section("share.preview.list.adds", "plus", v.Adds)
	section("share.preview.list.deletes", "trash", v.Deletes)
	return box
}

// listed is how many records are named.
const listed = 50

func line(icon, text, right string) fyne.CanvasObject {
	return container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(widgets.Icon(icon, theme.Ink2, 18)), 0, theme.Gap12, 0, 0), container.NewCenter(widgets.Quiet(right).Line()),
		widgets.NewText(text, theme.Small, theme.Ink).Ellipsis())
}

// headings names records, the first of them.
func headings(all []app.Heading) fyne.CanvasObject {
	rows := widgets.Column(theme.Gap4)
	for i, h := range all {
		if i == listed {
			rows.Add(widgets.Quiet(i18n.N("share.list.more", len(all)-i)))
			break
		}
		rows.Add(line(kinds.Icon(h.Kind), kinds.Title(h), kinds.Name(h.Kind)))
	}
	return rows
}

// take takes it in and goes to the list of imports, where it can be undone as a whole.
func (t *taking) take() {
	var done app.TakenIn
	t.host.Start(t.deps.TakeIn(t.file, t.key, &done), func(err error) {
		trace.Event("taken", "failed", err != nil, "new", done.New, "decide", done.Decide)
		if err != nil {
			return
		}
		said := i18n.T("share.taken", "who", done.Sender, "changes", i18n.N("share.changes", done.New))
		if done.Again {
			said = i18n.T("share.again.said", "name", done.Name)
		}
		if done.Decide > 0 {
			said += " " + i18n.N("share.two", done.Decide)
		}
		t.host.Say(said)
		t.host.Open(screen.Route{Place: screen.Share})
	})
}
