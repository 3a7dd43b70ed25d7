package feltbog

import (
	"math"
	"strconv"
)

// KindRegion is the kind of Region.
const KindRegion Kind = "region"

// Shape is the outline of a region.
type Shape string

// The shapes.
const (
	Rect    Shape = "rect"    // rektangel
	Ellipse Shape = "ellipse" // ellipse
	Polygon Shape = "polygon" // polygon
)

// Shapes lists them in the order in which they are shown.
func Shapes() []Shape { return []Shape{Rect, Ellipse, Polygon} }

// RegionType says what a region was drawn for.
type RegionType string

// The values of RegionType.
const (
	RegionContent   RegionType = "content"   // indhold
	RegionPerson    RegionType = "person"    // person
	RegionRedaction RegionType = "redaction" // sløring
)

// RegionTypes lists them in the order in which they are shown.
func RegionTypes() []RegionType { return []RegionType{RegionContent, RegionPerson, RegionRedaction} }

// Point is a corner of a polygon, as fractions of the upright picture.
type Point struct {
	// X runs from 0 at the left edge to 1 at the right.
	X float64 `json:"x"`
	// Y runs from 0 at the top to 1 at the bottom.
	Y float64 `json:"y"`
}

// Region is a spot in a picture ("område, udpeget sted"): something pointed at, a person, or something to cover. Its
// coordinates are fractions of the upright picture, from the upper left corner, so that it survives every rescaling.
type Region struct {
	Base
	// Photo it is drawn in.
	Photo ID `field:"photo,required,index,ref=photo" json:"photo"`
	// Type says what it was drawn for.
	Type RegionType `field:"type,required" json:"type"`
	// Shape of the outline.
	Shape Shape `field:"shape,required" json:"shape"`
	// X is the left edge of a rectangle or an ellipse.
	X float64 `field:"x" json:"x"`
	// Y is the upper edge of a rectangle or an ellipse.
	Y float64 `field:"y" json:"y"`
	// W is the width of a rectangle or an ellipse.
	W float64 `field:"w" json:"w"`
	// H is the height of a rectangle or an ellipse.
	H float64 `field:"h" json:"h"`
	// Points are the corners of a polygon, at least three.
	Points []Point `field:"points" json:"points"`
	// Label is a word or two beside the outline.
	Label string `field:"label,search" json:"label"`
	// Note says what is there or what was said about it.
	Note string `field:"note,search,long" json:"note"`
	// Tags that mark it.
	Tags []ID `field:"tags,set,ref=tag" json:"tags"`
}

// Kind implements Record.
func (*Region) Kind() Kind { return KindRegion }

// Validate implements Record: the outline lies inside the picture and encloses something.
func (r *Region) Validate() error {
	return first(
		oneOf(r, "type", r.Type, RegionTypes()),
		oneOf(r, "shape", r.Shape, Shapes()),
		r.validOutline(),
	)
}

// edge forgives what rounding adds to a region that touches the edge of the picture.
const edge = 1e-9

func (r *Region) validOutline() error {
	if r.Shape == Polygon {
		if len(r.Points) < 3 {
			return wrong(r, "points", strconv.Itoa(len(r.Points)), rule("rule.corners", "a polygon has at least three corners"))
		}
		for _, p := range r.Points {
			if err := first(r.inside("points", p.X), r.inside("points", p.Y)); err != nil {
				return err
			}
		}
		return nil
	}
	if !(r.W > 0) || !(r.H > 0) {
		return wrong(r, "w", strconv.FormatFloat(min(r.W, r.H), 'g', -1, 64), rule("rule.extent", "a region has a width and a height"))
	}
	return first(r.inside("x", r.X), r.inside("y", r.Y), r.inside("w", r.X+r.W), r.inside("h", r.Y+r.H))
}

func (r *Region) inside(field string, v float64) error {
	return when(math.IsNaN(v) || v < -edge || v > 1+edge, wrong(r, field, strconv.FormatFloat(v, 'g', -1, 64), rule("rule.outside", "it lies outside the picture")))
}

// Pixels returns the smallest box of whole pixels that covers the region in a picture of w by h, clamped to it.
func (r *Region) Pixels(w, h int) (x1, y1, x2, y2 int) {
	left, top, right, bottom := r.X, r.Y, r.X+r.W, r.Y+r.H
	if r.Shape == Polygon && len(r.Points) > 0 {
		left, top, right, bottom = 1, 1, 0, 0
		for _, p := range r.Points {
			left, top, right, bottom = min(left, p.X), min(top, p.Y), max(right, p.X), max(bottom, p.Y)
		}
	}
	clamp := func(v float64, hi int) int { return int(min(max(v, 0), float64(hi))) }
	return clamp(math.Floor(left*float64(w)), w), clamp(math.Floor(top*float64(h)), h),
		clamp(math.Ceil(right*float64(w)), w), clamp(math.Ceil(bottom*float64(h)), h)
}
