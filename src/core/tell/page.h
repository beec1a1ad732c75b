/* SPDX-License-Identifier: MIT
 *
 * Prose on an output: headings, wrapped text, entries with a hanging indent.
 */
#ifndef CORE_TELL_PAGE_H
#define CORE_TELL_PAGE_H

#include <stddef.h>

#include "core/tell/output.h"

/* An empty line goes before it unless it is the first thing on the page. */
void page_heading(struct output *out, const char *heading);
/* The text, its own line breaks kept, wrapped and indented. */
void page_text(struct output *out, enum style style, size_t indent, const char *text);
/* "  head      text", the text beginning at column `indent`; on a line of its own
 * where the head is longer than that. */
void page_entry(struct output *out, const char *head, size_t indent, const char *text);

#endif
