package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

func (c *command) gate() *cobra.Command {
	group := c.verb("gate", "ctl.help.gate", cobra.ArbitraryArgs, c.noVerb)
	group.AddCommand(c.gateCheck(), c.gateScan(), c.gateFindings(), c.gateDecide(), c.gateList(), c.gatePrint())
	return group
}

// gateReport is the JSON of gate check.
type gateReport struct {
	Use     feltbog.Use      `json:"use"`
	Date    string           `json:"date"`
	Yes     int              `json:"yes"`
	No      int              `json:"no"`
	Unknown int              `json:"unknown"`
	Answers []app.GateAnswer `json:"answers"`
}

func (c *command) gateCheck() *cobra.Command {
	var q app.GateQuery
	var use, date string
	var strict bool
	v := c.verb("check --use USE [--participant CODE] [--date D] [--strict] [KIND ID ...]", "ctl.help.gate.check", between(0, -1),
		func(cmd *cobra.Command, args []string) error {
			if len(args)%2 != 0 || len(args) > 0 && q.Participant != "" {
				return wrongUse(cmd)
			}
			q.Use = feltbog.Use(use)
			if !slices.Contains(feltbog.Uses(), q.Use) {
				return feltbog.Errorf(feltbog.EUsage, "ctl.gate.use", "%q is no use; the uses are %s", use, usesText()).With("use", use).With("uses", usesText())
			}
			for ; len(args) > 0; args = args[2:] {
				kind, id, err := recordArgs(args)
				if err != nil {
					return err
				}
				q.Items = append(q.Items, app.GateItem{Kind: kind, ID: id})
			}
			if err := onDay(&q, date); err != nil {
				return err
			}
			return c.open(cmd.Context(), func(p *app.Project) error {
				answers, err := p.GateCheck(cmd.Context(), q)
				if err != nil {
					return err
				}
				r := c.gateReport(q, date, answers)
				if err := c.print(r, func(w io.Writer) { c.writeGate(w, r) }); err != nil || !strict || r.No+r.Unknown == 0 {
					return err
				}
				return feltbog.Errorf(feltbog.ERefused, "ctl.gate.refused", "%d of %d may not leave", r.No+r.Unknown, len(answers)).
					With("count", strconv.Itoa(r.No+r.Unknown)).With("total", strconv.Itoa(len(answers)))
			})
		})
	v.Flags().StringVar(&use, "use", "", c.say("ctl.flag.use"))
	v.Flags().StringVar(&q.Participant, "participant", "", c.say("ctl.flag.participant"))
	v.Flags().StringVar(&date, "date", "", c.say("ctl.flag.date"))
	v.Flags().BoolVar(&strict, "strict", false, c.say("ctl.flag.strict"))
	return v
}

func usesText() string {
	var all []string
	for _, u := range feltbog.Uses() {
		all = append(all, string(u))
	}
	return strings.Join(all, ", ")
}

// onDay asks about another day than today, at its end.
func onDay(q *app.GateQuery, date string) error {
	if date == "" {
		return nil
	}
	d, err := feltbog.ParseFuzzyDate(date, 0)
	if err != nil {
		return err
	}
	day, ok := d.Day()
	if !ok {
		return feltbog.Errorf(feltbog.EUsage, "ctl.gate.date", "%q is not one day", date).With("date", date)
	}
	y, m, at := day.Date()
	q.At = time.Date(y, m, at, 23, 59, 59, 0, time.Local)
	return nil
}

func (c *command) gateReport(q app.GateQuery, date string, answers []app.GateAnswer) gateReport {
	if date == "" {
		date = time.Now().Format(time.DateOnly)
		if c.opt.Now != nil {
			date = c.opt.Now().Format(time.DateOnly)
		}
	} else {
		date = q.At.Format(time.DateOnly)
	}
	r := gateReport{Use: q.Use, Date: date, Answers: answers}
	for i, a := range answers {
		switch a.Verdict {
		case "yes":
			r.Yes++
		case "no":
			r.No++
		default:
			r.Unknown++
		}
		for j := range a.Reasons {
			r.Answers[i].Reasons[j].Text = c.sentence(a.Reasons[j].Why)
		}
	}
	return r
}

