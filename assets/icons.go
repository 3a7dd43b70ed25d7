package assets

import (
	"embed"
	"slices"
	"strings"
)

//go:embed icons/*.svg
var icons embed.FS

// AppIcon is the picture of the program itself, a PNG of 512 pixels; icon.svg is what it was drawn from.
//
//go:embed icon.png
var AppIcon []byte

// Icon returns a drawing of Feltbog's own: SVG, one colour, a grid of 24.
func Icon(name string) ([]byte, bool) {
	b, err := icons.ReadFile("icons/" + name + ".svg")
	return b, err == nil
}

// Icons lists the names of all drawings.
func Icons() []string {
	files, err := icons.ReadDir("icons")
	if err != nil {
		panic("assets: icons: " + err.Error())
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".svg"))
	}
	slices.Sort(names)
	return names
}
