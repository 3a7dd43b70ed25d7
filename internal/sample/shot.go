package sample

import "time"

// shot is what was photographed, when, and in which light.
type shot struct {
	scene    string
	taken    time.Time
	light    light
	portrait bool
	outdoors bool
}

// outing is some hours in the field.
type outing struct {
	start time.Time
	light light
	every time.Duration
	shots []shot // scene, portrait, outdoors
}

// cet is the zone of the village on the days of the sample: before the last Sunday of March.
var cet = time.FixedZone("", 3600)

func day(month time.Month, day, hour, minute int) time.Time {
	return time.Date(2025, month, day, hour, minute, 0, 0, cet)
}

// outings follow the sessions of the sample project. Pictures of a home carry no position.
var outings = []outing{
	{day(2, 18, 10, 4), morning, 9 * time.Minute, []shot{{scene: "mail"}, {scene: "kitchen"},
		{scene: "fridge", portrait: true}, {scene: "letter"}, {scene: "window"}}},
	{day(3, 4, 12, 16), overcast, 14 * time.Minute, []shot{{scene: "bus", outdoors: true}, {scene: "clinic", outdoors: true},
		{scene: "corr", portrait: true}, {scene: "letter"}, {scene: "bench", outdoors: true}, {scene: "bike", outdoors: true}}},
	{day(3, 11, 12, 9), noon, 17 * time.Minute, []shot{{scene: "shop", outdoors: true}, {scene: "stairs", portrait: true, outdoors: true},
		{scene: "hall"}, {scene: "garden", outdoors: true}, {scene: "bus", outdoors: true}}},
	{day(3, 14, 15, 22), evening, 12 * time.Minute, []shot{{scene: "harbour", outdoors: true}, {scene: "forest", portrait: true, outdoors: true},
		{scene: "bench", outdoors: true}, {scene: "mail", outdoors: true}}},
}

// shots lists the first n shots in the order of their time. There is no end to outings: after the last, the first is
// gone on again, four weeks later.
func shots(n int) []shot {
	var out []shot
	for round := 0; len(out) < n; round++ {
		for _, o := range outings {
			at := o.start.AddDate(0, 0, 28*round)
			for i, s := range o.shots {
				if len(out) == n {
					return out
				}
				s.light, s.taken = o.light, at.Add(time.Duration(i)*o.every+time.Duration(7*len(out)%50)*time.Second)
				out = append(out, s)
			}
		}
	}
	return out
}
