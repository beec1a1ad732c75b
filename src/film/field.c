/* SPDX-License-Identifier: MIT */
#include "film/field.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "film/expect.h"
#include "film/take.h"
#include "util/mem.h"
#include "util/text.h"

#define TYPED_MAX (1u << 20)

/* How a member lies in memory. */
enum store_as { AS_TEXT, AS_NUMBER, AS_JSON };

static enum store_as stored_as(const struct field *field)
{
	switch (field->kind) {
	case FIELD_NUMBER:
	case FIELD_WHOLE:
		return AS_NUMBER;
	case FIELD_SHAPE:
		return AS_JSON;
	default:
		return AS_TEXT;
	}
}

static char **text_at(const struct field *field, const void *thing)
{
	return (char **)((char *)thing + field->offset);
}

static double *number_at(const struct field *field, const void *thing)
{
	return (double *)((char *)thing + field->offset);
}

static struct json **json_at(const struct field *field, const void *thing)
{
	return (struct json **)((char *)thing + field->offset);
}

void fields_init(enum field_of of, void *thing)
{
	size_t count;
	const struct field *row = fields(of, &count);
	for (; count; row++, count--)
		if (stored_as(row) == AS_NUMBER)
			*number_at(row, thing) = NAN;
}

static void empty(const struct field *field, void *thing)
{
	switch (stored_as(field)) {
	case AS_TEXT:
		free(*text_at(field, thing));
		*text_at(field, thing) = NULL;
		break;
	case AS_NUMBER:
		*number_at(field, thing) = NAN;
		break;
	case AS_JSON:
		json_free(*json_at(field, thing));
		*json_at(field, thing) = NULL;
	}
}

void fields_clear(enum field_of of, void *thing)
{
	size_t count;
	const struct field *row = fields(of, &count);
	for (; count; row++, count--)
		empty(row, thing);
}

void fields_copy(enum field_of of, void *to, const void *from)
{
	size_t count;
	const struct field *row = fields(of, &count);
	for (; count; row++, count--) {
		const char *text;
		switch (stored_as(row)) {
		case AS_TEXT:
			text = *text_at(row, from);
			*text_at(row, to) = text ? xstrdup(text) : NULL;
			break;
		case AS_NUMBER:
			*number_at(row, to) = *number_at(row, from);
			break;
		case AS_JSON:
			*json_at(row, to) = json_copy(*json_at(row, from));
		}
	}
}

bool field_same(const struct field *field, const void *a, const void *b)
{
	const char *text_a, *text_b;
	double number_a, number_b;
	switch (stored_as(field)) {
	case AS_TEXT:
		text_a = *text_at(field, a);
		text_b = *text_at(field, b);
		return text_a && text_b ? strcmp(text_a, text_b) == 0 : text_a == text_b;
	case AS_NUMBER:
		number_a = *number_at(field, a);
		number_b = *number_at(field, b);
		return number_a == number_b || (isnan(number_a) && isnan(number_b));
	default:
		return json_equal(*json_at(field, a), *json_at(field, b));
	}
}

struct json *field_get(const struct field *field, const void *thing)
{
	double number;
	const char *text;
	switch (stored_as(field)) {
	case AS_TEXT:
		text = *text_at(field, thing);
		return text ? json_new_str(text) : NULL;
	case AS_NUMBER:
		number = *number_at(field, thing);
		return isnan(number) ? NULL : json_new_num(number);
	default:
		return json_copy(*json_at(field, thing));
	}
}

/* "1280x720": both even, the long side 256 … 3840, the short one 144 … 2160. */
static int check_size(const struct json *value, struct err *err)
{
	static const char what[] =
		"a size of even numbers from “256x144” to “3840x2160”, either way up";
	const char *text = json_str(value);
	int width, height, end = 0;
	if (!text || strspn(text, "0123456789x") != strlen(text) || strlen(text) > 9 ||
	    sscanf(text, "%4dx%4d%n", &width, &height, &end) != 2 || text[end] || *text == '0')
		return expected(err, what, JSON_STRING, value);
	int wide = width > height ? width : height, narrow = width > height ? height : width;
	if (width % 2 || height % 2 || wide < 256 || wide > 3840 || narrow < 144 || narrow > 2160)
		return expected(err, what, JSON_STRING, value);
	return 0;
}

static int check_take(const struct json *value, struct err *err)
{
	char name[16];
	const char *text = json_str(value);
	if (!text || take_name(text, name) < 0 || strcmp(text, name) != 0)
		return expected(err, "a take, like “t003”", JSON_STRING, value);
	return 0;
}

