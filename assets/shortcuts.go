package assets

import (
	_ "embed"
	"encoding/json"
	"sync"
)

//go:embed shortcuts.json
var shortcutsJSON []byte

// Shortcut is one line of the table of keys. The window binds them, and help shows and prints them.
type Shortcut struct {
	ID    string   `json:"id"`    // what it does; its name is the sentence "key."+ID
	Keys  []string `json:"keys"`  // chords as "Ctrl+Shift+Z"; Ctrl is Cmd on a Mac
	Group string   `json:"group"` // where it acts; named by the sentence "keys."+Group
	// Writing is true when it also acts while a text field has focus. Bare letters and digits never do.
	Writing bool `json:"writing,omitempty"`
	// Always is true when it acts in front of a dialog too.
	Always bool `json:"always,omitempty"`
	// Fixed is true for keys that the toolkit or a list handles by itself; they are only shown.
	Fixed bool `json:"fixed,omitempty"`
}

// Shortcuts returns the table of keys, in the order it is shown.
var Shortcuts = sync.OnceValue(func() []Shortcut {
	var all []Shortcut
	if err := json.Unmarshal(shortcutsJSON, &all); err != nil {
		panic("assets: shortcuts: " + err.Error())
	}
	return all
})
