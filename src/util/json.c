/* SPDX-License-Identifier: MIT
 *
 * cJSON's only home: `struct json` is a cJSON node under another name.
 */
#include "util/json.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "util/json_scan.h"
#include "util/mem.h"

static cJSON *node(const struct json *json)
{
	return (cJSON *)json;
}

static struct json *wrap(cJSON *made)
{
	return (struct json *)made;
}

/* A node cJSON could not get memory for. */
static cJSON *made(cJSON *item)
{
	if (!item)
		BUG("out of memory for a JSON value");
	return item;
}

static struct json *parse(const char *text, size_t bytes, int values, const char *name,
			  struct err *err)
{
	if (json_scan(text, bytes, values, name, err) < 0)
		return NULL;
	cJSON *root = cJSON_ParseWithLength(text, bytes);
	if (!root)
		err_set(err, ERR_INVALID, "%s: not JSON", name);
	return wrap(root);
}

struct json *json_parse(const char *text, size_t bytes, size_t limit, const char *name,
			struct err *err)
{
	if (bytes > limit) {
		err_set(err, ERR_INVALID, "%s: larger than %zu bytes", name, limit);
		return NULL;
	}
	return parse(text, bytes, JSON_VALUES_MAX, name, err);
}

struct json *json_parse_reply(const char *text, size_t bytes)
{
	return parse(text, bytes, JSON_REPLY_VALUES_MAX, "reply", NULL);
}

void json_free(struct json *json)
{
	cJSON_Delete(node(json));
}

struct json *json_copy(const struct json *json)
{
	return json ? wrap(made(cJSON_Duplicate(node(json), true))) : NULL;
}

bool json_equal(const struct json *a, const struct json *b)
{
	if (!a || !b)
		return a == b;
	if (json_type(a) != json_type(b))
		return false;
	switch (json_type(a)) {
	case JSON_NUMBER:
		return json_num(a) == json_num(b);
	case JSON_STRING:
		return strcmp(json_str(a), json_str(b)) == 0;
	case JSON_BOOL:
		return json_true(a) == json_true(b);
	case JSON_ARRAY:
	case JSON_OBJECT:
		break;
	default:
		return true;
	}
	if (json_len(a) != json_len(b))
		return false;
	const struct json *in_a = json_first(a), *in_b = json_first(b);
	for (; in_a && in_b; in_a = json_next(in_a), in_b = json_next(in_b)) {
		const char *name = json_name(in_a);
		if (!json_equal(in_a, name ? json_get(b, name) : in_b))
			return false;
	}
	return true;
}

enum json_type json_type(const struct json *json)
{
	if (!json)
		return JSON_ABSENT;
	switch (node(json)->type & 0xff) {
	case cJSON_True:
	case cJSON_False:
		return JSON_BOOL;
	case cJSON_Number:
		return JSON_NUMBER;
	case cJSON_String:
		return JSON_STRING;
	case cJSON_Array:
		return JSON_ARRAY;
	case cJSON_Object:
		return JSON_OBJECT;
	default:
		return JSON_NULL;
	}
}

const char *json_type_word(enum json_type type)
{
	static const char *const words[] = {
		[JSON_ABSENT] = "nothing",     [JSON_NULL] = "null",
		[JSON_BOOL] = "true or false", [JSON_NUMBER] = "a number",
		[JSON_STRING] = "a text",      [JSON_ARRAY] = "a list",
		[JSON_OBJECT] = "an object",
	};
	return words[type];
}

const char *json_str(const struct json *json)
{
	return json_type(json) == JSON_STRING ? node(json)->valuestring : NULL;
}

double json_num(const struct json *json)
{
	return json_type(json) == JSON_NUMBER ? node(json)->valuedouble : NAN;
}

bool json_true(const struct json *json)
{
	return json && cJSON_IsTrue(node(json));
}

bool json_is_whole(const struct json *json)
{
	double number = json_num(json);
	return !isnan(number) && floor(number) == number && fabs(number) <= 9007199254740992.0;
}

size_t json_len(const struct json *json)
{
	enum json_type type = json_type(json);
	if (type != JSON_ARRAY && type != JSON_OBJECT)
		return 0;
	return (size_t)cJSON_GetArraySize(node(json));
}

struct json *json_get(const struct json *object, const char *name)
{
	if (json_type(object) != JSON_OBJECT)
		return NULL;
	return wrap(cJSON_GetObjectItemCaseSensitive(node(object), name));
}

const char *json_get_str(const struct json *object, const char *name)
{
	return json_str(json_get(object, name));
}

double json_get_num(const struct json *object, const char *name)
{
	return json_num(json_get(object, name));
}

struct json *json_first(const struct json *container)
{
	enum json_type type = json_type(container);
	return type == JSON_ARRAY || type == JSON_OBJECT ? wrap(node(container)->child) : NULL;
}

struct json *json_next(const struct json *item)
{
	return wrap(node(item)->next);
}

const char *json_name(const struct json *item)
{
	return item ? node(item)->string : NULL;
}

struct json *json_new_object(void)
{
	return wrap(made(cJSON_CreateObject()));
}

struct json *json_new_array(void)
{
	return wrap(made(cJSON_CreateArray()));
}

struct json *json_new_str(const char *text)
{
	return wrap(made(cJSON_CreateString(text)));
}

struct json *json_new_num(double number)
{
	return wrap(made(cJSON_CreateNumber(number)));
}

struct json *json_new_bool(bool truth)
{
	return wrap(made(cJSON_CreateBool(truth)));
}

void json_set(struct json *object, const char *name, struct json *value)
{
	cJSON *old = node(json_get(object, name));
	if (!value)
		cJSON_Delete(cJSON_DetachItemViaPointer(node(object), old));
	else if (old)
		cJSON_ReplaceItemInObjectCaseSensitive(node(object), name, node(value));
	else
		cJSON_AddItemToObject(node(object), name, node(value));
}

void json_set_str(struct json *object, const char *name, const char *text)
{
	json_set(object, name, text ? json_new_str(text) : NULL);
}

void json_set_num(struct json *object, const char *name, double number)
{
	json_set(object, name, json_new_num(number));
}

void json_set_bool(struct json *object, const char *name, bool truth)
{
	json_set(object, name, json_new_bool(truth));
}

void json_push(struct json *array, struct json *value)
{
	cJSON_AddItemToArray(node(array), node(value));
}

struct json *json_detach(struct json *object, const char *name)
{
	return wrap(cJSON_DetachItemFromObjectCaseSensitive(node(object), name));
}
