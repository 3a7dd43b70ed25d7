package assets

import (
	_ "embed"
	"encoding/json"
	"sync"
)

//go:embed licences.json
var licencesJSON []byte

// Licence says under which licence a part of the programs is used.
type Licence struct {
	Name    string `json:"name"`
	Licence string `json:"licence"` // as SPDX names it
}

// Licences lists what Feltbog is made of besides itself: the modules of go.mod, and fonts.
var Licences = sync.OnceValue(func() []Licence {
	var all []Licence
	if err := json.Unmarshal(licencesJSON, &all); err != nil {
		panic("assets: licences: " + err.Error())
	}
	return all
})
