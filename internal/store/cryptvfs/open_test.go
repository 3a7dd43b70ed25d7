package cryptvfs_test

import (
	"bytes"
	"database/sql"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"

	"modernc.org/sqlite"
)

func register(t testing.TB, key byte, opts ...cryptvfs.Option) *cryptvfs.VFS {
	t.Helper()
	v, err := cryptvfs.Register(bytes.Repeat([]byte{key}, 32), opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	return v
}

func open(t testing.TB, v *cryptvfs.VFS, path string, cfg cryptvfs.Config) *sql.DB {
	t.Helper()
	db, err := v.Open(path, cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func exec(t testing.TB, db *sql.DB, stmt string, args ...any) {
	t.Helper()
	if _, err := db.Exec(stmt, args...); err != nil {
		t.Fatalf("%s: %v", stmt, err)
	}
}

func wantCode(t *testing.T, err error, code feltbog.Code) {
	t.Helper()
	if got := feltbog.ErrorCode(err); got != code {
		t.Errorf("code %q, want %q: %v", got, code, err)
	}
}

// configs are the two ways a database is kept.
var configs = map[string]cryptvfs.Config{
	"wal":    {Create: true},
	"delete": {Create: true, Journal: cryptvfs.Delete, PageSize: 65536},
}

const marker = "Hemmeligt interview med Bjørk"

// leaks returns the files under dir in which a marker or SQLite's own words can be read.
func leaks(t *testing.T, dir string) (found []string, files int) {
	t.Helper()
	words := [][]byte{[]byte(marker), []byte("hemmeligt"), []byte("bjørk"), []byte("CREATE TABLE"), []byte("SQLite format")}
	var wide []byte
	for _, u := range utf16.Encode([]rune(marker)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	words = append(words, wide)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		b, err := os.ReadFile(path)
		for _, w := range words {
			if bytes.Contains(b, w) {
				found = append(found, d.Name()+": "+string(w))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found, files
}

func TestNothingReadableOnDisk(t *testing.T) {
	for name, cfg := range configs {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db := open(t, register(t, 1), filepath.Join(dir, "team.db"), cfg)
			exec(t, db, "CREATE TABLE note(body TEXT); CREATE VIRTUAL TABLE fts USING fts5(body)")
			for range 50 {
				exec(t, db, "INSERT INTO note VALUES(?)", strings.Repeat(marker, 20))
				exec(t, db, "INSERT INTO fts VALUES(?)", marker)
			}
			// In the middle of a transaction, so that the rollback journal exists.
			tx, err := db.Begin()
			if err != nil {
				t.Fatal(err)
			}
			defer tx.Rollback()
			if _, err := tx.Exec("UPDATE note SET body=body||'x'; DELETE FROM fts"); err != nil {
				t.Fatal(err)
			}
			found, files := leaks(t, dir) // OFD locks survive this; the database is thrown away anyway
			if len(found) > 0 || files < 2 {
				t.Errorf("%d files, readable: %v", files, found)
			}
		})
	}
	t.Run("control", func(t *testing.T) {
		dir := t.TempDir()
		db := openPlain(t, filepath.Join(dir, "plain.db"))
		exec(t, db, "CREATE TABLE note(body TEXT); INSERT INTO note VALUES(?)", marker)
		if found, _ := leaks(t, dir); len(found) < 3 {
			t.Errorf("the scanner is blind: %v", found)
		}
	})
}

// openPlain opens a database without the layer, as no product code may.
func openPlain(t testing.TB, path string) *sql.DB {
	t.Helper()
	c, err := sqlite.NewConnector(path)
	if err != nil {
		t.Fatal(err)
	}
	db := sql.OpenDB(c)
	t.Cleanup(func() { db.Close() })
	return db
}

func TestAWrongKeyIsSaid(t *testing.T) {
	for name, cfg := range configs {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "team.db")
			db := open(t, register(t, 1), path, cfg)
			exec(t, db, "CREATE TABLE t(x)")
			db.Close()
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			_, err = register(t, 2).Open(path, cfg)
			wantCode(t, err, feltbog.EKey)
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file changed")
			}
			open(t, register(t, 1), path, cfg)
		})
	}
}

