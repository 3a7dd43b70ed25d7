package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"feltbog/internal/app"
)

// measured holds figures by name: "Name/part:unit" of a Go benchmark, the name of a line, "name:median", "name:p95" and
// "name:ratio" of a figure of feltbogctl.
type measured map[string]float64

// benchLine is a line that `go test -bench` prints; procs the number of processors that it puts behind a name.
var (
	benchLine = regexp.MustCompile(`^Benchmark(\S+)\s+\d+\s+(.+)$`)
	procs     = regexp.MustCompile(`-\d+$`)
)

// read takes in what a file tells; lines that tell nothing are passed over.
func (m measured) read(r io.Reader) error {
	in := bufio.NewReader(r)
	if first, err := in.Peek(1); err == nil && (first[0] == '[' || first[0] == '{') {
		return m.readJSON(in)
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if rest, ok := strings.CutPrefix(line, "figure "); ok {
			name, value, _ := strings.Cut(rest, " ")
			v, err := strconv.ParseFloat(value, 64)
			if err != nil {
				return fmt.Errorf("the line %q has no number: %w", line, err)
			}
			m[name] = v
			continue
		}
		found := benchLine.FindStringSubmatch(line)
		if found == nil {
			continue
		}
		name, fields := procs.ReplaceAllString(found[1], ""), strings.Fields(found[2])
		for i := 0; i+1 < len(fields); i += 2 {
			if v, err := strconv.ParseFloat(fields[i], 64); err == nil {
				m[name+":"+fields[i+1]] = v
			}
		}
	}
	return lines.Err()
}

func (m measured) readJSON(r io.Reader) error {
	var all []app.BenchFigure
	if err := json.NewDecoder(r).Decode(&all); err != nil {
		return fmt.Errorf("read the figures of feltbogctl: %w", err)
	}
	for _, f := range all {
		m[f.Name+":median"], m[f.Name+":p95"], m[f.Name+":ratio"] = f.Median, f.P95, f.Ratio
	}
	return nil
}

// budget is one promise about cost.
type budget struct {
	what  string
	from  string // name of a measured figure
	over  string // name of one that it is divided by; "": none
	unit  string
	most  float64
	least bool   // it must be at least that much
	of    string // beside what it is measured
}

