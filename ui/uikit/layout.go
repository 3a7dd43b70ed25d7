package uikit

import (
	"bufio"
	"io"

	"feltbog/ui/trace"
)

// TellLayout writes to the trace where the named widgets are, once for each line that it reads, until there are no
// more. Tests of the whole window ask so, on standard input, before they point at something.
func TellLayout(in io.Reader, run Runner) {
	for lines := bufio.NewScanner(in); lines.Scan(); {
		run.Do(func() {
			type widget struct {
				Name    string  `json:"name"`
				X       float32 `json:"x"`
				Y       float32 `json:"y"`
				W       float32 `json:"w"`
				H       float32 `json:"h"`
				Focused bool    `json:"focused"`
			}
			all := []widget{}
			for _, s := range Spots() {
				all = append(all, widget{s.Name, s.Pos.X, s.Pos.Y, s.Size.Width, s.Size.Height, s.Focused})
			}
			trace.Event("layout", "widgets", all)
		})
	}
}
