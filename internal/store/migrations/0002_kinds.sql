-- Tables of the kinds, made from the struct tags of internal/feltbog by
-- go test ./internal/store -run TestMigrationsMakeTheTablesOfTheStructTags -update

CREATE TABLE k_actor(
  rid INTEGER PRIMARY KEY,
  "name" TEXT,
  "type" TEXT,
  "sector" TEXT,
  "level" INTEGER,
  "perspective" TEXT,
  "interest" INTEGER,
  "influence" INTEGER,
  "trust" INTEGER,
  "relation" TEXT,
  "next_step" TEXT,
  "next_date" TEXT,
  "note" TEXT
);

CREATE TABLE k_answer(
  rid INTEGER PRIMARY KEY,
  "session" BLOB,
  "question" BLOB,
  "participant" BLOB,
  "perspective" TEXT,
  "coverage" TEXT,
  "text" TEXT,
  "verbatim" INTEGER,
  "noted" INTEGER
);
CREATE INDEX i_answer__session ON k_answer("session") WHERE "session" IS NOT NULL;
CREATE INDEX i_answer__question ON k_answer("question") WHERE "question" IS NOT NULL;
CREATE INDEX i_answer__participant ON k_answer("participant") WHERE "participant" IS NOT NULL;

CREATE TABLE k_attachment(
  rid INTEGER PRIMARY KEY,
  "owner" BLOB,
  "type" TEXT,
  "title" TEXT,
  "time" INTEGER,
  "file" TEXT,
  "note" TEXT
);
CREATE INDEX i_attachment__owner ON k_attachment("owner") WHERE "owner" IS NOT NULL;

CREATE TABLE k_card(
  rid INTEGER PRIMARY KEY,
  "workshop" BLOB,
  "number" INTEGER,
  "type" TEXT,
  "text" TEXT,
  "image" TEXT,
  "caption" TEXT,
  "perspective" TEXT
);
CREATE INDEX i_card__workshop ON k_card("workshop") WHERE "workshop" IS NOT NULL;
CREATE INDEX i_card__number ON k_card("number") WHERE "number" IS NOT NULL;

CREATE TABLE k_card_source(
  rid INTEGER PRIMARY KEY,
  "card" BLOB,
  "workshop" BLOB,
  "source_kind" TEXT,
  "source" BLOB,
  "disclosure" BLOB,
  "cleared" INTEGER
);
CREATE INDEX i_card_source__card ON k_card_source("card") WHERE "card" IS NOT NULL;
CREATE INDEX i_card_source__workshop ON k_card_source("workshop") WHERE "workshop" IS NOT NULL;
CREATE INDEX i_card_source__source ON k_card_source("source") WHERE "source" IS NOT NULL;

CREATE TABLE k_cluster(
  rid INTEGER PRIMARY KEY,
  "workshop" BLOB,
  "title" TEXT,
  "description" TEXT,
  "order" TEXT
);
CREATE INDEX i_cluster__workshop ON k_cluster("workshop") WHERE "workshop" IS NOT NULL;

CREATE TABLE k_consent(
  rid INTEGER PRIMARY KEY,
  "participant" BLOB,
  "scope" TEXT,
  "state" TEXT,
  "from" TEXT,
  "until" TEXT,
  "form" TEXT,
  "given_by" TEXT,
  "letter" BLOB,
  "explained_by" BLOB,
  "witness" BLOB,
  "interpreted" INTEGER,
  "document" BLOB,
  "recorded" INTEGER,
  "note" TEXT
);
CREATE INDEX i_consent__participant ON k_consent("participant") WHERE "participant" IS NOT NULL;
CREATE INDEX i_consent__scope ON k_consent("scope") WHERE "scope" IS NOT NULL;

CREATE TABLE k_contact(
  rid INTEGER PRIMARY KEY,
  "actor" BLOB,
  "place" BLOB,
  "name" TEXT,
  "function" TEXT,
  "phone" TEXT,
  "email" TEXT,
  "note" TEXT
);
CREATE INDEX i_contact__actor ON k_contact("actor") WHERE "actor" IS NOT NULL;
CREATE INDEX i_contact__place ON k_contact("place") WHERE "place" IS NOT NULL;