func TestAPlaintextDatabaseIsRefused(t *testing.T) {
	v := register(t, 1)
	for name, cfg := range configs {
		path := filepath.Join(t.TempDir(), "team.db")
		db := openPlain(t, path)
		exec(t, db, "CREATE TABLE t(x)")
		db.Close()
		_, err := v.Open(path, cfg)
		wantCode(t, err, feltbog.EDamaged)
		if err == nil || !strings.Contains(err.Error(), "not encrypted") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAPlaintextLogOrJournalIsRefused(t *testing.T) {
	v := register(t, 1)
	for suffix, magic := range map[string]string{"-wal": "\x37\x7f\x06\x82", "-journal": "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"} {
		path := filepath.Join(t.TempDir(), "team.db")
		cfg := configs[map[string]string{"-wal": "wal", "-journal": "delete"}[suffix]]
		db := open(t, v, path, cfg)
		exec(t, db, "CREATE TABLE t(x)")
		db.Close()
		if err := os.WriteFile(path+suffix, []byte(magic+strings.Repeat("\x01", 4096)), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := v.Open(path, cfg)
		wantCode(t, err, feltbog.EDamaged)
	}
}

func TestAMissingDatabaseIsNotMade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "team.db")
	_, err := register(t, 1).Open(path, cryptvfs.Config{})
	wantCode(t, err, feltbog.ENotFound)
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was made")
	}
}

func TestNamesWithSpacesAndSignsWork(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Bjørk & co 100% #1?")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Skip("the file system has no such names")
	}
	path := filepath.Join(dir, "team 'x'.db")
	exec(t, open(t, register(t, 1), path, configs["wal"]), "CREATE TABLE t(x)")
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

func TestReadersSeeTheWriterAndCannotWrite(t *testing.T) {
	v, path := register(t, 1), filepath.Join(t.TempDir(), "team.db")
	w := open(t, v, path, configs["wal"])
	exec(t, w, "CREATE TABLE t(x); INSERT INTO t VALUES(1)")
	r := open(t, v, path, cryptvfs.Config{ReadOnly: true})
	var n int
	if err := r.QueryRow("SELECT count(*) FROM t").Scan(&n); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	_, err := r.Exec("INSERT INTO t VALUES(2)")
	wantCode(t, cryptvfs.Classify(err, path), feltbog.EMissing)
}

func TestABusyDatabaseIsSaid(t *testing.T) {
	v, path := register(t, 1), filepath.Join(t.TempDir(), "team.db")
	w := open(t, v, path, configs["wal"])
	exec(t, w, "CREATE TABLE t(x)")
	tx, err := w.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	second := open(t, v, path, cryptvfs.Config{BusyTimeout: time.Millisecond})
	_, err = second.Exec("INSERT INTO t VALUES(1)")
	wantCode(t, cryptvfs.Classify(err, path), feltbog.EBusy)
}

func TestVacuumIntoStaysEncrypted(t *testing.T) {
	dir := t.TempDir()
	v := register(t, 1)
	db := open(t, v, filepath.Join(dir, "team.db"), configs["wal"])
	exec(t, db, "CREATE TABLE note(body TEXT); INSERT INTO note VALUES(?)", strings.Repeat(marker, 500))
	copyPath := filepath.Join(dir, "copy.db")
	exec(t, db, "VACUUM INTO ?", v.URI(copyPath))
	if found, _ := leaks(t, dir); len(found) > 0 {
		t.Errorf("readable: %v", found)
	}
	// A reader can do it too, so that a backup does not stop the writer.
	exec(t, open(t, v, filepath.Join(dir, "team.db"), cryptvfs.Config{ReadOnly: true}), "VACUUM INTO ?", v.URI(filepath.Join(dir, "copy2.db")))
	var n int
	c := open(t, v, copyPath, cryptvfs.Config{ReadOnly: true})
	if err := c.QueryRow("SELECT length(body) FROM note").Scan(&n); err != nil || n == 0 {
		t.Error(n, err)
	}
	// A bare name inherits the layer too.
	exec(t, db, "VACUUM INTO ?", filepath.Join(dir, "bare.db"))
	if found, _ := leaks(t, dir); len(found) > 0 {
		t.Errorf("readable after a bare VACUUM INTO: %v", found)
	}
}

