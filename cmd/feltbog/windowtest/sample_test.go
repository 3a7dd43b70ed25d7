//go:build window && linux

package windowtest

import (
	"testing"

	"feltbog/assets"
)

func TestTheSampleIsLookedAtAndMadeAnew(t *testing.T) {
	word, _ := assets.Sentence("da", "door.sample.passphrase", nil)
	m := newMachine(t)
	a := m.Start(forTests...)
	a.Click("door.look")
	a.Wait("shown", With("name", "door"), With("page", "sample"))
	a.Click("door.sample.make")
	a.Wait("unlocked")
	a.Wait("sample")
	a.Shot("sample")
	a.Key("F8")
	a.Wait("shown", With("name", "record"))
	a.Type("xylofon")
	a.Wait("kept")

	a.Mark()
	a.Click("top.project")
	a.Key("End", "Up", "Return")
	a.Wait("dialog", With("name", "sample"))
	a.Shot("sample-again")
	a.Type(word)
	a.Key("Return")
	a.Wait("unlocked")
	a.Wait("sample")
	a.Key("ctrl+k")
	a.Wait("dialog", With("name", "search"))
	a.Type("xylofon")
	a.Wait("results", With("n", 0))
	a.Key("Escape")
	a.Close()
}
