/* SPDX-License-Identifier: MIT
 *
 * What the last word of a line may become, on the board and for the shells.
 */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <string.h>

#include "core/help/complete.h"
#include "util/file.h"

static const char film[] =
	"{\"scenetty\": 1, \"title\": \"K\","
	"\"cast\": [{\"name\": \"kitten\", \"looks\": \"grey\", \"states\": {\"wet\": \"fur "
	"soaked\"}},"
	" {\"name\": \"kite\"}],"
	"\"scenes\": [{\"id\": \"match\", \"title\": \"The Match\", \"group\": \"act one\"},"
	" {\"id\": \"curtains\", \"group\": \"act one\"}, {\"id\": \"cure\"}]}";

struct room {
	char *folder;
	struct session session;
};

static int setup(void **state)
{
	struct room *room = xcalloc(1, sizeof *room);
	struct err err = {0};
	room->folder = check_folder();
	int dir = open(room->folder, O_RDONLY | O_DIRECTORY);
	assert_fine(file_save(dir, "film.json", film, strlen(film), &err), &err);
	close(dir);
	assert_fine(session_open(&room->session, room->folder, &err), &err);
	*state = room;
	return 0;
}

static int teardown(void **state)
{
	struct room *room = *state;
	session_close(&room->session);
	check_folder_free(room->folder);
	free(room);
	return 0;
}

/* Returns new: "3: one two= @files", 3 being where they begin. */
static char *candidates(struct room *room, bool board, const char *line)
{
	char noir[] = "noir", paper[] = "paper", *themes[] = {noir, paper, NULL};
	struct completer completer = {.session = &room->session, .board = board, .themes = themes};
	struct completion found;
	struct words words;
	struct err err = {0};
	struct buf out = {0};
	assert_fine(words_split(line, true, &words, &err), &err);
	complete(&completer, &words, &found);
	buf_addf(&out, "%zu:", found.from);
	for (size_t i = 0; i < found.count; i++) {
		buf_addf(&out, " %s", found.items[i].word);
		if (found.items[i].goes_on)
			buf_add_char(&out, '~');
	}
	buf_add_str(&out, found.files ? " @files" : "");
	buf_add_str(&out, found.folders ? " @folders" : "");
	completion_clear(&found);
	words_clear(&words);
	return buf_take(&out);
}

static void test_on_the_board(void **state)
{
	static const struct {
		const char *line, *found;
	} rows[] = {
		{"unm", "0: unmark"},
		{"go ne", "0: next-group next-problem next-match next-scene"},
		{"go cu", "0: curtains cure"},
		{"go match ", "0:"},
		{"generate match,cu", "6: curtains cure"},
		{"generate --see", "0: --seed"},
		{"generate --fi", "0:"},
		{"generate -n ", "0:"},
		{"add --after m", "0: match"},
		{"open ca", "0: cast:kitten cast:kite"},
		{"set . an", "0: angle=~"},
		{"set . shot=ex", "5: extreme-wide extreme-close"},
		{"set . 'group=a", "6: act one"},
		{"set . provider=anim", "9: animatic"},
		{"set . 'transition=d", "11: dissolve 0.5 s dissolve 1 s"},
		{"set cure start=p", "6: previous @files"},
		{"set . start=m", "6: match/last @files"},
		{"set . 'prompt=a small @ki", "16: kitten kite"},
		{"set . 'prompt=a small @kitten:", "16: kitten:wet"},
		{"set . 'prompt=a @kitten ", "7:"},
		{"set cast:kitten kind=p", "5: person place prop"},
		{"set cast:kitten picture=re", "8: @files"},
		{"set film bud", "0: budget=~"},
		{"theme p", "0: paper"},
		{"pictures ", "0: on off"},
		{"text kill-l", "0: kill-line"},
		{"edit pro", "0: prompt provider"},
		{"help ke", "0: keys"},
		{"help keys bo", "0: board"},
		{"circle match ", "0: none"},
		{"cut -o fi", "0: @files"},
		{"nonsense ", "0:"},
		{"-", "0:"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		char *found = candidates(*state, true, rows[i].line);
		if (strcmp(found, rows[i].found) != 0)
			fail_msg("%s: found %s, expected %s", rows[i].line, found, rows[i].found);
		free(found);
	}
}

static void test_for_shells(void **state)
{
	static const struct {
		const char *line, *found;
	} rows[] = {
		{"unm", "0: @folders"},          {"sta", "0: status @folders"},
		{"--fi", "0: --film"},           {"-C ", "0: @folders"},
		{"generate --qu", "0: --quiet"}, {"help --completions z", "0: zsh"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		char *found = candidates(*state, false, rows[i].line);
		if (strcmp(found, rows[i].found) != 0)
			fail_msg("%s: found %s, expected %s", rows[i].line, found, rows[i].found);
		free(found);
	}
}

/* What is offered comes from a stranger's film: nothing in it reaches a terminal raw. */
static void test_help_is_clean(void **state)
{
	struct completion found = {0};
	completion_offer(&found, "m", "match", "a\x1b[31m\nb", false);
	completion_offer(&found, "x", "match", NULL, false);
	assert_int_equal(found.count, 1);
	assert_null(strpbrk(found.items[0].help, "\x1b\n"));
	completion_clear(&found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_on_the_board),
		cmocka_unit_test(test_for_shells),
		cmocka_unit_test(test_help_is_clean),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
