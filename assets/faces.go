package assets

import _ "embed"

// What the finder of faces learnt comes from github.com/esimov/pigo; its licence lies beside it.
//
//go:embed faces/facefinder
var faceFinder []byte

// FaceFinder is what the finder of faces learnt. It proposes where faces are, and never decides.
func FaceFinder() []byte { return faceFinder }
