package app

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"

	"feltbog/internal/feltbog"
)

// ExportGuide writes a guide, or a version of one, to a file: as text for people when its name ends in ".md", otherwise as
// JSON. Both are read again by ImportGuide. say words the few headings of the text.
func (p *Project) ExportGuide(ctx context.Context, id feltbog.ID, path string, say Say) error {
	text, err := p.GuideText(ctx, id)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if strings.EqualFold(filepath.Ext(path), ".md") {
		err = WriteGuideMarkdown(&b, text, say)
	} else {
		err = WriteGuide(&b, text)
	}
	if err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o600)
}

// ImportGuide makes a guide of a file, as a draft of its own; see ReadGuide. Nothing is made of a file that is not understood.
func (p *Project) ImportGuide(ctx context.Context, path string, says ...Say) (feltbog.ID, error) {
	text, err := p.ReadGuideFile(ctx, path, says...)
	if err != nil {
		return feltbog.ID{}, err
	}
	return p.AddGuide(ctx, text)
}
