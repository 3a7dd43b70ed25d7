package assets

import "embed"

//go:embed templates/letters/*.json
var letters embed.FS

// Letter returns a paper for participants as it is shipped; see package letter.
func Letter(name string) []byte {
	b, err := letters.ReadFile("templates/letters/" + name + ".json")
	if err != nil {
		panic("assets: no letter " + name)
	}
	return b
}
