package vault

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"

	"feltbog/internal/vault/place"
)

// The index of the copied volumes says how each was when it was copied. A folder without one copies everything.
const mediaIndexFile = "index.json"

func readMediaIndex(dir string) (map[string]mediaEntry, error) {
	b, err := os.ReadFile(filepath.Join(dir, mediaIndexFile))
	if errors.Is(err, os.ErrNotExist) {
		return map[string]mediaEntry{}, nil
	}
	if err != nil {
		return nil, err
	}
	var all []mediaEntry
	if json.Unmarshal(b, &all) != nil {
		return map[string]mediaEntry{}, nil
	}
	out := map[string]mediaEntry{}
	for _, e := range all {
		out[e.File] = e
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
