package main

import (
	"bytes"
	"image"
	"math"
	"strconv"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
)

// scale is how much larger than its grid a drawing is traced, so that the tracer's own steps are too small to see.
const scale = 64

// tolerance is how far, on the grid of 24, an outline may lie from the stroke's true edge.
const tolerance = 0.008

// trace draws a drawing onto a scanner that keeps the shapes it is asked to fill. Place says where a point of the
// drawing goes.
func trace(drawing []byte, place func(point) point) ([]string, error) {
	icon, err := oksvg.ReadIconStream(bytes.NewReader(drawing), oksvg.StrictErrorMode)
	if err != nil {
		return nil, err
	}
	side := int(icon.ViewBox.W) * scale
	icon.SetTarget(0, 0, float64(side), float64(side))
	for i := range icon.SVGPaths {
		icon.SVGPaths[i].LineWidth *= scale // which does not grow by itself
		for d := range icon.SVGPaths[i].Dash {
			icon.SVGPaths[i].Dash[d] *= scale
		}
	}
	k := &keeper{place: place}
	icon.Draw(rasterx.NewDasher(side, side, k), 1)
	return k.shapes, nil
}

// keeper is a scanner that fills nothing: it writes down what it is told, one shape for each filling.
type keeper struct {
	place  func(point) point
	edges  [][]fixed.Point26_6 // pieces of the shape's edge, in no order
	shapes []string
}

func (k *keeper) Start(a fixed.Point26_6) { k.edges = append(k.edges, []fixed.Point26_6{a}) }

func (k *keeper) Line(b fixed.Point26_6) {
	last := len(k.edges) - 1
	k.edges[last] = append(k.edges[last], b)
}

func (k *keeper) Draw() {
	var d strings.Builder
	for _, loop := range loops(k.edges) {
		loop = simplified(loop)
		if len(loop) < 3 {
			continue
		}
		for i, p := range loop {
			p = k.place(p)
			d.WriteByte("ML"[min(i, 1)])
			d.WriteString(number(p.x) + " " + number(p.y))
		}
		d.WriteByte('Z')
	}
	if d.Len() > 0 {
		k.shapes = append(k.shapes, d.String())
	}
}

// loops joins pieces of edge end to start. A filled shape has no loose ends, so every piece is part of a loop; where
// several go on from a point, any will do, as all of them enclose the same together.
func loops(edges [][]fixed.Point26_6) [][]point {
	from := map[fixed.Point26_6][]int{}
	for i, e := range edges {
		from[e[0]] = append(from[e[0]], i)
	}
	used := make([]bool, len(edges))
	next := func(p fixed.Point26_6) int {
		for len(from[p]) > 0 {
			i := from[p][0]
			from[p] = from[p][1:]
			if !used[i] {
				return i
			}
		}
		return -1
	}
	var out [][]point
	for first := range edges {
		var loop []point
		for i := first; i >= 0 && !used[i]; {
			used[i] = true
			for _, p := range edges[i] {
				loop = append(loop, at(p))
			}
			end := edges[i][len(edges[i])-1]
			i = -1
			if end != edges[first][0] {
				i = next(end)
			}
		}
		if loop != nil {
			out = append(out, loop)
		}
	}
	return out
}

type point struct{ x, y float64 }

func at(p fixed.Point26_6) point {
	return point{float64(p.X) / 64 / scale, float64(p.Y) / 64 / scale}
}

func (k *keeper) Clear()                             { k.edges = nil }
func (k *keeper) GetPathExtent() fixed.Rectangle26_6 { return fixed.Rectangle26_6{} }
func (k *keeper) SetBounds(int, int)                 {}
func (k *keeper) SetColor(any)                       {}
func (k *keeper) SetWinding(bool)                    {}
func (k *keeper) SetClip(image.Rectangle)            {}
func number(f float64) string {
	return strconv.FormatFloat(math.Round(f*100)/100, 'f', -1, 64)
}

// simplified leaves out the points of a closed loop that change its course less than the tolerance.
func simplified(loop []point) []point {
	for len(loop) > 1 && loop[0] == loop[len(loop)-1] {
		loop = loop[:len(loop)-1]
	}
	far := 0
	for i, p := range loop {
		if distance(p, loop[0]) > distance(loop[far], loop[0]) {
			far = i
		}
	}
	if far == 0 {
		return nil
	}
	out := reduced(loop[:far+1])
	back := reduced(append(loop[far:len(loop):len(loop)], loop[0]))
	return append(out, back[1:len(back)-1]...)
}

// reduced is the line through the points that matter, by Douglas and Peucker.
func reduced(line []point) []point {
	last := len(line) - 1
	worst, at := 0.0, 0
	for i := 1; i < last; i++ {
		if d := off(line[i], line[0], line[last]); d > worst {
			worst, at = d, i
		}
	}
	if worst <= tolerance {
		return []point{line[0], line[last]}
	}
	before := reduced(line[:at+1])
	return append(before[:len(before)-1:len(before)-1], reduced(line[at:])...)
}

func distance(a, b point) float64 { return math.Hypot(a.x-b.x, a.y-b.y) }

// off is how far p lies from the line between a and b.
func off(p, a, b point) float64 {
	length := distance(a, b)
	if length == 0 {
		return distance(p, a)
	}
	t := ((p.x-a.x)*(b.x-a.x) + (p.y-a.y)*(b.y-a.y)) / (length * length)
	t = math.Max(0, math.Min(1, t))
	return distance(p, point{a.x + t*(b.x-a.x), a.y + t*(b.y-a.y)})
}
