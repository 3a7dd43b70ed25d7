package photo

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/bep/imagemeta"
)

// Metadata is what a file says about its picture. What it does not say, or says in a way that makes no sense, is zero.
type Metadata struct {
	Orientation int       // EXIF 1-8; 0: not said
	Taken       time.Time // when the shutter was released, by the camera's clock
	Zoned       bool      // the file says in which zone; else the zone is the one that was given
	Camera      string    // maker and model
	Title       string
	Caption     string
	Keywords    []string
	Spot        *Spot  // where, exactly
	Faces       []Face // spots that another program drew
}

// Spot is a position on the globe (WGS 84).
type Spot struct {
	Latitude  float64 // degrees, north positive
	Longitude float64 // degrees, east positive
	Altitude  float64 // metres above the sea; 0 when not said
	Direction float64 // of the camera, degrees from north; 0 when not said
}

// Face is a spot in the upright picture, as fractions from the upper left corner. The name that another program gave it is
// not read: it is a person's.
type Face struct {
	X, Y, W, H float64
	Person     bool // it is somebody's face; else something else that was marked
}

// metadataTime bounds how long the metadata of one file is looked at.
const metadataTime = 2 * time.Second

// ReadMetadata reads what a file says. zone is where cameras that do not say it were. It never fails: what cannot be read
// is left out.
func ReadMetadata(f Format, b []byte, zone *time.Location) (m Metadata) {
	formats := map[Format]imagemeta.ImageFormat{JPEG: imagemeta.JPEG, HEIC: imagemeta.HEIF, PNG: imagemeta.PNG, WebP: imagemeta.WebP, TIFF: imagemeta.TIFF, Raw: imagemeta.DNG}
	format, ok := formats[f]
	if !ok {
		return m
	}
	r := reading{m: &m, values: map[string]string{}}
	defer func() {
		if recover() != nil { // a fault of the reader costs what it read
			m = Metadata{}
		}
		r.finish(zone)
		if f == HEIC { // the picture's own properties turn it, and the decoder heeds them
			m.Orientation = 0
		}
	}()
	r.cameraOf(f, b)
	r.decode(format, b)
	for _, p := range profiles(f, b) {
		if p.xmp {
			_ = r.xmp(bytes.NewReader(p.body))
		} else {
			r.decode(imagemeta.TIFF, p.body)
		}
	}
	return m
}

// decode has imagemeta read a file, or a block of EXIF as the TIFF that it is.
func (r *reading) decode(format imagemeta.ImageFormat, b []byte) {
	_, _ = imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(b), ImageFormat: format, Sources: imagemeta.EXIF | imagemeta.IPTC | imagemeta.XMP, Timeout: metadataTime,
		LimitNumTags: 4000, LimitTagSize: 1 << 16, ShouldHandleTag: wanted, HandleTag: r.tag, HandleXMP: r.xmp,
	})
}

// cameraOf reads maker and model of a JPEG: what stands after a NUL in them is not meant to be read.
func (r *reading) cameraOf(f Format, b []byte) {
	if f != JPEG {
		return
	}
	_ = segments(b, func(s segment) bool {
		if s.mark != markAPP1 || !bytes.HasPrefix(s.body, []byte("Exif\x00\x00")) {
			return s.mark != markSOS
		}
		t := directories{b: s.body[6:]}
		if first, ok := t.first(); ok {
			e := t.entries(first)
			for tag, name := range map[uint16]string{tagMake: "Make", tagModel: "Model"} {
				if v := plain(string(t.text(e[tag]))); v != "" {
					r.values[name] = v
				}
			}
		}
		return false
	})
}

// exifTags are the tags that are read.
var exifTags = []string{"Make", "Model", "Orientation", "DateTimeOriginal", "OffsetTimeOriginal", "SubSecTimeOriginal", "CreateDate", "OffsetTimeDigitized",
	"ImageDescription", "XPTitle", "GPSLatitude", "GPSLatitudeRef", "GPSLongitude", "GPSLongitudeRef", "GPSAltitude", "GPSAltitudeRef", "GPSImgDirection"}

var iptcTags = []string{"ObjectName", "Caption-Abstract", "Keywords", "DateCreated", "TimeCreated"}

// wanted leaves out what is not needed, and the tags of other directories that imagemeta calls by the names of a position.
func wanted(t imagemeta.TagInfo) bool {
	if t.Source == imagemeta.IPTC {
		return slices.Contains(iptcTags, t.Tag)
	}
	if !slices.Contains(exifTags, t.Tag) {
		return false
	}
	if strings.HasPrefix(t.Tag, "GPS") {
		return strings.HasSuffix(t.Namespace, "GPSInfoIFD")
	}
	return t.Tag != "Orientation" && t.Tag != "Make" && t.Tag != "Model" || t.Namespace == "IFD0" || t.Namespace == ""
}

// reading collects what a file says.
type reading struct {
	m       *Metadata
	values  map[string]string
	gps     map[string]float64
	packets []xmpPacket
}

func (r *reading) tag(t imagemeta.TagInfo) error {
	key := t.Tag
	if t.Source == imagemeta.IPTC {
		key = "iptc:" + key
		if list, ok := t.Value.([]string); ok && t.Tag == "Keywords" {
			r.m.Keywords = append(r.m.Keywords, list...)
			return nil
		}
	}
	switch v := t.Value.(type) {
	case string:
		if key == "iptc:Keywords" {
			r.m.Keywords = append(r.m.Keywords, v)
			break
		}
		if _, there := r.values[key]; !there {
			r.values[key] = plain(v)
		}
	default:
		n, ok := toFloat(t.Value)
		if !ok {
			break
		}
		if key == "Orientation" && r.m.Orientation == 0 && n >= 1 && n <= 8 {
			r.m.Orientation = int(n)
		}
		if strings.HasPrefix(key, "GPS") {
			if r.gps == nil {
				r.gps = map[string]float64{}
			}
			r.gps[key] = n
		}
	}
	return nil
}

