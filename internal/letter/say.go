package letter

import "feltbog/assets"

// Say words what stands around a paper for participants, in the language that the paper is in, whatever language the
// window speaks.
func Say(key string, args ...string) string {
	named := map[string]string{}
	for i := 0; i+1 < len(args); i += 2 {
		named[args[i]] = args[i+1]
	}
	if text, ok := assets.Sentence("da", key, named); ok {
		return text
	}
	return key
}
