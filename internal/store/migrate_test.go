package store

import (
	"context"
	"flag"
	"os"
	"testing"

	"feltbog/internal/feltbog"
)

var update = flag.Bool("update", false, "write the migration that makes the tables of the kinds")

const kindsMigration = "migrations/0002_kinds.sql"

// Before the first release the tables are one file that is written anew; after it, a change of the struct tags needs a
// migration of its own, and this test fails until there is one.
func TestMigrationsMakeTheTablesOfTheStructTags(t *testing.T) {
	if *update {
		if err := os.WriteFile(kindsMigration, []byte(createTables()), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Skip("written; run the test again without -update")
	}
	s := openTest(t)
	for _, schema := range feltbog.Schemas() {
		want := map[string]string{"rid": "INTEGER"}
		for _, f := range columns(schema) {
			want[f.Name] = columnType(f.Type)
		}
		rows, err := s.w.QueryContext(context.Background(), "SELECT name,type FROM pragma_table_info(?)", tableOf(schema.Kind))
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for rows.Next() {
			var name, typ string
			if err := rows.Scan(&name, &typ); err != nil {
				t.Fatal(err)
			}
			got[name] = typ
		}
		rows.Close()
		if len(got) != len(want) {
			t.Errorf("%s: the table has %d columns, the struct tags ask for %d", schema.Kind, len(got), len(want))
		}
		for name, typ := range want {
			if got[name] != typ {
				t.Errorf("%s.%s: the table says %q, the struct tags %q", schema.Kind, name, got[name], typ)
			}
		}
	}
}
