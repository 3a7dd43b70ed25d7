package secret

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// count is how many words a sheet has.
const count = 12

// suggested is how many words are proposed while one is typed.
const suggested = 4

// Words are twelve fields for the words of a sheet. While a word is typed those that begin so stand below; Space and
// Enter take the first of them and go on. Twelve words that are pasted into a field spread over all.
type Words struct {
	Fields  []*widgets.Entry
	box     *fyne.Container
	wrong   *widgets.Text
	propose *fyne.Container
	suggest loader[[]string]
	at      int // the field that the suggestions are for
	first   string
	done    func() // Enter in the last field
	name    string
}

// NewWords returns empty fields; their names are name.recover1 to name.recover12. done is called for Enter in the last.
func NewWords(run uikit.Runner, name string, done func()) *Words {
	w := &Words{wrong: Wrong(), propose: widgets.Flow(theme.Gap8), done: done, name: name}
	w.suggest.Run = run
	w.box = widgets.Column(theme.Gap8)
	var row []fyne.CanvasObject
	for i := range count {
		n := widgets.NewText(strconv.Itoa(i+1), theme.Small, theme.Ink2).Line()
		n.Align = fyne.TextAlignTrailing
		row = append(row, container.NewBorder(nil, nil, widgets.Pad(widgets.AtLeast(n, 22, 0), 11, 8, 0, 0), nil, w.field(i)))
		if len(row) == 3 {
			w.box.Add(widgets.Columns(theme.Gap12, []float32{1, 1, 1}, row...))
			row = nil
		}
	}
	w.box.Add(widgets.AtLeast(w.propose, 0, theme.Target))
	w.box.Add(w.wrong)
	return w
}

func (w *Words) field(i int) *widgets.Entry {
	e := uikit.Name(widgets.NewEntry(""), w.name+".recover"+strconv.Itoa(i+1))
	w.Fields = append(w.Fields, e)
	e.OnChanged = func(text string) { w.typed(i, text) }
	e.Enter = func() { w.take(i) }
	e.Left = func() { w.left(i) }
	e.Got = func() { w.at = i; w.offer(nil) }
	return e
}

// Content is what is shown.
func (w *Words) Content() fyne.CanvasObject { return w.box }

// Text returns the words with a space between; an empty field leaves none. When one is missing or not in the list that
// is said below the fields, and the field is returned.
func (w *Words) Text() (string, fyne.Focusable) {
	var all []string
	for i, e := range w.Fields {
		if p := w.problem(i); p != "" {
			Tell(w.wrong, p)
			w.box.Refresh()
			return "", e
		}
		word, _ := app.ListedWord(e.Text)
		all = append(all, word)
	}
	return strings.Join(all, " "), nil
}

// Wrong says what is wrong with all of them together.
func (w *Words) Wrong(text string) {
	Tell(w.wrong, text)
	w.box.Refresh()
}

func (w *Words) problem(i int) string {
	number, typed := strconv.Itoa(i+1), strings.TrimSpace(w.Fields[i].Text)
	if typed == "" {
		return i18n.T("secret.words.missing", "number", number)
	}
	if _, ok := app.ListedWord(typed); ok {
		return ""
	}
	if near := app.SuggestWords(typed, 1); len(near) > 0 {
		return i18n.T("secret.words.near", "number", number, "word", typed, "suggestion", near[0])
	}
	return i18n.T("secret.words.unlisted", "number", number, "word", typed)
}

// typed reads what is in a field: more than one word is spread, a space takes the word, and the rest is completed.
func (w *Words) typed(i int, text string) {
	Tell(w.wrong, "")
	all := strings.Fields(text)
	switch {
	case len(all) > 1:
		w.spread(i, all)
		return
	case len(all) == 1 && strings.HasSuffix(text, " "):
		w.Fields[i].SetText(all[0])
		w.take(i)
		return
	case len(all) == 0:
		w.suggest.Stop()
		w.offer(nil)
		return
	}
	w.suggest.load(func() ([]string, error) { return app.SuggestWords(all[0], suggested), nil }, func(found []string, _ error) {
		if w.at == i {
			w.offer(found)
		}
	})
}

// spread puts pasted words into the fields from one on.
func (w *Words) spread(from int, all []string) {
	for k, word := range all {
		if from+k < len(w.Fields) {
			w.Fields[from+k].SetText(strings.Trim(word, ".,;"))
		}
	}
	w.focus(min(from+len(all), len(w.Fields)-1))
}

// offer shows words to choose from.
func (w *Words) offer(found []string) {
	w.first = ""
	w.propose.RemoveAll()
	for i, word := range found {
		if i == 0 {
			w.first = word
		}
		w.propose.Add(uikit.Name(widgets.NewButton(word, "", func() { w.put(w.at, word) }), w.name+".suggest"+strconv.Itoa(i+1)))
	}
	w.box.Refresh()
}

// take completes a word and goes on to the next field, or ends after the last.
func (w *Words) take(i int) {
	word, listed := app.ListedWord(w.Fields[i].Text)
	if !listed && w.at == i && w.first != "" && strings.HasPrefix(w.first, strings.ToLower(strings.TrimSpace(w.Fields[i].Text))) {
		word, listed = w.first, true
	}
	if listed {
		w.put(i, word)
		return
	}
	if strings.TrimSpace(w.Fields[i].Text) != "" {
		Tell(w.wrong, w.problem(i))
		w.box.Refresh()
	}
}

func (w *Words) put(i int, word string) {
	w.Fields[i].SetText(word)
	w.offer(nil)
	if i+1 == len(w.Fields) {
		w.done()
		return
	}
	w.focus(i + 1)
}

func (w *Words) focus(i int) {
	if c := uikit.CanvasOf(w.Fields[i]); c != nil {
		c.Focus(w.Fields[i])
	}
}

// left writes a word that was cut short in full, and says when one is not in the list.
func (w *Words) left(i int) {
	text := w.Fields[i].Text
	if strings.TrimSpace(text) == "" {
		return
	}
	if word, ok := app.ListedWord(text); ok {
		if word != text {
			w.Fields[i].SetText(word)
		}
		return
	}
	Tell(w.wrong, w.problem(i))
	w.box.Refresh()
}
