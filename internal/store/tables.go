package store

import (
	"fmt"
	"strings"

	"feltbog/internal/feltbog"
)

// tableOf returns the name of a kind's table. The prefix keeps kinds such as "device" apart from the store's own.
func tableOf(k feltbog.Kind) string { return "k_" + string(k) }

// columns returns the fields of a schema that have a column: all but sets, which live in element.
func columns(s *feltbog.Schema) []feltbog.Field {
	var cols []feltbog.Field
	for _, f := range s.Fields {
		if f.Type != feltbog.TypeSet {
			cols = append(cols, f)
		}
	}
	return cols
}

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
