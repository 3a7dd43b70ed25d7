package feltbog

import "strconv"

// KindPhotoLocation is the kind of PhotoLocation.
const KindPhotoLocation Kind = "photo_location"

// PhotoLocation is where a picture was taken, exactly ("GPS"). It lives in the register, because the spot in front of
// a house is an address.
type PhotoLocation struct {
	Base
	// Photo it belongs to.
	Photo ID `field:"photo,required,index,ref=photo" json:"photo"`
	// Latitude in degrees, WGS 84, north positive.
	Latitude float64 `field:"latitude" json:"latitude"`
	// Longitude in degrees, WGS 84, east positive.
	Longitude float64 `field:"longitude" json:"longitude"`
	// Altitude in metres above the sea.
	Altitude float64 `field:"altitude" json:"altitude"`
	// Direction the camera pointed, in degrees from north.
	Direction float64 `field:"direction" json:"direction"`
}

// Kind implements Record.
func (*PhotoLocation) Kind() Kind { return KindPhotoLocation }

// Validate implements Record: the coordinates are on the globe.
func (p *PhotoLocation) Validate() error {
	return first(
		when(p.Latitude < -90 || p.Latitude > 90,
			wrong(p, "latitude", strconv.FormatFloat(p.Latitude, 'g', -1, 64), between(-90, 90))),
		when(p.Longitude < -180 || p.Longitude > 180,
			wrong(p, "longitude", strconv.FormatFloat(p.Longitude, 'g', -1, 64), between(-180, 180))),
		when(p.Direction < 0 || p.Direction > 360,
			wrong(p, "direction", strconv.FormatFloat(p.Direction, 'g', -1, 64), between(0, 360))),
	)
}
