package words

import (
	"crypto/sha256"
	"encoding/hex"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// frozen is the SHA-256 of the words joined by line feeds. It must never change once a version has been released.
const frozen = "0e7ae41f74f22e2de9169884b854955f7233bc9f5570231168a14976a11aebce"

func TestTheListIsTheFrozenOne(t *testing.T) {
	sum := sha256.Sum256([]byte(strings.Join(List(), "\n")))
	if got := hex.EncodeToString(sum[:]); got != frozen {
		t.Errorf("da.txt has changed: its sum is %s. Printed recovery sheets would stop working.", got)
	}
}

func TestTheListHasExactly2048SortedWords(t *testing.T) {
	words := List()
	if len(words) != 2048 {
		t.Errorf("the list has %d words", len(words))
	}
	for i := 1; i < len(words); i++ {
		if words[i-1] >= words[i] {
			t.Errorf("%q stands before %q", words[i-1], words[i])
		}
	}
}

func TestEveryWordHasThreeToEightDanishLowerCaseLetters(t *testing.T) {
	for _, word := range List() {
		if n := utf8.RuneCountInString(word); n < 3 || n > 8 {
			t.Errorf("%q has %d letters", word, n)
		}
		if strings.Trim(word, "abcdefghijklmnopqrstuvwxyzæøå") != "" {
			t.Errorf("%q has a character other than a-z, æ, ø and å", word)
		}
	}
}

func TestNoTwoWordsShareTheirFirstFourLettersInAnyFolding(t *testing.T) {
	owner := map[string]string{}
	for _, word := range List() {
		for _, form := range foldings(word) {
			letters := []rune(form)
			start := string(letters[:min(4, len(letters))])
			if other, taken := owner[start]; taken && other != word {
				t.Errorf("%q may mean %q or %q", start, other, word)
			}
			owner[start] = word
		}
	}
}

func TestEveryForgivenSpellingBelongsToOneWordOnly(t *testing.T) {
	owner := map[string]string{}
	for _, word := range List() {
		for _, spelling := range spellings(word) {
			if other, taken := owner[spelling]; taken && other != word {
				t.Errorf("%q may mean %q or %q", spelling, other, word)
			}
			owner[spelling] = word
		}
	}
}

func TestNoWordIsRudeSadOrDubious(t *testing.T) {
	stems := strings.Fields(`fisse røv pik kusse kneppe luder hor bolle patte bryst numse nøgen sex orgas dild prut pis lort
		lokum kvalme bræk dræb død mord lig grav kiste sorg tåre græd trist syg kræft pest feber virus sår blod gift krig
		bombe våben gevær pistol kniv sværd spyd kanon skyd soldat slag tæv tæsk voldt had fjende tyv røver gud satan djæv
		helv kirke præst bibel allah jøde islam moske kors nazi neger mulat mongol pygmæ eskimo idiot tåbe dum tosse fed
		tyk mager grim øl vin snaps sprit whisky druk fuld rus hash pot kokain pille tobak cigar cigaret galge bøddel
		kælling tøs svin`)
	// These begin like a stem by chance.
	innocent := strings.Fields(`fuldkorn grimasse horisont horn korsang pesto potte ruskind rust sving vind vinge vinkel
		vinter`)
	for _, word := range List() {
		for _, stem := range stems {
			if strings.HasPrefix(word, stem) && !slices.Contains(innocent, word) {
				t.Errorf("%q begins like %q", word, stem)
			}
		}
	}
}

func TestHunspellKnowsEveryWord(t *testing.T) {
	path, err := exec.LookPath("hunspell")
	if err != nil {
		t.Skip("hunspell is not installed, so the spelling was not checked")
	}
	check := func(text string) (string, error) {
		command := exec.Command(path, "-i", "utf-8", "-d", "da_DK", "-l")
		command.Stdin = strings.NewReader(text)
		out, err := command.Output()
		return strings.TrimSpace(string(out)), err
	}
	if wrong, err := check("kvxyzt\nhest\n"); err != nil || wrong != "kvxyzt" {
		t.Skip("hunspell has no usable Danish dictionary (da_DK), so the spelling was not checked")
	}
	if wrong, err := check(strings.Join(List(), "\n") + "\n"); err != nil || wrong != "" {
		t.Errorf("misspelt words: %s (%v)", strings.ReplaceAll(wrong, "\n", " "), err)
	}
}
