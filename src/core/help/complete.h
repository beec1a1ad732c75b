/* SPDX-License-Identifier: MIT
 *
 * What a word being typed may become: commands, options, scenes, takes, fields
 * and their values, read from the tables and the film. The shells' completion, the
 * board's line of commands and its forms ask here.
 */
#ifndef CORE_HELP_COMPLETE_H
#define CORE_HELP_COMPLETE_H

#include "core/language/call.h"
#include "core/language/words.h"
#include "core/session/session.h"
#include "film/field.h"

struct candidate {
	char *word;   /* what may stand from `from` on; not quoted */
	char *help;   /* "" for none */
	bool goes_on; /* the word does not end there: "shot=" */
};

struct completion {
	size_t from; /* bytes of the word that stay; what comes behind becomes a candidate */
	struct candidate *items;
	size_t count, room;
	bool files, folders; /* paths may stand there too, of files or folders alone */
};

struct completer {
	struct session *session;
	bool board;          /* its commands too, and none of the options for scripts */
	const char *here;    /* the scene that "." is; may be NULL */
	char *const *themes; /* NULL-ended; may be NULL */
};

/* Completes the last word, or the one that begins where the line ends. Opens the film
 * that the words name if none is open, where that can be done. */
void complete(const struct completer *completer, const struct words *words, struct completion *out);
/* Completes the value of a field (offers.h), in texts the member of the cast whose
 * @name is being typed at the end. `name` is the scene's id, NULL where it is no one
 * scene's. Zero `out` but for `from`, where the value begins in what is typed. */
void complete_value(struct session *session, enum field_of of, const char *name,
		    const struct field *field, const char *typed, struct completion *out);
/* Offers a word if what is typed from out->from on may become it. */
void completion_offer(struct completion *out, const char *typed, const char *word, const char *help,
		      bool goes_on);
void completion_clear(struct completion *out);

/* For the shells: completes the last of the words and writes a line for each candidate
 * to the call's output: the word, a tab, what it is. ":files" and ":folders" stand for
 * paths. */
void complete_words(struct call *call, size_t count, char *const *words);

#endif
