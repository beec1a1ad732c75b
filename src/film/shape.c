/* SPDX-License-Identifier: MIT */
#include "film/shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "film/expect.h"
#include "film/frame.h"
#include "film/take.h"
#include "util/mem.h"
#include "util/money.h"
#include "util/text.h"

#define WHY_MAX 100
#define NOTE_MAX 4000
#define STATE_MAX 2000

static const char *const transition_kinds[] = {"cut", "dissolve", NULL};

/* Members of an object that are numbers, all of them optional. */
struct number_rule {
	const char *name; /* NULL ends the list */
	double min, max;
};

static int check_numbers(const struct json *object, const struct number_rule *rule, struct err *err)
{
	for (; rule->name; rule++) {
		const struct json *value = json_get(object, rule->name);
		if (value && expect_number(value, rule->min, rule->max, false, err) < 0)
			return in_member(err, rule->name);
	}
	return 0;
}

static int check_object(const struct json *value, const struct number_rule *rules, struct err *err)
{
	if (expect_type(value, JSON_OBJECT, err) < 0 || expect_kept_numbers(value, err) < 0)
		return -1;
	return rules ? check_numbers(value, rules, err) : 0;
}

int shape_frame(const struct json *value, struct err *err)
{
	static const char what[] =
		"“previous”, “SCENE/last”, “SCENE@SECONDS” or {\"file\": \"PATH\"}";
	const char *text = json_str(value);
	double seconds;
	if (json_type(value) == JSON_OBJECT)
		return expect_file(value, err) < 0 ? -1 : expect_kept_numbers(value, err);
	if (!text)
		return expected(err, what, JSON_STRING, value);
	if (strcmp(text, "previous") == 0)
		return 0;
	char *scene = frame_scene(text, &seconds);
	if (!scene)
		return expected(err, what, JSON_STRING, value);
	free(scene);
	return 0;
}

static int check_axes(const struct json *axes, struct err *err)
{
	if (axes && expect_type(axes, JSON_OBJECT, err) < 0)
		return -1;
	for (const struct json *item = json_first(axes); item; item = json_next(item))
		if (expect_number(item, 0, 5, false, err) < 0)
			return in_member(err, json_name(item));
	return 0;
}

static int check_why(const struct json *why, struct err *err)
{
	if (why && expect_type(why, JSON_ARRAY, err) < 0)
		return -1;
	for (const struct json *item = json_first(why); item; item = json_next(item))
		if (expect_text(item, WHY_MAX, false, err) < 0)
			return -1;
	return 0;
}

/* What people say of one take. */
static int check_take(const struct json *take, struct err *err)
{
	static const struct number_rule rules[] = {
		{"in", 0, 86400}, {"out", 0, 86400}, {"stars", 0, 5}, {NULL, 0, 0}};
	if (check_object(take, rules, err) < 0)
		return -1;
	if (json_get_num(take, "out") <= json_get_num(take, "in"))
		return err_set(err, ERR_INVALID, "out: expected a time behind “in”");
	if (check_axes(json_get(take, "axes"), err) < 0)
		return in_member(err, "axes");
	if (check_why(json_get(take, "why"), err) < 0)
		return in_member(err, "why");
	const struct json *note = json_get(take, "note");
	return note && expect_text(note, NOTE_MAX, true, err) < 0 ? in_member(err, "note") : 0;
}

int shape_takes(const struct json *value, struct err *err)
{
	char name[16];
	if (expect_type(value, JSON_OBJECT, err) < 0)
		return -1;
	for (const struct json *take = json_first(value); take; take = json_next(take)) {
		if (take_name(json_name(take), name) < 0 || strcmp(name, json_name(take)) != 0) {
			err_set(err, ERR_INVALID, "expected the name of a take, like “t003”");
			return in_member(err, json_name(take));
		}
		if (check_take(take, err) < 0)
			return in_member(err, name);
	}
	return 0;
}

int shape_transition(const struct json *value, struct err *err)
{
	static const struct number_rule rules[] = {{"seconds", 0.04, 60}, {NULL, 0, 0}};
	if (check_object(value, rules, err) < 0)
		return -1;
	if (expect_choice(json_get(value, "kind"), transition_kinds, err) < 0)
		return in_member(err, "kind");
	return 0;
}

int shape_options(const struct json *value, struct err *err)
{
	return check_object(value, NULL, err);
}

int shape_music(const struct json *value, struct err *err)
{
	static const struct number_rule rules[] = {{"gain_db", -60, 20}, {NULL, 0, 0}};
	return expect_file(value, err) < 0 ? -1 : check_object(value, rules, err);
}

int shape_budget(const struct json *value, struct err *err)
{
	static const struct number_rule rules[] = {{"film", 0, 1e9},
						   {"day", 0, 1e9},
						   {"film_seconds", 0, 1e9},
						   {"day_seconds", 0, 1e9},
						   {NULL, 0, 0}};
	if (json_str(value))
		return expected(err, "a budget, like “20 USD, 5 USD a day, 90 s a day”",
				JSON_OBJECT, value);
	if (check_object(value, rules, err) < 0)
		return -1;
	const struct json *currency = json_get(value, "currency");
	const char *code = json_str(currency);
	if (currency && (!code || !money_is_currency(code))) {
		expected(err, "three capital letters, like “USD”", JSON_STRING, currency);
		return in_member(err, "currency");
	}
	return 0;
}

