package secret

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// shortest is the fewest characters of a passphrase; see package keys.
const shortest = 8

// Pair is a new passphrase, typed twice. How strong it is stands below it in words, with the reason.
type Pair struct {
	First, Again *widgets.Entry
	box          *fyne.Container
	bars         []*widgets.Box
	word, why    *widgets.Text
	wrong        *widgets.Text // below the first field
	differ       *widgets.Text // below the second
	judge        loader[app.Strength]
	propose      loader[string]
}

// NewPair returns empty fields. name is the first part of their names: name.passphrase, name.repeat, name.propose.
// enter is called for Enter in either field.
func NewPair(run uikit.Runner, name string, enter func()) *Pair {
	p := &Pair{First: uikit.Name(widgets.NewSecret(""), name+".passphrase"), Again: uikit.Name(widgets.NewSecret(""), name+".repeat"),
		word: widgets.NewText("", theme.Small, theme.GreenText).Bold(), why: widgets.Quiet(""), wrong: Wrong(), differ: Wrong()}
	p.judge.Run, p.propose.Run = run, run
	p.First.Enter, p.Again.Enter = enter, enter
	p.First.OnChanged = p.typed
	p.Again.OnChanged = func(string) { Tell(p.differ, ""); p.match() }
	p.Again.Left = func() { p.alike() }
	row := widgets.Row(theme.Gap4)
	for range 5 {
		bar := widgets.NewBox(theme.Sunk, "", 3)
		p.bars = append(p.bars, bar)
		row.Add(widgets.AtLeast(bar, 30, 6))
	}
	propose := uikit.Name(widgets.NewLink(i18n.T("secret.propose"), p.draw), name+".propose")
	p.why.Hide()
	left := widgets.Column(6, widgets.Label(i18n.T("secret.new")), p.First, p.wrong,
		container.NewBorder(nil, nil, container.NewVBox(widgets.Pad(row, 7, theme.Gap12, 7, 0)), nil, p.word), p.why)
	right := widgets.Column(6, widgets.Label(i18n.T("secret.again")), p.Again, p.differ, widgets.Flow(theme.Gap8, propose))
	p.box = widgets.Columns(theme.Gap20, []float32{1, 1}, left, right)
	return p
}

// Content is what is shown.
func (p *Pair) Content() fyne.CanvasObject { return p.box }

// Value returns the passphrase when it is long enough and was typed twice; otherwise it says at the field what is
// wrong and returns the field.
func (p *Pair) Value() (string, fyne.Focusable) {
	if utf8.RuneCountInString(p.First.Text) < shortest {
		Tell(p.wrong, i18n.T("passphrase.short", "least", i18n.Number(shortest)))
		p.box.Refresh()
		return "", p.First
	}
	if p.First.Text != p.Again.Text {
		Tell(p.differ, i18n.T("secret.differ"))
		p.box.Refresh()
		return "", p.Again
	}
	return p.First.Text, nil
}

// Clear forgets what was typed.
func (p *Pair) Clear() {
	p.First.SetText("")
	p.Again.SetText("")
}

func (p *Pair) typed(text string) {
	Tell(p.wrong, "")
	Tell(p.differ, "")
	p.match()
	if text == "" {
		p.judge.Stop()
		p.show(-1, "")
		return
	}
	p.judge.load(func() (app.Strength, error) { return app.Judge(text), nil }, func(s app.Strength, _ error) {
		p.show(s.Score, s.Reason)
	})
}

// grades name the scores.
var grades = []string{"secret.strength.0", "secret.strength.1", "secret.strength.2", "secret.strength.3", "secret.strength.4"}

// show fills as many bars as the passphrase deserves and says it in words; -1 is nothing typed.
func (p *Pair) show(score int, reason string) {
	fill, ink := theme.Accent, theme.GreenText
	if score < app.GoodScore {
		fill, ink = theme.AmberLine, theme.AmberText
	}
	for i, b := range p.bars {
		if i <= score {
			b.Set(fill, "", 0)
		} else {
			b.Set(theme.Sunk, "", 0)
		}
	}
	text := ""
	if score >= 0 {
		text = i18n.T(grades[min(score, len(grades)-1)])
	}
	p.word.SetColor(ink)
	p.word.SetText(text)
	Tell(p.why, "")
	if score >= 0 && score < app.GoodScore {
		Tell(p.why, i18n.T(reason, "least", i18n.Number(shortest)))
	}
	p.box.Refresh()
}

// match shows a tick in the second field when both are the same.
func (p *Pair) match() {
	if p.Again.Text != "" && p.Again.Text == p.First.Text {
		p.Again.Icon = widgets.IconResource("check", theme.GreenText)
	} else {
		p.Again.Icon = nil
	}
	p.Again.Refresh()
}

func (p *Pair) alike() {
	if p.Again.Text != "" && p.Again.Text != p.First.Text {
		Tell(p.differ, i18n.T("secret.differ"))
		p.box.Refresh()
	}
}

// draw proposes six words and shows them; they have to be typed once, so that they were read.
func (p *Pair) draw() {
	p.propose.load(app.ProposePassphrase, func(phrase string, err error) {
		if err != nil {
			Tell(p.wrong, i18n.Error(err))
			return
		}
		p.First.Password = false
		p.First.SetText(phrase)
		p.Again.SetText("")
		if c := uikit.CanvasOf(p.Again); c != nil {
			c.Focus(p.Again)
		}
	})
}

// Wrong returns the line below a field that says what is wrong with it, hidden while nothing is.
func Wrong() *widgets.Text {
	t := widgets.NewText("", theme.Meta, theme.RedText)
	t.Hide()
	return t
}

// Tell writes such a line, or hides it with "".
func Tell(t *widgets.Text, text string) {
	t.SetText(text)
	if (text != "") != t.Visible() {
		if text == "" {
			t.Hide()
		} else {
			t.Show()
		}
	}
}
