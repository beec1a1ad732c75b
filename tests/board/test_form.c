/* SPDX-License-Identifier: MIT
 *
 * Keys in the form of a scene, a cast member, the film, and the film.json they end in.
 */
#include "film_room.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void a_prompt_is_written(void **state)
{
	struct film *film = after(state, "Enter Enter M-> ' It naps.' Enter '漢字' Esc");
	assert_string_equal(film->scenes[0].prompt, "A kitten. It naps.\n漢字");
	film_free(film);
}

static void what_is_typed_is_kept_on_the_way_out(void **state)
{
	struct film *film = after(state, "Enter Enter M-> ' More.'");
	assert_string_equal(film->scenes[0].prompt, "A kitten. More.");
	film_free(film);
}

static void a_run_of_writing_is_one_undo(void **state)
{
	struct room *room = *state;
	player_keys(&room->player, "Enter Enter M-> ' One'");
	assert_true(board_save(room->player.board, NULL));
	player_keys(&room->player, "' two'");
	assert_true(board_save(room->player.board, NULL));
	player_keys(&room->player, "' three' Esc");
	assert_string_equal(film_of(room)->scenes[0].prompt, "A kitten. One two three");
	player_keys(&room->player, "u");
	assert_string_equal(film_of(room)->scenes[0].prompt, "A kitten.");
	SAYS(room, "A kitten.");
	player_keys(&room->player, "C-r");
	assert_string_equal(film_of(room)->scenes[0].prompt, "A kitten. One two three");
	film_free(after(state, "Esc"));
}

static void numbers_are_typed_and_nudged(void **state)
{
	struct room *room = *state;
	player_keys(&room->player, "Enter Tab Tab Enter '7' Enter");
	assert_true(film_of(room)->scenes[0].seconds == 7);
	player_keys(&room->player, "k + + -");
	assert_true(film_of(room)->scenes[0].seconds == 7.5);
	player_keys(&room->player, "Enter Up Up Down Esc");
	assert_true(film_of(room)->scenes[0].seconds == 8);
	player_keys(&room->player, "Enter Backspace Esc");
	film_free(after(state, "Esc"));
}

static void what_is_wrong_is_told_and_not_kept(void **state)
{
	struct room *room = *state;
	player_keys(&room->player, "Enter Tab Tab Enter '9999'");
	SAYS(room, "seconds: expected a number from 0.1 to 3600");
	player_keys(&room->player, "Tab '1'"); /* it stays there */
	SAYS(room, "99991");
	player_keys(&room->player, "Esc");
	SAYS(room, "Esc once more drops it");
	SAYS(room, "99991");
	player_keys(&room->player, "Esc");
	assert_true(film_of(room)->scenes[0].seconds == 4);
	struct film *film = after(state, "Esc");
	assert_true(film->scenes[0].seconds == 4);
	film_free(film);
}

static void words_are_chosen(void **state)
{
	struct room *room = *state;
	player_keys(&room->player, "Enter Tab Tab Tab Enter");
	SAYS(room, "extreme-close");
	player_keys(&room->player, "Down Enter");
	assert_string_equal(film_of(room)->scenes[0].shot, "full");
	player_keys(&room->player, "k Enter Tab 'low' S-Tab C-s"); /* on at once, and back */
	assert_string_equal(film_of(room)->scenes[0].angle, "low");
	player_keys(&room->player, "j");
	player_keys(&room->player, "Enter 'over'"); /* angle */
	player_keys(&room->player, "Tab Tab");      /* taken, then the next field: move */
	assert_string_equal(film_of(room)->scenes[0].angle, "overhead");
	player_keys(&room->player, "'drone dive' Enter"); /* words of one's own */
	struct film *film = after(state, "Esc");
	assert_string_equal(film->scenes[0].move, "drone dive");
	film_free(film);
}

static void the_cast_is_offered_behind_an_at(void **state)
{
	struct room *room = *state;
	player_keys(&room->player, "Enter Enter M-> ' @kit'");
	SAYS(room, "kitten:wet");
	player_keys(&room->player, "Down Enter ' runs. a@b' Enter 'x' Esc");
	struct film *film = after(state, "Esc");
	assert_string_equal(film->scenes[0].prompt, "A kitten. @kitten:wet runs. a@b\nx");
	film_free(film);
}