int shape_picture(const struct json *value, struct err *err)
{
	return expect_file(value, err) < 0 ? -1 : expect_kept_numbers(value, err);
}

int shape_states(const struct json *value, struct err *err)
{
	if (expect_type(value, JSON_OBJECT, err) < 0)
		return -1;
	for (const struct json *state = json_first(value); state; state = json_next(state)) {
		if (!text_is_slug(json_name(state))) {
			err_set(err, ERR_INVALID, "expected a slug for the name of a state");
			return in_member(err, json_name(state));
		}
		if (expect_text(state, STATE_MAX, true, err) < 0)
			return in_member(err, json_name(state));
	}
	return 0;
}

/* "refs/a.png", but neither "match/last" nor a slip like "match/first". */
static bool is_file_name(const char *typed)
{
	double seconds;
	char *scene = frame_scene(typed, &seconds);
	const char *slash = strrchr(typed, '/'), *dot = strrchr(slash ? slash : typed, '.');
	free(scene);
	return !scene && dot && dot[1] && !strchr("0123456789", dot[1]);
}

struct json *shorthand_frame(const char *typed)
{
	return is_file_name(typed) ? shorthand_file(typed) : json_new_str(typed);
}

char *typed_frame(const struct json *value)
{
	return json_str(value) ? xstrdup(json_str(value)) : typed_file(value);
}

struct json *shorthand_transition(const char *typed)
{
	struct json *value = json_new_object();
	const char *blank = strchr(typed, ' ');
	size_t bytes = blank ? (size_t)(blank - typed) : strlen(typed);
	char *kind = xstrndup(typed, bytes);
	json_set_str(value, "kind", kind);
	free(kind);
	if (blank) {
		char *end;
		double seconds = strtod(blank, &end);
		end += strspn(end, " ");
		end += *end == 's';
		json_set(value, "seconds", *end ? json_new_str(blank + 1) : json_new_num(seconds));
	}
	return value;
}

char *typed_transition(const struct json *value)
{
	const char *kind = json_get_str(value, "kind");
	const struct json *seconds = json_get(value, "seconds");
	struct buf typed = {0};
	buf_add_str(&typed, kind);
	if (seconds) {
		buf_add_char(&typed, ' ');
		json_print_num(&typed, json_num(seconds));
		buf_add_str(&typed, " s");
	}
	return buf_take(&typed);
}

/* The members of a budget, in the order in which they are told. */
static const struct {
	const char *name;
	bool seconds, day;
} caps[] = {
	{"film", false, false},
	{"day", false, true},
	{"film_seconds", true, false},
	{"day_seconds", true, true},
};

/* "5 USD a day", "90 s": puts the number where it belongs, and the currency if it says
 * one. False for anything else, and for what was said before. */
static bool read_cap(const char *typed, double limits[LENGTH(caps)], char currency[4])
{
	char *end;
	double number = strtod(typed, &end);
	size_t which = 0;
	bool seconds, day;

	if (end == typed || !isfinite(number))
		return false;
	end += strspn(end, " ");
	seconds = *end == 's';
	if (seconds) {
		end++;
	} else if (strspn(end, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3) {
		if (*currency && strncmp(currency, end, 3) != 0)
			return false;
		memcpy(currency, end, 3);
		end += 3;
	}
	end += strspn(end, " ");
	day = strncmp(end, "a day", 5) == 0;
	end += day ? 5 : 0;
	while (caps[which].seconds != seconds || caps[which].day != day)
		which++;
	if (!isnan(limits[which]) || end[strspn(end, " ")])
		return false;
	limits[which] = number;
	return true;
}

struct json *shorthand_budget(const char *typed)
{
	double limits[LENGTH(caps)] = {NAN, NAN, NAN, NAN};
	char currency[4] = "", *copy = xstrdup(typed), *rest = copy, *part;
	struct json *value = NULL;

	while ((part = strsep(&rest, ",")) && read_cap(part, limits, currency))
		;
	free(copy);
	if (part)
		return json_new_str(typed);
	value = json_new_object();
	for (size_t i = 0; i < LENGTH(caps); i++)
		if (!isnan(limits[i]))
			json_set_num(value, caps[i].name, limits[i]);
	json_set_str(value, "currency", *currency ? currency : NULL);
	return value;
}

char *typed_budget(const struct json *value)
{
	const char *currency = json_get_str(value, "currency");
	struct buf typed = {0};

	for (size_t i = 0; i < LENGTH(caps); i++) {
		double limit = json_get_num(value, caps[i].name);

		if (isnan(limit))
			continue;
		buf_add_str(&typed, typed.len ? ", " : "");
		json_print_num(&typed, limit);
		if (caps[i].seconds)
			buf_add_str(&typed, " s");
		else if (currency)
			buf_addf(&typed, " %s", currency);
		buf_add_str(&typed, caps[i].day ? " a day" : "");
	}
	return buf_take(&typed);
}

struct json *shorthand_file(const char *typed)
{
	struct json *value = json_new_object();
	json_set_str(value, "file", typed);
	return value;
}

char *typed_file(const struct json *value)
{
	return xstrdup(json_get_str(value, "file"));
}
