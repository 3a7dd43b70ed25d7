package secret

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Sheet is the recovery sheet on a card: the paper with its words, and what can be done with it. Below stand two fields
// for words of it: typing them from the printed sheet shows that there is one. The words are covered meanwhile.
type Sheet struct {
	desk    Desk
	sheet   app.Sheet
	box     *fyne.Container
	words   []*widgets.Text
	told    *widgets.Text
	failed  *widgets.Text
	again   *widgets.Button
	Confirm *Confirm
}

// NewSheet returns the card. name is the first part of the names of its controls: name.save, name.print, name.word1 ...
func NewSheet(desk Desk, s app.Sheet, name string, enter func()) *Sheet {
	c := &Sheet{desk: desk, sheet: s, told: widgets.NewText("", theme.Meta, theme.GreenText), failed: Wrong()}
	c.told.Hide()
	c.Confirm = newConfirm(s.Words, desk.Draw, name, enter)
	c.Confirm.began = func() { c.cover(true) }
	c.again = uikit.Name(widgets.NewLink(i18n.T("secret.sheet.again"), func() { c.cover(false) }), name+".show")
	c.again.Hide()
	save := uikit.Name(widgets.NewButton(i18n.T("secret.sheet.save"), "doc", c.save), name+".save")
	print := uikit.Name(widgets.NewButton(i18n.T("secret.sheet.print"), "print", c.print), name+".print")
	side := widgets.Column(theme.Gap8, widgets.Headed(i18n.T("secret.sheet.head")),
		widgets.NewText(i18n.T("secret.sheet.why"), theme.Body, theme.Ink2),
		widgets.Flow(theme.Gap8, save, print, c.again), c.told, c.failed)
	c.box = widgets.Card(widgets.Column(theme.Gap20,
		widgets.Columns(theme.Gap28, []float32{1.1, 1}, c.paper(), side), widgets.Rule(), c.Confirm.Content()))
	return c
}

// Content is what is shown.
func (c *Sheet) Content() fyne.CanvasObject { return c.box }

// paper draws the sheet as it is printed.
func (c *Sheet) paper() fyne.CanvasObject {
	grid := container.New(&grid{})
	for i, word := range c.sheet.Words {
		t := widgets.NewText(word, theme.Small, theme.Ink).Line()
		t.Style.Monospace = true
		c.words = append(c.words, t)
		n := widgets.NewText(strconv.Itoa(i+1), theme.Meta, theme.Ink3).Line()
		n.Align = fyne.TextAlignTrailing
		grid.Add(container.NewBorder(nil, nil, widgets.AtLeast(n, 20, 0), nil, widgets.Pad(t, 0, 0, 0, 6)))
	}
	return container.NewStack(widgets.NewBox(theme.Card, theme.Edge, 2), widgets.Pad(widgets.Column(theme.Gap8,
		widgets.NewText(i18n.T("sheet.title"), theme.Body, theme.Ink).Bold(),
		widgets.Quiet(i18n.T("sheet.for")), grid), 16, 16, 16, 16))
}

// cover hides the words, or shows them again.
func (c *Sheet) cover(on bool) {
	for i, t := range c.words {
		if on {
			t.SetText("••••")
		} else {
			t.SetText(c.sheet.Words[i])
		}
	}
	if on {
		c.again.Show()
	} else {
		c.again.Hide()
	}
	c.box.Refresh()
}

func (c *Sheet) save() {
	c.desk.Files.Save(i18n.T("secret.sheet.file")+".pdf", func(path string) {
		c.desk.Run.Go(func() {
			err := app.WritePaper(path, sheetFile(c.sheet))
			c.desk.Run.Do(func() { c.tell("sheet.saved", i18n.T("secret.sheet.saved", "file", path), err) })
		})
	})
}

func (c *Sheet) print() {
	c.desk.Run.Go(func() {
		path, err := c.desk.Paper(i18n.T("secret.sheet.file")+".pdf", sheetFile(c.sheet))
		if err == nil {
			err = c.desk.View(path)
		}
		c.desk.Run.Do(func() { c.tell("sheet.printed", i18n.T("secret.sheet.printed"), err) })
	})
}

func (c *Sheet) tell(event, text string, err error) {
	if err != nil {
		Tell(c.told, "")
		Tell(c.failed, i18n.Error(err))
	} else {
		trace.Event(event)
		Tell(c.failed, "")
		Tell(c.told, text)
	}
	c.box.Refresh()
}

// grid puts numbered words in three columns, or in two where a word would not fit.
type grid struct{ columns int }

func (l *grid) cell(o []fyne.CanvasObject) (cell fyne.Size) {
	for _, w := range o {
		cell = cell.Max(w.MinSize())
	}
	return cell
}

func (l *grid) Layout(o []fyne.CanvasObject, size fyne.Size) {
	cell := l.cell(o)
	l.columns = 3
	if size.Width < 3*cell.Width+2*theme.Gap8 {
		l.columns = 2
	}
	w := (size.Width - float32(l.columns-1)*theme.Gap8) / float32(l.columns)
	for i, word := range o {
		word.Move(fyne.NewPos(float32(i%l.columns)*(w+theme.Gap8), float32(i/l.columns)*(cell.Height+theme.Gap4)))
		word.Resize(fyne.NewSize(w, cell.Height))
	}
}

func (l *grid) MinSize(o []fyne.CanvasObject) fyne.Size {
	cell, columns := l.cell(o), max(l.columns, 2)
	rows := float32((len(o) + columns - 1) / columns)
	return fyne.NewSize(2*cell.Width+theme.Gap8, rows*(cell.Height+theme.Gap4))
}
