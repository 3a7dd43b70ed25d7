package assets

import (
	_ "embed"
	"encoding/json"
	"slices"
	"sync"
)

//go:embed templates/pseudonyms.json
var pseudonymsJSON []byte

var pseudonyms = sync.OnceValue(func() []string {
	var file struct {
		Names []string `json:"names"`
	}
	if err := json.Unmarshal(pseudonymsJSON, &file); err != nil {
		panic("assets: the list of pseudonyms: " + err.Error())
	}
	return file.Names
})

// Pseudonyms are invented names for participants: words from nature, which nobody in Denmark is called.
func Pseudonyms() []string { return slices.Clone(pseudonyms()) }
