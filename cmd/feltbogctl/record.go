package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

func (c *command) record() *cobra.Command {
	group := c.verb("record", "ctl.help.record", cobra.ArbitraryArgs, c.noVerb)
	group.AddCommand(c.put(), c.get(), c.list(), c.remove(), c.history(), c.replace())
	return group
}

// replace puts something else in the place of a passage that points at somebody, and erases what stood there before.
func (c *command) replace() *cobra.Command {
	var with string
	v := c.verb("replace KIND ID FIELD PASSAGE [--with TEXT]", "ctl.help.replace", exactly(4), func(cmd *cobra.Command, args []string) error {
		kind, id, err := recordArgs(args[:2])
		if err != nil {
			return err
		}
		return c.open(cmd.Context(), func(p *app.Project) error {
			if err := p.ReplaceTelling(cmd.Context(), kind, id, args[2], args[3], with); err != nil {
				return err
			}
			return c.print(named{Kind: kind, ID: id}, func(w io.Writer) { fmt.Fprintln(w, id) })
		})
	})
	v.Flags().StringVar(&with, "with", "[…]", c.say("ctl.flag.with"))
	return v
}

// named is the JSON of a verb that did something to one record.
type named struct {
	Kind   feltbog.Kind `json:"kind"`
	ID     feltbog.ID   `json:"id"`
	Erased bool         `json:"erased,omitempty"`
}

func (c *command) put() *cobra.Command {
	var id string
	var sets []string
	var lines bool
	v := c.verb("put KIND [--id ID] --set FIELD=VALUE ... | put --stdin", "ctl.help.put", between(0, 1),
		func(cmd *cobra.Command, args []string) error {
			if lines {
				if len(args) > 0 || id != "" || len(sets) > 0 {
					return wrongUse(cmd)
				}
				return c.open(cmd.Context(), func(p *app.Project) error { return c.putLines(cmd.Context(), p) })
			}
			if len(args) == 0 {
				return wrongUse(cmd)
			}
			e := app.Edit{Kind: feltbog.Kind(args[0])}
			var err error
			if e.Texts, err = settings(sets); err != nil {
				return err
			}
			if id != "" {
				if e.ID, err = feltbog.ParseID(id); err != nil {
					return err
				}
			}
			return c.open(cmd.Context(), func(p *app.Project) error {
				rec, err := p.Put(cmd.Context(), e)
				if err != nil {
					return err
				}
				return c.print(named{Kind: rec.Kind, ID: rec.ID}, func(w io.Writer) { fmt.Fprintln(w, rec.ID) })
			})
		})
	v.Flags().StringVar(&id, "id", "", c.say("ctl.flag.id"))
	v.Flags().StringArrayVar(&sets, "set", nil, c.say("ctl.flag.set"))
	v.Flags().BoolVar(&lines, "stdin", false, c.say("ctl.flag.stdin"))
	return v
}

// settings reads FIELD=VALUE.
func settings(all []string) ([]app.Setting, error) {
	var out []app.Setting
	for _, s := range all {
		field, text, ok := strings.Cut(s, "=")
		if !ok || field == "" {
			return nil, feltbog.Errorf(feltbog.EUsage, "ctl.setting", "a field and its value are written as field=value")
		}
		out = append(out, app.Setting{Field: field, Text: text})
	}
	return out, nil
}

// recordArgs reads KIND ID.
func recordArgs(args []string) (feltbog.Kind, feltbog.ID, error) {
	id, err := feltbog.ParseID(args[1])
	return feltbog.Kind(args[0]), id, err
}

func (c *command) get() *cobra.Command {
	return c.verb("get KIND ID", "ctl.help.get", exactly(2), func(cmd *cobra.Command, args []string) error {
		kind, id, err := recordArgs(args)
		if err != nil {
			return err
		}
		return c.open(cmd.Context(), func(p *app.Project) error {
			rec, err := p.Get(cmd.Context(), kind, id)
			if err != nil {
				return err
			}
			return c.printRecord(rec)
		})
	})
}

func (c *command) printRecord(rec app.Record) error {
	return c.print(rec, func(w io.Writer) {
		fmt.Fprintf(w, "%s %s\n", rec.Kind, rec.ID)
		if rec.Status != app.Present {
			fmt.Fprintln(w, c.say("ctl.record."+string(rec.Status)))
		}
		for _, name := range slices.Sorted(maps.Keys(rec.Fields)) {
			fmt.Fprintf(w, "%s: %s\n", name, strings.ReplaceAll(plain(rec.Fields[name]), "\n", "\n  "))
		}
		if len(rec.TwoVersions) > 0 {
			fmt.Fprintln(w, c.say("ctl.record.versions", "fields", strings.Join(rec.TwoVersions, ", ")))
		}
	})
}

