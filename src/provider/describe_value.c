/* SPDX-License-Identifier: MIT */
#include "provider/describe_value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "provider/placeholder.h"
#include "provider/pointer.h"
#include "provider/wire.h"
#include "util/clock.h"
#include "util/mem.h"
#include "util/money.h"
#include "util/text.h"

#define SIDE_MAX 100000

static bool is_text(const struct json *value)
{
	return json_str(value) != NULL;
}

static bool is_number(const struct json *value)
{
	return json_num(value) >= 0;
}

static bool is_positive(const struct json *value)
{
	return json_num(value) > 0;
}

static bool is_count(const struct json *value)
{
	return json_num(value) >= 1 && json_num(value) == floor(json_num(value));
}

static bool is_currency(const struct json *value)
{
	return json_str(value) && money_is_currency(json_str(value));
}

static bool is_day(const struct json *value)
{
	return json_str(value) && clock_is_day(json_str(value));
}

static bool is_bool(const struct json *value)
{
	return json_type(value) == JSON_BOOL;
}

static bool is_code(const struct json *value)
{
	return json_str(value) || json_type(value) == JSON_NUMBER;
}

static bool is_word(const struct json *value)
{
	return json_str(value) && *json_str(value);
}

static bool is_name(const struct json *value)
{
	return json_str(value) && text_is_slug(json_str(value));
}

static bool is_variable(const struct json *value)
{
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789";
	const char *text = json_str(value);

	return text && *text && !(*text >= '0' && *text <= '9') && !text[strspn(text, letters)];
}

static bool is_pointer(const struct json *value)
{
	return json_str(value) && pointer_is_sound(json_str(value));
}

/* Behind it paths are put. */
static bool is_url(const struct json *value)
{
	const char *text = json_str(value);
	char *origin = text ? url_origin(text) : NULL;

	free(origin);
	return origin && !text[strcspn(text, "?#")];
}

bool shape_is_sound(const char *text, char between)
{
	int width, height, end = 0;
	char found;

	return text && sscanf(text, "%6d%c%6d%n", &width, &found, &height, &end) == 3 &&
	       found == between && width > 0 && height > 0 && width < SIDE_MAX &&
	       height < SIDE_MAX && !text[end];
}

static bool is_size(const struct json *value)
{
	return shape_is_sound(json_str(value), 'x');
}

static bool is_ratio(const struct json *value)
{
	return shape_is_sound(json_str(value), ':');
}

/* A text that the film chooses is no more than a part of an address. */
static bool is_loose(const struct placeholder *place)
{
	static const char *const texts[] = {"prompt", "avoid", "title", "model", "options"};
	size_t bytes = strcspn(place->name, "/");

	for (size_t i = 0; i < LENGTH(texts); i++)
		if (strlen(texts[i]) == bytes && strncmp(place->name, texts[i], bytes) == 0)
			return place->form != FORM_URL && place->form != FORM_PATH;
	return false;
}

static bool is_path(const struct json *value)
{
	struct placeholder place;

	for (const char *at = json_str(value); at && (at = strchr(at, '{')); at++)
		if (at[1] == '{')
			at++;
		else if (placeholder_read(at, &place) && is_loose(&place))
			return false;
	return json_str(value) != NULL;
}

static bool is_header(const char *name)
{
	static const char signs[] = "!#$%&'*+-.^_`|~0123456789"
				    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

	return *name && !name[strspn(name, signs)];
}

static bool is_line(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			return false;
	return true;
}

static bool is_header_name(const struct json *value)
{
	return json_str(value) && is_header(json_str(value));
}

static bool is_prefix(const struct json *value)
{
	return json_str(value) && is_line(json_str(value));
}

/* Names and texts; null takes one away. */
static bool is_headers(const struct json *value)
{
	if (json_type(value) != JSON_OBJECT)
		return false;
	for (const struct json *item = json_first(value); item; item = json_next(item))
		if (!is_header(json_name(item)) ||
		    (json_type(item) != JSON_NULL && !is_prefix(item)))
			return false;
	return true;
}

static const struct {
	bool (*one)(const struct json *value);
	const char *expected;
	enum {
		ONE,
		SEVERAL, /* or a list of them */
		FILLED,  /* that is not empty */
		LISTED,  /* a list and nothing else */
	} number;
} kinds[] = {
	[RULE_TEXT] = {is_text, "a text"},
	[RULE_TEXTS] = {is_text, "a text or a list of texts", SEVERAL},
	[RULE_LISTED] = {is_word, "a list of texts", LISTED},
	[RULE_WORDS] = {is_word, "a word or a list of words", FILLED},
	[RULE_CODES] = {is_code, "a text, a number or a list of them", SEVERAL},
	[RULE_VARIABLES] = {is_variable, "the name of a variable, or several", FILLED},
	[RULE_NAME] = {is_name, "the name of a provider"},
	[RULE_NUMBER] = {is_number, "a number of 0 and more"},
	[RULE_POSITIVE] = {is_positive, "a number above 0"},
	[RULE_COUNT] = {is_count, "a whole number from 1"},
	[RULE_CURRENCY] = {is_currency, "three capital letters, like “USD”"},
	[RULE_DAY] = {is_day, "a day like “2026-11-22”"},
	[RULE_BOOL] = {is_bool, "true or false"},
	[RULE_URLS] = {is_url, "an address like “https://host/v1”, or several", SEVERAL},
	[RULE_SIZES] = {is_size, "a list of sizes like “1280x720”", LISTED},
	[RULE_RATIOS] = {is_ratio, "a list of shapes like “16:9”", LISTED},
	[RULE_POINTERS] = {is_pointer, "a pointer like “/data/id”, or several", SEVERAL},
	[RULE_POINTER] = {is_pointer, "a pointer like “/data/id”"},
	[RULE_PATH] = {is_path, "a text, with the film's words as {model:path} or {model:url}"},
	[RULE_HEADER] = {is_header_name, "the name of a header"},
	[RULE_PREFIX] = {is_prefix, "a text of one line"},
	[RULE_HEADERS] = {is_headers, "names of headers, with texts of one line"},
	[RULE_LAST] = {NULL, NULL},
};

const struct json *value_misfit(enum rule_kind kind, const struct json *value, const char **what)
{
	bool list = json_type(value) == JSON_ARRAY;

	*what = kinds[kind].expected;
	if (!kinds[kind].one)
		return NULL;
	if (kinds[kind].number == ONE || (!list && kinds[kind].number != LISTED))
		return kinds[kind].one(value) ? NULL : value;
	for (const struct json *item = list ? json_first(value) : NULL; item;
	     item = json_next(item))
		if (!kinds[kind].one(item))
			return item;
	return list && (json_len(value) || kinds[kind].number != FILLED) ? NULL : value;
}
