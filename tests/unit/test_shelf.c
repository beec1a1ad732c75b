/* SPDX-License-Identifier: MIT
 *
 * The shelf of providers, the files they are made of, and what is wrong with those.
 */
#include "check.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "provider/shelf.h"
#include "util/file.h"

/* A shelf of two fresh folders. */
struct room {
	char *folder;
	struct shelf *shelf;
};

static void put(const char *folder, const char *place, const char *name, const char *text)
{
	char *dir = xasprintf("%s/%s", folder, place), *path = xasprintf("%s/%s.json", dir, name);

	mkdir(dir, 0700);

	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_int_equal(file_write_all(fd, text, strlen(text), path, NULL), 0);
	close(fd);
	free(path);
	free(dir);
}

static void room_open(struct room *room)
{
	char *shipped, *own;

	room->folder = check_folder();
	shipped = xasprintf("%s/shipped", room->folder);
	own = xasprintf("%s/own", room->folder);
	room->shelf = shelf_of(shipped, own);
	free(shipped);
	free(own);
}

static void room_close(struct room *room)
{
	shelf_free(room->shelf);
	check_folder_free(room->folder);
}

#define WIRE                                                                                       \
	"\"base\": \"http://h/v1\", \"create\": {\"path\": \"/v\", \"json\": {\"p\": "             \
	"\"{prompt}\"}}, \"poll\": {\"path\": \"/v/{id}\"}, \"read\": {\"id\": \"/id\", "          \
	"\"state\": \"/s\"}"

static void built_in_ones_are_whole(void **state)
{
	struct room room;
	size_t count;
	const struct provider *all = providers_built_in(&count);

	room_open(&room);
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++) {
		assert_true(strlen(all[i].help) > 10);
		assert_ptr_equal(shelf_find(room.shelf, all[i].name, NULL), &all[i]);
	}
	assert_true(all[0].free && all[0].drawn);
	room_close(&room);
}

static void an_unknown_one_is_named(void **state)
{
	struct room room;
	struct err err = {0};

	room_open(&room);
	put(room.folder, "shipped", "fal", "{" WIRE "}");
	assert_null(shelf_find(room.shelf, "sora", &err));
	assert_string_equal(err_text(&err), "no provider “sora”; known here: animatic, fal");
	err_clear(&err);
	assert_null(shelf_find(room.shelf, "\033]0;x\a", &err));
	assert_null(strchr(err_text(&err), '\033'));
	err_clear(&err);
	assert_null(shelf_find(room.shelf, "../../etc/passwd", NULL));
	room_close(&room);
}

static void one_is_like_another(void **state)
{
	struct room room;
	struct err err = {0};

	room_open(&room);
	put(room.folder, "shipped", "engine",
	    "{" WIRE ", \"in_flight\": 1, \"key\": {\"env\": \"A\"}}");
	put(room.folder, "own", "mine", "{\"like\": \"engine\", \"in_flight\": 4, \"key\": null}");
	put(room.folder, "own", "engine", "{\"like\": \"engine\", \"base\": [\"http://me/v1\"]}");
	put(room.folder, "own", "round", "{\"like\": \"robin\"}");
	put(room.folder, "own", "robin", "{\"like\": \"round\"}");

	const struct provider *mine = shelf_find(room.shelf, "mine", &err);

	if (!mine)
		fail_msg("%s", err_text(&err));
	assert_true(json_get_num(mine->description, "in_flight") == 4);
	assert_null(json_get(mine->description, "key"));
	/* The user's own "engine" is like the shipped one, and goes before it. */
	assert_string_equal(json_str(json_first(json_get(mine->description, "base"))),
			    "http://me/v1");
	assert_null(shelf_find(room.shelf, "round", &err));
	assert_non_null(strstr(err_text(&err), "circle"));
	err_clear(&err);
	room_close(&room);
}