CREATE TABLE k_debrief(
  rid INTEGER PRIMARY KEY,
  "session" BLOB,
  "member" BLOB,
  "held" INTEGER,
  "seen_by_all" TEXT,
  "seen_by_one" TEXT,
  "surprise" TEXT,
  "unknown" TEXT,
  "unsaid" TEXT,
  "own_role" TEXT,
  "guide_change" TEXT,
  "follow_up" TEXT,
  "answers" BLOB
);
CREATE INDEX i_debrief__session ON k_debrief("session") WHERE "session" IS NOT NULL;

CREATE TABLE k_depicted_person(
  rid INTEGER PRIMARY KEY,
  "photo" BLOB,
  "region" BLOB,
  "participant" BLOB,
  "card_number" TEXT,
  "status" TEXT,
  "wants_blur" INTEGER,
  "signed" TEXT,
  "paper" BLOB,
  "witness" BLOB,
  "by_guardian" INTEGER,
  "assessed_by" BLOB,
  "assessed" INTEGER,
  "reason" TEXT
);
CREATE INDEX i_depicted_person__photo ON k_depicted_person("photo") WHERE "photo" IS NOT NULL;
CREATE INDEX i_depicted_person__participant ON k_depicted_person("participant") WHERE "participant" IS NOT NULL;
CREATE INDEX i_depicted_person__card_number ON k_depicted_person("card_number") WHERE "card_number" IS NOT NULL;

CREATE TABLE k_device(
  rid INTEGER PRIMARY KEY,
  "member" BLOB,
  "name" TEXT,
  "signing_key" TEXT,
  "added" INTEGER,
  "revoked" INTEGER
);
CREATE INDEX i_device__member ON k_device("member") WHERE "member" IS NOT NULL;

CREATE TABLE k_disagreement(
  rid INTEGER PRIMARY KEY,
  "workshop" BLOB,
  "group" BLOB,
  "point" TEXT,
  "perspective_a" TEXT,
  "view_a" TEXT,
  "perspective_b" TEXT,
  "view_b" TEXT,
  "livable" TEXT,
  "cluster" BLOB
);
CREATE INDEX i_disagreement__workshop ON k_disagreement("workshop") WHERE "workshop" IS NOT NULL;

CREATE TABLE k_disclosure(
  rid INTEGER PRIMARY KEY,
  "time" INTEGER,
  "use" TEXT,
  "title" TEXT,
  "format" TEXT,
  "recipient" TEXT,
  "reason" TEXT,
  "items" BLOB,
  "refused" INTEGER,
  "hash" TEXT,
  "originals" INTEGER,
  "expires" TEXT,
  "member" BLOB,
  "holds_withdrawn" INTEGER
);
CREATE INDEX i_disclosure__time ON k_disclosure("time") WHERE "time" IS NOT NULL;
CREATE INDEX i_disclosure__hash ON k_disclosure("hash") WHERE "hash" IS NOT NULL;

CREATE TABLE k_dot(
  rid INTEGER PRIMARY KEY,
  "workshop" BLOB,
  "target" BLOB,
  "perspective" TEXT,
  "meaning" TEXT,
  "count" INTEGER
);
CREATE INDEX i_dot__workshop ON k_dot("workshop") WHERE "workshop" IS NOT NULL;
CREATE INDEX i_dot__target ON k_dot("target") WHERE "target" IS NOT NULL;

CREATE TABLE k_evidence_link(
  rid INTEGER PRIMARY KEY,
  "claim_kind" TEXT,
  "claim" BLOB,
  "basis_kind" TEXT,
  "basis" BLOB,
  "contradicts" INTEGER,
  "reason" TEXT,
  "made" INTEGER,
  "member" BLOB
);
CREATE INDEX i_evidence_link__claim ON k_evidence_link("claim") WHERE "claim" IS NOT NULL;
CREATE INDEX i_evidence_link__basis ON k_evidence_link("basis") WHERE "basis" IS NOT NULL;

CREATE TABLE k_excerpt(
  rid INTEGER PRIMARY KEY,
  "source_kind" TEXT,
  "source" BLOB,
  "source_field" TEXT,
  "start" INTEGER,
  "end" INTEGER,
  "quote" TEXT,
  "region" BLOB,
  "speech" TEXT,
  "perspective" TEXT,
  "note" TEXT
);
CREATE INDEX i_excerpt__source ON k_excerpt("source") WHERE "source" IS NOT NULL;
CREATE INDEX i_excerpt__region ON k_excerpt("region") WHERE "region" IS NOT NULL;

