// Feltbench puts what the benchmarks of Feltbog measured beside the budgets they have to keep. It reads what `go test
// -bench` printed, lines of "figure NAME VALUE", and the figures of `feltbogctl bench run --json`, and prints one table.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	markdown := flag.Bool("markdown", false, "print the table as Markdown")
	flag.Parse()
	if err := run(os.Stdout, flag.Args(), *markdown); err != nil {
		fmt.Fprintln(os.Stderr, "feltbench:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, files []string, markdown bool) error {
	all := measured{}
	var failed []error
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		err = all.read(f)
		failed = append(failed, errors.Join(err, f.Close()))
	}
	if err := errors.Join(failed...); err != nil {
		return err
	}
	rows := all.table()
	if markdown {
		return printMarkdown(w, rows)
	}
	return printPlain(w, rows)
}
