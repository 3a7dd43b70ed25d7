package elicit

import (
	"testing"

	"fyne.io/fyne/v2"

	"feltbog/ui/i18n"
)

// The words of the head stand apart however narrow the window is, and what the participant sees is always told once.
func TestTheHeadKeepsItsWordsApart(t *testing.T) {
	was := i18n.Language()
	defer func() { must(t, i18n.Use(was)) }()
	for _, lang := range []string{"da", "en"} {
		must(t, i18n.Use(lang))
		w := newWorld(t, 3)
		h := w.s.head
		for _, wide := range []float32{952, 1316, 1796} { // what the rail leaves of 1024, 1440 and 1920
			h.box.Resize(fyne.NewSize(wide, h.box.MinSize().Height))
			line := h.box.Objects[0].(*fyne.Container)
			words, buttons, said := line.Objects[1], line.Objects[4], h.state
			if h.state.Hidden == h.brief.Hidden {
				t.Fatalf("%s, %.0f: what the participant sees is not told once", lang, wide)
			}
			if said.Hidden {
				said = h.brief
			}
			end := buttons.Position().X
			if left, right := said.Position().X, said.Position().X+said.MinSize().Width; left < 0 || right > end {
				t.Errorf("%s, %.0f: what the participant sees lies at %.0f to %.0f, the buttons begin at %.0f", lang, wide, left, right, end)
			} else if right := words.Position().X + words.Size().Width; right > end || said == h.state && right > left {
				t.Errorf("%s, %.0f: the title ends at %.0f, what stands beside it begins at %.0f", lang, wide, right, min(left, end))
			}
			if words.Size().Width < 110 {
				t.Errorf("%s, %.0f: the title has %.0f", lang, wide, words.Size().Width)
			}
		}
	}
}
