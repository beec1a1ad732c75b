/* SPDX-License-Identifier: MIT */
#include "provider/placeholder.h"

#include <stdlib.h>
#include <string.h>

#include "provider/template.h"
#include "util/text.h"

static const char *const form_names[FORMS] = {
	"",     "int",      "float",  "text", "bool", "url",
	"path", "data_uri", "base64", "file", "type", "name",
};

static enum form form_of(const char *name, size_t bytes)
{
	for (enum form form = FORM_INT; form < FORMS; form++)
		if (strlen(form_names[form]) == bytes && !strncmp(form_names[form], name, bytes))
			return form;
	return FORMS;
}

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '/';
}

size_t placeholder_read(const char *text, struct placeholder *out)
{
	const char *at = text + 1;
	size_t bytes = 0;

	*out = (struct placeholder){0};
	while (is_name_char(at[bytes]) && bytes < sizeof out->name - 1)
		bytes++;
	if (!bytes)
		return 0;
	memcpy(out->name, at, bytes);
	at += bytes;
	if (*at == '*') {
		out->many = true;
		at++;
	}
	if (*at == ':') {
		bytes = strcspn(++at, "?}");
		out->form = form_of(at, bytes);
		if (out->form == FORMS)
			return 0;
		at += bytes;
	}
	if (*at == '?') {
		out->optional = true;
		at++;
	}
	return *at == '}' ? (size_t)(at + 1 - text) : 0;
}

bool placeholder_alone(const char *text, struct placeholder *out)
{
	return text && *text == '{' && text[1] != '{' &&
	       placeholder_read(text, out) == strlen(text);
}

static int no_placeholder(const char *at, struct err *err)
{
	char *shown = text_clean(at, false, 40);

	err_set(err, ERR_INVALID, "expected {NAME}, {NAME:TYPE} or {NAME:TYPE?}, found “%s”",
		shown);
	free(shown);
	return -1;
}

static int check_text(const char *text, bool (*known)(const char *name), struct err *err)
{
	struct placeholder place;

	for (const char *at = text; (at = strchr(at, '{'));) {
		if (at[1] == '{') {
			at += 2;
			continue;
		}

		size_t bytes = placeholder_read(at, &place);

		if (!bytes)
			return no_placeholder(at, err);
		if (!known(place.name))
			return err_set(err, ERR_INVALID, "there is no {%s} to be filled in",
				       place.name);
		at += bytes;
	}
	return 0;
}

int template_check(const struct json *template, bool (*known)(const char *name), struct err *err)
{
	if (json_str(template))
		return check_text(json_str(template), known, err);
	for (const struct json *item = json_first(template); item; item = json_next(item))
		if (template_check(item, known, err) < 0)
			return -1;
	return 0;
}

bool placeholder_many(const struct json *template, struct placeholder *out)
{
	const char *text = json_str(template);

	for (const char *at = text; at && (at = strchr(at, '{')); at += at[1] == '{' ? 2 : 1)
		if (at[1] != '{' && placeholder_read(at, out) && out->many)
			return true;
	for (const struct json *item = text ? NULL : json_first(template); item;
	     item = json_next(item))
		if (placeholder_many(item, out))
			return true;
	return false;
}
