# Unit tests: each a program of its own file, linked with all there is (LDADD). A new one is
# a name here.
if HAVE_CMOCKA
unit_tests = \
	tests/unit/test_batches \
	tests/unit/test_caps \
	tests/unit/test_carry \
	tests/unit/test_cluster \
	tests/unit/test_command \
	tests/unit/test_command_walks \
	tests/unit/test_complete \
	tests/unit/test_describe \
	tests/unit/test_edit \
	tests/unit/test_editor \
	tests/unit/test_editor_draw \
	tests/unit/test_editor_random \
	tests/unit/test_file \
	tests/unit/test_film \
	tests/unit/test_film_json \
	tests/unit/test_filter \
	tests/unit/test_glance \
	tests/unit/test_grid \
	tests/unit/test_http \
	tests/unit/test_http_address \
	tests/unit/test_http_origin \
	tests/unit/test_input \
	tests/unit/test_jobs \
	tests/unit/test_jobs_race \
	tests/unit/test_jobs_silent \
	tests/unit/test_json \
	tests/unit/test_key \
	tests/unit/test_key_command \
	tests/unit/test_keymap \
	tests/unit/test_language \
	tests/unit/test_ledger \
	tests/unit/test_ledger_file \
	tests/unit/test_ledger_formats \
	tests/unit/test_ledger_money \
	tests/unit/test_look \
	tests/unit/test_loop \
	tests/unit/test_merge \
	tests/unit/test_money \
	tests/unit/test_output \
	tests/unit/test_overview \
	tests/unit/test_pictures \
	tests/unit/test_plan \
	tests/unit/test_process \
	tests/unit/test_provider \
	tests/unit/test_recipe \
	tests/unit/test_remarks \
	tests/unit/test_script \
	tests/unit/test_search \
	tests/unit/test_segments \
	tests/unit/test_settle \
	tests/unit/test_sgr \
	tests/unit/test_shelf \
	tests/unit/test_slot \
	tests/unit/test_store \
	tests/unit/test_store_fault \
	tests/unit/test_store_held \
	tests/unit/test_store_killed \
	tests/unit/test_store_log \
	tests/unit/test_store_merge \
	tests/unit/test_store_others \
	tests/unit/test_take \
	tests/unit/test_target \
	tests/unit/test_term_kind \
	tests/unit/test_text \
	tests/unit/test_typed \
	tests/unit/test_words \
	tests/unit/test_worker \
	tests/unit/test_worker_queue
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)

# limits short enough to be waited for
tests_unit_test_worker_queue_SOURCES = tests/unit/test_worker_queue.c src/worker/worker.c
tests_unit_test_worker_queue_CPPFLAGS = $(AM_CPPFLAGS) -DCANCEL_MS=1000
tests_unit_test_jobs_silent_SOURCES = tests/unit/test_jobs_silent.c src/job/animatic_job.c \
	src/job/publish.c
tests_unit_test_jobs_silent_CPPFLAGS = $(AM_CPPFLAGS) -DJOB_SILENCE_MS=3000
endif
