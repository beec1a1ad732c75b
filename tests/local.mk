# What to test, a block for each subject. Form is in tests/lint.

# unit tests of util: text, JSON, files, the loop
if HAVE_CMOCKA
util_tests = tests/unit/test_text tests/unit/test_cluster tests/unit/test_json tests/unit/test_file tests/unit/test_loop
check_PROGRAMS += $(util_tests)
TESTS += $(util_tests)
util_test_libs = libutil.a $(UTIL_LIBS) $(CMOCKA_LIBS) -lm
tests_unit_test_text_SOURCES = tests/unit/test_text.c tests/unit/check.h
tests_unit_test_text_LDADD = $(util_test_libs)
tests_unit_test_cluster_SOURCES = tests/unit/test_cluster.c tests/unit/check.h
tests_unit_test_cluster_LDADD = $(util_test_libs)
tests_unit_test_json_SOURCES = tests/unit/test_json.c
tests_unit_test_json_LDADD = $(util_test_libs)
tests_unit_test_file_SOURCES = tests/unit/test_file.c
tests_unit_test_file_LDADD = $(util_test_libs)
tests_unit_test_loop_SOURCES = tests/unit/test_loop.c
tests_unit_test_loop_LDADD = $(util_test_libs)


# job, provider
job_tests = tests/unit/test_provider tests/unit/test_ledger tests/unit/test_ledger_file
check_PROGRAMS += $(job_tests)
TESTS += $(job_tests)
job_test_libs = libcore.a libutil.a $(LEDGER_LIBS) $(UTIL_LIBS) $(CMOCKA_LIBS) -lm
job_test_room = tests/unit/room.c tests/unit/room.h \
	tests/unit/ledger_help.c tests/unit/ledger_help.h
tests_unit_test_provider_SOURCES = tests/unit/test_provider.c
tests_unit_test_provider_LDADD = $(job_test_libs)
tests_unit_test_ledger_SOURCES = tests/unit/test_ledger.c $(job_test_room)
tests_unit_test_ledger_LDADD = $(job_test_libs)
tests_unit_test_ledger_file_SOURCES = tests/unit/test_ledger_file.c $(job_test_room)
tests_unit_test_ledger_file_LDADD = $(job_test_libs)

# programs of the user's
check_PROGRAMS += tests/unit/test_process
TESTS += tests/unit/test_process
tests_unit_test_process_SOURCES = tests/unit/test_process.c
tests_unit_test_process_LDADD = $(job_test_libs)

# money
money_tests = tests/unit/test_money tests/unit/test_caps tests/unit/test_ledger_money tests/unit/test_ledger_formats
check_PROGRAMS += $(money_tests)
TESTS += $(money_tests)
tests_unit_test_money_SOURCES = tests/unit/test_money.c
tests_unit_test_money_LDADD = $(job_test_libs)
tests_unit_test_caps_SOURCES = tests/unit/test_caps.c $(job_test_room)
tests_unit_test_caps_LDADD = $(job_test_libs)
tests_unit_test_ledger_money_SOURCES = tests/unit/test_ledger_money.c $(job_test_room)
tests_unit_test_ledger_money_LDADD = $(job_test_libs)
tests_unit_test_ledger_formats_SOURCES = tests/unit/test_ledger_formats.c $(job_test_room)
tests_unit_test_ledger_formats_LDADD = $(job_test_libs)

# worker: pools of fakes that misbehave
worker_tests = tests/unit/test_worker tests/unit/test_worker_queue
check_PROGRAMS += tests/job/fake_media $(worker_tests)
TESTS += $(worker_tests)
tests_job_fake_media_SOURCES = tests/job/fake_media.c tests/job/fake_acts.c \
	tests/job/fake_acts.h
tests_job_fake_media_LDADD = libutil.a $(UTIL_LIBS) -lm
fake_sources = tests/unit/fake.c tests/unit/fake.h tests/unit/room.c tests/unit/room.h
pool_sources = tests/unit/pool_help.c tests/unit/pool_help.h $(fake_sources)
tests_unit_test_worker_SOURCES = tests/unit/test_worker.c $(pool_sources)
tests_unit_test_worker_LDADD = $(job_test_libs)
tests_unit_test_worker_queue_SOURCES = tests/unit/test_worker_queue.c src/worker/worker.c \
	$(pool_sources)
