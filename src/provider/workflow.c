/* SPDX-License-Identifier: MIT */
#include "provider/workflow.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "provider/describe.h"
#include "provider/pointer.h"
#include "util/buf.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define GRAPHS "graphs" /* where they are kept in a description, by their files' names */

struct reading {
	const struct json *places;
	struct json *used; /* by name */
	struct buf at;     /* where we are, as a pointer */
	struct err *err;
};

/* The bytes of "{{name}}" at `text`, 0 if it is none; *name is new. */
static size_t place_at(const char *text, char **name)
{
	size_t bytes = strncmp(text, "{{", 2) == 0
			       ? strspn(text + 2, "abcdefghijklmnopqrstuvwxyz0123456789_")
			       : 0;

	if (!bytes || strncmp(text + 2 + bytes, "}}", 2) != 0)
		return 0;
	*name = xstrndup(text + 2, bytes);
	return bytes + 4;
}

static int unknown_place(const struct reading *reading, const char *name)
{
	struct buf known = {0};

	for (const struct json *item = json_first(reading->places); item; item = json_next(item))
		buf_addf(&known, "%s{{%s}}", known.len ? ", " : "", json_name(item));
	err_set(reading->err, ERR_INVALID, "nothing fills {{%.40s}}; there are %s", name,
		buf_str(&known));
	buf_free(&known);
	return -1;
}

/* Returns new; NULL where a place is none. */
static struct json *read_text(struct reading *reading, const char *text)
{
	struct buf out = {0};
	struct json *json = NULL;
	char *name;
	int result = 0;

	while (*text && result == 0) {
		size_t bytes = place_at(text, &name);
		const char *stands = bytes ? json_get_str(reading->places, name) : NULL;

		if (!bytes) {
			buf_add_str(&out, *text == '{' ? "{{" : (char[]){*text, 0});
			text++;
			continue;
		}
		if (stands) {
			buf_add_str(&out, stands);
			json_set_bool(reading->used, name, true);
		} else {
			result = unknown_place(reading, name);
		}
		free(name);
		text += bytes;
	}
	if (result == 0)
		json = json_new_str(buf_str(&out));
	buf_free(&out);
	return json;
}

/* Returns new; NULL with the place of what is wrong in `at`. */
static struct json *read_value(struct reading *reading, const struct json *value)
{
	enum json_type type = json_type(value);
	struct json *out = type == JSON_OBJECT ? json_new_object() : json_new_array();
	size_t index = 0;

	if (type != JSON_OBJECT && type != JSON_ARRAY) {
		json_free(out);
		return json_str(value) ? read_text(reading, json_str(value)) : json_copy(value);
	}
	for (const struct json *item = json_first(value); item; item = json_next(item)) {
		size_t before = reading->at.len;
		struct json *one;

		pointer_enter(&reading->at, json_name(item), index++);
		one = read_value(reading, item);
		if (!one) {
			json_free(out);
			return NULL;
		}
		reading->at.data[reading->at.len = before] = '\0';
		if (type == JSON_OBJECT)
			json_set(out, json_name(item), one);
		else
			json_push(out, one);
	}
	return out;
}

/* What a place used says of a model: "{seed}" that it takes a seed. */
static void tell(struct json *can, const char *stands, bool used)
{
	static const struct {
		const char *value, *can, *needs;
	} rows[] = {
		{"{seed", "seed", NULL},
		{"{avoid", "avoid", NULL},
		{"{start", "start", "start_needed"},
		{"{end", "end", "end_needed"},
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		if (!strstr(stands, rows[i].value) || json_true(json_get(can, rows[i].can)))
			continue;
		json_set_bool(can, rows[i].can, used);
		if (rows[i].needs)
			json_set_bool(can, rows[i].needs, used);
	}
}

static int check_needs(const struct json *graph, const struct reading *reading, const char *name)
{
	const struct json *needs = json_get(graph, "needs");

	for (const struct json *item = json_str(needs) ? needs : json_first(needs); item;
	     item = json_str(needs) ? NULL : json_next(item))
		if (!json_get(reading->used, json_str(item)))
			return err_set(reading->err, ERR_INVALID,
				       "%s has no “{{%s}}”: write it where the graph has that",
				       name, json_str(item));
	return 0;
}

static struct json *read_graph(struct reading *reading, const struct json *root, const char *text,
			       size_t bytes, const char *name, const struct json *graph,
			       struct err *err)
{
	const char *otherwise = json_get_str(graph, "otherwise");
	struct json *template, *out;

	if (!pointers_find(root, json_get(graph, "at"))) {
		err_set(err, ERR_INVALID, "%s is no such workflow%s%s", name, otherwise ? ": " : "",
			otherwise ? otherwise : "");
		return NULL;
	}
	template = read_value(reading, root);
	if (!template) {
		err_set(err, ERR_INVALID, "%s:%d: %s", name,
			json_line(text, bytes, buf_str(&reading->at)), err_text(reading->err));
		return NULL;
	}
	out = json_new_object();
	json_set(out, "graph", template);
	json_set(out, "can", json_new_object());
	for (const struct json *item = json_first(reading->places); item; item = json_next(item))
		tell(json_get(out, "can"), json_str(item) ? json_str(item) : "",
		     json_get(reading->used, json_name(item)) != NULL);
	if (check_needs(graph, reading, name) == 0)
		return out;
	err_move(err, reading->err);
	json_free(out);
	return NULL;
}

