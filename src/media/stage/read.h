/* SPDX-License-Identifier: MIT
 *
 * Reading a text for what can be seen: things in the order of mention, where
 * and in which light it is, what the camera does.
 */
#ifndef MEDIA_STAGE_READ_H
#define MEDIA_STAGE_READ_H

#include "media/stage/lexicon.h"

/* One of the film's cast that the prompt may name. */
struct member {
	char *name;
	char *pictogram; /* NULL: nothing to be seen of it */
	enum stance stance;
	int index; /* in the film's cast */
};
struct cast {
	struct member *list;
	size_t count, room;
	struct dictionary names; /* an entry's count is the place in the list, from 1 */
};

struct sights {
	struct stage_thing *things;
	size_t count, room;
	int facets[FACETS]; /* FACET_SILENT where nothing was said */
};

void sights_init(struct sights *sights);
/* Reads the words on top of what is there. `cast` may be NULL. */
void sights_read(struct sights *sights, const struct lexicon *lexicon,
		 const struct language *language, const struct words *words,
		 const struct cast *cast);
void sights_clear(struct sights *sights);
void thing_clear(struct stage_thing *thing);

/* Fills a zeroed cast from the recipe's. Who has no pictogram gets one from the
 * words of name and looks; what a place says of itself goes into `scenery`. */
int cast_read(struct cast *cast, const struct lexicon *lexicon, const struct language *language,
	      const struct json *list, struct sights *scenery, struct err *err);
void cast_clear(struct cast *cast);

#endif
