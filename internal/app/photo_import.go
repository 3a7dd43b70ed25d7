package app

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/photo"
)

// PhotoImport says which pictures are brought in, and what is known of all of them.
type PhotoImport struct {
	Paths   []string       `json:"paths"` // files, and folders with all that is in them
	Session feltbog.ID     `json:"session,omitzero"`
	Note    feltbog.ID     `json:"note,omitzero"` // the note they stand in
	Place   feltbog.ID     `json:"place,omitzero"`
	MadeBy  feltbog.MadeBy `json:"made_by,omitempty"`
	Maker   feltbog.ID     `json:"maker,omitzero"` // the participant who took them
	Tags    []feltbog.ID   `json:"tags,omitempty"`
	Offset  time.Duration  `json:"offset,omitempty"` // is added to the time of the camera's clock
	// Jobs is how many files are read at once; 0: two.
	Jobs int `json:"jobs,omitempty"`
	// KeepUnread keeps the originals of pictures that cannot be read.
	KeepUnread bool `json:"keep_unread,omitempty"`
	// KeepNames leaves names that the register knows as they stand in captions, keywords and file names.
	KeepNames bool `json:"keep_names,omitempty"`
}

// PhotoImported is what became of an import so far.
type PhotoImported struct {
	Found  int          // files that were looked at
	Added  []feltbog.ID // pictures
	Files  []feltbog.ID // sound and video, as attachments
	Again  []SameFile   // those that were here already
	Unread []UnreadFile
	Names  int // spots in pictures that another program had named after people; the names were not taken over
}

// SameFile is a file whose content is here already.
type SameFile struct {
	Path  string
	Photo feltbog.ID
}

// UnreadFile is a file that did not become a picture.
type UnreadFile struct {
	Path string
	Why  error
	Kept bool // its original is in the vault
}

// Main has to be the first thing that a program does which brings pictures in: all but JPEG are decoded in a second
// process of the same program, which this call turns into that.
func Main() { photo.Main() }

// importing is the name under which an import that is under way is remembered.
const importing = "photos.importing"

// ImportPhotos brings pictures in: originals first, as they are, so that the card they come from can be taken out; then
// the copies that are shown and shared. Progress counts every file twice, for these two. What is in the vault when it is
// stopped stays. news is told after each batch, from this goroutine; it may be nil.
func (p *Project) ImportPhotos(ctx context.Context, in PhotoImport, progress *Progress, news func(PhotoImported)) (PhotoImported, error) {
	team := p.v.Team()
	if team == nil {
		return PhotoImported{}, feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
	}
	p.importMu.Lock()
	defer p.importMu.Unlock()
	i, err := p.newImporter(ctx, in, progress, news)
	if err != nil {
		return PhotoImported{}, err
	}
	i.done.Found = len(i.files)
	progress.Expect(2 * int64(len(i.files)))
	remembered, err := json.Marshal(in)
	if err == nil {
		err = p.Keep(ctx, importing, string(remembered))
	}
	if err != nil {
		return i.done, err
	}
	err = i.takeAll(ctx)
	// Whether it went well or somebody stopped it: only what was cut off by a kill is taken up again.
	if e := p.Keep(context.WithoutCancel(ctx), importing, ""); err == nil {
		err = e
	}
	if err != nil {
		return i.done, cancelled(ctx, err)
	}
	err = p.develop(ctx, i.sources, progress, func(id feltbog.ID, why error) {
		i.done.Unread = append(i.done.Unread, UnreadFile{Path: i.sources[id], Why: why, Kept: true})
	})
	if err == nil && !in.KeepUnread {
		err = i.dropUnread(ctx)
	}
	i.tell()
	return i.done, cancelled(ctx, err)
}

// UnfinishedImport is an import that was cut off by a kill; nil when there is none. Bringing in the same again goes on
// where it stopped, because what is here is known by its content.
func (p *Project) UnfinishedImport(ctx context.Context) (*PhotoImport, error) {
	kept, err := p.Kept(ctx, importing)
	if err != nil || kept == "" {
		return nil, err
	}
	var in PhotoImport
	if json.Unmarshal([]byte(kept), &in) != nil {
		return nil, p.ForgetImport(ctx)
	}
	return &in, nil
}

// ForgetImport leaves an import that was cut off as it is.
func (p *Project) ForgetImport(ctx context.Context) error { return p.Keep(ctx, importing, "") }

// importer is one import under way.
type importer struct {
	p        *Project
	in       PhotoImport
	progress *Progress
	news     func(PhotoImported)
	zone     *time.Location
	clear    func(string) string
	files    []found
	tags     map[string]feltbog.ID   // by name in lower case
	here     map[[32]byte]feltbog.ID // pictures by the hash of their original
	sources  map[feltbog.ID]string   // where those that were added lie
	done     PhotoImported
}

// found is a file that is to be looked at.
type found struct {
	path  string
	named bool // by itself, not through its folder
}

