/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "film/film_json.h"
#include "util/mem.h"

static void note(void *arg, int line, const char *remark)
{
	buf_addf(arg, "%d: %s\n", line, remark);
}

static char *remarks_on(const char *text)
{
	struct err err = {0};
	struct buf out = {0};
	struct film *film = film_parse(text, strlen(text), "film.json", &err);
	if (!film)
		fail_msg("%s", err_text(&err));
	film_remarks(film, text, strlen(text), note, &out);
	film_free(film);
	buf_add_char(&out, '\0');
	return buf_take(&out);
}

#define FILM(members) "{\"scenetty\":1,\n" members "\n,\"scenes\":[]}"
#define SCENES(rows)                                                                               \
	"{\"scenetty\":1,\n\"cast\":[{\"name\":\"kitten\",\"states\":{\"wet\":\"x\"}}],"           \
	"\"scenes\":[\n" rows "]}"
/* A scene with nothing to remark on but the members. */
#define SCENE(id, members) "{\"id\":\"" id "\",\"prompt\":\"x\"" members "}"

static void test_each_remark(void **state)
{
	static const struct {
		const char *text, *remarks;
	} rows[] = {
		{FILM("\"title\":\"x\""), ""},
		{FILM("\"x-colour\":\"red\""), ""},
		{FILM("\"tilte\":\"x\""), "2: “tilte” is not known: did you mean “title”?\n"},
		{FILM("\"budget\":{\"film\":20,\"day\":30}"),
		 "2: budget: a day may cost more than the whole film\n2: budget: it has no "
		 "currency, so USD is meant\n"},
		{FILM("\"budget\":{\"film_seconds\":60,\"day_seconds\":90,\"curency\":\"EUR\"}"),
		 "2: “curency” is not known: did you mean “currency”?\n2: budget: a day may "
		 "have more seconds than the whole film\n"},
		{FILM("\"budget\":{\"film\":20,\"curency\":\"USD\"}"),
		 "2: “curency” is not known: did you mean “currency”?\n2: budget: it has no "
		 "currency, so USD is meant\n"},
		{FILM("\"cast\":[\n{\"name\":\"a\",\n\"look\":\"x\"}]"),
		 "4: cast member “a”: “look” is not known: did you mean “looks”?\n"},
		{SCENES("{\"id\":\"a\"}"), "3: scene “a”: it has no prompt\n"},
		{SCENES("{\"id\":\"a\",\n\"promt\":\"x\"}"),
		 "4: scene “a”: “promt” is not known: did you mean “prompt”?\n"
		 "3: scene “a”: it has no prompt\n"},
		{SCENES(SCENE("a", ",\n\"shot\":\"wid\"")),
		 "4: scene “a”: shot: did you mean “wide” by “wid”?\n"},
		{SCENES(SCENE("a", ",\"shot\":\"from a balloon\"")), ""},
		{SCENES("{\"id\":\"a\",\n\"prompt\":\"@kiten, @kitten:wet, @kitten:dry, "
			"@dragon, @Kiten, @dragon\"}"),
		 "4: scene “a”: nobody in the cast is called @kiten: did you mean @kitten?\n"
		 "4: scene “a”: @kitten has no state “dry”\n"
		 "4: scene “a”: nobody in the cast is called @dragon\n"},
		{SCENES(SCENE("a", ",\"start\":\"previous\"")),
		 "3: scene “a”: start: no scene comes before it\n"},
		{SCENES(SCENE("a", ",\"end\":\"b/last\"")),
		 "3: scene “a”: end: “b/last” names no scene\n"},
		{SCENES(SCENE("a", ",\"start\":\"a@2\"")),
		 "3: scene “a”: start: it can't be taken from the scene itself\n"},
		{SCENES(SCENE("a", ",\"start\":\"b/last\"") ",\n" SCENE("b",
									",\"start\":\"previous\"")),
		 "4: scene “b”: it waits for itself: its frames come from “a”, whose frames come "
		 "from "
		 "it\n"},
		{SCENES(SCENE("a", "") ",\n" SCENE(
			 "b",
			 ",\"start\":\"a/last\",\"end\":\"c/last\"") ",\n" SCENE("c",
										 ",\"start\":\"a/"
										 "last\"")),
		 ""},
		{SCENES(SCENE("a", ",\"transition\":{\"kind\":\"dissolve\"}")),
		 "3: scene “a”: transition: it is the last scene and has nothing to dissolve to\n"},
		{SCENES(SCENE(
			 "a",
			 ",\"transition\":{\"kind\":\"dissolve\",\"secons\":1}") "," SCENE("b",
											   ",\"seco"
											   "nds\":"
											   "0.5")),
		 "3: scene “a”: “secons” is not known: did you mean “seconds”?\n"
		 "3: scene “a”: transition: a dissolve of 0.5 s is more than half of a scene of "
		 "0.5 s and "
		 "will be shortened\n"},
		{SCENES(SCENE("a", ",\"takes\":{\"t001\":{\"sters\":3}}")),
		 "3: scene “a”: “sters” is not known: did you mean “stars”?\n"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		char *remarks = remarks_on(rows[i].text);
		assert_string_equal(remarks, rows[i].remarks);
		free(remarks);
	}
}

/* One long chain is walked without recursion. */
static void test_long_chain(void **state)
{
	enum { SCENES = 20000 };
	struct buf text = {0};
	buf_add_str(&text, "{\"scenetty\":1,\"scenes\":[{\"id\":\"s0\",\"prompt\":\"x\"}");
	for (int i = 1; i < SCENES; i++)
		buf_addf(&text, ",{\"id\":\"s%d\",\"prompt\":\"x\",\"start\":\"previous\"}", i);
	buf_add_str(&text, "]}");
	char *remarks = remarks_on(buf_str(&text));
	assert_string_equal(remarks, "");
	free(remarks);
	buf_free(&text);
}

static void test_foreign_text_is_clean(void **state)
{
	char *remarks = remarks_on(SCENES("{\"id\":\"a\",\"prompt\":\"x\",\"prom\\u001bpt\":1}"));
	assert_string_equal(remarks,
			    "3: scene “a”: “prom^[pt” is not known: did you mean “prompt”?\n");
	free(remarks);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_remark),
		cmocka_unit_test(test_long_chain),
		cmocka_unit_test(test_foreign_text_is_clean),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
