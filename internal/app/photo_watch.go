package app

import (
	"context"
	"image"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"feltbog/internal/photo"
)

// watchEvery is how often a watched folder is looked at. Cards and synced folders tell nobody when a file arrives.
const watchEvery = 2 * time.Second

// WatchedFile is a file that appeared in a watched folder.
type WatchedFile struct {
	Path  string
	Small image.Image // a small picture of it; nil when there is none
}

// WatchFolder tells of pictures that appear in a folder, or below it, after it began: those of one look together, the
// oldest first. A file is told when it has stopped growing. That it has begun it tells with no file. It returns when the
// context ends, or when the folder can no longer be read.
func (p *Project) WatchFolder(ctx context.Context, dir string, appeared func([]WatchedFile)) error {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	w := watcher{dir: dir, known: map[string]int64{}, told: map[string]bool{}}
	if _, err := w.look(ctx); err != nil {
		return err
	}
	for path := range w.known {
		w.told[path] = true
	}
	appeared(nil)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		fresh, err := w.look(ctx)
		if err != nil {
			return err
		}
		if len(fresh) > 0 {
			appeared(fresh)
		}
	}
}

// watcher remembers what it saw.
type watcher struct {
	dir   string
	known map[string]int64 // sizes
	told  map[string]bool
}

// look returns the pictures that are new, and no longer grow.
func (w *watcher) look(ctx context.Context) ([]WatchedFile, error) {
	all, err := photoFiles(ctx, []string{w.dir})
	if err != nil {
		return nil, err
	}
	type aged struct {
		path string
		at   time.Time
	}
	var fresh []aged
	for _, f := range all {
		info, err := os.Stat(f.path)
		if err != nil || w.told[f.path] || !slices.Contains(pictureEndings, lowerExt(f.path)) {
			continue
		}
		size, seen := w.known[f.path]
		w.known[f.path] = info.Size()
		if seen && size == info.Size() && size > 0 {
			w.told[f.path] = true
			fresh = append(fresh, aged{f.path, info.ModTime()})
		}
	}
	slices.SortFunc(fresh, func(a, b aged) int { return a.at.Compare(b.at) })
	var out []WatchedFile
	for _, f := range fresh {
		out = append(out, WatchedFile{Path: f.path, Small: smallOf(ctx, f.path)})
	}
	return out, nil
}

// FilesThere are those of some paths at which there is a file or a folder. What is dropped from a phone often is none.
func FilesThere(paths []string) []string {
	var out []string
	for _, p := range paths {
		if _, err := os.Lstat(p); err == nil && p != "" {
			out = append(out, p)
		}
	}
	return out
}

// smallOf is a small picture of a file, to be shown before it is taken in.
func smallOf(ctx context.Context, path string) image.Image {
	b := roughOf(ctx, path)
	if b == nil {
		return nil
	}
	img, err := photo.Shrunk(b, 0)
	if err != nil {
		return nil
	}
	return photo.Filling(img, 208, 136)
}

// roughOf reads the picture that a camera put inside a file, or a small copy of a JPEG without one.
func roughOf(ctx context.Context, path string) []byte {
	info, err := os.Stat(path)
	if err != nil || info.Size() > photo.MaxFile {
		return nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	f := photo.Sniff(b)
	small, err := photo.Rough(ctx, f, b, photo.ReadMetadata(f, b, time.UTC))
	if err != nil || small != nil || f != photo.JPEG {
		return small
	}
	if small, err = photo.Thumb(b); err != nil {
		return nil
	}
	return small
}

// PastedFiles reads a pasted text as the files that were copied in a file manager: each line the address or the path of
// one that is there. It returns none when anything in it is something else.
func PastedFiles(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line == "copy" || strings.HasPrefix(line, "x-special/") { // how one file manager begins
			continue
		}
		path := line
		if u, err := url.Parse(line); err == nil && u.Scheme == "file" {
			path = filepath.FromSlash(u.Path)
		}
		if !filepath.IsAbs(path) {
			return nil
		}
		if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
			return nil
		}
		out = append(out, path)
	}
	return out
}