func (c *command) writeGate(w io.Writer, r gateReport) {
	for _, a := range r.Answers {
		what := ""
		if a.ID != nil {
			what = string(a.Kind) + " " + a.ID.String()
		} else {
			what = c.say("ctl.gate.material." + string(a.Material))
		}
		fmt.Fprintln(w, strings.TrimSpace(a.Participant+"\t"+what+"\t"+c.say("ctl.gate."+a.Verdict)))
		for _, why := range a.Reasons {
			fmt.Fprintf(w, "    %s\n", why.Text)
		}
	}
	fmt.Fprintln(w, c.say("ctl.gate.sum", "use", c.say("choice.use."+string(r.Use)), "date", r.Date, "yes", strconv.Itoa(r.Yes),
		"no", strconv.Itoa(r.No), "unknown", strconv.Itoa(r.Unknown)))
}

// gateLine is the JSON of a line of the register of disclosures.
type gateLine struct {
	feltbog.Disclosure
	People []string `json:"people"`
	By     string   `json:"by"`
}

func (c *command) gateList() *cobra.Command {
	var q app.DisclosureQuery
	v := c.verb("list [--text WORDS] [--limit N]", "ctl.help.gate.list", exactly(0), func(cmd *cobra.Command, _ []string) error {
		return c.open(cmd.Context(), func(p *app.Project) error {
			page, err := p.Disclosures(cmd.Context(), q)
			if err != nil {
				return err
			}
			all := []gateLine{}
			for _, l := range page.Lines {
				all = append(all, gateLine{l.Disclosure, append([]string{}, l.People...), l.By})
			}
			return c.print(all, func(w io.Writer) {
				for _, l := range all {
					fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", l.Time.Time().Local().Format(time.DateTime), c.say("choice.use."+string(l.Use)), l.Title, l.Recipient,
						strings.Join(l.People, ", "))
				}
				if page.Total == 0 {
					fmt.Fprintln(w, c.say("empty.share"))
				}
			})
		})
	})
	v.Flags().StringVar(&q.Text, "text", "", c.say("ctl.flag.text"))
	v.Flags().IntVar(&q.Limit, "limit", 0, c.say("ctl.flag.limit"))
	return v
}

// fileDesk puts a paper where the user wants it.
type fileDesk struct{ path string }

func (d fileDesk) Paper(_ string, write func(io.Writer) error) (string, error) {
	return d.path, app.WritePaper(d.path, write)
}

// streamDesk puts a paper on standard output.
type streamDesk struct{ io.Writer }

func (d streamDesk) Paper(_ string, write func(io.Writer) error) (string, error) {
	return "", write(d.Writer)
}

func (c *command) gatePrint() *cobra.Command {
	var to, guide, text string
	var sheets int
	var simple bool
	v := c.verb("print letter|form|cards|guide|register --to FILE [--simple] [--sheets N] [--guide ID] [--text WORDS]", "ctl.help.gate.print", exactly(1),
		func(cmd *cobra.Command, args []string) error {
			if to == "" || !slices.Contains([]string{"letter", "form", "cards", "guide", "register"}, args[0]) || (args[0] == "guide") != (guide != "") {
				return wrongUse(cmd)
			}
			return c.open(cmd.Context(), func(p *app.Project) error {
				var done app.Printed
				var err error
				ctx, desk := cmd.Context(), fileDesk{to}
				switch args[0] {
				case "letter":
					done, err = p.PrintLetter(ctx, desk, simple)
				case "form":
					done, err = p.PrintConsentForm(ctx, desk, simple)
				case "cards":
					done, err = p.PrintCards(ctx, desk, sheets)
				case "register":
					done, err = p.PrintDisclosures(ctx, desk, app.DisclosureQuery{Text: text}, c.say)
				case "guide":
					var id feltbog.ID
					if id, err = feltbog.ParseID(guide); err == nil {
						done, err = p.PrintGuide(ctx, desk, id, c.say)
					}
				}
				if err != nil {
					return err
				}
				return c.print(done, func(w io.Writer) { fmt.Fprintln(w, done.Path) })
			})
		})
	v.Flags().StringVar(&to, "to", "", c.say("ctl.flag.to"))
	v.Flags().BoolVar(&simple, "simple", false, c.say("ctl.flag.simple"))
	v.Flags().IntVar(&sheets, "sheets", 1, c.say("ctl.flag.sheets"))
	v.Flags().StringVar(&text, "text", "", c.say("ctl.flag.text"))
	v.Flags().StringVar(&guide, "guide", "", c.say("ctl.flag.guide"))
	return v
}
