/* SPDX-License-Identifier: MIT
 *
 * A text as scenes: a script is parted at its headings ("12. INT. BUS - NIGHT"), a text
 * that has none at its empty lines, a list at each line; "1." and "-" begin a part anywhere
 * in such a text. A line that begins with "#" names the group of what follows.
 */
#ifndef CORE_SCENES_SCRIPT_H
#define CORE_SCENES_SCRIPT_H

#include <stddef.h>

struct script_part {
	char *title; /* the heading; NULL: it has none */
	char *text;  /* as it stands there, with the heading */
	char *group; /* NULL: none was named */
};

/* Usable when zeroed. */
struct script {
	struct script_part *parts;
	size_t count, room;
};

void script_read(const char *text, struct script *out);
void script_clear(struct script *script);

#endif