tests_unit_test_worker_queue_CPPFLAGS = $(AM_CPPFLAGS) -DCANCEL_MS=100
tests_unit_test_worker_queue_LDADD = $(job_test_libs)

# jobs: made by the fake; a hang is told soon
jobs_tests = tests/unit/test_jobs tests/unit/test_settle tests/unit/test_jobs_race
check_PROGRAMS += $(jobs_tests)
TESTS += $(jobs_tests)
jobs_sources = tests/unit/job_help.c tests/unit/job_help.h $(fake_sources)
tests_unit_test_jobs_SOURCES = tests/unit/test_jobs.c src/job/animatic_job.c src/job/publish.c \
	$(jobs_sources)
tests_unit_test_jobs_CPPFLAGS = $(AM_CPPFLAGS) -DJOB_SILENCE_MS=300
tests_unit_test_jobs_LDADD = $(job_test_libs)
tests_unit_test_settle_SOURCES = tests/unit/test_settle.c $(jobs_sources)
tests_unit_test_settle_LDADD = $(job_test_libs)
tests_unit_test_jobs_race_SOURCES = tests/unit/test_jobs_race.c $(jobs_sources)
tests_unit_test_jobs_race_LDADD = $(job_test_libs)
endif

# film: the document, its folder
if HAVE_CMOCKA
film_tests = tests/unit/test_film tests/unit/test_typed tests/unit/test_film_json tests/unit/test_recipe \
	tests/unit/test_take tests/unit/test_edit tests/unit/test_store \
	tests/unit/test_store_log tests/unit/test_store_fault tests/unit/test_remarks \
	tests/unit/test_glance tests/unit/test_pictures
film_ldadd = libcore.a libutil.a $(LEDGER_LIBS) $(UTIL_LIBS) $(CMOCKA_LIBS) -lm
store_help = tests/unit/store_help.c tests/unit/store_help.h tests/unit/random_edits.c \
	tests/unit/random_edits.h tests/unit/room.c tests/unit/room.h
check_PROGRAMS += $(film_tests)
TESTS += $(film_tests)
tests_unit_test_film_SOURCES = tests/unit/test_film.c
tests_unit_test_film_LDADD = $(film_ldadd)
tests_unit_test_typed_SOURCES = tests/unit/test_typed.c
tests_unit_test_typed_LDADD = $(film_ldadd)
tests_unit_test_film_json_SOURCES = tests/unit/test_film_json.c
tests_unit_test_film_json_LDADD = $(film_ldadd)
tests_unit_test_recipe_SOURCES = tests/unit/test_recipe.c
tests_unit_test_recipe_LDADD = $(film_ldadd)
tests_unit_test_edit_SOURCES = tests/unit/test_edit.c tests/unit/random_edits.c \
	tests/unit/random_edits.h
tests_unit_test_edit_LDADD = $(film_ldadd)
tests_unit_test_store_SOURCES = tests/unit/test_store.c $(store_help)
tests_unit_test_store_LDADD = $(film_ldadd)
tests_unit_test_store_log_SOURCES = tests/unit/test_store_log.c $(store_help)
tests_unit_test_store_log_LDADD = $(film_ldadd)
tests_unit_test_store_fault_SOURCES = tests/unit/test_store_fault.c $(store_help)
tests_unit_test_store_fault_LDADD = $(film_ldadd)
tests_unit_test_remarks_SOURCES = tests/unit/test_remarks.c
tests_unit_test_remarks_LDADD = $(film_ldadd)
tests_unit_test_pictures_SOURCES = tests/unit/test_pictures.c
tests_unit_test_pictures_LDADD = $(film_ldadd)
tests_unit_test_glance_SOURCES = tests/unit/test_glance.c
tests_unit_test_glance_LDADD = $(film_ldadd)
tests_unit_test_take_SOURCES = tests/unit/test_take.c tests/unit/room.c tests/unit/room.h
tests_unit_test_take_LDADD = $(film_ldadd)
endif

# film: held for long, and others at it
if HAVE_CMOCKA
held_tests = tests/unit/test_store_held tests/unit/test_store_others \
	tests/unit/test_store_merge tests/unit/test_merge tests/unit/test_store_killed
