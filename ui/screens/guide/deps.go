package guide

import (
	"context"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// Deps are the use cases that the screen calls.
type Deps interface {
	Bus() *app.Bus
	Visit(ctx context.Context, kind feltbog.Kind, id feltbog.ID) error
	GuidePage(ctx context.Context, id feltbog.ID, writing *feltbog.Writing) (app.GuidePage, error)
	GuideWishes(ctx context.Context, guide feltbog.ID) ([]app.Wish, error)
	Type(ctx context.Context, e app.Edit) error
	TypeQuestion(ctx context.Context, q app.WrittenQuestion) error
	Settle(ctx context.Context) error

	EditGuide(ctx context.Context, id feltbog.ID, f func(*feltbog.Guide)) error
	CopyGuide(ctx context.Context, id feltbog.ID, name string) (feltbog.ID, error)
	DeleteGuide(ctx context.Context, id feltbog.ID) error
	AddTheme(ctx context.Context, guide feltbog.ID, title string, after feltbog.ID) (feltbog.ID, error)
	EditTheme(ctx context.Context, id feltbog.ID, f func(*feltbog.GuideTheme)) error
	ShiftTheme(ctx context.Context, id feltbog.ID, by int) error
	MoveTheme(ctx context.Context, id, after feltbog.ID) error
	DeleteTheme(ctx context.Context, id feltbog.ID) error
	EditQuestion(ctx context.Context, id feltbog.ID, f func(*feltbog.Question)) error
	ShiftQuestion(ctx context.Context, id feltbog.ID, by int) error
	MoveQuestion(ctx context.Context, id, theme, parent, after feltbog.ID) error
	DeleteQuestion(ctx context.Context, id feltbog.ID) error
	InsertProbes(ctx context.Context, question feltbog.ID, texts []string) error
	KeepWarnings(ctx context.Context, question feltbog.ID, keys []feltbog.WarningKey, reason string) error

	UseGuide(ctx context.Context, guide feltbog.ID, reason string) (feltbog.ID, error)
	QualifyGuide(ctx context.Context, guide feltbog.ID, reason string) (feltbog.ID, error)
	QualifyReview(ctx context.Context, review feltbog.ID, reason string) (feltbog.ID, error)
	CloseVersion(ctx context.Context, version feltbog.ID) error
	ReopenVersion(ctx context.Context, version feltbog.ID) error
	NewDraft(ctx context.Context, version feltbog.ID) (feltbog.ID, error)
	CompareGuides(ctx context.Context, before, after feltbog.ID) (app.GuideComparison, error)
	AnswersByQuestion(ctx context.Context, question feltbog.ID) (app.QuestionAnswers, error)
	BeginReview(ctx context.Context, guide feltbog.ID) (feltbog.GuideReview, error)
	GuideReview(ctx context.Context, id feltbog.ID) (feltbog.GuideReview, error)
	ApplyReview(ctx context.Context, id feltbog.ID) (changed, left int, err error)
	ExportGuide(ctx context.Context, id feltbog.ID, path string, say app.Say) error
	ImportGuide(ctx context.Context, path string, says ...app.Say) (feltbog.ID, error)
}
