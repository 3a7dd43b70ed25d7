package testkit

import (
	"bufio"
	"os"
	"os/exec"
	"testing"
)

// childEnv names the part of a test that a process should play.
const childEnv = "FELTBOG_TEST_CHILD"

// Part returns the part that this process plays, "" in the test itself.
func Part() string { return os.Getenv(childEnv) }

// Child is the test binary run again in another part.
type Child struct {
	cmd   *exec.Cmd
	Lines *bufio.Scanner
}

// Start runs the test binary as part, with extra environment "KEY=value".
func Start(t testing.TB, part string, env ...string) *Child {
	t.Helper()
	c := &Child{cmd: exec.Command(os.Args[0], "-test.run=^$")}
	c.cmd.Env = append(append(os.Environ(), childEnv+"="+part), env...)
	c.cmd.Stderr = os.Stderr
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	c.Lines = bufio.NewScanner(out)
	c.Lines.Buffer(nil, 1<<20)
	return c
}

// Kill ends the process as a pulled plug would and returns the lines it had still written.
func (c *Child) Kill() []string {
	_ = c.cmd.Process.Kill()
	var rest []string
	for c.Lines.Scan() {
		rest = append(rest, c.Lines.Text())
	}
	_ = c.cmd.Wait()
	return rest
}
