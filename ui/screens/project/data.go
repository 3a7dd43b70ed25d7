package project

import (
	"context"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/trace"
)

// Uses are the use cases that the place is made of.
type Uses interface {
	Bus() *app.Bus
	Overview(ctx context.Context) (app.Overview, error)
	EditProject(ctx context.Context, f func(*feltbog.Project)) error
	AddPrinciple(ctx context.Context, name, text string) (feltbog.ID, error)
	EditPrinciple(ctx context.Context, id feltbog.ID, f func(*feltbog.Principle)) error
	ShiftPrinciple(ctx context.Context, id feltbog.ID, by int) error
	Delete(ctx context.Context, kind feltbog.Kind, id feltbog.ID) error

	Plan(ctx context.Context) (app.Plan, error)
	StartPlan(ctx context.Context, periods []app.PlanStart) error
	AddPeriod(ctx context.Context, label string, after feltbog.ID) (feltbog.ID, error)
	EditPeriod(ctx context.Context, id feltbog.ID, f func(*feltbog.PlanRow)) error
	ShiftPeriod(ctx context.Context, id feltbog.ID, by int) error
	DeletePeriod(ctx context.Context, id feltbog.ID, log func(feltbog.PlanAction) string) error
	AddAction(ctx context.Context, n app.NewAction) (feltbog.ID, error)
	EditAction(ctx context.Context, id feltbog.ID, f func(*feltbog.PlanAction), log func(before, after feltbog.PlanAction) string) (feltbog.ID, error)
	ShiftAction(ctx context.Context, id feltbog.ID, by int) error
	MoveAction(ctx context.Context, id, row feltbog.ID) error
	DeleteAction(ctx context.Context, id feltbog.ID, log func(feltbog.PlanAction) string) error
	PlanChanges(ctx context.Context, of feltbog.ID) ([]app.PlanChange, error)
	AddPlanChange(ctx context.Context, of feltbog.ID, text, reason string) error
	GiveReason(ctx context.Context, line feltbog.ID, reason string) error

	Waiting(ctx context.Context) ([]app.Waiting, error)
	Heard(ctx context.Context) ([]app.Perspective, error)
	Team(ctx context.Context) (app.Team, error)
	EditMember(ctx context.Context, id feltbog.ID, f func(*feltbog.Member)) error
	NameDevice(ctx context.Context, name string) error
}

var _ Uses = (*app.Project)(nil)

// shown is what the main part shows.
type shown struct {
	overview app.Overview
	plan     app.Plan
	team     app.Team
}

// aside is what the side column shows; it may take longer.
type aside struct {
	waiting []app.Waiting
	heard   []app.Perspective
}

// reload asks for everything again.
func (s *Screen) reload() {
	s.plans.Load(s.ctx, s.fetch, s.showAll)
	s.sides.Load(s.ctx, s.fetchSide, s.showSide)
	if s.part == partLog {
		s.loadLog()
	}
}

func (s *Screen) fetch(ctx context.Context) (v shown, err error) {
	if v.overview, err = s.uses.Overview(ctx); err != nil {
		return v, err
	}
	if v.plan, err = s.uses.Plan(ctx); err != nil {
		return v, err
	}
	v.team, err = s.uses.Team(ctx)
	return v, err
}

func (s *Screen) fetchSide(ctx context.Context) (v aside, err error) {
	if v.waiting, err = s.uses.Waiting(ctx); err != nil {
		return v, err
	}
	v.heard, err = s.uses.Heard(ctx)
	return v, err
}

func (s *Screen) showAll(v shown, err error) {
	if err != nil {
		s.host.Fail(err)
		return
	}
	s.title.SetText(v.overview.Project.Title)
	purpose := i18n.T("project.purpose.none")
	if p := v.overview.Project.Purpose; p != "" {
		purpose = i18n.T("project.purpose", "purpose", p)
	}
	s.purpose.SetText(purpose)
	s.plan.set(v.plan)
	s.about.set(v.overview, v.plan.Year)
	s.team.set(v.team)
	s.editor.set(v.plan)
	s.all.Refresh()
	trace.Event("shown", "name", "project", "rows", len(s.plan.lines), "part", s.part)
	if at := s.at; at.Kind == feltbog.KindPlanAction && !at.ID.IsZero() {
		s.at = screen.Route{}
		s.editAction(at.ID)
	} else if at.Kind == feltbog.KindPlanRow && !at.ID.IsZero() {
		s.at = screen.Route{}
		s.plan.goToPeriod(at.ID)
	}
}

func (s *Screen) showSide(v aside, err error) {
	if err != nil {
		s.host.Fail(err)
		return
	}
	s.side.set(v)
	s.plan.setWaiting(v.waiting)
	s.all.Refresh()
	trace.Event("shown", "name", "project.side", "waiting", len(v.waiting))
}

// loadLog asks for the change log.
func (s *Screen) loadLog() {
	of := s.log.of
	s.logs.Load(s.ctx, func(ctx context.Context) ([]app.PlanChange, error) { return s.uses.PlanChanges(ctx, of) },
		func(lines []app.PlanChange, err error) {
			if err != nil {
				s.host.Fail(err)
				return
			}
			s.log.set(lines)
			trace.Event("shown", "name", "project.log", "lines", len(lines))
		})
}
