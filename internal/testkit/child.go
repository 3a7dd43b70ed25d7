package testkit

import (
	"bufio"
	"bytes"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// childEnv names the part that a re-run test binary plays.
const childEnv = "FELTBOG_TEST_CHILD"

// Main runs the tests, or the part that Child asks for. Call it from TestMain.
func Main(m *testing.M, parts map[string]func()) {
	if part := parts[os.Getenv(childEnv)]; part != nil {
		part()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// Child is the test binary run again in another part. What it prints comes line by line.
type Child struct {
	t     testing.TB
	cmd   *exec.Cmd
	lines chan string
	errs  bytes.Buffer
}

// Start runs the test binary again.
func Start(t testing.TB, part string, env ...string) *Child {
	t.Helper()
	c := &Child{t: t, cmd: exec.Command(os.Args[0], "-test.run=^$"), lines: make(chan string, 1<<16)}
	c.cmd.Env = append(append(os.Environ(), env...), childEnv+"="+part)
	c.cmd.Stderr = &c.errs
	out, err := c.cmd.StdoutPipe()
	if err == nil {
		err = c.cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	go c.read(out)
	return c
}

// read passes whole lines on; a line without its end was cut by the kill and was never said.
func (c *Child) read(out io.Reader) {
	defer close(c.lines)
	r := bufio.NewReader(out)
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		c.lines <- strings.TrimSuffix(line, "\n")
	}
}

// KillSometime kills the child at a random moment: a few lines in, and then a random while later, short enough to fall
// inside a commit. It returns every whole line the child printed.
func (c *Child) KillSometime(r *rand.Rand, maxLines int) []string {
	c.t.Helper()
	var said []string
	for range 1 + r.IntN(maxLines) {
		line, ok := <-c.lines
		if !ok {
			c.failed(said)
		}
		said = append(said, line)
	}
	moment := time.After(time.Duration(r.Int64N(int64(6 * time.Millisecond))))
	for waiting := true; waiting; {
		select {
		case line, ok := <-c.lines:
			if !ok {
				c.failed(said)
			}
			said = append(said, line)
		case <-moment:
			waiting = false
		}
	}
	_ = c.cmd.Process.Kill()
	for line := range c.lines {
		said = append(said, line)
	}
	_ = c.cmd.Wait()
	if strings.Contains(c.errs.String(), "panic") {
		c.failed(said)
	}
	return said
}

// Wait returns all lines of a child that ends by itself, and whether it ended well.
func (c *Child) Wait() ([]string, bool) {
	var said []string
	for line := range c.lines {
		said = append(said, line)
	}
	return said, c.cmd.Wait() == nil
}

func (c *Child) failed(said []string) {
	c.t.Helper()
	_ = c.cmd.Wait()
	c.t.Fatalf("the child ended by itself after %d lines: %s", len(said), c.errs.String())
}