/* Each has its line, in whichever file it stands. */
static const struct {
	const char *text, *says;
} mistakes[] = {
	{"{\n\t\"in_flight\": \"2\"\n}",
	 "/bad.json:2: in_flight: expected a whole number"},
	{"{", "/bad.json:1: expected a member's name"},
	{"{\"help\": \"x\"}", "/bad.json:1: it needs \"create\""},
	{"{" WIRE ",\n\"run\": \"x\"}",
	 "/bad.json:2: run: it has both \"run\", a program, and \"create\""},
	{"{" WIRE ",\n\"read\": {}}", "/bad.json:2: the object that ends here"},
	{"{\"create\": {},\n\"poll\": {}}", "/bad.json:2: poll: it polls, but \"read\""},
	/* A placeholder that nothing fills: in any request, a list, a model, a graph. */
	{"{\n\t\"create\": {\"json\": {\"a\":\n\"{promt}\"}}\n}",
	 "/bad.json:3: a: nothing fills {promt}"},
	{"{" WIRE ",\n\"headers\": {\"X\": \"{promt}\"}}",
	 "/bad.json:2: X: nothing fills"},
	{"{" WIRE ",\n\"upload\": [{\"form\": [\n\"{promt}\"]}]}",
	 "/bad.json:3: form: nothing fills {promt}"},
	{"{" WIRE ", \"models\": {\"m\": {\"given\": {\"start\": {\"wire\":\n{\"create\": "
	 "{\"json\":\n{\"a\": \"{promt}\"}}}}}}}}",
	 "/bad.json:3: a: nothing fills {promt}; it is sent for the model m"},
	{"{" WIRE ", \"models\": {\"*\":\n{\"wire\": {\"create\": {\"json\": {\"a/b\":\n"
	 "\"{promt}\"}}}}, \"m\": {}}}",
	 "/bad.json:3: a~1b: nothing fills {promt}; it is sent for the model *"},
	{"{" WIRE ",\n\"fetch\": {\"path\": \"/{x:path}\"}, \"resolve\": {\"path\": \"/\",\n"
	 "\"gives\": {\"x\": \"/x\"}}, \"models\": {\"m\": {\"wire\": {\"resolve\": null}}}}",
	 "/bad.json:2: path: nothing fills {x}; it is sent for the model m"},
	{"{\"like\": \"engine\",\n\"graph\": {\"places\": {\"x\": \"{promt}\"}}}",
	 "/bad.json:2: x: nothing fills {promt}"},
	/* What is below it has the mistake; then what it lays over that. */
	{"{\"like\": \"spoiled\"}", "/shipped/spoiled.json:3: url: nothing fills {file}"},
	{"{\"like\": \"spoiled\",\n\"resolve\": {\"url\":\n\"{flie}\"}}",
	 "/own/bad.json:3: url: nothing fills {flie}"},
	{"{\"like\": \"unread\"}", "/bad.json:1: like: "},
	{"{\"like\": \"unread\"}",
	 "/shipped/unread.json:2: in_flight: expected a whole number from 1, found 0"},
	/* Nobody to be like. */
	{"{\n\"like\": \"nix\"}",
	 "/bad.json:2: like: no file describes a provider “nix”"},
	{"{\n\"like\": \"animatic\"}", "/bad.json:2: like: no file describes a provider"},
	{"{\n\"like\": \"bad\"}", "/bad.json:2: like: “bad” is this file itself"},
	{"{\"like\": \"round\"}",
	 "/own/round.json:2: like: “bad” leads round in a circle"},
	/* A graph, and where it is named. */
	{"{" WIRE ",\n\"workflow\": \"g.json\"}",
	 "/bad.json:2: workflow: nothing here takes"},
	{"{\"like\": \"engine\",\n\"workflow\": \"nix.json\"}",
	 "/bad.json:2: workflow: can't open "},
	{"{\"like\": \"engine\",\n\"workflow\": \"nix.json\"}",
	 "/own/nix.json: No such file or directory"},
	{"{\"like\": \"engine\", \"models\": {\"m\":\n{\"workflow\": \"round.json\"}}}",
	 "/bad.json:2: workflow: "},
	{"{\"like\": \"engine\", \"models\": {\"m\": {}, \"n\": {\"given\":\n{\"end\": "
	 "{\"workflow\":\n\"cut-off.json\"}}}}}",
	 "/bad.json:3: workflow: "},
	{"{\"like\": \"engine\", \"workflow\": \"cut-off.json\"}",
	 "/own/cut-off.json:2: expected a member's name"},
};

static void a_mistake_has_its_line(void **state)
{
	struct room room;

	room_open(&room);
	put(room.folder, "shipped", "engine",
	    "{" WIRE ", \"graph\": {\"at\": \"/*/class_type\", \"places\": "
	    "{\"p\": \"{prompt}\"}}}");
	put(room.folder, "shipped", "spoiled",
	    "{" WIRE ",\n\"resolve\": {\n\"url\": \"{file}\"}}");
	put(room.folder, "shipped", "unread", "{" WIRE ",\n\"in_flight\": 0}");
	put(room.folder, "own", "round", "{\n\"like\": \"bad\"}");
	put(room.folder, "own", "cut-off", "{\n");
	put(room.folder, "own", "good", "{" WIRE "}");
	for (size_t i = 0; i < LENGTH(mistakes); i++) {
		struct err err = {0};

		put(room.folder, "own", "bad", mistakes[i].text);
		assert_null(shelf_find(room.shelf, "bad", &err));
		if (!strstr(err_text(&err), mistakes[i].says))
			fail_msg("%s: %s", mistakes[i].text, err_text(&err));
		err_clear(&err);
	}
	assert_non_null(shelf_find(room.shelf, "good", NULL));
	room_close(&room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(built_in_ones_are_whole),
		cmocka_unit_test(an_unknown_one_is_named),
		cmocka_unit_test(one_is_like_another),
		cmocka_unit_test(a_mistake_has_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
