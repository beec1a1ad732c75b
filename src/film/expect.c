/* SPDX-License-Identifier: MIT */
#include "film/expect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <stdint.h>

#include "util/buf.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define SHOWN_MAX 60

int expected(struct err *err, const char *what, enum json_type type, const struct json *found)
{
	struct buf text = {0};
	if (json_type(found) != type) {
		buf_add_str(&text, json_type_word(json_type(found)));
	} else if (type == JSON_STRING) {
		char *shown = text_clean(json_str(found), false, SHOWN_MAX);
		buf_addf(&text, "“%s”", shown);
		free(shown);
	} else if (type == JSON_NUMBER) {
		json_print_num(&text, json_num(found));
	} else {
		buf_add_str(&text, json_type_word(type));
	}
	err_set(err, ERR_INVALID, "expected %s, found %s", what, buf_str(&text));
	buf_free(&text);
	return -1;
}

int in_member(struct err *err, const char *name)
{
	char *shown = text_clean(name, false, SHOWN_MAX);
	err_prefix(err, "%s: ", shown);
	free(shown);
	return -1;
}

int expect_type(const struct json *value, enum json_type type, struct err *err)
{
	if (json_type(value) == type)
		return 0;
	return expected(err, json_type_word(type), type, value);
}

int expect_number(const struct json *value, double min, double max, bool whole, struct err *err)
{
	double number = json_num(value); /* NAN fails every comparison */
	if (number >= min && number <= max && (!whole || json_is_whole(value)))
		return 0;
	struct buf what = {0};
	buf_add_str(&what, whole ? "a whole number from " : "a number from ");
	json_print_num(&what, min);
	buf_add_str(&what, " to ");
	json_print_num(&what, max);
	expected(err, buf_str(&what), JSON_NUMBER, value);
	buf_free(&what);
	return -1;
}

/* Controls, and what hides or turns round the text beside it. Joiners and
 * direction marks stay: Persian, Hindi and emoji are written with them. */
static bool is_refused(uint32_t point)
{
	static const struct {
		uint32_t from, to;
	} ranges[] = {
		{0x00, 0x1f},     {0x7f, 0x9f},     {0x200b, 0x200b}, {0x2028, 0x202e},
		{0x2060, 0x206f}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0001, 0xe0001},
	};
	for (size_t i = 0; i < LENGTH(ranges) && point >= ranges[i].from; i++)
		if (point <= ranges[i].to)
			return true;
	return false;
}

static int refuse_point(struct err *err, const char *at, size_t bytes, uint32_t point,
			size_t position)
{
	if (bytes == 1 && point == 0xfffd)
		return err_set(err, ERR_INVALID, "character %zu is not UTF-8", position);
	if (point == '\n')
		return err_set(err, ERR_INVALID, "character %zu is a line break: this is one line",
			       position);
	char *copy = xstrndup(at, bytes);
	char *shown = text_clean(copy, false, 0);
	err_set(err, ERR_INVALID,
		"character %zu is the control character %s, which can't stand in a text", position,
		shown);
	free(shown);
	free(copy);
	return -1;
}

/* Adds the code points of the text to *count. */
static int check_points(const char *text, bool lines, size_t *count, struct err *err)
{
	while (*text) {
		unsigned char c = (unsigned char)*text;
		uint32_t point = c;
		size_t bytes = 1;
		++*count;
		if (c < 0x20 || c >= 0x7f) { /* nearly all text goes by without this */
			bytes = text_next(text, &point);
			bool blank = lines && (point == '\n' || point == '\t');
			if ((is_refused(point) && !blank) || (bytes == 1 && point == 0xfffd))
				return refuse_point(err, text, bytes, point, *count);
		}
		text += bytes;
	}
	return 0;
}

static int check_lines(const struct json *array, size_t *count, struct err *err)
{
	size_t line = 0;
	for (const struct json *item = json_first(array); item; item = json_next(item)) {
		line++;
		*count += line > 1;
		int result = json_str(item) ? check_points(json_str(item), true, count, err)
					    : expect_type(item, JSON_STRING, err);
		if (result < 0)
			return err_prefix(err, "line %zu: ", line);
	}
	return 0;
}

int expect_text(const struct json *value, size_t max, bool lines, struct err *err)
{
	size_t count = 0;
	if (lines && json_type(value) == JSON_ARRAY) {
		if (check_lines(value, &count, err) < 0)
			return -1;
	} else if (!json_str(value)) {
		return expected(err, lines ? "a text or a list of lines" : "a text", JSON_STRING,
				value);
	} else if (check_points(json_str(value), lines, &count, err) < 0) {
		return -1;
	}
	if (count > max)
		return err_set(err, ERR_INVALID, "expected at most %zu characters, found %zu", max,
			       count);
	return 0;
}

bool is_near(const char *word, const char *known)
{
	size_t length = strlen(known), limit = length > 4 ? 2 : 1;
	return strlen(word) <= length + limit && text_distance(word, known) <= limit;
}

const char *near_choice(const char *word, const char *const *choices)
{
	for (; *choices; choices++)
		if (is_near(word, *choices))
			return *choices;
	return NULL;
}

/* "person, place or prop" */
static void list_choices(struct buf *out, const char *const *choices)
{
	for (size_t i = 0; choices[i]; i++)
		buf_addf(out, "%s%s", i == 0 ? "" : choices[i + 1] ? ", " : " or ", choices[i]);
}

int expect_choice(const struct json *value, const char *const *choices, struct err *err)
{
	const char *word = json_str(value);
	for (size_t i = 0; word && choices[i]; i++)
		if (strcmp(word, choices[i]) == 0)
			return 0;
	struct buf what = {0};
	const char *near = word ? near_choice(word, choices) : NULL;
	if (near)
		buf_addf(&what, "“%s” (one of ", near);
	list_choices(&what, choices);
	if (near)
		buf_add_char(&what, ')');
	expected(err, buf_str(&what), JSON_STRING, value);
	buf_free(&what);
	return -1;
}

int expect_slug(const struct json *value, struct err *err)
{
	const char *slug = json_str(value);
	if (!slug || !text_is_slug(slug))
		return expected(
			err, "a slug (a letter, then letters, digits and -, all small, at most 40)",
			JSON_STRING, value);
	if (strcmp(slug, "previous") == 0)
		return err_set(err, ERR_INVALID,
			       "“previous” is a reserved word: expected another name");
	return 0;
}

int expect_file(const struct json *value, struct err *err)
{
	const struct json *path = json_get(value, "file");
	if (!json_str(path))
		return expected(err, "{\"file\": \"PATH\"}", JSON_NULL, value);
	if (!file_is_inside(json_str(path)))
		return expected(err, "a relative path that stays inside the film's folder",
				JSON_STRING, path);
	return 0;
}

int expect_kept_numbers(const struct json *value, struct err *err)
{
	if (json_type(value) == JSON_NUMBER && !(fabs(json_num(value)) <= 9007199254740992.0)) {
		return err_set(
			err, ERR_INVALID,
			"a number beyond 2^53 would lose digits: write it as a text, in \"\"");
	}
	for (const struct json *item = json_first(value); item; item = json_next(item))
		if (expect_kept_numbers(item, err) < 0)
			return json_name(item) ? in_member(err, json_name(item)) : -1;
	return 0;
}

char *lines_join(const struct json *value)
{
	if (json_str(value))
		return xstrdup(json_str(value));
	struct buf text = {0};
	for (const struct json *item = json_first(value); item; item = json_next(item))
		buf_addf(&text, "%s%s", item == json_first(value) ? "" : "\n", json_str(item));
	return buf_take(&text);
}