CREATE TABLE k_ground_rule(
  rid INTEGER PRIMARY KEY,
  "type" TEXT,
  "applies_to" TEXT,
  "text" TEXT,
  "reason" TEXT,
  "agreed" TEXT,
  "order" TEXT
);

CREATE TABLE k_guide(
  rid INTEGER PRIMARY KEY,
  "name" TEXT,
  "perspective" TEXT,
  "audience" TEXT,
  "purpose" TEXT,
  "minutes" INTEGER,
  "before" BLOB,
  "after" BLOB,
  "based" BLOB
);

CREATE TABLE k_guide_review(
  rid INTEGER PRIMARY KEY,
  "guide" BLOB,
  "date" TEXT,
  "lines" BLOB,
  "absent" BLOB,
  "result" BLOB
);
CREATE INDEX i_guide_review__guide ON k_guide_review("guide") WHERE "guide" IS NOT NULL;

CREATE TABLE k_guide_theme(
  rid INTEGER PRIMARY KEY,
  "guide" BLOB,
  "title" TEXT,
  "purpose" TEXT,
  "minutes" INTEGER,
  "order" TEXT
);
CREATE INDEX i_guide_theme__guide ON k_guide_theme("guide") WHERE "guide" IS NOT NULL;

CREATE TABLE k_guide_version(
  rid INTEGER PRIMARY KEY,
  "guide" BLOB,
  "number" INTEGER,
  "name" TEXT,
  "state" TEXT,
  "themes" BLOB,
  "before" BLOB,
  "after" BLOB,
  "hash" TEXT,
  "made" INTEGER,
  "reason" TEXT
);
CREATE INDEX i_guide_version__guide ON k_guide_version("guide") WHERE "guide" IS NOT NULL;
CREATE INDEX i_guide_version__hash ON k_guide_version("hash") WHERE "hash" IS NOT NULL;

CREATE TABLE k_identity(
  rid INTEGER PRIMARY KEY,
  "participant" BLOB,
  "name" TEXT,
  "nicknames" BLOB,
  "give_aways" BLOB,
  "phone" TEXT,
  "email" TEXT,
  "address" TEXT,
  "guardian" TEXT,
  "guardian_contact" TEXT,
  "companion" TEXT,
  "interpreter" TEXT,
  "needs" TEXT,
  "note" TEXT
);
CREATE INDEX i_identity__participant ON k_identity("participant") WHERE "participant" IS NOT NULL;

CREATE TABLE k_information_letter(
  rid INTEGER PRIMARY KEY,
  "number" INTEGER,
  "text" TEXT,
  "simple" INTEGER,
  "language" TEXT,
  "made" INTEGER,
  "reason" TEXT,
  "file" TEXT
);

CREATE TABLE k_interpretation(
  rid INTEGER PRIMARY KEY,
  "text" TEXT,
  "perspective" TEXT,
  "theme" BLOB,
  "member" BLOB,
  "certainty" TEXT,
  "order" TEXT
);
CREATE INDEX i_interpretation__theme ON k_interpretation("theme") WHERE "theme" IS NOT NULL;

CREATE TABLE k_learning_point(
  rid INTEGER PRIMARY KEY,
  "number" INTEGER,
  "text" TEXT,
  "type" TEXT,
  "certainty" TEXT,
  "open" INTEGER,
  "order" TEXT
);
CREATE INDEX i_learning_point__number ON k_learning_point("number") WHERE "number" IS NOT NULL;

CREATE TABLE k_member(
  rid INTEGER PRIMARY KEY,
  "name" TEXT,
  "role" TEXT,
  "organisation" TEXT,
  "public_key" TEXT,
  "joined" TEXT,
  "ended" TEXT
);

CREATE TABLE k_member_check(
  rid INTEGER PRIMARY KEY,
  "participant" BLOB,
  "session" BLOB,
  "date" TEXT,
  "shown" TEXT,
  "reply" TEXT,
  "correction" TEXT
);
CREATE INDEX i_member_check__participant ON k_member_check("participant") WHERE "participant" IS NOT NULL;

