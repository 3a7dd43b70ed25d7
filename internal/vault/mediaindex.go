package vault

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"

	"feltbog/internal/vault/place"
)

// The index of the copied volumes says at which generation each was copied. A folder without one copies everything.
const mediaIndexFile = "index.json"

func readMediaIndex(dir string) (map[string]int64, error) {
	b, err := os.ReadFile(filepath.Join(dir, mediaIndexFile))
	if errors.Is(err, os.ErrNotExist) {
		return map[string]int64{}, nil
	}
	if err != nil {
		return nil, err
	}
	var all []mediaEntry
	if json.Unmarshal(b, &all) != nil {
		return map[string]int64{}, nil
	}
	out := map[string]int64{}
	for _, e := range all {
		out[e.File] = e.Generation
	}
	return out, nil
}

func writeMediaIndex(dir string, all []mediaEntry) error {
	b, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return place.AtomicWrite(filepath.Join(dir, mediaIndexFile), b)
}
