/* SPDX-License-Identifier: MIT
 *
 * Other hands at film.json while it is held.
 */
#include "tests/unit/check.h"

#include <string.h>

#include "room.h"
#include "store_help.h"
#include "util/loop.h"

#define BY_HAND(members) "{\"scenetty\":1," members "\"scenes\":[{\"id\":\"a\"},{\"id\":\"b\"}]}"

static void refresh(struct store *store)
{
	struct err err = {0};
	bool changed;
	assert_fine(store_refresh(store, &changed, &err), &err);
	assert_true(changed);
	assert_fine(store_refresh(store, &changed, &err), &err);
	assert_false(changed);
}

static void assert_undo(struct store *store, const char *label)
{
	char *undone = store_undo(store, NULL);
	assert_non_null(undone);
	assert_string_equal(undone, label);
	free(undone);
}

static void test_merged_into_ours(void **state)
{
	struct store store;
	write_film(*state, small_film);
	hold_film(&store, *state);
	apply_text(&store, "title", "ours");
	write_film(*state, BY_HAND("\"style\":\"theirs\","));
	refresh(&store);
	assert_string_equal(store.film->title, "ours");
	assert_string_equal(store.film->style, "theirs");
	assert_int_equal(store.conflicts.count, 0);
	assert_true(store_is_dirty(&store));
	apply_text(&store, "label", "more");
	/* The second merge stands on the first. */
	write_film(*state, BY_HAND("\"style\":\"again\","));
	refresh(&store);
	assert_string_equal(store.film->style, "again");
	assert_string_equal(store.film->title, "ours");
	assert_int_equal(store_save(&store, NULL), 0);
	store_close(&store);
	hold_film(&store, *state);
	assert_string_equal(store.film->style, "again");
	assert_string_equal(store.film->title, "ours");
	assert_undo(&store, "merged changes from film.json (1)");
	assert_string_equal(store.film->style, "theirs");
	assert_undo(&store, "label more");
	assert_undo(&store, "merged changes from film.json (1)");
	assert_null(store.film->style);
	assert_undo(&store, "title ours");
	assert_null(store_undo(&store, NULL));
	store_close(&store);
}

/* Killed behind a merge: film.json is theirs, the log has the rest. */
static void test_killed_after_a_merge(void **state)
{
	struct store store;
	write_film(*state, small_film);
	hold_film(&store, *state);
	apply_text(&store, "title", "ours");
	write_film(*state, BY_HAND("\"style\":\"theirs\","));
	refresh(&store);
	apply_text(&store, "label", "more");
	store_close(&store);
	hold_film(&store, *state);
	assert_int_equal(store.recovered, 2); /* what ours had beyond theirs, and the label */
	assert_string_equal(store.film->title, "ours");
	assert_string_equal(store.film->style, "theirs");
	assert_string_equal(store.film->label, "more");
	assert_undo(&store, "label more");
	assert_undo(&store, "merged changes from film.json (1)");
	assert_undo(&store, "title ours");
	assert_int_equal(store_save(&store, NULL), 0);
	assert_null(store.film->style);
	store_close(&store);
}

/* With nothing of ours to be saved, theirs is taken, and nothing is to be saved. */
static void test_taken_as_it_is(void **state)
{
	struct store store;
	char *left = NULL;
	write_film(*state, small_film);
	hold_film(&store, *state);
	apply_text(&store, "title", "ours");
	assert_int_equal(store_save(&store, NULL), 0);
	write_film(*state, BY_HAND("\"style\":\"theirs\","));
	refresh(&store);
	assert_null(store.film->title);
	assert_false(store_is_dirty(&store));
	assert_int_equal(store_save(&store, NULL), 0);
	left = read_film_text(*state);
	assert_string_equal(left, BY_HAND("\"style\":\"theirs\","));
	store_close(&store);
	hold_film(&store, *state);
	assert_int_equal(store.recovered, 0);
	assert_undo(&store, "merged changes from film.json (2)");
	assert_string_equal(store.film->title, "ours");
	store_close(&store);
	free(left);
}