CREATE TABLE k_method_card(
  rid INTEGER PRIMARY KEY,
  "name" TEXT,
  "summary" TEXT,
  "use_when" TEXT,
  "avoid_when" TEXT,
  "people" TEXT,
  "duration" TEXT,
  "preparation" BLOB,
  "steps" BLOB,
  "product" TEXT,
  "ethics" TEXT,
  "templates" BLOB,
  "order" TEXT
);

CREATE TABLE k_note_block(
  rid INTEGER PRIMARY KEY,
  "session" BLOB,
  "type" TEXT,
  "layer" TEXT,
  "text" TEXT,
  "happened" INTEGER,
  "noted" INTEGER,
  "question" BLOB,
  "theme" BLOB,
  "zone" TEXT,
  "grid" TEXT,
  "dimension" TEXT,
  "perspective" TEXT,
  "speaker" BLOB,
  "prompt" TEXT,
  "derived_from" BLOB,
  "concern" INTEGER,
  "order" TEXT
);
CREATE INDEX i_note_block__session ON k_note_block("session") WHERE "session" IS NOT NULL;
CREATE INDEX i_note_block__happened ON k_note_block("happened") WHERE "happened" IS NOT NULL;
CREATE INDEX i_note_block__question ON k_note_block("question") WHERE "question" IS NOT NULL;
CREATE INDEX i_note_block__speaker ON k_note_block("speaker") WHERE "speaker" IS NOT NULL;
CREATE INDEX i_note_block__derived_from ON k_note_block("derived_from") WHERE "derived_from" IS NOT NULL;

CREATE TABLE k_number_block(
  rid INTEGER PRIMARY KEY,
  "device" BLOB,
  "series" TEXT,
  "from" INTEGER,
  "to" INTEGER
);
CREATE INDEX i_number_block__device ON k_number_block("device") WHERE "device" IS NOT NULL;

CREATE TABLE k_paper(
  rid INTEGER PRIMARY KEY,
  "type" TEXT,
  "participant" BLOB,
  "card_number" TEXT,
  "file" TEXT,
  "signed" TEXT,
  "letter" BLOB,
  "witness" TEXT,
  "note" TEXT
);
CREATE INDEX i_paper__participant ON k_paper("participant") WHERE "participant" IS NOT NULL;
CREATE INDEX i_paper__card_number ON k_paper("card_number") WHERE "card_number" IS NOT NULL;

CREATE TABLE k_participant(
  rid INTEGER PRIMARY KEY,
  "pseudonym" TEXT,
  "perspective" TEXT,
  "age_group" TEXT,
  "descriptor" TEXT,
  "actor" BLOB,
  "attributes" BLOB,
  "takes_part" TEXT,
  "cooling" INTEGER,
  "note" TEXT
);
CREATE INDEX i_participant__pseudonym ON k_participant("pseudonym") WHERE "pseudonym" IS NOT NULL;

CREATE TABLE k_photo(
  rid INTEGER PRIMARY KEY,
  "number" INTEGER,
  "original" TEXT,
  "travel" TEXT,
  "file_name" TEXT,
  "width" INTEGER,
  "height" INTEGER,
  "orientation" INTEGER,
  "turn" INTEGER,
  "camera" TEXT,
  "taken" INTEGER,
  "when" TEXT,
  "imported" INTEGER,
  "session" BLOB,
  "place" BLOB,
  "made_by" TEXT,
  "photographer" BLOB,
  "photographer_member" BLOB,
  "participant_title" TEXT,
  "participant_caption" TEXT,
  "researcher_title" TEXT,
  "researcher_caption" TEXT,
  "owner" TEXT,
  "licence" BLOB,
  "licence_text" TEXT,
  "children" TEXT,
  "sensitive_place" TEXT,
  "important" INTEGER,
  "wish" TEXT,
  "do_not_use" INTEGER,
  "do_not_use_reason" TEXT,
  "allowed_again" TEXT,
  "order" TEXT
);
CREATE INDEX i_photo__number ON k_photo("number") WHERE "number" IS NOT NULL;
CREATE INDEX i_photo__taken ON k_photo("taken") WHERE "taken" IS NOT NULL;
CREATE INDEX i_photo__session ON k_photo("session") WHERE "session" IS NOT NULL;
CREATE INDEX i_photo__photographer ON k_photo("photographer") WHERE "photographer" IS NOT NULL;
CREATE INDEX i_photo__do_not_use ON k_photo("do_not_use") WHERE "do_not_use" IS NOT NULL;

