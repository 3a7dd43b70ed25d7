package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"feltbog/assets"
	"feltbog/internal/feltbog"
)

// statuses are the exit statuses of the codes. What the user stopped is no success, and nobody has to do anything about
// it: it shares the status of a fault.
var statuses = map[feltbog.Code]int{
	"": 0, feltbog.EInternal: 1, feltbog.ECancelled: 1, feltbog.EUsage: 2, feltbog.EInvalid: 2, feltbog.ENotFound: 2,
	feltbog.EKey: 3, feltbog.EDamaged: 4, feltbog.ERefused: 5, feltbog.EMissing: 6, feltbog.EUnreached: 7, feltbog.EFull: 8,
	feltbog.EBusy: 9,
}

// report prints an error as one sentence and returns its exit status.
func (c *command) report(ctx context.Context, err error) int {
	if err == nil {
		return 0
	}
	code := feltbog.ErrorCode(err)
	if ctx.Err() != nil && code == feltbog.EInternal {
		err = feltbog.Errorf(feltbog.ECancelled, "job.cancelled", "stopped; nothing is half done")
	}
	fmt.Fprintln(c.err, oneLine(c.sentence(err)))
	status, known := statuses[code]
	if !known {
		status = 1
	}
	return status
}

// sentence words an error in the user's language, or in English where it has no translation.
func (c *command) sentence(err error) string {
	text, ok := feltbog.Explain(err, func(key string, args map[string]string) (string, bool) {
		return assets.Sentence(c.lang, key, args)
	})
	if !ok {
		return c.say("ctl.internal", "what", text)
	}
	return text
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// print writes the result: with --json the document, otherwise what human writes.
func (c *command) print(document any, human func(io.Writer)) error {
	if !c.json {
		human(c.out)
		return nil
	}
	enc := json.NewEncoder(c.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(document)
}

// plain shows a field's value to a person: texts without quotation marks, everything else as JSON.
func plain(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(raw)
}
