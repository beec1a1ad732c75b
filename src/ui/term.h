/* SPDX-License-Identifier: MIT
 *
 * The terminal: curses shows the grid, we read the keys ourselves. Nothing is asked
 * of the terminal before the first picture stands. It is put back on every way out,
 * a crash too.
 */
#ifndef UI_TERM_H
#define UI_TERM_H

#include "ui/grid.h"
#include "ui/input.h"
#include "util/err.h"

struct term;

/* `colours`: what to use if the terminal's kind has it, or -1: what this one is known
 * for (NO_COLOR, TERM, COLORTERM; mostly 256). The locale is set. Nothing is seen
 * before the first term_show. */
struct term *term_open(int colours, struct err *err);
/* Modes, cursor, echo are as they were. */
void term_close(struct term *term);
int term_fd(const struct term *term);
enum colours term_colours(const struct term *term);
/* Others from now on, as for term_open; everything is shown anew. */
void term_recolour(struct term *term, int colours);
bool term_is_utf8(const struct term *term);
/* Columns and rows now. */
void term_size(const struct term *term, int *cols, int *rows);
/* Width of a cell over its height: 0.5 when the terminal does not say. */
double term_cell_aspect(const struct term *term);
/* Sends what differs from what stands there; nothing while the terminal is full. */
void term_show(struct term *term, const struct grid *grid);
/* The same, on a slow line in pieces: rows of text, then some of the pictures. True if
 * there are more: called again when the keys that have come are heard (and the terminal
 * is not full), it goes on, with what is to stand there then. */
bool term_show_some(struct term *term, const struct grid *grid);
/* Nobody has read there yet what was sent last: until it has, nothing is shown. Then
 * whoever waits for POLLOUT on this descriptor calls term_send, and shows what stands
 * by then. */
bool term_is_full(const struct term *term);
int term_out_fd(const struct term *term);
void term_send(struct term *term);
/* Everything anew with the next term_show, the terminal's modes too (C-l, foreign
 * output, SIGCONT after a stop that asked nobody). */
void term_redraw(struct term *term);
/* Tells the input the keys that this terminal alone has. */
void term_define_keys(const struct term *term, struct input *input);
/* Reads what has come into the input; false at the line's end (hung up). */
bool term_read(struct term *term, struct input *input);
/* Clicks come as events (they do from the start), or are the terminal's own. */
void term_mouse(struct term *term, bool on);
/* Gives the terminal away ($EDITOR, C-z) and takes it back; then a new size is looked
 * for and all is shown anew. After a stop from outside SIGWINCH says so. */
void term_suspend(struct term *term);
int term_resume(struct term *term, struct err *err);
void term_bell(struct term *term);
void term_title(struct term *term, const char *title);

#endif
