package main

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

func TestInitPrintsTheRecoverySheetOnceAndItsWordsOpenTheVault(t *testing.T) {
	c := newConsole(t)
	sheet := c.ok("init", "--name", "Ældre i Lillerup", "--device", "Bærbar 1")
	for _, want := range []string{"lillerup", " 1. ", "12. ", "materialet tabt", "Ældre i Lillerup"} {
		if !strings.Contains(sheet, want) {
			t.Errorf("the sheet lacks %q:\n%s", want, sheet)
		}
	}
	var words []string
	for _, m := range regexp.MustCompile(`(?m)^\s*\d+\. (\S+)$`).FindAllStringSubmatch(sheet, -1) {
		words = append(words, m[1])
	}
	if len(words) != 12 {
		t.Fatalf("%d words on the sheet", len(words))
	}
	c.env["FELTBOG_RECOVERY"] = strings.ToUpper(strings.Join(words, "\n"))
	c.env["FELTBOG_NEW_PASSPHRASE"] = "syv blå krukker på rad"
	c.ok("recover")
	if s := c.fails(3, "stat"); !strings.Contains(s, "Kodesætningen passer ikke") {
		t.Error(s)
	}
	c.env["FELTBOG_PASSPHRASE"] = c.env["FELTBOG_NEW_PASSPHRASE"]
	c.ok("stat")

	other := "hest"
	if words[0] == other {
		other = "bus"
	}
	c.env["FELTBOG_RECOVERY"] = other + " " + strings.Join(words[1:], " ")
	c.fails(3, "recover")
	c.env["FELTBOG_RECOVERY"] = "xyzzy " + strings.Join(words[1:], " ")
	if s := c.fails(3, "recover"); strings.Contains(s, "xyzzy") || !strings.Contains(s, "nr. 1") {
		t.Error(s)
	}
}

func TestTheSheetGoesIntoANewFileForTheOwnerAlone(t *testing.T) {
	c := newConsole(t)
	file := filepath.Join(t.TempDir(), "ark.txt")
	out := c.ok("init", "--name", "Lillerup", "--device", "Bærbar 1", "--recovery-out", file)
	if strings.Contains(out, "12. ") {
		t.Error("the words stand on the screen as well")
	}
	b, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(b), "12. ") {
		t.Fatalf("%v: %s", err, b)
	}
	if info, _ := os.Stat(file); runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	c.env["FELTBOG_VAULT"] = filepath.Join(t.TempDir(), "anden.feltbog")
	c.fails(2, "init", "--name", "Anden", "--device", "Bærbar 1", "--recovery-out", file)
	if _, err := os.Stat(c.env["FELTBOG_VAULT"]); !os.IsNotExist(err) {
		t.Error("a vault was made without its sheet")
	}
	if again, _ := os.ReadFile(file); string(again) != string(b) {
		t.Error("the sheet was written over")
	}
}

func TestInitThatFailsLeavesNothing(t *testing.T) {
	c := newConsole(t)
	file := filepath.Join(t.TempDir(), "ark.txt")
	c.env["FELTBOG_PASSPHRASE"] = "kort"
	if s := c.fails(2, "init", "--name", "Lillerup", "--device", "x", "--recovery-out", file); !strings.Contains(s, "mindst 8 tegn") || strings.Contains(s, "kort") {
		t.Error(s)
	}
	for _, left := range []string{file, c.env["FELTBOG_VAULT"]} {
		if _, err := os.Stat(left); !os.IsNotExist(err) {
			t.Errorf("%s is left", left)
		}
	}
	c.env["FELTBOG_PASSPHRASE"] = secret
	c.fails(2, "init", "--device", "x")
	c.ok("init", "--name", "Lillerup", "--device", "x")
	c.fails(2, "init", "--name", "Lillerup", "--device", "x")
}

func TestInitAsJSON(t *testing.T) {
	c := newConsole(t)
	var doc struct {
		Vault, Project, Member, Device, Title string
		Recovery                              struct {
			Vault, Date string
			Words       []string
		}
		Strength struct{ Score int }
	}
	c.json(&doc, "init", "--name", "Lillerup", "--device", "Bærbar 1")
	if len(doc.Recovery.Words) != 12 || doc.Recovery.Vault != "lillerup" || doc.Title != "Lillerup" || len(doc.Project) != 32 || len(doc.Device) != 32 || len(doc.Member) != 32 {
		t.Errorf("%+v", doc)
	}
}

func TestPasswdChangesThePassphraseAtTheTerminal(t *testing.T) {
	c := newProject(t)
	c.env["FELTBOG_PASSPHRASE"] = ""
	c.answer = []string{secret, "syv blå krukker på rad", "syv blå krukker på rod"}
	if status, _, errs := c.run("passwd"); status != 2 || !strings.Contains(errs, "ikke ens") {
		t.Errorf("%d: %s", status, errs)
	}
	c.answer = []string{secret, "syv blå krukker på rad", "syv blå krukker på rad"}
	_, _, errs := c.run("passwd")
	if strings.Contains(errs, "krukker") {
		t.Error("the passphrase is shown")
	}
	c.answer = []string{secret}
	if status, _, _ := c.run("stat"); status != 3 {
		t.Error("the old passphrase still opens the vault")
	}
	c.answer = []string{"syv blå krukker på rad"}
	c.ok("stat")
	c.answer = nil
	if s := c.fails(3, "stat"); !strings.Contains(s, "FELTBOG_PASSPHRASE") {
		t.Error(s)
	}
}

func TestAPassphraseFileMayEndAsEditorsEndIt(t *testing.T) {
	c := newProject(t)
	c.env["FELTBOG_PASSPHRASE"] = ""
	file := filepath.Join(t.TempDir(), "kode")
	if err := os.WriteFile(file, []byte("\ufeff"+secret+"\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c.ok("stat", "--passphrase-file", file)
	c.fails(2, "stat", "--passphrase-file", file+"x")
	next := filepath.Join(t.TempDir(), "ny")
	if err := os.WriteFile(next, []byte("Password123\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, errs := c.run("passwd", "--passphrase-file", file, "--new-passphrase-file", next); !strings.Contains(errs, "Bemærk:") || strings.Contains(errs, "Password123") {
		t.Errorf("a weak passphrase is not remarked on: %s", errs)
	}
	c.ok("stat", "--passphrase-file", next)
}

func TestAVaultThatIsOpenElsewhereIsLeftAlone(t *testing.T) {
	c := newProject(t)
	hold := make(chan struct{})
	held := &waiting{started: make(chan struct{}), until: hold}
	other := *c
	other.in = held
	done := make(chan int)
	go func() {
		status, _, _ := other.run("record", "put", "--stdin")
		done <- status
	}()
	<-held.started
	if s := c.fails(9, "stat"); !strings.Contains(s, "åben i et andet vindue") {
		t.Error(s)
	}
	var lock struct {
		Open    bool
		Process string
	}
	if c.json(&lock, "lock-status"); !lock.Open || lock.Process == "" {
		t.Errorf("%+v", lock)
	}
	close(hold)
	if status := <-done; status != 0 {
		t.Errorf("status %d", status)
	}
	if c.json(&lock, "lock-status"); lock.Open {
		t.Error("the vault is free and said to be open")
	}
	if s := c.ok("lock-status"); !strings.Contains(s, "lukket") {
		t.Error(s)
	}
}

// waiting is an input that nothing comes from until it ends.
type waiting struct {
	started, until chan struct{}
	began          bool
}

func (w *waiting) Read([]byte) (int, error) {
	if !w.began {
		w.began = true
		close(w.started)
	}
	<-w.until
	return 0, io.EOF
}
