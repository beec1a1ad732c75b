/* SPDX-License-Identifier: MIT
 *
 * What the two halves of the store share.
 */
#ifndef FILM_STORE_PRIVATE_H
#define FILM_STORE_PRIVATE_H

#define FILM_NAME "film.json"

/* An id for a film of this title (may be NULL); returns new. */
char *make_film_id(const char *title);

#endif