func (p *Project) newImporter(ctx context.Context, in PhotoImport, progress *Progress, news func(PhotoImported)) (*importer, error) {
	i := &importer{p: p, in: in, progress: progress, news: news, zone: p.v.Now().Location(), clear: func(s string) string { return s }, sources: map[feltbog.ID]string{}}
	var err error
	if i.files, err = photoFiles(ctx, in.Paths); err != nil {
		return nil, cancelled(ctx, err)
	}
	if !in.KeepNames {
		if i.clear, err = p.clearing(ctx, TranscriptFile{}, TranscriptImport{}, nil); err != nil {
			return nil, err
		}
	}
	tags, err := list[*feltbog.Tag](ctx, p, feltbog.KindTag)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	i.tags = map[string]feltbog.ID{}
	for _, t := range tags {
		i.tags[strings.ToLower(t.Name)] = t.ID
	}
	i.here = map[[32]byte]feltbog.ID{}
	err = p.v.Team().Sketch(ctx, feltbog.KindPhoto, []string{"original"}, "taken", 0, func(r feltbog.Record) error {
		if o := r.(*feltbog.Photo); !o.Original.IsZero() {
			i.here[o.Original.Hash] = o.ID
		}
		return ctx.Err()
	})
	return i, cancelled(ctx, err)
}

// pictureEndings are those that a file of a folder has that somebody would expect to be brought in.
var pictureEndings = []string{".jpg", ".jpeg", ".heic", ".heif", ".hif", ".png", ".webp", ".tif", ".tiff", ".dng", ".cr2", ".nef", ".arw", ".raf", ".orf", ".rw2", ".pef"}

// PictureEndings are the endings of files that are taken for pictures.
func PictureEndings() []string { return slices.Clone(pictureEndings) }

// photoFiles lists files in the order of their names. Of folders it takes all that is below them, except what is hidden.
func photoFiles(ctx context.Context, paths []string) ([]found, error) {
	var out []found
	for _, root := range paths {
		info, err := os.Stat(root)
		if err != nil {
			return nil, unreadable(root, err)
		}
		if !info.IsDir() {
			out = append(out, found{root, true})
			continue
		}
		var below []string
		err = filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if e := ctx.Err(); e != nil {
				return e
			}
			hidden := path != root && strings.HasPrefix(d.Name(), ".")
			switch {
			case err != nil:
				return unreadable(path, err)
			case d.IsDir() && hidden:
				return filepath.SkipDir
			case d.Type().IsRegular() && !hidden:
				below = append(below, path)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		slices.Sort(below)
		for _, path := range below {
			out = append(out, found{path, false})
		}
	}
	return out, nil
}

// The size of a batch: small at first, so that something is to be seen at once.
const (
	firstBatch = 4
	laterBatch = 16
	batchBytes = 16 << 20
)

// takeAll brings the originals in, a batch at a time: while one is written the next is read.
func (i *importer) takeAll(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	batches := make(chan []intake)
	var reading sync.WaitGroup
	reading.Go(func() {
		defer close(batches)
		rest, n := i.files, firstBatch
		for len(rest) > 0 && ctx.Err() == nil {
			batch := i.batch(rest, n)
			rest, n = rest[len(batch):], laterBatch
			read := i.readAll(ctx, batch)
			select {
			case batches <- read:
			case <-ctx.Done():
			}
		}
	})
	defer reading.Wait()
	defer stop()
	for read := range batches {
		if err := i.write(ctx, read); err != nil {
			return err
		}
		i.tell()
	}
	return ctx.Err()
}

func (i *importer) tell() {
	if i.news != nil {
		i.news(i.done.copy())
	}
}

func (d PhotoImported) copy() PhotoImported {
	d.Added, d.Files, d.Again, d.Unread = slices.Clone(d.Added), slices.Clone(d.Files), slices.Clone(d.Again), slices.Clone(d.Unread)
	return d
}

// batch is how many of the files go together.
func (i *importer) batch(rest []found, most int) []found {
	var size int64
	for n, f := range rest[:min(most, len(rest))] {
		if info, err := os.Stat(f.path); err == nil {
			size += info.Size()
		}
		if n > 0 && size > batchBytes {
			return rest[:n]
		}
	}
	return rest[:min(most, len(rest))]
}

// readAll reads the files of a batch, some at a time.
func (i *importer) readAll(ctx context.Context, batch []found) []intake {
	out := make([]intake, len(batch))
	var wg sync.WaitGroup
	lane := make(chan struct{}, i.jobs())
	for n, f := range batch {
		lane <- struct{}{}
		wg.Go(func() {
			defer func() { <-lane }()
			out[n] = i.read(ctx, f)
		})
	}
	wg.Wait()
	return out
}

func (i *importer) jobs() int {
	if i.in.Jobs <= 0 {
		return 2
	}
	return min(i.in.Jobs, 16)
}

// expected reports whether somebody would miss a file of a folder that was not brought in.
func (f found) expected() bool {
	return f.named || slices.Contains(pictureEndings, lowerExt(f.path))
}

func lowerExt(path string) string { return strings.ToLower(filepath.Ext(path)) }

// intake is a file that was read.
type intake struct {
	found
	format   photo.Format
	contents []byte
	hash     [32]byte
	meta     photo.Metadata
	travel   *photo.Travel // made at once for JPEG
	rough    []byte        // the small picture that the camera put inside
	stamp    time.Time     // when the file was last written
	err      error
}
