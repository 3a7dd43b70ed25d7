package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// line is one line of record put --stdin.
type line struct {
	Kind   feltbog.Kind               `json:"kind"`
	ID     feltbog.ID                 `json:"id"`
	Fields map[string]json.RawMessage `json:"fields"`
}

// maxLine bounds a line, so that a file without line ends cannot take all memory.
const maxLine = 16 << 20

// putLines writes one record after the other. The id of each is printed when the record is durable, so that whoever
// sends the lines knows what is kept after a kill. The first bad line ends it; what came before it stays.
func (c *command) putLines(ctx context.Context, p *app.Project) error {
	lines := c.readLines(ctx)
	acks := acknowledger{out: c.out, json: c.json}
	err := acks.begin()
	for n := 1; err == nil; n++ {
		var l readLine
		select {
		case l = <-lines:
		case <-ctx.Done():
			l.err = ctx.Err()
		}
		if errors.Is(l.err, io.EOF) {
			break
		}
		if err = l.err; err == nil && len(bytes.TrimSpace(l.text)) > 0 {
			err = putLine(ctx, p, l.text, &acks)
		}
		if err != nil && ctx.Err() == nil {
			code := feltbog.ErrorCode(err)
			err = feltbog.Errorf(code, "ctl.line", "line %d (%s): %w; the lines before it are saved", n, code, err).
				With("line", strconv.Itoa(n)).With("code", string(code))
		}
	}
	return errors.Join(err, acks.end())
}

func putLine(ctx context.Context, p *app.Project, text []byte, acks *acknowledger) error {
	var l line
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	err := dec.Decode(&l)
	var coded *feltbog.Error
	if err != nil && errors.As(err, &coded) {
		return coded // an id that is none
	}
	if err != nil || dec.More() {
		return feltbog.Errorf(feltbog.EInvalid, "ctl.line.json", `it is not {"kind":..,"id":..,"fields":{..}}`)
	}
	rec, err := p.Put(ctx, app.Edit{Kind: l.Kind, ID: l.ID, Fields: l.Fields})
	if err != nil {
		return err
	}
	return acks.ack(rec.ID)
}

// acknowledger prints ids, each flushed: bare lines, or the members of one JSON document.
type acknowledger struct {
	out  io.Writer
	json bool
	any  bool
}

func (a *acknowledger) begin() error {
	if !a.json {
		return nil
	}
	_, err := io.WriteString(a.out, `{"ids":[`)
	return err
}

func (a *acknowledger) ack(id feltbog.ID) error {
	sep := ""
	if a.any {
		sep = ","
	}
	a.any = true
	var err error
	if a.json {
		_, err = fmt.Fprintf(a.out, "%s\n%q", sep, id.String())
	} else {
		_, err = fmt.Fprintln(a.out, id)
	}
	return err
}

func (a *acknowledger) end() error {
	if !a.json {
		return nil
	}
	_, err := io.WriteString(a.out, "\n]}\n")
	return err
}

// readLine is a line, or why there is none.
type readLine struct {
	text []byte
	err  error
}

// readLines reads standard input on a goroutine of its own: a read cannot be broken off, but one can stop waiting for it.
func (c *command) readLines(ctx context.Context) <-chan readLine {
	lines := make(chan readLine)
	go func() {
		s := bufio.NewScanner(c.in)
		s.Buffer(make([]byte, 64<<10), maxLine)
		for s.Scan() {
			select {
			case lines <- readLine{text: bytes.Clone(s.Bytes())}:
			case <-ctx.Done():
				return
			}
		}
		end := readLine{err: io.EOF}
		if errors.Is(s.Err(), bufio.ErrTooLong) {
			end.err = feltbog.Errorf(feltbog.EInvalid, "ctl.line.long", "it is longer than %d MB", maxLine>>20).With("most", strconv.Itoa(maxLine>>20))
		} else if s.Err() != nil {
			end.err = s.Err()
		}
		select {
		case lines <- end:
		case <-ctx.Done():
		}
	}()
	return lines
}
