/* SPDX-License-Identifier: MIT
 *
 * What a word being typed may become: commands, options, scenes, takes, fields
 * and their choices, read from the tables and the film.
 */
#ifndef CORE_COMPLETE_H
#define CORE_COMPLETE_H

#include "core/call.h"

/* Completes the last of the words of a command line and writes a line for each
 * candidate to the call's output: the word, a tab, what it is. ":files" and
 * ":folders" stand for paths. Opens the film the words name, if it can. */
void complete_words(struct call *call, size_t count, char *const *words);

#endif
