// Outline draws the icons of the window from the drawings: it turns every stroke into the shape that the stroke covers.
//
// The drawings, in assets/drawings, are made of strokes of 1.8 on a grid of 24, which is how one draws and mends them.
// The toolkit gives a colour to filled shapes only, drops what the outermost element says, and does not let a stroke
// grow with its icon. So the window is handed assets/icons: the same pictures, as filled shapes and nothing else. Run
// "go generate ./assets" after a drawing was changed; a test fails until that is done.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	err := outlineAll("drawings", "icons")
	if err == nil {
		err = drawApp("drawings", "icons/app.svg", "icon.png")
	}
	if err == nil {
		err = drawWelcome("scenes/kitchen.svg", "welcome.png")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "outline:", err)
		os.Exit(1)
	}
}

// outlineAll writes an icon for every drawing and takes away icons that have none.
func outlineAll(from, to string) error {
	drawings, err := filepath.Glob(filepath.Join(from, "*.svg"))
	if err != nil || len(drawings) == 0 {
		return fmt.Errorf("no drawings in %s: %w", from, err)
	}
	known := map[string]bool{}
	for _, name := range drawings {
		drawing, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		icon, err := outline(drawing)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		known[filepath.Base(name)] = true
		if err := writeChanged(filepath.Join(to, filepath.Base(name)), icon); err != nil {
			return err
		}
	}
	icons, err := filepath.Glob(filepath.Join(to, "*.svg"))
	for _, name := range icons {
		if err == nil && filepath.Base(name) != "app.svg" && !known[filepath.Base(name)] {
			err = os.Remove(name)
		}
	}
	return err
}

func writeChanged(name string, content []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, content) {
		return nil
	}
	return os.WriteFile(name, content, 0o644)
}

// outline returns the icon of a drawing.
func outline(drawing []byte) ([]byte, error) {
	shapes, err := trace(drawing, func(p point) point { return p })
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">`)
	for _, s := range shapes {
		fmt.Fprintf(&b, `<path fill="#000000" d="%s"/>`, s)
	}
	b.WriteString("</svg>\n")
	return []byte(b.String()), nil
}
