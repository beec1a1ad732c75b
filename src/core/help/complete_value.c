/* SPDX-License-Identifier: MIT
 *
 * What the value of a field may become.
 */
#include <stdlib.h>
#include <string.h>

#include "core/help/complete.h"
#include "core/help/offers.h"
#include "film/shape.h"
#include "util/mem.h"
#include "util/text.h"

#define HELP_MAX 200 /* who shows it cuts it to the room there is */

void completion_offer(struct completion *out, const char *typed, const char *word, const char *help,
		      bool goes_on)
{
	typed += out->from;
	if (strncmp(word, typed, strlen(typed)) != 0)
		return;
	GROW(out->items, out->count, out->room);
	out->items[out->count++] = (struct candidate){
		.word = xstrdup(word),
		.help = text_clean(help ? help : "", false, HELP_MAX),
		.goes_on = goes_on,
	};
}

void completion_clear(struct completion *out)
{
	for (size_t i = 0; i < out->count; i++) {
		free(out->items[i].word);
		free(out->items[i].help);
	}
	free(out->items);
	*out = (struct completion){0};
}

static void offer_all(struct completion *out, const char *typed, const struct offers *offers)
{
	for (size_t i = 0; i < offers->count; i++)
		completion_offer(out, typed, offers->items[i].word, offers->items[i].note, false);
}

/* What is typed ends in "@" and the beginning of a name; states are offered behind its
 * colon. */
static void offer_mentions(const struct film *film, const char *typed, struct completion *out)
{
	const char *at = strrchr(typed + out->from, '@');
	struct offers offers = {0};
	bool states;

	if (!at || strpbrk(at, " \t\n"))
		return;
	out->from = (size_t)(at + 1 - typed);
	states = strchr(at, ':') != NULL;
	offers_cast(film, &offers);
	for (size_t i = 0; i < offers.count; i++)
		if (states == (strchr(offers.items[i].word, ':') != NULL))
			completion_offer(out, typed, offers.items[i].word, offers.items[i].note,
					 false);
	offers_clear(&offers);
}

void complete_value(struct session *session, enum field_of of, const char *name,
		    const struct field *field, const char *typed, struct completion *out)
{
	struct offers offers = {0};

	if (field->kind == FIELD_TEXT) {
		offer_mentions(session->store.film, typed, out);
		return;
	}
	offers_field(session, of, name, field, &offers);
	offer_all(out, typed, &offers);
	offers_clear(&offers);
	out->files = field->shape == shape_frame || field->shape == shape_picture ||
		     field->shape == shape_music;
}
