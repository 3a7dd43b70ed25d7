package assets

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// fieldWords is the list of right words that the dictionary does not know: terms of the field, names, commands.
const fieldWords = "templates/words.da.txt"

// inDanish are the Danish texts that are shipped, by where they stand.
func inDanish(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for key, s := range sentences()["da"] {
		texts["translations "+key] = s
	}
	err := fs.WalkDir(os.DirFS("templates"), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".json" {
			return err
		}
		b, err := os.ReadFile(filepath.Join("templates", name))
		if err != nil {
			return err
		}
		var whole map[string]any
		if err := json.Unmarshal(b, &whole); err != nil {
			return err
		}
		if lang, ok := whole["language"]; ok && lang != "da" {
			return nil
		}
		var all []string
		gather(whole, &all)
		texts[name] = strings.Join(all, "\n")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// noText are the fields of templates that hold keys and choices.
var noText = []string{"id", "feltbog", "language", "key", "type", "priority", "perspective", "grid", "forms", "scope", "if", "en"}

func gather(v any, all *[]string) {
	switch x := v.(type) {
	case string:
		*all = append(*all, x)
	case []any:
		for _, e := range x {
			gather(e, all)
		}
	case map[string]any:
		for k, e := range x {
			if !slices.Contains(noText, k) {
				gather(e, all)
			}
		}
	}
}

// unspoken is what stands in a text and is no word of it: what is filled in, options and names of settings, addresses.
var unspoken = regexp.MustCompile(`\{[^}]*\}|\[[a-z_]+\]|--[a-z-]+|[A-ZÆØÅ_]{4,}|\S*\.(dk|docx|feltbog|json|md|srt|txt|vtt)\b|\w+-keygen|\b(MPL|SHA|UTF)-\d+|spoergeguide-\S*`)

// typed are what one types at the command line: verbs, choices and forms of files. They are the same in every language.
var typed = strings.Fields("adult all archive bench change citizen conflicts electronic ethno fieldwork free json leader md merge open other plain politician professional " +
	"protect record search self undo verify written")

func TestTheDanishThatIsShippedIsSpeltRight(t *testing.T) {
	hunspell, err := exec.LookPath("hunspell")
	if err != nil {
		t.Skip("hunspell is not installed: apt-get install hunspell hunspell-da")
	}
	list, err := filepath.Abs(fieldWords)
	if err != nil {
		t.Fatal(err)
	}
	wrong := func(text string) []string {
		cmd := exec.Command(hunspell, "-d", "da_DK", "-i", "utf-8", "-p", list, "-l")
		cmd.Stdin = strings.NewReader(text)
		cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
		out, err := cmd.CombinedOutput()
		if err != nil && strings.Contains(string(out), "da_DK") {
			t.Skip("hunspell has no Danish: apt-get install hunspell-da")
		}
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return strings.Fields(string(out))
	}
	if got := wrong("Køkenbordet står i køkkenet"); !slices.Equal(got, []string{"Køkenbordet"}) {
		t.Fatalf("of a text with one mistake hunspell finds %q", got)
	}
	texts := inDanish(t)
	if len(texts) < 1000 {
		t.Fatalf("only %d texts found", len(texts))
	}
	var all strings.Builder
	for _, s := range texts {
		all.WriteString(unspoken.ReplaceAllString(s, " ") + "\n")
	}
	bad := wrong(all.String())
	slices.Sort(bad)
	for _, word := range slices.Compact(bad) {
		if strings.Trim(word, ".-") == "" || slices.Contains(typed, strings.Trim(word, ".")) {
			continue
		}
		for at, s := range texts {
			if strings.Contains(s, word) {
				t.Errorf("%s: »%s« is no Danish word; if it is right, put it into %s", at, word, fieldWords)
				break
			}
		}
	}
}

func TestEachFieldWordIsInUse(t *testing.T) {
	b, err := os.ReadFile(fieldWords)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, s := range inDanish(t) {
		all.WriteString(s + "\n")
	}
	list := strings.Fields(string(b))
	if !slices.IsSorted(list) || len(slices.Compact(slices.Clone(list))) != len(list) {
		t.Error("the words are not sorted, or one stands there twice")
	}
	for _, word := range list {
		if !strings.Contains(all.String(), word) {
			t.Errorf("nothing says %q", word)
		}
	}
}
