/* SPDX-License-Identifier: MIT */
#include "provider/describe.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "provider/describe_value.h"
#include "provider/pointer.h"
#include "provider/template.h"
#include "util/buf.h"
#include "util/mem.h"
#include "util/text.h"

#define PLACE_SHOWN 60 /* code points of a member's name */
#define FOUND_SHOWN 40 /* of what stands there instead */

struct check {
	struct buf at; /* where it is, as a pointer */
	struct err *err;
};

/* People put the key where its place should be named, or a password into an address. */
static bool is_secret(struct check *check, const char *text)
{
	static const char *const places[] = {"/key", "/headers"};
	bool is = strchr(text, '@') || strstr(text, "key=");

	for (size_t i = 0; i < LENGTH(places); i++)
		is |= strncmp(buf_str(&check->at), places[i], strlen(places[i])) == 0;
	return is;
}

static int expected(struct check *check, const char *what, const struct json *found)
{
	enum json_type type = json_type(found);
	char *text = json_str(found) ? text_clean(json_str(found), false, FOUND_SHOWN) : NULL;

	if (text && is_secret(check, json_str(found)))
		err_set(check->err, ERR_INVALID,
			"expected %s, found a text that may be secret and is not shown", what);
	else if (text)
		err_set(check->err, ERR_INVALID, "expected %s, found “%s”", what, text);
	else if (type == JSON_NUMBER)
		err_set(check->err, ERR_INVALID, "expected %s, found %g", what, json_num(found));
	else
		err_set(check->err, ERR_INVALID, "expected %s, found %s", what,
			type == JSON_ARRAY && !json_len(found) ? "an empty list"
							       : json_type_word(type));
	free(text);
	return -1;
}

/* What can be told from the value alone. */
static int check_plain(struct check *check, enum rule_kind kind, const struct json *value)
{
	const char *what;
	const struct json *wrong = value_misfit(kind, value, &what);

	return wrong ? expected(check, what, wrong) : 0;
}

static int check_choice(struct check *check, const char *const *choices, const struct json *value)
{
	struct buf list = {0};

	for (size_t i = 0; choices[i]; i++) {
		if (json_str(value) && strcmp(json_str(value), choices[i]) == 0) {
			buf_free(&list);
			return 0;
		}
		buf_addf(&list, "%s%s", i == 0 ? "" : choices[i + 1] ? ", " : " or ", choices[i]);
	}
	expected(check, buf_str(&list), value);
	buf_free(&list);
	return -1;
}

static bool any_name(const char *name)
{
	return true;
}

static int check_members(struct check *check, const struct rule *row, const struct json *object);

/* A pointer, an object of find_rules, or a list of either. */
static int check_find(struct check *check, const struct json *value)
{
	int result = 0;

	if (json_type(value) == JSON_OBJECT)
		return check_members(check, find_rules, value);
	if (json_type(value) != JSON_ARRAY)
		return check_plain(check, RULE_POINTERS, value);
	for (const struct json *item = json_first(value); item && result == 0;
	     item = json_next(item))
		result = json_type(item) == JSON_OBJECT ? check_members(check, find_rules, item)
							: check_plain(check, RULE_POINTER, item);
	return result;
}

/* A list of numbers, or from where to where. */
static int check_numbers(struct check *check, const struct json *value)
{
	double min = json_get_num(value, "min"), max = json_get_num(value, "max");

	if (json_type(value) == JSON_OBJECT) {
		if (check_members(check, range_rules, value) < 0)
			return -1;
		if (min > max)
			return err_set(check->err, ERR_INVALID,
				       "expected “min” to be at most “max”, found %g and %g", min,
				       max);
		return 0;
	}
	if (json_type(value) != JSON_ARRAY)
		return expected(check, "a list of numbers or {\"min\", \"max\"}", value);
	for (const struct json *item = json_first(value); item; item = json_next(item))
		if (check_plain(check, RULE_POSITIVE, item) < 0)
			return -1;
	return 0;
}

