package assets

import (
	"embed"
	"slices"
	"strings"
)

// The scenes are drawings of an invented village: what the sample project's pictures are made of. SVG, 400 by 300, flat
// shapes, nobody in them.
//
//go:embed scenes/*.svg
var scenes embed.FS

// Scene returns a scene by name.
func Scene(name string) ([]byte, bool) {
	b, err := scenes.ReadFile("scenes/" + name + ".svg")
	return b, err == nil
}

// Scenes lists the names of all scenes.
func Scenes() []string {
	files, err := scenes.ReadDir("scenes")
	if err != nil {
		panic("assets: scenes: " + err.Error())
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".svg"))
	}
	slices.Sort(names)
	return names
}
