package assets

import "testing"

func TestThePlanToBeginWithIsTheSameInBothLanguages(t *testing.T) {
	da, en := PlanTemplate("da"), PlanTemplate("en")
	if len(da) == 0 || len(da) != len(en) {
		t.Fatalf("%d periods in Danish, %d in English", len(da), len(en))
	}
	for i := range da {
		if da[i].Period == "" || len(da[i].Actions) == 0 || len(da[i].Actions) != len(en[i].Actions) {
			t.Errorf("period %d: %+v, %+v", i, da[i], en[i])
		}
	}
}
