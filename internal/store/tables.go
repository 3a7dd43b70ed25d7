package store

import (
	"fmt"
	"strings"
	"sync"

	"feltbog/internal/feltbog"
)

// tableOf returns the name of a kind's table. The prefix keeps kinds such as "device" apart from the store's own.
func tableOf(k feltbog.Kind) string { return "k_" + string(k) }

// table is what the store asks again and again about a kind's table.
type table struct {
	columns   []feltbog.Field
	selectRow string   // one row by rid
	insertRow string   // a new row: rid, then the columns
	setColumn []string // for each column: its value, then rid
}

var tables sync.Map // *feltbog.Schema -> *table

func tableFor(s *feltbog.Schema) *table {
	if t, ok := tables.Load(s); ok {
		return t.(*table)
	}
	t := &table{}
	list, name := "", tableOf(s.Kind)
	for _, f := range s.Fields {
		if f.Type != feltbog.TypeSet {
			t.columns = append(t.columns, f)
			t.setColumn = append(t.setColumn, fmt.Sprintf("UPDATE %s SET %q=? WHERE rid=?", name, f.Name))
			list += fmt.Sprintf(",%q", f.Name)
		}
	}
	t.insertRow = "INSERT INTO " + name + "(rid" + list + ") VALUES(?" + strings.Repeat(",?", len(t.columns)) + ")"
	if t.selectRow = "SELECT NULL FROM " + name + " WHERE rid=?"; list != "" {
		t.selectRow = "SELECT " + list[1:] + " FROM " + name + " WHERE rid=?"
	}
	tables.Store(s, t)
	return t
}

// columns returns the fields of a schema that have a column: all but sets, which live in element. The caller must not
// change them.
func columns(s *feltbog.Schema) []feltbog.Field { return tableFor(s).columns }

// columnList names the columns of a kind's table, each with the prefix that tells it from the columns of other tables.
func columnList(s *feltbog.Schema, prefix string) string {
	if len(columns(s)) == 0 {
		return "NULL"
	}
	var names []string
	for _, f := range columns(s) {
		names = append(names, fmt.Sprintf("%s%q", prefix, f.Name))
	}
	return strings.Join(names, ",")
}

func selectRow(s *feltbog.Schema) string { return tableFor(s).selectRow }

func columnType(t feltbog.Type) string {
	switch t {
	case feltbog.TypeText:
		return "TEXT"
	case feltbog.TypeBool, feltbog.TypeInt:
		return "INTEGER"
	case feltbog.TypeFloat:
		return "REAL"
	}
	return "BLOB"
}

// createTable returns the SQL that makes a kind's table and its indexes, as the struct tags ask for it. The migrations
// hold this text; a test fails when they and the tags drift apart.
func createTable(s *feltbog.Schema) string {
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %s(\n  rid INTEGER PRIMARY KEY", tableOf(s.Kind))
	for _, f := range columns(s) {
		fmt.Fprintf(&b, ",\n  %q %s", f.Name, columnType(f.Type))
	}
	b.WriteString("\n);\n")
	for _, f := range columns(s) {
		if f.Indexed {
			fmt.Fprintf(&b, "CREATE INDEX i_%s__%s ON %s(%q) WHERE %q IS NOT NULL;\n", s.Kind, f.Name, tableOf(s.Kind), f.Name, f.Name)
		}
	}
	return b.String()
}

// createTables returns the SQL for all kinds in order of name.
func createTables() string {
	var b strings.Builder
	b.WriteString("-- Tables of the kinds, made from the struct tags of internal/feltbog by\n" +
		"-- go test ./internal/store -run TestMigrationsMakeTheTablesOfTheStructTags -update\n")
	for _, s := range feltbog.Schemas() {
		b.WriteString("\n" + createTable(s))
	}
	return b.String()
}
