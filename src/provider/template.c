/* SPDX-License-Identifier: MIT */
#include "provider/template.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "provider/placeholder.h"
#include "provider/pointer.h"
#include "util/base64.h"
#include "util/mem.h"
#include "util/text.h"

/* What is filled, and which one of many. */
struct filling {
	const struct template_values *values;
	size_t index;
	struct err *err;
	bool failed;
	bool absent; /* an optional was */
};

static const struct wire_picture *picture_of(const struct filling *filling, const char *name)
{
	const struct template_values *values = filling->values;
	size_t nth = filling->index;

	for (size_t i = 0; i < values->picture_count; i++)
		if (strcmp(values->pictures[i].name, name) == 0 && nth-- == 0)
			return &values->pictures[i];
	return NULL;
}

static const struct json *value_of(const struct filling *filling, const struct placeholder *place)
{
	char pointer[sizeof place->name + 1];

	pointer[0] = '/';
	strcpy(pointer + 1, place->name);

	const struct json *value = pointer_find(filling->values->values, pointer);

	if (!place->many || json_type(value) != JSON_ARRAY)
		return value;
	value = json_first(value);
	for (size_t i = 0; value && i < filling->index; i++)
		value = json_next(value);
	return value;
}

static struct json *picture_text(const struct wire_picture *picture, enum form form)
{
	struct buf out = {0};

	if (form == FORM_TYPE)
		return json_new_str(picture->type);
	if (form == FORM_DATA_URI)
		buf_addf(&out, "data:%s;base64,", picture->type);
	base64_add(&out, picture->bytes, picture->count);

	struct json *text = json_new_str(buf_str(&out));

	buf_free(&out);
	return text;
}

/* Returns new: the value as a text. */
static char *plain(const struct json *value)
{
	struct buf out = {0};

	if (json_type(value) == JSON_NUMBER)
		json_print_num(&out, json_num(value));
	else if (json_str(value))
		buf_add_str(&out, json_str(value));
	else
		json_print(&out, value);
	return buf_take(&out);
}

static double number_of(const struct json *value)
{
	return json_str(value) ? strtod(json_str(value), NULL) : json_num(value);
}

/* Cuts a URL down to the last part of its path, without what a colon or a query adds. */
static void keep_name(char *url)
{
	char *name;

	url[strcspn(url, "?#")] = '\0';
	name = strrchr(url, '/');
	if (name)
		memmove(url, name + 1, strlen(name));
	url[strcspn(url, ":")] = '\0';
}

static struct json *formed(const struct json *value, enum form form)
{
	struct json *out;
	char *text;

	switch (form) {
	case FORM_INT:
		return json_new_num(round(number_of(value)));
	case FORM_FLOAT:
		return json_new_num(number_of(value));
	case FORM_BOOL:
		return json_new_bool(json_true(value));
	case FORM_TEXT:
	case FORM_NAME:
		text = plain(value);
		if (form == FORM_NAME)
			keep_name(text);
		out = json_new_str(text);
		free(text);
		return out;
	default:
		return json_copy(value);
	}
}

/* Returns new; NULL where the value is absent, which fails unless it is optional. */
static struct json *resolve(struct filling *filling, const struct placeholder *place)
{
	const struct json *value = value_of(filling, place);
	const struct wire_picture *picture;

	if (value)
		return formed(value, place->form);
	picture = picture_of(filling, place->name);
	if (picture)
		return picture_text(picture, place->form);
	filling->absent = true;
	if (!place->optional && !filling->failed) {
		filling->failed = true;
		err_set(filling->err, ERR_INVALID, "it needs {%s}, which there is none of",
			place->name);
	}
	return NULL;
}

static void add_percent(struct buf *out, const char *text, const char *signs)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		    strchr(signs, c))
			buf_add_char(out, *text);
		else
			buf_addf(out, "%%%02X", c);
	}
}

/* A film names models: none may lead to another request of the service than is meant. */
static bool leads_down(const char *path)
{
	size_t bytes;

	for (;; path += bytes + 1) {
		bytes = strcspn(path, "/");
		if (!bytes || (bytes <= 2 && strspn(path, ".") >= bytes))
			return false;
		if (!path[bytes])
			return true;
	}
}

static void refuse_path(struct filling *filling, const char *path)
{
	char *shown = text_clean(path, false, 80);

	if (!filling->failed)
		err_set(filling->err, ERR_INVALID, "“%s” can't be part of an address", shown);
	filling->failed = true;
	free(shown);
}

