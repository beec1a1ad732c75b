/* SPDX-License-Identifier: MIT
 *
 * film.json: text to film and back. Reading checks everything and says the
 * first thing that is wrong as "NAME:LINE: …what was expected"; printing gives
 * the same bytes for the same film, one member a line, members in the order of
 * the field tables, then those nobody knows by name, then cast and scenes. Text
 * with line breaks is an array of lines on disk, one string everywhere else.
 */
#ifndef FILM_FILM_JSON_H
#define FILM_FILM_JSON_H

#include "film/film.h"
#include "util/buf.h"
#include "util/err.h"

/* A film larger than this is refused. 10,000 scenes with 2 KB of prompt are 20 MB. */
#define FILM_BYTES_MAX (32u << 20)

/* Returns new. */
struct film *film_parse(const char *text, size_t bytes, const char *name, struct err *err);
/* Returns new: the film of a text's first bytes, as far as its scenes stand there whole, in
 * *used bytes; NULL if there are none, or something is wrong. */
struct film *film_beginning(const char *text, size_t bytes, size_t *used);
void film_print(const struct film *film, struct buf *out);

/* One scene as JSON, for edits and --json; returns new. */
struct json *scene_to_json(const struct scene *scene);
/* Fills a zeroed struct; on failure it is empty again. */
int scene_from_json(struct scene *scene, const struct json *json, struct err *err);

/* What is not wrong but deserves a word: members and choices that look misspelt,
 * @names without a cast member, a start that names no scene or leads back to
 * itself. Calls for each with the line in the text (0 if not known); the remark is
 * cleaned. */
typedef void film_remark_fn(void *arg, int line, const char *remark);
void film_remarks(const struct film *film, const char *text, size_t bytes,
		  film_remark_fn *say, void *arg);

#endif
