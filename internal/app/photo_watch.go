package app

import (
	"context"
	"os"
	"slices"
	"time"

	"feltbog/internal/photo"
)

// watchEvery is how often a watched folder is looked at. Cards and synced folders tell nobody when a file arrives.
const watchEvery = 2 * time.Second

// WatchedFile is a file that appeared in a watched folder.
type WatchedFile struct {
	Path  string
	Small []byte // the picture that the camera put inside, as a JPEG; nil when there is none
}

// WatchFolder tells of pictures that appear in a folder, or below it, after it began: those of one look together, the
// oldest first. A file is told when it has stopped growing. It returns when the context ends, or when the folder can no
// longer be read.
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
		out = append(out, WatchedFile{Path: f.path, Small: roughOf(ctx, f.path)})
	}
	return out, nil
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