// toFloat reads any number that imagemeta gives.
func toFloat(v any) (float64, bool) {
	switch v := v.(type) {
	case uint8:
		return float64(v), true
	case uint16:
		return float64(v), true
	case uint32:
		return float64(v), true
	case int32:
		return float64(v), true
	case int:
		return float64(v), true
	case float64:
		return v, true
	case interface{ Float64() float64 }:
		return v.Float64(), true
	}
	return 0, false
}

// plain cuts a text at its first NUL, as cameras pad them, and takes away what is not text.
func plain(s string) string {
	s, _, _ = strings.Cut(s, "\x00")
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == '\ufffd' {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

func (r *reading) finish(zone *time.Location) {
	m := r.m
	m.Camera = camera(r.values["Make"], r.values["Model"])
	m.Title, m.Caption = r.values["iptc:ObjectName"], r.values["iptc:Caption-Abstract"]
	if m.Caption == "" && !slices.Contains(empty, strings.ToUpper(r.values["ImageDescription"])) {
		m.Caption = r.values["ImageDescription"]
	}
	for _, p := range r.packets {
		p.into(m, m.Orientation)
	}
	m.Keywords = keywords(m.Keywords)
	m.Spot = r.spot()
	r.when(zone)
}

// empty is what cameras write where a description would stand.
var empty = []string{"OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCF 1.0", "DIGITAL CAMERA", "EXIF_JPEG_PICTURE", "SAMSUNG", "SCREENSHOT", "KONICA MINOLTA DIGITAL CAMERA", "MINOLTA DIGITAL CAMERA"}

// camera joins maker and model without saying the maker twice.
func camera(maker, model string) string {
	first, _, _ := strings.Cut(maker, " ")
	if maker == "" || first != "" && strings.HasPrefix(strings.ToLower(model), strings.ToLower(first)) {
		return model
	}
	return strings.TrimSpace(maker + " " + model)
}

func keywords(all []string) []string {
	var out []string
	for _, k := range all {
		if k = plain(k); k != "" && len(k) <= 200 && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}

// spot is the position; (0, 0) and what lies outside the globe is none.
func (r *reading) spot() *Spot {
	lat, ok := r.gps["GPSLatitude"]
	long, ok2 := r.gps["GPSLongitude"]
	if !ok || !ok2 || math.IsNaN(lat) || math.IsNaN(long) || lat == 0 && long == 0 || math.Abs(lat) > 90 || math.Abs(long) > 180 {
		return nil
	}
	if r.values["GPSLatitudeRef"] == "S" {
		lat = -math.Abs(lat)
	}
	if r.values["GPSLongitudeRef"] == "W" {
		long = -math.Abs(long)
	}
	s := &Spot{Latitude: lat, Longitude: long}
	if a := r.gps["GPSAltitude"]; !math.IsNaN(a) && !math.IsInf(a, 0) && math.Abs(a) < 100_000 {
		s.Altitude = a
		if r.gps["GPSAltitudeRef"] == 1 {
			s.Altitude = -a
		}
	}
	if d := r.gps["GPSImgDirection"]; d >= 0 && d <= 360 {
		s.Direction = d
	}
	return s
}

// when finds out when the picture was taken.
func (r *reading) when(zone *time.Location) {
	for _, c := range []struct{ at, offset string }{
		{r.values["DateTimeOriginal"], r.values["OffsetTimeOriginal"]},
		{r.values["CreateDate"], r.values["OffsetTimeDigitized"]},
		{r.xmpTime("DateTimeOriginal"), ""},
		{r.xmpTime("DateCreated"), ""},
		{r.xmpTime("CreateDate"), ""},
		{iptcTime(r.values["iptc:DateCreated"], r.values["iptc:TimeCreated"]), ""},
	} {
		if t, zoned, ok := parseTime(c.at, c.offset, zone); ok {
			if frac := r.values["SubSecTimeOriginal"]; frac != "" && c.at == r.values["DateTimeOriginal"] {
				if d, err := time.ParseDuration("0." + frac + "s"); err == nil && len(frac) < 10 {
					t = t.Add(d)
				}
			}
			r.m.Taken, r.m.Zoned = t, zoned
			return
		}
	}
}

func (r *reading) xmpTime(key string) string {
	for _, p := range r.packets {
		if v := p.values[key]; v != "" {
			return v
		}
	}
	return ""
}

// iptcTime joins a date and a time as IPTC writes them.
func iptcTime(day, clock string) string {
	if len(day) != 8 || len(clock) < 6 {
		return ""
	}
	return day[:4] + ":" + day[4:6] + ":" + day[6:] + " " + clock[:2] + ":" + clock[2:4] + ":" + clock[4:6]
}

var timeLayouts = []string{"2006:01:02 15:04:05", "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05", "2006:01:02 15:04", "2006-01-02T15:04", "2006/01/02 15:04:05"}

// parseTime reads a time as cameras and programs write it, with an offset in it or beside it.
func parseTime(s, offset string, zone *time.Location) (time.Time, bool, bool) {
	s = strings.TrimSpace(s)
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout+"Z07:00", s+strings.TrimSpace(offset)); err == nil && real(t) {
			return t, true, true
		}
		if t, err := time.ParseInLocation(layout, s, zone); err == nil && real(t) {
			return t, false, true
		}
	}
	return time.Time{}, false, false
}

// real tells a time at which somebody can have taken a picture from what cameras without one write.
func real(t time.Time) bool { return t.Year() >= 1826 && t.Year() <= 2108 }