CREATE TABLE k_photo_location(
  rid INTEGER PRIMARY KEY,
  "photo" BLOB,
  "latitude" REAL,
  "longitude" REAL,
  "altitude" REAL,
  "direction" REAL
);
CREATE INDEX i_photo_location__photo ON k_photo_location("photo") WHERE "photo" IS NOT NULL;

CREATE TABLE k_photo_set(
  rid INTEGER PRIMARY KEY,
  "title" TEXT,
  "task" TEXT,
  "made_by" TEXT,
  "participant" BLOB,
  "session" BLOB,
  "due" TEXT,
  "most_pictures" INTEGER,
  "says_most" BLOB,
  "missing" TEXT,
  "audience" TEXT,
  "prompts" BLOB
);
CREATE INDEX i_photo_set__participant ON k_photo_set("participant") WHERE "participant" IS NOT NULL;
CREATE INDEX i_photo_set__session ON k_photo_set("session") WHERE "session" IS NOT NULL;

CREATE TABLE k_photo_set_member(
  rid INTEGER PRIMARY KEY,
  "set" BLOB,
  "photo" BLOB,
  "rank" INTEGER,
  "choice" TEXT,
  "reason" TEXT,
  "why_not" TEXT,
  "order" TEXT
);
CREATE INDEX i_photo_set_member__set ON k_photo_set_member("set") WHERE "set" IS NOT NULL;
CREATE INDEX i_photo_set_member__photo ON k_photo_set_member("photo") WHERE "photo" IS NOT NULL;

CREATE TABLE k_photo_talk(
  rid INTEGER PRIMARY KEY,
  "photo" BLOB,
  "session" BLOB,
  "set" BLOB,
  "participant" BLOB,
  "perspective" TEXT,
  "see" TEXT,
  "happening" TEXT,
  "our_lives" TEXT,
  "why" TEXT,
  "educate" TEXT,
  "can_do" TEXT,
  "outside" TEXT,
  "verbatim" INTEGER
);
CREATE INDEX i_photo_talk__photo ON k_photo_talk("photo") WHERE "photo" IS NOT NULL;
CREATE INDEX i_photo_talk__session ON k_photo_talk("session") WHERE "session" IS NOT NULL;
CREATE INDEX i_photo_talk__participant ON k_photo_talk("participant") WHERE "participant" IS NOT NULL;

CREATE TABLE k_pile(
  rid INTEGER PRIMARY KEY,
  "sort" BLOB,
  "name" TEXT,
  "order" TEXT
);
CREATE INDEX i_pile__sort ON k_pile("sort") WHERE "sort" IS NOT NULL;

CREATE TABLE k_pile_sort(
  rid INTEGER PRIMARY KEY,
  "set" BLOB,
  "number" INTEGER,
  "session" BLOB,
  "participant" BLOB,
  "perspective" TEXT,
  "rule" TEXT
);
CREATE INDEX i_pile_sort__set ON k_pile_sort("set") WHERE "set" IS NOT NULL;
CREATE INDEX i_pile_sort__participant ON k_pile_sort("participant") WHERE "participant" IS NOT NULL;

CREATE TABLE k_place(
  rid INTEGER PRIMARY KEY,
  "name" TEXT,
  "area" TEXT,
  "description" TEXT,
  "access" TEXT,
  "agreements" TEXT,
  "sensitive" INTEGER,
  "home" INTEGER
);

CREATE TABLE k_placement(
  rid INTEGER PRIMARY KEY,
  "cluster" BLOB,
  "item" BLOB,
  "order" TEXT
);
CREATE INDEX i_placement__cluster ON k_placement("cluster") WHERE "cluster" IS NOT NULL;
CREATE INDEX i_placement__item ON k_placement("item") WHERE "item" IS NOT NULL;

CREATE TABLE k_plan_action(
  rid INTEGER PRIMARY KEY,
  "row" BLOB,
  "text" TEXT,
  "method" BLOB,
  "dates" BLOB,
  "caveat" TEXT,
  "status" TEXT,
  "order" TEXT
);
CREATE INDEX i_plan_action__row ON k_plan_action("row") WHERE "row" IS NOT NULL;