// budgets are those of the design, and of the storage underneath. A figure of the window is of a window on a screen in
// memory that is drawn without a graphics card.
var budgets = []budget{
	{what: "12 MP JPEG to 320 px, CPU", from: "photo.thumb.ratio", unit: "x", most: 1.4, of: "vipsthumbnail, same files"},
	{what: "import of 1 000 pictures, resident", from: "Import:MB-resident", unit: "MB", most: 300},
	{what: "first pictures of an import in the grid", from: "window.import.first", unit: "ms", most: 500},
	{what: "open a vault of 1 M notes, warm", from: "open:median", unit: "ms", most: 1000},
	{what: "open a vault of 1 M notes, cold", from: "open.cold:median", unit: "ms", most: 1000},
	{what: "search 1 M notes, common word, p95 CPU", from: "search.common:p95", unit: "ms", most: 15},
	{what: "search 1 M notes, rare word, p95 CPU", from: "search.rare:p95", unit: "ms", most: 15},
	{what: "search 1 M notes, prefix, p95 CPU", from: "search.prefix:p95", unit: "ms", most: 15},
	{what: "search 1 M notes, inside a word, p95 CPU", from: "search.inside:p95", unit: "ms", most: 15},
	{what: "search 1 M notes, best first, p95 CPU", from: "search.rare.best:p95", unit: "ms", most: 100},
	{what: "one edit in 1 M notes", from: "put:ratio", unit: "x", most: 2, of: "an empty vault"},
	{what: "merge of 100 000 changes into 1 M notes", from: "merge:median", unit: "s", most: 30},
	{what: "the same, resident", from: "merge.rss:median", unit: "MB", most: 300},
	{what: "commits, encrypted", from: "plain.commit:ratio", unit: "x", most: 0.6, least: true, of: "plain SQLite"},
	{what: "bulk writing, encrypted", from: "plain.bulk:ratio", unit: "x", most: 0.6, least: true, of: "plain SQLite"},
	{what: "a typed character, 100 000 in the session, p99", from: "LongNote:p99-ms/char", unit: "ms", most: 8},
	{what: "the session of 100 000 characters to its first picture", from: "LongNote:first-paint-ms", unit: "ms", most: 500},
	{what: "a page of 100 000 pictures", from: "Scroll/100000:ns/op", over: "Scroll/10000:ns/op", unit: "x", most: 1.3, of: "a page of 10 000"},
	{what: "the grid of 100 000 pictures, resident", from: "Scroll/100000:MB-resident", unit: "MB", most: 350},
	{what: "pakke of 2 GB and 100 000 changes written, CPU", from: "PakkeBesideTarZstdAge:write-ratio", unit: "x", most: 1.3, of: "tar, zstd -3, age, same bytes"},
	{what: "the same, resident", from: "PakkeBesideTarZstdAge:write-MB", unit: "MB", most: 300},
	{what: "the same taken in, CPU", from: "PakkeBesideTarZstdAge:take-in-ratio", unit: "x", most: 1.3, of: "age, zstd, tar, same bytes"},
	{what: "the same taken in, resident", from: "PakkeBesideTarZstdAge:take-in-MB", unit: "MB", most: 300},
	{what: "one change written to a pakke, 20 000 notes, CPU", from: "OneChangeTravels/20000:write-ms", unit: "ms", most: 100},
	{what: "one change taken in, 20 000 notes, CPU", from: "OneChangeTravels/20000:take-in-ms", unit: "ms", most: 100},
	{what: "one change taken in", from: "OneChangeTravels/20000:take-in-ms", over: "OneChangeTravels/1000:take-in-ms", unit: "x", most: 1.5, of: "a project of 1 000 notes"},
	{what: "10 000 changes through a folder", from: "TenThousandChangesTravel:s", unit: "s", most: 5},
	{what: "resident, idle, above an empty window", from: "window.idle.above", unit: "MB", most: 60},
	{what: "start to the door", from: "window.start", unit: "ms", most: 600},
	{what: "usable after unlock", from: "window.usable", unit: "ms", most: 1000},
}

// row is a budget beside what was measured.
type row struct {
	budget
	value float64
	known bool
}

func (r row) holds() bool { return r.value == r.most || (r.value < r.most) != r.least }

func (m measured) table() []row {
	var all []row
	for _, b := range budgets {
		v, known := m[b.from]
		if b.over != "" {
			by, there := m[b.over]
			v, known = v/by, known && there && by > 0
		}
		all = append(all, row{b, v, known})
	}
	return all
}

// cells are the texts of a row.
func (r row) cells() [5]string {
	sign := "<="
	if r.least {
		sign = ">="
	}
	c := [5]string{r.what, "not measured", fmt.Sprintf("%s %g %s", sign, r.most, r.unit), "", r.of}
	if r.known {
		c[1] = number(r.value) + " " + r.unit
		c[3] = "holds"
		if !r.holds() {
			c[3] = "MISSED"
		}
	}
	return c
}

// number is a value with three digits that matter.
func number(v float64) string {
	if v >= 100 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strconv.FormatFloat(v, 'g', 3, 64)
}

func printPlain(w io.Writer, rows []row) error {
	for _, r := range rows {
		c := r.cells()
		if c[4] != "" {
			c[4] = "beside " + c[4]
		}
		if _, err := fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("%-56s %14s   %-12s %-7s %s", c[0], c[1], c[2], c[3], c[4]), " ")); err != nil {
			return err
		}
	}
	return nil
}

func printMarkdown(w io.Writer, rows []row) error {
	if _, err := fmt.Fprint(w, "| what | measured | budget | | beside |\n|---|---:|---|---|---|\n"); err != nil {
		return err
	}
	for _, r := range rows {
		c := r.cells()
		if _, err := fmt.Fprintf(w, "| %s | %s | %s | %s | %s |\n", c[0], c[1], c[2], c[3], c[4]); err != nil {
			return err
		}
	}
	return nil
}
