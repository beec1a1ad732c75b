/* SPDX-License-Identifier: MIT
 *
 * A film that other hands change while one writes, and what a crash leaves.
 */
#include "film_room.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Another hand writes film.json while one types. */
static void another_hand_is_heard(void **state)
{
	struct room *room = *state;
	struct err err = {0};
	player_keys(&room->player, "Enter Enter M-> ' Mine.'");
	write_film(room, "{\"scenetty\":1,\"id\":\"f\",\"title\":\"Theirs\",\"scenes\":["
			 "{\"id\":\"a\",\"prompt\":\"A cat.\",\"shot\":\"close\"},"
			 "{\"id\":\"b\"}]}");
	player_settle(&room->player);
	while (strcmp(film_of(room)->title, "Theirs") != 0) {
		assert_fine(loop_turn(room->player.session.loop, &err), &err);
		player_settle(&room->player);
	}
	SAYS(room, "A kitten. Mine.");
	assert_string_equal(film_of(room)->scenes[0].shot, "close");
	player_keys(&room->player, "Esc u");
	assert_string_not_equal(film_of(room)->scenes[0].prompt, "A kitten. Mine.");
	film_free(after(state, "C-r Esc"));
}

/* The prompt is changed here, and differently by another hand. */
static void two_hands_change_a_prompt(struct room *room)
{
	struct err err = {0};
	player_keys(&room->player, "Enter Enter M-> ' Mine.' Esc Esc");
	write_film(room, "{\"scenetty\":1,\"id\":\"f\",\"scenes\":[{\"id\":\"a\","
			 "\"prompt\":\"A kitten. Theirs.\"},{\"id\":\"b\"}]}");
	player_settle(&room->player);
	while (!room->player.session.store.conflicts.count) {
		assert_fine(loop_turn(room->player.session.loop, &err), &err);
		player_settle(&room->player);
	}
	board_run(room->player.board, "resolve");
	SAYS(room, "prompt of a");
	SAYS(room, "A kitten. Mine.");
	SAYS(room, "A kitten. Theirs.");
}

static void conflicts_are_shown_and_settled(void **state)
{
	struct room *room = *state;
	two_hands_change_a_prompt(room);
	assert_string_equal(film_of(room)->scenes[0].prompt, "A kitten. Mine.");
	player_keys(&room->player, ">");
	assert_string_equal(film_of(room)->scenes[0].prompt, "A kitten. Theirs.");
	player_keys(&room->player, "u");
	struct film *film = after(state, "");
	assert_string_equal(film->scenes[0].prompt, "A kitten. Mine.");
	film_free(film);
}

static void both_texts_may_stand(void **state)
{
	two_hands_change_a_prompt(*state);
	struct film *film = after(state, "+");
	assert_string_equal(film->scenes[0].prompt, "A kitten. Mine.\n\nA kitten. Theirs.");
	film_free(film);
}

/* Types, waits until the film was given it, and is killed. */
static _Noreturn void type_and_die(struct room *room)
{
	player_open(&room->player, room->path);
	player_keys(&room->player, "Enter Enter M-> ' Typed.'");
	while (strcmp(film_of(room)->scenes[0].prompt, "A kitten. Typed.") != 0)
		if (loop_turn(room->player.session.loop, NULL) < 0)
			break;
	kill(getpid(), SIGKILL);
	_exit(1);
}

static void a_crash_loses_no_more_than_a_second(void **state)
{
	struct room *room = *state;
	int status;
	pid_t child = fork();
	if (child == 0)
		type_and_die(room);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	struct film *film = read_film(room);
	assert_string_equal(film->scenes[0].prompt, "A kitten."); /* it is in the log alone */
	film_free(film);
	player_open(&room->player, room->path);
	SAYS(room, "took up 1 change");
	film = after(state, "");
	assert_string_equal(film->scenes[0].prompt, "A kitten. Typed.");
	film_free(film);
}

/* The run is one undo for another process too, which has it from the log. */
static void a_run_is_one_undo_elsewhere(void **state)
{
	struct room *room = *state;
	struct session session = {0};
	struct err err = {0};
	player_keys(&room->player, "Enter Enter M-> ' One'");
	assert_true(board_save(room->player.board, NULL));
	player_keys(&room->player, "' two'");
	assert_true(board_save(room->player.board, NULL));
	film_free(after(state, "' three' Esc Esc"));
	assert_fine(session_open(&session, room->path, &err), &err);
	assert_string_equal(session.store.film->scenes[0].prompt, "A kitten. One two three");
	assert_fine(session_begin(&session, &err), &err);
	char *undone = store_undo(&session.store, &err);
	assert_string_equal(undone, "set prompt of a");
	assert_string_equal(session.store.film->scenes[0].prompt, "A kitten.");
	free(undone);
	session_close(&session);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, room_begin, room_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(another_hand_is_heard),
		TEST(conflicts_are_shown_and_settled),
		TEST(both_texts_may_stand),
		TEST(a_run_is_one_undo_elsewhere),
		cmocka_unit_test_setup_teardown(a_crash_loses_no_more_than_a_second,
						room_begin_closed, room_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
