/* SPDX-License-Identifier: MIT
 *
 * Where the scene of an id stands, without looking at all of them. It holds hashes
 * and hints: a scene that has moved a little since is found near its old place, and
 * when that fails the index is made anew. For rows.c, which keeps it told.
 */
#ifndef FILM_ROWS_INDEX_H
#define FILM_ROWS_INDEX_H

#include "film/film.h"

struct rows_index *rows_index_new(void);
void rows_index_free(struct rows_index *index);
/* The scene at this position has got its id. */
void rows_index_add(struct film *film, size_t at);
/* The scene about to go. */
void rows_index_drop(struct film *film);
/* The position, or the count where there is none. */
size_t rows_index_find(const struct film *film, const char *id);

#endif
