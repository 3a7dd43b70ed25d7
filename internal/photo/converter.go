package photo

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// converterTime bounds how long the system's converter may take for one picture.
const converterTime = 20 * time.Second

// SystemConverter returns the converter of HEIC that the system has, to be run on a source file that lies on a disk
// anyway; nil when it has none. It writes into a folder of its own below private, which is taken away again.
func SystemConverter(source, private string) Converter {
	var command string
	var args func(to string) []string
	if p, err := exec.LookPath("sips"); err == nil {
		command, args = p, func(to string) []string {
			return []string{"-s", "format", "jpeg", "-s", "formatOptions", "92", source, "--out", to}
		}
	} else if p, err := exec.LookPath("heif-convert"); err == nil {
		command, args = p, func(to string) []string { return []string{"-q", "92", source, to} }
	} else {
		return nil
	}
	return func(ctx context.Context) (b []byte, err error) {
		dir, err := os.MkdirTemp(private, "heic-")
		if err != nil {
			return nil, err
		}
		defer func() { _ = os.RemoveAll(dir) }()
		ctx, stop := context.WithTimeout(ctx, converterTime)
		defer stop()
		to := filepath.Join(dir, "picture.jpg")
		if err := exec.CommandContext(ctx, command, args(to)...).Run(); err != nil {
			return nil, err
		}
		return os.ReadFile(to)
	}
}
