package main

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"feltbog/internal/app"
)

func TestMain(m *testing.M) {
	app.Main()
	os.Exit(m.Run())
}

func drawn(t *testing.T, dir, name string, shade uint8) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 60, 40))
	for i := range img.Pix {
		img.Pix[i] = shade
	}
	img.Set(1, 1, color.White)
	var b bytes.Buffer
	encode := func() error { return jpeg.Encode(&b, img, nil) }
	if filepath.Ext(name) == ".png" {
		encode = func() error { return png.Encode(&b, img) }
	}
	if err := encode(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPicturesAreImportedListedTaggedAndMarked(t *testing.T) {
	c, dir := newProject(t), t.TempDir()
	first := drawn(t, dir, "en.jpg", 40)
	drawn(t, dir, "to.png", 90)
	if err := os.WriteFile(filepath.Join(dir, "tre.jpg"), []byte("\xff\xd8\xff\xe0 intet"), 0o600); err != nil {
		t.Fatal(err)
	}
	var done importedDocument
	c.json(&done, "photo", "import", dir, "--tag", "bænk", "--jobs", "1")
	if len(done.Imported) != 2 || len(done.Failed) != 1 || done.Failed[0].Reason == "" || len(done.Duplicates) != 0 {
		t.Fatalf("%+v", done)
	}
	var again importedDocument
	if c.json(&again, "photo", "import", first); len(again.Imported) != 0 || len(again.Duplicates) != 1 || again.Duplicates[0].Photo != done.Imported[0] {
		t.Errorf("%+v", again)
	}
	id := done.Imported[0].String()
	c.ok("photo", "tag", id, "kø", "regn")
	c.ok("photo", "tag", id, "bænk", "--off")
	var list []photoDocument
	if c.json(&list, "photo", "list", "--tag", "bænk"); len(list) != 1 || list[0].ID != done.Imported[1] {
		t.Errorf("%+v", list)
	}
	if c.json(&list, "photo", "list"); len(list) != 2 || list[0].State != app.PhotoMissing {
		t.Errorf("%+v", list)
	}
	c.ok("region", "add", id, "0.1,0.2,0.3,0.4", "--label", "bænken")
	c.ok("region", "add", id, "0.1,0.2", "0.4,0.2", "0.3,0.6")
	c.fails(2, "region", "add", id, "0.9,0.2,0.3,0.4")
	c.fails(2, "region", "add", id, "venstre")
	c.fails(2, "photo", "import", filepath.Join(dir, "findes ikke"))
	c.fails(2, "photo", "list", "--tag", "findes ikke")
}