static int check(const struct field *field, const struct json *value, struct err *err)
{
	switch (field->kind) {
	case FIELD_LINE:
		return expect_text(value, (size_t)field->max, false, err);
	case FIELD_TEXT:
		return expect_text(value, (size_t)field->max, true, err);
	case FIELD_SLUG:
		return expect_slug(value, err);
	case FIELD_NUMBER:
		return expect_number(value, field->min, field->max, false, err);
	case FIELD_WHOLE:
		return expect_number(value, field->min, field->max, true, err);
	case FIELD_CHOICE:
		return field->open ? expect_text(value, (size_t)field->max, false, err)
				   : expect_choice(value, field->choices, err);
	case FIELD_SIZE:
		return check_size(value, err);
	case FIELD_TAKE:
		return check_take(value, err);
	case FIELD_SHAPE:
		return field->shape(value, err);
	}
	BUG("field %s has no kind", field->name);
}

int field_check(const struct field *field, const struct json *value, struct err *err)
{
	if (!value || check(field, value, err) == 0)
		return 0;
	return err_prefix(err, "%s: ", field->name);
}

int field_set(const struct field *field, void *thing, const struct json *value, struct err *err)
{
	if (field_check(field, value, err) < 0)
		return -1;
	struct json *copy = stored_as(field) == AS_JSON ? json_copy(value) : NULL;
	char *text = value && stored_as(field) == AS_TEXT ? lines_join(value) : NULL;
	double number = json_num(value);
	empty(field, thing);
	switch (stored_as(field)) {
	case AS_TEXT:
		if (text && !*text) { /* an empty text says no more than none */
			free(text);
			text = NULL;
		}
		*text_at(field, thing) = text;
		break;
	case AS_NUMBER:
		*number_at(field, thing) = number;
		break;
	case AS_JSON:
		*json_at(field, thing) = copy;
	}
	return 0;
}

/* A number as typed, its unit behind it or not; a text if it is none. */
static struct json *parse_number(const struct field *field, const char *typed)
{
	size_t bytes = strlen(typed), unit = field->unit ? strlen(field->unit) : 0;
	if (unit && bytes > unit && strcmp(typed + bytes - unit, field->unit) == 0)
		bytes -= unit;
	while (bytes && typed[bytes - 1] == ' ')
		bytes--;
	struct json *value = json_parse(typed, bytes, TYPED_MAX, "", NULL);
	if (json_type(value) == JSON_NUMBER)
		return value;
	json_free(value);
	return json_new_str(typed);
}

static struct json *parse_shape(const struct field *field, const char *typed, struct err *err)
{
	if (field->shorthand && !strchr("{[\"", *typed))
		return field->shorthand(typed);
	return json_parse(typed, strlen(typed), TYPED_MAX, field->name, err);
}

static struct json *parse(const struct field *field, const char *typed, struct err *err)
{
	char name[16];
	switch (field->kind) {
	case FIELD_NUMBER:
	case FIELD_WHOLE:
		return parse_number(field, typed);
	case FIELD_SHAPE:
		return parse_shape(field, typed, err);
	case FIELD_TAKE:
		return json_new_str(take_name(typed, name) < 0 ? typed : name);
	default:
		return json_new_str(typed);
	}
}

struct json *field_parse(const struct field *field, const char *typed, struct err *err)
{
	if (!*typed || strcmp(typed, "none") == 0)
		return NULL;
	struct json *value = parse(field, typed, err);
	if (value && field_check(field, value, err) < 0) {
		json_free(value);
		return NULL;
	}
	return value;
}

static bool reads_back(const struct field *field, const char *typed, const struct json *value)
{
	struct json *back = field_parse(field, typed, NULL);
	bool same = back && json_equal(back, value);
	json_free(back);
	return same;
}

static char *typed_shape(const struct field *field, const struct json *value)
{
	char *typed = field->typed ? field->typed(value) : NULL;
	if (typed && reads_back(field, typed, value))
		return typed;
	free(typed); /* a file called "none", say */
	return json_text(value);
}

static char *typed_number(const struct field *field, double number)
{
	struct buf typed = {0};
	json_print_num(&typed, number);
	if (field->unit)
		buf_addf(&typed, " %s", field->unit);
	return buf_take(&typed);
}

char *field_typed(const struct field *field, const void *thing)
{
	const char *text;
	const struct json *value;
	double number;
	switch (stored_as(field)) {
	case AS_TEXT:
		text = *text_at(field, thing);
		return text ? xstrdup(text) : NULL;
	case AS_NUMBER:
		number = *number_at(field, thing);
		return isnan(number) ? NULL : typed_number(field, number);
	default:
		value = *json_at(field, thing);
		return value ? typed_shape(field, value) : NULL;
	}
}