CREATE TABLE k_plan_change(
  rid INTEGER PRIMARY KEY,
  "action" BLOB,
  "date" TEXT,
  "text" TEXT,
  "reason" TEXT,
  "trigger" BLOB,
  "member" BLOB
);
CREATE INDEX i_plan_change__action ON k_plan_change("action") WHERE "action" IS NOT NULL;

CREATE TABLE k_plan_row(
  rid INTEGER PRIMARY KEY,
  "period" TEXT,
  "note" TEXT,
  "order" TEXT
);

CREATE TABLE k_possibility(
  rid INTEGER PRIMARY KEY,
  "workshop" BLOB,
  "group" BLOB,
  "text" TEXT,
  "who" TEXT,
  "first_step" TEXT,
  "cluster" BLOB
);
CREATE INDEX i_possibility__workshop ON k_possibility("workshop") WHERE "workshop" IS NOT NULL;

CREATE TABLE k_principle(
  rid INTEGER PRIMARY KEY,
  "name" TEXT,
  "text" TEXT,
  "order" TEXT
);

CREATE TABLE k_project(
  rid INTEGER PRIMARY KEY,
  "title" TEXT,
  "purpose" TEXT,
  "target_group" TEXT,
  "description" TEXT,
  "place_frame" TEXT,
  "starts" TEXT,
  "ends" TEXT,
  "running_year" INTEGER,
  "controller" TEXT,
  "controller_address" TEXT,
  "controller_contact" TEXT,
  "controller_phone" TEXT,
  "controller_email" TEXT,
  "dpo_contact" TEXT,
  "letter_topic" TEXT,
  "legal_basis" TEXT,
  "legal_basis_text" TEXT,
  "stored_data" TEXT,
  "processors" TEXT,
  "names_deleted" TEXT,
  "material_deleted" TEXT,
  "archive_duty" TEXT,
  "rights_exceptions" TEXT,
  "committee" TEXT,
  "committee_number" TEXT,
  "committee_reason" TEXT,
  "concern_guidance" TEXT
);

CREATE TABLE k_question(
  rid INTEGER PRIMARY KEY,
  "guide" BLOB,
  "theme" BLOB,
  "parent" BLOB,
  "type" TEXT,
  "priority" TEXT,
  "text" TEXT,
  "comment" TEXT,
  "order" TEXT
);
CREATE INDEX i_question__guide ON k_question("guide") WHERE "guide" IS NOT NULL;
CREATE INDEX i_question__theme ON k_question("theme") WHERE "theme" IS NOT NULL;
CREATE INDEX i_question__parent ON k_question("parent") WHERE "parent" IS NOT NULL;

CREATE TABLE k_reading(
  rid INTEGER PRIMARY KEY,
  "workshop" BLOB,
  "group" BLOB,
  "perspective" TEXT,
  "read_as" TEXT,
  "type" TEXT,
  "text" TEXT,
  "cluster" BLOB,
  "order" TEXT
);
CREATE INDEX i_reading__workshop ON k_reading("workshop") WHERE "workshop" IS NOT NULL;
CREATE INDEX i_reading__group ON k_reading("group") WHERE "group" IS NOT NULL;
CREATE INDEX i_reading__cluster ON k_reading("cluster") WHERE "cluster" IS NOT NULL;

CREATE TABLE k_recommendation(
  rid INTEGER PRIMARY KEY,
  "number" INTEGER,
  "text" TEXT,
  "urgency" TEXT,
  "preconditions" BLOB,
  "risk" TEXT,
  "follow_up" TEXT,
  "status" TEXT,
  "order" TEXT
);
CREATE INDEX i_recommendation__number ON k_recommendation("number") WHERE "number" IS NOT NULL;

CREATE TABLE k_redaction(
  rid INTEGER PRIMARY KEY,
  "photo" BLOB,
  "region" BLOB,
  "method" TEXT,
  "subject" TEXT,
  "done" INTEGER,
  "by" BLOB,
  "copy" TEXT,
  "made" TEXT
);
CREATE INDEX i_redaction__photo ON k_redaction("photo") WHERE "photo" IS NOT NULL;

CREATE TABLE k_region(
  rid INTEGER PRIMARY KEY,
  "photo" BLOB,
  "type" TEXT,
  "shape" TEXT,
  "x" REAL,
  "y" REAL,
  "w" REAL,
  "h" REAL,
  "points" BLOB,
  "label" TEXT,
  "note" TEXT
);
CREATE INDEX i_region__photo ON k_region("photo") WHERE "photo" IS NOT NULL;