/* Writes a placeholder's value into a text; false if it is absent, or can't stand there. */
static bool write_value(struct filling *filling, const struct placeholder *place, struct buf *out)
{
	struct json *value = resolve(filling, place);

	if (!value)
		return false;

	char *text = plain(value);
	bool fits = place->form != FORM_PATH || leads_down(text);

	if (!fits)
		refuse_path(filling, text);
	else if (place->form == FORM_URL || place->form == FORM_PATH)
		add_percent(out, text, place->form == FORM_URL ? "-._~" : "-._~:@/");
	else
		buf_add_str(out, text);
	free(text);
	json_free(value);
	return fits;
}

/* Returns new; NULL when an optional in it is absent, or on failure. */
static char *fill_text(struct filling *filling, const char *text)
{
	struct buf out = {0};
	struct placeholder place;
	bool whole = true;

	while (whole && *text) {
		size_t bytes = strcspn(text, "{");

		buf_add(&out, text, bytes);
		text += bytes;
		if (!*text)
			break;
		if (text[1] == '{') {
			buf_add_char(&out, '{');
			text += 2;
			continue;
		}
		text += placeholder_read(text, &place);
		whole = write_value(filling, &place, &out);
	}
	if (whole)
		return buf_take(&out);
	buf_free(&out);
	return NULL;
}

static struct json *fill(struct filling *filling, const struct json *template);

static struct json *fill_array(struct filling *filling, const struct json *template)
{
	struct json *out = json_new_array();

	for (const struct json *item = json_first(template); item; item = json_next(item)) {
		struct placeholder many;
		bool repeated = placeholder_many(item, &many);
		struct filling one = *filling;

		for (one.index = 0;; one.index++) {
			if (repeated && !value_of(&one, &many) && !picture_of(&one, many.name))
				break;

			one.absent = false;

			struct json *value = fill(&one, item);

			if (value && !one.absent)
				json_push(out, value);
			else
				json_free(value);
			if (!repeated)
				break;
		}
		filling->failed = one.failed;
	}
	return out;
}

static struct json *fill_object(struct filling *filling, const struct json *template)
{
	struct json *out = json_new_object();

	for (const struct json *item = json_first(template); item; item = json_next(item)) {
		struct json *value = fill(filling, item);

		if (strcmp(json_name(item), "...") != 0) {
			if (value)
				json_set(out, json_name(item), value);
			continue;
		}
		for (const struct json *more = json_first(value); more; more = json_next(more))
			json_set(out, json_name(more), json_copy(more));
		json_free(value);
	}
	return out;
}

/* Returns new; NULL where it goes. */
static struct json *fill(struct filling *filling, const struct json *template)
{
	struct placeholder alone;
	struct json *out;
	char *text;

	switch (json_type(template)) {
	case JSON_OBJECT:
		out = fill_object(filling, template);
		break;
	case JSON_ARRAY:
		out = fill_array(filling, template);
		/* A list of nothing but what is absent is absent. */
		if (!json_len(out) && json_len(template)) {
			json_free(out);
			return NULL;
		}
		return out;
	case JSON_STRING:
		if (placeholder_alone(json_str(template), &alone))
			return resolve(filling, &alone);
		text = fill_text(filling, json_str(template));
		out = text ? json_new_str(text) : NULL;
		free(text);
		return out;
	default:
		return json_copy(template);
	}
	/* So is an object that lost all it had. */
	if (!json_len(out) && json_len(template)) {
		json_free(out);
		return NULL;
	}
	return out;
}

struct json *template_fill(const struct json *template, const struct template_values *values,
			   struct err *err)
{
	struct filling filling = {.values = values, .err = err};
	struct json *out = fill(&filling, template);

	if (filling.failed) {
		json_free(out);
		return NULL;
	}
	return out;
}

char *template_text(const char *template, const struct template_values *values, struct err *err)
{
	struct filling filling = {.values = values, .err = err};
	char *out = fill_text(&filling, template);

	if (!out && !filling.failed)
		err_set(err, ERR_INVALID, "“%s” has nothing to be filled with", template);
	return out;
}

const struct wire_picture *template_file(const struct json *value,
					 const struct template_values *values)
{
	struct filling filling = {.values = values};
	struct placeholder alone;

	if (!placeholder_alone(json_str(value), &alone) || alone.form != FORM_FILE)
		return NULL;
	return picture_of(&filling, alone.name);
}
