package app

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"feltbog/internal/bundle"
	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/testkit/text"
	"feltbog/internal/vault"
)

// The size of the benchmark, by the environment: megabytes of pictures, and changes. The budget speaks of 2048 and 100000.
// versions is how often a note is written in the benchmark: once, and then written on.
const versions = 4

func benchSize() (mb, changes int) {
	mb, changes = 64, 5000
	if n, err := strconv.Atoi(os.Getenv("FELTBOG_BUNDLE_MB")); err == nil {
		mb = n
	}
	if n, err := strconv.Atoi(os.Getenv("FELTBOG_BUNDLE_CHANGES")); err == nil {
		changes = n
	}
	return mb, changes
}

// benchVault makes a project with pictures of 3 MB and change sets of another machine, and the same bytes as plain files.
func benchVault(b *testing.B, dir, plain string) {
	b.Helper()
	ctx := b.Context()
	mb, changes := benchSize()
	rec, err := NewRecovery()
	if err != nil {
		b.Fatal(err)
	}
	p, err := Create(ctx, filepath.Join(dir, "a.feltbog"), Founding{Project: "Lillerup", Device: "A", Passphrase: passphrase, Recovery: rec}, benchOptions(dir))
	if err != nil {
		b.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	c := change.Chain{Space: p.v.Team().Space(), Device: feltbog.NewID()}
	clock := change.Clock(1 << 55)
	log, err := os.Create(filepath.Join(plain, "log"))
	if err != nil {
		b.Fatal(err)
	}
	sealed := func(take func(*change.Set, []byte) error, d *change.Draft) error {
		s, err := c.Seal(d, clock)
		if err != nil {
			return err
		}
		body, err := change.Encode(s)
		if err == nil {
			_, err = log.Write(body)
		}
		if err != nil {
			return err
		}
		return take(s, body)
	}
	seal := func(take func(*change.Set, []byte) error, rec feltbog.Record) error {
		clock++
		d := &change.Draft{Action: "note_block.add", ActionID: feltbog.NewID()}
		schema := feltbog.SchemaOf(rec.Kind())
		for _, f := range schema.Fields {
			if data, err := change.EncodeField(rec, f); err == nil && f.Type != feltbog.TypeSet && !change.IsNull(data) {
				d.Put(rec.RecordID(), rec.Kind(), f.Name, data, nil, clock)
			}
		}
		return sealed(take, d)
	}
	words := text.New(1)
	var last []change.ID
	write := func(take func(*change.Set, []byte) error, note *feltbog.NoteBlock, text string) error {
		if last == nil {
			last = []change.ID{{Device: c.Device, Seq: c.Seq}}
		}
		clock++
		d := &change.Draft{Action: "note_block.edit", ActionID: feltbog.NewID()}
		d.Put(note.ID, note.Kind(), "text", change.Scalar(text), last, clock)
		last = []change.ID{{Device: c.Device, Seq: c.Seq + 1}}
		return sealed(take, d)
	}
	_, err = p.v.Team().ReceiveSets(ctx, "bench", func(take func(*change.Set, []byte) error) error {
		for n := range mb / 3 {
			picture := make([]byte, 3<<20)
			for i := 0; i < len(picture); i += 8 {
				v := r.Uint64()
				for k := range 8 {
					picture[i+k] = byte(v >> (8 * k))
				}
			}
			if err := os.WriteFile(filepath.Join(plain, fmt.Sprintf("IMG_%d.jpg", n)), picture, 0o600); err != nil {
				return err
			}
			refs, err := p.v.Team().PutFiles(ctx, []vault.File{{Contents: picture, MIME: "image/jpeg"}})
			if err != nil {
				return err
			}
			ph := &feltbog.Photo{FileName: fmt.Sprintf("IMG_%d.jpg", n), Travel: refs[0]}
			ph.ID = feltbog.NewID()
			if err := seal(take, ph); err != nil {
				return err
			}
		}
		for n := 0; n < changes; {
			note := &feltbog.NoteBlock{Type: feltbog.SeenHeard, Layer: feltbog.Jotting, Text: words.Note()}
			note.ID = feltbog.NewID()
			if err := seal(take, note); err != nil {
				return err
			}
			last = nil
			for n++; n < changes && n%versions != 0; n++ { // later the text is written on
				if err := write(take, note, words.Note()); err != nil {
					return err
				}
			}
		}
		return nil
	}, nil)
	if err == nil {
		err = log.Close()
	}
	if err == nil {
		err = p.Close()
	}
	if err != nil {
		b.Fatal(err)
	}
}

func benchOptions(dir string) Options {
	return Options{Config: filepath.Join(dir, "config"), Anywhere: true, CheapKeys: true}
}

// benchPack and benchJoin are the processes that are measured.
func benchPack() {
	benchDo(func(ctx context.Context, dir string) error {
		p, err := Open(ctx, filepath.Join(dir, "a.feltbog"), Unlock{Passphrase: passphrase}, benchOptions(dir))
		if err != nil {
			return err
		}
		var done Packed
		if err := p.Pack(PackOrder{File: filepath.Join(dir, "x.feltbundle"), Keys: []string{benchKey()}, NamesSeen: true}, &done).Start(ctx, nil); err != nil {
			return err
		}
		return p.Close()
	})
}

func benchJoin() {
	benchDo(func(ctx context.Context, dir string) error {
		rec, err := NewRecovery()
		if err != nil {
			return err
		}
		p, err := JoinBundle(ctx, filepath.Join(dir, "b.feltbog"), filepath.Join(dir, "x.feltbundle"), BundleKey{Secret: os.Getenv("BENCH_SECRET")},
			Founding{Member: "Bo", Device: "B", Passphrase: passphrase, Recovery: rec}, benchOptions(dir), nil)
		if err != nil {
			return err
		}
		return p.Close()
	})
}

func benchKey() string { return os.Getenv("BENCH_KEY") }

func benchDo(f func(context.Context, string) error) {
	if err := f(context.Background(), os.Getenv("BENCH_DIR")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(largest())
}

// largest is the process's largest size in memory, in KB, where the system tells it. What waiting for a process tells is
// no less than what its parent had.
func largest() (kb int64) {
	b, _ := os.ReadFile("/proc/self/status")
	if _, rest, ok := strings.Cut(string(b), "VmHWM:"); ok {
		_, _ = fmt.Sscan(rest, &kb)
	}
	return kb
}

// used is what a process, with those it waited for, took of the processor, and its largest size in memory.
type used struct {
	cpu time.Duration
	rss int64
}

func measured(b *testing.B, c *exec.Cmd) used {
	b.Helper()
	var errs strings.Builder
	c.Stderr = &errs
	var out strings.Builder
	c.Stdout = &out
	if err := c.Run(); err != nil {
		b.Fatalf("%v: %v %s", c.Args, err, errs.String())
	}
	kb, _ := strconv.ParseInt(strings.TrimSpace(out.String()), 10, 64)
	return used{c.ProcessState.UserTime() + c.ProcessState.SystemTime(), kb << 10}
}

// BenchmarkPakkeBesideTarZstdAge makes a pakke and begins a vault with it, and does the same to the same bytes with tar,
// zstd and age (FELTBOG_AGE names the program; without it that half is left out). It reports processor seconds, their
// ratio, and memory.
func BenchmarkPakkeBesideTarZstdAge(b *testing.B) {
	dir, plain := b.TempDir(), b.TempDir()
	benchVault(b, dir, plain)
	seed := make([]byte, 32)
	seed[0] = 7
	_, public, err := bundle.SeedKey(seed)
	if err != nil {
		b.Fatal(err)
	}
	secret := bundle.SeedText(seed)
	env := append(os.Environ(), "BENCH_DIR="+dir, "BENCH_KEY="+public, "BENCH_SECRET="+secret, "AGE="+os.Getenv("FELTBOG_AGE"), "PLAIN="+plain)
	child := func(part string) used {
		c := exec.Command(os.Args[0], "-test.run=^$")
		c.Env = append(env, "FELTBOG_TEST_CHILD="+part)
		return measured(b, c)
	}
	sh := func(line string) used {
		c := exec.Command("sh", "-c", "set -e; cd \"$BENCH_DIR\"; "+line)
		c.Env = env
		return measured(b, c)
	}
	if err := os.WriteFile(filepath.Join(dir, "key.txt"), []byte(secret+"\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	for range b.N {
		for _, old := range []string{"x.feltbundle", "b.feltbog"} {
			if err := os.RemoveAll(filepath.Join(dir, old)); err != nil {
				b.Fatal(err)
			}
		}
		write, join := child("bench-pack"), child("bench-join")
		b.ReportMetric(write.cpu.Seconds(), "write-s")
		b.ReportMetric(join.cpu.Seconds(), "take-in-s")
		b.ReportMetric(float64(write.rss>>20), "write-MB")
		b.ReportMetric(float64(join.rss>>20), "take-in-MB")
		if os.Getenv("FELTBOG_AGE") == "" {
			continue
		}
		away := sh(`tar -cf - -C "$PLAIN" . | zstd -q -3 -c | "$AGE" -r "$BENCH_KEY" -o peer.age`)
		back := sh(`mkdir -p peer; "$AGE" -d -i key.txt peer.age | zstd -q -d -c | tar -xf - -C peer; rm -rf peer peer.age`)
		b.ReportMetric(away.cpu.Seconds(), "peer-write-s")
		b.ReportMetric(back.cpu.Seconds(), "peer-read-s")
		b.ReportMetric(write.cpu.Seconds()/away.cpu.Seconds(), "write-ratio")
		b.ReportMetric(join.cpu.Seconds()/back.cpu.Seconds(), "take-in-ratio")
	}
}
