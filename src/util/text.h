/* SPDX-License-Identifier: MIT
 *
 * Text of people and of strangers. All text in the house is UTF-8; what comes
 * from outside goes through text_clean() before it reaches a terminal.
 */
#ifndef UTIL_TEXT_H
#define UTIL_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads the code point at `text` (NUL ends it) into *point and returns its
 * bytes, 1 to 4; 0 at the end; for a byte that starts no valid UTF-8 sequence
 * (overlong forms and surrogates too) returns 1 with *point U+FFFD. */
size_t text_next(const char *text, uint32_t *point);
bool text_is_utf8(const char *text, size_t bytes);
/* Appends the UTF-8 form of a code point to out, which has room for 4 bytes;
 * returns how many were written. */
size_t text_put(char *out, uint32_t point);
/* Code points in the text. */
size_t text_count(const char *text);

/* Of words: letters, digits and what is written over and under them. */
bool text_is_letter(uint32_t point);
uint32_t text_lower(uint32_t point);
/* Returns new: the text in lower case and without accents: é → e, œ → oe. */
char *text_plain(const char *text);
/* The same for one code point; returns its bytes, none for what stands over or under a
 * letter. */
#define TEXT_PLAIN_MAX 96
size_t text_plain_point(uint32_t point, char out[TEXT_PLAIN_MAX]);

/* How many characters of ASCII without controls the text begins with: nearly all of
 * most texts, each a byte and a column. */
size_t text_ascii(const char *text);

/* True for a code point that must never reach a terminal or a one-line field as
 * it is: C0, DEL, C1, bidi controls, zero-width and line/paragraph separators.
 * '\n' and '\t' are controls too. */
bool text_is_control(uint32_t point);
/* Returns new: the text with every such code point made visible (^[ for ESC,
 * <U+202E> for a bidi control), line breaks kept only when `lines`, cut with an
 * ellipsis after `limit` code points (0: no limit). */
char *text_clean(const char *text, bool lines, size_t limit);

/* What a person sees as one character, as it is put on a screen: in one cell or two,
 * and never as a control. Terminals disagree about what joins emoji and about bidi
 * controls, so of 👩‍🚒 the first picture is drawn, of a flag its letters, of a hidden
 * sign a dot; the text itself stays what it is. */
#define CLUSTER_POINTS 4
struct text_cluster {
	size_t bytes; /* in the text */
	int cols;     /* 1 or 2, as wcwidth has it */
	uint32_t points[CLUSTER_POINTS]; /* a base and what is written over it; 0 ends */
	uint32_t second; /* what stands in the second column; 0: half of a wide base */
};
/* The cluster at `text`; false at its end. */
bool text_cluster_next(const char *text, struct text_cluster *out);
/* Its bytes, 0 at the end; *columns (may be NULL) gets its columns. */
size_t text_cluster(const char *text, size_t *columns);
/* Where the cluster before position `at` (a boundary, not 0) begins. */
size_t text_cluster_before(const char *text, size_t at);
/* The first line of a text wrapped at so many columns: its bytes with the line break or
 * the blanks behind it (which may hang over the edge), 0 at the end. Breaks between
 * words, behind hyphens, between wide characters; a word longer than the line is cut.
 * *fit (may be NULL) gets its bytes without the break and those blanks. */
size_t text_line(const char *text, size_t columns, size_t *fit);

/* Columns the text takes on a screen: those of its clusters. */
size_t text_width(const char *text);
/* Returns new: the text, cut with '…' where it is wider than `columns`. */
char *text_ellipsize(const char *text, size_t columns);

/* Returns new: a slug of the text: a-z, 0-9 and '-', starting with a letter, at
 * most 40 bytes; Latin letters lose their accents; "scene" when nothing is left. */
char *text_slug(const char *text);
bool text_is_slug(const char *text);

/* How many single-character edits lie between the two (Levenshtein, bytes,
 * ASCII case ignored): for "did you mean". */
size_t text_distance(const char *a, const char *b);

/* Returns new: the whole file-system path for people, "~/" for the home. */
char *text_path(const char *path);

#endif
