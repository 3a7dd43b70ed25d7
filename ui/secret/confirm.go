package secret

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// asked is how many words of a sheet are typed.
const asked = 2

// Confirm asks for two words of a sheet by their numbers, which are drawn at random.
type Confirm struct {
	words   []string
	Numbers []int // counted from 0, in order
	Fields  []*widgets.Entry
	wrong   []*widgets.Text
	box     *fyne.Container
	began   func() // the focus came to one of the fields
}

func newConfirm(words []string, draw func(n int) int, name string, enter func()) *Confirm {
	c := &Confirm{words: words, began: func() {}}
	for len(c.Numbers) < min(asked, len(words)) {
		if n := draw(len(words)); !slices.Contains(c.Numbers, n) {
			c.Numbers = append(c.Numbers, n)
		}
	}
	slices.Sort(c.Numbers)
	var columns []fyne.CanvasObject
	for i, n := range c.Numbers {
		e := uikit.Name(widgets.NewEntry(""), name+".word"+strconv.Itoa(i+1))
		wrong := Wrong()
		e.Enter = enter
		e.Got = func() { c.began() }
		e.OnChanged = func(string) { Tell(wrong, "") }
		c.Fields, c.wrong = append(c.Fields, e), append(c.wrong, wrong)
		columns = append(columns, widgets.Column(6, widgets.Label(i18n.T("secret.confirm.word", "number", strconv.Itoa(n+1))), e, wrong))
	}
	c.box = widgets.Column(theme.Gap8, widgets.NewText(i18n.T("secret.confirm.head"), theme.Body, theme.Ink).Bold(),
		widgets.Quiet(i18n.T("secret.confirm.help")), widgets.Columns(theme.Gap20, []float32{1, 1}, columns...))
	return c
}

// Content is what is shown.
func (c *Confirm) Content() fyne.CanvasObject { return c.box }

// Right reports whether both words were typed as they stand on the sheet. It says at the field what is wrong otherwise,
// and returns the first such field.
func (c *Confirm) Right() fyne.Focusable {
	var first fyne.Focusable
	for i, n := range c.Numbers {
		text := c.problem(c.Fields[i].Text, n)
		Tell(c.wrong[i], text)
		if text != "" && first == nil {
			first = c.Fields[i]
		}
	}
	c.box.Refresh()
	return first
}

// problem says what is wrong with a typed word, "" when nothing is.
func (c *Confirm) problem(typed string, n int) string {
	number := strconv.Itoa(n + 1)
	word, listed := app.ListedWord(typed)
	switch {
	case listed && word == c.words[n]:
		return ""
	case strings.TrimSpace(typed) == "":
		return i18n.T("secret.confirm.empty", "number", number)
	case !listed:
		return i18n.T("secret.confirm.unlisted", "word", strings.TrimSpace(typed))
	}
	return i18n.T("secret.confirm.other", "number", number)
}