static int check_value(struct check *check, const struct rule *rule, enum rule_kind kind,
		       const struct json *value)
{
	if (check_plain(check, kind, value) < 0)
		return -1;
	switch (kind) {
	case RULE_NUMBERS:
		return check_numbers(check, value);
	case RULE_CHOICE:
		return check_choice(check, rule->choices, value);
	case RULE_FIND:
		return check_find(check, value);
	case RULE_PATH:
	case RULE_HEADERS:
	case RULE_TEMPLATE:
		return template_check(value, any_name, check->err);
	case RULE_OBJECT:
		return check_members(check, rule->inside, value);
	case RULE_PATCH:
		return check_members(check, description_rules, value);
	case RULE_MODEL:
		return check_members(check, model_rules, value);
	default:
		return 0;
	}
}

/* Every value of a list or a map; the place of what is wrong stays. */
static int check_each(struct check *check, const struct rule *rule, const struct json *value)
{
	enum rule_kind kind = rule->kind == RULE_LIST ? RULE_OBJECT : rule->each;
	size_t index = 0;

	if (json_type(value) != (rule->kind == RULE_LIST ? JSON_ARRAY : JSON_OBJECT))
		return expected(check, rule->kind == RULE_LIST ? "a list" : "an object", value);
	for (const struct json *item = json_first(value); item; item = json_next(item)) {
		size_t before = check->at.len;

		pointer_enter(&check->at, json_name(item), index++);
		if (check_value(check, rule, kind, item) < 0)
			return -1;
		check->at.data[check->at.len = before] = '\0';
	}
	return 0;
}

static const struct rule *find_rule(const struct rule *row, const char *name)
{
	for (; row->name; row++)
		if (strcmp(row->name, name) == 0)
			return row;
	return NULL;
}

static int unknown_member(struct check *check, const struct rule *row, const char *name)
{
	const char *near = NULL;

	for (; row->name; row++)
		if (text_distance(row->name, name) <= 2)
			near = row->name;
	if (near)
		return err_set(check->err, ERR_INVALID,
			       "no member “%.40s” belongs here; did you "
			       "mean “%s”?",
			       name, near);
	return err_set(check->err, ERR_INVALID, "no member “%.40s” belongs here", name);
}

static int check_members(struct check *check, const struct rule *row, const struct json *object)
{
	if (json_type(object) != JSON_OBJECT)
		return expected(check, "an object", object);
	for (const struct json *item = json_first(object); item; item = json_next(item)) {
		size_t before = check->at.len;
		const struct rule *rule = find_rule(row, json_name(item));
		int result;

		pointer_enter(&check->at, json_name(item), 0);
		if (!rule)
			return unknown_member(check, row, json_name(item));
		if (json_type(item) == JSON_NULL)
			result = 0; /* takes one away */
		else if (rule->kind == RULE_LIST || rule->kind == RULE_MAP)
			result = check_each(check, rule, item);
		else
			result = check_value(check, rule, rule->kind, item);
		if (result < 0)
			return -1;
		check->at.data[check->at.len = before] = '\0';
	}
	return 0;
}

/* The name of the nearest member: elements of a list have none. Returns new. */
static char *member_of(const char *at)
{
	char *path = xstrdup(at), *part, *member;

	while ((part = strrchr(path, '/')) && part[1] &&
	       !part[1 + strspn(part + 1, "0123456789")])
		*part = '\0';
	member = text_clean(part ? part + 1 : "", false, PLACE_SHOWN);
	free(path);
	return member;
}

int description_err(const char *text, size_t bytes, const char *name, const char *at,
		    const struct err *why, struct err *err)
{
	char *member = member_of(at), *said = text_clean(err_text(why), false, 0);

	err_set(err, ERR_INVALID, "%s:%d: %s%s%s", name, json_line(text, bytes, at), member,
		*member ? ": " : "", said);
	free(member);
	free(said);
	return -1;
}

struct json *description_parse(const char *text, size_t bytes, const char *name, struct err *err)
{
	struct err why = {0};
	struct json *json = json_parse(text, bytes, DESCRIPTION_BYTES_MAX, name, err);
	struct check check = {.err = &why};

	if (!json)
		return NULL;
	buf_add_str(&check.at, "");
	if (check_members(&check, description_rules, json) < 0) {
		description_err(text, bytes, name, buf_str(&check.at), &why, err);
		json_free(json);
		json = NULL;
	}
	buf_free(&check.at);
	err_clear(&why);
	return json;
}