check_PROGRAMS += $(held_tests)
TESTS += $(held_tests)
tests_unit_test_store_held_SOURCES = tests/unit/test_store_held.c $(store_help)
tests_unit_test_store_held_LDADD = $(film_ldadd)
tests_unit_test_store_others_SOURCES = tests/unit/test_store_others.c $(store_help)
tests_unit_test_store_others_LDADD = $(film_ldadd)
tests_unit_test_store_merge_SOURCES = tests/unit/test_store_merge.c $(store_help)
tests_unit_test_store_merge_LDADD = $(film_ldadd)
tests_unit_test_store_killed_SOURCES = tests/unit/test_store_killed.c $(store_help)
tests_unit_test_store_killed_LDADD = $(film_ldadd)
tests_unit_test_merge_SOURCES = tests/unit/test_merge.c tests/unit/random_edits.c \
	tests/unit/random_edits.h
tests_unit_test_merge_LDADD = $(film_ldadd)
endif

# saving under fire: too slow, or in need of root, for every run
deep_tests = tests/deep/save_sweep.sh tests/deep/held_sweep.sh tests/deep/save_places.sh tests/deep/hostile.sh \
	tests/deep/job_sweep.sh tests/deep/job_places.sh tests/deep/kills.sh
check_PROGRAMS += tests/deep/save_driver
tests_deep_save_driver_SOURCES = tests/deep/save_driver.c
tests_deep_save_driver_LDADD = libcore.a libutil.a $(LEDGER_LIBS) $(UTIL_LIBS) -lm
EXTRA_DIST += $(deep_tests) tests/deep/power_loss.awk
check-deep:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(deep_tests)'
.PHONY: check-deep

# the cut: the plan, the cache; films made and looked at from outside
if HAVE_CMOCKA
cut_tests = tests/unit/test_plan tests/unit/test_segments
check_PROGRAMS += $(cut_tests)
TESTS += $(cut_tests)
tests_unit_test_plan_SOURCES = tests/unit/test_plan.c
tests_unit_test_plan_LDADD = $(film_ldadd)
tests_unit_test_segments_SOURCES = tests/unit/test_segments.c
tests_unit_test_segments_LDADD = $(film_ldadd)
endif
check_PROGRAMS += tests/media/cutter tests/media/hasty_cutter
tests_media_cutter_SOURCES = tests/media/cutter.c
tests_media_hasty_cutter_SOURCES = tests/media/cutter.c src/cut/make.c
tests_media_hasty_cutter_CPPFLAGS = $(AM_CPPFLAGS) -DCUT_SILENCE_MS=500
tests_media_hasty_cutter_LDADD = $(tests_media_cutter_LDADD)
tests_media_cutter_LDADD = libcore.a libutil.a $(LEDGER_LIBS) $(UTIL_LIBS) -lm

# frames of animatics as pictures, to be looked at and for the tests
check_PROGRAMS += tests/media/panel
tests_media_panel_SOURCES = tests/media/panel.c
tests_media_panel_CFLAGS = $(AM_CFLAGS) $(MEDIA_CFLAGS)
tests_media_panel_LDADD = libmedia.a libutil.a $(MEDIA_LIBS) $(UTIL_LIBS) -lm

# the stage: words, the lexicon's files
if HAVE_CMOCKA
stage_tests = tests/media/test_stage tests/media/test_lexicon
check_PROGRAMS += $(stage_tests)
TESTS += $(stage_tests)
stage_help = tests/media/stage_help.c tests/media/stage_help.h
stage_libs = libmedia.a libutil.a $(MEDIA_LIBS) $(UTIL_LIBS) $(CMOCKA_LIBS) -lm
tests_media_test_stage_SOURCES = tests/media/test_stage.c $(stage_help)
tests_media_test_stage_LDADD = $(stage_libs)
tests_media_test_lexicon_SOURCES = tests/media/test_lexicon.c $(stage_help)
tests_media_test_lexicon_CFLAGS = $(AM_CFLAGS) $(MEDIA_CFLAGS)
tests_media_test_lexicon_LDADD = $(stage_libs)
EXTRA_DIST += tests/media/prompts.txt tests/media/silent.txt
endif

# the animatic's drawing
if HAVE_CMOCKA
draw_tests = tests/media/test_drawing tests/media/test_slate tests/media/test_animatic
check_PROGRAMS += $(draw_tests)
TESTS += $(draw_tests)
tests_media_test_drawing_SOURCES = tests/media/test_drawing.c tests/media/stages.c \
	tests/media/stages.h
