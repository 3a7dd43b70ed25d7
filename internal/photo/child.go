package photo

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"

	"feltbog/internal/feltbog"
)

// childMark tells a process that it is the child.
const childMark = "FELTBOG_PICTURE_CHILD"

// The limits of the child.
const (
	maxMemory  = 650 << 20        // bytes resident
	startTime  = 3 * time.Second  // of CPU for a small picture, the first of which compiles a decoder
	megaTime   = time.Second / 2  // of CPU for each further megapixel
	wallFactor = 5                // how much longer on the clock, on a machine that does other things too
	idleTime   = 20 * time.Second // without work, until the child ends
	watchEvery = 15 * time.Millisecond
	maxAnswer  = 256 << 20
)

var hooked atomic.Bool

// Main has to be the first thing that every program does which reads pictures. In the child, it serves and does not
// return; in any other process it notes that a child can be started, and returns.
func Main() {
	if os.Getenv(childMark) == "" {
		hooked.Store(true)
		return
	}
	confine()
	if err := serve(bufio.NewReader(os.Stdin), os.Stdout); !errors.Is(err, io.EOF) {
		os.Exit(1)
	}
	os.Exit(0)
}

// task is one picture for the child; the file's bytes follow it.
type task struct {
	Format  Format `json:"format"`
	Quality int    `json:"quality"`
	Bytes   int    `json:"bytes"`
}

// answer is what the child says; a JPEG's bytes follow it.
type answer struct {
	Width  int           `json:"width"`
	Height int           `json:"height"`
	Bytes  int           `json:"bytes"`
	Error  *childMessage `json:"error,omitempty"`
}

// childMessage is an error on its way between two processes.
type childMessage struct {
	Code feltbog.Code      `json:"code"`
	Key  string            `json:"key"`
	Text string            `json:"text"`
	Args map[string]string `json:"args,omitempty"`
}

// serve decodes one picture after the other until there are no more.
func serve(in *bufio.Reader, out io.Writer) error {
	for {
		var t task
		if err := readFrame(in, &t, 1<<16); err != nil {
			return err
		}
		if t.Bytes < 0 || t.Bytes > MaxFile {
			return fmt.Errorf("a task of %d bytes", t.Bytes)
		}
		b := make([]byte, t.Bytes)
		if _, err := io.ReadFull(in, b); err != nil {
			return err
		}
		a, body := work(t, b)
		a.Bytes = len(body)
		if err := writeFrame(out, a); err != nil {
			return err
		}
		if _, err := out.Write(body); err != nil {
			return err
		}
	}
}

func work(t task, b []byte) (answer, []byte) {
	img, err := decodeHere(t.Format, b)
	var body []byte
	if err == nil {
		body, err = Encode(opaque(img), t.Quality)
	}
	if err != nil {
		var e *feltbog.Error
		if !errors.As(err, &e) {
			e = feltbog.Errorf(feltbog.EDamaged, "photo.broken", "the picture is damaged and cannot be read: %w", err)
		}
		return answer{Error: &childMessage{e.Code, e.Key, e.Text, e.Args}}, nil
	}
	return answer{Width: img.Bounds().Dx(), Height: img.Bounds().Dy()}, body
}

func writeFrame(w io.Writer, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = w.Write(append(binary.LittleEndian.AppendUint32(nil, uint32(len(b))), b...))
	return err
}

func readFrame(r io.Reader, v any, most uint32) error {
	var n [4]byte
	if _, err := io.ReadFull(r, n[:]); err != nil {
		return err
	}
	size := binary.LittleEndian.Uint32(n[:])
	if size > most {
		return fmt.Errorf("a message of %d bytes", size)
	}
	b := make([]byte, size)
	if _, err := io.ReadFull(r, b); err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}

// lane is the one child at a time, and whoever waits for it.
var lane struct {
	sync.Mutex
	now *process
}

// process is a running child.
type process struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	out   *bufio.Reader
	idle  *time.Timer
	peak  atomic.Int64 // bytes resident, the most that was seen
	freed func()
}

// PeakMemory is the most memory that was seen of the running child, in bytes; 0 where it cannot be seen.
func PeakMemory() int64 {
	lane.Lock()
	defer lane.Unlock()
	if lane.now == nil {
		return 0
	}
	return lane.now.peak.Load()
}

// Warm starts the child and has it make ready for the pictures of phones, so that the first ones show at once. It
// returns at once.
func Warm() {
	go func() {
		tiny := []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")
		_, _, _ = inChild(context.Background(), task{Format: HEIC, Quality: 80}, tiny, Size{1, 1})
	}()
}

