/* SPDX-License-Identifier: MIT
 *
 * What a field may say, for the person to choose from: words and what they are.
 */
#ifndef CORE_HELP_OFFERS_H
#define CORE_HELP_OFFERS_H

#include "core/session/session.h"
#include "film/field.h"

struct offer {
	char *word, *note; /* note may be NULL */
};

struct offers {
	struct offer *items;
	size_t count, room;
};

/* For a field of a scene, cast member or the film; nothing where anything goes. `name`
 * is the scene's id, NULL where it is no one scene's. Looks at the folder refs/ for files. */
void offers_field(struct session *session, enum field_of of, const char *name,
		  const struct field *field, struct offers *out);
/* Members of the cast and their states: "kitten", "kitten:fireman". */
void offers_cast(const struct film *film, struct offers *out);
void offers_clear(struct offers *offers);

#endif