func (c *command) list() *cobra.Command {
	var where []string
	var limit int
	v := c.verb("list KIND [--where FIELD=VALUE ...] [--limit N]", "ctl.help.list", exactly(1), func(cmd *cobra.Command, args []string) error {
		conds, err := settings(where)
		if err != nil {
			return err
		}
		return c.open(cmd.Context(), func(p *app.Project) error {
			return c.writeList(cmd.Context(), p, feltbog.Kind(args[0]), conds, limit)
		})
	})
	v.Flags().StringArrayVar(&where, "where", nil, c.say("ctl.flag.where"))
	v.Flags().IntVar(&limit, "limit", 0, c.say("ctl.flag.limit"))
	return v
}

// writeList writes records as they are read, so that a list of any length takes no memory. As JSON they are one array.
func (c *command) writeList(ctx context.Context, p *app.Project, kind feltbog.Kind, where []app.Setting, limit int) error {
	w := bufio.NewWriter(c.out)
	n := 0
	err := p.List(ctx, kind, where, limit, func(rec app.Record) error {
		n++
		if !c.json {
			_, err := fmt.Fprintf(w, "%s\t%s\n", rec.ID, summary(rec))
			return err
		}
		sep := ",\n"
		if n == 1 {
			sep = "[\n"
		}
		b, err := compact(rec)
		if err == nil {
			_, err = fmt.Fprintf(w, "%s%s", sep, b)
		}
		return err
	})
	if err == nil && c.json {
		end := "\n]\n"
		if n == 0 {
			end = "[]\n"
		}
		_, err = w.WriteString(end)
	}
	if err != nil && n == 0 {
		return err
	}
	return errors.Join(err, w.Flush())
}

// compact is JSON on one line, with < and & as they are.
func compact(v any) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return strings.TrimRight(b.String(), "\n"), err
}

// summary is what a person knows a record by.
func summary(rec app.Record) string {
	for _, name := range []string{"title", "name", "pseudonym", "text", "number"} {
		if raw, ok := rec.Fields[name]; ok {
			return oneLine(plain(raw))
		}
	}
	return ""
}

func (c *command) remove() *cobra.Command {
	var erase bool
	var reason string
	v := c.verb("delete KIND ID [--erase]", "ctl.help.delete", exactly(2), func(cmd *cobra.Command, args []string) error {
		kind, id, err := recordArgs(args)
		if err != nil {
			return err
		}
		return c.open(cmd.Context(), func(p *app.Project) error {
			done := "ctl.delete.done"
			if erase {
				done = "ctl.erase.done"
				err = p.Erase(cmd.Context(), kind, id, reason)
			} else {
				err = p.Delete(cmd.Context(), kind, id)
			}
			if err != nil {
				return err
			}
			return c.print(named{Kind: kind, ID: id, Erased: erase}, func(w io.Writer) { fmt.Fprintln(w, c.say(done)) })
		})
	})
	v.Flags().BoolVar(&erase, "erase", false, c.say("ctl.flag.erase"))
	v.Flags().StringVar(&reason, "reason", "", c.say("ctl.flag.reason"))
	return v
}

func (c *command) history() *cobra.Command {
	return c.verb("history KIND ID", "ctl.help.history", exactly(2), func(cmd *cobra.Command, args []string) error {
		kind, id, err := recordArgs(args)
		if err != nil {
			return err
		}
		return c.open(cmd.Context(), func(p *app.Project) error {
			all, err := p.History(cmd.Context(), kind, id)
			if err != nil {
				return err
			}
			return c.print(all, func(w io.Writer) {
				for _, ch := range all {
					fmt.Fprintf(w, "%s  %s  %s  %s\n", ch.At.Local().Format(time.DateTime), assets.Action(c.lang, ch.Action, string(kind), ""), ch.Name, ch.ID)
					for _, f := range ch.Fields {
						fmt.Fprintf(w, "    %s: %s\n", f.Field, c.editText(f))
					}
				}
			})
		})
	})
}

func (c *command) editText(f app.FieldEdit) string {
	var parts []string
	if f.Value != nil {
		parts = append(parts, oneLine(plain(f.Value)))
	}
	for _, a := range f.Added {
		parts = append(parts, "+"+plain(a))
	}
	if f.Taken > 0 {
		parts = append(parts, fmt.Sprintf("-%d", f.Taken))
	}
	if f.Erased {
		parts = append(parts, c.say("ctl.history.erased"))
	}
	return strings.Join(parts, " ")
}
