/* SPDX-License-Identifier: MIT */
#include "board/messages.h"

#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

#define KEPT 500

static bool must_be_read(const struct notice *message)
{
	return message->style == STYLE_WARN || message->style == STYLE_BAD;
}

static void forget_oldest(struct messages *messages)
{
	free(messages->items[0].text);
	messages->count--;
	memmove(messages->items, messages->items + 1, messages->count * sizeof *messages->items);
	if (messages->shown)
		messages->shown--;
}

static bool is_last(const struct messages *messages, enum style style, const char *text)
{
	const struct notice *last =
		messages->count ? &messages->items[messages->count - 1] : NULL;

	return last && last->style == style && strcmp(last->text, text) == 0;
}

void messages_add(struct messages *messages, enum style style, char *text)
{
	const struct notice *shown = messages_shown(messages);
	bool waits = shown && must_be_read(shown) && !messages->is_read;

	if (is_last(messages, style, text)) { /* a key that is held down says it once */
		free(text);
	} else {
		GROW(messages->items, messages->count, messages->room);
		messages->items[messages->count++] = (struct notice){style, text};
	}
	if (!waits) {
		messages->shown = messages->count - 1;
		messages->is_read = false;
	}
	if (messages->count > KEPT)
		forget_oldest(messages);
}

const struct notice *messages_shown(const struct messages *messages)
{
	return messages->shown < messages->count ? &messages->items[messages->shown] : NULL;
}

/* The next to be shown: one that must be read, else the last. */
static size_t next_of(const struct messages *messages)
{
	size_t next = messages->shown + 1;

	while (next + 1 < messages->count && !must_be_read(&messages->items[next]))
		next++;
	return next;
}

size_t messages_waiting(const struct messages *messages)
{
	size_t waiting = 0;

	for (size_t i = messages->shown + 1; i < messages->count; i++)
		waiting += must_be_read(&messages->items[i]) || i + 1 == messages->count;
	return waiting;
}

bool messages_read(struct messages *messages)
{
	const struct notice *shown = messages_shown(messages);

	if (!shown)
		return false;
	if (messages->shown + 1 < messages->count) {
		messages->shown = next_of(messages);
		messages->is_read = false;
		return true;
	}
	if (!messages->is_read) {
		messages->is_read = true;
		return true;
	}
	return false;
}

void messages_free(struct messages *messages)
{
	for (size_t i = 0; i < messages->count; i++)
		free(messages->items[i].text);
	free(messages->items);
}