// inChild has the child decode a picture of an expected size, and returns it as a JPEG. One picture at a time.
func inChild(ctx context.Context, t task, b []byte, expect Size) ([]byte, Size, error) {
	if err := tooLarge(int64(len(b))); err != nil {
		return nil, Size{}, err
	}
	lane.Lock()
	defer lane.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, Size{}, err
	}
	p := lane.now
	if p == nil {
		var err error
		if p, err = start(); err != nil {
			return nil, Size{}, err
		}
		lane.now = p
	}
	p.idle.Stop()
	t.Bytes = len(b)
	out, size, err := p.ask(ctx, t, b, expect)
	if err != nil && feltbog.ErrorCode(err) == feltbog.EInternal || ctx.Err() != nil || errors.Is(err, errEnded) {
		p.end()
		lane.now = nil
		if ctx.Err() != nil {
			return nil, Size{}, ctx.Err()
		}
		return nil, Size{}, err
	}
	p.idle.Reset(idleTime)
	return out, size, err
}

// start starts this very program once more, as the child.
func start() (*process, error) {
	if !hooked.Load() {
		return nil, feltbog.Errorf(feltbog.EInternal, "photo.unhooked", "this program did not call photo.Main, so pictures other than JPEG cannot be read")
	}
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childMark+"=1", "GOMEMLIMIT=500MiB", "GOGC=50")
	p := &process{cmd: cmd}
	if p.in, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.out = bufio.NewReaderSize(out, 1<<16)
	alone(cmd)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the reader of pictures: %w", err)
	}
	p.freed = bound(cmd.Process)
	p.idle = time.AfterFunc(idleTime, func() {
		lane.Lock()
		defer lane.Unlock()
		if lane.now == p {
			p.end()
			lane.now = nil
		}
	})
	return p, nil
}

// end ends the child and waits until it is gone.
func (p *process) end() {
	p.idle.Stop()
	_ = p.in.Close()
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
	p.freed()
}

// errEnded is how a child looks that ended in the middle of its work.
var errEnded = errors.New("the reader of pictures ended")

// ask hands over one picture and watches what the child uses for it.
func (p *process) ask(ctx context.Context, t task, b []byte, expect Size) ([]byte, Size, error) {
	limit := startTime + time.Duration(expect.mega())*megaTime
	over := make(chan error, 1)
	done := make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() { over <- p.watch(ctx, limit, done) })
	var a answer
	err := writeFrame(p.in, t)
	if err == nil {
		_, err = p.in.Write(b)
	}
	if err == nil {
		err = readFrame(p.out, &a, 1<<16)
	}
	var body []byte
	if err == nil && a.Bytes > 0 && a.Bytes <= maxAnswer {
		body = make([]byte, a.Bytes)
		_, err = io.ReadFull(p.out, body)
	}
	close(done)
	watching.Wait()
	if stopped := <-over; stopped != nil {
		return nil, Size{}, stopped
	}
	switch {
	case err != nil:
		return nil, Size{}, fmt.Errorf("%w: %w", feltbog.Errorf(feltbog.EDamaged, "photo.broken", "the picture is damaged and cannot be read: its decoder gave up"), errEnded)
	case a.Error != nil:
		return nil, Size{}, &feltbog.Error{Code: a.Error.Code, Key: a.Error.Key, Text: a.Error.Text, Args: a.Error.Args}
	}
	return body, Size{a.Width, a.Height}, nil
}

// watch kills the child when it takes too much, or when nobody waits for it any more.
func (p *process) watch(ctx context.Context, limit time.Duration, done <-chan struct{}) error {
	begun := time.Now()
	_, before, _ := usage(p.cmd.Process.Pid)
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return nil
		case <-ctx.Done():
			_ = p.cmd.Process.Kill()
			return ctx.Err()
		case <-tick.C:
		}
		memory, cpu, known := usage(p.cmd.Process.Pid)
		if memory > p.peak.Load() {
			p.peak.Store(memory)
		}
		switch {
		case known && memory > maxMemory:
			_ = p.cmd.Process.Kill()
			return fmt.Errorf("%w: %w", feltbog.Errorf(feltbog.EDamaged, "photo.memory", "the picture takes too much memory to be read"), errEnded)
		case known && cpu-before > limit, time.Since(begun) > wallFactor*limit:
			_ = p.cmd.Process.Kill()
			return fmt.Errorf("%w: %w", feltbog.Errorf(feltbog.EDamaged, "photo.time", "the picture takes too long to be read"), errEnded)
		}
	}
}
