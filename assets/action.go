package assets

import "strings"

// Action says what an action did, from its name, as "plan_action.edit", and the record it was about: its kind, and its
// title, which may be empty. An action without a sentence of its own is worded from what it does and to which kind of
// record; of an unknown one the name stands.
func Action(lang, name, kind, title string) string {
	verb := ""
	of, verb, _ := strings.Cut(name, ".")
	if kind == "" {
		kind = of
	}
	thing, known := Sentence(lang, "kind."+kind+".the", nil)
	if known && title != "" {
		if named, ok := Sentence(lang, "action.thing", map[string]string{"kind": thing, "title": title}); ok {
			thing = named
		}
	}
	args := map[string]string{}
	if known {
		args["kind"] = thing
	}
	for _, key := range []string{"action." + name, "action." + verb} {
		if s, ok := Sentence(lang, key, args); ok {
			return s
		}
	}
	return name
}