func TestAConnectionCannotBeWeakened(t *testing.T) {
	db := open(t, register(t, 1), filepath.Join(t.TempDir(), "team.db"), configs["wal"])
	for _, p := range []string{"journal_mode=off", "journal_mode(memory)", "synchronous=normal", "main.synchronous=0",
		"temp_store=file", "secure_delete=off", "secure_delete=fast"} {
		if _, err := db.Exec("PRAGMA " + p); err == nil {
			t.Errorf("PRAGMA %s was accepted", p)
		}
	}
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "temp_store": "2",
		"secure_delete": "1", "foreign_keys": "1", "page_size": "4096", "mmap_size": "0"} {
		var got string
		if err := db.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, want %q (%v)", pragma, got, want, err)
		}
	}
}

func TestANewDatabaseHasThePagesAskedFor(t *testing.T) {
	for _, size := range []int{4096, 8192, 65536} {
		for _, journal := range []cryptvfs.Journal{cryptvfs.WAL, cryptvfs.Delete} {
			for _, incremental := range []bool{false, true} {
				cfg := cryptvfs.Config{Create: true, PageSize: size, Journal: journal, Incremental: incremental, CacheKiB: 1024}
				v, path := register(t, 1), filepath.Join(t.TempDir(), "team.db")
				exec(t, open(t, v, path, cfg), "CREATE TABLE t(x)")
				var got, vacuum, cache int
				r := open(t, v, path, cryptvfs.Config{ReadOnly: true, PageSize: size, CacheKiB: 1024})
				if err := r.QueryRow("SELECT p.page_size, v.auto_vacuum, c.cache_size FROM pragma_page_size p, pragma_auto_vacuum v, pragma_cache_size c").Scan(&got, &vacuum, &cache); err != nil {
					t.Fatal(err)
				}
				if got != size || (vacuum == 2) != incremental || cache != 1<<20/size {
					t.Errorf("%+v: pages of %d, auto_vacuum %d, cache %d", cfg, got, vacuum, cache)
				}
			}
		}
	}
}

func TestATransactionOverTwoFilesIsRefused(t *testing.T) {
	dir := t.TempDir()
	v := register(t, 1)
	db := open(t, v, filepath.Join(dir, "a.db"), cryptvfs.Config{Create: true, Journal: cryptvfs.Delete})
	exec(t, db, "CREATE TABLE t(x)")
	exec(t, db, "ATTACH ? AS other", v.URI(filepath.Join(dir, "b.db")))
	exec(t, db, "CREATE TABLE other.t(x)")
	if _, err := db.Exec("BEGIN; INSERT INTO t VALUES(1); INSERT INTO other.t VALUES(1); COMMIT"); err == nil {
		t.Error("a super-journal was made")
	}
}

func TestSmallPagesAreRefused(t *testing.T) {
	if _, err := register(t, 1).Open(filepath.Join(t.TempDir(), "a.db"), cryptvfs.Config{Create: true, PageSize: 1024}); err == nil {
		t.Error("a page smaller than a block was accepted")
	}
}

func TestCloseWaitsForDatabasesAndRefusesNewOnes(t *testing.T) {
	v, path := register(t, 1), filepath.Join(t.TempDir(), "team.db")
	db := open(t, v, path, configs["wal"])
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Open(path, configs["wal"]); err == nil {
		t.Error("opened after Close")
	}
	exec(t, db, "CREATE TABLE t(x); INSERT INTO t VALUES(1)")
	if !v.HasKey() {
		t.Error("the key was wiped under an open database")
	}
	db.Close()
	if v.HasKey() {
		t.Error("the key is still there")
	}
	if err := v.Close(); err != nil {
		t.Error(err)
	}
}

func TestOFDLocksAreOn(t *testing.T) {
	if _, err := sqlite.OFDLocking(true); err == sqlite.ErrOFDLockingUnavailable {
		t.Skip("this system has none")
	}
	if !sqlite.OFDLockingEnabled() {
		t.Error("POSIX locks: a stray close would drop them")
	}
}

func TestSelfTestPassesAndCleansUp(t *testing.T) {
	dir := t.TempDir()
	start := time.Now()
	if err := cryptvfs.SelfTest(dir); err != nil {
		t.Fatal(err)
	}
	t.Logf("%v", time.Since(start))
	if rest, _ := os.ReadDir(dir); len(rest) > 0 {
		t.Error("left behind:", rest)
	}
}