tests_media_test_drawing_CFLAGS = $(AM_CFLAGS) $(MEDIA_CFLAGS)
tests_media_test_drawing_LDADD = $(stage_libs)
tests_media_test_slate_SOURCES = tests/media/test_slate.c tests/media/stages.c \
	tests/media/stages.h
tests_media_test_slate_CFLAGS = $(AM_CFLAGS) $(MEDIA_CFLAGS)
tests_media_test_slate_LDADD = $(stage_libs)
tests_media_test_animatic_SOURCES = tests/media/test_animatic.c tests/media/stages.c \
	tests/media/stages.h
tests_media_test_animatic_CFLAGS = $(AM_CFLAGS) $(MEDIA_CFLAGS)
tests_media_test_animatic_LDADD = $(stage_libs)
endif

# the command language: keys, words
if HAVE_CMOCKA
language_tests = tests/unit/test_key tests/unit/test_words tests/unit/test_keymap \
	tests/unit/test_language tests/unit/test_complete
check_PROGRAMS += $(language_tests)
TESTS += $(language_tests)
tests_unit_test_key_SOURCES = tests/unit/test_key.c
tests_unit_test_key_LDADD = $(film_ldadd)
tests_unit_test_words_SOURCES = tests/unit/test_words.c
tests_unit_test_words_LDADD = $(film_ldadd)
tests_unit_test_keymap_SOURCES = tests/unit/test_keymap.c
tests_unit_test_keymap_LDADD = $(film_ldadd)
tests_unit_test_language_SOURCES = tests/unit/test_language.c
tests_unit_test_language_LDADD = libui.a $(film_ldadd)
tests_unit_test_complete_SOURCES = tests/unit/test_complete.c
tests_unit_test_complete_LDADD = $(film_ldadd)
endif

# the screen: looks, the grid
if HAVE_CMOCKA
screen_tests = tests/unit/test_look tests/unit/test_grid tests/unit/test_input \
	tests/unit/test_term_kind tests/unit/test_sgr \
	tests/unit/test_editor tests/unit/test_editor_draw tests/unit/test_editor_random
check_PROGRAMS += $(screen_tests)
TESTS += $(screen_tests)
screen_ldadd = libui.a libcore.a libutil.a $(NCURSES_LIBS) $(LEDGER_LIBS) $(UTIL_LIBS) \
	$(CMOCKA_LIBS) -lm
tests_unit_test_look_SOURCES = tests/unit/test_look.c
tests_unit_test_look_LDADD = $(screen_ldadd)
tests_unit_test_grid_SOURCES = tests/unit/test_grid.c
tests_unit_test_grid_LDADD = $(screen_ldadd)
tests_unit_test_editor_SOURCES = tests/unit/test_editor.c
tests_unit_test_editor_LDADD = $(screen_ldadd)
tests_unit_test_editor_draw_SOURCES = tests/unit/test_editor_draw.c
tests_unit_test_editor_draw_LDADD = $(screen_ldadd)
tests_unit_test_editor_random_SOURCES = tests/unit/test_editor_random.c
tests_unit_test_editor_random_LDADD = $(screen_ldadd)
tests_unit_test_sgr_SOURCES = tests/unit/test_sgr.c
tests_unit_test_sgr_LDADD = $(screen_ldadd)
tests_unit_test_term_kind_SOURCES = tests/unit/test_term_kind.c
tests_unit_test_term_kind_LDADD = $(screen_ldadd)
tests_unit_test_input_SOURCES = tests/unit/test_input.c
tests_unit_test_input_LDADD = $(screen_ldadd)
endif

# the terminal: a demo of roles and events, and what runs it in a pty
check_PROGRAMS += tests/ui/demo tests/ui/ptyrun
tests_ui_ptyrun_SOURCES = tests/ui/ptyrun.c tests/ui/vt.c tests/ui/vt.h
tests_ui_ptyrun_LDADD = libutil.a $(UTIL_LIBS) -lutil
tests_ui_demo_SOURCES = tests/ui/demo.c
tests_ui_demo_LDADD = libui.a libcore.a libutil.a $(NCURSES_LIBS) $(LEDGER_LIBS) $(UTIL_LIBS) -lm
TESTS += tests/ui/term.sh
plain_tests += tests/ui/term.sh
EXTRA_DIST += tests/ui/term.sh
