-- Tables of the kinds, made from the struct tags of internal/feltbog by
-- go test ./internal/store -run TestMigrationsMakeTheTablesOfTheStructTags -update

CREATE TABLE k_tag(
  rid INTEGER PRIMARY KEY,
  "name" TEXT,
  "description" TEXT,
  "parent" BLOB,
  "colour" TEXT,
  "order" TEXT
);