static void test_conflicts_wait(void **state)
{
	struct step step = {0};
	struct store store;
	write_film(*state, small_film);
	hold_film(&store, *state);
	apply_text(&store, "title", "ours");
	write_film(*state, BY_HAND("\"title\":\"theirs\","));
	assert_int_equal(store_save(&store, NULL), 0); /* it merges first */
	assert_string_equal(store.film->title, "ours");
	assert_int_equal(store.conflicts.count, 1);
	const struct conflict *conflict = store.conflicts.list;
	assert_string_equal(conflict->member, "title");
	assert_null(conflict->base);
	assert_string_equal(json_str(conflict->theirs), "theirs");
	conflict_choose_theirs(store.film, conflict, &step);
	step_label(&step, "theirs");
	assert_int_equal(store_apply(&store, &step, NULL), 0);
	assert_string_equal(store.film->title, "theirs");
	store_close(&store);
}

/* A person in the middle of an edit: what can't be read is not saved over. */
static void test_broken_is_not_saved_over(void **state)
{
	static const char broken[] = "{\"scenetty\":1,\n\"title\":\"half";
	static const char why[] = "not saved: film.json:2: a text has no closing \"";
	struct err err = {0};
	struct heard heard = {0};
	struct store store;
	struct loop *loop = loop_new();
	write_film(*state, small_film);
	hold_film(&store, *state);
	apply_text(&store, "title", "ours");
	write_film(*state, broken);
	assert_int_equal(store_refresh(&store, NULL, &err), -1);
	err_clear(&err);
	assert_int_equal(store_save(&store, &err), -1);
	assert_string_equal(err_text(&err), why);
	assert_string_equal(err_text(&store.trouble), why);
	err_clear(&err);
	assert_int_equal(store_save_start(&store, loop, hear_save, &heard, &err), -1);
	assert_string_equal(err_text(&err), why);
	err_clear(&err);
	assert_string_equal(store.film->title, "ours");
	assert_film_text(*state, broken);
	write_film(*state, BY_HAND("\"style\":\"whole again\","));
	assert_int_equal(store_save(&store, NULL), 0);
	assert_string_equal(store.film->style, "whole again");
	assert_int_equal(store.trouble.kind, ERR_NONE);
	write_film(*state, broken);
	assert_int_equal(store_save_over(&store, NULL), 0);
	store_close(&store);
	open_film(&store, *state);
	assert_string_equal(store.film->style, "whole again");
	assert_string_equal(store.film->title, "ours");
	store_close(&store);
	loop_free(loop);
}

/* One of a format that we don't know is as one that can't be read. */
static void test_newer_is_not_saved_over(void **state)
{
	static const char newer[] = "{\"scenetty\":2,\"x-new\":1,\"scenes\":[]}";
	struct err err = {0};
	struct store store;
	write_film(*state, small_film);
	hold_film(&store, *state);
	apply_text(&store, "title", "ours");
	write_film(*state, newer);
	assert_int_equal(store_save(&store, &err), -1);
	assert_string_equal(err_text(&err),
			    "not saved: film.json: it was written by a newer scenetty (format 2; "
			    "this one writes 1)");
	assert_film_text(*state, newer);
	assert_string_equal(store.film->title, "ours");
	err_clear(&err);
	store_close(&store);
}

/* Changed between the child's first look and its rename. */
static void test_changed_while_the_child_saves(void **state)
{
	struct heard heard = {0};
	struct store store;
	struct loop *loop = loop_new();
	write_film(*state, small_film);
	hold_film(&store, *state);
	apply_text(&store, "title", "ours");
	assert_int_equal(store_save_start(&store, loop, hear_save, &heard, NULL), 0);
	write_film(*state, BY_HAND("\"style\":\"theirs\",")); /* it has no go yet */
	while (!heard.times)
		assert_int_equal(loop_turn(loop, NULL), 0);
	assert_null(heard.error);
	assert_true(store_is_dirty(&store));
	assert_film_text(*state, BY_HAND("\"style\":\"theirs\","));
	assert_int_equal(store_save(&store, NULL), 0);
	assert_string_equal(store.film->style, "theirs");
	assert_string_equal(store.film->title, "ours");
	store_close(&store);
	free(heard.error);
	loop_free(loop);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, room_enter, room_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_merged_into_ours),
		TEST(test_killed_after_a_merge),
		TEST(test_taken_as_it_is),
		TEST(test_conflicts_wait),
		TEST(test_broken_is_not_saved_over),
		TEST(test_newer_is_not_saved_over),
		TEST(test_changed_while_the_child_saves),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
