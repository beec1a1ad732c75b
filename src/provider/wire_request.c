/* SPDX-License-Identifier: MIT
 *
 * Requests, filled from a description.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "provider/wire_private.h"
#include "util/mem.h"
#include "util/text.h"

#define TIMEOUT_S 60.0

char *url_origin(const char *url)
{
	bool secure = strncasecmp(url, "https://", 8) == 0;
	const char *host, *end, *port;

	if (!secure && strncasecmp(url, "http://", 7) != 0)
		return NULL;
	host = url + strlen(secure ? "https://" : "http://");
	end = host + strcspn(host, "/?#");
	for (const char *user = host; user < end; user++)
		if (*user == '@' || *user == '\\' || (unsigned char)*user <= ' ')
			return NULL; /* nobody's name stands in a URL of ours */
	port = *host == '[' ? memchr(host, ']', (size_t)(end - host)) : host;
	if (!port)
		return NULL;
	port = memchr(port, ':', (size_t)(end - port));
	if (host == (port ? port : end))
		return NULL;

	struct buf out = {0};

	buf_addf(&out, "%s://%.*s:", secure ? "https" : "http", (int)((port ? port : end) - host),
		 host);
	if (port && end - port > 1)
		buf_add(&out, port + 1, (size_t)(end - port - 1));
	else
		buf_add_str(&out, secure ? "443" : "80");
	for (char *c = out.data; c && *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return buf_take(&out);
}

static bool same_origin(const char *a, const char *b)
{
	char *one = url_origin(a), *other = url_origin(b);
	bool same = one && other && strcmp(one, other) == 0;

	free(one);
	free(other);
	return same;
}

static const char *base_of(const struct json *wire, const struct task *task)
{
	const struct json *base = json_get(wire, "base");

	if (task->base)
		return task->base;
	return json_str(base) ? json_str(base) : json_str(json_first(base));
}

/* Returns new: an URL of the base and a path; a path from "/" that the base's own path
 * begins ("/api/v1/videos/7" below ".../api/v1") counts from the origin. */
static char *join(const char *base, const char *path)
{
	size_t bytes = strlen(base);
	const char *host = strstr(base, "://");
	const char *own = host ? strchr(host + 3, '/') : NULL;

	while (bytes && base[bytes - 1] == '/')
		bytes--;
	if (own && bytes > (size_t)(own - base)) {
		size_t prefix = bytes - (size_t)(own - base);

		if (strncmp(path, own, prefix) == 0 && path[prefix] == '/')
			bytes = (size_t)(own - base);
	}
	return xasprintf("%.*s%s%s", (int)bytes, base, *path == '/' || !*path ? "" : "/", path);
}

/* Returns new, takes the URL: what stands in none is written as it must be. */
static char *without_blanks(char *url)
{
	struct buf out = {0};

	for (const char *c = url; *c; c++) {
		unsigned char byte = (unsigned char)*c;

		if (byte > ' ' && byte < 0x7f)
			buf_add_char(&out, *c);
		else
			buf_addf(&out, "%%%02X", byte);
	}
	free(url);
	return buf_take(&out);
}

/* The URL, where all of it is known, else the path below the base. */
static char *make_url(const struct json *wire, const struct json *request, const struct task *task,
		      const struct template_values *values, struct err *err)
{
	const char *base = base_of(wire, task);
	const char *url = json_get_str(request, "url"), *path = json_get_str(request, "path");
	char *told = url ? template_text(url, values, path ? NULL : err) : NULL, *below, *out;

	if (told && (strncasecmp(told, "https://", 8) == 0 || strncasecmp(told, "http://", 7) == 0))
		return without_blanks(told);
	below = told || (url && !path) ? told : template_text(path ? path : "", values, err);
	if (below && !base)
		err_set(err, ERR_INVALID, "no server is named: give its URL as \"base\"");
	out = below && base ? without_blanks(join(base, below)) : NULL;
	free(below);
	return out;
}

/* Those of all requests are for the base's own origin, as the key is: users keep secrets
 * there. */
