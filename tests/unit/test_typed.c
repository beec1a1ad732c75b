/* SPDX-License-Identifier: MIT
 *
 * What field_typed() gives is what a person types, and reads back as the value.
 */
#include "check.h"

#include <math.h>
#include <string.h>

#include "film/field.h"

#define RANDOM_NUMBERS 2000

/* One of the three, whichever the field is of. */
union thing {
	struct film film;
	struct scene scene;
	struct cast_member cast;
};

static const struct shape {
	const char *member, *json, *typed; /* NULL: the JSON itself */
} shapes[] = {
	{"start", "\"previous\"", "previous"},
	{"start", "\"match/last\"", "match/last"},
	{"start", "\"match@3.2\"", "match@3.2"},
	{"start", "{\"file\":\"refs/a.png\"}", "refs/a.png"},
	{"start", "{\"file\":\"refs/a picture.jpeg\"}", "refs/a picture.jpeg"},
	{"start", "{\"file\":\"match/last\"}", NULL},
	{"start", "{\"file\":\"a@3.2\"}", NULL},
	{"start", "{\"file\":\"none\"}", NULL},
	{"start", "{\"file\":\"{a.png\"}", NULL},
	{"start", "{\"file\":\"refs/a.png\",\"x\":1}", NULL},
	{"end", "\"curtains@0\"", "curtains@0"},
	{"end", "{\"file\":\"b.png\"}", "b.png"},
	{"transition", "{\"kind\":\"cut\"}", "cut"},
	{"transition", "{\"kind\":\"dissolve\"}", "dissolve"},
	{"transition", "{\"kind\":\"dissolve\",\"seconds\":0.5}", "dissolve 0.5 s"},
	{"transition", "{\"seconds\":1,\"kind\":\"cut\"}", "cut 1 s"},
	{"transition", "{\"kind\":\"dissolve\",\"seconds\":0.30000000000000004}",
	 "dissolve 0.30000000000000004 s"},
	{"transition", "{\"kind\":\"dissolve\",\"seconds\":0.5,\"x\":[]}", NULL},
	{"music", "{\"file\":\"refs/song.ogg\"}", "refs/song.ogg"},
	{"music", "{\"file\":\"song\"}", "song"},
	{"music", "{\"file\":\"none\"}", NULL},
	{"music", "{\"file\":\"song.ogg\",\"gain_db\":-14}", NULL},
	{"picture", "{\"file\":\"refs/kitten.png\"}", "refs/kitten.png"},
	{"takes", "{\"t003\":{\"in\":0.5,\"stars\":4}}", NULL},
	{"options", "{\"b\":1,\"a\":[true,null]}", NULL},
	{"budget", "{\"film\":20,\"currency\":\"USD\"}", "20 USD"},
	{"budget", "{\"day\":5,\"film_seconds\":90}", "5 a day, 90 s"},
	{"budget", "{\"currency\":\"USD\"}", NULL},
	{"budget", "{}", NULL},
	{"states", "{\"wet\":\"fur soaked\"}", NULL},
};

static const char *const texts[] = {
	"wide",        "5 s", "a b",          "火事 🐱",   "\"quoted\"",
	"{\"not\":1}", "[",   "none of them", " blanks ",
};

static struct json *parsed(const char *text)
{
	struct json *value = json_parse(text, strlen(text), 1000, "test", NULL);
	assert_non_null(value);
	return value;
}

/* Takes the value. `expected` may be NULL. */
static void check_value(enum field_of of, const struct field *row, struct json *value,
			const char *expected)
{
	union thing thing = {0};
	struct err err = {0};

	fields_init(of, &thing);
	assert_null(field_typed(row, &thing));
	assert_fine(field_set(row, &thing, value, &err), &err);
	char *typed = field_typed(row, &thing);
	assert_non_null(typed);
	struct json *back = field_parse(row, typed, &err);
	if (err.text)
		fail_msg("%s", err_text(&err));
	if (!json_equal(back, value))
		fail_msg("%s: “%s” reads back as another value", row->name, typed);
	if (expected)
		assert_string_equal(typed, expected);
	json_free(back);
	json_free(value);
	free(typed);
	fields_clear(of, &thing);
}

static void check_number(enum field_of of, const struct field *row)
{
	bool whole = row->kind == FIELD_WHOLE;

	check_value(of, row, json_new_num(row->min), NULL);
	check_value(of, row, json_new_num(row->max), NULL);
	for (int i = 0; i < RANDOM_NUMBERS; i++) {
		double part = (double)random() / RAND_MAX, number;

		number = row->min + part * part * part * (row->max - row->min);
		check_value(of, row, json_new_num(whole ? floor(number) : number), NULL);
	}
}

static void check_texts(enum field_of of, const struct field *row)
{
	for (size_t i = 0; i < LENGTH(texts); i++)
		check_value(of, row, json_new_str(texts[i]), texts[i]);
	if (row->kind == FIELD_TEXT)
		check_value(of, row, json_new_str("two\nlines\n"), "two\nlines\n");
}

/* True if the table above has something for the row. */
static bool check_shapes(enum field_of of, const struct field *row)
{
	bool found = false;

	for (size_t i = 0; i < LENGTH(shapes); i++) {
		const struct shape *shape = &shapes[i];

		if (strcmp(shape->member, row->name) != 0)
			continue;
		check_value(of, row, parsed(shape->json),
			    shape->typed ? shape->typed : shape->json);
		found = true;
	}
	return found;
}

static void check_row(enum field_of of, const struct field *row)
{
	switch (row->kind) {
	case FIELD_NUMBER:
	case FIELD_WHOLE:
		check_number(of, row);
		break;
	case FIELD_LINE:
	case FIELD_TEXT:
		check_texts(of, row);
		break;
	case FIELD_CHOICE:
		for (const char *const *choice = row->choices; *choice; choice++)
			check_value(of, row, json_new_str(*choice), *choice);
		break;
	case FIELD_SHAPE:
		if (!check_shapes(of, row))
			fail_msg("no values to try for %s", row->name);
		break;
	case FIELD_SLUG:
		check_value(of, row, json_new_str("kitten-2"), "kitten-2");
		break;
	case FIELD_TAKE:
		check_value(of, row, json_new_str("t003"), "t003");
		check_value(of, row, json_new_str("t1000"), "t1000");
		break;
	case FIELD_SIZE:
		check_value(of, row, json_new_str("720x1280"), "720x1280");
		break;
	}
}

static void check_table(enum field_of of)
{
	size_t count;
	const struct field *row = fields(of, &count);

	for (; count; row++, count--)
		check_row(of, row);
}

static void test_every_field_reads_back(void **state)
{
	srandom(7);
	check_table(OF_FILM);
	check_table(OF_SCENE);
	check_table(OF_CAST);
}

static void test_units(void **state)
{
	check_value(OF_SCENE, field_find(OF_SCENE, "seconds"), json_new_num(2.5), "2.5 s");
	check_value(OF_FILM, field_find(OF_FILM, "fps"), json_new_num(24), "24 fps");
	check_value(OF_SCENE, field_find(OF_SCENE, "mood"), json_new_num(-3), "-3");
	check_value(OF_SCENE, field_find(OF_SCENE, "seed"), json_new_num(9007199254740992.0),
		    "9007199254740992");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_field_reads_back),
		cmocka_unit_test(test_units),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