struct json *workflow_parse(const char *text, size_t bytes, const char *name,
			    const struct json *graph, struct err *err)
{
	struct err why = {0};
	struct json *root = json_parse(text, bytes, DESCRIPTION_BYTES_MAX, name, err), *out;
	struct reading reading = {
		.places = json_get(graph, "places"), .used = json_new_object(), .err = &why};

	buf_add_str(&reading.at, "");
	out = root ? read_graph(&reading, root, text, bytes, name, graph, err) : NULL;
	json_free(root);
	json_free(reading.used);
	buf_free(&reading.at);
	err_clear(&why);
	return out;
}

/* Returns new: where the file lies, or would. */
static char *path_of(char *const folders[FOLDERS], const char *name)
{
	const char *home = getenv("HOME");
	char *path = NULL;

	if (strncmp(name, "~/", 2) == 0 && home)
		return xasprintf("%s%s", home, name + 1);
	for (size_t i = 0; *name != '/' && i < FOLDERS; i++) {
		char *next = folders[i] ? xasprintf("%s/%s", folders[i], name) : NULL;

		if (next && access(next, F_OK) == 0) {
			free(path);
			return next;
		}
		if (path)
			free(next);
		else
			path = next;
	}
	return path ? path : xstrdup(name);
}

/* The graphs of a description. */
struct loading {
	char *const *folders;
	const struct json *graph; /* what there is to know of them */
	struct json *graphs;      /* those that are read, by name */
	struct buf *at;
	struct err *err;
};

static int load_file(struct loading *loading, const char *name)
{
	char *path = path_of(loading->folders, name), *shown = text_path(path);
	struct buf text = {0};
	struct json *read = NULL;

	if (file_read(AT_FDCWD, path, DESCRIPTION_BYTES_MAX, &text, loading->err) == 0)
		read = workflow_parse(buf_str(&text), text.len, shown, loading->graph,
				      loading->err);
	if (read)
		json_set(loading->graphs, name, read);
	buf_free(&text);
	free(shown);
	free(path);
	return read ? 0 : -1;
}

/* That of the description, a model, or of what changes in it with a picture. */
static int load_one(struct loading *loading, const struct json *row)
{
	const char *name = json_get_str(row, "workflow");
	size_t before = loading->at->len;

	if (!name || json_get(loading->graphs, name))
		return 0;
	pointer_enter(loading->at, "workflow", 0);
	if (!json_get(loading->graph, "places"))
		return err_set(loading->err, ERR_INVALID,
			       "nothing here takes one: let it be \"like\" one that does");
	if (load_file(loading, name) < 0)
		return -1;
	loading->at->data[loading->at->len = before] = '\0';
	return 0;
}

/* The rows of a model's "given", or of "models", and those in them. */
static int load_rows(struct loading *loading, const struct json *row, const char *rows)
{
	size_t before = loading->at->len;

	for (const struct json *item = json_first(json_get(row, rows)); item;
	     item = json_next(item)) {
		pointer_enter(loading->at, rows, 0);
		pointer_enter(loading->at, json_name(item), 0);
		if (load_one(loading, item) < 0 || load_rows(loading, item, "given") < 0)
			return -1;
		loading->at->data[loading->at->len = before] = '\0';
	}
	return 0;
}

int workflow_load(struct json *description, char *const folders[FOLDERS], struct buf *at,
		  struct err *err)
{
	struct loading loading = {
		.folders = folders,
		.graph = json_get(description, "graph"),
		.graphs = json_new_object(),
		.at = at,
		.err = err,
	};
	int result;

	buf_add_str(at, "");
	result = load_one(&loading, description) < 0
			 ? -1
			 : load_rows(&loading, description, "models");
	json_set(description, GRAPHS, loading.graphs);
	return result;
}

bool workflow_is_missing(const struct json *description)
{
	return json_get(description, "graph") && !json_len(json_get(description, GRAPHS));
}

static void replace(struct json *value, const struct json *graph)
{
	for (struct json *item = json_first(value); item; item = json_next(item)) {
		if (json_str(item) && json_name(item) &&
		    strcmp(json_str(item), "{workflow}") == 0) {
			json_set(value, json_name(item), json_copy(graph));
			return;
		}
		replace(item, graph);
	}
}

void workflow_lay(struct json *wire, struct json *can)
{
	const char *own = json_get_str(can, "workflow");
	const char *name = own ? own : json_get_str(wire, "workflow");
	struct json *graphs = json_detach(wire, GRAPHS);
	const struct json *row = name ? json_get(graphs, name) : NULL;

	if (row) {
		json_set_str(wire, "workflow", name);
		replace(json_get(wire, "create"), json_get(row, "graph"));
	}
	for (const struct json *item = json_first(json_get(row, "can")); item;
	     item = json_next(item))
		if (!json_get(can, json_name(item)))
			json_set(can, json_name(item), json_copy(item));
	json_free(graphs);
}

int workflow_check(const struct json *wire, const struct json *recipe, const char *provider,
		   struct err *err)
{
	if (!json_get(wire, "graph"))
		return 0;
	if (json_len(json_get(recipe, "options")))
		return err_set(err, ERR_INVALID,
			       "%s takes no options: write them into the workflow, and take "
			       "“options” away",
			       provider);
	if (json_get(wire, "workflow"))
		return 0;
	return err_set(err, ERR_INVALID,
		       "%s has no workflow for this: choose a model that has one, or make a "
		       "provider of your own that is like it, with \"workflow\", your file",
		       provider);
}

void workflow_fill(const struct json *wire, struct json *values)
{
	if (json_get(wire, "graph") && !json_get(values, "avoid"))
		json_set_str(values, "avoid", "");
}
