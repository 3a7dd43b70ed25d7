// Command feltbogctl does the jobs of Feltbog without a window: for scripts, servers, backups, tests and benchmarks.
//
// It speaks to internal/app exactly as the window does; no rule lives in a verb. Results go to standard output, with
// --json as one JSON document and nothing else; progress, questions and errors go to standard error. An error is one
// plain sentence. The exit status tells what a caller can do about it:
//
//	0 done                          5 refused by the gate
//	1 fault of the program, stopped 6 something is missing first
//	2 wrong use                     7 a remote cannot be reached
//	3 wrong passphrase or no key    8 the disk is full, nothing is lost
//	4 damaged or unknown input      9 the vault is open elsewhere
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"feltbog/internal/app"
)

func main() {
	app.Main()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	c := &command{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv, terminal: systemTerminal{}, opt: app.Options{}}
	status := c.run(ctx, os.Args[1:])
	stop()
	os.Exit(status)
}
