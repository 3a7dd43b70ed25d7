package source

import (
	"context"

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

// Importer are the use cases that bring a transcript in.
type Importer interface {
	ReadTranscript(ctx context.Context, path string) (app.TranscriptFile, error)
	ImportTranscript(ctx context.Context, f app.TranscriptFile, how app.TranscriptImport) (feltbog.ID, error)
	SessionChoices(ctx context.Context) (app.SessionChoices, error)
}

// Files asks a person for files; see package files.
type Files interface {
	Open(start string, endings []string, chosen func(path string))
}

// Pick asks for a file and brings it in. session is where it belongs; zero: nowhere yet.
func Pick(host screen.Host, deps Importer, files Files, session feltbog.ID) {
	files.Open("", app.TranscriptEndings(), func(path string) { Ask(host, deps, session, path) })
}

// Ask reads a file, which can be cancelled, and asks who speaks in it.
func Ask(host screen.Host, deps Importer, session feltbog.ID, path string) {
	var f app.TranscriptFile
	var c app.SessionChoices
	host.Start(app.Job{Title: "job.transcript", Start: func(ctx context.Context, _ *app.Progress) (err error) {
		if f, err = deps.ReadTranscript(ctx, path); err == nil {
			c, err = deps.SessionChoices(ctx)
		}
		return err
	}}, func(err error) {
		if err == nil { // the strip has told what went wrong
			(&ask{host: host, deps: deps, session: session, f: f, c: c}).show()
		}
	})
}

// ask is the dialog: what the source is called, and who the speakers are.
type ask struct {
	host    screen.Host
	deps    Importer
	session feltbog.ID
	f       app.TranscriptFile
	c       app.SessionChoices
	title   *widgets.Entry
	who     []*widgets.Select // of the speakers
	keep    *widgets.Check
}

// Answers to who a speaker is, besides the participants.
const (
	counted     = ""
	interviewer = "interviewer"
)

func (a *ask) show() {
	a.title = uikit.Name(widgets.NewEntry(i18n.T("source.title.prompt")), "source.title")
	a.keep = uikit.Name(widgets.NewCheck(i18n.T("source.keep"), false, nil), "source.keep")
	rows := widgets.Column(theme.Gap12)
	for n, s := range a.f.Speakers {
		options := []widgets.Option{{Value: counted, Text: i18n.T("source.counted", "n", i18n.Number(n+1))}, {Value: interviewer, Text: i18n.T("transcript.interviewer")}}
		for _, p := range a.c.People {
			options = append(options, widgets.Option{Value: p.ID.String(), Text: p.Name})
		}
		pick := uikit.Name(widgets.NewSelect(options, counted, nil), "source.speaker."+i18n.Number(n+1))
		a.who = append(a.who, pick)
		rows.Add(widgets.Columns(theme.Gap16, []float32{3, 2}, widgets.Column(2, widgets.Plain(s.Label).Bold(), widgets.Quiet(i18n.N("source.says", s.Paragraphs, "first", s.First))), pick))
	}
	body := widgets.Column(theme.Gap16)
	if !a.f.Again.IsZero() {
		body.Add(widgets.NewMessage(widgets.Amber, "copy", i18n.T("source.again"), uikit.Name(widgets.NewButton(i18n.T("source.again.open"), "right", func() {
			a.host.CloseDialog()
			a.open(a.f.Again)
		}), "source.again")))
	}
	body.Add(widgets.Field(i18n.T("source.title"), widgets.Tall(a.title), ""))
	if len(a.f.Speakers) > 0 {
		body.Add(widgets.Column(theme.Gap8, widgets.Label(i18n.T("source.speakers")), widgets.AtLeast(container.NewVScroll(widgets.Pad(rows, 0, theme.Gap12, 0, 0)), 0, min(float32(len(a.who))*76, 300))))
	} else {
		body.Add(widgets.Quiet(i18n.N("source.paragraphs", len(a.f.Paragraphs))))
	}
	body.Add(a.keep)
	body.Add(widgets.Quiet(i18n.T("source.file")))
	shut := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", a.host.CloseDialog), "source.cancel")
	do := uikit.Name(widgets.NewPrimary(i18n.T("source.import"), "import", a.take), "source.import")
	a.host.Show(screen.Dialog{Name: "transcript", Title: i18n.T("source.import.title"), Width: 720, First: a.title, Content: body, Buttons: []fyne.CanvasObject{shut, do}})
}

// take brings the file in and opens what it became.
func (a *ask) take() {
	how := app.TranscriptImport{Title: a.title.Text, Session: a.session, Speakers: map[string]app.SpeakerIs{}, KeepNames: a.keep.On(), Say: i18n.T}
	for i, s := range a.f.Speakers {
		is := app.SpeakerIs{Interviewer: a.who[i].Selected() == interviewer}
		if id, err := feltbog.ParseID(a.who[i].Selected()); err == nil && a.who[i].Selected() != counted {
			is.Participant = id
		}
		how.Speakers[s.Label] = is
	}
	a.host.CloseDialog()
	var id feltbog.ID
	a.host.Start(app.Job{Title: "job.transcript", Start: func(ctx context.Context, _ *app.Progress) (err error) {
		id, err = a.deps.ImportTranscript(ctx, a.f, how)
		return err
	}}, func(err error) {
		if err == nil {
			trace.Event("imported", "kind", string(feltbog.KindSource))
			a.open(id)
		}
	})
}

func (a *ask) open(id feltbog.ID) {
	a.host.Open(screen.Route{Place: screen.Material, Kind: feltbog.KindSource, ID: id})
}
