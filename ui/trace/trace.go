// Package trace writes one line of JSON for each thing that becomes true in the window: a screen was shown, a record
// was saved, the vault was locked. Tests of the whole window wait for these lines instead of for time. Without a file
// nothing is written.
package trace

import (
	"encoding/json"
	"os"
	"sync"
	"time"
)

var out struct {
	sync.Mutex
	file  *os.File
	start time.Time
}

// To opens the file that is written to. Lines are added to what is there.
func To(file string) error {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	out.Lock()
	defer out.Unlock()
	out.file, out.start = f, time.Now()
	return nil
}

// On reports whether anybody reads along.
func On() bool {
	out.Lock()
	defer out.Unlock()
	return out.file != nil
}

// Event writes one line: its name, and names with values in turn. What a user wrote does not belong in it.
func Event(name string, pairs ...any) {
	out.Lock()
	defer out.Unlock()
	if out.file == nil {
		return
	}
	m := map[string]any{"event": name, "t": time.Since(out.start).Milliseconds()}
	for i := 0; i+1 < len(pairs); i += 2 {
		if k, ok := pairs[i].(string); ok {
			m[k] = pairs[i+1]
		}
	}
	if b, err := json.Marshal(m); err == nil {
		_, _ = out.file.Write(append(b, '\n'))
	}
}

// File returns the file that is written to, "" for none.
func File() string {
	out.Lock()
	defer out.Unlock()
	if out.file == nil {
		return ""
	}
	return out.file.Name()
}
