package photo

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// maxXMP bounds how much of an XMP packet is read.
const maxXMP = 1 << 20

// xmpPacket is what one XMP packet says.
type xmpPacket struct {
	values   map[string]string // by local name: DateTimeOriginal, CreateDate
	title    string
	caption  string
	keywords []string
	regions  []map[string]string
}

// xmp reads a packet; what is not well formed is read up to there.
func (r *reading) xmp(in io.Reader) error {
	p := xmpPacket{values: map[string]string{}}
	d := xml.NewDecoder(io.LimitReader(in, maxXMP))
	d.Strict = false
	var path []string
	for {
		t, err := d.Token()
		if err != nil {
			break
		}
		switch t := t.(type) {
		case xml.StartElement:
			path = append(path, t.Name.Local)
			p.start(path, t.Attr)
		case xml.EndElement:
			if len(path) > 0 {
				path = path[:len(path)-1]
			}
		case xml.CharData:
			if s := plain(string(t)); s != "" && len(path) > 0 {
				p.text(path, s)
			}
		}
		if len(path) > 64 {
			break
		}
	}
	r.packets = append(r.packets, p)
	return nil
}

// inside reports whether one of the elements around has a name.
func inside(path []string, name string) bool {
	for _, s := range path {
		if s == name {
			return true
		}
	}
	return false
}

func (p *xmpPacket) start(path []string, attrs []xml.Attr) {
	name := path[len(path)-1]
	if name == "li" && p.inRegions(path[:len(path)-1]) && len(p.regions) < 200 {
		p.regions = append(p.regions, map[string]string{})
	}
	for _, a := range attrs {
		p.set(path, a.Name.Local, plain(a.Value))
	}
}

// inRegions: the lists of two vendors.
func (p *xmpPacket) inRegions(path []string) bool {
	return inside(path, "RegionList") || inside(path, "RegionInfo") && inside(path, "Regions")
}

func (p *xmpPacket) set(path []string, key, value string) {
	if p.inRegions(path) {
		if n := len(p.regions); n > 0 {
			p.regions[n-1][key] = value
		}
		return
	}
	switch key {
	case "DateTimeOriginal", "CreateDate", "DateCreated":
		p.values[key] = value
	}
}

func (p *xmpPacket) text(path []string, s string) {
	name := path[len(path)-1]
	switch {
	case p.inRegions(path):
		p.set(path, name, s)
	case name == "li" && inside(path, "subject"):
		p.keywords = append(p.keywords, s)
	case name == "li" && inside(path, "description") && p.caption == "":
		p.caption = s
	case name == "li" && inside(path, "title") && p.title == "":
		p.title = s
	default:
		p.set(path, name, s)
	}
}

// into writes what the packet says where the file has not said it otherwise.
func (p xmpPacket) into(m *Metadata, orientation int) {
	if m.Title == "" {
		m.Title = p.title
	}
	if m.Caption == "" {
		m.Caption = p.caption
	}
	m.Keywords = append(m.Keywords, p.keywords...)
	for _, r := range p.regions {
		if f, ok := face(r); ok {
			m.Faces = append(m.Faces, f.turned(orientation))
		}
	}
}

// face reads a spot of either vendor: by its middle, or by its upper left corner.
func face(r map[string]string) (Face, bool) {
	var f Face
	if rect := strings.Split(r["Rectangle"], ","); len(rect) == 4 {
		for i, p := range []*float64{&f.X, &f.Y, &f.W, &f.H} {
			v, err := strconv.ParseFloat(strings.TrimSpace(rect[i]), 64)
			if err != nil {
				return f, false
			}
			*p = v
		}
		f.Person = true
	} else {
		for key, p := range map[string]*float64{"x": &f.X, "y": &f.Y, "w": &f.W, "h": &f.H} {
			v, err := strconv.ParseFloat(r[key], 64)
			if err != nil {
				return f, false
			}
			*p = v
		}
		f.X, f.Y = f.X-f.W/2, f.Y-f.H/2
		f.Person = strings.EqualFold(r["Type"], "Face")
	}
	x2, y2 := min(f.X+f.W, 1), min(f.Y+f.H, 1)
	f.X, f.Y = max(f.X, 0), max(f.Y, 0)
	f.W, f.H = x2-f.X, y2-f.Y
	return f, f.W > 0 && f.H > 0 && f.W <= 1 && f.H <= 1 // also refuses what is not a number
}

// turned carries a spot of the stored picture over to the upright one.
func (f Face) turned(orientation int) Face {
	x, y, w, h := f.X, f.Y, f.W, f.H
	switch orientation {
	case 2:
		x = 1 - x - w
	case 3:
		x, y = 1-x-w, 1-y-h
	case 4:
		y = 1 - y - h
	case 5:
		x, y, w, h = y, x, h, w
	case 6:
		x, y, w, h = 1-y-h, x, h, w
	case 7:
		x, y, w, h = 1-y-h, 1-x-w, h, w
	case 8:
		x, y, w, h = y, 1-x-w, h, w
	}
	return Face{X: x, Y: y, W: w, H: h, Person: f.Person}
}