CREATE TABLE k_research_question(
  rid INTEGER PRIMARY KEY,
  "text" TEXT,
  "note" TEXT,
  "order" TEXT
);

CREATE TABLE k_scan_decision(
  rid INTEGER PRIMARY KEY,
  "record" BLOB,
  "finding" TEXT,
  "passage" TEXT,
  "passing" TEXT,
  "instead" TEXT,
  "use" TEXT,
  "participant" BLOB,
  "decided" INTEGER,
  "member" BLOB
);
CREATE INDEX i_scan_decision__record ON k_scan_decision("record") WHERE "record" IS NOT NULL;

CREATE TABLE k_session(
  rid INTEGER PRIMARY KEY,
  "type" TEXT,
  "title" TEXT,
  "place" BLOB,
  "time" TEXT,
  "started" INTEGER,
  "ended" INTEGER,
  "team" BLOB,
  "guide_version" BLOB,
  "questions" BLOB,
  "purpose" TEXT,
  "access" TEXT,
  "participation" TEXT,
  "focus" TEXT,
  "cooling_off" INTEGER,
  "workshop" BLOB
);
CREATE INDEX i_session__place ON k_session("place") WHERE "place" IS NOT NULL;

CREATE TABLE k_source(
  rid INTEGER PRIMARY KEY,
  "title" TEXT,
  "type" TEXT,
  "session" BLOB,
  "file" TEXT,
  "text" TEXT,
  "origin" TEXT,
  "figure_question" TEXT,
  "figure_unit" TEXT,
  "dated" TEXT,
  "imported" INTEGER,
  "language" TEXT,
  "perspective" TEXT
);
CREATE INDEX i_source__session ON k_source("session") WHERE "session" IS NOT NULL;

CREATE TABLE k_tag(
  rid INTEGER PRIMARY KEY,
  "name" TEXT,
  "description" TEXT,
  "parent" BLOB,
  "colour" TEXT,
  "order" TEXT
);

CREATE TABLE k_theme(
  rid INTEGER PRIMARY KEY,
  "title" TEXT,
  "description" TEXT,
  "order" TEXT
);

CREATE TABLE k_trial_action(
  rid INTEGER PRIMARY KEY,
  "number" INTEGER,
  "name" TEXT,
  "owner" BLOB,
  "before" BLOB,
  "starts" TEXT,
  "ends" TEXT,
  "question" TEXT,
  "assumption" TEXT,
  "doing" TEXT,
  "measures" BLOB,
  "stop_rule" TEXT,
  "leave" TEXT,
  "happened" TEXT,
  "outcome" TEXT,
  "learned" TEXT,
  "for_whom" TEXT,
  "decision" TEXT
);
CREATE INDEX i_trial_action__number ON k_trial_action("number") WHERE "number" IS NOT NULL;
CREATE INDEX i_trial_action__before ON k_trial_action("before") WHERE "before" IS NOT NULL;

CREATE TABLE k_withdrawal_case(
  rid INTEGER PRIMARY KEY,
  "number" INTEGER,
  "participant" BLOB,
  "state" TEXT,
  "extent" TEXT,
  "received" TEXT,
  "executed" INTEGER,
  "receipt_sent" TEXT,
  "deleted" INTEGER,
  "anonymised" INTEGER,
  "restricted" INTEGER,
  "kept" INTEGER,
  "kept_reason" TEXT,
  "member" BLOB
);
CREATE INDEX i_withdrawal_case__participant ON k_withdrawal_case("participant") WHERE "participant" IS NOT NULL;

CREATE TABLE k_workshop(
  rid INTEGER PRIMARY KEY,
  "title" TEXT,
  "question" TEXT,
  "time" TEXT,
  "place_name" TEXT,
  "rules" BLOB,
  "agenda" BLOB,
  "closing" TEXT
);

CREATE TABLE k_workshop_group(
  rid INTEGER PRIMARY KEY,
  "workshop" BLOB,
  "number" INTEGER,
  "seats" BLOB
);
CREATE INDEX i_workshop_group__workshop ON k_workshop_group("workshop") WHERE "workshop" IS NOT NULL;