static void frames_and_files_are_offered(void **state)
{
	struct room *room = *state;
	char *refs = xasprintf("%s/refs", room->path), *file = xasprintf("%s/k.png", refs);
	assert_int_equal(mkdir(refs, 0700), 0);
	close(open(file, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
	player_keys(&room->player, "l Enter Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Enter");
	SAYS(room, "previous");
	SAYS(room, "a/last");
	player_keys(&room->player, "'k.p' Tab Enter Esc");
	struct film *film = after(state, "Esc");
	assert_string_equal(json_get_str(film->scenes[1].start, "file"), "refs/k.png");
	film_free(film);
	free(refs);
	free(file);
}

/* The person's own editor: it turns the text around a word. */
static int edit_elsewhere(struct host *host, char **text, struct err *err)
{
	char *edited = xasprintf("%s Edited.\n", *text);
	free(*text);
	*text = edited;
	return 0;
}

static void a_text_is_handed_to_an_editor(void **state)
{
	struct room *room = *state;
	board_host(room->player.board)->edit = edit_elsewhere;
	player_keys(&room->player, "Enter E");
	assert_string_equal(film_of(room)->scenes[0].prompt, "A kitten. Edited.");
	SAYS(room, "A kitten. Edited.");
	player_keys(&room->player, "Tab E u Enter M-e u Esc E");
	struct film *film = after(state, "");
	assert_null(film->scenes[0].title);
	assert_string_equal(film->scenes[0].prompt, "A kitten. Edited. Edited.");
	film_free(film);
}

static void mouse(struct room *room, enum mouse_kind kind, int col, int row)
{
	struct event event = {.kind = EVENT_MOUSE,
			      .mouse = {.kind = kind, .col = col, .row = row, .button = 1}};
	board_draw(room->player.board);
	board_event(room->player.board, &event);
}

static void the_mouse_writes_and_selects(void **state)
{
	struct room *room = *state;
	player_keys(&room->player, "Enter");
	mouse(room, MOUSE_PRESS, 5, 4); /* on the "k" of the prompt */
	mouse(room, MOUSE_DRAG, 11, 4);
	player_keys(&room->player, "'cat' C-s");
	assert_string_equal(film_of(room)->scenes[0].prompt, "A cat.");
	player_keys(&room->player, "Enter");
	mouse(room, MOUSE_PRESS, 7, 4);
	mouse(room, MOUSE_PRESS, 7, 4); /* the word */
	player_keys(&room->player, "'dog' C-s");
	assert_string_equal(film_of(room)->scenes[0].prompt, "A dog.");
	mouse(room, MOUSE_PRESS, 85, 3); /* the title */
	mouse(room, MOUSE_PRESS, 85, 3);
	player_keys(&room->player, "'T' Enter");
	assert_string_equal(film_of(room)->scenes[0].title, "T");
	film_free(after(state, "Esc"));
}

static void pages_are_pasted(void **state)
{
	struct room *room = *state;
	player_keys(&room->player, "Enter Enter M-> < One.\r\nTwo.\033[31m\tx> C-s");
	assert_string_equal(film_of(room)->scenes[0].prompt, "A kitten. One.\nTwo.[31m x");
	player_keys(&room->player, "Tab Enter <a\nb> Enter");
	assert_string_equal(film_of(room)->scenes[0].title, "a b");
	film_free(after(state, "Esc"));
}

static void too_much_is_told_and_nothing_lost(void **state)
{
	struct room *room = *state;
	struct event event = {.kind = EVENT_PASTE};
	struct buf text = {0};
	buf_add_fill(&text, 'x', 32001);
	player_keys(&room->player, "Enter Enter M-> <.>");
	event.text = text.data;
	board_event(room->player.board, &event);
	SAYS(room, "at most 32000");
	player_keys(&room->player, "Esc");
	SAYS(room, "of 32000 characters");
	player_keys(&room->player, "C-_ Esc");
	event.is_cut = true;
	player_keys(&room->player, "Enter");
	board_event(room->player.board, &event);
	SAYS(room, "1 MB at most");
	struct film *film = after(state, "Esc Esc");
	assert_string_equal(film->scenes[0].prompt, "A kitten..");
	film_free(film);
	buf_free(&text);
}

static void states_of_the_cast(void **state)
{
	struct room *room = *state;
	player_keys(&room->player, "C Enter");
	SAYS(room, "fur soaked");
	player_keys(&room->player, "G Enter 'old' Enter 'grey and slow' Esc");
	assert_string_equal(json_get_str(film_of(room)->cast[0].states, "old"), "grey and slow");
	player_keys(&room->player, "k Enter C-a C-k Esc Esc Esc");
	struct film *film = after(state, "g f Tab Enter '!' Enter");
	assert_null(json_get(film->cast[0].states, "wet"));
	assert_string_equal(film->title, "F!");
	film_free(film);
}

static void the_cast_grows_and_shrinks(void **state)
{
	struct room *room = *state;
	player_keys(&room->player, "C n 'bob kind=person' Enter");
	player_settle(&room->player);
	SAYS(room, "@bob");
	assert_string_equal(film_of(room)->cast[2].name, "bob");
	player_keys(&room->player, "R 'rob' Enter");
	assert_string_equal(film_of(room)->cast[2].name, "rob");
	player_keys(&room->player, "Delete"); /* nobody needs him: gone at once */
	assert_int_equal(film_of(room)->cast_count, 2);
	player_keys(&room->player, "Esc Enter Enter M-> ' @rose.' Esc Esc C j Delete");
	SAYS(room, "@rose is in 1 scene,");
	player_keys(&room->player, "n Delete y");
	struct film *film = after(state, "Esc");
	assert_int_equal(film->cast_count, 1);
	assert_string_equal(film->cast[0].name, "kitten");
	film_free(film);
}

static void the_form_goes_from_scene_to_scene(void **state)
{
	struct room *room = *state;
	player_keys(&room->player, "Enter Tab ) Enter 'Second' Enter");
	assert_string_equal(film_of(room)->scenes[1].title, "Second");
	assert_string_equal(board_here(room->player.board)->id, "b");
	film_free(after(state, "( Esc"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, room_begin, room_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_prompt_is_written),
		TEST(what_is_typed_is_kept_on_the_way_out),
		TEST(a_run_of_writing_is_one_undo),
		TEST(numbers_are_typed_and_nudged),
		TEST(what_is_wrong_is_told_and_not_kept),
		TEST(words_are_chosen),
		TEST(the_cast_is_offered_behind_an_at),
		TEST(frames_and_files_are_offered),
		TEST(a_text_is_handed_to_an_editor),
		TEST(the_mouse_writes_and_selects),
		TEST(pages_are_pasted),
		TEST(too_much_is_told_and_nothing_lost),
		TEST(states_of_the_cast),
		TEST(the_cast_grows_and_shrinks),
		TEST(the_form_goes_from_scene_to_scene),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
