package screen

import (
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// Record is where a record of a kind without a screen of its own is shown.
const Record Place = "record"

// shown are the kinds that the screen of their place shows when it is opened with one of them.
var shown = map[feltbog.Kind]bool{
	feltbog.KindProject: true, feltbog.KindPrinciple: true, feltbog.KindPlanRow: true, feltbog.KindPlanAction: true,
	feltbog.KindSession: true, feltbog.KindGuide: true, feltbog.KindGuideVersion: true, feltbog.KindPhoto: true, feltbog.KindWorkshop: true,
}

// elsewhere are the kinds that are shown at another place than where they are listed: one talks about pictures in the field.
var elsewhere = map[feltbog.Kind]Place{feltbog.KindPhotoSet: Field}

// To returns the route to a record: to the screen of its place when that shows such records, otherwise to a plain page
// of it. What lies in the trash is only shown on the page.
func To(h app.Heading) Route {
	if at := elsewhere[h.Kind]; at != "" && h.Status != app.Trashed {
		return Route{Place: at, Kind: h.Kind, ID: h.ID}
	}
	if shown[h.Kind] && h.Status != app.Trashed {
		return Route{Place: Place(h.Place), Kind: h.Kind, ID: h.ID}
	}
	return Route{Place: Record, Kind: h.Kind, ID: h.ID}
}
