package store

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"feltbog/internal/feltbog"
)

var update = flag.Bool("update", false, "write the migration that makes the tables of the kinds")

const kindsMigration = "migrations/0002_kinds.sql"

// The tables of the kinds are one file that is written anew when the struct tags change; a database that was made from
// another one gets new tables, filled from its log.
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
		rows, err := s.w.QueryContext(ctx, "SELECT name,type FROM pragma_table_info(?)", tableOf(schema.Kind))
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

func TestAVaultFromBeforeAFieldWasAddedGetsNewTablesWithAllThatWasWritten(t *testing.T) {
	v, path, device := testVFS(t), filepath.Join(t.TempDir(), "team.db"), feltbog.NewID()
	s := openAt(t, v, path, device)
	tag := &feltbog.Tag{Name: "bænk"}
	tag.ID = feltbog.NewID()
	if _, err := s.Write(ctx, Action{Name: "tag.add"}, func(w *Writer) error { return w.Put(tag) }); err != nil {
		t.Fatal(err)
	}
	// As an older version would have left it: a field is missing, and another stands there that is no more.
	for _, sql := range []string{"ALTER TABLE k_tag DROP COLUMN \"name\"", "ALTER TABLE k_tag ADD COLUMN \"once\" TEXT", "PRAGMA application_id = 7"} {
		if err := s.exec(ctx, sql); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	for range 2 { // the second time there is nothing to do
		s = openAt(t, v, path, device)
		rec, _, err := s.Get(ctx, tag.ID)
		if err != nil || rec.(*feltbog.Tag).Name != "bænk" {
			t.Fatalf("%v, %v", rec, err)
		}
		found, err := s.Verify(ctx, nil)
		if err != nil || len(found) != 0 {
			t.Errorf("%v, %v", found, err)
		}
		s.Close()
	}
}
