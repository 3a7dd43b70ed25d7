package assets

import (
	"bytes"
	"embed"
	"image"
	"image/png"
	"slices"
	"strings"
)

// The icons are made from assets/drawings; see the command outline. What each is for:
//
//	places    projekt, felt, billeder, materiale, tolkning (joint interpretation), del (share)
//	notes     eye (seen or heard), quote (word for word), recall (quoted from memory), wonder, metode, feeling, action,
//	          camera, pin (place), note (paper)
//	consent   check (may be shown), half (the researcher alone), mask (covered), warn (missing), withdrawn, lock
//	state     dot (running), cal (planned), ring (not asked)
//	photos    crop, pixel, mask, rect, point, turn, zoom, ban (do not use), expand
//	people    person, nextp (next person), hand, ear (who is missing), bubble
//	doing     search, filter, plus, minus, x, edit, copy, trash, undo, redo, import, open, print, screen, play, pause,
//	          rank, link, split (disagreement, conflict), tag, flag, grid, list, grip, more, expand
//	ways      left, right, up, down (which way a thing opens), arrow, arrowd (which way a thing goes)
//	program   seed (the sign), key, shield, folder, doc, clock, settings, help, info, sun, moon (day, evening)
//
//go:generate go run ./outline
//go:embed icons/*.svg
var icons embed.FS

//go:embed icon.png
var appIcon []byte

// AppIcon is the picture that the program is known by in a task bar: PNG, 512 pixels wide.
func AppIcon() []byte { return slices.Clone(appIcon) }

//go:embed welcome.png
var welcome []byte

// Welcome unpacks the picture at the door: 1200 by 900, the scene "kitchen". It takes some milliseconds.
func Welcome() (image.Image, error) { return png.Decode(bytes.NewReader(welcome)) }

// Icon returns an icon by name: SVG on a grid of 24, of filled shapes in one colour.
func Icon(name string) ([]byte, bool) {
	b, err := icons.ReadFile("icons/" + name + ".svg")
	return b, err == nil && name != "app"
}

// Icons lists the names of all icons.
func Icons() []string {
	files, err := icons.ReadDir("icons")
	if err != nil {
		panic("assets: icons: " + err.Error())
	}
	var names []string
	for _, f := range files {
		if name := strings.TrimSuffix(f.Name(), ".svg"); name != "app" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
