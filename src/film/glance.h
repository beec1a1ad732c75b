/* SPDX-License-Identifier: MIT
 *
 * A quick look at the takes of many scenes. What was seen in takes/ is kept in
 * .scenetty/glances, and believed as long as the scene's folder and the take's
 * recipe are the same files, unchanged: two system calls a scene instead of
 * fifteen.
 *
 * For one walk over a film, or for asking scene by scene for as long as takes/
 * itself is the same folder.
 */
#ifndef FILM_GLANCE_H
#define FILM_GLANCE_H

#include "film/take.h"

struct glances;

/* Borrows the descriptor. Never fails: without what was kept it takes longer. */
struct glances *glances_open(int film_dir);
/* As takes_glance(); but of the take only name, clip, seconds, made, intent and
 * sha256 are told. */
int glances_take(struct glances *glances, const char *scene, const char *name,
		 struct take_list *out, size_t *count, struct err *err);
/* Writes what is new down, if it is worth a file. */
void glances_keep(struct glances *glances);
/* Keeps and frees. */
void glances_close(struct glances *glances);

#endif