static struct json *make_headers(const struct json *wire, const struct json *request, bool home,
				 const struct template_values *values, struct err *err)
{
	const struct json *sources[] = {home ? json_get(wire, "headers") : NULL,
					json_get(request, "headers")};
	struct json *out = json_new_object();

	for (size_t i = 0; i < LENGTH(sources); i++) {
		struct json *filled = template_fill(sources[i], values, err);

		for (const struct json *item = json_first(filled); item; item = json_next(item)) {
			char *text = json_str(item) ? xstrdup(json_str(item)) : json_text(item);
			char *line = text_clean(text, false, 0); /* a line's end would end it */

			json_set_str(out, json_name(item), line);
			free(line);
			free(text);
		}
		json_free(filled);
	}
	return out;
}

/* Files of a form stay as they are: what they name is put in when it is sent. */
static struct json *make_form(const struct json *form, const struct template_values *values,
			      struct err *err)
{
	struct json *out = json_new_object();

	for (const struct json *item = json_first(form); item; item = json_next(item)) {
		if (template_file(item, values)) {
			json_set(out, json_name(item), json_copy(item));
			continue;
		}
		if (json_str(item) && strstr(json_str(item), ":file"))
			continue; /* no such picture */

		struct json *value = template_fill(item, values, err);

		if (value && json_name(item) && strcmp(json_name(item), "...") == 0) {
			for (const struct json *more = json_first(value); more;
			     more = json_next(more))
				json_set(out, json_name(more), json_copy(more));
			json_free(value);
		} else if (value) {
			json_set(out, json_name(item), value);
		}
	}
	return out;
}

static const struct wire_picture *find_picture(const struct task *task, const char *name)
{
	for (size_t i = 0; name && i < task->picture_count; i++)
		if (strcmp(task->pictures[i].name, name) == 0)
			return &task->pictures[i];
	return NULL;
}

int wire_make(const struct json *wire, const struct json *request, const struct task *task,
	      struct wire_request *out, struct err *err)
{
	struct template_values values = {task->values, task->pictures, task->picture_count};
	const struct json *json = json_get(request, "json"), *form = json_get(request, "form");
	const char *method = json_get_str(request, "method"), *base = base_of(wire, task);
	double timeout = json_get_num(request, "timeout");
	struct err own = {0};

	*out = (struct wire_request){.timeout = isnan(timeout) ? TIMEOUT_S : timeout};
	out->url = make_url(wire, request, task, &values, &own);
	out->keyed = out->url && base && same_origin(out->url, base);
	out->headers = make_headers(wire, request, out->keyed, &values, &own);
	if (json) {
		out->body = WIRE_JSON;
		out->json = template_fill(json, &values, &own);
	} else if (form) {
		out->body = WIRE_FORM;
		out->json = make_form(form, &values, &own);
	} else if (json_get(request, "bytes")) {
		out->body = WIRE_BYTES;
		out->bytes = find_picture(task, json_get_str(request, "bytes"));
	}
	out->method = xstrdup(method ? method : out->body == WIRE_NO_BODY ? "GET" : "POST");
	out->clip_inside = wire_rule(wire, request, "base64") != NULL;
	if (!own.kind)
		return 0;
	wire_request_clear(out);
	return err_move(err, &own);
}

void wire_request_clear(struct wire_request *request)
{
	free(request->method);
	free(request->url);
	json_free(request->headers);
	json_free(request->json);
	*request = (struct wire_request){0};
}

/* Those that are meant for what was last heard of the job, one behind the other. */
static const struct json *meant(const struct json *request, const struct task *task, size_t nth)
{
	for (; request; request = json_get(request, "else")) {
		const char *only = json_get_str(request, "while");
		bool fits = !only || (task->heard && strcmp(only, task->heard) == 0);

		if (fits && nth-- == 0)
			return request;
	}
	return NULL;
}

bool wire_ask(const struct json *wire, const struct task *task, const char *which, size_t nth,
	      struct wire_request *out)
{
	const struct json *request = meant(json_get(wire, which), task, nth);
	struct err err = {0};
	bool made = request && wire_make(wire, request, task, out, &err) == 0;

	err_clear(&err);
	return made;
}
